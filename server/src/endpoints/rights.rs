//! What whoever asks may do beside entering: asked of the database at every request. All that is not
//! open to everybody and is not push, pull, reconcile or telling what was looked at, which look in the
//! transaction that serves them, passes here.

use stamboek_domain::sync::access::Right;
use stamboek_domain::sync::roles::Role;
use uuid::Uuid;

use super::token::revoked;
use crate::http::{App, FORBIDDEN, Refusal, Signed, UNAUTHORISED};
use crate::store::devices::{Member, State as Standing};

/// Where the laptop that asks works. Its token may be of before it was struck off (S15).
///
/// # Errors
/// 403 `device_revoked`, with the order, where it works nowhere any more.
pub async fn works_at(app: &App, signed: &Signed) -> Result<Vec<Uuid>, Refusal> {
    let device = signed.0.device;
    let members = app.store.members(device).await?;
    let works = members.iter().filter(|member| member.state == Standing::Active);
    let works: Vec<Uuid> = works.map(|member| member.inst).collect();
    let told = |member: &Member| revoked(&app.keys(), device, member, (app.clock)());
    match works.is_empty() {
        true => Err(members.first().map_or(UNAUTHORISED, told)),
        false => Ok(works),
    }
}

/// What whoever asks may today, on a laptop that works.
async fn rights(app: &App, signed: &Signed) -> Result<Vec<Right>, Refusal> {
    works_at(app, signed).await?;
    let person = app.store.person(signed.person()?, (app.clock)().date_naive()).await?;
    let (_, rights) = person.filter(|(account, _)| !account.disabled).ok_or(FORBIDDEN)?;
    Ok(rights)
}

/// The institutions in which whoever asks has this role today.
///
/// # Errors
/// 401 where nobody is signed in; 403 where there is none, or the laptop was struck off.
pub async fn institutions_as(app: &App, signed: &Signed, role: Role) -> Result<Vec<Uuid>, Refusal> {
    let own = rights(app, signed).await?.into_iter().filter(|right| right.role == role);
    let institutions: Vec<Uuid> = own.map(|right| right.institution).collect();
    if institutions.is_empty() { Err(FORBIDDEN) } else { Ok(institutions) }
}

/// The institution of the path, where whoever asks has this role in it.
///
/// # Errors
/// 401 · 403 · 404 · 429.
pub async fn institution_as(app: &App, signed: &Signed, path: &str, role: Role) -> Result<Uuid, Refusal> {
    Ok(institution_as_any(app, signed, path, &[role]).await?.0)
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
    let here = rights(app, signed).await?.into_iter().filter(|right| right.institution == inst);
    let has: Vec<Role> = here.map(|right| right.role).filter(|role| roles.contains(role)).collect();
    if has.is_empty() { Err(FORBIDDEN) } else { Ok((inst, has)) }
}

/// The institution of the path, which whoever asks administers.
///
/// # Errors
/// 401 · 403 · 404 · 429.
pub async fn administered(app: &App, signed: &Signed, path: &str) -> Result<Uuid, Refusal> {
    institution_as(app, signed, path, Role::BoardAdministrator).await
}
