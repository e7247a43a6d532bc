//! `POST /v1/institutions/{inst}/push` (sync.md 7): one transaction under the lock of the head, in
//! which the domain decides.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use stamboek_domain::sync::authority::{
    Found, Incoming, OpRow, Plan, ReceiveFault, decide, knows, receive, wanted,
};
use stamboek_domain::sync::op::Op;
use stamboek_domain::sync::record::DeviceId;
use stamboek_domain::sync::roles::may;
use stamboek_domain::sync::wire::{CommitId, HeldReason, PUSH_OPS, PushAnswer, PushRequest, SentOp};
use uuid::Uuid;

use super::token::revoked;
use crate::http::{
    Answer, App, BAD_REQUEST, HISTORY_CHANGED, INTEGRITY, NOT_FOUND, Refusal, Sent, Signed, TOO_LARGE, ok,
};
use crate::keys::Claims;
use crate::store::devices::{Member, State as Standing};
use crate::store::people::Standing as Right;
use crate::store::push::Commit;
use crate::store::sync::PUSHES;
use crate::store::{Doing, Failure, Whose};

/// How often a transaction that was in another's way is tried again.
const TRIES: usize = 5;

/// See the head of this file.
///
/// # Errors
/// 400 · 401 · 403 · 409 `history_changed` · 413 · 415 · 422 `integrity` · 429 · 503.
pub async fn push(
    State(app): State<Arc<App>>,
    Path(inst): Path<String>,
    signed: Signed,
    Sent(sent): Sent<PushRequest>,
) -> Result<Answer<PushAnswer>, Refusal> {
    let inst = signed.institution(&app, &inst)?;
    if sent.ops.len() > PUSH_OPS {
        return Err(TOO_LARGE);
    }
    carry_out(&app, inst, &signed.0, &sent).await.map(ok)
}

/// The transaction of a push, tried again as a whole where it was in another's way.
///
/// # Errors
/// As [`push`], but for the token and the shape.
pub async fn carry_out(
    app: &App,
    inst: Uuid,
    claims: &Claims,
    sent: &PushRequest,
) -> Result<PushAnswer, Refusal> {
    let mut left = TRIES;
    loop {
        left -= 1;
        match once(app, inst, claims, sent).await {
            Err(Stopped::Failed(Failure::Again)) if left > 0 => {}
            Err(Stopped::Failed(Failure::NotRead)) if left > 0 => app.store.read_owners(inst).await?,
            Err(Stopped::Failed(failure)) => return Err(failure.into()),
            Err(Stopped::Refused(refusal)) => return Err(*refusal),
            Ok(answer) => return Ok(answer),
        }
    }
}

