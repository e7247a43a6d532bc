//! The state on a day: who is enrolled where, in numbers and by name.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::enrolment::Level;
use stamboek_domain::pupil::PupilId;
use ts_rs::TS;

/// Asks for the state on a day, and for what differs from another day.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StateRequest {
    /// The day.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// The day to compare with.
    #[ts(type = "string | null")]
    pub against: Option<NaiveDate>,
    /// Instellingsnummer; empty: all of the register.
    pub institution: String,
}

/// A pupil in the state on a day.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StateRow {
    /// Who.
    pub pupil: PupilId,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// `YYYY-MM-DD` or empty.
    pub birth_date: String,
    /// Stamnummer or empty.
    pub stamnummer: String,
    /// Instellingsnummer.
    pub institution: String,
    /// Vestigingsplaats; empty without an enrolment in a group.
    pub location: String,
    /// Administratieve groep; empty without an enrolment in a group.
    pub group: String,
    /// Class; empty: none.
    pub class: String,
    /// Level that the class is taught; `None` while the school did not say.
    pub level: Option<Level>,
    /// Financierbaarheidscode or empty.
    pub funding: String,
    /// Begin date in the school.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Last day in the school; `None` while it is open.
    #[ts(type = "string | null")]
    pub until: Option<NaiveDate>,
}

/// By what pupils are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum StateBy {
    /// Administratieve groep.
    Group,
    /// Vestigingsplaats, with its institution.
    Location,
    /// Class.
    Class,
    /// Level.
    Level,
    /// Financierbaarheidscode.
    Funding,
}

/// A number of pupils.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StateCount {
    /// By what.
    pub by: StateBy,
    /// Code; empty for pupils without.
    pub code: String,
    /// Its words; empty where no list has them.
    pub label: String,
    /// Pupils on the day.
    pub pupils: u32,
    /// Pupils on the day to compare with.
    pub against: Option<u32>,
}

/// A pupil who is in both states, differently.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct StateChange {
    /// On the day to compare with.
    pub was: StateRow,
    /// On the day.
    pub now: StateRow,
    /// Names of the fields that differ.
    pub fields: Vec<String>,
}

/// What differs between two days.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct StateDifference {
    /// The day to compare with.
    #[ts(type = "string")]
    pub against: NaiveDate,
    /// How many were enrolled on it.
    pub total: u32,
    /// In the state on the day and not on the other one.
    pub came: Vec<StateRow>,
    /// In the state on the other day and not on this one.
    pub left: Vec<StateRow>,
    /// In both, differently.
    pub changed: Vec<StateChange>,
}

/// A count day that can be chosen.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct CountDay {
    /// The day.
    #[ts(type = "string")]
    pub day: NaiveDate,
    /// What it is, in Dutch.
    pub label: String,
}

/// The state on a day.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct StateAnswer {
    /// The day.
    #[ts(type = "string")]
    pub on: NaiveDate,
    /// Pupils that count: a realised enrolment in the school on that day.
    pub total: u32,
    /// How many of them have no enrolment in a group on that day.
    pub without_group: u32,
    /// Numbers, by kind and code.
    pub counts: Vec<StateCount>,
    /// Each pupil, in class and name order.
    pub rows: Vec<StateRow>,
    /// What differs, when another day was named.
    pub difference: Option<StateDifference>,
    /// Days worth asking for: the count days of this school year and the last one.
    pub count_days: Vec<CountDay>,
}
