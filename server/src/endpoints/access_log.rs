//! Who looked at what: laptops tell it, the privacy officer reads it (security.md S59–S61).

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use stamboek_domain::sync::access::{ACCESS_ENTRIES, AccessEntries, AccessEntry, AccessLog};
use stamboek_domain::sync::roles::Role;

use super::rights::institution_as;
use super::token::revoked;
use crate::http::{Answer, App, BAD_REQUEST, NOT_FOUND, Refusal, Sent, Signed, TOO_LARGE, ok};
use crate::store::access_log::{Act, Asked};
use crate::store::devices::MEMBER;
use crate::store::{Doing, Whose};

/// `POST /v1/institutions/{inst}/access-log`: told twice is told once.
///
/// # Errors
/// 400 · 401 · 403 · 404 · 413.
pub async fn add(
    State(app): State<Arc<App>>,
    Path(inst): Path<String>,
    signed: Signed,
    Sent(sent): Sent<AccessEntries>,
) -> Result<StatusCode, Refusal> {
    let inst = signed.institution(&app, &inst)?;
    if sent.entries.len() > ACCESS_ENTRIES {
        return Err(TOO_LARGE);
    }
    // A kind is a word of ours: no text of a person gets into the log this way, and no laptop says that
    // the board did something.
    let word = |entry: &AccessEntry| {
        let kind = entry.kind.as_bytes();
        (1..=32).contains(&kind.len())
            && kind.iter().all(|c| c.is_ascii_lowercase() || b"._-".contains(c))
            && !entry.is_act()
    };
    if !sent.entries.iter().all(word) {
        return Err(BAD_REQUEST);
    }
    let (device, now) = (signed.0.device, (app.clock)());
    let whose = Whose { device: Some(device), ..Whose::institution(inst) };
    let mut tx = app.store.prepare(&whose, Doing::Writes, &[MEMBER]).await?;
    let (opened, member) = tokio::join!(tx.open(), tx.member(inst, device));
    let member = opened.and(member)?.ok_or(NOT_FOUND)?;
    if !member.is_heard() {
        return Err(revoked(&app.keys(), device, &member, now));
    }
    tx.log_looks(inst, device, &sent.entries, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /v1/institutions/{inst}/access-log`, newest first; `pupil`, `user` and `before` (an instant)
/// narrow it. Those whom it mentions are named: who may read it may not read `users`.
///
/// # Errors
/// 400 · 401 · 403 · 404.
pub async fn list(
    State(app): State<Arc<App>>,
    Path(inst): Path<String>,
    RawQuery(query): RawQuery,
    signed: Signed,
) -> Result<Answer<AccessLog>, Refusal> {
    let inst = institution_as(&app, &signed, &inst, Role::PrivacyOfficer).await?;
    let asked = asked(query.as_deref().unwrap_or_default()).ok_or(BAD_REQUEST)?;
    let log = app.store.looks(inst, &asked, ACCESS_ENTRIES).await?;
    app.store.log_act(inst, signed.by((app.clock)()), &Act::of("access-log")).await?;
    Ok(ok(log))
}

fn asked(query: &str) -> Option<Asked> {
    let mut asked = Asked::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=')? {
            ("pupil", id) => asked.pupil = Some(id.parse().ok()?),
            ("user", id) => asked.user = Some(id.parse().ok()?),
            ("before", at) => asked.before = Some(at.replace("%3A", ":").parse().ok()?),
            _ => return None,
        }
    }
    Some(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_read_whole_or_refused() {
        let whole =
            asked("pupil=0198f3a0-0000-7000-8000-000000000001&before=2026-11-22T09%3A00%3A00Z").unwrap();
        assert!(whole.pupil.is_some() && whole.before.is_some() && whole.user.is_none());
        assert!(asked("").is_some());
        for wrong in ["pupil=x", "name=Emma", "pupil", "before=yesterday"] {
            assert!(asked(wrong).is_none(), "{wrong}");
        }
    }
}
