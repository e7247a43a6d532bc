//! How long a school must keep what about a pupil (security.md S67). The terms are those of the
//! circulars SO/2003/02 and BaO/2005/03; a board confirms them before the first use, and says itself
//! how long it keeps the register of enrolments, for which no term was found.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::school_year::SchoolYear;

/// What is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Register of attendance (aanwezigheidsregister).
    AttendanceRegister,
    /// Certificates of absence (afwezigheidsattesten).
    AbsenceCertificates,
    /// Register of enrolments (inschrijvingsregister).
    EnrolmentRegister,
    /// Other documents without a rule of their own.
    Other,
}

/// For how long, counted from 31 August of the school year that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// So many calendar years.
    Years(u8),
    /// Until 31 August of the school year after it.
    NextSchoolYear,
    /// As the board decides.
    Board,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What.
    pub subject: Subject,
    /// How long, unless the board confirmed something else.
    pub term: Term,
    /// Where that stands.
    pub source: &'static str,
}

/// The table.
pub const RULES: [Rule; 4] = [
    Rule {
        subject: Subject::AttendanceRegister,
        term: Term::Years(5),
        source: "omzendbrieven SO/2003/02 en BaO/2005/03",
    },
    Rule {
        subject: Subject::AbsenceCertificates,
        term: Term::NextSchoolYear,
        source: "omzendbrieven SO/2003/02 en BaO/2005/03",
    },
    Rule {
        subject: Subject::EnrolmentRegister,
        term: Term::Board,
        source: "beslissing van het schoolbestuur",
    },
    Rule {
        subject: Subject::Other,
        term: Term::NextSchoolYear,
        source: "omzendbrieven SO/2003/02 en BaO/2005/03",
    },
];

/// What the board of a school confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// Calendar years of the register of attendance.
    pub attendance_years: u8,
    /// Calendar years of the register of enrolments.
    pub enrolment_years: u8,
}

/// What there is of somebody: the last school year of each subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// An enrolment runs.
    pub enrolled: bool,
    /// In registers of attendance.
    pub attendance: Option<SchoolYear>,
    /// In the register of enrolments.
    pub enrolment: Option<SchoolYear>,
    /// Of anything else, certificates included.
    pub other: Option<SchoolYear>,
}

impl Kept {
    /// Somebody stands in a register until that day at least.
    pub fn add(slot: &mut Option<SchoolYear>, day: NaiveDate) {
        *slot = (*slot).max(SchoolYear::of(day).ok());
    }
}

/// Why nothing may be erased yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// The board did not confirm the terms yet.
    Unconfirmed,
    /// An enrolment runs.
    Enrolled,
    /// It must be kept until and with that day.
    Until(Rule, NaiveDate),
}

impl Duty {
    /// In a sentence, for whoever asked.
    pub fn sentence(&self) -> String {
        match self {
            Self::Unconfirmed => "Het schoolbestuur heeft de bewaartermijnen nog niet bevestigd.".to_owned(),
            Self::Enrolled => "Er loopt nog een inschrijving.".to_owned(),
            Self::Until(rule, day) => format!(
                "{} moet bewaard blijven tot en met {} ({}).",
                rule.subject.name(),
                day.format("%-d/%-m/%Y"),
                rule.source
            ),
        }
    }
}

impl Subject {
    fn name(self) -> &'static str {
        match self {
            Self::AttendanceRegister => "Het aanwezigheidsregister",
            Self::AbsenceCertificates => "Een afwezigheidsattest",
            Self::EnrolmentRegister => "Het inschrijvingsregister",
            Self::Other => "Wat geen eigen termijn heeft,",
        }
    }
}

/// The duty that ends last, of those that run on a day.
pub fn duty(kept: &Kept, confirmed: Option<&Confirmed>, today: NaiveDate) -> Option<Duty> {
    let Some(confirmed) = confirmed else { return Some(Duty::Unconfirmed) };
    if kept.enrolled {
        return Some(Duty::Enrolled);
    }
    let until = |rule: &Rule| {
        let (year, years) = match rule.subject {
            Subject::AttendanceRegister => (kept.attendance?, Some(confirmed.attendance_years)),
            Subject::EnrolmentRegister => (kept.enrolment?, Some(confirmed.enrolment_years)),
            Subject::AbsenceCertificates | Subject::Other => (kept.other?, None),
        };
        // 31 August of the next school year is a calendar year later.
        Some((*rule, later(year.last_day(), years.unwrap_or(1))))
    };
    let running = RULES.iter().filter_map(until).filter(|(_, day)| *day >= today);
    running.max_by_key(|(_, day)| *day).map(|(rule, day)| Duty::Until(rule, day))
}

/// The same day so many years later: 31 August is there every year.
fn later(day: NaiveDate, years: u8) -> NaiveDate {
    day.with_year(day.year() + i32::from(years)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIRMED: Confirmed = Confirmed { attendance_years: 5, enrolment_years: 10 };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn year(text: &str) -> Option<SchoolYear> {
        SchoolYear::parse(text).ok()
    }

    #[test]
    fn a_register_of_attendance_is_kept_five_calendar_years_from_31_august() {
        let kept = Kept { attendance: year("2020-2021"), ..Kept::default() };
        let Some(Duty::Until(rule, until)) = duty(&kept, Some(&CONFIRMED), day("2026-08-31")) else {
            panic!()
        };
        assert_eq!((rule.subject, until), (Subject::AttendanceRegister, day("2026-08-31")));
        assert_eq!(duty(&kept, Some(&CONFIRMED), day("2026-09-01")), None);
    }

    #[test]
    fn what_has_no_rule_is_kept_until_the_end_of_the_next_school_year() {
        let kept = Kept { other: year("2025-2026"), ..Kept::default() };
        assert!(duty(&kept, Some(&CONFIRMED), day("2027-08-31")).is_some());
        assert_eq!(duty(&kept, Some(&CONFIRMED), day("2027-09-01")), None);
    }

    #[test]
    fn the_board_says_how_long_enrolments_are_kept_and_the_longest_duty_is_named() {
        let kept = Kept { attendance: year("2020-2021"), enrolment: year("2020-2021"), ..Kept::default() };
        let Some(Duty::Until(rule, until)) = duty(&kept, Some(&CONFIRMED), day("2026-08-31")) else {
            panic!()
        };
        assert_eq!((rule.subject, until), (Subject::EnrolmentRegister, day("2031-08-31")));
        assert!(Duty::Until(rule, until).sentence().contains("31/8/2031 (beslissing van het schoolbestuur)"));
    }

    #[test]
    fn nothing_goes_before_the_board_confirmed_or_while_an_enrolment_runs() {
        let kept = Kept::default();
        assert_eq!(duty(&kept, None, day("2099-01-01")), Some(Duty::Unconfirmed));
        let kept = Kept { enrolled: true, ..kept };
        assert_eq!(duty(&kept, Some(&CONFIRMED), day("2099-01-01")), Some(Duty::Enrolled));
    }

    #[test]
    fn the_last_school_year_counts() {
        let mut slot = None;
        for one in ["2024-09-01", "2026-01-10", "2025-03-01"] {
            Kept::add(&mut slot, day(one));
        }
        assert_eq!(slot, year("2025-2026"));
    }
}
