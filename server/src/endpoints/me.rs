//! `GET /v1/me`: who asks, and of what.

use std::sync::Arc;

use axum::extract::State;
use stamboek_domain::sync::access::Me;

use crate::http::{Answer, App, Refusal, Signed, ok};

/// The laptop, the person at it, and what she may today in the institutions of the laptop.
///
/// # Errors
/// 401.
pub async fn me(State(app): State<Arc<App>>, Signed(claims): Signed) -> Result<Answer<Me>, Refusal> {
    let today = (app.clock)().date_naive();
    let person = match claims.user {
        Some(user) => app.store.person(user, today).await?,
        None => None,
    };
    let mut institutions = Vec::new();
    for inst in claims.institutions {
        institutions.extend(app.store.institution(inst, today).await?);
    }
    let (name, rights) = person.map_or((None, Vec::new()), |(account, rights)| (Some(account.name), rights));
    let rights =
        rights.into_iter().filter(|right| institutions.iter().any(|one| one.id == right.institution));
    Ok(ok(Me { device: claims.device, user: claims.user, name, rights: rights.collect(), institutions }))
}
