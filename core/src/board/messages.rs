//! Requests and answers about the laptops and the users of the school, for its administrator.

use serde::{Deserialize, Serialize};
use stamboek_domain::sync::roles::Role;
use ts_rs::TS;

/// What the administrator looks at or does. Everything is answered with how it stands then.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum BoardDo {
    /// Laptops and users.
    Look,
    /// A code that lets one laptop in, once.
    Code {
        /// What the laptop will be called.
        label: String,
    },
    /// Strikes a laptop off.
    Revoke {
        /// Its identity.
        device: String,
        /// Destroys its keys and files; otherwise it closes and can be admitted again.
        wipe: bool,
        /// Its waiting entries are still taken, each held for review.
        accept_entries: bool,
    },
    /// A laptop that was struck off works again.
    Admit {
        /// Its identity.
        device: String,
    },
    /// An account with its first role, from today on.
    AddUser {
        /// Name by which they sign in.
        login: String,
        /// What they are called.
        name: String,
        /// The first password, at least twelve characters; kept nowhere here.
        password: String,
        /// The role.
        role: Role,
    },
    /// A role from today on.
    AddRight {
        /// Their identity.
        user: String,
        /// The role.
        role: Role,
    },
    /// The end of all roles in this institution: yesterday was the last day.
    EndRights {
        /// Their identity.
        user: String,
    },
}

/// Laptops and users of the institution of this laptop.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Board {
    /// By name.
    pub devices: Vec<BoardDevice>,
    /// By name by which they sign in.
    pub users: Vec<BoardUser>,
    /// The code that was just made: shown once.
    pub code: Option<BoardCode>,
}

/// One laptop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardDevice {
    /// Its identity.
    pub device: String,
    /// What the administrator called it.
    pub label: String,
    /// `active`, `lock` or `wipe`.
    pub state: String,
    /// When it last asked something, RFC 3339.
    pub last_contact: Option<String>,
    /// How many entries it then held that the server did not have.
    pub waiting: Option<u32>,
    /// It is this one.
    pub here: bool,
}

/// One user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardUser {
    /// Their identity.
    pub user: String,
    /// Name by which they sign in.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// May not sign in any more, anywhere.
    pub blocked: bool,
    /// Roles in this institution, those of before included.
    pub rights: Vec<BoardRight>,
}

/// One role for a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardRight {
    /// Name of the role, also one that this program does not know.
    pub role: String,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day.
    pub until: Option<String>,
}

/// A code that lets one laptop in, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct BoardCode {
    /// Twelve characters in three groups.
    pub code: String,
    /// Until when, RFC 3339.
    pub expires: String,
    /// What the laptop will be called.
    pub label: String,
}
