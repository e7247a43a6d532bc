//! `POST /v1/institutions/{inst}/reconcile` (sync.md 9): which ops of a laptop are not here.

use std::sync::Arc;

use axum::extract::{Path, State};
use stamboek_domain::sync::authority::{knows, unknown};
use stamboek_domain::sync::wire::{RECONCILE_IDS, ReconcileAnswer, ReconcileRequest};
use uuid::Uuid;

use super::token::revoked;
use crate::http::{Answer, App, HISTORY_CHANGED, NOT_FOUND, Refusal, Sent, Signed, TOO_LARGE, ok};
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
    let mut tx = app.store.begin(&Whose::institution(inst), Doing::Looks).await?;
    let member = tx.member(inst, signed.0.device).await?.ok_or(NOT_FOUND)?;
    if !member.is_heard() {
        return Err(revoked(&app.keys(), signed.0.device, &member, now));
    }
    let head = tx.head(inst).await?.ok_or(NOT_FOUND)?;
    let commit = tx.commit_of(inst, sent.seen).await?;
    if !knows(sent.seen, commit) {
        return Err(HISTORY_CHANGED);
    }
    let ids: Vec<Uuid> = sent.op_ids.iter().map(|op| op.0).collect();
    let known = tx.which(inst, &ids).await?;
    tx.undo().await?;
    Ok(ok(ReconcileAnswer { unknown: unknown(&sent.op_ids, &known), head, time: now }))
}
