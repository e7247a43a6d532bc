//! What a list of enrolments elsewhere would do, and doing it.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use serde::Serialize;
use stamboek_domain::elsewhere::{Change, Elsewhere, ElsewhereSource, refresh};
use stamboek_domain::overlap::CaseKey;
use stamboek_domain::pupil::PupilId;

use super::lines::{ByName, lines};
use super::rows::{About, refuse_twice};
use crate::imports::messages::SheetKind;
use crate::imports::readings::Reading;
use crate::imports::snapshot::Snapshot;
use crate::imports::trial::{Trial, each};
use crate::overlaps::facts::{self, Facts};
use crate::overlaps::messages::*;
use crate::overlaps::schools::{self, Schools};
use crate::overlaps::{overview, own, refresh as telling};
use crate::register::Batch;
use crate::{Answer, Core};

/// By pupil: what changes, and which closed cases come back.
type Tellings = BTreeMap<PupilId, (Vec<Change>, Vec<CaseKey>)>;

/// The plan as shown and as carried out.
pub struct Planned {
    plan: ElsewhereImport,
    tellings: Tellings,
    at: DateTime<FixedOffset>,
}

impl Trial for Planned {
    type Request = ElsewhereImportRequest;
    type Plan = ElsewhereImport;
    const KIND: SheetKind = SheetKind::Elsewhere;
    const COMMAND: &'static str = "elsewhere_import";
    const ACTION: &'static str = "import_elsewhere";

    fn session(request: &ElsewhereImportRequest) -> u32 {
        request.session
    }

    fn decide(
        core: &Core,
        reading: &Reading,
        db: &Connection,
        request: &mut ElsewhereImportRequest,
    ) -> Answer<Self> {
        let table = schools::all(db)?;
        let (lines, skipped) = lines(&reading.reader(core)?, &ByName::new(&table));
        let ours = own::institutions(db)?;
        let snapshot = Snapshot::read(db, "")?;
        let mut plan = super::empty(SheetKind::Elsewhere);
        plan.skipped = skipped;
        let mut about = About::new(&snapshot, &ours, request);
        for line in lines {
            let row = about.row(line);
            plan.rows.push(row);
        }
        refuse_twice(&mut plan.rows);
        let tellings = decide(db, &mut plan, request, core.now())?;
        finish(db, &mut plan, request)?;
        Ok(Self { plan, tellings, at: core.now() })
    }

    fn essence(&self) -> impl Serialize {
        (&self.tellings, &self.plan.refused, &self.plan.unmatched)
    }

    fn obstacles(&self) -> Option<(usize, usize)> {
        (!self.plan.applicable).then_some((self.plan.refused.len(), self.plan.unmatched.len()))
    }

    fn carry_out(&self, core: &Core, batch: &mut Batch, _: &ElsewhereImportRequest) -> Answer<()> {
        each(core, self.tellings.iter(), |(pupil, (changes, back))| {
            telling::take_over(batch, *pupil, changes, back, self.at)
        })
    }

    fn into_plan(self, batch: Option<String>) -> ElsewhereImport {
        ElsewhereImport { batch, ..self.plan }
    }
}

impl Planned {
    /// What is known of everybody once the list is taken over.
    pub fn known(&self, db: &Connection) -> Answer<Vec<facts::Known>> {
        let mut all = facts::all(db)?;
        for (pupil, (changes, _)) in &self.tellings {
            let at = match all.iter().position(|known| known.pupil == *pupil) {
                Some(at) => at,
                None => {
                    all.push(overview::known(db, *pupil)?);
                    all.len() - 1
                }
            };
            all[at].facts.follow(changes);
        }
        Ok(all)
    }
}

