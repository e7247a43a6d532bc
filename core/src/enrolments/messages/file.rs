//! What the register knows of the enrolments of a pupil, and what can be chosen for them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::address::Address;
use stamboek_domain::calendar::SchoolKind;
use stamboek_domain::codes::{OfficialRow, Place};
use stamboek_domain::contact::Contact;
use stamboek_domain::enrolment::{EnrolmentStatus, GroupEnrolment, ProposedEnd, SchoolEnrolment};
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

use super::EnrolmentRow;
use crate::pupils::messages::PupilRow;

/// Asks for the file of a pupil, for what can be chosen, or both.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EnrolmentsRequest {
    /// Whose file.
    pub pupil: Option<PupilId>,
    /// Whether the lists to choose from come along.
    pub choices: bool,
}

/// What was asked.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct EnrolmentsAnswer {
    /// The file, when a pupil was named.
    pub file: Option<EnrolmentFile>,
    /// The lists, when they were asked.
    pub choices: Option<EnrolChoices>,
}

/// The file of enrolments of one pupil.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct EnrolmentFile {
    /// Who.
    pub pupil: PupilRow,
    /// Enrolments in the school, the newest moment first, cancelled ones included.
    pub schools: Vec<SchoolEnrolmentRow>,
    /// Periods in classes, newest first.
    pub classes: Vec<EnrolmentRow>,
    /// Address.
    pub address: Option<Address>,
    /// Contacts, in the order in which they were entered.
    pub contacts: Vec<ContactRow>,
    /// Nationaliteit, as the school types it: the list by NIS code was not found. Empty: unknown.
    pub nationality: String,
    /// What is still to be filled in.
    pub missing: Vec<Missing>,
    /// The last day to propose when the pupil leaves today.
    pub proposed_end: ProposedEnd,
}

/// An enrolment in the school with what hangs below it.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct SchoolEnrolmentRow {
    /// As registered.
    pub enrolment: SchoolEnrolment,
    /// Enrolments in groups, newest first.
    pub groups: Vec<GroupEnrolmentRow>,
    /// Last day on which it is registered in time (discimus.md 3.3).
    #[ts(type = "string")]
    pub register_by: NaiveDate,
}

/// An enrolment in a group with the words of its codes.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct GroupEnrolmentRow {
    /// As registered.
    pub enrolment: GroupEnrolment,
    /// Name of the group; empty where no list has it.
    pub group_label: String,
    /// What the funding code means in this kind of school; empty where no list has it.
    pub funding_label: String,
    /// Name of the philosophy course; empty where there is none.
    pub philosophy_label: String,
}

/// Somebody to call, with the key of the fact.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ContactRow {
    /// The fact in which it stands; empty for a new one.
    pub key: String,
    /// Who.
    pub contact: Contact,
}

/// Saves address, contacts and nationality; what is `None` stays as it is.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PersonalRequest {
    /// Whose.
    pub pupil: PupilId,
    /// Address.
    pub address: Option<AddressEdit>,
    /// All contacts.
    pub contacts: Option<ContactsEdit>,
    /// Nationality.
    pub nationality: Option<NationalityEdit>,
}

/// An address as seen and as it becomes.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AddressEdit {
    /// What the person saw; `None`: nothing.
    pub was: Option<Address>,
    /// What it becomes; an empty one takes it away.
    pub now: Address,
}

/// All contacts as seen and as they become.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ContactsEdit {
    /// What the person saw.
    pub was: Vec<ContactRow>,
    /// What they become; one with an empty key is new, one that is not here is taken away.
    pub now: Vec<ContactRow>,
}

/// A nationality as seen and as it becomes.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NationalityEdit {
    /// What the person saw; empty: nothing.
    pub was: String,
    /// What it becomes; empty takes it away.
    pub now: String,
}

/// What a complete file still needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Missing {
    /// Geboortedatum.
    BirthDate,
    /// Rijksregister- of bisnummer.
    Insz,
    /// Geslacht.
    Sex,
    /// Nationaliteit.
    Nationality,
    /// Adres.
    Address,
    /// Somebody to call.
    Contact,
    /// Inschrijving in de school.
    SchoolEnrolment,
    /// Stamnummer of a realised enrolment.
    Stamnummer,
    /// Inschrijving in een administratieve groep, on this day or still to come.
    GroupEnrolment,
    /// Klas.
    Class,
    /// Levensbeschouwelijk vak.
    Philosophy,
    /// Financierbaarheidscode.
    Funding,
}

/// A code with its words.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CodeChoice {
    /// The code.
    pub code: String,
    /// Its Dutch words; empty where only the code is known.
    pub label: String,
    /// Whether the school uses it already.
    pub used: bool,
}

/// What can be chosen in the forms of an enrolment. What stands in no official list is what the
/// school typed before.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct EnrolChoices {
    /// Kind of school, on which the meaning of funding codes depends.
    pub school: SchoolKind,
    /// The institution of the settings.
    pub institution: String,
    /// Institutions in the register.
    pub institutions: Vec<String>,
    /// Vestigingsplaatsen in the register.
    pub locations: Vec<String>,
    /// Classes in the register.
    pub classes: Vec<String>,
    /// Administratieve groepen: those that the school uses, then those of the sample that is known.
    pub groups: Vec<CodeChoice>,
    /// Levensbeschouwelijke vakken.
    pub philosophy: Vec<CodeChoice>,
    /// Financierbaarheidscodes of this kind of school; historic ones are left out.
    pub funding: Vec<CodeChoice>,
    /// Types of special education.
    pub special_types: Vec<OfficialRow>,
    /// Statuses with their words.
    pub statuses: Vec<StatusChoice>,
    /// Reasons of refusal or cancelling that were typed before.
    pub reasons: Vec<String>,
    /// Causes of leaving that were typed before.
    pub causes: Vec<String>,
    /// Situations after leaving that were typed before.
    pub situations: Vec<String>,
    /// Residences that were typed before.
    pub residences: Vec<String>,
    /// Sports that were typed before.
    pub sports: Vec<String>,
    /// Language courses that were typed before.
    pub language_courses: Vec<String>,
    /// Exemptions of language courses that were typed before.
    pub language_exemptions: Vec<String>,
    /// Nationalities that were typed before.
    pub nationalities: Vec<String>,
    /// Countries that were typed before.
    pub countries: Vec<String>,
    /// Relations of contacts that were typed before.
    pub relations: Vec<String>,
    /// Postcodes with their municipality.
    pub places: Vec<Place>,
}

/// A status with its word.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct StatusChoice {
    /// Which.
    pub status: EnrolmentStatus,
    /// The Dutch word.
    pub label: String,
}
