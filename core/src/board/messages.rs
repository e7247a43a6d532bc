//! Requests and answers about the laptops and the users of the school, for its administrator, and
//! about who looked at what, for its privacy officer.

use serde::{Deserialize, Serialize};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::roles::Role;
use ts_rs::TS;

use crate::history::messages::UndoAnswer;
use crate::sync::messages::{EntryLine, PupilName};

/// What the administrator or the privacy officer looks at or does. What is done to laptops and users
/// is answered with how they stand then.
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
    /// What came from a laptop since a day (S71; sync.md 15); the server keeps the look in its log.
    Entries {
        /// Its identity.
        device: String,
        /// The first day, `YYYY-MM-DD`, from midnight here.
        since: String,
    },
    /// Takes back what came from a laptop since a day, as far as nobody changed it afterwards; each change
    /// is an entry like any other (sync.md 15). For who sees what was entered.
    TakeBack {
        /// Its identity.
        device: String,
        /// The first day, `YYYY-MM-DD`, from midnight here.
        since: String,
        /// Otherwise nothing is changed, and the answer says what would be.
        sure: bool,
    },
    /// The end of all roles in this institution: yesterday was the last day.
    EndRights {
        /// Their identity.
        user: String,
    },
    /// Who looked at what, newest first.
    Looks {
        /// Only looks at this pupil.
        pupil: Option<PupilId>,
        /// Only looks of this user.
        user: Option<String>,
        /// Only what is older: [`LookBook::older`] of what was shown.
        before: Option<String>,
    },
}

/// The answer, by what was asked.
#[derive(Clone, Serialize, TS)]
#[serde(tag = "shows", rename_all = "snake_case")]
#[ts(export)]
pub enum Board {
    /// Laptops and users.
    School(BoardSchool),
    /// Who looked at what.
    Looks(LookBook),
    /// What came from a laptop.
    Entries(BoardEntries),
    /// What of it was taken back, or would be.
    Back(UndoAnswer),
}

/// Laptops and users of the institution of this laptop.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct BoardSchool {
    /// By name.
    pub devices: Vec<BoardDevice>,
    /// By name by which they sign in.
    pub users: Vec<BoardUser>,
    /// The code that was just made: shown once.
    pub code: Option<BoardCode>,
}

/// What came from a laptop since a day.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct BoardEntries {
    /// Which laptop.
    pub device: String,
    /// Oldest first; at most 2000.
    pub rows: Vec<BoardEntry>,
    /// There are more.
    pub more: bool,
}

/// One entry of a laptop.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct BoardEntry {
    /// Its identity.
    pub op: String,
    /// When it arrived, RFC 3339.
    pub at: String,
    /// Who entered it; empty: nobody was signed in, or nobody of this school.
    pub by: String,
    /// What became of it: `same`, `applied`, `conflict` or `held`.
    pub outcome: String,
    /// Its type, for instance `attendance.set`; empty where the server cannot read it.
    pub kind: String,
    /// What it says; empty for the administrator, who sees no pupils.
    pub lines: Vec<EntryLine>,
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

/// Who looked at what.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct LookBook {
    /// Newest first.
    pub looks: Vec<LookRow>,
    /// To be asked with for what is older; `None`: this is all.
    pub older: Option<String>,
    /// Of these looks, what stands out.
    pub stands_out: Vec<LooksOut>,
}

/// One look, or one act of an administrator.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LookRow {
    /// Its identity.
    pub id: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who: an identity; `None`: nobody had signed in.
    pub user: Option<String>,
    /// What they are called, where the server or this laptop knows it; else empty.
    pub name: String,
    /// The board did it, on the machine of the server.
    pub board: bool,
    /// The kind of look, by the server's name.
    pub kind: String,
    /// Of an act at somebody's account: what they are called; empty where nobody here knows it.
    pub about: Option<String>,
    /// Which role was given, by the server's name.
    pub role: Option<String>,
    /// At whom, where it was one pupil of this register.
    pub pupil: Option<PupilName>,
    /// It was at one pupil, who is not in this register.
    pub unknown: bool,
    /// At how many.
    pub count: u32,
    /// On which laptop, where this one knows its name; else empty.
    pub laptop: String,
}

/// Why looks stand out (security S61).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LooksOutWhy {
    /// More than fifty sheets within an hour.
    ManySheets,
    /// In the night.
    Night,
    /// At somebody with their own surname.
    OwnName,
}

/// Looks of one person that stand out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LooksOut {
    /// Why.
    pub why: LooksOutWhy,
    /// Who: an identity.
    pub user: String,
    /// What they are called; else empty.
    pub name: String,
    /// The first, RFC 3339.
    pub from: String,
    /// The last.
    pub until: String,
    /// How many.
    pub count: u32,
}
