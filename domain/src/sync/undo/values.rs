//! Fields, settings and sheets of an action, and how they go back.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::Records;
use crate::problem::Problem;
use crate::pupil::{PupilField, PupilId};
use crate::sync::op::{Change, FieldChange};

/// A value from before the action to what the action made of it.
struct Net {
    was: Option<String>,
    now: Option<String>,
}

/// Fields, settings and sheets of an action: from what to what, and whether it is still so.
pub struct Values {
    fields: Vec<(PupilId, PupilField, Net)>,
    settings: Vec<(String, Net)>,
    sheets: Vec<(Uuid, u32, bool)>,
    /// Pupils with a field that is no longer what the action made it.
    pub changed: BTreeSet<PupilId>,
}

impl Values {
    pub fn read(action: &[Change], records: &impl Records) -> Result<Self, Problem> {
        let mut fields: BTreeMap<(PupilId, PupilField), Net> = BTreeMap::new();
        let mut settings: BTreeMap<&str, Net> = BTreeMap::new();
        let mut sheets: BTreeMap<(Uuid, u32), (bool, bool)> = BTreeMap::new();
        let mut made: BTreeMap<PupilId, BTreeMap<PupilField, String>> = BTreeMap::new();
        for change in action {
            match change {
                Change::PupilCreate { pupil, fields, .. } => {
                    let mut fields = fields.clone();
                    fields.entry(PupilField::Kind).or_insert_with(|| "pupil".to_owned());
                    fields.retain(|_, value| !value.is_empty());
                    made.insert(*pupil, fields);
                }
                Change::PupilEdit { pupil, items } => {
                    for FieldChange { field, was, now } in items {
                        let net = fields
                            .entry((*pupil, *field))
                            .or_insert_with(|| Net { was: was.clone(), now: None });
                        net.now = now.clone();
                        if let Some(made) = made.get_mut(pupil) {
                            match now {
                                Some(now) => made.insert(*field, now.clone()),
                                None => made.remove(field),
                            };
                        }
                    }
                }
                Change::SettingSet { key, was, now } => {
                    let net = settings.entry(key).or_insert_with(|| Net { was: was.clone(), now: None });
                    net.now = now.clone();
                }
                Change::CardsSheet { print, sheet, failed } => {
                    sheets.entry((*print, *sheet)).or_insert((!failed, *failed)).1 = *failed;
                }
                _ => {}
            }
        }
        let mut values =
            Self { fields: Vec::new(), settings: Vec::new(), sheets: Vec::new(), changed: BTreeSet::new() };
        for (pupil, made) in &made {
            let record = records.state(&Change::PupilRemove { pupil: *pupil })?.pupil;
            if record.is_none_or(|record| record.removed || record.fields != *made) {
                values.changed.insert(*pupil);
            }
        }
        for ((pupil, field), net) in fields {
            let record = records.state(&Change::PupilRemove { pupil })?.pupil;
            let still =
                record.is_some_and(|record| !record.removed && record.fields.get(&field) == net.now.as_ref());
            if still {
                values.fields.push((pupil, field, net));
            }
        }
        for (key, net) in settings {
            let read = Change::SettingSet { key: key.to_owned(), was: None, now: None };
            if records.state(&read)?.setting == net.now {
                values.settings.push((key.to_owned(), net));
            }
        }
        for ((print, sheet), (was, now)) in sheets {
            let record = records.state(&Change::CardsSheet { print, sheet, failed: was })?.print;
            let still =
                record.is_some_and(|record| !record.removed && record.sheets.get(&sheet) == Some(&now));
            if still {
                values.sheets.push((print, sheet, was));
            }
        }
        Ok(values)
    }

    pub fn back(self, worked_on: &BTreeSet<PupilId>, created: &[PupilId]) -> Vec<Change> {
        let mut edits: BTreeMap<PupilId, Vec<FieldChange>> = BTreeMap::new();
        for (pupil, field, net) in self.fields {
            if worked_on.contains(&pupil) || created.contains(&pupil) || net.was == net.now {
                continue;
            }
            edits.entry(pupil).or_default().push(FieldChange { field, was: net.now, now: net.was });
        }
        let edits = edits.into_iter().map(|(pupil, items)| Change::PupilEdit { pupil, items });
        let settings = self.settings.into_iter().map(|(key, net)| Change::SettingSet {
            key,
            was: net.now,
            now: net.was,
        });
        let sheets =
            self.sheets.into_iter().map(|(print, sheet, failed)| Change::CardsSheet { print, sheet, failed });
        edits.chain(settings).chain(sheets).collect()
    }
}
