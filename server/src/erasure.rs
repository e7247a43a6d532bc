//! Erasing a person: what must be looked at first, what becomes of everything about her, and doing
//! it again after a restore (security.md S67, S69; sync.md C18).

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::value::RawValue;
use stamboek_domain::enrolment::{EnrolmentStatus, SchoolEnrolment};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::retention::{Confirmed, Kept, duty};
use stamboek_domain::sync::apply::EnrolmentRecord;
use stamboek_domain::sync::authority::RecordRow;
use stamboek_domain::sync::erase::{Person, Share, erased_pupil, id_tells};
use stamboek_domain::sync::person::Erased;
use stamboek_domain::sync::record::{Body, GroupOf, Kind, RecordKey};
use stamboek_domain::sync::wire::{CommitId, Digest, DigestSum, Head, ProblemKind, Rev};
use uuid::Uuid;

use crate::apart::ledger::{self, Line};
use crate::http::{App, Refusal, UNAVAILABLE};
use crate::store::erasure::Pupil;
use crate::store::person::{PersonOp, PersonRecord};
use crate::store::push::Commit;
use crate::store::sync::PUSHES;
use crate::store::{Doing, Failure, Tx, Whose};

const KEPT: Refusal =
    Refusal::new(axum::http::StatusCode::CONFLICT, ProblemKind::Retention, "a duty to keep runs");

/// Everything about somebody, under the lock of the head.
pub struct Erasing {
    inst: Uuid,
    person: Person,
    records: Vec<PersonRecord>,
    ops: Vec<PersonOp>,
}

/// What is to be written.
pub struct Plan {
    head: Head,
    to: Head,
    records: Vec<RecordRow>,
    digests: Vec<Digest>,
    added: Vec<Digest>,
}

impl Plan {
    /// Writes it and makes the transaction last.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn finish(self, tx: Tx, inst: Uuid, device: Uuid, now: DateTime<Utc>) -> Result<(), Failure> {
        let commit = Commit {
            from: self.head,
            to: self.to,
            device,
            at: now,
            ops: &[],
            records: &self.records,
            digests: &self.digests,
            added: &self.added,
        };
        tx.finish_push(inst, Some(&commit), None).await
    }
}

