//! Dutch words of the reports.

use chrono::{Datelike, NaiveDate};
use stamboek_domain::attendance::codes::Meaning;
use stamboek_domain::attendance::{Half, HalfDay, MarkCode};
use stamboek_domain::calendar::NoLesson;

use super::messages::CodeStyle;
use crate::attendance::School;

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["ma", "di", "wo", "do", "vr", "za", "zo"];

/// `november 2026`.
pub fn month(day: NaiveDate) -> String {
    format!("{} {}", MONTHS[day.month0() as usize], day.year())
}

/// `ma`.
pub fn weekday(day: NaiveDate) -> &'static str {
    WEEKDAYS[day.weekday().num_days_from_monday() as usize]
}

/// `23/11`.
pub fn short_day(day: NaiveDate) -> String {
    format!("{}/{}", day.day(), day.month())
}

/// `vm` or `nm`.
pub fn half(half: Half) -> &'static str {
    match half {
        Half::Vm => "vm",
        Half::Nm => "nm",
    }
}

/// `ma 23/11 vm`.
pub fn half_day(at: HalfDay) -> String {
    format!("{} {} {}", weekday(at.day), short_day(at.day), half(at.half))
}

/// A code as it is written in a report; `None`: this style leaves it out. A code that the school no
/// longer has is written as it was typed.
pub fn shown(school: &School, code: &MarkCode, style: CodeStyle) -> Option<String> {
    let meaning = school.settings.codes.find(code).map(|local| local.meaning);
    match (style, meaning) {
        (CodeStyle::Official, Some(Meaning::Absent { official, .. })) => Some(official.as_str().to_owned()),
        (CodeStyle::Official, Some(_)) => None,
        _ => Some(code.as_str().to_owned()),
    }
}

/// What a code stands for, in the words of the style.
pub fn meaning(school: &School, code: &MarkCode, style: CodeStyle) -> String {
    match (style, school.settings.codes.find(code)) {
        (_, None) => "code die niet meer bestaat".to_owned(),
        (CodeStyle::Official, Some(local)) => match local.meaning {
            Meaning::Absent { official, .. } => official.label().to_owned(),
            _ => local.label.clone(),
        },
        (CodeStyle::All, Some(local)) => local.label.clone(),
    }
}

/// The style in words, for the head of a page.
pub fn style(style: CodeStyle) -> &'static str {
    match style {
        CodeStyle::Official => "officiële codes",
        CodeStyle::All => "alle codes van de school",
    }
}

/// Why there are no lessons, where it has a name of its own.
pub fn free(why: &NoLesson) -> Option<&str> {
    match why {
        NoLesson::Holiday { name } => Some(name.label()),
        NoLesson::Free { label, .. } => Some(label),
        NoLesson::OutsideYear => Some("buiten het schooljaar"),
        NoLesson::Weekend | NoLesson::NotWorked => None,
    }
}
