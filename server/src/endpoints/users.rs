//! People of an institution, for its administrator.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::json;
use stamboek_domain::sync::access::{NewUser, Right, SHORTEST_PASSWORD, SetRight, UserList};
use stamboek_domain::sync::wire::ProblemKind;
use uuid::Uuid;

use super::rights::administered;
use crate::http::{Answer, App, BAD_REQUEST, Kept, Keyed, NOT_FOUND, Refusal, Sent, Signed, UNAVAILABLE, ok};
use crate::identity::hash;
use crate::store::access_log::Act;
use crate::store::{Doing, Failure, Whose};

const TAKEN: Refusal = Refusal::new(StatusCode::CONFLICT, ProblemKind::Used, "somebody has this name");
/// Characters of a name at most.
const LONGEST_NAME: usize = 200;

/// `GET /v1/institutions/{inst}/users`.
///
/// # Errors
/// 401 · 403 · 404.
pub async fn list(
    State(app): State<Arc<App>>,
    Path(inst): Path<String>,
    signed: Signed,
) -> Result<Answer<UserList>, Refusal> {
    let inst = administered(&app, &signed, &inst).await?;
    Ok(ok(UserList { users: app.store.users(inst).await? }))
}

/// `POST /v1/institutions/{inst}/users`: an account and its first role.
///
/// # Errors
/// 400 · 401 · 403 · 404 · 409 `used` or `running` · 422 `used`.
pub async fn add(
    State(app): State<Arc<App>>,
    Path(inst): Path<String>,
    signed: Signed,
    sent: Keyed<NewUser>,
) -> Result<Kept, Refusal> {
    let inst = administered(&app, &signed, &inst).await?;
    let (sent, call) = sent.split(signed.0.device);
    let fits = |name: &str| !name.trim().is_empty() && name.chars().count() <= LONGEST_NAME;
    if !fits(&sent.login) || !fits(&sent.name) || sent.password.chars().count() < SHORTEST_PASSWORD {
        return Err(BAD_REQUEST);
    }
    let password = zeroize::Zeroizing::new(sent.password);
    let kept = tokio::task::spawn_blocking(move || hash(&password)).await;
    let kept = kept.ok().and_then(Result::ok).ok_or(UNAVAILABLE)?;
    let (user, now) = (Uuid::now_v7(), (app.clock)());
    let whose = Whose { person: Some(user), caller: Some(call.caller), ..Whose::institution(inst) };
    let mut tx = app.store.begin(&whose, Doing::Writes).await?;
    if let Some(said) = call.said(&mut tx, &app).await? {
        return Ok(said);
    }
    let added = tx.add_account(user, sent.login.trim(), sent.name.trim(), Some(&kept)).await;
    added.map_err(|failure| if failure == Failure::Double { TAKEN } else { failure.into() })?;
    let right = Right { institution: inst, role: sent.role };
    tx.add_right(user, &right, now.date_naive(), None).await?;
    let act = Act { role: Some(sent.role), ..Act::at_account("user.add", user) };
    tx.log_act(inst, signed.by(now), &act).await?;
    let answer = call.keep(&mut tx, StatusCode::CREATED, &json!({ "user": user })).await?;
    tx.commit().await?;
    Ok(answer)
}

/// `POST /v1/institutions/{inst}/rights`: a role from today on, or the end of all with yesterday.
///
/// # Errors
/// 401 · 403 · 404 somebody who never had a right here.
pub async fn set_right(
    State(app): State<Arc<App>>,
    Path(inst): Path<String>,
    signed: Signed,
    Sent(sent): Sent<SetRight>,
) -> Result<StatusCode, Refusal> {
    let inst = administered(&app, &signed, &inst).await?;
    if !app.store.users(inst).await?.iter().any(|row| row.user == sent.user) {
        return Err(NOT_FOUND);
    }
    let now = (app.clock)();
    match sent.role {
        Some(role) => {
            let right = Right { institution: inst, role };
            app.store.add_right(sent.user, &right, now.date_naive(), None, signed.by(now)).await?;
        }
        None => {
            let yesterday = now.date_naive() - chrono::Duration::days(1);
            app.store.end_rights(inst, sent.user, yesterday, signed.by(now)).await?;
        }
    }
    Ok(StatusCode::NO_CONTENT)
}
