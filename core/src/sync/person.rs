//! Who works at this laptop, by what the server signed (S24). Everybody who signed in here keeps a
//! grant of her own until it ends; one of them works here now.
//!
//! The school's own provider (OpenID Connect) comes in at `sign_in`: the same request with
//! `SignIn::Code` in the place of the password. The server knows none yet.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::{Deserialize, Serialize};
use stamboek_domain::problem::Code;
use stamboek_domain::sync::access::{Grant, Purpose, Right, SignIn};
use uuid::Uuid;

use super::device::Server;
use super::facts::{self, PEOPLE, PERSON};
use super::said::{self, failed, of_failure, of_reply};
use super::talk::Talk;
use super::who::keep_names;
use crate::Answer;
use crate::db::OrProblem;
use crate::register::Register;

/// Somebody who signed in here.
#[derive(Clone, Serialize, Deserialize)]
pub struct Person {
    /// By which the server knows her; stands with her entries.
    pub user: Uuid,
    /// What she is called.
    pub name: String,
    /// What she may, as it was when she signed in.
    pub rights: Vec<Right>,
    /// Until when her entries count as hers without signing in again.
    pub until: DateTime<Utc>,
    /// The server believes it no more, before its end.
    #[serde(default)]
    pub refused: bool,
    /// As the server signed it.
    grant: String,
}

impl Person {
    /// Whether she must sign in again; what she enters is held on arrival until then.
    pub fn has_ended(&self, now: DateTime<Utc>) -> bool {
        self.refused || self.until <= now
    }

    /// What goes with a request for a token, as long as it runs.
    pub(super) fn grant(&self, now: DateTime<Utc>) -> Option<&str> {
        (!self.has_ended(now)).then_some(&self.grant)
    }

    /// Names of her roles in an institution.
    pub fn roles(&self, institution: Uuid) -> Vec<String> {
        let here = self.rights.iter().filter(|right| right.institution == institution);
        here.map(|right| right.role.as_str().to_owned()).collect()
    }
}

/// Everybody who signed in here, by name.
pub fn everybody(db: &Connection) -> Answer<Vec<Person>> {
    let mut people: Vec<Person> = all(db)?.into_values().collect();
    people.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(people)
}

fn all(db: &Connection) -> Answer<BTreeMap<Uuid, Person>> {
    Ok(facts::get(db, PEOPLE)?.unwrap_or_default())
}

/// Identity of who works here now: stands with every entry that she makes.
pub(crate) fn identity(db: &Connection) -> Answer<Option<Uuid>> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM local_fact WHERE key = ?1")
        .and_then(|mut select| select.query_row([PERSON], |row| row.get(0)).optional())
        .or_problem()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Who works here now.
pub fn current(db: &Connection) -> Answer<Option<Person>> {
    let Some(user) = identity(db)? else { return Ok(None) };
    Ok(all(db)?.remove(&user))
}

/// That who works here may let a mass change in (S31).
///
/// # Errors
/// `MassChangeNotYours`, also where nobody is signed in or not any more.
pub(super) fn lets_mass_change_in(db: &Connection, now: DateTime<Utc>) -> Answer<()> {
    let server = Server::of(db)?.ok_or(Code::NotJoined)?;
    let person = current(db)?.filter(|person| !person.has_ended(now));
    let hers = |right: &Right| right.institution == server.institution && right.role.lets_mass_change_in();
    match person.is_some_and(|person| person.rights.iter().any(hers)) {
        true => Ok(()),
        false => Err(Code::MassChangeNotYours.into()),
    }
}

/// A person signs in, and works here from now on.
///
/// # Errors
/// `SignInRefused`: not this name with this password; `ServerFailed`.
pub(super) fn sign_in(register: &Register, talk: &Talk, proof: SignIn) -> Answer<Person> {
    let answer =
        talk.time().and_then(|time| talk.token(time, None, Some(proof))).map_err(|said| match said {
            Ok(reply) if reply.status == 401 && said::refusal(&reply).is_some() => Code::SignInRefused.into(),
            Ok(reply) => of_reply(&reply),
            Err(failure) => of_failure(failure),
        })?;
    let text = answer.grant.ok_or_else(|| failed("nonsense"))?;
    let person = granted(talk.server(), text).ok_or_else(|| failed("nonsense"))?;
    register.write_local(|tx| {
        let mut people = all(tx)?;
        people.insert(person.user, person.clone());
        facts::put(tx, PEOPLE, &people)?;
        facts::put(tx, PERSON, &person.user)
    })?;
    register.save_user(&person.name)?;
    keep_names(register, answer.laptops)?;
    Ok(person)
}

/// What the server signed for this laptop; nothing else counts.
fn granted(server: &Server, text: String) -> Option<Person> {
    let grant: Grant = server.signed(Purpose::Grant, &text)?;
    let Grant { device, user, name, rights, until, .. } = grant;
    let ours = device == server.device;
    ours.then_some(Person { user, name, rights, until, refused: false, grant: text })
}

/// From now on entries name this person to the server; `None`, and who did not sign in here: nobody.
pub(super) fn works_here(register: &Register, user: Option<Uuid>) -> Answer<()> {
    register.write_local(|tx| {
        let known = all(tx)?;
        match user.filter(|user| known.contains_key(user)) {
            Some(user) => facts::put(tx, PERSON, &user),
            None => facts::clear(tx, &[PERSON]),
        }
    })
}

/// The server believes her grant no more.
pub(super) fn refused(tx: &Transaction, user: Uuid) -> Answer<()> {
    let mut people = all(tx)?;
    if let Some(person) = people.get_mut(&user) {
        person.refused = true;
    }
    facts::put(tx, PEOPLE, &people)
}
