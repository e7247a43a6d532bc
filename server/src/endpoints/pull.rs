//! `POST /v1/institutions/{inst}/pull` (sync.md 8): one page of what changed, all of one moment.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use serde_json::Value;
use stamboek_domain::sync::authority::{knows, page};
use stamboek_domain::sync::record::Kind;
use stamboek_domain::sync::wire::{Hash, PAGE_ROWS, ProblemKind, PullAnswer, PullRequest};

use super::token::revoked;
use crate::http::{Answer, App, FORBIDDEN, HISTORY_CHANGED, NOT_FOUND, Refusal, Sent, Signed, ok};
use crate::store::devices::State as Standing;
use crate::store::people::Standing as Right;
use crate::store::sync::LOOKS;
use crate::store::{Doing, Whose};

const TOO_OLD: Refusal = Refusal::new(
    StatusCode::UPGRADE_REQUIRED,
    ProblemKind::ClientTooOld,
    "this program is too old for records",
);

/// See the head of this file.
///
/// # Errors
/// 400 · 401 · 403 · 409 `history_changed` · 426 · 429 · 503.
pub async fn pull(
    State(app): State<Arc<App>>,
    Path(inst): Path<String>,
    headers: HeaderMap,
    signed: Signed,
    Sent(sent): Sent<PullRequest>,
) -> Result<Answer<PullAnswer>, Refusal> {
    let inst = signed.institution(&app, &inst)?;
    if too_old(&headers, &app.oldest_client) {
        return Err(TOO_OLD);
    }
    let now = (app.clock)();
    let device = signed.0.device;
    let whose = Whose { device: Some(device), ..Whose::institution(inst) };
    let tx = app.store.prepare(&whose, Doing::Looks, LOOKS).await?;
    let (opened, member, rights, head, commit) = tokio::join!(
        tx.open(),
        tx.member(inst, device),
        tx.standings(inst, device),
        tx.head(inst),
        tx.commit_of(inst, sent.seen)
    );
    let member = opened.and(member)?.ok_or(NOT_FOUND)?;
    if member.state != Standing::Active {
        return Err(revoked(&app.keys(), device, &member, now));
    }
    let head = head?.ok_or(NOT_FOUND)?;
    // Before it is asked who fetches: what a restore lost is sent again by every laptop that has it.
    if !knows(sent.seen, commit?) {
        return Err(HISTORY_CHANGED);
    }
    let (user, today) = (signed.person()?, now.date_naive());
    let sees = |right: &Right| {
        right.user == user
            && right.role.sees_pupils()
            && right.from <= today
            && right.until.is_none_or(|until| until >= today)
    };
    if !rights?.iter().any(sees) {
        return Err(FORBIDDEN);
    }
    let left_out = left_out(&member.scope);
    let limit = sent.limit.clamp(1, PAGE_ROWS) + 1;
    let (rows, digests) =
        tokio::join!(tx.page(inst, &sent, limit, &left_out), tx.digests(inst, Some(&sent.years)));
    let rows = rows?;
    let digests = if rows.len() < limit { digests? } else { Vec::new() };
    tx.undo().await?;
    let digests =
        digests.into_iter().filter(|one| one.sum.n > 0 && !left_out.contains(&one.kind.as_str())).collect();
    let scope = scope(&member.scope, &sent.years);
    Ok(ok(page(rows, &sent, head, digests, scope, now)))
}

/// Tells what a laptop gets from what it got before: other kinds, or other years of attendance, for which
/// it asks anew from the beginning.
fn scope(of: &Value, years: &[u16]) -> String {
    let years: BTreeSet<u16> = years.iter().copied().collect();
    Hash::of(&format!("{of} {years:?}")).into()
}

/// The kinds that a laptop does not get: those for the server alone, and those that the
/// administrator left out of its scope (`{"without": ["conflict"]}`).
pub(super) fn left_out(scope: &Value) -> Vec<&str> {
    let mut kinds: Vec<&str> =
        Kind::ALL.into_iter().filter(|kind| !kind.travels()).map(|kind| kind.as_str()).collect();
    kinds.extend(scope["without"].as_array().into_iter().flatten().filter_map(Value::as_str));
    kinds
}

/// Whether the program that asks (`User-Agent: stamboek/0.1.0`) is older than the oldest one.
fn too_old(headers: &HeaderMap, oldest: &str) -> bool {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    let Some(version) = agent.and_then(|agent| agent.strip_prefix("stamboek/")) else { return false };
    numbers(version) < numbers(oldest)
}

fn numbers(version: &str) -> Vec<u32> {
    let text = version.split([' ', '-', '+']).next().unwrap_or_default();
    text.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_their_numbers() {
        let asks = |agent: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, agent.parse().unwrap());
            too_old(&headers, "0.10.0")
        };
        assert!(asks("stamboek/0.9.12"));
        assert!(!asks("stamboek/0.10.0 (linux)"));
        assert!(!asks("stamboek/1.0.0-rc.1"));
        assert!(!asks("curl/8"));
    }

    #[test]
    fn another_year_is_another_scope() {
        let all = serde_json::json!({});
        assert_eq!(scope(&all, &[2025, 2026]), scope(&all, &[2026, 2025]));
        assert_ne!(scope(&all, &[2025, 2026]), scope(&all, &[2026, 2027]));
        assert_ne!(scope(&all, &[2026]), scope(&serde_json::json!({ "without": ["print"] }), &[2026]));
    }

    #[test]
    fn a_scope_takes_kinds_away_and_never_adds_what_is_of_the_server_alone() {
        let scope = serde_json::json!({ "without": ["conflict", 3] });
        assert_eq!(left_out(&scope), ["tag", "waiting", "conflict"]);
        assert_eq!(left_out(&serde_json::json!({})), ["tag", "waiting"]);
    }
}
