//! The state on a day: who is enrolled where, and what differs between two days.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use stamboek_domain::class;
use stamboek_domain::date::belgian;
use stamboek_domain::enrolment::Level;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use super::messages::*;
use super::{file, outside};
use crate::attendance::{Members, School};
use crate::db::OrProblem;
use crate::register::views::{date, pupil_id};
use crate::{Answer, Core};

/// The state on a day, with what differs from another day when one is named.
pub fn state(core: &Core, request: StateRequest) -> Answer<StateAnswer> {
    let register = core.register()?;
    let school = register.school()?;
    let members = register.members()?;
    register.read(|db| {
        let of_day = |day| on(db, (&school, &members), day, &request.institution);
        let rows = of_day(request.on)?;
        let other = match request.against {
            Some(day) => Some((day, of_day(day)?)),
            None => None,
        };
        let counts = counts(&school, request.on, &rows, other.as_ref().map(|(_, rows)| rows.as_slice()));
        Ok(StateAnswer {
            on: request.on,
            total: rows.len() as u32,
            without_group: rows.iter().filter(|row| row.group.is_empty()).count() as u32,
            counts,
            difference: other.map(|(against, other)| difference(against, other, &rows)),
            rows,
            count_days: count_days(&school, core.today()),
        })
    })
}

/// Everybody who counts on a day, in class and name order: a realised enrolment in the school, and
/// not one whose enrolments in groups were all cancelled because the pupil never came. Names and classes
/// are those in memory.
pub(crate) fn on(
    db: &Connection,
    (school, members): (&School, &Members),
    day: NaiveDate,
    institution: &str,
) -> Answer<Vec<StateRow>> {
    let groups = groups_on(db, day)?;
    let mut select = db
        .prepare_cached(
            "SELECT s.id, s.pupil,
                    CASE WHEN s.stamnummer <> '' THEN s.stamnummer ELSE coalesce(
                      (SELECT p.stamnummer FROM view_pupil p
                       WHERE p.id = s.pupil AND p.institution = s.institution), '') END,
                    s.institution, s.from_date, s.until_date
             FROM view_school_enrolment s
             WHERE s.status IN ('realised', 'parallel') AND s.from_date <= ?1
               AND (s.until_date IS NULL OR s.until_date >= ?1) AND (?2 = '' OR s.institution = ?2)",
        )
        .or_problem()?;
    let mut found = select.query((day.to_string(), institution)).or_problem()?;
    let mut rows: Vec<(usize, StateRow)> = Vec::new();
    while let Some(row) = found.next().or_problem()? {
        let id = row.get_ref(0).or_problem()?.as_str().unwrap_or_default();
        let pupil = pupil_id(row, 1).or_problem()?;
        let Some((place, member)) = members.placed(pupil) else { continue };
        let group = groups.get(id);
        if group.is_none() && never_came(db, &pupil, id)? {
            continue;
        }
        let (group, location, funding) = group.cloned().unwrap_or_default();
        let class = member.anywhere(day).map(|stay| stay.class.clone()).unwrap_or_default();
        let state = StateRow {
            pupil,
            last_name: member.last_name.clone(),
            first_name: member.first_name.clone(),
            birth_date: member.birth.map(|day| day.to_string()).unwrap_or_default(),
            stamnummer: row.get(2).or_problem()?,
            institution: row.get(3).or_problem()?,
            level: school.said_of(&class).level,
            location,
            group,
            class,
            funding,
            from: date(row, 4).or_problem()?.unwrap_or(day),
            until: date(row, 5).or_problem()?,
        };
        rows.push((place, state));
    }
    // Of two enrolments that hold on one day the newest counts, once.
    rows.sort_by_key(|(place, row)| (*place, Reverse(row.from)));
    rows.dedup_by_key(|(place, _)| *place);
    // By name already; by class, each class compared once.
    let classes: BTreeSet<&str> = rows.iter().map(|(_, row)| row.class.as_str()).collect();
    let mut classes: Vec<String> = classes.into_iter().map(str::to_owned).collect();
    classes.sort_by(|a, b| class::compare(a, b));
    let order: HashMap<&str, usize> =
        classes.iter().enumerate().map(|(at, class)| (class.as_str(), at)).collect();
    rows.sort_by_key(|(_, row)| order.get(row.class.as_str()).copied());
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// Group, location and funding code on a day, by enrolment in the school. None lasts beyond its
/// school year, so those that began in it are all.
fn groups_on(db: &Connection, day: NaiveDate) -> Answer<HashMap<String, (String, String, String)>> {
    let first = School::year_of(day).first_day();
    db.prepare_cached(
        "SELECT enrolment, grp, location, funding FROM view_group_enrolment
         WHERE from_date BETWEEN ?1 AND ?2 AND coalesce(until_date, expected_until) >= ?2 AND never_came = 0
         ORDER BY from_date",
    )
    .and_then(|mut select| {
        let row = |row: &rusqlite::Row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?)));
        select.query_map((first.to_string(), day.to_string()), row)?.collect()
    })
    .or_problem()
}

