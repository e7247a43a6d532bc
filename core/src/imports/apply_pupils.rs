//! Carries out a plan of persons.

use rusqlite::Connection;
use serde::Serialize;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::renumbering::last_day;
use stamboek_domain::sync::op::{Change, ExternalNumber};
use uuid::Uuid;

use super::messages::*;
use super::plan_pupils::{Action, Choices, Planned, plan};
use super::readings::Reading;
use super::snapshot::Snapshot;
use super::trial::{Trial, each};
use crate::pupils::{follow_class, new_tag};
use crate::register::Batch;
use crate::{Answer, Core};

/// The program whose numbers a list of persons holds.
const SYSTEM: &str = "informat";

impl Trial for Planned {
    type Request = PupilsPlanRequest;
    type Plan = PupilsPlan;
    const KIND: SheetKind = SheetKind::Pupils;
    const COMMAND: &'static str = "pupils_import";
    const ACTION: &'static str = "import_pupils";

    fn session(request: &PupilsPlanRequest) -> u32 {
        request.session
    }

    fn decide(
        core: &Core,
        reading: &Reading,
        db: &Connection,
        request: &mut PupilsPlanRequest,
    ) -> Answer<Self> {
        let school = super::school(db)?;
        if request.database.is_empty() {
            request.database = school.database;
        }
        let rows = reading.reader(core)?.pupil_rows();
        if request.database.is_empty() && rows.iter().any(|r| r.external.is_some()) {
            return Err(Problem::new(Code::InvalidValue).with("field", "database").with("value", ""));
        }
        let known = Snapshot::read(db, SYSTEM)?;
        Ok(plan(&known, rows, &Choices { request, institution: &school.institution }))
    }

    fn essence(&self) -> impl Serialize {
        let rows: Vec<_> = self.plan.rows.iter().map(|r| (r.row, r.verdict, r.pupil)).collect();
        (rows, &self.actions, &self.plan.refused, &self.plan.undecided)
    }

    fn obstacles(&self) -> Option<(usize, usize)> {
        (!self.plan.applicable).then_some((self.plan.refused.len(), self.plan.undecided.len()))
    }

    /// First every number that ends, then everything that begins: numbers may change places.
    fn carry_out(&self, core: &Core, batch: &mut Batch, request: &PupilsPlanRequest) -> Answer<()> {
        let today = core.today();
        let number = |value: &str| ExternalNumber {
            system: SYSTEM.to_owned(),
            database: request.database.clone(),
            value: value.to_owned(),
        };
        for action in &self.actions {
            if let Action::Change { pupil, end: Some((value, from)), .. } = action {
                let until = last_day(today, *from);
                batch.push(Change::NumberEnd { pupil: *pupil, number: number(value), until })?;
            }
        }
        each(core, self.actions.iter(), |action| {
            let (pupil, add, entry) = match action {
                Action::Create { fields, number, entry } => {
                    let pupil = PupilId(Uuid::now_v7());
                    let tag = new_tag()?.as_str().to_owned();
                    batch.push(Change::PupilCreate { pupil, tag, fields: fields.clone() })?;
                    (pupil, number, entry)
                }
                Action::Change { pupil, items, add, entry, .. } => {
                    if !items.is_empty() {
                        batch.push(Change::PupilEdit { pupil: *pupil, items: items.clone() })?;
                        let seat = [PupilField::Class, PupilField::Location];
                        if items.iter().any(|item| seat.contains(&item.field)) {
                            follow_class(batch, *pupil, today)?;
                        }
                    }
                    (*pupil, add, entry)
                }
            };
            let entered = entry.iter().flat_map(|entry| entry.changes(pupil, today));
            entered.into_iter().try_for_each(|change| batch.push(change))?;
            match add {
                Some(value) => batch.push(Change::NumberAdd { pupil, number: number(value), from: today }),
                None => Ok(()),
            }
        })
    }

    fn into_plan(self, batch: Option<String>) -> PupilsPlan {
        PupilsPlan { batch, ..self.plan }
    }
}
