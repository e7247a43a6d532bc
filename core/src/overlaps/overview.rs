//! Who is also enrolled elsewhere: every pupil with what lies together, the worst first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::calendar::SchoolKind;
use stamboek_domain::elsewhere::Elsewhere;
use stamboek_domain::name::sort_key;
use stamboek_domain::overlap::{
    CaseKey, CaseState, OverlapKind, OverlapPair, OverlapYear, PupilMark, Standing, said, standing,
};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use super::career;
use super::facts::{self, Known};
use super::marks::Checked;
use super::messages::*;
use super::own::{self, Own};
use super::pairs::{self, Bar, Found};
use super::schools::{self, Schools};
use crate::access::{Look, log_once};
use crate::attendance::School;
use crate::{Answer, Core};

/// Who is also enrolled elsewhere. Only pupils about whom something was told are read. A look at one
/// pupil is logged.
///
/// # Errors
/// `NotFound` for a pupil that the register does not know.
pub fn overlaps(core: &Core, request: OverlapsRequest) -> Answer<Overlaps> {
    let on = request.on.unwrap_or_else(|| core.today());
    let register = core.register()?;
    let kind = kind_of_school(&*register.school()?, on);
    if let Some(pupil) = request.pupil {
        register.read(|db| known(db, pupil))?;
        log_once(&register, core.now(), Look::Sheet, Some(pupil), 1, "overlaps")?;
    }
    register.read(|db| {
        let known = match (request.pupil, &request.school) {
            (Some(pupil), _) => vec![known(db, pupil)?],
            (None, Some(_)) => Vec::new(),
            (None, None) => facts::all(db)?,
        };
        let mut answer = look(db, known, (kind, on))?;
        if let Some(pupil) = request.pupil {
            let shown = answer.pupils.first().map(|one| one.mark);
            let mark = match shown {
                Some(mark) => mark,
                None => Checked::read(db, kind, School::year_of(on))?.mark(pupil, false),
            };
            answer.mark = Some(ShownMark { mark, label: mark.label().to_owned() });
            answer.career = Some(career::of(db, pupil, on)?);
        }
        if let Some(text) = &request.school {
            answer.schools = schools::search(db, text)?;
        }
        Ok(answer)
    })
}

/// The kind of our school: on that depends what it may do.
pub(crate) fn kind_of_school(school: &School, on: NaiveDate) -> SchoolKind {
    school.calendar(School::year_of(on)).kind
}

/// What is known of a pupil.
///
/// # Errors
/// `NotFound`.
pub(super) fn known(db: &Connection, pupil: PupilId) -> Answer<Known> {
    facts::of(db, pupil)?.ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))
}

/// These pupils with their pairs and cases.
pub(super) fn look(
    db: &Connection,
    known: Vec<Known>,
    (kind, on): (SchoolKind, NaiveDate),
) -> Answer<Overlaps> {
    let ids: Vec<PupilId> = known.iter().map(|one| one.pupil).collect();
    let own = own::of(db, &ids, on)?;
    let mut schools = Schools::new(db);
    let found = pairs::pairs(bars(&known, &own, kind, &mut schools)?, on)?;
    let checked = Checked::read(db, kind, School::year_of(on))?;
    let mut answer = Overlaps {
        on,
        kind,
        pupils: Vec::new(),
        gone: Vec::new(),
        counts: OverlapCounts::default(),
        mark: None,
        career: None,
        schools: Vec::new(),
        known_schools: schools::count(db)?,
    };
    let mut found = found.into_iter().peekable();
    for (person, one) in known.into_iter().enumerate() {
        let mut of_person = Vec::new();
        while let Some(pair) = found.next_if(|found| found.person == person) {
            of_person.push(pair);
        }
        let ours = own.get(&one.pupil).cloned().unwrap_or_default();
        answer.counts.not_here += u32::from(ours.is_empty() && !one.facts.elsewhere.is_empty());
        let pairs = rows(&one, of_person, on);
        answer.gone.extend(gone(&one, &pairs, &mut schools, on)?);
        if !pairs.is_empty() {
            let mark = checked.mark(one.pupil, overlaps_now(&pairs));
            answer.pupils.push(pupil(one, ours, pairs, mark, &mut schools)?);
        }
    }
    answer.pupils.sort_by_cached_key(|one| {
        (one.pairs.first().map(worst), sort_key(&one.last_name, &one.first_name), one.pupil)
    });
    answer.gone.sort_by_key(|gone| Reverse(gone.case.steps.last().map(|step| step.at)));
    answer.pupils.iter().for_each(|pupil| count(&mut answer.counts, &pupil.pairs));
    Ok(answer)
}

fn bars(known: &[Known], own: &Own, kind: SchoolKind, schools: &mut Schools) -> Answer<Vec<Bar>> {
    let mut bars = Vec::new();
    for (person, one) in known.iter().enumerate() {
        for (at, told) in one.facts.elsewhere.iter().enumerate() {
            bars.push(Bar { person, ours: false, at, known: pairs::theirs(told, schools)? });
        }
        for (at, own) in own.get(&one.pupil).into_iter().flatten().enumerate() {
            bars.push(Bar { person, ours: true, at, known: pairs::ours(own, Some(kind), schools)? });
        }
    }
    Ok(bars)
}

