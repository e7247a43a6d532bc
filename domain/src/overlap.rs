//! A pupil who is also enrolled in another school (dubbele en aansluitende inschrijvingen).
//!
//! One pure function, [`classify`], says of our enrolment and one elsewhere how they lie to each
//! other, who enrolled later and what the law lets our school do (discimus.md 5). [`Sweep`] finds
//! the pairs among many. Cases that a secretary can read stand in `overlap/cases.md`. What was done
//! about a pair, and where it stands, tells [`standing`].

mod adjoining;
mod case;
mod law;
mod mark;
mod source;
mod sweep;

pub use adjoining::{REACH, goes_on};
pub use case::{CaseAction, CaseKey, CaseKeyFault, CaseState, CaseStep, Standing, said, standing};
pub use law::{LawfulAction, LawfulStep};
pub use mark::{MarkInput, PupilMark};
pub use sweep::{OutOfOrder, Spell, Sweep};

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::SchoolKind;
use crate::enrolment::Moment;
use crate::institution::InstitutionNumber;
use crate::period::Period;
use crate::school_year::SchoolYear;
use crate::source::RuleSource;

/// A realised enrolment of a pupil in a school, as far as the rules need it. What is refused,
/// postponed or cancelled is no enrolment and is not compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct KnownEnrolment {
    /// The school; `None` while only its name is known, and then it is another one than ours.
    #[ts(type = "string | null")]
    pub institution: Option<InstitutionNumber>,
    /// What kind of school; `None` while it is not known. Ours is.
    pub kind: Option<SchoolKind>,
    /// Number of its school group (scholengemeenschap); `None` when it has none, or it is not known.
    #[ts(type = "string | null")]
    pub school_group: Option<InstitutionNumber>,
    /// A hospital school (type 5).
    pub hospital: bool,
    /// From the first day of attendance to the end date, or else the expected one.
    pub period: Period,
    /// Moment of enrolment; `None` while it is not known.
    pub moment: Option<Moment>,
}

/// How two enrolments of one pupil lie to each other. The worst comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OverlapKind {
    /// Dubbele inschrijving: at least one shared day.
    Double,
    /// Parallelle inschrijving: at least one shared day, with a school of the same school group.
    Parallel,
    /// Aansluitende inschrijving: no shared day, and no school day between them.
    Adjoining,
    /// At least one shared day with a hospital school (type 5): lawful, never to be repaired.
    Hospital,
}

/// In which school year the shared days lie, or the day on which the later one of two adjoining
/// enrolments begins. Seen from the day on which it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OverlapYear {
    /// Over before the current school year began.
    Earlier,
    /// At least one day in the current school year.
    Current,
    /// Wholly in a school year to come.
    Next,
}

/// Which school enrolled the pupil later, by the moment of enrolment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LaterEnrolment {
    /// Ours.
    Ours,
    /// The other.
    Theirs,
    /// Both at the same moment.
    Same,
    /// A moment is not known, or one of two on the same day has no time.
    Unknown,
}

/// The days that two enrolments share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SharedDays {
    /// First shared day.
    #[ts(type = "string")]
    pub from: NaiveDate,
    /// Last shared day; `None` when both are open.
    #[ts(type = "string | null")]
    pub until: Option<NaiveDate>,
    /// How many; `None` when both are open.
    pub days: Option<u32>,
    /// Whether all lie in July and August: one school then keeps to the expected end of 31 August
    /// where the other ends or begins around 30 June (discimus.md 3.3, 11).
    pub summer_only: bool,
}

/// What is to be known about our enrolment and one elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OverlapPair {
    /// How they lie to each other.
    pub kind: OverlapKind,
    /// Where the rule of the kind stands.
    pub source: RuleSource,
    /// In which school year it plays.
    pub year: OverlapYear,
    /// The shared days; `None` for adjoining enrolments.
    pub overlap: Option<SharedDays>,
    /// Who enrolled later.
    pub later: LaterEnrolment,
    /// Whether both enrolled on the same day, so that only the time tells them apart. AGODI's FAQ
    /// says "op een latere datum", the practice is date and time (discimus.md 3.3, 11): a person
    /// weighs it.
    pub same_day: bool,
    /// The day from which Discimus shows the other enrolment to us: in primary education that of a
    /// next school year only from 1 July; `None` where no such limit holds.
    #[ts(type = "string | null")]
    pub visible_from: Option<NaiveDate>,
    /// Whether that day has come.
    pub visible: bool,
    /// The last day of ours before the other begins: closing ours then leaves no shared day.
    /// `None` when the other does not begin after our first day. Arithmetic, not a rule.
    #[ts(type = "string | null")]
    pub last_own_day: Option<NaiveDate>,
    /// What the law lets our school do, the most fitting first. Empty: nothing to do, or no rule.
    pub may: Vec<LawfulStep>,
}

