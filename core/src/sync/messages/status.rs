//! Where sync stands.

use serde::Serialize;
use stamboek_domain::sync::engine::Trouble;
use ts_rs::TS;

/// Where sync stands.
#[derive(Clone, Default, Serialize, TS)]
#[ts(export)]
pub struct SyncStatus {
    /// To which server; `None`: this laptop works alone, and the rest is empty.
    pub joined: Option<Joined>,
    /// Entries that are not on the server, those in `refused` not counted.
    pub waiting: u32,
    /// When the oldest of them was saved, RFC 3339.
    pub waiting_since: Option<String>,
    /// The same by kind of action and day, oldest first.
    pub groups: Vec<WaitingGroup>,
    /// Entries that the server takes in no push.
    pub refused: Vec<RefusedEntry>,
    /// Conflicts to be decided.
    pub conflicts: u32,
    /// Held entries that need attention.
    pub held: u32,
    /// A request is under way.
    pub working: bool,
    /// The last good answer, RFC 3339; `None`: there was none.
    pub last_contact: Option<String>,
    /// When it is tried again, RFC 3339.
    pub next_try: Option<String>,
    /// Why nothing gets through; `None`: all is well.
    pub trouble: Option<SyncTrouble>,
    /// The mirror is being fetched: the first time, or anew.
    pub download: Option<SyncDownload>,
    /// Seconds by which this laptop's clock is ahead of the server's, behind it when negative; `None`:
    /// not known.
    pub clock_ahead: Option<i32>,
    /// What waits until a person with the right says yes (S31).
    pub mass_change: Option<MassChange>,
}

/// The server that this laptop belongs to.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Joined {
    /// Its address.
    pub server: String,
    /// Name of the institution there.
    pub school: String,
    /// Name that the administrator gave this laptop; empty: not known.
    pub laptop: String,
    /// Who signed in; `None`: nobody yet.
    pub person: Option<SignedIn>,
}

/// Who works at this laptop.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct SignedIn {
    /// Name.
    pub name: String,
    /// Roles, as they travel: `secretariat`, `secretariat-lead`, …
    pub roles: Vec<String>,
    /// Until when her entries count as hers without signing in again, RFC 3339.
    pub until: String,
    /// That moment is past: what she enters is held on arrival.
    pub ended: bool,
}

/// Entries that wait, of one kind and day.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct WaitingGroup {
    /// Kind of action, as in the list of actions.
    pub kind: String,
    /// The day on which they were saved, `YYYY-MM-DD`.
    pub day: String,
    /// Entries.
    pub entries: u32,
}

/// An entry that the server takes in no push. It stays on this laptop.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RefusedEntry {
    /// Identity of the entry.
    pub op: String,
    /// Kind of action, as in the list of actions.
    pub kind: String,
    /// When it was saved, RFC 3339.
    pub at: String,
    /// Status of the refusal: 400, 413 or 422.
    pub status: u16,
}

/// Why nothing gets through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SyncTrouble {
    /// The key of this laptop is not in its keyring.
    KeyMissing,
    /// What the engine says.
    #[serde(untagged)]
    Engine(Trouble),
}

impl SyncTrouble {
    /// As it travels, for instance `sign_in`.
    pub fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        }
    }
}

/// The mirror is being fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SyncDownload {
    /// Nothing is there yet; otherwise what was there is shown until the new one is complete.
    pub first: bool,
    /// Records that came so far.
    pub rows: u32,
}

/// The server wants to change so much at once that a person is asked first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MassChange {
    /// Goes back with the yes: tells this change from another one.
    pub mark: String,
    /// Pupils who would disappear.
    pub removed: u32,
    /// Pupils who would become somebody else's record.
    pub merged: u32,
    /// Pupils who would no longer be enrolled.
    pub unenrolled: u32,
    /// Pupils in the register.
    pub of: u32,
}