/// The pairs of a pupil with their cases, the worst first.
fn rows(one: &Known, found: Vec<Found>, on: NaiveDate) -> Vec<OverlapRow> {
    let row = |found: Found| {
        let key = CaseKey::of(one.facts.elsewhere.get(found.theirs)?)?;
        let steps = one.facts.steps(&key).to_vec();
        let standing = standing(Some(&found.pair), &steps, on);
        let case = OverlapCase { key, standing, steps };
        Some(OverlapRow { ours: found.ours as u32, theirs: found.theirs as u32, pair: found.pair, case })
    };
    let mut rows: Vec<OverlapRow> = found.into_iter().filter_map(row).collect();
    rows.sort_by_key(worst);
    rows
}

/// The order of the list: what has to be looked at today, then what Discimus shows, the present
/// year, what is worse in kind, and the longest.
fn worst(row: &OverlapRow) -> (CaseState, bool, u8, OverlapKind, Reverse<u32>) {
    let OverlapPair { kind, year, overlap, visible, .. } = &row.pair;
    let year = match year {
        OverlapYear::Current => 0,
        OverlapYear::Next => 1,
        OverlapYear::Earlier => 2,
    };
    let days = overlap.map_or(0, |overlap| overlap.days.unwrap_or(u32::MAX));
    (row.case.standing.state, !visible, year, *kind, Reverse(days))
}

/// Whether the pupil shares a day with another school, this school year or the next: blue.
fn overlaps_now(rows: &[OverlapRow]) -> bool {
    rows.iter().any(|row| row.pair.overlap.is_some() && row.pair.year != OverlapYear::Earlier)
}

/// Cases with steps of which no pair is left: of this school year and the one before.
fn gone(one: &Known, pairs: &[OverlapRow], schools: &mut Schools, on: NaiveDate) -> Answer<Vec<GoneCase>> {
    let since = SchoolYear::of(on).map(|year| year.begin_year().saturating_sub(1)).unwrap_or_default();
    let mut gone = Vec::new();
    for (key, steps) in &one.facts.cases {
        if key.year.begin_year() < since || pairs.iter().any(|row| row.case.key == *key) {
            continue;
        }
        let named = one.facts.elsewhere.iter().find(|told| told.other_school() == key.school);
        let school = match (named, key.school.number()) {
            (Some(told), _) => other(told, schools)?.name,
            (None, Some(number)) => {
                schools.get(number)?.map_or_else(|| number.as_str().to_owned(), |school| school.name.clone())
            }
            (None, None) => String::new(),
        };
        let left = said(steps, on);
        let standing = standing(None, steps, on);
        gone.push(GoneCase {
            pupil: one.pupil,
            last_name: one.last_name.clone(),
            first_name: one.first_name.clone(),
            class: one.class.clone(),
            school,
            left,
            case: OverlapCase { key: key.clone(), standing, steps: steps.clone() },
        });
    }
    Ok(gone)
}

fn pupil(
    one: Known,
    ours: Vec<OwnEnrolment>,
    pairs: Vec<OverlapRow>,
    mark: PupilMark,
    schools: &mut Schools,
) -> Answer<OverlapPupil> {
    let theirs = one.facts.elsewhere.iter().map(|told| other(told, schools)).collect::<Answer<_>>()?;
    Ok(OverlapPupil {
        pupil: one.pupil,
        last_name: one.last_name,
        first_name: one.first_name,
        class: one.class,
        mark,
        mark_label: mark.label().to_owned(),
        ours,
        theirs,
        pairs,
    })
}

/// An enrolment elsewhere with its school by name.
pub(super) fn other(told: &Elsewhere, schools: &mut Schools) -> Answer<OtherEnrolment> {
    let school = match &told.institution {
        Some(number) => schools.get(number)?.cloned(),
        None => None,
    };
    let number = told.institution.as_ref().map_or("", |number| number.as_str());
    let names = [school.as_ref().map_or("", |school| &school.name), &told.school, number];
    let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned();
    Ok(OtherEnrolment { key: told.key(), told: told.clone(), name, school, mark: PupilMark::Yellow })
}

/// Adds a pupil to the counts.
fn count(counts: &mut OverlapCounts, rows: &[OverlapRow]) {
    let due = |row: &OverlapRow| row.pair.visible && row.case.standing.state.is_due();
    counts.due += u32::from(rows.iter().any(due));
    let mut seen = BTreeSet::new();
    for row in rows.iter().filter(|row| seen.insert(&row.case.key)) {
        let Standing { state, .. } = row.case.standing;
        let of_state = match state {
            CaseState::CameBack => &mut counts.came_back,
            CaseState::Open => &mut counts.open,
            CaseState::WaitingForCall => &mut counts.waiting,
            CaseState::OtherWrong => &mut counts.other_wrong,
            CaseState::Postponed { .. } => &mut counts.postponed,
            CaseState::Solved => &mut counts.solved,
            CaseState::NothingToDo | CaseState::Gone => continue,
        };
        *of_state += 1;
    }
    let has = |kind| rows.iter().any(|row| row.pair.kind == kind && row.pair.year != OverlapYear::Earlier);
    counts.double += u32::from(has(OverlapKind::Double));
    counts.parallel += u32::from(has(OverlapKind::Parallel));
    counts.hospital += u32::from(has(OverlapKind::Hospital));
    counts.adjoining += u32::from(rows.iter().all(|row| row.pair.kind == OverlapKind::Adjoining));
}