/// Compares our enrolment with one elsewhere, as things stand on `today`. `None` when they neither
/// share a day nor adjoin, or when it is the same school: a re-enrolment is no double.
pub fn classify(ours: &KnownEnrolment, theirs: &KnownEnrolment, today: NaiveDate) -> Option<OverlapPair> {
    if ours.institution.is_some() && ours.institution == theirs.institution {
        return None;
    }
    let shared = ours.period.shared(theirs.period);
    let kind = match shared {
        None if adjoining::adjoin(ours.period, theirs.period) => OverlapKind::Adjoining,
        None => return None,
        Some(_) if ours.hospital || theirs.hospital => OverlapKind::Hospital,
        Some(_) if same_group(ours, theirs) => OverlapKind::Parallel,
        Some(_) => OverlapKind::Double,
    };
    let begin = ours.period.from.max(theirs.period.from);
    let year = year(shared.unwrap_or(Period { from: begin, until: Some(begin) }), today);
    let visible_from = visible_from(ours.kind, theirs.period.from);
    let mut pair = OverlapPair {
        kind,
        source: source(kind),
        year,
        overlap: shared.map(SharedDays::of),
        later: later(ours.moment, theirs.moment),
        same_day: ours.moment.zip(theirs.moment).is_some_and(|(ours, theirs)| ours.day == theirs.day),
        visible_from,
        visible: visible_from.is_none_or(|from| from <= today),
        last_own_day: theirs.period.from.pred_opt().filter(|last| *last >= ours.period.from),
        may: Vec::new(),
    };
    pair.may = law::steps(&pair, ours, theirs);
    Some(pair)
}

fn same_group(ours: &KnownEnrolment, theirs: &KnownEnrolment) -> bool {
    ours.school_group.is_some() && ours.school_group == theirs.school_group
}

fn source(kind: OverlapKind) -> RuleSource {
    match kind {
        OverlapKind::Double => source::ONE_DAY,
        OverlapKind::Adjoining => source::FAQ,
        OverlapKind::Parallel | OverlapKind::Hospital => source::COLOURS,
    }
}

impl SharedDays {
    fn of(shared: Period) -> Self {
        let end_of_august = NaiveDate::from_ymd_opt(shared.from.year(), 8, 31).unwrap_or_default();
        Self {
            from: shared.from,
            until: shared.until,
            days: shared.days(),
            summer_only: shared.from.month() >= 7 && shared.until.is_some_and(|last| last <= end_of_august),
        }
    }
}

fn year(days: Period, today: NaiveDate) -> OverlapYear {
    let Ok(current) = SchoolYear::of(today) else { return OverlapYear::Current };
    match () {
        () if days.from > current.last_day() => OverlapYear::Next,
        () if days.last() < current.first_day() => OverlapYear::Earlier,
        () => OverlapYear::Current,
    }
}

fn later(ours: Option<Moment>, theirs: Option<Moment>) -> LaterEnrolment {
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return LaterEnrolment::Unknown };
    let by_time = || Some(ours.time?.cmp(&theirs.time?));
    let order = match ours.day.cmp(&theirs.day) {
        Ordering::Equal => by_time(),
        different => Some(different),
    };
    match order {
        None => LaterEnrolment::Unknown,
        Some(Ordering::Less) => LaterEnrolment::Theirs,
        Some(Ordering::Equal) => LaterEnrolment::Same,
        Some(Ordering::Greater) => LaterEnrolment::Ours,
    }
}

/// In primary education an enrolment for the next school year becomes visible on 1 July of the
/// current one (AGODI, FAQ; discimus.md 5).
fn visible_from(ours: Option<SchoolKind>, begins: NaiveDate) -> Option<NaiveDate> {
    let year = SchoolYear::of(begins).ok().filter(|_| ours == Some(SchoolKind::Bao))?;
    NaiveDate::from_ymd_opt(i32::from(year.begin_year()), 7, 1)
}

#[cfg(test)]
mod cases;
#[cfg(test)]
mod properties;
