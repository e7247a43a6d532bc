//! The rules of the field on what the register knows of a pupil.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rusqlite::{Connection, Params};
use stamboek_domain::attendance::codes::{Meaning, OfficialCode, allowed, allowed_codes};
use stamboek_domain::attendance::entry::Entry;
use stamboek_domain::attendance::{HalfDay, Mark, MarkCode, NOTE_LIMIT};
use stamboek_domain::calendar::NoLesson;
use stamboek_domain::follow_up::{self, Finding, FollowUp, Lessons, PreviousSchool, PupilYear};
use stamboek_domain::measure::{self, Measure};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use super::days::Days;
use super::memory::Memory;
use super::messages::NotHere;
use super::{Member, School};
use crate::Answer;
use crate::db::OrProblem;

/// Facts of a pupil that the rules of attendance need.
#[derive(Default)]
pub struct Facts {
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
    let mut facts = facts(db, "pupil = ?1", [pupil.0.to_string()])?;
    Ok(facts.remove(&pupil).unwrap_or_default())
}

/// The facts of some pupils, in one read.
pub(crate) fn facts(db: &Connection, only: &str, values: impl Params) -> Answer<HashMap<PupilId, Facts>> {
    let sql = format!("SELECT pupil, key, value FROM view_fact WHERE {only}");
    let mut select = db.prepare_cached(&sql).or_problem()?;
    let mut rows = select.query(values).or_problem()?;
    let mut facts: HashMap<PupilId, Facts> = HashMap::new();
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
pub(crate) fn check(school: &School, member: &Member, at: HalfDay, mark: &Mark) -> Answer<()> {
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
    measure::check_mark(member.facts.measures.values(), at, &meaning).map_err(refused)?;
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

/// By which letter a code is counted: the official one, `L`, or `?`; as typed when the school no
/// longer has it.
pub(crate) fn key_of<'a>(school: &School, code: &'a MarkCode) -> &'a str {
    match school.settings.codes.find(code).map(|local| local.meaning) {
        Some(Meaning::Absent { official, .. }) => official.as_str(),
        Some(Meaning::Late) => "L",
        Some(Meaning::Open) => "?",
        None => code.as_str(),
    }
}

/// Counts one under a key.
pub(super) fn count(counts: &mut BTreeMap<String, u32>, key: &str) {
    match counts.get_mut(key) {
        Some(count) => *count += 1,
        None => drop(counts.insert(key.to_owned(), 1)),
    }
}

/// Whether a half day of a pupil counts: lessons, inside an enrolment. For many questions make
/// [`Days`].
pub(crate) fn counts(school: &School, member: &Member, at: HalfDay) -> bool {
    member.anywhere(at.day).is_some_and(|stay| school.free(at, &stay.class, &stay.location).is_none())
}

/// The rules on a pupil in a school year. Marks on half days without lessons or outside the
/// enrolment do not count.
pub(crate) struct PupilRules<'a> {
    school: &'a School,
    memory: &'a Memory,
    member: &'a Member,
    year: SchoolYear,
    days: Days,
}

impl<'a> PupilRules<'a> {
    pub(crate) fn new(school: &'a School, memory: &'a Memory, member: &'a Member, year: SchoolYear) -> Self {
        Self { school, memory, member, year, days: Days::of(school, member, &two_years(year)) }
    }

    /// The half days of this school year and the one before.
    pub(crate) fn days(&self) -> &Days {
        &self.days
    }

    /// Half days of the school year by [`key_of`].
    pub(crate) fn totals(&self) -> BTreeMap<String, u32> {
        let mut totals = BTreeMap::new();
        let (first, last) = (self.year.first_day(), self.year.last_day());
        let marks = self.memory.marks_between(self.member.pupil, first, last);
        for (_, code) in marks.iter().filter(|(at, _)| self.days.on(*at)) {
            count(&mut totals, key_of(self.school, code));
        }
        totals
    }

    /// What there is to do about the pupil: findings about which nothing was done yet.
    pub(crate) fn open_findings(&self, today: NaiveDate) -> Vec<Finding> {
        let found = self.ask(today, |pupil| follow_up::findings(pupil, &self.school.settings.follow_up));
        follow_up::still_open(found, &self.member.facts.follow_ups)
    }

    /// Asks a rule.
    pub(crate) fn ask<T>(&self, today: NaiveDate, ask: impl FnOnce(&PupilYear) -> T) -> T {
        let Self { school, member, year, .. } = self;
        let stay = member.anywhere(today).or(member.all.last());
        ask(&PupilYear {
            year: *year,
            today,
            entries: &self.entries(),
            birth: member.birth,
            level: stay.and_then(|stay| school.teaching(&stay.class).level),
            previous: member.facts.previous.get(year).copied().unwrap_or_default(),
            lessons: &self.days,
        })
    }

    /// The marks of both years that count. A code that the school no longer has is left out.
    fn entries(&self) -> Vec<Entry> {
        let [before, year] = two_years(self.year);
        let marks = self.memory.marks_between(self.member.pupil, before.first_day(), year.last_day());
        let entry = |(at, code): &(HalfDay, MarkCode)| {
            let meaning = self.school.settings.codes.find(code)?.meaning;
            self.days.on(*at).then_some(Entry { at: *at, code: *code, meaning })
        };
        marks.iter().filter_map(entry).collect()
    }
}

/// That school year and the one before.
fn two_years(year: SchoolYear) -> [SchoolYear; 2] {
    [SchoolYear::beginning(year.begin_year() - 1).unwrap_or(year), year]
}
