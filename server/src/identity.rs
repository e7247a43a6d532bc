//! Who somebody is. The school's own provider (OpenID Connect) takes the same place as the server's
//! own passwords; nothing else of the server knows which of the two it was.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use stamboek_domain::sync::access::SignIn;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::store::{Failure, Store};

/// Why somebody does not get in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denied {
    /// No such person, or not this password: never said which.
    Wrong,
    /// This server has no provider for it.
    NoProvider,
    /// The database.
    Failed(Failure),
}

impl From<Failure> for Denied {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// Checks how people prove who they are.
#[derive(Clone)]
pub struct Identity {
    /// A password costs 19 MiB and much of a core: two at once, the others wait.
    turns: Arc<Semaphore>,
}

impl Default for Identity {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(2)) }
    }
}

impl Identity {
    /// The person that the proof is of.
    ///
    /// # Errors
    /// [`Denied`].
    pub async fn of(&self, store: &Store, proof: &SignIn) -> Result<Uuid, Denied> {
        match proof {
            SignIn::Password { login, password } => {
                let account = store.account(login).await?.filter(|account| !account.disabled);
                // Somebody who does not exist takes as long as somebody who does.
                let hash = account.as_ref().and_then(|account| account.password.clone());
                let right = self.matches(hash.clone().unwrap_or_else(|| NOBODYS.to_owned()), password).await;
                account.filter(|_| right && hash.is_some()).map(|account| account.user).ok_or(Denied::Wrong)
            }
            // The seam for the school's provider: the code is exchanged there for who she is.
            SignIn::Code { .. } => Err(Denied::NoProvider),
        }
    }

    async fn matches(&self, hash: String, password: &str) -> bool {
        let Ok(_turn) = self.turns.acquire().await else { return false };
        let password = zeroize::Zeroizing::new(password.to_owned());
        tokio::task::spawn_blocking(move || matches(&hash, &password)).await.unwrap_or(false)
    }
}

/// Hash of a password that nobody has, made with the same costs.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$c3RhbWJvZWstbmllbWFuZA$\
                       AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

fn matches(hash: &str, password: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// The hash by which a password is kept.
///
/// # Errors
/// A sentence, when the system gives no randomness.
pub fn hash(password: &str) -> Result<String, String> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt).map_err(|error| error.to_string())?;
    let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other_is() {
        let kept = hash("een lang wachtwoord").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "the costs of the hash of nobody");
        assert!(matches(&kept, "een lang wachtwoord"));
        assert!(!matches(&kept, "een lang wachtwoor"));
        assert_ne!(kept, hash("een lang wachtwoord").unwrap());
    }

    #[test]
    fn the_hash_of_nobody_is_read_as_a_hash_and_matches_nothing() {
        assert!(PasswordHash::new(NOBODYS).is_ok());
        assert!(!matches(NOBODYS, ""));
    }
}