impl Erasing {
    /// Reads it, also what stands under other names of the person.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn read(tx: &mut Tx, inst: Uuid, mut person: Person) -> Result<Self, Failure> {
        let records = tx.person_records(inst, &mut person).await?;
        let ops = tx.person_ops(inst, &person).await?;
        Ok(Self { inst, person, records, ops })
    }

    /// Whether nothing must be kept any more.
    ///
    /// # Errors
    /// 409 `retention` with the reason.
    pub fn is_due(&self, confirmed: Option<&Confirmed>, now: DateTime<Utc>) -> Result<(), Refusal> {
        match duty(&self.kept(), confirmed, now.date_naive()) {
            Some(duty) => Err(KEPT.because(duty.sentence())),
            None => Ok(()),
        }
    }

    /// Until which school years she stands in registers.
    fn kept(&self) -> Kept {
        let mut kept = Kept::default();
        for record in &self.records {
            match Kind::parse(&record.line.kind) {
                Some(Kind::Attendance) => {
                    let day = record.line.id.split('/').nth(1).and_then(|day| day.parse().ok());
                    day.into_iter().for_each(|day| Kept::add(&mut kept.attendance, day));
                }
                Some(Kind::Enrolment) => {
                    let one = value::<EnrolmentRecord>(record);
                    one.into_iter().for_each(|one| enrolled(&mut kept, one.enrolment.until, one.cancelled));
                }
                Some(Kind::SchoolEnrolment) => {
                    let one = value::<SchoolEnrolment>(record);
                    one.into_iter().for_each(|one| in_school(&mut kept, &one));
                }
                Some(Kind::GroupEnrolment) => {
                    // Whether it runs still is said by the enrolment in the school above it.
                    let last =
                        value::<GroupOf>(record).map(|of| of.group.until.unwrap_or(of.group.expected_until));
                    last.into_iter().for_each(|day| enrolled(&mut kept, Some(day), false));
                }
                _ => {}
            }
        }
        let last = self.ops.iter().map(|op| op.received.date_naive()).max();
        last.into_iter().for_each(|day| Kept::add(&mut kept.other, day));
        kept
    }

    /// Takes the content of everything: entries and looks at once, records by the plan.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn carry_out(&self, tx: &mut Tx, head: Head) -> Result<(Erased, Plan), Failure> {
        let ops: Vec<(Uuid, String)> = self.ops.iter().map(|op| (op.op, rest(&op.share))).collect();
        let pupils: Vec<PupilId> = self.person.pupils.iter().copied().collect();
        tx.blank_ops(self.inst, &ops).await?;
        tx.blank_looks(self.inst, &pupils).await?;
        let tells =
            |one: &&PersonRecord| matches!(one.share, Share::All) && id_tells(&one.line.kind, &one.line.id);
        let gone: Vec<(String, String)> = self
            .records
            .iter()
            .filter(tells)
            .map(|one| (one.line.kind.clone(), one.line.id.clone()))
            .collect();
        tx.remove_records(self.inst, &gone).await?;
        let mut rows = Rows::new(head.rev);
        self.records.iter().for_each(|record| rows.add(record));
        pupils.iter().for_each(|pupil| rows.mark(*pupil));
        let to = Head { rev: rows.rev.max(head.rev.next()), commit: CommitId(Uuid::new_v4()) };
        let digests = tx.digests(self.inst, None).await?;
        let erased = Erased { pupils, records: self.records.len(), entries: ops.len() };
        Ok((erased, Plan { head, to, records: rows.records, digests, added: rows.digests }))
    }
}

fn rest(share: &Share<String>) -> String {
    match share {
        Share::Part { rest, .. } => rest.clone(),
        Share::All | Share::None => String::new(),
    }
}

fn value<T: serde::de::DeserializeOwned>(record: &PersonRecord) -> Option<T> {
    serde_json::from_str::<Body<T>>(record.line.body.as_ref()?.get()).ok()?.value
}

/// An enrolment that ended, or runs; one that never was is in no register of attendance.
fn enrolled(kept: &mut Kept, until: Option<NaiveDate>, cancelled: bool) {
    match until {
        _ if cancelled => {}
        Some(until) => {
            Kept::add(&mut kept.enrolment, until);
            Kept::add(&mut kept.attendance, until);
        }
        None => kept.enrolled = true,
    }
}

/// Also one that was refused or cancelled stays in the register of enrolments.
fn in_school(kept: &mut Kept, school: &SchoolEnrolment) {
    Kept::add(&mut kept.enrolment, school.from);
    match school.status {
        EnrolmentStatus::NotRealised | EnrolmentStatus::Cancelled => {}
        EnrolmentStatus::Realised | EnrolmentStatus::Postponed | EnrolmentStatus::Parallel => {
            enrolled(kept, school.leaving.as_ref().map(|leaving| leaving.until), false);
        }
    }
}

/// Records as they are written, with what that does to the digests.
struct Rows {
    rev: Rev,
    records: Vec<RecordRow>,
    digests: Vec<Digest>,
}

impl Rows {
    fn new(rev: Rev) -> Self {
        Self { rev, records: Vec::new(), digests: Vec::new() }
    }

    fn add(&mut self, record: &PersonRecord) {
        let line = &record.line;
        let Some(kind) = Kind::parse(&line.kind) else { return };
        let key = RecordKey::new(kind, &line.id);
        if kind.travels() {
            self.sum(&key).remove(&line.kind, &line.id, line.rev);
        }
        let body = match &record.share {
            Share::Part { rest, .. } => Some(rest.clone()),
            Share::All | Share::None if kind == Kind::Pupil => return,
            Share::All | Share::None if id_tells(&line.kind, &line.id) => return,
            Share::All | Share::None => None,
        };
        self.put(key, body);
    }

