//! Enrolling: one form, a plan, and the same form carried out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::address::Address;
use stamboek_domain::codes::SpecialEducationType;
use stamboek_domain::contact::Contact;
use stamboek_domain::enrolment::{
    EnrolmentRemark, EnrolmentStatus, GroupEnrolment, GroupFlags, SchoolEnrolment, TeachingLanguage,
};
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::{PupilField, PupilId};
use ts_rs::TS;

use super::{ContactRow, Missing};
use crate::pupils::messages::{Likeness, PupilRow};

/// Enrols a new pupil, a pupil of the register or a former one: plans, then carries out. Everything
/// is as typed; what is empty is proposed by the plan.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EnrolRequest {
    /// Who, when already in the register.
    pub pupil: Option<PupilId>,
    /// Identity as typed: of a new pupil all of it, of a known one what changes.
    pub fields: BTreeMap<PupilField, String>,
    /// Enrolment in the school.
    pub school: SchoolDraft,
    /// Enrolment in a group; `None` while it is not known, and for what is not realised.
    pub group: Option<GroupDraft>,
    /// Class; empty: not known yet.
    pub class: String,
    /// Address; `None` leaves it as it is.
    pub address: Option<Address>,
    /// Contacts; `None` leaves them as they are. One that is empty is left out.
    pub contacts: Option<Vec<ContactRow>>,
    /// Nationality; `None` leaves it as it is.
    pub nationality: Option<String>,
    /// The person saw the likely duplicates and goes on with a new pupil.
    pub despite_duplicates: bool,
    /// Carries it out; otherwise only the plan is made.
    pub apply: bool,
}

/// Enrolment in the school as typed.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SchoolDraft {
    /// Instellingsnummer; empty: that of the settings.
    pub institution: String,
    /// Stamnummer; empty: the one the pupil has in that institution, or the next free one.
    pub stamnummer: String,
    /// Moment of enrolment, `2026-03-12T10:05` or `2026-03-12`; empty: now.
    pub moment: String,
    /// Begin date; `None`: the proposed one.
    #[ts(type = "string | null")]
    pub from: Option<NaiveDate>,
    /// Status.
    pub status: EnrolmentStatus,
    /// Why it is refused.
    pub reason: String,
}

/// Enrolment in a group as typed.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GroupDraft {
    /// Administratieve groep; leading zeros may be missing.
    pub group: String,
    /// Vestigingsplaats; leading zeros may be missing.
    pub location: String,
    /// Expected end; `None`: 31 August.
    #[ts(type = "string | null")]
    pub expected_until: Option<NaiveDate>,
    /// Onderwijstaal.
    pub language: TeachingLanguage,
    /// Levensbeschouwelijk vak; empty: none.
    pub philosophy: String,
    /// Financierbaarheidscode; empty: not known.
    pub funding: String,
    /// Institution of the previous enrolment; empty: not known.
    pub previous: String,
    /// Type of special education.
    pub special_type: Option<SpecialEducationType>,
    /// Verblijfsregeling.
    pub residence: String,
    /// Sportstatuut en soort sport.
    pub sport: String,
    /// Taalvakken.
    pub language_courses: String,
    /// Vrijstelling voor taalvakken.
    pub language_exemption: String,
    /// What else applies.
    pub flags: GroupFlags,
}

/// Something typed that cannot be kept, with the field where it stands.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct FieldProblem {
    /// Name of the field in the request, for instance `last_name`, `stamnummer`, `group`, `moment`.
    pub field: String,
    /// Why.
    pub problem: Problem,
}

/// Why somebody could be a brother or sister.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SiblingSign {
    /// The same family name.
    SameName,
    /// The same address.
    SameAddress,
}

/// A likely brother or sister, whose address and contacts can be taken over.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Sibling {
    /// Who.
    pub pupil: PupilRow,
    /// Why; both is nearly sure.
    pub signs: Vec<SiblingSign>,
    /// Address.
    pub address: Option<Address>,
    /// Contacts.
    pub contacts: Vec<Contact>,
}

/// What an INSZ tells of a person, as far as the register does not have it and it tells anything:
/// not the birth date of a number with an unknown day, nor the sex of a bis number that was asked for
/// without it (discimus.md 4.1).
#[derive(Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct InszTells {
    /// Birth date.
    #[ts(type = "string | null")]
    pub birth_date: Option<NaiveDate>,
    /// `m` or `v`.
    pub sex: Option<String>,
}

/// What the enrolment would be, or was.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct EnrolPlan {
    /// Whether it can be carried out.
    pub applicable: bool,
    /// What cannot be kept, field by field.
    pub problems: Vec<FieldProblem>,
    /// What the rules say, those that refuse first, each with its source.
    pub remarks: Vec<EnrolmentRemark>,
    /// What the INSZ tells, to fill in what was not typed.
    pub insz_tells: InszTells,
    /// Whom a new pupil could be, best first; also former pupils. Nothing once it was seen.
    pub duplicates: Vec<Likeness>,
    /// Likely brothers and sisters, best first.
    pub siblings: Vec<Sibling>,
    /// Enrolments that the pupil had here before, newest first.
    pub before: Vec<SchoolEnrolment>,
    /// The stamnummer that the enrolment gets; empty for what is not realised.
    pub stamnummer: String,
    /// The begin date.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Last day on which it is registered in time.
    #[ts(type = "string")]
    pub register_by: NaiveDate,
    /// The enrolment in the school; `None` while something cannot be kept.
    pub school: Option<SchoolEnrolment>,
    /// The enrolment in a group.
    pub group: Option<GroupEnrolment>,
    /// What the file still needs afterwards.
    pub missing: Vec<Missing>,
    /// Who, once carried out.
    pub pupil: Option<PupilId>,
    /// The action, once carried out.
    pub batch: Option<String>,
}
