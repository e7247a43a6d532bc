//! The rules of the field on what the register knows of a pupil.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use rusqlite::{Connection, Params};
use stamboek_domain::attendance::codes::{Meaning, OfficialCode, allowed, allowed_codes};
use stamboek_domain::attendance::entry::Entry;
use stamboek_domain::attendance::{HalfDay, Mark, MarkCode, NOTE_LIMIT};
use stamboek_domain::calendar::{ClassCalendar, NoLesson};
use stamboek_domain::follow_up::{self, Finding, FollowUp, PreviousSchool, PupilYear};
use stamboek_domain::measure::{self, Measure};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use super::memory::Memory;
use super::messages::NotHere;
use super::{Member, School, Stay};
use crate::Answer;
use crate::db::OrProblem;

/// Facts of a pupil that the rules of attendance need.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) measures: BTreeMap<String, Measure>,
    pub(crate) follow_ups: Vec<FollowUp>,
    pub(crate) previous: BTreeMap<SchoolYear, PreviousSchool>,
}

/// Key of a disciplinary measure among the facts.
pub(crate) const MEASURE: &str = "measure/";
/// Key of a step taken about a finding.
pub(crate) const FOLLOW_UP: &str = "follow_up/";
/// Key of the totals of a previous school; the school year follows.
pub(crate) const PREVIOUS: &str = "previous_school/";

/// The facts of one pupil.
pub(crate) fn facts_of(db: &Connection, pupil: PupilId) -> Answer<Facts> {
    let sql = "SELECT pupil, key, value FROM view_fact WHERE pupil = ?1";
    let mut facts = read_facts(db, sql, [pupil.0.to_string()])?;
    Ok(facts.remove(&pupil).unwrap_or_default())
}

/// The facts of everybody, in one read.
pub(crate) fn facts(db: &Connection) -> Answer<BTreeMap<PupilId, Facts>> {
    read_facts(db, "SELECT pupil, key, value FROM view_fact", [])
}

fn read_facts(db: &Connection, sql: &str, params: impl Params) -> Answer<BTreeMap<PupilId, Facts>> {
    let mut select = db.prepare_cached(sql).or_problem()?;
    let mut rows = select.query(params).or_problem()?;
    let mut facts: BTreeMap<PupilId, Facts> = BTreeMap::new();
    while let Some(row) = rows.next().or_problem()? {
        let pupil = crate::register::views::pupil_id(row, 0).or_problem()?;
        let (key, value): (String, String) = (row.get(1).or_problem()?, row.get(2).or_problem()?);
        let of_pupil = facts.entry(pupil).or_default();
        if let Some(id) = key.strip_prefix(MEASURE) {
            let measure = serde_json::from_str(&value).ok();
            of_pupil.measures.extend(measure.map(|measure| (id.to_owned(), measure)));
        } else if key.starts_with(FOLLOW_UP) {
            of_pupil.follow_ups.extend(serde_json::from_str::<FollowUp>(&value).ok());
        } else if let Some(year) = key.strip_prefix(PREVIOUS) {
            let read = (SchoolYear::parse(year).ok(), serde_json::from_str(&value).ok());
            if let (Some(year), Some(previous)) = read {
                of_pupil.previous.insert(year, previous);
            }
        }
    }
    Ok(facts)
}

/// Whether a pupil may get a mark on a half day.
///
/// # Errors
/// `NoLessons`, `NotEnrolled`, `CodeUnknown`, `MarkRefused` with the reason of the rule and its
/// source, `InvalidValue` for a remark that is too long.
pub(crate) fn check(
    school: &School,
    member: &Member,
    measures: &[Measure],
    at: HalfDay,
    mark: &Mark,
) -> Answer<()> {
    let Some(stay) = member.stay(at.day) else {
        return Err(not_enrolled(at, member.not_here(at.day)));
    };
    if let Some(free) = school.free(at, &stay.class, &stay.location) {
        return Err(no_lessons(at, &free));
    }
    if mark.note.as_ref().is_some_and(|note| note.chars().count() > NOTE_LIMIT) {
        return Err(Problem::new(Code::InvalidValue).with("field", "note").with("why", "length"));
    }
    let unknown = || Problem::new(Code::CodeUnknown).with("code", mark.code.as_str());
    let meaning = school.settings.codes.find(&mark.code).ok_or_else(unknown)?.meaning;
    let refused = |refusal| refused(&mark.code, &refusal);
    if let Meaning::Absent { official, .. } = meaning {
        let teaching = school.teaching(&stay.class);
        allowed(official, member.birth, teaching.level, teaching.special, at.day).map_err(refused)?;
    }
    measure::check_mark(measures, at, &meaning).map_err(refused)?;
    Ok(())
}

fn not_enrolled(at: HalfDay, why: Option<NotHere>) -> Problem {
    let problem = Problem::new(Code::NotEnrolled).with("day", at.day);
    match why {
        Some(NotHere::EnrolledFrom { day }) => problem.with("from", day),
        Some(NotHere::LeftOn { day }) => problem.with("until", day),
        None => problem,
    }
}

pub(super) fn no_lessons(at: HalfDay, why: &NoLesson) -> Problem {
    let problem = Problem::new(Code::NoLessons).with("day", at.day).with("half", at.half.as_str());
    match why {
        NoLesson::OutsideYear => problem.with("why", "outside_year"),
        NoLesson::Weekend => problem.with("why", "weekend"),
        NoLesson::Holiday { name } => problem.with("why", "holiday").with("name", name.label()),
        NoLesson::NotWorked => problem.with("why", "not_worked"),
        NoLesson::Free { label, .. } => problem.with("why", "free").with("name", label),
    }
}

