//! `POST /v1/institutions/{inst}/imports`: a number list, tried first, then carried out as ordinary
//! ops in one transaction, all of it or nothing (sync.md 10).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::authority::{Found, Incoming, Plan, decide, receive, wanted};
use stamboek_domain::sync::imports::{
    FaultReason, IMPORT_ROWS, ImportFault, ImportReport, ImportState, Maker, NewImport, NumberList, Planned,
    decide as plan_of,
};
use stamboek_domain::sync::op::Op;
use stamboek_domain::sync::record::DeviceId;
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{CommitId, Head, OutcomeWord, ProblemKind, SentOp};
use uuid::Uuid;

use super::rights::institution_as;
use crate::http::{
    Answer, App, BAD_REQUEST, Kept, Keyed, NOT_FOUND, Refusal, Signed, TOO_LARGE, UNAVAILABLE, ok,
};
use crate::store::access_log::Act;
use crate::store::imports::Import;
use crate::store::push::Commit;
use crate::store::sync::PUSHES;
use crate::store::{Doing, Tx, Whose};

const UNDOCUMENTED: Refusal = Refusal::new(
    StatusCode::UNPROCESSABLE_ENTITY,
    ProblemKind::Refused,
    "no documented form of answers of the government",
);
const HALF: Refusal = Refusal::new(
    StatusCode::UNPROCESSABLE_ENTITY,
    ProblemKind::Refused,
    "the list could not be carried out as a whole",
);

/// A trial, or the carrying out of one that a person saw. Either way the answer is a report.
///
/// # Errors
/// 400 · 401 · 403 · 404 the trial · 409 · 413 · 422 · 429 · 503.
pub async fn start(
    State(app): State<Arc<App>>,
    Path(inst): Path<String>,
    signed: Signed,
    sent: Keyed<NewImport>,
) -> Result<Kept, Refusal> {
    let inst = institution_as(&app, &signed, &inst, Role::SecretariatLead).await?;
    let (sent, call) = sent.split(signed.0.device);
    let NewImport::Numbers(list) = sent else {
        return Err(UNDOCUMENTED.because(
            "Voor antwoorden van de overheid is nog geen formaat beschreven; er is niets ingelezen.",
        ));
    };
    if list.rows.len() > IMPORT_ROWS {
        return Err(TOO_LARGE);
    }
    let blank =
        [&list.system, &list.from_database, &list.to_database].iter().any(|text| text.trim().is_empty());
    if blank || list.rows.is_empty() {
        return Err(BAD_REQUEST);
    }
    let whose = Whose { caller: Some(call.caller), ..Whose::institution(inst) };
    let mut tx = app.store.prepare(&whose, Doing::Writes, PUSHES).await?;
    tx.open().await?;
    if let Some(said) = call.said(&mut tx, &app).await? {
        return Ok(said);
    }
    let work = Work { inst, list: &list, signed: &signed, now: (app.clock)() };
    let head = tx.lock_head(inst).await?.ok_or(NOT_FOUND)?;
    let (report, commit) = work.outcome(&mut tx, head).await?;
    tx.log_act(inst, signed.by(work.now), &Act::of("import")).await?;
    let answer = call.keep(&mut tx, StatusCode::ACCEPTED, &report).await?;
    match commit {
        Some(decided) => decided.finish(tx, &work, head).await?,
        None => tx.commit().await?,
    }
    Ok(answer)
}

/// `GET /v1/institutions/{inst}/imports/{import}`.
///
/// # Errors
/// 401 · 403 · 404 · 429 · 503.
pub async fn report(
    State(app): State<Arc<App>>,
    Path((inst, import)): Path<(String, String)>,
    signed: Signed,
) -> Result<Answer<ImportReport>, Refusal> {
    let inst = institution_as(&app, &signed, &inst, Role::SecretariatLead).await?;
    let import = Uuid::parse_str(&import).map_err(|_| NOT_FOUND)?;
    let mut tx = app.store.begin(&Whose::institution(inst), Doing::Looks).await?;
    let report = tx.import_report(inst, import).await?;
    tx.undo().await?;
    report.map(ok).ok_or(NOT_FOUND)
}

struct Work<'a> {
    inst: Uuid,
    list: &'a NumberList,
    signed: &'a Signed,
    now: DateTime<Utc>,
}

/// What carrying out a list comes to.
struct Decided {
    plan: Plan,
    digests: Vec<stamboek_domain::sync::wire::Digest>,
}

