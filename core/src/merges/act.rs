//! Merges, takes back, and remembers that two are two.

use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, FieldChange};

use super::{doubles, preview, refused};
use crate::Answer;
use crate::dossier::fact;
use crate::register::Register;
use crate::register::views::read_pupil;

/// Merges as the preview showed it; these fields are taken from the one who is merged.
pub(super) fn merge(
    register: &Register,
    from: PupilId,
    to: PupilId,
    fields: &[PupilField],
    seen: &str,
) -> Answer<Option<String>> {
    register.write("merge", |batch| {
        same(&preview::merge(batch.tx(), from, to)?.seen, seen)?;
        let missing = || Problem::new(Code::NotFound).with("what", "pupil");
        let own = read_pupil(batch.tx(), from)?.ok_or_else(missing)?;
        let other = read_pupil(batch.tx(), to)?.ok_or_else(missing)?;
        let items = fields.iter().map(|field| FieldChange {
            field: *field,
            was: other.fields.get(field).cloned(),
            now: own.fields.get(field).cloned(),
        });
        let fields = items.filter(|item| item.was != item.now).collect();
        batch.push(Change::PupilMerge { from, to, fields })?;
        Ok(batch.saved())
    })
}

/// Takes a merge back as the preview showed it.
pub(super) fn part(register: &Register, from: PupilId, seen: &str) -> Answer<Option<String>> {
    register.write("unmerge", |batch| {
        let (part, change) = preview::part(batch.tx(), from)?;
        same(&part.seen, seen)?;
        batch.push(change)?;
        Ok(batch.saved())
    })
}

/// They are two children.
pub(super) fn apart(register: &Register, one: PupilId, other: PupilId) -> Answer<Option<String>> {
    register.write("apart", |batch| {
        let (pupil, key) = doubles::apart_key(one, other);
        fact::set(batch, pupil, &key, Some(&true))?;
        Ok(batch.saved())
    })
}

fn same(now: &str, seen: &str) -> Answer<()> {
    match now == seen {
        true => Ok(()),
        false => Err(refused("changed")),
    }
}
