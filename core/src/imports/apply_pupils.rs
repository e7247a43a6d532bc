//! Carries out a plan of persons.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::Serialize;
use stamboek_domain::enrolment::{
    Enrolment, EnrolmentId, EnrolmentStatus, Moment, SchoolEnrolment, SchoolEnrolmentId,
};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::stamnummer::Stamnummer;
use stamboek_domain::sync::op::{Change, ExternalNumber, RecordChange};
use uuid::Uuid;

use super::messages::*;
use super::plan_pupils::{Action, Choices, Planned, plan};
use super::readings::Reading;
use super::snapshot::Snapshot;
use super::trial::{Trial, each, last_day};
use crate::pupils::{follow_class, new_tag};
use crate::register::Batch;
use crate::{Answer, Core};

/// The program whose numbers a list of persons holds.
const SYSTEM: &str = "informat";

/// The enrolments of a new pupil of whom the list tells the institution and the begin date: in the
/// school, and in the class when there is one. A list tells no administrative group.
fn entered(
    pupil: PupilId,
    fields: &BTreeMap<PupilField, String>,
    from: NaiveDate,
    moment: NaiveDate,
) -> Option<Vec<Change>> {
    let text = |field| fields.get(&field).map_or("", String::as_str);
    if text(PupilField::Kind) == "staff" {
        return None;
    }
    let school = SchoolEnrolment {
        id: SchoolEnrolmentId(Uuid::now_v7()),
        pupil,
        institution: InstitutionNumber::parse(text(PupilField::Institution)).ok()?,
        stamnummer: Stamnummer::parse(text(PupilField::Stamnummer)).ok(),
        moment: Moment { day: moment, time: None },
        from,
        status: EnrolmentStatus::Realised,
        reason: String::new(),
        leaving: None,
    };
    let schools = vec![RecordChange::open(school)];
    let mut changes = vec![Change::EnrolmentSet { pupil, schools, groups: Vec::new() }];
    let (class, location) = (text(PupilField::Class).to_owned(), text(PupilField::Location).to_owned());
    if !class.is_empty() {
        let enrolment = Enrolment { pupil, class, location, from, until: None };
        changes.push(Change::EnrolmentOpen { id: EnrolmentId(Uuid::now_v7()), enrolment });
    }
    Some(changes)
}

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
        let rows = reading.reader(core)?.rows();
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
            let (pupil, add) = match action {
                Action::Create { fields, number, entry } => {
                    let pupil = PupilId(Uuid::now_v7());
                    let tag = new_tag()?.as_str().to_owned();
                    batch.push(Change::PupilCreate { pupil, tag, fields: fields.clone() })?;
                    let entered = entry.and_then(|(from, moment)| entered(pupil, fields, from, moment));
                    entered.into_iter().flatten().try_for_each(|change| batch.push(change))?;
                    (pupil, number)
                }
                Action::Change { pupil, items, add, .. } => {
                    if !items.is_empty() {
                        batch.push(Change::PupilEdit { pupil: *pupil, items: items.clone() })?;
                        let seat = [PupilField::Class, PupilField::Location];
                        if items.iter().any(|item| seat.contains(&item.field)) {
                            follow_class(batch, *pupil, today)?;
                        }
                    }
                    (*pupil, add)
                }
            };
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
