//! This laptop as the server knows it (S19, S21-S23): a key pair that never leaves it, and the
//! enrolment with a code.

use p256::ecdsa::SigningKey;
use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::access::{DeviceEnrolled, EnrolDevice, Order, Purpose};
use stamboek_domain::sync::engine::Reply;
use stamboek_domain::sync::signature::{public_key, public_text, verified};
use uuid::Uuid;

use super::address::Address;
use super::facts::{self, JOINING, LAPTOPS, PEOPLE, PERSON, SERVER, SERVER_VERSION};
use super::http::{Http, Method};
use super::said::{body, of_failure, of_reply};
use super::store::reconcile_first;
use super::talk::hello;
use crate::db::OrProblem;
use crate::keys::{Key, from_hex, key_to_text, new_key};
use crate::register::Register;
use crate::shell::{KeyringAnswer, Shell};
use crate::{Answer, laptop};

/// The server that this laptop belongs to, since its enrolment. Nothing that a server says later
/// changes it (S26).
#[derive(Clone, Serialize, Deserialize)]
pub struct Server {
    /// Where it is.
    pub address: Address,
    /// Certificates (PEM) of the board's own authority.
    #[serde(default)]
    pub ca: Option<String>,
    /// Identity of this laptop there.
    pub device: Uuid,
    /// What the administrator called this laptop.
    #[serde(default)]
    pub label: String,
    /// The institution.
    pub institution: Uuid,
    /// What it is called there.
    pub institution_name: String,
    /// The key with which the server signs grants and orders, SEC1 in base64url.
    pub server_key: String,
    key: Kept,
}

/// A key pair of this laptop: where the private half is, and the public half.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    place: Place,
    public: String,
}

/// Where a private key lies.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    /// In the keyring of the system, under this entry.
    Keyring(String),
    /// Where there is no keyring: in this encrypted database, for the laptop of this name alone, so
    /// that a copy of the database is not this laptop somewhere else (S19).
    Database { key: String, laptop: String },
}

/// An enrolment that began: the same key asks again when the answer was not heard.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Joining {
    address: Address,
    key: Kept,
}

impl Kept {
    /// A new key pair, in the keyring where there is one that keeps it.
    fn new(shell: &dyn Shell) -> Answer<Self> {
        let (secret, key) = new_pair()?;
        let entry = format!("device-{}", Uuid::new_v4());
        let in_keyring = shell.keyring_set(&entry, &secret).is_ok()
            && matches!(shell.keyring_get(&entry), KeyringAnswer::Key(back) if back == secret);
        let place = match in_keyring {
            true => Place::Keyring(entry),
            false => Place::Database { key: key_to_text(&secret).to_string(), laptop: laptop::name() },
        };
        Ok(Self { place, public: public_text(key.verifying_key()) })
    }

    /// The private half; `None` on another laptop, or where the keyring lost it.
    fn key(&self, shell: &dyn Shell) -> Option<SigningKey> {
        let key = match &self.place {
            Place::Keyring(entry) => match shell.keyring_get(entry) {
                KeyringAnswer::Key(secret) => SigningKey::from_slice(&*secret).ok(),
                KeyringAnswer::Absent | KeyringAnswer::Unavailable => None,
            },
            Place::Database { key, laptop } => {
                (*laptop == laptop::name()).then(|| SigningKey::from_slice(&from_hex(key)?).ok()).flatten()
            }
        }?;
        (public_text(key.verifying_key()) == self.public).then_some(key)
    }
}

/// Nearly every 32 bytes are a scalar of the curve.
fn new_pair() -> Answer<(Key, SigningKey)> {
    loop {
        let secret = new_key()?;
        if let Ok(key) = SigningKey::from_slice(&*secret) {
            return Ok((secret, key));
        }
    }
}

impl Server {
    /// The one that this laptop belongs to.
    pub fn of(db: &Connection) -> Answer<Option<Self>> {
        facts::get(db, SERVER)
    }

    /// The key of this laptop. `None`: this is another laptop than the one that was enrolled, which
    /// needs a code of its own (S19), or its keyring is closed.
    pub(super) fn key(&self, shell: &dyn Shell) -> Option<SigningKey> {
        self.key.key(shell)
    }

