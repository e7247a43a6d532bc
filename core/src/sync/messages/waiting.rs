//! What waits for a person: conflicts and held entries.

use chrono::NaiveDate;
use serde::Serialize;
use stamboek_domain::attendance::{HalfDay, Mark};
use stamboek_domain::enrolment::EnrolmentStatus;
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::wire::HeldReason;
use ts_rs::TS;

/// What is to be decided.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ConflictList {
    /// Open conflicts, by class, day and name; at most 2000.
    pub rows: Vec<ConflictRow>,
    /// How many there are in all.
    pub open: u32,
}

/// One question.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ConflictRow {
    /// Goes back with the choice.
    pub subject: String,
    /// Goes back with the choice: tells what is in force apart from anything else.
    pub seen: String,
    /// Whose.
    pub who: Option<PupilName>,
    /// What it is about.
    pub about: EntrySubject,
    /// The day under which it is grouped, `YYYY-MM-DD`: that of the half day, or of the oldest offer.
    pub day: String,
    /// What is in force; it arrived first.
    pub in_force: ConflictSide,
    /// What was offered beside it and waits, in the order in which it arrived.
    pub offers: Vec<ConflictSide>,
}

/// A pupil as a list names one.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct PupilName {
    /// Identity.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Klas.
    pub class: String,
}

/// What an entry is about.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum EntrySubject {
    /// A half day of the attendance register.
    HalfDay {
        /// When.
        at: HalfDay,
    },
    /// The register of a class, taken or open.
    Roll {
        /// Class.
        class: String,
        /// When.
        at: HalfDay,
    },
    /// A field of the pupil.
    Field {
        /// Which.
        field: PupilField,
    },
    /// The pupil itself: made, or taken back.
    Pupil,
    /// With whom the pupil is merged.
    Merge,
    /// A number of another program.
    Number {
        /// Program, for instance `informat`.
        system: String,
        /// The number.
        value: String,
    },
    /// A period in a class.
    ClassPeriod,
    /// Enrolments in the school and in groups: a plan as a whole.
    Enrolments,
    /// Something else that is known of the pupil.
    Fact {
        /// Kind of the fact.
        kind: String,
    },
    /// A setting of the school.
    Setting {
        /// Name of the setting.
        key: String,
    },
    /// Barcode sheets.
    Cards,
    /// The decision about a conflict, or a held entry that was put aside.
    Decision,
    /// An entry that this program cannot read.
    Unknown,
}

/// One of the values between which a person chooses.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ConflictSide {
    /// The entry; empty where it is not known.
    pub op: String,
    /// What it says.
    pub value: EntryValue,
    /// Who entered it; `None`: not known.
    pub by: Option<EnteredBy>,
    /// Another pupil has that INSZ (sync.md C15).
    pub same_as: Option<PupilName>,
    /// For enrolments: what follows from it.
    pub effects: Option<EnrolmentEffects>,
}

/// What an entry says.
#[derive(Clone, PartialEq, Serialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum EntryValue {
    /// Nothing: an empty cell or field, or what is no longer there.
    Nothing,
    /// A mark.
    Mark {
        /// Code, time and remark.
        mark: Mark,
    },
    /// A register that was taken.
    Taken,
    /// Text; of a field as the register keeps it, an INSZ masked.
    Text {
        /// The text.
        text: String,
    },
    /// Enrolments as they would stand.
    Enrolments {
        /// One line each.
        lines: Vec<EnrolmentLine>,
    },
    /// What a fact or a setting holds.
    Details {
        /// By name; what is empty is left out.
        details: Vec<EntryDetail>,
    },
}

/// One part of what a fact or a setting holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EntryDetail {
    /// Its name as it is stored, with the names or places above it before a dot: `special_days.0.from`.
    pub name: String,
    /// A day as `YYYY-MM-DD`, a number, `true` or `false`, a word of a list, or text.
    pub value: String,
}

/// One part of an entry.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct EntryLine {
    /// Tells it from the other parts of the entry.
    pub subject: String,
    /// Whose.
    pub who: Option<PupilName>,
    /// What it is about.
    pub about: EntrySubject,
    /// What it says.
    pub value: EntryValue,
}

/// An enrolment in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EnrolmentLine {
    /// In what.
    pub level: EnrolmentLevel,
    /// Class, number of the administrative group, or stamnummer (empty: to follow).
    pub name: String,
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day; `None`: open.
    pub until: Option<String>,
    /// Why it ended, was refused or was cancelled, as the school typed it; empty: nothing.
    pub reason: String,
    /// Status of an enrolment in the school.
    pub status: Option<EnrolmentStatus>,
    /// It never was: cancelled, or the pupil never came.
    pub cancelled: bool,
}

/// In what somebody is enrolled. In the order of the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum EnrolmentLevel {
    /// In the school.
    School,
    /// In an administrative group.
    Group,
    /// In a class.
    Class,
}

/// What follows from enrolments that stand so (sync.md C6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EnrolmentEffects {
    /// Marks in the attendance register on days outside the enrolment.
    pub marks_outside: u32,
    /// The count days around it, and whether the pupil counts then.
    pub count_days: Vec<CountsOn>,
}

/// Whether a pupil counts on a count day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CountsOn {
    /// The day.
    #[ts(type = "string")]
    pub day: NaiveDate,
    /// Whether the pupil counts.
    pub counts: bool,
}

/// Who entered something.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct EnteredBy {
    /// Name given on the laptop; empty: none was given.
    pub name: String,
    /// When, by that laptop's clock, RFC 3339.
    pub at: String,
    /// Which laptop: tells two apart, in a decision about everything of one.
    pub device: String,
    /// Name of that laptop; empty: not known here.
    pub laptop: String,
    /// It is this laptop.
    pub here: bool,
}

/// What needs attention.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct HeldList {
    /// Open held entries, oldest first; at most 2000.
    pub rows: Vec<HeldRow>,
    /// How many there are in all.
    pub open: u32,
}

/// An entry that is stored and not applied.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct HeldRow {
    /// Goes back with what is done about it.
    pub op: String,
    /// Who entered it; `None`: cannot be read.
    pub by: Option<EnteredBy>,
    /// What of it is held; one line for what cannot be read.
    pub parts: Vec<HeldLine>,
    /// Why it cannot be entered again now; `None`: it can.
    pub again: Option<Problem>,
}

/// One part that is held.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct HeldLine {
    /// Tells it apart from the other parts of the entry; empty where it cannot be read.
    pub subject: String,
    /// Why.
    pub reason: HeldReason,
    /// Whose.
    pub who: Option<PupilName>,
    /// What it is about.
    pub about: EntrySubject,
    /// What it should become.
    pub value: EntryValue,
    /// What stands there now.
    pub in_force: EntryValue,
}
