//! The new school year as one action, and the move to a new institution number.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::enrolment::EnrolmentRemark;
use stamboek_domain::problem::Problem;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use ts_rs::TS;

use super::PlaceInSchool;
use crate::pupils::messages::PupilRow;

/// What becomes of a class or a pupil.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "to")]
#[ts(export)]
pub enum Passing {
    /// Passes to a group and class of the new year. An empty group stays without one.
    Group {
        /// Class; empty: not known yet.
        class: String,
        /// Administratieve groep; empty: not known yet.
        group: String,
        /// Vestigingsplaats; empty: the present one.
        location: String,
    },
    /// Leaves on 30 June.
    Leaves {
        /// Aanleiding, as the school types it.
        cause: String,
        /// Situatie na uitschrijving, as the school types it.
        situation: String,
    },
    /// Not known yet: stays as it is, without an enrolment in the new year.
    Unknown,
}

/// A decision for a whole class.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClassPassing {
    /// Class of this year.
    pub class: String,
    /// What becomes of its pupils.
    pub passing: Passing,
}

/// A decision for one pupil, which goes before that of the class.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PupilPassing {
    /// Who.
    pub pupil: PupilId,
    /// What becomes of the pupil.
    pub passing: Passing,
}

/// Which large change.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
#[ts(export)]
pub enum YearChange {
    /// Everybody passes to the next school year, or leaves.
    Pass {
        /// The new year; `None`: the one after the present.
        #[ts(type = "string | null")]
        year: Option<SchoolYear>,
        /// Decisions for classes; a class without one follows its proposal.
        classes: Vec<ClassPassing>,
        /// Decisions for pupils.
        pupils: Vec<PupilPassing>,
    },
    /// After a restructuring: enrolments and identity go over to the new institution number.
    Restructure {
        /// Present number; empty: that of the settings.
        from: String,
        /// New number.
        to: String,
        /// Enrolments that are open on this day, or begin later, go over.
        #[ts(type = "string")]
        on: NaiveDate,
    },
}

/// The new school year, or a restructuring: plans, then carries out.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NewYearRequest {
    /// Which.
    pub change: YearChange,
    /// Carries it out; otherwise only the plan is made.
    pub apply: bool,
}

/// A class of this year in the plan.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct NewYearClass {
    /// Class; empty: pupils without one.
    pub class: String,
    /// Its pupils.
    pub pupils: u32,
    /// What becomes of them.
    pub passing: Passing,
    /// Whether somebody decided so; otherwise it is the proposal.
    pub decided: bool,
}

/// What becomes of one pupil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NewYearVerdict {
    /// Passes.
    Passes,
    /// Leaves.
    Leaves,
    /// Not known yet.
    Unknown,
    /// Has an enrolment in the new year, or left, already.
    Already,
    /// Cannot.
    Refused,
}

/// One pupil of the plan.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct NewYearRow {
    /// Who.
    pub pupil: PupilRow,
    /// What becomes of the pupil.
    pub verdict: NewYearVerdict,
    /// The decision or the proposal.
    pub passing: Passing,
    /// Whether it was decided for this pupil.
    pub decided: bool,
    /// Where at the end of this year.
    pub was: PlaceInSchool,
    /// What the rules say, each with its source.
    pub remarks: Vec<EnrolmentRemark>,
    /// Why it cannot, beside the rules.
    pub problem: Option<Problem>,
}

/// What the change would do, or did.
#[derive(Clone, Serialize, TS)]
#[ts(export)]
pub struct NewYearPlan {
    /// Whether it can be carried out: something changes and nobody is refused.
    pub applicable: bool,
    /// The new year; that of the day for a restructuring.
    #[ts(type = "string")]
    pub year: SchoolYear,
    /// Classes, in their order; none for a restructuring.
    pub classes: Vec<NewYearClass>,
    /// Each pupil, in class and name order.
    pub rows: Vec<NewYearRow>,
    /// How many pass, or go over to the new number.
    pub passing: u32,
    /// How many leave.
    pub leaving: u32,
    /// Of how many it is not known.
    pub unknown: u32,
    /// Of how many it was done already.
    pub already: u32,
    /// How many cannot.
    pub refused: u32,
    /// The action, once carried out.
    pub batch: Option<String>,
}
