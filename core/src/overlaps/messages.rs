//! Requests and answers about pupils who are also enrolled elsewhere. Days travel as `YYYY-MM-DD`.

mod control;
mod import;

pub use control::*;
pub use import::*;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::calendar::SchoolKind;
use stamboek_domain::elsewhere::{Elsewhere, ElsewhereKey, School};
use stamboek_domain::enrolment::{EnrolmentStatus, Moment, SchoolEnrolmentId};
use stamboek_domain::follow_up::PreviousSchool;
use stamboek_domain::overlap::{CaseAction, CaseKey, CaseState, CaseStep, OverlapPair, PupilMark, Standing};
use stamboek_domain::period::Period;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use ts_rs::TS;

/// Asks who is also enrolled elsewhere.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct OverlapsRequest {
    /// As things stand on that day; `None`: today.
    #[ts(type = "string | null")]
    pub on: Option<NaiveDate>,
    /// Only this pupil, with the career; `None`: everybody.
    pub pupil: Option<PupilId>,
    /// Only looks for schools in the table by number, name or municipality; empty: the first ones by
    /// name. `None`: does not.
    pub school: Option<String>,
}

/// Who is also enrolled elsewhere.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Overlaps {
    /// The day of which it tells.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// What kind of school ours is: on that depends what it may do.
    pub kind: SchoolKind,
    /// Pupils with at least one pair, the worst first.
    pub pupils: Vec<OverlapPupil>,
    /// Cases with steps whose enrolments overlap no more, the newest step first: what was done.
    pub gone: Vec<GoneCase>,
    /// How many of what.
    pub counts: OverlapCounts,
    /// For one pupil: the coloured mark, also without any enrolment elsewhere. `None` for everybody.
    pub mark: Option<ShownMark>,
    /// For one pupil: the schools before and after. `None` for everybody.
    pub career: Option<Career>,
    /// Schools that fit the search, at most two hundred; without a search none.
    pub schools: Vec<School>,
    /// How many schools the table of schools has.
    pub known_schools: u32,
}

/// A coloured mark with its word.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct ShownMark {
    /// The colour.
    pub mark: PupilMark,
    /// What it means, in Dutch.
    pub label: String,
}

/// Counts for the navigation and the tabs, of pupils unless said otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OverlapCounts {
    /// With a case that somebody has to look at today: came back, open, or postponed until today.
    pub due: u32,
    /// Cases that came back after they were closed.
    pub came_back: u32,
    /// Cases that are open.
    pub open: u32,
    /// Cases that wait for a call.
    pub waiting: u32,
    /// Cases that the other school has to mend.
    pub other_wrong: u32,
    /// Cases that are postponed.
    pub postponed: u32,
    /// Cases that are settled and still overlap.
    pub solved: u32,
    /// With a double enrolment.
    pub double: u32,
    /// With a parallel enrolment.
    pub parallel: u32,
    /// With a hospital school.
    pub hospital: u32,
    /// With adjoining enrolments only.
    pub adjoining: u32,
    /// With an enrolment elsewhere and none here, so that nothing can be compared.
    pub not_here: u32,
}

/// A pupil with what is known here and elsewhere: enough to draw the bars.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct OverlapPupil {
    /// Who.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Klas.
    pub class: String,
    /// The coloured mark.
    pub mark: PupilMark,
    /// What the colour means, in Dutch.
    pub mark_label: String,
    /// Our enrolments, in order of time.
    pub ours: Vec<OwnEnrolment>,
    /// Those elsewhere, in order of time.
    pub theirs: Vec<OtherEnrolment>,
    /// Which of ours and theirs lie together, the worst first.
    pub pairs: Vec<OverlapRow>,
}

/// One of our enrolments of the pupil, as a bar.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct OwnEnrolment {
    /// Which, to leave or change; `None` when only a class is known, without an enrolment in the
    /// school.
    pub id: Option<SchoolEnrolmentId>,
    /// Our institution number at that time; empty when it is not known.
    pub institution: String,
    /// From the date of entry to the end date, or else the expected one.
    pub period: Period,
    /// Whether the end is only expected.
    pub open: bool,
    /// Moment of enrolment; `None` while it is not known.
    pub moment: Option<Moment>,
    /// Status; `None` when only a class is known.
    pub status: Option<EnrolmentStatus>,
}