/// Whether every group below an enrolment in the school was cancelled; false where there is none. Only
/// to be asked of those without a group on the day, who are few.
fn never_came(db: &Connection, pupil: &PupilId, enrolment: &str) -> Answer<bool> {
    let all: Option<bool> = db
        .prepare_cached(
            "SELECT min(never_came) FROM view_group_enrolment WHERE pupil = ?1 AND enrolment = ?2",
        )
        .and_then(|mut select| select.query_row((pupil.0.to_string(), enrolment), |row| row.get(0)))
        .or_problem()?;
    Ok(all == Some(true))
}

fn counts(
    school: &School,
    day: NaiveDate,
    rows: &[StateRow],
    against: Option<&[StateRow]>,
) -> Vec<StateCount> {
    let kind = school.calendar(School::year_of(day)).kind;
    let mut counts = Vec::new();
    for by in [StateBy::Group, StateBy::Location, StateBy::Class, StateBy::Level, StateBy::Funding] {
        let mut found: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        rows.iter().for_each(|row| found.entry(code(by, row)).or_default().0 += 1);
        against.unwrap_or_default().iter().for_each(|row| found.entry(code(by, row)).or_default().1 += 1);
        let mut found: Vec<(String, (u32, u32))> = found.into_iter().collect();
        if by == StateBy::Class {
            found.sort_by(|a, b| class::compare(&a.0, &b.0));
        }
        counts.extend(found.into_iter().map(|(code, (pupils, before))| StateCount {
            by,
            label: label(by, &code, kind),
            code,
            pupils,
            against: against.map(|_| before),
        }));
    }
    counts
}

fn code(by: StateBy, row: &StateRow) -> String {
    match by {
        StateBy::Group => row.group.clone(),
        StateBy::Location if row.location.is_empty() => String::new(),
        StateBy::Location => format!("{}/{}", row.institution, row.location),
        StateBy::Class => row.class.clone(),
        StateBy::Level => row.level.map_or("", level_name).to_owned(),
        StateBy::Funding => row.funding.clone(),
    }
}

fn label(by: StateBy, code: &str, kind: stamboek_domain::calendar::SchoolKind) -> String {
    use stamboek_domain::codes::FundingCode;
    match by {
        StateBy::Group => file::group_label(code),
        StateBy::Funding => {
            let meaning = FundingCode::parse(code).ok().and_then(|code| code.meaning(kind));
            meaning.map_or("", |row| &row.label).to_owned()
        }
        StateBy::Level => match code {
            "kleuter" => "Kleuteronderwijs",
            "lager" => "Lager onderwijs",
            "secundair" => "Secundair onderwijs",
            _ => "",
        }
        .to_owned(),
        StateBy::Location | StateBy::Class => String::new(),
    }
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Kleuter => "kleuter",
        Level::Lager => "lager",
        Level::Secundair => "secundair",
    }
}

fn difference(against: NaiveDate, other: Vec<StateRow>, rows: &[StateRow]) -> StateDifference {
    let total = other.len() as u32;
    let before: HashMap<PupilId, &StateRow> = other.iter().map(|row| (row.pupil, row)).collect();
    let here: BTreeSet<PupilId> = rows.iter().map(|row| row.pupil).collect();
    let came = rows.iter().filter(|row| !before.contains_key(&row.pupil)).cloned().collect();
    let changed = rows.iter().filter_map(|now| {
        let was = *before.get(&now.pupil)?;
        let fields = fields(was, now);
        (!fields.is_empty()).then(|| StateChange { was: was.clone(), now: now.clone(), fields })
    });
    let changed = changed.collect();
    let left = other.iter().filter(|row| !here.contains(&row.pupil)).cloned().collect();
    StateDifference { against, total, came, left, changed }
}

/// What differs of one pupil; a last day that was filled in meanwhile is no difference.
fn fields(was: &StateRow, now: &StateRow) -> Vec<String> {
    let pairs = [
        ("institution", &was.institution, &now.institution),
        ("location", &was.location, &now.location),
        ("group", &was.group, &now.group),
        ("class", &was.class, &now.class),
        ("funding", &was.funding, &now.funding),
        ("stamnummer", &was.stamnummer, &now.stamnummer),
    ];
    pairs.iter().filter(|(_, was, now)| was != now).map(|(name, ..)| (*name).to_owned()).collect()
}

/// The count days of this school year and the last one, and 1 October for who counts again then
/// (discimus.md 8), newest first.
fn count_days(school: &School, today: NaiveDate) -> Vec<CountDay> {
    let this = School::year_of(today).begin_year();
    let years = [Some(this), this.checked_sub(1)].into_iter().flatten();
    let mut days = Vec::new();
    for year in years.filter_map(|year| SchoolYear::beginning(year).ok()) {
        let february = outside::count_day(school, year);
        days.extend(february.map(|day| (day, "Teldag: eerste schooldag van februari")));
        let october = NaiveDate::from_ymd_opt(year.first_day().year(), 10, 1);
        days.extend(october.map(|day| (day, "Hertelling van nieuwe of geherstructureerde scholen")));
        days.push((year.first_day(), "Begin van het schooljaar"));
    }
    let label =
        |(day, what): (NaiveDate, &str)| CountDay { day, label: format!("{} ({what})", belgian(day)) };
    days.into_iter().map(label).collect()
}
