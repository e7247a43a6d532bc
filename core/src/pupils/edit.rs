//! Fields of one pupil, typed on the sheet.

use std::collections::BTreeMap;

use rusqlite::Connection;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, FieldChange};

use super::field;
use super::messages::PupilEditRequest;
use crate::history::messages::Saved;
use crate::register::views;
use crate::{Answer, Core};

/// Saves the fields as one action. A field that somebody changed since the person saw it is
/// `Stale`, and then nothing is saved.
pub fn edit(core: &Core, request: PupilEditRequest) -> Answer<Saved> {
    let today = core.today();
    let mut wanted = BTreeMap::new();
    for item in &request.items {
        let now = field::parse(item.field, &item.now, today)?;
        wanted.insert(item.field, (item.was.clone(), now));
    }
    core.register()?.write("edit", |batch| {
        let current = current(batch.tx(), request.id)?;
        let value = |field: PupilField| match wanted.get(&field) {
            Some((_, now)) => now.clone(),
            None => current.get(&field).cloned(),
        };
        if let Some((_, Some(insz))) = wanted.get(&PupilField::Insz) {
            field::insz_is_free(batch.tx(), insz, Some(request.id))?;
        }
        let unique =
            wanted.contains_key(&PupilField::Stamnummer) || wanted.contains_key(&PupilField::Institution);
        if unique && let Some(stamnummer) = value(PupilField::Stamnummer) {
            let institution = value(PupilField::Institution).unwrap_or_default();
            field::stamnummer_is_free(batch.tx(), &institution, &stamnummer, Some(request.id))?;
        }
        let items: Vec<FieldChange> = wanted
            .iter()
            .map(|(field, (seen, now))| FieldChange {
                field: *field,
                was: match seen {
                    Some(seen) => Some(seen.clone()).filter(|seen| !seen.is_empty()),
                    // The screen never had it (INSZ).
                    None => current.get(field).cloned(),
                },
                now: now.clone(),
            })
            .filter(|item| current.get(&item.field) != item.now.as_ref())
            .collect();
        if items.is_empty() {
            return Ok(Saved { batch: None });
        }
        batch.push(Change::PupilEdit { pupil: request.id, items })?;
        Ok(Saved { batch: batch.saved() })
    })
}

/// The fields that are not empty, as they stand.
fn current(db: &Connection, id: PupilId) -> Answer<BTreeMap<PupilField, String>> {
    let known = views::read_pupil(db, id)?.filter(|record| !record.removed);
    known.map(|record| record.fields).ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))
}