/// An enrolment elsewhere, as a bar.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct OtherEnrolment {
    /// Which, to change or remove.
    pub key: ElsewhereKey,
    /// What was told.
    pub told: Elsewhere,
    /// Name to show: from the table of schools, or else as told, or else the number.
    pub name: String,
    /// The school in the table; `None` when it is not there.
    pub school: Option<School>,
    /// The dot of an enrolment elsewhere, as Informat's users know it: yellow.
    pub mark: PupilMark,
}

/// One of ours and one of theirs that overlap or adjoin.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct OverlapRow {
    /// Place in `ours`.
    pub ours: u32,
    /// Place in `theirs`.
    pub theirs: u32,
    /// How they lie, who was later, and what the school may do with where it stands.
    pub pair: OverlapPair,
    /// What was done.
    pub case: OverlapCase,
}

/// What was done about a pair.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct OverlapCase {
    /// Names it in `overlap_do`.
    pub key: CaseKey,
    /// Where it stands.
    pub standing: Standing,
    /// Every step, oldest first.
    pub steps: Vec<CaseStep>,
}

/// A case whose enrolments overlap no more.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct GoneCase {
    /// Whose.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Klas.
    pub class: String,
    /// Name of the other school, as far as it is known.
    pub school: String,
    /// How the steps left it.
    pub left: CaseState,
    /// What was done.
    pub case: OverlapCase,
}

/// School career (schoolloopbaan) around our present enrolment.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Career {
    /// The last school before ours.
    pub previous: Option<OtherEnrolment>,
    /// The first school after ours; the first day of its period is the planned first day there.
    pub next: Option<OtherEnrolment>,
    /// What the previous school handed over: the total of half days B, among others; `None` when
    /// nothing is known. Discimus tells the B total only.
    pub handed_over: Option<PreviousSchool>,
    /// The school year of that total.
    #[ts(type = "string")]
    pub year: SchoolYear,
    /// Enrolments elsewhere, all of them, in order of time.
    pub all: Vec<OtherEnrolment>,
}

/// What is done about a pupil who is also enrolled elsewhere.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "do")]
#[ts(export)]
pub enum OverlapDo {
    /// Notes a step in the case. `SeenAgain` is refused: only a refresh says so.
    Note {
        /// Which case.
        case: CaseKey,
        /// What was done.
        action: CaseAction,
        /// In the words of the secretariat; may be empty.
        note: String,
    },
    /// Adds, changes or removes an enrolment elsewhere that somebody typed. What Discimus or a list
    /// told can be removed, too: when it comes back the other school is wrong.
    Elsewhere {
        /// What the person saw; `None`: a new one.
        was: Option<ElsewhereKey>,
        /// What it becomes; `None`: removed.
        now: Option<TypedElsewhere>,
    },
    /// Adds a school to the table of schools, changes it there or takes it away. Of no pupil.
    School {
        /// What the person saw; `None`: a new one.
        was: Option<TypedSchool>,
        /// What it becomes; `None`: taken away.
        now: Option<TypedSchool>,
    },
}

/// An enrolment elsewhere as somebody types it.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TypedElsewhere {
    /// Number of the school, as typed; empty when only the name is known.
    pub institution: String,
    /// Name of the school; may be empty when the number is known.
    pub school: String,
    /// From when until when.
    pub period: Period,
    /// Moment of enrolment there, `2026-03-12T10:05` or `2026-03-12`; empty while it is not known.
    pub moment: String,
    /// In a hospital school (type 5).
    pub hospital: bool,
}

/// A school of the table as it stands, or as somebody types it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TypedSchool {
    /// Instellingsnummer.
    pub number: String,
    /// Name.
    pub name: String,
    /// Municipality; may be empty.
    pub municipality: String,
    /// Telephone number; may be empty.
    pub phone: String,
    /// E-mail address; may be empty.
    pub email: String,
    /// Kind of school; `None` while it is not known.
    pub kind: Option<SchoolKind>,
    /// Number of its scholengemeenschap; may be empty.
    pub school_group: String,
    /// A hospital school (type 5).
    pub hospital: bool,
}

/// Does something about a pupil who is also enrolled elsewhere, as one action that can be undone.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OverlapDoRequest {
    /// Whose; `None` for a school of the table, which is of no pupil.
    pub pupil: Option<PupilId>,
    /// What.
    pub act: OverlapDo,
}
