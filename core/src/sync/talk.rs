//! Talking to the server as this laptop: assertions, tokens (S23), and requests that need one.

use std::sync::{Arc, Mutex, MutexGuard};

use chrono::{DateTime, Utc};
use p256::ecdsa::SigningKey;
use stamboek_domain::problem::Code;
use stamboek_domain::sync::access::{Assertion, Purpose, SignIn, TokenAnswer, TokenRequest};
use stamboek_domain::sync::authority::NEWEST_OP;
use stamboek_domain::sync::engine::{Failure, Reply};
use stamboek_domain::sync::signature::sign;
use stamboek_domain::sync::wire::{Hello, ProblemKind};
use uuid::Uuid;

use super::device::Server;
use super::http::{Http, Method};
use super::person;
use super::refused;
use super::said::{self, failed};
use super::who;
use crate::Answer;
use crate::register::Register;
use crate::shell::Shell;

/// The register while it is open. Held only while something is looked up in it, never while the server
/// is waited for.
pub(super) type Open<'a> = &'a dyn Fn() -> Answer<Arc<Register>>;

/// What came back: an answer of whomever, or none.
pub(super) type Said = Result<Reply, Failure>;

/// A laptop and its server.
pub struct Talk {
    server: Server,
    http: Http,
    key: SigningKey,
    token: Mutex<Option<String>>,
    /// Version of the server's program, as it said last.
    version: Mutex<Option<String>>,
}

impl Talk {
    /// Of a laptop that belongs to a server.
    ///
    /// # Errors
    /// `NotJoined`; `ServerFailed` with `key_missing` on another laptop than the enrolled one (S19).
    pub(super) fn of(register: &Register, shell: &dyn Shell) -> Answer<Self> {
        let server = register.read(Server::of)?.ok_or(Code::NotJoined)?;
        let key = server.key(shell).ok_or_else(|| failed("key_missing"))?;
        let http = Http::new(&server.address, server.ca.as_deref())?;
        Ok(Self { server, http, key, token: Mutex::default(), version: Mutex::default() })
    }

    /// The server.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Path of something of the institution.
    pub(super) fn path(&self, what: &str) -> String {
        format!("/v1/institutions/{}/{what}", self.server.institution)
    }

    /// From now on with another token: somebody else works here.
    pub(super) fn forget_token(&self) {
        *lock(&self.token) = None;
    }

    /// The clock of the server, by which assertions are made and grants end (S23, S24).
    pub(super) fn time(&self) -> Result<DateTime<Utc>, Said> {
        // Whoever says nothing of ours is asked for a token all the same, and refused by what it says.
        let hello = hello(&self.http).map_err(Err)?.ok();
        if let Some(hello) = &hello {
            *lock(&self.version) = Some(hello.server.clone());
        }
        Ok(hello.map_or_else(Utc::now, |hello| hello.time))
    }

    /// A new token, at this moment of the server's clock. The answer to a refusal is what was said.
    pub(super) fn token(
        &self,
        time: DateTime<Utc>,
        grant: Option<&str>,
        sign_in: Option<SignIn>,
    ) -> Result<TokenAnswer, Said> {
        let assertion = Assertion {
            device: self.server.device,
            audience: self.server.address.as_str().to_owned(),
            issued_at: time,
            id: Uuid::new_v4(),
        };
        let assertion = sign(&self.key, Purpose::Assertion, &assertion);
        let request = TokenRequest { assertion, grant: grant.map(str::to_owned), sign_in };
        let body = said::body(&request).map_err(|_| Err(Failure::Unreachable))?;
        let reply = self.http.send(Method::Post, "/v1/token", None, Some(&body)).map_err(Err)?;
        let answer: TokenAnswer = said::read(&reply).map_err(|_| Ok(reply))?;
        *lock(&self.token) = Some(answer.token.clone());
        Ok(answer)
    }

    /// A new token for whoever works here; one whose grant the server refuses is left out of the
    /// next, so that entries go on leaving: they are held there until somebody may decide. Nothing is
    /// fetched with such a token: she signs in first.
    pub(super) fn renew(&self, register: Open) -> Result<(), Said> {
        let person = register().and_then(|open| open.read(person::current)).ok().flatten();
        let time = self.time()?;
        let grant = person.as_ref().and_then(|person| person.grant(time));
        let answer = match self.token(time, grant, None) {
            Err(Ok(reply)) if grant.is_some() && is_about_the_grant(&reply) => {
                let user = person.as_ref().map(|person| person.user).unwrap_or_default();
                // What cannot be written now is found out again the next time.
                let _ = register().and_then(|open| open.write_local(|tx| person::refused(tx, user)));
                self.token(time, None, None)
            }
            other => other,
        }?;
        if let Some(version) = lock(&self.version).take() {
            // What cannot be written now is found out again with the next token.
            let _ = register().and_then(|open| refused::is_of_version(&open, &version));
        }
        // Names that cannot be written now are told again with the next token.
        let _ = register().and_then(|open| who::keep_names(&open, answer.laptops));
        Ok(())
    }

    /// One request with the token that there is; the first asks for one.
    pub(super) fn send(&self, register: Open, method: Method, path: &str, body: Option<&str>) -> Said {
        let token = lock(&self.token).clone();
        let token = match token {
            Some(token) => token,
            None => {
                if let Err(said) = self.renew(register) {
                    return said;
                }
                lock(&self.token).clone().unwrap_or_default()
            }
        };
        self.http.send(method, path, Some(&token), body)
    }

    /// The same, once more with a new token where the old one ended.
    pub(super) fn ask(&self, register: Open, method: Method, path: &str, body: Option<&str>) -> Said {
        let reply = self.send(register, method, path, body)?;
        if said::refusal(&reply) != Some(ProblemKind::Unauthorised) {
            return Ok(reply);
        }
        match self.renew(register) {
            Ok(()) => self.send(register, method, path, body),
            Err(said) => said,
        }
    }
}

/// What the server says before anybody signs in; a problem where it says nothing of ours.
///
/// # Errors
/// `ServerTooOld`: it takes only versions of ops from before those that this program writes. The
/// server is brought up to date first (sync.md 12), so this is an error of whoever keeps it.
pub(super) fn hello(http: &Http) -> Result<Answer<Hello>, Failure> {
    let reply = http.send(Method::Get, "/v1/hello", None, None)?;
    let hello = said::read::<Hello>(&reply);
    match &hello {
        Ok(hello) if hello.op_versions.newest < NEWEST_OP => Err(Failure::ServerTooOld),
        _ => Ok(hello),
    }
}

/// A token was refused for the person, and not for the laptop.
fn is_about_the_grant(reply: &Reply) -> bool {
    matches!(said::refusal(reply), Some(ProblemKind::Unauthorised | ProblemKind::Forbidden))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
