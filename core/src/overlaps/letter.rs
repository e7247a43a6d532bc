//! What a letter about a double enrolment fills in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::calendar::SchoolKind;
use stamboek_domain::date::belgian;
use stamboek_domain::enrolment::Moment;
use stamboek_domain::overlap::{LawfulAction, OverlapPair, SharedDays};
use stamboek_domain::period::Period;
use stamboek_domain::problem::{Code, Problem};

use super::messages::{OverlapPupil, OverlapRow};
use super::overview;
use crate::Answer;
use crate::reports::messages::LetterTo;

/// The fields of a letter about a case, as things stand on a day.
///
/// # Errors
/// `InvalidValue` when no case is named; `NotFound` when the pupil has no such case, or the
/// enrolments overlap no more.
pub(crate) fn letter_values(
    db: &Connection,
    about: &LetterTo,
    our_name: &str,
    on: (SchoolKind, NaiveDate),
) -> Answer<BTreeMap<&'static str, String>> {
    let empty = || Problem::new(Code::InvalidValue).with("field", "case").with("why", "empty");
    let case = about.case.as_ref().ok_or_else(empty)?;
    let gone = || Problem::new(Code::NotFound).with("what", "case");
    let known = overview::known(db, about.pupil)?;
    let pupil = overview::look(db, vec![known], on)?.pupils.pop().ok_or_else(gone)?;
    let row = pupil.pairs.iter().find(|row| row.case.key == *case).ok_or_else(gone)?;
    values(&pupil, row, our_name).ok_or_else(gone)
}

fn values(pupil: &OverlapPupil, row: &OverlapRow, our_name: &str) -> Option<BTreeMap<&'static str, String>> {
    let ours = pupil.ours.get(row.ours as usize)?;
    let theirs = pupil.theirs.get(row.theirs as usize)?;
    let lines = [
        line(our_name, ours.period, ours.moment),
        line(&theirs.name, theirs.told.period, theirs.told.moment),
    ];
    let number = theirs.told.institution.as_ref().map_or("", |number| number.as_str());
    let shared = row.pair.overlap;
    let days = shared.and_then(|shared| shared.days).map(|days| days.to_string());
    Some(BTreeMap::from([
        ("lijst", lines.join("\n")),
        ("aantal", days.unwrap_or_default()),
        ("andere_school", theirs.name.clone()),
        ("andere_school_nummer", number.to_owned()),
        ("gedeelde_dagen", shared.map(shared_days).unwrap_or_default()),
        ("regel", rule(&row.pair).to_owned()),
    ]))
}

fn line(school: &str, period: Period, moment: Option<Moment>) -> String {
    let until = period.until.map(|day| format!(" tot en met {}", belgian(day))).unwrap_or_default();
    let from = belgian(period.from);
    match moment {
        None => format!("– {school}: vanaf {from}{until}"),
        Some(Moment { day, time: None }) => {
            format!("– {school}: vanaf {from}{until}, ingeschreven op {}", belgian(day))
        }
        Some(Moment { day, time: Some(time) }) => {
            let at = time.format("%H.%M");
            format!("– {school}: vanaf {from}{until}, ingeschreven op {} om {at} uur", belgian(day))
        }
    }
}

fn shared_days(SharedDays { from, until, .. }: SharedDays) -> String {
    match until {
        Some(until) if until == from => format!("op {}", belgian(from)),
        Some(until) => format!("van {} tot en met {}", belgian(from), belgian(until)),
        None => format!("vanaf {}", belgian(from)),
    }
}

/// What the law lets the schools do, in a sentence with the circular (discimus.md 5); empty where it
/// says nothing.
fn rule(pair: &OverlapPair) -> &'static str {
    match pair.may.first().map(|step| step.action) {
        Some(LawfulAction::Deregister) => {
            "In het basisonderwijs mag een school een leerling uitschrijven wanneer later een inschrijving in een andere school volgde (omzendbrief BaO/97/12); de inschrijving in onze school was de eerste."
        }
        Some(LawfulAction::OtherMayDeregister) => {
            "In het basisonderwijs mag een school een leerling uitschrijven wanneer later een inschrijving in een andere school volgde (omzendbrief BaO/97/12); de inschrijving in onze school was de latere."
        }
        Some(LawfulAction::CallSchool) => "De scholen overleggen met elkaar over de inschrijving.",
        Some(LawfulAction::AdjustDates) => {
            "De scholen spreken af op welke dag de ene inschrijving eindigt en de andere begint (in- en uitschrijvingen: omzendbrief SO/2005/04)."
        }
        Some(LawfulAction::AskParents) => {
            "Het gaat over het volgende schooljaar; de definitieve schoolkeuze is aan de ouders."
        }
        Some(LawfulAction::CompleteMoment) => {
            "Het moment van inschrijving is nog niet volledig bekend, zodat niet vaststaat welke inschrijving de latere is."
        }
        Some(LawfulAction::LeaveAsIs) => {
            "Een inschrijving in een ziekenhuisschool mag naast een andere inschrijving bestaan."
        }
        Some(LawfulAction::KeepInConsultation) | None => "",
    }
}
