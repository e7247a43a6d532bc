//! Laptops: they make themselves known, and the administrator looks and strikes off.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{Extension, Path, State};
use axum::http::StatusCode;
use sha2::{Digest, Sha256};
use stamboek_domain::sync::access::{
    Admit, DeviceCode, DeviceEnrolled, DeviceList, EnrolDevice, NewDeviceCode, OrderAction, Revoke,
};
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::ProblemKind;
use uuid::Uuid;

use super::rights::{administered, institutions_as};
use crate::http::{
    Address, Answer, App, BAD_REQUEST, Kept, Keyed, NOT_FOUND, Refusal, Sent, Signed, UNAVAILABLE, ok,
};
use crate::keys::public_key;
use crate::store::devices::State as Standing;
use crate::store::{Doing, Whose};

const USED: Refusal = Refusal::new(StatusCode::CONFLICT, ProblemKind::Used, "this code was used");
const EXPIRED: Refusal = Refusal::new(StatusCode::GONE, ProblemKind::Used, "this code is too old");

/// Letters and digits that nobody takes for another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A new code: three groups of four.
///
/// # Errors
/// A sentence, when the system gives no randomness.
pub fn new_code() -> Result<String, String> {
    let mut bytes = [0u8; 12];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    let letters: Vec<char> = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    Ok(letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// By which a code is kept: spaces, hyphens and small letters do not matter, nor do letters that
/// look like a digit.
pub fn code_hash(code: &str) -> Vec<u8> {
    let letter = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).map(letter).collect();
    Sha256::digest(code.as_bytes()).to_vec()
}

/// `POST /v1/devices`. The same laptop that asks again with the same key, since it did not hear the
/// answer, gets the same answer.
///
/// # Errors
/// 400 · 404 the code · 409 used · 410 expired · 422 · 429.
pub async fn enrol(
    State(app): State<Arc<App>>,
    Extension(Address(address)): Extension<Address>,
    sent: Keyed<EnrolDevice>,
) -> Result<Kept, Refusal> {
    app.tries.may_try_code(address, Instant::now())?;
    let key = public_key(&sent.body.public_key).ok_or(BAD_REQUEST)?.to_sec1_bytes();
    let (sent, call) = sent.split(caller(&key));
    let hash = code_hash(&sent.code);
    let Some(code) = app.store.code(&hash).await? else {
        app.tries.wrong_code(address, Instant::now());
        return Err(NOT_FOUND);
    };
    let (now, new) = ((app.clock)(), Uuid::now_v7());
    let whose = Whose { device: Some(new), caller: Some(call.caller), ..Whose::institution(code.inst) };
    let mut tx = app.store.begin(&whose, Doing::Writes).await?;
    if let Some(said) = call.said(&mut tx, &app).await? {
        return Ok(said);
    }
    let device = match code.used_by {
        Some(device) if app.store.device_key(device).await?.as_deref() == Some(&*key) => device,
        Some(_) => return Err(USED),
        None if code.expires <= now => return Err(EXPIRED),
        None => match tx.enrol_device((&code, &hash), new, &key, now).await? {
            true => new,
            false => return Err(USED),
        },
    };
    let institution = app.store.institution(code.inst, now.date_naive()).await?.ok_or(NOT_FOUND)?;
    let enrolled = DeviceEnrolled {
        device,
        institution: institution.id,
        institution_name: institution.name,
        label: code.label,
        server_key: app.keys().public(),
        time: now,
    };
    let answer = call.keep(&mut tx, StatusCode::CREATED, &enrolled).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Whose keys these are before there is a laptop: of whoever has this key pair.
fn caller(public_key: &[u8]) -> Uuid {
    let hash: [u8; 32] = Sha256::digest(public_key).into();
    let [first @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] = hash;
    Uuid::from_bytes(first)
}

/// `GET /v1/devices`.
///
/// # Errors
/// 401 · 403.
pub async fn list(State(app): State<Arc<App>>, signed: Signed) -> Result<Answer<DeviceList>, Refusal> {
    let mut devices = Vec::new();
    for inst in institutions_as(&app, &signed, Role::BoardAdministrator).await? {
        devices.extend(app.store.devices(inst).await?);
    }
    Ok(ok(DeviceList { devices }))
}

/// `POST /v1/devices/{device}/revoke`: its next request is refused.
///
/// # Errors
/// 401 · 403 · 404, also for a laptop of another institution.
pub async fn revoke(
    State(app): State<Arc<App>>,
    Path(device): Path<String>,
    signed: Signed,
    Sent(sent): Sent<Revoke>,
) -> Result<StatusCode, Refusal> {
    let state = match sent.action {
        OrderAction::Lock => Standing::Lock,
        OrderAction::Wipe => Standing::Wipe,
    };
    set(&app, &signed, (sent.institution, &device), state, sent.accept_entries).await
}

/// `POST /v1/devices/{device}/admit`: a laptop that was revoked works again.
///
/// # Errors
/// 401 · 403 · 404, also for a laptop of another institution.
pub async fn admit(
    State(app): State<Arc<App>>,
    Path(device): Path<String>,
    signed: Signed,
    Sent(sent): Sent<Admit>,
) -> Result<StatusCode, Refusal> {
    set(&app, &signed, (sent.institution, &device), Standing::Active, false).await
}

async fn set(
    app: &App,
    signed: &Signed,
    (inst, device): (Uuid, &str),
    state: Standing,
    accept_entries: bool,
) -> Result<StatusCode, Refusal> {
    let device = Uuid::parse_str(device).map_err(|_| NOT_FOUND)?;
    if !institutions_as(app, signed, Role::BoardAdministrator).await?.contains(&inst) {
        return Err(NOT_FOUND);
    }
    match app.store.set_device(inst, device, state, accept_entries, signed.by((app.clock)())).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(NOT_FOUND),
    }
}

/// `POST /v1/institutions/{inst}/device-codes`.
///
/// # Errors
/// 400 · 401 · 403 · 404.
pub async fn code(
    State(app): State<Arc<App>>,
    Path(inst): Path<String>,
    signed: Signed,
    Sent(sent): Sent<NewDeviceCode>,
) -> Result<Answer<DeviceCode>, Refusal> {
    let inst = administered(&app, &signed, &inst).await?;
    if sent.label.trim().is_empty() || sent.label.len() > 100 {
        return Err(BAD_REQUEST);
    }
    let now = (app.clock)();
    let (code, expires) = (new_code().map_err(|_| UNAVAILABLE)?, now + chrono::Duration::hours(24));
    app.store.add_code(inst, &code_hash(&code), sent.label.trim(), expires, signed.by(now)).await?;
    Ok(Answer(StatusCode::CREATED, DeviceCode { code, expires }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_typed_as_people_type() {
        let code = new_code().unwrap();
        assert_eq!(code.len(), 14);
        assert_ne!(code, new_code().unwrap());
        let typed =
            format!(" {} ", code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l"));
        assert_eq!(code_hash(&typed), code_hash(&code));
        assert_ne!(code_hash(&code[..13]), code_hash(&code));
    }
}
