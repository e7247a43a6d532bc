//! Pupils who could be one child: found, compared, merged, and taken apart again (sync.md C10, C12,
//! C13).

mod act;
mod doubles;
pub mod messages;
mod preview;

use rusqlite::{Connection, Transaction};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;

use crate::access::{Look, log};
use crate::register::views::{merges, read_pupil};
use crate::{Answer, Core};
use messages::{MergePlan, MergeRequest, MergedRow};

/// Looks for doubles, shows what a merge would do or would take back, or does it.
///
/// # Errors
/// `NotFound` for who is not in the register; `MergeRefused` for a pupil with itself, for a merge under
/// a later one, and when it looks otherwise than in the preview.
pub fn merge(core: &Core, request: MergeRequest) -> Answer<MergePlan> {
    let register = core.register()?;
    let batch = match request {
        MergeRequest::Doubles { pupil } => {
            let pairs = register.read(|db| doubles::doubles(db, pupil))?;
            return Ok(MergePlan::Doubles { pairs });
        }
        MergeRequest::Preview { from, to } => {
            return register.write_local(|tx| {
                let merge = preview::merge(tx, from, to)?;
                looked(core, tx, [from, to])?;
                Ok(MergePlan::Merge(merge))
            });
        }
        MergeRequest::PartPreview { from } => {
            return register.write_local(|tx| {
                let (part, _) = preview::part(tx, from)?;
                looked(core, tx, [from, part.to.id])?;
                Ok(MergePlan::Part(part))
            });
        }
        MergeRequest::Merge { from, to, fields, seen } => act::merge(&register, from, to, &fields, &seen)?,
        MergeRequest::Part { from, seen } => act::part(&register, from, &seen)?,
        MergeRequest::Apart { one, other } => act::apart(&register, one, other)?,
    };
    Ok(MergePlan::Done { batch })
}

fn refused(why: &str) -> Problem {
    Problem::new(Code::MergeRefused).with("why", why)
}

/// Both were looked at (S59).
fn looked(core: &Core, tx: &Transaction, both: [PupilId; 2]) -> Answer<()> {
    both.into_iter().try_for_each(|pupil| log(tx, core.now(), Look::Sheet, Some(pupil), 1, "merge"))
}

/// Who was merged with this pupil, itself.
pub(crate) fn merged(db: &Connection, pupil: PupilId) -> Answer<Vec<MergedRow>> {
    let of = merges::read_alias(db, pupil)?.map(|alias| alias.of).unwrap_or_default();
    of.into_iter().map(|id| Ok(MergedRow { id, name: name(db, id)? })).collect()
}

/// Name and first name, also of who was merged.
pub(crate) fn name(db: &Connection, pupil: PupilId) -> Answer<String> {
    use stamboek_domain::pupil::PupilField::{FirstName, LastName};
    let fields = read_pupil(db, pupil)?.map(|record| record.fields).unwrap_or_default();
    let of = |field| fields.get(&field).map_or("", String::as_str);
    Ok(format!("{} {}", of(LastName), of(FirstName)).trim().to_owned())
}