impl Decided {
    async fn finish(self, tx: Tx, work: &Work<'_>, head: Head) -> Result<(), Refusal> {
        let Plan { ops, records, digests: added, commit, .. } = self.plan;
        let user = work.signed.0.user;
        let ops: Vec<_> = ops.into_iter().map(|op| (op, user)).collect();
        let rows = commit.map(|to| Commit {
            from: head,
            to,
            device: work.signed.0.device,
            at: work.now,
            ops: &ops,
            records: &records,
            digests: &self.digests,
            added: &added,
        });
        Ok(tx.finish_push(work.inst, rows.as_ref(), None).await?)
    }
}

impl Work<'_> {
    /// The report, and what is to be written beside it.
    async fn outcome(&self, tx: &mut Tx, head: Head) -> Result<(ImportReport, Option<Decided>), Refusal> {
        let pupils: BTreeSet<PupilId> = tx.pupil_ids(self.inst).await?.into_iter().map(PupilId).collect();
        let held = tx.numbers(self.inst).await?;
        let mut planned = plan_of(self.list, &held, |pupil| pupils.contains(&pupil));
        let (list_hash, essence) = (String::from(self.list.hash()), String::from(planned.essence()));
        let mut state = ImportState::Tried;
        if let Some(trial) = self.list.tried {
            let (tried, seen) = tx.trial(self.inst, trial).await?.ok_or(NOT_FOUND)?;
            if tried != list_hash {
                return Err(NOT_FOUND);
            }
            if seen != essence {
                let reason = FaultReason::Changed;
                planned.faults.push(ImportFault { row: None, reason, other_row: None, pupil: None });
            }
            state = ImportState::Applied;
        }
        if !planned.faults.is_empty() {
            state = ImportState::Refused;
        }
        let decided = match state {
            ImportState::Applied => self.decided(tx, head, &planned, &list_hash).await?,
            ImportState::Tried | ImportState::Refused => None,
        };
        let report = ImportReport {
            id: Uuid::now_v7(),
            state,
            rows: self.list.rows.len(),
            renumbered: planned.moves.len(),
            unchanged: planned.unchanged,
            refused: planned.faults,
        };
        let (user, at) = (self.signed.0.user, self.now);
        let import = Import { list_hash: &list_hash, essence: &essence, user, at };
        tx.add_import(self.inst, &import, &report).await?;
        Ok((report, decided))
    }

    /// The ops of the list, decided as any others; nothing where there is nothing to do.
    async fn decided(
        &self,
        tx: &mut Tx,
        head: Head,
        planned: &Planned,
        list_hash: &str,
    ) -> Result<Option<Decided>, Refusal> {
        let maker = Maker {
            inst: self.inst,
            before: tx.times_applied(self.inst, list_hash).await?,
            person: self.signed.0.user,
            at: self.now.fixed_offset(),
            list: self.list,
        };
        let ops = maker.ops(&planned.moves).iter().map(incoming).collect::<Result<Vec<_>, _>>()?;
        if ops.is_empty() {
            return Ok(None);
        }
        let ids: Vec<Uuid> = ops.iter().map(|op| op.received.op_id.0).collect();
        let known = tx.known(self.inst, &ids).await?;
        let mut found = Found::default();
        loop {
            let more = wanted(&ops, &BTreeMap::new(), &found);
            if more.is_empty() {
                break;
            }
            tx.find(self.inst, more, &mut found).await?;
        }
        let device = DeviceId(self.signed.0.device);
        let plan = decide(ops, &known, found, head, CommitId(Uuid::new_v4()), device);
        // Planned under the same lock: whatever does not come into force is an error of ours.
        if plan.results.iter().any(|result| result.outcome > OutcomeWord::Applied) {
            return Err(
                HALF.because("De lijst kon niet in haar geheel uitgevoerd worden; er is niets gewijzigd.")
            );
        }
        let digests = tx.digests(self.inst, None).await?;
        Ok(Some(Decided { plan, digests }))
    }
}

fn incoming(op: &Op) -> Result<Incoming, Refusal> {
    // Our own types always become JSON, and the ops of a list are small.
    let text = serde_json::to_string(op).map_err(|_| UNAVAILABLE)?;
    let sent = SentOp::saved(text).ok_or(UNAVAILABLE)?;
    let received = receive(sent).map_err(|_| UNAVAILABLE)?;
    Ok(Incoming { received, refused: None })
}