/// The reason as it travels (`below_compulsory_age`, …) with its values and its source.
fn refused(code: &MarkCode, refusal: &stamboek_domain::attendance::refusal::Refusal) -> Problem {
    let mut problem = Problem::new(Code::MarkRefused).with("code", code.as_str());
    if let Ok(serde_json::Value::Object(values)) = serde_json::to_value(refusal) {
        for (key, value) in values {
            if let serde_json::Value::String(text) = value {
                problem = problem.with(&key, text);
            }
        }
    }
    problem.with("source", refusal.source().title)
}

/// The codes that a pupil may get on a day.
pub(crate) fn allowed_on(school: &School, member: &Member, day: NaiveDate) -> Vec<OfficialCode> {
    let teaching = member.anywhere(day).map(|stay| school.teaching(&stay.class)).unwrap_or_default();
    allowed_codes(member.birth, teaching.level, teaching.special, day)
}

/// A pupil's marks as the rules read them, from the first of these days to the last. A code that
/// the school no longer has is left out.
pub(crate) fn entries(
    school: &School,
    memory: &Memory,
    pupil: PupilId,
    from: NaiveDate,
    until: NaiveDate,
) -> Vec<Entry> {
    memory
        .marks_between(pupil, from, until)
        .iter()
        .filter_map(|(at, code)| {
            let meaning = school.settings.codes.find(code)?.meaning;
            Some(Entry { at: *at, code: code.clone(), meaning })
        })
        .collect()
}

/// By which letter a code is counted: the official one, `L`, or `?`; as typed when the school no
/// longer has it.
pub(crate) fn key_of(school: &School, code: &MarkCode) -> String {
    match school.settings.codes.find(code).map(|local| local.meaning) {
        Some(Meaning::Absent { official, .. }) => official.as_str().to_owned(),
        Some(Meaning::Late) => "L".to_owned(),
        Some(Meaning::Open) => "?".to_owned(),
        None => code.as_str().to_owned(),
    }
}

/// A pupil's half days of a school year by [`key_of`]; marks on half days without lessons or
/// outside the enrolment do not count.
pub(crate) fn totals(
    school: &School,
    memory: &Memory,
    member: &Member,
    year: SchoolYear,
) -> BTreeMap<String, u32> {
    let mut totals = BTreeMap::new();
    let days = Days::of(school, member, &[year]);
    for (at, code) in memory.marks_between(member.pupil, year.first_day(), year.last_day()) {
        if days.counts(*at) {
            *totals.entry(key_of(school, code)).or_default() += 1;
        }
    }
    totals
}

/// Whether a half day of a pupil counts: lessons, inside an enrolment. For many questions make
/// [`Days`].
pub(crate) fn counts(school: &School, member: &Member, at: HalfDay) -> bool {
    member.anywhere(at.day).is_some_and(|stay| school.free(at, &stay.class, &stay.location).is_none())
}

/// The half days of a pupil that count, worked out for some years: each question costs a look in
/// a table.
pub(crate) struct Days<'a>(Vec<(&'a Stay, Vec<Arc<ClassCalendar>>)>);

impl<'a> Days<'a> {
    pub(crate) fn of(school: &School, member: &'a Member, years: &[SchoolYear]) -> Self {
        let calendars = |stay: &Stay| {
            let calendar = |year: &SchoolYear| school.class_calendar(*year, &stay.class, &stay.location);
            years.iter().map(calendar).collect()
        };
        Self(member.all.iter().map(|stay| (stay, calendars(stay))).collect())
    }

    pub(crate) fn counts(&self, at: HalfDay) -> bool {
        self.0
            .iter()
            .find(|(stay, _)| stay.covers(at.day))
            .is_some_and(|(_, years)| years.iter().any(|year| year.lesson(at).is_ok()))
    }
}

/// That school year and the one before.
fn two_years(year: SchoolYear) -> [SchoolYear; 2] {
    [SchoolYear::beginning(year.begin_year() - 1).unwrap_or(year), year]
}

/// All findings about a pupil in a school year.
pub(crate) fn findings(
    school: &School,
    memory: &Memory,
    member: &Member,
    facts: &Facts,
    year: SchoolYear,
    today: NaiveDate,
) -> Vec<Finding> {
    with_year(school, memory, member, facts, year, today, |pupil| {
        follow_up::findings(pupil, &school.settings.follow_up)
    })
}

/// Those about which nothing was done yet.
pub(crate) fn open_findings(
    school: &School,
    memory: &Memory,
    member: &Member,
    facts: &Facts,
    year: SchoolYear,
    today: NaiveDate,
) -> Vec<Finding> {
    follow_up::still_open(findings(school, memory, member, facts, year, today), &facts.follow_ups)
}

/// What the rules need to know of a pupil in a school year.
pub(crate) fn with_year<T>(
    school: &School,
    memory: &Memory,
    member: &Member,
    facts: &Facts,
    year: SchoolYear,
    today: NaiveDate,
    ask: impl FnOnce(&PupilYear) -> T,
) -> T {
    let years = two_years(year);
    let mut entries = entries(school, memory, member.pupil, years[0].first_day(), year.last_day());
    let days = Days::of(school, member, &years);
    entries.retain(|entry| days.counts(entry.at));
    let stay = member.anywhere(today).or(member.all.last());
    ask(&PupilYear {
        year,
        today,
        entries: &entries,
        birth: member.birth,
        level: stay.and_then(|stay| school.teaching(&stay.class).level),
        previous: facts.previous.get(&year).copied().unwrap_or_default(),
        lessons: &|at| days.counts(at),
    })
}
