//! Requests and answers about the lock and the people of this laptop.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something of the lock.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum LockRequest {
    /// Somebody typed, clicked or scrolled.
    Input,
    /// Locks now.
    Now,
    /// Somebody works here from now on.
    Unlock {
        /// Identity on this laptop.
        person: String,
        /// What was typed.
        pin: String,
    },
    /// A forgotten PIN: what opens the register itself, and a new PIN.
    Recover {
        /// Identity on this laptop.
        person: String,
        /// The passphrase or the recovery key.
        secret: PinSecret,
        /// The new PIN.
        pin: String,
    },
    /// Somebody signs in at the server: after five wrong PINs, after a long time without contact, or for
    /// the first time on this laptop.
    SignIn {
        /// Name by which they sign in.
        login: String,
        /// Their password; kept nowhere.
        password: String,
    },
    /// A PIN for somebody who has none: on this laptop alone, or for who signed in and has to choose
    /// one.
    Add {
        /// Stands with every entry. Of who signed in the server's name counts.
        name: String,
        /// The PIN.
        pin: String,
    },
    /// Another PIN for who works here.
    Change {
        /// The one in force.
        current: String,
        /// The new one.
        pin: String,
    },
    /// Takes the PIN of somebody away.
    Remove {
        /// Identity on this laptop.
        person: String,
        /// The PIN of who works here.
        pin: String,
    },
}

/// What opens the register itself.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "method", rename_all = "snake_case")]
#[ts(export)]
pub enum PinSecret {
    /// Slot P.
    Passphrase {
        /// What was typed.
        secret: String,
    },
    /// Slot R: makes a new recovery key afterwards (S7).
    Recovery {
        /// What was typed, with or without dashes.
        secret: String,
    },
}

/// Somebody with a PIN.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LockPerson {
    /// Identity on this laptop.
    pub id: String,
    /// Name.
    pub name: String,
    /// Signs in at the server.
    pub signs_in: bool,
    /// Seconds until the PIN is looked at again; `None`: it is looked at now.
    pub wait_seconds: Option<u32>,
    /// The PIN counts no more until they signed in again.
    pub blocked: bool,
}

/// How long it waits before it locks, and before it asks to sign in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct LockRules {
    /// Minutes without input: 2 to 30 (S13).
    pub minutes: u32,
    /// Days without contact with the server: 7 to 60 (S17).
    pub days: u32,
}

impl Default for LockRules {
    fn default() -> Self {
        Self { minutes: 10, days: 30 }
    }
}

/// The lock, as the settings show it.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LockSettings {
    /// Of the school.
    pub rules: LockRules,
    /// People of this laptop, by name.
    pub people: Vec<LockPerson>,
    /// Whether this laptop belongs to a server: a colleague signs in first then.
    pub joined: bool,
    /// Who works here, by identity.
    pub me: Option<String>,
    /// Name of who works here; empty: nobody said so.
    pub user: String,
}

/// Saves the rules.
#[derive(Clone, Copy, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LockRulesRequest {
    /// What the person saw.
    pub was: LockRules,
    /// What it becomes.
    pub now: LockRules,
}
