//! What whoever asks may do beside entering: asked of the database at every request.

use stamboek_domain::sync::roles::Role;
use uuid::Uuid;

use crate::http::{App, FORBIDDEN, Refusal, Signed};

/// The institutions in which whoever asks has this role today.
///
/// # Errors
/// 401 where nobody is signed in; 403 where there is none.
pub async fn institutions_as(app: &App, signed: &Signed, role: Role) -> Result<Vec<Uuid>, Refusal> {
    let user = signed.person()?;
    let person = app.store.person(user, (app.clock)().date_naive()).await?;
    let (_, rights) = person.filter(|(account, _)| !account.disabled).ok_or(FORBIDDEN)?;
    let own = rights.iter().filter(|right| right.role == role);
    let institutions: Vec<Uuid> = own.map(|right| right.institution).collect();
    if institutions.is_empty() { Err(FORBIDDEN) } else { Ok(institutions) }
}

/// The institution of the path, where whoever asks has this role in it.
///
/// # Errors
/// 401 · 403 · 404 · 429.
pub async fn institution_as(app: &App, signed: &Signed, path: &str, role: Role) -> Result<Uuid, Refusal> {
    let inst = signed.institution(app, path)?;
    match institutions_as(app, signed, role).await?.contains(&inst) {
        true => Ok(inst),
        false => Err(FORBIDDEN),
    }
}

/// The institution of the path, and what whoever asks is in it, where she has one of these roles.
///
/// # Errors
/// 401 · 403 · 404 · 429.
pub async fn institution_as_any(
    app: &App,
    signed: &Signed,
    path: &str,
    roles: &[Role],
) -> Result<(Uuid, Vec<Role>), Refusal> {
    let inst = signed.institution(app, path)?;
    let mut has = Vec::new();
    for role in roles {
        match institutions_as(app, signed, *role).await {
            Ok(all) => has.extend(all.contains(&inst).then_some(*role)),
            Err(refusal) if refusal == FORBIDDEN => {}
            Err(refusal) => return Err(refusal),
        }
    }
    if has.is_empty() { Err(FORBIDDEN) } else { Ok((inst, has)) }
}

/// The institution of the path, which whoever asks administers.
///
/// # Errors
/// 401 · 403 · 404 · 429.
pub async fn administered(app: &App, signed: &Signed, path: &str) -> Result<Uuid, Refusal> {
    institution_as(app, signed, path, Role::BoardAdministrator).await
}