    /// That she was erased, so that nothing is entered about her any more.
    fn mark(&mut self, pupil: PupilId) {
        self.put(RecordKey::pupil(pupil), Some(erased_pupil()));
    }

    fn put(&mut self, key: RecordKey, body: Option<Box<RawValue>>) {
        self.rev = self.rev.next();
        let rev = self.rev;
        if body.is_some() && key.kind.travels() {
            self.sum(&key).add(key.kind.as_str(), &key.id, rev);
        }
        self.records.push(RecordRow { year: key.year(), key, rev, body });
    }

    fn sum(&mut self, key: &RecordKey) -> &mut DigestSum {
        let (kind, year) = (key.kind.as_str(), key.year());
        let at = self.digests.iter().position(|one| one.kind == kind && one.year == year);
        let at = at.unwrap_or_else(|| {
            self.digests.push(Digest { kind: kind.to_owned(), year, sum: DigestSum::default() });
            self.digests.len() - 1
        });
        &mut self.digests[at].sum
    }
}

/// Keeps who was erased apart from the database, before the erasure is made to last.
///
/// # Errors
/// 503, with why in our own log: nobody is erased whom a restore would bring back for good.
pub fn enter_in_ledger(app: &App, inst: Uuid, erased: &Erased, at: DateTime<Utc>) -> Result<(), Refusal> {
    let refused = |fault: &str| Refusal { fault: Some(fault.to_owned()), ..UNAVAILABLE };
    let apart = app.apart.as_deref().ok_or_else(|| {
        refused("apart_unset").because("Op de server is geen map ingesteld voor het register van wissingen.")
    })?;
    let line = Line { institution: inst, pupils: erased.pupils.clone(), at };
    ledger::add(apart, &line).map_err(|_| refused("ledger"))
}

/// Erases everybody of the ledger who is there again, as after a restore; answers how many.
///
/// # Errors
/// A sentence.
pub async fn apply_ledger(app: &App) -> Result<usize, String> {
    let Some(apart) = app.apart.as_deref() else { return Ok(0) };
    let mut again = 0;
    for (inst, lines) in ledger::read(apart)? {
        for line in lines {
            let done = erase_again(app, inst, &line.pupils).await;
            again += usize::from(done.map_err(|refusal| {
                let class = refusal.fault.unwrap_or_else(|| refusal.status.to_string());
                format!("Het register van wissingen kon niet toegepast worden ({class}).")
            })?);
        }
    }
    Ok(again)
}

/// Everybody of one line is one person: as she was erased then, whatever merges the backup holds.
async fn erase_again(app: &App, inst: Uuid, pupils: &[PupilId]) -> Result<bool, Refusal> {
    let Some(first) = pupils.first() else { return Ok(false) };
    let whose = Whose { erased: Some(first.0), ..Whose::institution(inst) };
    let mut tx = app.store.prepare(&whose, Doing::Writes, PUSHES).await?;
    tx.open().await?;
    // An institution that came after the backup is not there at all.
    let Some(head) = tx.lock_head(inst).await? else {
        tx.undo().await?;
        return Ok(false);
    };
    let mut gone = true;
    for pupil in pupils {
        gone &= tx.pupil(inst, *pupil).await? == Pupil::Erased;
    }
    if gone {
        tx.undo().await?;
        return Ok(false);
    }
    let person = Person::named(pupils.iter().copied().collect());
    let erasing = Erasing::read(&mut tx, inst, person).await?;
    let (_, plan) = erasing.carry_out(&mut tx, head).await?;
    plan.finish(tx, inst, Uuid::nil(), (app.clock)()).await?;
    Ok(true)
}
