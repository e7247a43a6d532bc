//! Requests and answers about the link with Discimus.

use serde::{Deserialize, Serialize};
use stamboek_domain::codes::SendStatus;
use stamboek_domain::discimus::Subject;
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

/// Settings of the link, of this laptop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct LinkSettings {
    /// Whether this laptop sends and fetches. One laptop of a school does.
    pub on: bool,
    /// Port on this computer on which the program listens that carries it further. The link goes to
    /// this computer alone, so that no address comes from a screen.
    pub port: u16,
}

/// Port that the simulator takes unless told otherwise.
pub const PORT: u16 = 4460;

impl Default for LinkSettings {
    /// Off: nothing leaves the laptop until somebody says so.
    fn default() -> Self {
        Self { on: false, port: PORT }
    }
}

/// Which laptop sends for the school, as far as this one knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Sender {
    /// This one.
    This {
        /// Its name in the network; may be empty.
        laptop: String,
    },
    /// Not this one. Whether another one does is not known here.
    NotThis {
        /// The name of this one in the network; may be empty.
        laptop: String,
    },
}

/// Where the link stands.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct LinkState {
    /// The settings.
    pub settings: LinkSettings,
    /// Which laptop sends.
    pub sender: Sender,
    /// Name that the other side gives itself; empty before the first contact. A simulator says so.
    pub name: String,
    /// Whether the other side is a simulator: nothing reaches AGODI.
    pub simulator: bool,
    /// A run is going on: how many transactions are done, of how many.
    pub working: Option<[u32; 2]>,
    /// Last time that the other side answered, RFC 3339.
    pub last_contact: Option<String>,
    /// What went wrong at the last attempt; `None`: nothing.
    pub problem: Option<Problem>,
    /// When the next run is, RFC 3339; `None` while the link is off.
    pub next_run: Option<String>,
}

/// One transaction that is not processed.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct QueueRow {
    /// Goes back to send it again.
    pub id: i64,
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Klas.
    pub class: String,
    /// What.
    pub subject: Subject,
    /// Takes back what was told before: an entry that is gone.
    pub withdraws: bool,
    /// The day or month that it is about, `YYYY-MM-DD` or `YYYY-MM`; empty where there is none.
    pub about: String,
    /// Place in the fixed order: 0 person, 1 school, 2 group, 3 the rest.
    pub step: u8,
    /// Where it stands.
    pub status: SendStatus,
    /// Since when it waits, RFC 3339.
    pub since: String,
    /// How often it was sent.
    pub attempts: u32,
    /// What the other side said, or what our own check found.
    pub fault: Option<Fault>,
    /// When it is sent again by itself, RFC 3339; `None`: not by itself, or as soon as possible.
    pub next_try: Option<String>,
    /// What of this pupil must be processed first; `None`: nothing.
    pub behind: Option<Subject>,
}

/// What is wrong with a transaction.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Fault {
    /// Code of the other side, or of our own check (`own` is true): `last_name_missing`,
    /// `first_name_missing`, `birth_date_missing`, `sex_missing`, `stamnummer_missing`, `form_missing`.
    /// Of a system failure: `nobody`, `slow`, `failed`, `answer`.
    pub code: String,
    /// Text of the other side, shown as it is; empty for our own check.
    pub text: String,
    /// Found by our own check, before it left.
    pub own: bool,
}

/// What the other side proposes; nothing changes until a person adopts it.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Proposal {
    /// Goes back to adopt or refuse it.
    pub id: i64,
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Klas.
    pub class: String,
    /// What.
    pub kind: ProposalKind,
    /// What the register holds; an INSZ is masked; empty: nothing.
    pub was: String,
    /// What is proposed; an INSZ is masked until `discimus_do` shows it.
    pub now: String,
    /// When it was told, RFC 3339.
    pub seen_at: String,
    /// For an INSZ: whether the date of birth and the sex in it agree with the register; `None`: the
    /// number does not tell.
    pub birth_agrees: Option<bool>,
    /// See `birth_agrees`.
    pub sex_agrees: Option<bool>,
    /// Why it cannot be adopted: `InszTaken` with the other pupil (C15), `InvalidValue`.
    pub problem: Option<Problem>,
}

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ProposalKind {
    /// Gevonden rijksregister- of bisnummer.
    Insz,
    /// Spelling of the last name in the national register.
    LastName,
    /// Spelling of the first name.
    FirstName,
    /// Half days B at the previous school of this school year.
    PreviousB,
}

/// Everything about the link; with a pupil: of that pupil alone.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DiscimusRequest {
    /// Whose; `None`: everybody's.
    pub pupil: Option<PupilId>,
}

/// The link, what waits and what is proposed.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Discimus {
    /// The link.
    pub link: LinkState,
    /// What is not processed, in the order of pupils and steps; at most 2000.
    pub queue: Vec<QueueRow>,
    /// How many there are in all, by status.
    pub counts: Vec<StatusCount>,
    /// Proposals, at most 2000.
    pub proposals: Vec<Proposal>,
    /// Pupils with a transaction that was refused or found wrong, for the icon in the list.
    pub faulty: Vec<PupilId>,
}

/// How many transactions have a status.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct StatusCount {
    /// Status.
    pub status: SendStatus,
    /// Transactions.
    pub count: u32,
}

/// One action on the link.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "action", rename_all = "snake_case")]
#[ts(export)]
pub enum DiscimusDoRequest {
    /// Other settings.
    Settings {
        /// What the person saw.
        was: LinkSettings,
        /// What it becomes.
        now: LinkSettings,
    },
    /// Sends now, of one pupil or everybody, also what failed and would wait; what was refused stays
    /// refused. Returns at once where the program stays open.
    Send {
        /// Whose; `None`: everybody's.
        pupil: Option<PupilId>,
    },
    /// Puts transactions that were refused back to be sent, and sends now.
    Retry {
        /// Which.
        ids: Vec<i64>,
    },
    /// Fetches doubles, career and the rest now; returns at once.
    Fetch {
        /// Whose; `None`: everybody's.
        pupil: Option<PupilId>,
    },
    /// Stops the run that is going on.
    Stop,
    /// Takes proposals over, as one action that can be undone.
    Adopt {
        /// Which.
        ids: Vec<i64>,
    },
    /// Puts proposals aside; the same one does not come back.
    Refuse {
        /// Which.
        ids: Vec<i64>,
    },
    /// Shows the INSZ of a proposal; logged.
    Show {
        /// Which.
        id: i64,
    },
}

/// What an action did.
#[derive(Clone, Default, Serialize, TS)]
#[ts(export)]
pub struct DiscimusDone {
    /// The action to undo, where there is one.
    pub batch: Option<String>,
    /// How many it was about: proposals adopted or refused, transactions put back.
    pub done: u32,
    /// Proposals that could not be adopted, with the reason.
    pub left: Vec<ProposalLeft>,
    /// The INSZ that was asked for, `YY.MM.DD-NNN.CC`.
    pub insz: Option<String>,
}

/// A proposal that was not adopted.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ProposalLeft {
    /// Which.
    pub id: i64,
    /// Why.
    pub problem: Problem,
}
