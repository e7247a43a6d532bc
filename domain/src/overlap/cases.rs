//! Runs every line of `cases.md`, the table that a secretary can read.

use chrono::NaiveDate;

use super::*;
use crate::date;

const FILE: &str = include_str!("cases.md");

/// One line: what is given and what must come out, as they are written.
struct Case<'a> {
    number: &'a str,
    given: [&'a str; 7],
    expected: [String; 5],
}

#[test]
fn every_case_that_a_secretary_can_read_comes_out_as_written() {
    let cases: Vec<Case> = FILE.lines().filter_map(read).collect();
    assert!(cases.len() >= 60, "{}", cases.len());
    let mut wrong = Vec::new();
    for (place, case) in cases.iter().enumerate() {
        assert_eq!(case.number, (place + 1).to_string(), "numbered without a gap");
        let got = run(case);
        if got != case.expected {
            wrong.push(format!("{}: {got:?}, written {:?}", case.number, case.expected));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn read(line: &str) -> Option<Case<'_>> {
    let cells: Vec<&str> =
        line.trim().strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
    let number = *cells.first()?;
    number.parse::<u32>().ok()?;
    assert_eq!(cells.len(), 14, "{line}");
    let expected = std::array::from_fn(|i| cells[9 + i].to_owned());
    Some(Case { number, given: std::array::from_fn(|i| cells[2 + i]), expected })
}

fn run(case: &Case) -> [String; 5] {
    let [school, period, moment, their_school, their_period, their_moment, today] = case.given;
    let today = day(today);
    let ours = enrolment("100001", school, period, moment);
    let theirs = enrolment("100002", their_school, their_period, their_moment);
    let Some(pair) = classify(&ours, &theirs, today) else {
        return ["geen", "-", "-", "-", "-"].map(str::to_owned);
    };
    [kind(&pair), overlap(&pair), later(&pair), visible(&pair), may(&pair)]
}

fn day(text: &str) -> NaiveDate {
    date::parse(text, NaiveDate::from_ymd_opt(2100, 1, 1).unwrap()).unwrap_or_else(|_| panic!("{text}"))
}

/// `basis`, `secundair`, `buitengewoon secundair` or `onbekend`, with what else is known of it.
fn enrolment(number: &str, school: &str, period: &str, moment: &str) -> KnownEnrolment {
    let institution = |number: &str| InstitutionNumber::parse(number).unwrap();
    let mut words = school.split(", ");
    let kind = match words.next() {
        Some("basis") => Some(SchoolKind::Bao),
        Some("secundair") => Some(SchoolKind::So),
        Some("buitengewoon secundair") => Some(SchoolKind::Buso),
        Some("onbekend") => None,
        other => panic!("{other:?}"),
    };
    let words: Vec<&str> = words.collect();
    assert!(
        words.iter().all(|word| ["type 5", "SG 1", "SG 2", "zelfde school", "enkel naam"].contains(word)),
        "{school}"
    );
    let group = words.iter().find_map(|word| word.strip_prefix("SG "));
    KnownEnrolment {
        institution: match () {
            () if words.contains(&"enkel naam") => None,
            () if words.contains(&"zelfde school") => Some(institution("100001")),
            () => Some(institution(number)),
        },
        kind,
        school_group: group.map(|group| institution(&format!("20000{group}"))),
        hospital: words.contains(&"type 5"),
        period: days(period),
        moment: (moment != "-").then(|| Moment {
            day: day(moment.split(' ').next().unwrap()),
            time: moment
                .split_once(' ')
                .map(|(_, time)| time.parse().or_else(|_| format!("{time}:00").parse()).unwrap()),
        }),
    }
}

fn days(period: &str) -> Period {
    let (from, until) = period.split_once(" - ").unwrap();
    Period { from: day(from), until: (until != "open").then(|| day(until)) }
}

fn kind(pair: &OverlapPair) -> String {
    let kind = match pair.kind {
        OverlapKind::Double => "dubbel",
        OverlapKind::Parallel => "parallel",
        OverlapKind::Adjoining => "aansluitend",
        OverlapKind::Hospital => "ziekenhuisschool",
    };
    let year = match pair.year {
        OverlapYear::Earlier => ", vorig schooljaar",
        OverlapYear::Current => "",
        OverlapYear::Next => ", volgend schooljaar",
    };
    format!("{kind}{year}")
}

fn overlap(pair: &OverlapPair) -> String {
    let Some(SharedDays { from, until, days, summer_only }) = pair.overlap else { return "-".to_owned() };
    let written = |day: NaiveDate| day.format("%-d/%-m/%Y").to_string();
    let summer = if summer_only { ", enkel zomer" } else { "" };
    match until.zip(days) {
        Some((until, 1)) if until == from => format!("{} (1 dag{summer})", written(from)),
        Some((until, days)) => format!("{} - {} ({days} dagen{summer})", written(from), written(until)),
        None => format!("{} - open", written(from)),
    }
}

fn later(pair: &OverlapPair) -> String {
    let later = match pair.later {
        LaterEnrolment::Ours => "wij",
        LaterEnrolment::Theirs => "zij",
        LaterEnrolment::Same => "zelfde moment",
        LaterEnrolment::Unknown => "onbekend",
    };
    match pair.same_day && pair.later != LaterEnrolment::Same {
        true => format!("{later}, zelfde dag"),
        false => later.to_owned(),
    }
}

fn visible(pair: &OverlapPair) -> String {
    match (pair.visible, pair.visible_from) {
        (true, _) => "ja".to_owned(),
        (false, Some(from)) => format!("vanaf {}", from.format("%-d/%-m/%Y")),
        (false, None) => panic!("hidden without a day"),
    }
}

fn may(pair: &OverlapPair) -> String {
    let word = |action| match action {
        LawfulAction::Deregister => "uitschrijven",
        LawfulAction::KeepInConsultation => "in overleg houden",
        LawfulAction::OtherMayDeregister => "andere school mag uitschrijven",
        LawfulAction::AdjustDates => "datum aanpassen",
        LawfulAction::CallSchool => "school bellen",
        LawfulAction::AskParents => "ouders contacteren",
        LawfulAction::CompleteMoment => "moment aanvullen",
        LawfulAction::LeaveAsIs => "zo laten",
    };
    match pair.may.is_empty() {
        true => "-".to_owned(),
        false => pair.may.iter().map(|step| word(step.action)).collect::<Vec<_>>().join(", "),
    }
}
