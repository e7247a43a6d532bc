//! What the other side tells of our pupils: enrolments elsewhere go to the register, found numbers
//! and spelling become proposals, results of admission checks stand in the file.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use rusqlite::Connection;
use stamboek_domain::admission::{Admission, AdmissionResult, AdmissionSource};
use stamboek_domain::discimus::{About, PUPILS_PER_QUESTION, Question, Telling, Told, ToldEnrolment};
use stamboek_domain::elsewhere::{Elsewhere, ElsewhereSource, School};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::period::Period;
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use super::messages::ProposalKind;
use super::proposals::{self, Proposed};
use super::queue::plain;
use super::run::Run;
use crate::Answer;
use crate::db::OrProblem;
use crate::dossier::{ADMISSION, fact};
use crate::register::Batch;
use crate::register::views::pupil_id;

/// Asks everything about these pupils, or about everybody of whom the person was processed. Each
/// question stands for itself: what was answered is kept when a later one fails.
pub(super) fn fetch(run: &Run, about: Option<BTreeSet<PupilId>>) -> Answer<()> {
    let known = (run.register)()?.read(known)?;
    for (institution, pupils) in known {
        let pupils: Vec<PupilId> =
            pupils.into_iter().filter(|one| about.as_ref().is_none_or(|about| about.contains(one))).collect();
        for some in pupils.chunks(PUPILS_PER_QUESTION) {
            if (run.stopped)() {
                return Ok(());
            }
            ask(run, &institution, some)?;
        }
    }
    Ok(())
}

/// Whom the other side knows, by school.
fn known(db: &Connection) -> Answer<BTreeMap<InstitutionNumber, Vec<PupilId>>> {
    let mut select = db
        .prepare_cached(
            "SELECT r.institution, r.pupil FROM discimus_record r JOIN view_pupil p ON p.id = r.pupil
             WHERE r.subject = 'person' AND r.known IS NOT NULL AND p.removed = 0 ORDER BY 1, 2",
        )
        .or_problem()?;
    let rows: Vec<(String, PupilId)> = select
        .query_map([], |row| Ok((row.get(0)?, pupil_id(row, 1)?)))
        .and_then(Iterator::collect)
        .or_problem()?;
    let mut known: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (institution, pupil) in rows {
        if let Ok(institution) = InstitutionNumber::parse(&institution) {
            known.entry(institution).or_default().push(pupil);
        }
    }
    Ok(known)
}

fn ask(run: &Run, institution: &InstitutionNumber, pupils: &[PupilId]) -> Answer<()> {
    let question = |about| Question { institution: institution.clone(), about, pupils: pupils.to_vec() };
    let mut told: BTreeMap<About, Vec<Told>> = BTreeMap::new();
    for about in About::ALL {
        told.insert(about, run.gateway.ask(&question(about))?);
    }
    let now = (run.clock)();
    let mut of = |about| told.remove(&about).unwrap_or_default();
    let (doubles, career) = (of(About::Doubles), of(About::Career));
    let admissions = of(About::Admission);
    let proposed: Vec<Proposed> = [About::FoundInsz, About::Spelling, About::PreviousB]
        .into_iter()
        .flat_map(of)
        .flat_map(proposals_of)
        .collect();
    let register = (run.register)()?;
    register.write("discimus", |batch| {
        elsewhere(batch, pupils, doubles.into_iter().chain(career), now)?;
        admissions.into_iter().try_for_each(|told| admission(batch, told))
    })?;
    register.write_local(|tx| proposals::offer(tx, &proposed, now))
}

/// Doubles and career together are the complete telling of a pupil; the same one told twice is one.
fn elsewhere(
    batch: &mut Batch,
    pupils: &[PupilId],
    told: impl Iterator<Item = Told>,
    now: DateTime<FixedOffset>,
) -> Answer<()> {
    let mut of_pupil: BTreeMap<PupilId, Vec<Elsewhere>> =
        pupils.iter().map(|pupil| (*pupil, vec![])).collect();
    for Told { pupil, telling } in told {
        let (Telling::Doubles { enrolments } | Telling::Career { enrolments }) = telling else { continue };
        let all = of_pupil.entry(pupil).or_default();
        for one in enrolments.into_iter().map(|one| enrolment(one, now)) {
            if !all.iter().any(|other| other.key() == one.key()) {
                all.push(one);
            }
        }
    }
    let named = of_pupil.values().flatten().filter(|one| !one.school.is_empty());
    let schools: BTreeMap<_, School> = named.filter_map(named_school).collect();
    crate::overlaps::know_schools(batch, &schools.into_values().collect::<Vec<_>>())?;
    for (pupil, told) in of_pupil {
        crate::overlaps::replace_from_discimus(batch, pupil, told, now)?;
    }
    Ok(())
}

/// The school of a telling, for the table of schools.
fn named_school(told: &Elsewhere) -> Option<(InstitutionNumber, School)> {
    let number = told.institution.clone()?;
    let empty = String::new;
    let (name, hospital) = (told.school.clone(), told.hospital);
    let school = School {
        number: number.clone(),
        name,
        municipality: empty(),
        phone: empty(),
        email: empty(),
        kind: None,
        school_group: None,
        hospital,
    };
    Some((number, school))
}

fn enrolment(told: ToldEnrolment, now: DateTime<FixedOffset>) -> Elsewhere {
    Elsewhere {
        institution: Some(told.institution),
        school: plain(&told.school, 120),
        // An end before the begin is an enrolment of one day at most.
        period: Period { from: told.from, until: told.until.map(|until| until.max(told.from)) },
        moment: told.moment,
        hospital: told.hospital,
        source: ElsewhereSource::Discimus,
        seen_on: now.date_naive(),
    }
}

/// A result that is not the last one of its year and group stands beside the older ones. Words that
/// are in no list are not kept (discimus.md 7.3).
fn admission(batch: &mut Batch, Told { pupil, telling }: Told) -> Answer<()> {
    let Telling::Admission { year, group, result, on } = telling else { return Ok(()) };
    let Some(result) = AdmissionResult::of_label(&result) else { return Ok(()) };
    let last = crate::dossier::admissions(batch.tx(), pupil)?
        .into_iter()
        .filter(|one| one.source == AdmissionSource::Discimus && one.year == year && one.group == group)
        .max_by_key(|one| one.on);
    if last.is_some_and(|last| last.result == result || on < last.on) {
        return Ok(());
    }
    let source = AdmissionSource::Discimus;
    let admission = Admission { year, group, result, on, source, note: String::new() };
    fact::set(batch, pupil, &format!("{ADMISSION}{}", Uuid::now_v7()), Some(&admission))
}

fn proposals_of(Told { pupil, telling }: Told) -> Vec<Proposed> {
    let proposed = |kind, value: String, about: String| Proposed { pupil, kind, value, about };
    match telling {
        Telling::FoundInsz { insz } => vec![proposed(ProposalKind::Insz, insz, String::new())],
        Telling::Spelling { last_name, first_name } => vec![
            proposed(ProposalKind::LastName, last_name, String::new()),
            proposed(ProposalKind::FirstName, first_name, String::new()),
        ],
        Telling::PreviousB { year, half_days } => {
            vec![proposed(ProposalKind::PreviousB, half_days.to_string(), year.to_string())]
        }
        _ => Vec::new(),
    }
}
