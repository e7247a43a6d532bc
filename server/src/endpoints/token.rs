//! `POST /v1/token`: a token for a signed assertion of a laptop, and a grant for who signs in.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::State;
use axum::http::StatusCode;
use chrono::{DateTime, Duration, Utc};
use p256::ecdsa::VerifyingKey;
use stamboek_domain::sync::access::{
    Assertion, Grant, LaptopName, Order, OrderAction, Purpose, Right, SignIn, TokenAnswer, TokenRequest,
};
use stamboek_domain::sync::wire::ProblemKind;
use uuid::Uuid;

use crate::http::{Answer, App, BAD_REQUEST, FORBIDDEN, Refusal, Sent, UNAUTHORISED, ok};
use crate::identity::Denied;
use crate::keys::{Claims, Keys, unverified, verified};
use crate::store::devices::{Member, State as Standing};

/// How far the clock in an assertion may be off: the laptop corrects its own by our answers.
const SKEW: Duration = Duration::minutes(5);
const TOKEN: Duration = Duration::minutes(10);
const GRANT: Duration = Duration::days(14);
const ORDER: Duration = Duration::days(30);

/// A laptop of which every institution has taken its leave, with the order of the first.
pub fn revoked(keys: &Keys, device: Uuid, member: &Member, now: DateTime<Utc>) -> Refusal {
    let action = match member.state {
        Standing::Wipe => OrderAction::Wipe,
        Standing::Active | Standing::Lock => OrderAction::Lock,
    };
    let order = Order { device, institution: member.inst, action, expires: now + ORDER };
    Refusal {
        order: Some(keys.sign(Purpose::Order, &order)),
        ..Refusal::new(StatusCode::FORBIDDEN, ProblemKind::DeviceRevoked, "this laptop was struck off")
    }
}

/// See [`TokenRequest`].
///
/// # Errors
/// 400 · 401 · 403 `device_revoked` with the order · 429.
pub async fn token(
    State(app): State<Arc<App>>,
    Sent(sent): Sent<TokenRequest>,
) -> Result<Answer<TokenAnswer>, Refusal> {
    let (keys, now) = (app.keys(), (app.clock)());
    let device = asserted(&app, &sent.assertion, now).await?;
    let (device, members) = device;
    let served: Vec<&Member> = members.iter().filter(|one| one.is_heard()).collect();
    if served.is_empty() {
        return Err(members.first().map_or(UNAUTHORISED, |member| revoked(&keys, device, member, now)));
    }
    let grant = match &sent.sign_in {
        Some(proof) => Some(sign_in(&app, device, proof, now).await?),
        None => None,
    };
    let person = match (&grant, &sent.grant) {
        (Some(grant), _) => Some((grant.user, grant.rights.clone())),
        (None, Some(text)) => Some(granted(&app, &keys, device, text, now).await?),
        (None, None) => None,
    };
    let expires = now + TOKEN;
    let claims = Claims {
        audience: app.public_url.clone(),
        device,
        user: person.as_ref().map(|(user, _)| *user),
        institutions: served.iter().map(|member| member.inst).collect(),
        expires,
    };
    Ok(ok(TokenAnswer {
        token: keys.token(&claims),
        expires,
        grant: grant.map(|grant| keys.sign(Purpose::Grant, &grant)),
        laptops: laptops(&app, &served, person.as_ref().map(|(_, rights)| rights.as_slice())).await?,
        time: now,
    }))
}

/// The names of the laptops of an institution go to whom its pupils go to (security.md 8): a laptop that
/// works there, for whoever is at it now.
async fn laptops(
    app: &App,
    served: &[&Member],
    rights: Option<&[Right]>,
) -> Result<Vec<LaptopName>, Refusal> {
    let sees = |inst: Uuid| {
        let of_hers = |right: &Right| right.institution == inst && right.role.sees_pupils();
        rights.is_some_and(|rights| rights.iter().any(of_hers))
    };
    let mut names = Vec::new();
    for member in served.iter().filter(|one| one.state == Standing::Active && sees(one.inst)) {
        let rows = app.store.devices(member.inst).await?.into_iter();
        names.extend(rows.map(|row| LaptopName { device: row.device, label: row.label }));
    }
    Ok(names)
}

/// The laptop that signed, and where it belongs.
async fn asserted(app: &App, text: &str, now: DateTime<Utc>) -> Result<(Uuid, Vec<Member>), Refusal> {
    let said: Assertion = unverified(text).ok_or(BAD_REQUEST)?;
    let key = app.store.device_key(said.device).await?.ok_or(UNAUTHORISED)?;
    let key = VerifyingKey::from_sec1_bytes(&key).map_err(|_| UNAUTHORISED)?;
    let said: Assertion = verified(&key, Purpose::Assertion, text).ok_or(UNAUTHORISED)?;
    if said.audience != app.public_url || (now - said.issued_at).abs() > SKEW {
        return Err(UNAUTHORISED);
    }
    let kept = Duration::days(i64::from(app.keep.history_days));
    let members = app.store.use_assertion(said.device, said.id, now, kept).await?.ok_or(UNAUTHORISED)?;
    Ok((said.device, members))
}

async fn sign_in(app: &App, device: Uuid, proof: &SignIn, now: DateTime<Utc>) -> Result<Grant, Refusal> {
    let login = match proof {
        SignIn::Password { login, .. } => Some(login),
        // Codes of the school's own provider are its own to count.
        SignIn::Code { .. } => None,
    };
    login.map_or(Ok(()), |login| app.tries.try_password(login, Instant::now()))?;
    let user = app.identity.of(&app.store, proof).await.map_err(|denied| match denied {
        Denied::Wrong => UNAUTHORISED,
        Denied::NoProvider => BAD_REQUEST,
        Denied::Failed(failure) => failure.into(),
    })?;
    login.into_iter().for_each(|login| app.tries.right_password(login));
    let (account, rights) = app.store.person(user, now.date_naive()).await?.ok_or(UNAUTHORISED)?;
    let (id, until) = (Uuid::now_v7(), now + GRANT);
    app.store.add_grant(id, device, user, (now, until)).await?;
    Ok(Grant { id, device, user, name: account.name, rights, until })
}

/// The person of a grant that we signed for this laptop, with what she may today, as long as it runs and she may sign in.
async fn granted(
    app: &App,
    keys: &Keys,
    device: Uuid,
    text: &str,
    now: DateTime<Utc>,
) -> Result<(Uuid, Vec<Right>), Refusal> {
    let grant: Grant = keys.ours(Purpose::Grant, text).ok_or(UNAUTHORISED)?;
    if grant.device != device || grant.until <= now {
        return Err(UNAUTHORISED);
    }
    let person = app.store.person(grant.user, now.date_naive()).await?;
    let (_, rights) = person.filter(|(account, _)| !account.disabled).ok_or(FORBIDDEN)?;
    Ok((grant.user, rights))
}
