//! `POST /v1/institutions/{inst}/reconcile` (sync.md 9): which ops of a laptop are not here.

use std::sync::Arc;

use axum::extract::{Path, State};
use stamboek_domain::sync::authority::{knows, unknown};
use stamboek_domain::sync::wire::{RECONCILE_IDS, ReconcileAnswer, ReconcileRequest};
use uuid::Uuid;

use super::token::revoked;
use crate::http::{Answer, App, HISTORY_CHANGED, NOT_FOUND, Refusal, Sent, Signed, TOO_LARGE, ok};
use crate::store::sync::LOOKS;
use crate::store::{Doing, Whose};

/// See the head of this file.
///
/// # Errors
/// 400 · 401 · 403 · 409 when history changed between two of them · 413 · 429 · 503.
pub async fn reconcile(
    State(app): State<Arc<App>>,
    Path(inst): Path<String>,
    signed: Signed,
    Sent(sent): Sent<ReconcileRequest>,
) -> Result<Answer<ReconcileAnswer>, Refusal> {
    let inst = signed.institution(&app, &inst)?;
    if sent.op_ids.len() > RECONCILE_IDS {
        return Err(TOO_LARGE);
    }
    let now = (app.clock)();
    let (device, ids) = (signed.0.device, sent.op_ids.iter().map(|op| op.0).collect::<Vec<Uuid>>());
    let tx = app.store.prepare(&Whose::institution(inst), Doing::Looks, LOOKS).await?;
    let (opened, member, head, commit, known) = tokio::join!(
        tx.open(),
        tx.member(inst, device),
        tx.head(inst),
        tx.commit_of(inst, sent.seen),
        tx.which(inst, &ids)
    );
    let member = opened.and(member)?.ok_or(NOT_FOUND)?;
    if !member.is_heard() {
        return Err(revoked(&app.keys(), device, &member, now));
    }
    let (head, known) = (head?.ok_or(NOT_FOUND)?, known?);
    if !knows(sent.seen, commit?) {
        return Err(HISTORY_CHANGED);
    }
    tx.undo().await?;
    Ok(ok(ReconcileAnswer { unknown: unknown(&sent.op_ids, &known), head, time: now }))
}
