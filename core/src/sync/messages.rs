//! Requests and answers about sync: where it stands, what is to be decided, what is held.

mod status;
mod waiting;

pub use status::*;
pub use waiting::*;

use serde::{Deserialize, Serialize};
use stamboek_domain::problem::Problem;
use ts_rs::TS;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "about", rename_all = "snake_case")]
#[ts(export)]
pub enum SyncRequest {
    /// Where it stands.
    Status,
    /// What is to be decided.
    Conflicts,
    /// What needs attention.
    Held,
}

/// The answer, of the same kind as the question.
#[derive(Clone, Serialize, TS)]
#[serde(tag = "about", rename_all = "snake_case")]
#[ts(export)]
pub enum Sync {
    /// Where it stands.
    Status(SyncStatus),
    /// What is to be decided.
    Conflicts(ConflictList),
    /// What needs attention.
    Held(HeldList),
}

/// One action.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "action", rename_all = "snake_case")]
#[ts(export)]
pub enum SyncDo {
    /// Makes this laptop one of the school's, with the code of the administrator.
    Join(JoinRequest),
    /// A person says who she is.
    SignIn {
        /// Name by which she signs in.
        login: String,
        /// Her password; kept nowhere.
        password: String,
    },
    /// Sends and fetches now; returns at once.
    Now,
    /// Decides between what is in force and what was offered: one action for all of them.
    Decide {
        /// What was chosen.
        choices: Vec<ConflictChoice>,
        /// Why, if she says so.
        reason: Option<String>,
    },
    /// Puts held entries aside.
    Dismiss {
        /// Which, as [`HeldRow::op`].
        ops: Vec<String>,
        /// Why.
        reason: String,
    },
    /// Enters what is held once more, as an entry of the person who asks, and puts the held one aside.
    EnterAgain {
        /// Which, as [`HeldRow::op`].
        ops: Vec<String>,
    },
    /// Sends entries once more that the server took in no push.
    SendAgain {
        /// Which, as [`RefusedEntry::op`].
        ops: Vec<String>,
    },
    /// Says yes to a [`MassChange`]: it is carried out after a copy was made.
    ConfirmMassChange {
        /// As [`MassChange::mark`].
        mark: String,
    },
    /// This laptop goes on alone; everything that it holds stays. Refused while entries wait, unless
    /// the person says that they may stay behind.
    Leave {
        /// Also with entries that the server does not have.
        leave_behind: bool,
    },
}

/// Where a laptop joins, and with which code.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct JoinRequest {
    /// Address of the server, as the administrator gave it, for instance
    /// `https://stamboek.voorbeeld.be`.
    pub address: String,
    /// The code: twelve letters and digits; spaces, hyphens and small letters do not matter.
    pub code: String,
    /// First asks in a dialog for the file with the certificate of the board (S25).
    pub own_ca: bool,
}

/// What was chosen for one subject.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ConflictChoice {
    /// As [`ConflictRow::subject`].
    pub subject: String,
    /// As [`ConflictRow::seen`]: when something else stands there since, nothing is decided.
    pub seen: String,
    /// The offers that the person saw, as [`ConflictSide::op`].
    pub offers: Vec<String>,
    /// The offer that comes into force; `None` leaves what is.
    pub choose: Option<String>,
}

/// What an action did.
#[derive(Clone, Default, Serialize, TS)]
#[ts(export)]
pub struct SyncDone {
    /// The action to undo, where there is one.
    pub batch: Option<String>,
    /// How many it was about: conflicts decided, held entries dismissed or entered.
    pub done: u32,
    /// Those that were left as they are, with the reason.
    pub left: Vec<SyncLeft>,
}

/// Something that was left as it is.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct SyncLeft {
    /// Subject of the conflict, or op of the held entry.
    pub id: String,
    /// Why.
    pub problem: Problem,
}
