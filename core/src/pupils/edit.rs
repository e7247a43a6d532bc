//! Fields of one pupil, typed on the sheet.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, FieldChange};

use super::field;
use super::messages::PupilEditRequest;
use crate::enrolments::{self, seats};
use crate::history::messages::Saved;
use crate::register::{Batch, views};
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
        let seated = items.iter().any(|item| [PupilField::Class, PupilField::Location].contains(&item.field));
        batch.push(Change::PupilEdit { pupil: request.id, items })?;
        if seated {
            follow_class(batch, request.id, today)?;
        }
        Ok(Saved { batch: batch.saved() })
    })
}

/// The periods in classes follow the class and location of the sheet, as saved a moment ago.
pub(crate) fn follow_class(batch: &mut Batch, pupil: PupilId, today: NaiveDate) -> Answer<()> {
    let rows = enrolments::of_pupil(batch.tx(), pupil)?;
    if rows.is_empty() {
        return Ok(());
    }
    let fields = current(batch.tx(), pupil)?;
    let text = |field| fields.get(&field).map_or("", String::as_str);
    let seat = (text(PupilField::Class), text(PupilField::Location));
    seats::follow_sheet(&rows, seat, today).into_iter().try_for_each(|change| batch.push(change))
}

/// The fields that are not empty, as they stand.
fn current(db: &Connection, id: PupilId) -> Answer<BTreeMap<PupilField, String>> {
    let known = views::read_pupil(db, id)?.filter(|record| !record.removed);
    known.map(|record| record.fields).ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))
}
