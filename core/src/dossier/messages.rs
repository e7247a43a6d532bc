//! Requests and answers about the rest of a pupil's file. Each entry is a fact about the pupil.

use serde::{Deserialize, Serialize};
use stamboek_domain::admission::{Admission, AdmissionMeaning, AdmissionResult};
use stamboek_domain::certificate::{Certificate, CertificateKind};
use stamboek_domain::characteristic::Characteristic;
use stamboek_domain::codes::SendStatus;
use stamboek_domain::dossier::DossierRemark;
use stamboek_domain::follow_up::PreviousSchool;
use stamboek_domain::measure::Measure;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use ts_rs::TS;

use crate::attendance::messages::{FollowUpRequest, MeasureRequest, PreviousSchoolRequest};
use crate::enrolments::messages::PersonalRequest;

/// One entry, with what it is.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
#[ts(export)]
pub enum DossierEntry {
    /// Leerlingenkenmerk.
    Characteristic(Characteristic),
    /// Studiebewijs.
    Certificate(Certificate),
    /// Toelatingscontrole.
    Admission(Admission),
    /// Tuchtmaatregel.
    Measure(Measure),
    /// Totals of the previous school of a school year; all zero: none. One for each year.
    PreviousSchool {
        /// School year.
        #[ts(type = "string")]
        year: SchoolYear,
        /// The totals.
        totals: PreviousSchool,
    },
}

/// One entry of the file with what happened to it.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct DossierRow {
    /// What tells it from others; goes back with a save.
    pub id: String,
    /// What stands there now.
    pub entry: DossierEntry,
    /// What is remarkable about it today.
    pub remarks: Vec<DossierRemark>,
    /// Where it stands on its way to Discimus; `None`: it is not sent.
    pub sent: Option<SendStatus>,
    /// What was entered, newest first.
    pub history: Vec<DossierChange>,
}

/// One change of an entry.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct DossierChange {
    /// The op that it was, as in the outbox: tells it from another of the same moment.
    pub op: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who, by the name given on the laptop; may be empty.
    pub by: String,
    /// What it became; `None`: it was taken away.
    pub now: Option<DossierEntry>,
}

/// The file of a pupil, newest first in each part.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct Dossier {
    /// Every entry that stands.
    pub rows: Vec<DossierRow>,
    /// Entries that were taken away, with their history.
    pub removed: Vec<DossierRow>,
    /// Results of an admission check from which this school chooses.
    pub results: Vec<AdmissionChoice>,
    /// Kinds of certificates.
    pub certificates: Vec<CertificateChoice>,
}

/// A result with its words.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct AdmissionChoice {
    /// The result.
    pub result: AdmissionResult,
    /// The official words.
    pub label: String,
    /// What it means, and so its colour.
    pub meaning: AdmissionMeaning,
}

/// A kind of certificate with its words.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct CertificateChoice {
    /// The kind.
    pub kind: CertificateKind,
    /// The words.
    pub label: String,
    /// Whether it is exchanged with Discimus.
    pub exchanged: bool,
}

/// Whose file.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DossierRequest {
    /// Whose.
    pub pupil: PupilId,
}

/// A part of a pupil's file that is no enrolment and no mark.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
#[ts(export)]
pub enum DossierSave {
    /// Signs off the next step of a finding, or takes that back.
    FollowUp(FollowUpRequest),
    /// Totals that a previous school handed over.
    PreviousSchool(PreviousSchoolRequest),
    /// Sets, changes or takes away a disciplinary measure.
    Measure(MeasureRequest),
    /// Sets, changes or takes away an entry of the file, of any kind.
    Entry(EntryRequest),
    /// Address, contacts and nationality.
    Personal(PersonalRequest),
}

/// Sets, changes or (`now` = `None`) takes away one entry.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct EntryRequest {
    /// Whose.
    pub pupil: PupilId,
    /// Which; `None`: a new one. Totals of a previous school are known by their year and need none.
    pub id: Option<String>,
    /// What the person saw; `None`: nothing.
    pub was: Option<DossierEntry>,
    /// What it becomes; of the same kind.
    pub now: Option<DossierEntry>,
}