enum Stopped {
    Failed(Failure),
    Refused(Box<Refusal>),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

/// Two ways to the database and back: what is read, under the lock of the head, and what is written.
async fn once(app: &App, inst: Uuid, claims: &Claims, sent: &PushRequest) -> Result<PushAnswer, Stopped> {
    let now = (app.clock)();
    let device = claims.device;
    let mut read = received(sent);
    let ops = read.as_deref().unwrap_or_default();
    let ids: Vec<Uuid> = ops.iter().map(|op| op.received.op_id.0).collect();
    let mut found = Found::default();
    let first = wanted(ops, &BTreeMap::new(), &found);
    let whose = Whose { device: Some(device), ..Whose::institution(inst) };
    let tx = app.store.prepare(&whose, Doing::Writes, PUSHES).await?;
    let (opened, head, commit, member, rights, known, sought, before) = tokio::join!(
        tx.open(),
        tx.lock_head(inst),
        tx.commit_of(inst, sent.seen),
        tx.member(inst, device),
        tx.standings(inst, device),
        tx.known(inst, &ids),
        tx.find(inst, first, &mut found),
        tx.digests(inst, None)
    );
    let head = opened.and(head)?.ok_or(NOT_FOUND)?;
    if !knows(sent.seen, commit?) {
        return Err(HISTORY_CHANGED.into());
    }
    let member = member?.ok_or(NOT_FOUND)?;
    if !member.is_heard() {
        return Err(revoked(&app.keys(), device, &member, now).into());
    }
    let maker = Maker { claims, member: &member, rights: &rights?, now };
    let users = judged(read.as_mut().map_err(|fault| fault.clone())?, &maker);
    let (ops, known) = (read?, known?);
    sought?;
    loop {
        let more = wanted(&ops, &known, &found);
        if more.is_empty() {
            break;
        }
        tx.find(inst, more, &mut found).await?;
    }
    let plan = decide(ops, &known, found, head, CommitId(Uuid::new_v4()), DeviceId(device));
    let Plan { results, ops, records, digests: added, commit } = plan;
    let by = |op: OpRow| {
        let user = users.get(&op.op_id.0).copied().flatten();
        (op, user)
    };
    let ops: Vec<_> = ops.into_iter().map(by).collect();
    let digests = before?;
    let rows = commit.map(|to| Commit {
        from: head,
        to,
        device,
        at: now,
        ops: &ops,
        records: &records,
        digests: &digests,
        added: &added,
    });
    let waiting = (member.waiting != Some(i64::from(sent.waiting))).then_some((device, sent.waiting));
    tx.finish_push(inst, rows.as_ref(), waiting).await?;
    Ok(PushAnswer { results, head: commit.unwrap_or(head), time: now })
}

/// The ops, before it is known who may enter them.
fn received(sent: &PushRequest) -> Result<Vec<Incoming>, Refusal> {
    let one = |op: &SentOp| {
        let received = receive(op.clone()).map_err(|fault| match fault {
            ReceiveFault::Integrity => INTEGRITY,
            ReceiveFault::Shape => BAD_REQUEST,
            ReceiveFault::TooLarge => TOO_LARGE,
        })?;
        Ok(Incoming { received, refused: None })
    };
    sent.ops.iter().map(one).collect()
}

/// Says of each op why it may not be applied, and answers who entered it.
fn judged(ops: &mut [Incoming], maker: &Maker<'_>) -> BTreeMap<Uuid, Option<Uuid>> {
    let mut users = BTreeMap::new();
    for op in ops {
        let content = op.received.content.as_ref().ok();
        op.refused = content.and_then(|content| maker.refuses(content));
        let user = content.and_then(|content| maker.person(content));
        users.entry(op.received.op_id.0).or_insert(user);
    }
    users
}

/// Who sends, and what whoever works at that laptop may.
struct Maker<'a> {
    claims: &'a Claims,
    member: &'a Member,
    rights: &'a [Right],
    now: DateTime<Utc>,
}

impl Maker<'_> {
    /// Who entered an op: whom it names, or else whom the token names.
    fn person(&self, op: &Op) -> Option<Uuid> {
        op.person.or(self.claims.user)
    }

    /// Why an op is held, whatever it says. The right must be there today, since what was withdrawn
    /// meanwhile is decided by a colleague (C16); the grant must have run when it was entered (S24).
    fn refuses(&self, op: &Op) -> Option<HeldReason> {
        let today = self.now.date_naive();
        let person = self.person(op);
        let of_hers = |right: &&Right| {
            Some(right.user) == person
                && right.granted_until >= op.entered_at
                && right.from <= today
                && right.until.is_none_or(|until| until >= today)
        };
        let may = self.rights.iter().filter(of_hers).any(|right| may(right.role, &op.change));
        // It was made before the laptop came back from longer away than identities are kept: whether
        // it was here before cannot be told any more.
        if self.member.returned.is_some_and(|returned| op.entered_at < returned) {
            return Some(HeldReason::Stale);
        }
        (self.member.state != Standing::Active || !may).then_some(HeldReason::NotPermitted)
    }
}
