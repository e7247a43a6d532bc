//! `POST /v1/institutions/{inst}/push` (sync.md 7): one transaction under the lock of the head, in
//! which the domain decides.

use std::sync::Arc;

use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use stamboek_domain::sync::authority::{Found, Incoming, Plan, ReceiveFault, decide, knows, receive, wanted};
use stamboek_domain::sync::op::Op;
use stamboek_domain::sync::record::DeviceId;
use stamboek_domain::sync::roles::may;
use stamboek_domain::sync::wire::{CommitId, HeldReason, PUSH_OPS, PushAnswer, PushRequest};
use uuid::Uuid;

use super::token::revoked;
use crate::http::{
    Answer, App, BAD_REQUEST, HISTORY_CHANGED, INTEGRITY, NOT_FOUND, Refusal, Sent, Signed, TOO_LARGE, ok,
};
use crate::keys::Claims;
use crate::store::devices::{Member, State as Standing};
use crate::store::people::Standing as Right;
use crate::store::sync::Commit;
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

async fn once(app: &App, inst: Uuid, claims: &Claims, sent: &PushRequest) -> Result<PushAnswer, Stopped> {
    let now = (app.clock)();
    let device = claims.device;
    let whose = Whose { device: Some(device), ..Whose::institution(inst) };
    let mut tx = app.store.begin(&whose, Doing::Writes).await?;
    let head = tx.lock_head(inst).await?.ok_or(NOT_FOUND)?;
    let commit = tx.commit_of(inst, sent.seen).await?;
    if !knows(sent.seen, commit) {
        return Err(HISTORY_CHANGED.into());
    }
    let member = tx.member(inst, device).await?.ok_or(NOT_FOUND)?;
    if !member.is_heard() {
        return Err(revoked(&app.keys(), device, &member, now).into());
    }
    let rights = tx.standings(inst, device).await?;
    let (ops, users) = incoming(sent, &Maker { claims, member: &member, rights: &rights, now })?;
    let ids: Vec<Uuid> = ops.iter().map(|op| op.received.op_id.0).collect();
    let known = tx.known(inst, &ids).await?;
    let mut found = Found::default();
    loop {
        let more = wanted(&ops, &known, &found);
        if more.is_empty() {
            break;
        }
        tx.find(inst, more, &mut found).await?;
    }
    let plan = decide(ops, &known, found, head, CommitId(Uuid::new_v4()), DeviceId(device));
    let Plan { results, ops, records, digests, commit } = plan;
    tx.set_waiting(inst, device, sent.waiting).await?;
    if let Some(to) = commit {
        let who = |id: Uuid| users.iter().find(|(op, _)| *op == id).and_then(|(_, user)| *user);
        let ops: Vec<_> = ops
            .into_iter()
            .map(|op| {
                let user = who(op.op_id.0);
                (op, user)
            })
            .collect();
        let rows =
            Commit { from: head, to, device, at: now, ops: &ops, records: &records, digests: &digests };
        tx.write(inst, &rows).await?;
    }
    tx.commit().await?;
    Ok(PushAnswer { results, head: commit.unwrap_or(head), time: now })
}

/// The ops as the domain takes them, and who entered each.
type Received = (Vec<Incoming>, Vec<(Uuid, Option<Uuid>)>);

fn incoming(sent: &PushRequest, maker: &Maker<'_>) -> Result<Received, Refusal> {
    let mut ops = Vec::with_capacity(sent.ops.len());
    let mut users = Vec::with_capacity(sent.ops.len());
    for op in &sent.ops {
        let received = receive(op.clone()).map_err(|fault| match fault {
            ReceiveFault::Integrity => INTEGRITY,
            ReceiveFault::Shape => BAD_REQUEST,
            ReceiveFault::TooLarge => TOO_LARGE,
        })?;
        let refused = received.content.as_ref().ok().and_then(|op| maker.refuses(op));
        let user = received.content.as_ref().ok().and_then(|op| maker.person(op));
        users.push((received.op_id.0, user));
        ops.push(Incoming { received, refused });
    }
    Ok((ops, users))
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
        let named = op.user.as_deref().and_then(|user| Uuid::parse_str(user).ok());
        named.or(self.claims.user)
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
        (self.member.state != Standing::Active || !may).then_some(HeldReason::NotPermitted)
    }
}