/// What each pupil's rows come to; fills in the verdicts.
fn decide(
    db: &Connection,
    plan: &mut ElsewhereImport,
    request: &ElsewhereImportRequest,
    at: DateTime<FixedOffset>,
) -> Answer<Tellings> {
    let mut known: BTreeMap<PupilId, Facts> =
        facts::all(db)?.into_iter().map(|one| (one.pupil, one.facts)).collect();
    let mut told: BTreeMap<PupilId, Vec<Elsewhere>> = BTreeMap::new();
    if request.complete {
        // Whoever an earlier list told of, and this one perhaps no more.
        told.extend(known.keys().map(|pupil| (*pupil, Vec::new())));
    }
    for row in plan.rows.iter().filter(|row| row.verdict == ElsewhereVerdict::New) {
        if let (Some(pupil), Some(now)) = (row.pupil, &row.now) {
            told.entry(pupil).or_default().push(now.clone());
        }
    }
    let today = at.date_naive();
    let pupils: Vec<PupilId> = told.keys().copied().collect();
    let own = own::of(db, &pupils, today)?;
    let mut tellings = BTreeMap::new();
    for (pupil, told) in told {
        let facts = known.remove(&pupil).unwrap_or_default();
        let changes = refresh(&facts.elsewhere, &told, ElsewhereSource::List, request.complete);
        let ours = own.get(&pupil).map_or(&[][..], Vec::as_slice);
        let back = telling::come_back(db, &facts, &told, ours, today)?;
        judge(plan, pupil, &changes, &back);
        if !changes.is_empty() || !back.is_empty() {
            tellings.insert(pupil, (changes, back));
        }
    }
    Ok(tellings)
}

/// Fills in the verdicts of a pupil's rows, and counts what goes.
fn judge(plan: &mut ElsewhereImport, pupil: PupilId, changes: &[Change], back: &[CaseKey]) {
    plan.gone += changes.iter().filter(|change| change.now.is_none()).count() as u32;
    plan.came_back += back.len() as u32;
    let of_pupil = |row: &&mut ElsewhereRow| row.pupil == Some(pupil) && row.verdict == ElsewhereVerdict::New;
    for row in plan.rows.iter_mut().filter(of_pupil) {
        let Some(now) = &row.now else { continue };
        let same = |change: &&Change| change.now.as_ref().map(Elsewhere::key) == Some(now.key());
        row.comes_back = CaseKey::of(now).is_some_and(|case| back.contains(&case));
        match changes.iter().find(same) {
            None => row.verdict = ElsewhereVerdict::Unchanged,
            Some(Change { was: None, .. }) => {}
            Some(Change { was, now }) => {
                row.verdict = ElsewhereVerdict::Changed;
                (row.was, row.now) = (was.clone(), now.clone());
            }
        }
    }
}

/// Counts, names of schools, and whether it can be carried out. A list that is complete waits until
/// nobody is unknown: otherwise somebody on it could be taken for gone.
fn finish(db: &Connection, plan: &mut ElsewhereImport, request: &ElsewhereImportRequest) -> Answer<()> {
    let mut schools = Schools::new(db);
    for row in &mut plan.rows {
        if let Some(now) = &row.now {
            row.school = overview::other(now, &mut schools)?.name;
        }
        let remarks = row.remarks.iter().filter(|_| row.verdict != ElsewhereVerdict::LeftOut).cloned();
        for remark in remarks {
            if remark.code.refuses() { &mut plan.refused } else { &mut plan.warnings }.push(remark);
        }
        match row.verdict {
            ElsewhereVerdict::New => plan.new += 1,
            ElsewhereVerdict::Changed => plan.changed += 1,
            ElsewhereVerdict::Unchanged => plan.unchanged += 1,
            ElsewhereVerdict::Ours => plan.ours += 1,
            ElsewhereVerdict::Unmatched => plan.unmatched.push(row.row),
            ElsewhereVerdict::LeftOut | ElsewhereVerdict::Refused => {}
        }
    }
    plan.applicable = plan.refused.is_empty() && (!request.complete || plan.unmatched.is_empty());
    Ok(())
}
