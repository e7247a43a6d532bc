//! People of this laptop and their PINs (S14). Facts of this laptop: no ops, never synced.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use stamboek_domain::problem::{Code, Problem};
use uuid::Uuid;

use crate::Answer;
use crate::db::OrProblem;
use crate::keys::random;

/// Digits of a PIN at least.
const SHORTEST_PIN: usize = 6;
/// Digits at most: beyond it is a mistake of the keyboard.
const LONGEST_PIN: usize = 32;
/// Characters of a name at most, as where the name of who works here was typed before.
const LONGEST_NAME: usize = 60;

/// Somebody with a PIN.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// Identity on this laptop.
    pub id: String,
    /// Stands with every entry.
    pub name: String,
    /// By which the server knows them; `None`: they did not sign in there.
    pub user: Option<Uuid>,
    /// Wrong PINs since the last right one.
    pub wrong: u32,
    hash: String,
}

const SELECT: &str = "SELECT id, name, user, wrong, pin FROM laptop_person";

fn of(row: &Row) -> rusqlite::Result<Person> {
    let user: Option<String> = row.get(2)?;
    Ok(Person {
        id: row.get(0)?,
        name: row.get(1)?,
        user: user.and_then(|user| Uuid::parse_str(&user).ok()),
        wrong: row.get(3)?,
        hash: row.get(4)?,
    })
}

/// Everybody with a PIN, by name.
pub(super) fn everybody(db: &Connection) -> Answer<Vec<Person>> {
    let mut select = db.prepare_cached(&format!("{SELECT} ORDER BY name")).or_problem()?;
    select.query_map([], of).and_then(Iterator::collect).or_problem()
}

/// One of them.
///
/// # Errors
/// `NotFound`.
pub(super) fn one(db: &Connection, id: &str) -> Answer<Person> {
    let found = db.query_row(&format!("{SELECT} WHERE id = ?1"), [id], of).optional().or_problem()?;
    found.ok_or(Problem::new(Code::NotFound).with("what", "person"))
}

/// Adds somebody, or gives who signed in with the same identity another PIN; the identity here.
///
/// # Errors
/// `InvalidValue` of `name`, when it is empty, too long, or somebody has it.
pub(super) fn add(tx: &Transaction, name: &str, user: Option<Uuid>, hash: &str) -> Answer<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let wrong = |why: &str| Err(Problem::new(Code::InvalidValue).with("field", "name").with("why", why));
    if name.is_empty() {
        return wrong("empty");
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return wrong("length");
    }
    let user = user.map(|user| user.to_string());
    // Who signed in takes the place of who they were on this laptop alone.
    let same = everybody(tx)?
        .into_iter()
        .find(|one| one.name == name || (user.is_some() && one.user.map(|user| user.to_string()) == user));
    let id = match same {
        Some(one) if user.is_none() => return wrong(if one.name == name { "twice" } else { "shape" }),
        Some(one) => one.id,
        None => Uuid::new_v4().to_string(),
    };
    tx.execute(
        "INSERT INTO laptop_person (id, name, user, pin) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET name = ?2, user = ?3, pin = ?4, wrong = 0",
        (&id, &name, &user, hash),
    )
    .or_problem()?;
    Ok(id)
}

/// Another PIN.
pub(super) fn change(tx: &Transaction, id: &str, hash: &str) -> Answer<()> {
    tx.execute("UPDATE laptop_person SET pin = ?2, wrong = 0 WHERE id = ?1", [id, hash]).or_problem()?;
    Ok(())
}

/// Takes the PIN of somebody away; entries keep the name.
pub(super) fn remove(tx: &Transaction, id: &str) -> Answer<()> {
    tx.execute("DELETE FROM laptop_person WHERE id = ?1", [id]).or_problem()?;
    Ok(())
}

/// How often the PIN was wrong.
pub(super) fn set_wrong(tx: &Transaction, id: &str, wrong: u32) -> Answer<()> {
    tx.execute("UPDATE laptop_person SET wrong = ?2 WHERE id = ?1", (id, wrong)).or_problem()?;
    Ok(())
}

/// A PIN as it is kept: Argon2id with 19 MiB, two passes, and a salt of its own. It lies inside the
/// encrypted database and is no key of it.
///
/// # Errors
/// `PinWeak`.
pub(super) fn hash(pin: &str) -> Answer<String> {
    if !is_acceptable(pin) {
        return Err(Code::PinWeak.into());
    }
    let mut salt = [0u8; 16];
    random(&mut salt)?;
    let hash = Argon2::default().hash_password_with_salt(pin.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|_| Problem::new(Code::Internal).with("detail", "pin"))
}

/// At least six digits, and neither one digit over and over nor a row of neighbours.
fn is_acceptable(pin: &str) -> bool {
    let digits = pin.as_bytes();
    let step = |by: i16| digits.windows(2).all(|two| i16::from(two[1]) - i16::from(two[0]) == by);
    (SHORTEST_PIN..=LONGEST_PIN).contains(&digits.len())
        && digits.iter().all(u8::is_ascii_digit)
        && ![0, 1, -1].into_iter().any(step)
}

impl Person {
    /// Whether that is the PIN.
    pub(super) fn knows(&self, pin: &str) -> bool {
        pin.len() <= LONGEST_PIN
            && PasswordHash::new(&self.hash)
                .is_ok_and(|hash| Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_has_six_digits_or_more_that_are_not_the_first_anybody_tries() {
        for right in ["135790", "112233", "90210903415"] {
            assert!(is_acceptable(right), "{right}");
        }
        for wrong in ["", "13579", "12345", "123456", "987654", "000000", "13579a", "１３５７９０", "1357 90"]
        {
            assert!(!is_acceptable(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_pin_is_kept_as_argon2id_with_a_salt_of_its_own() {
        let (one, other) = (hash("135790").unwrap(), hash("135790").unwrap());
        assert!(
            one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$") && one != other && !one.contains("135790")
        );
    }
}
