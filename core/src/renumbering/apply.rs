//! Carries out a number list.

use chrono::NaiveDate;
use rusqlite::Connection;
use serde::Serialize;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::renumbering::last_day;
use stamboek_domain::sync::op::{Change, ExternalNumber};

use super::list::lines;
use super::plan::{Planned, plan};
use crate::imports::messages::*;
use crate::imports::readings::Reading;
use crate::imports::snapshot::Snapshot;
use crate::imports::trial::{Trial, each};
use crate::register::Batch;
use crate::{Answer, Core};

impl Trial for Planned {
    type Request = NumbersPlanRequest;
    type Plan = NumbersPlan;
    const KIND: SheetKind = SheetKind::Numbers;
    const COMMAND: &'static str = "numbers_import";
    const ACTION: &'static str = "renumber";

    fn session(request: &NumbersPlanRequest) -> u32 {
        request.session
    }

    fn decide(
        core: &Core,
        reading: &Reading,
        db: &Connection,
        request: &mut NumbersPlanRequest,
    ) -> Answer<Self> {
        if request.system.is_empty() {
            request.system = "informat".to_owned();
        }
        for (field, value) in
            [("from_database", &mut request.from_database), ("to_database", &mut request.to_database)]
        {
            *value = value.trim().to_owned();
            if value.is_empty() {
                return Err(Problem::new(Code::InvalidValue).with("field", field).with("value", ""));
            }
        }
        if request.date.is_empty() {
            request.date = core.today().to_string();
        }
        first_day(request)?;
        let (lines, skipped) = lines(&reading.reader(core)?);
        let known = Snapshot::read(db, &request.system)?;
        let institution = crate::imports::school(db)?.institution;
        Ok(plan(&known, &lines, skipped, request, &institution))
    }

    fn essence(&self) -> impl Serialize {
        let unmatched: Vec<_> = self.plan.unmatched.iter().map(|r| (r.row, r.nobody)).collect();
        let missing: Vec<_> = self.plan.missing.iter().map(|r| r.id).collect();
        (&self.moves, &self.plan.refused, unmatched, missing, self.plan.unchanged)
    }

    /// A row whose old number is nobody's holds up no other row.
    fn obstacles(&self) -> Option<(usize, usize)> {
        (!self.plan.applicable).then_some((self.plan.refused.len(), 0))
    }

    /// First every number that ends, then every number that begins: numbers may change places.
    fn carry_out(&self, core: &Core, batch: &mut Batch, request: &NumbersPlanRequest) -> Answer<()> {
        let first_day = first_day(request)?;
        let number = |database: &str, value: &str| ExternalNumber {
            system: request.system.clone(),
            database: database.to_owned(),
            value: value.to_owned(),
        };
        for one in &self.moves {
            if let Some((value, from)) = &one.end {
                let number = number(&request.from_database, value);
                let until = last_day(first_day, *from);
                batch.push(Change::NumberEnd { pupil: one.pupil, number, until })?;
            }
        }
        each(core, self.moves.iter(), |one| match &one.add {
            None => Ok(()),
            Some(value) => {
                let number = number(&request.to_database, value);
                batch.push(Change::NumberAdd { pupil: one.pupil, number, from: first_day })
            }
        })
    }

    fn into_plan(self, batch: Option<String>) -> NumbersPlan {
        NumbersPlan { batch, ..self.plan }
    }
}

fn first_day(request: &NumbersPlanRequest) -> Answer<NaiveDate> {
    let invalid = || Problem::new(Code::InvalidValue).with("field", "date").with("value", &request.date);
    request.date.parse().map_err(|_| invalid())
}