    /// Where the keyring of the system holds the key of this laptop; `None`: it lies elsewhere.
    pub(crate) fn keyring_entry(&self) -> Option<String> {
        match &self.key.place {
            Place::Keyring(entry) => Some(entry.clone()),
            Place::Database { .. } => None,
        }
    }

    /// What the server signed for this purpose.
    pub fn signed<T: serde::de::DeserializeOwned>(&self, purpose: Purpose, text: &str) -> Option<T> {
        verified(&public_key(&self.server_key)?, purpose, text)
    }

    /// The order in a refusal `device_revoked`, where the server signed it for this laptop and it is
    /// not over (S16). Whoever carries it out asks for nothing more.
    pub fn order(&self, refusal: &str, now: chrono::DateTime<chrono::Utc>) -> Option<Order> {
        let refusal: serde_json::Value = serde_json::from_str(refusal).ok()?;
        let order: Order = self.signed(Purpose::Order, refusal.get("order")?.as_str()?)?;
        let ours = order.device == self.device && order.institution == self.institution;
        (ours && now < order.expires).then_some(order)
    }
}

/// Makes this laptop one of the institution that gave the code (S22). A laptop whose key is gone gets
/// another identity.
///
/// # Errors
/// `JoinedAlready`; `CodeRefused`; `ServerFailed`; `InvalidValue` of `ca`. Nothing changed then, but
/// the key that will ask again.
pub(super) fn join(
    register: &Register,
    shell: &dyn Shell,
    address: &Address,
    code: &str,
    ca: Option<&str>,
) -> Answer<Server> {
    if register.read(Server::of)?.is_some_and(|server| server.key(shell).is_some()) {
        return Err(Code::JoinedAlready.into());
    }
    let http = Http::new(address, ca)?;
    hello(&http).map_err(of_failure)??;
    let key = asking(register, shell, address)?;
    let sent = EnrolDevice { code: code.to_owned(), public_key: key.public.clone() };
    let reply = http.send(Method::Post, "/v1/devices", None, Some(&body(&sent)?));
    let reply = reply.map_err(of_failure)?;
    let enrolled = enrolled(&reply)?;
    public_key(&enrolled.server_key).ok_or_else(|| of_reply(&reply))?;
    let server = Server {
        address: address.clone(),
        ca: ca.map(str::to_owned),
        device: enrolled.device,
        label: enrolled.label,
        institution: enrolled.institution,
        institution_name: enrolled.institution_name,
        server_key: enrolled.server_key,
        key,
    };
    register.write_local(|tx| {
        facts::clear(tx, &[JOINING, LAPTOPS, PEOPLE, PERSON])?;
        facts::put(tx, SERVER, &server)?;
        begin_anew(tx)
    })?;
    Ok(server)
}

/// The key with which is asked, the same as long as nobody heard an answer.
fn asking(register: &Register, shell: &dyn Shell, address: &Address) -> Answer<Kept> {
    let began: Option<Joining> = register.read(|db| facts::get(db, JOINING))?;
    if let Some(began) = began.filter(|began| began.address == *address && began.key.key(shell).is_some()) {
        return Ok(began.key);
    }
    let joining = Joining { address: address.clone(), key: Kept::new(shell)? };
    register.write_local(|tx| facts::put(tx, JOINING, &joining))?;
    Ok(joining.key)
}

fn enrolled(reply: &Reply) -> Answer<DeviceEnrolled> {
    let refused = |why: &str| Err(Problem::new(Code::CodeRefused).with("why", why));
    match reply.status {
        201 => super::said::read(reply),
        404 => refused("unknown"),
        409 => refused("used"),
        410 => refused("expired"),
        429 => refused("too_many"),
        _ => Err(of_reply(reply)),
    }
}

/// Whatever lies here was said to nobody, or to another server: it is asked first which entries are
/// missing there, and all that stands there is fetched.
fn begin_anew(tx: &Transaction) -> Answer<()> {
    reconcile_first(tx)?;
    let sql = "UPDATE sync_state SET cursor = 0, seen_rev = NULL, seen_commit = NULL,
               scope = '', last_ok = NULL, checked = NULL";
    tx.execute(sql, []).or_problem()?;
    Ok(())
}

/// This laptop goes on alone. What it holds stays; the server keeps what it was told.
pub(super) fn leave(tx: &Transaction) -> Answer<()> {
    facts::clear(tx, &[SERVER, JOINING, LAPTOPS, PEOPLE, PERSON, SERVER_VERSION])
}
