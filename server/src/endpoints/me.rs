//! `GET /v1/me`: who asks, and of what.

use std::sync::Arc;

use axum::extract::State;
use stamboek_domain::sync::access::Me;

use super::rights::works_at;
use crate::http::{Answer, App, Refusal, Signed, ok};

/// The laptop, the person at it, and what she may today in the institutions in which the laptop works. One
/// that was struck off is told so, also while its entries are still taken: by this answer it opens again.
///
/// # Errors
/// 401 · 403 `device_revoked`.
pub async fn me(State(app): State<Arc<App>>, signed: Signed) -> Result<Answer<Me>, Refusal> {
    let today = (app.clock)().date_naive();
    let mut institutions = Vec::new();
    for inst in works_at(&app, &signed).await? {
        institutions.extend(app.store.institution(inst, today).await?);
    }
    let person = match signed.0.user {
        Some(user) => app.store.person(user, today).await?.filter(|(account, _)| !account.disabled),
        None => None,
    };
    let (name, rights) = person.map_or((None, Vec::new()), |(account, rights)| (Some(account.name), rights));
    let rights =
        rights.into_iter().filter(|right| institutions.iter().any(|one| one.id == right.institution));
    let Signed(claims) = &signed;
    Ok(ok(Me { device: claims.device, user: claims.user, name, rights: rights.collect(), institutions }))
}
