//! What the simulator refuses. Only what the public documents tell of; the codes are ours.

use std::collections::BTreeMap;

use stamboek_domain::discimus::{Content, Measure, Outcome, Subject, Transaction};
use stamboek_domain::insz::Insz;
use stamboek_domain::measure::MeasureKind;

use crate::world::World;

fn refuse(code: &str, text: &str) -> Option<Outcome> {
    Some(Outcome::Refused { code: code.to_owned(), text: text.to_owned() })
}

/// Why a transaction is refused; `None`: it is processed.
pub fn refusal(world: &World, told: &Transaction) -> Option<Outcome> {
    let known = world.person(&told.institution, told.pupil).is_some();
    if told.subject != Subject::Person && !known {
        return refuse("SIM-VOLGORDE", "De persoon is nog niet gekend.");
    }
    match &told.content {
        None => None,
        Some(Content::Person(person)) if !person.insz.is_empty() => {
            match Insz::parse(&person.insz, world.today) {
                Err(_) => refuse("SIM-INSZ", "ongeldig rijksregisternummer"),
                Ok(_) => taken(world, told, &person.insz),
            }
        }
        Some(Content::Group(group)) => {
            let below = world.enrolments(&told.institution, told.pupil);
            let enrolled = below.iter().any(|(school, _)| school.enrolment == group.enrolment);
            match enrolled || group.cancelled {
                true => None,
                false => refuse("SIM-VOLGORDE", "De inschrijving in de school is nog niet gekend."),
            }
        }
        Some(Content::Measure(measure)) => exclusion(world, told, measure),
        _ => None,
    }
}

/// A number that is tied to another pupil of the school (AGODI, FAQ).
fn taken(world: &World, told: &Transaction, insz: &str) -> Option<Outcome> {
    let other = world.records.iter().any(|((pupil, _), record)| {
        record.institution == told.institution
            && *pupil != told.pupil
            && matches!(&record.content, Some(Content::Person(person)) if person.insz == insz)
    });
    match other {
        true => refuse("SIM-INSZ", "Dit rijksregisternummer hangt al aan een ander stamnummer in de school."),
        false => None,
    }
}

/// A definitive exclusion comes after every other measure (discimus.md 6.2, 7.1).
fn exclusion(world: &World, told: &Transaction, measure: &Measure) -> Option<Outcome> {
    let mut all: BTreeMap<&str, &Measure> = BTreeMap::new();
    for (record, known) in world.records_of(told.pupil) {
        if let Some(Content::Measure(other)) = &known.content {
            all.insert(record, other);
        }
    }
    all.insert(&told.record, measure);
    let wrong = all.iter().any(|(record, one)| {
        let ends_before = |other: &Measure| other.until.is_some_and(|until| until < one.from);
        one.kind == MeasureKind::DefinitiveExclusion
            && !all.iter().all(|(other, measure)| other == record || ends_before(measure))
    });
    match wrong {
        true => refuse(
            "SIM-TUCHT",
            "Begindatum van een definitieve uitsluiting moet na de einddatum van alle andere tuchtmeldingen liggen",
        ),
        false => None,
    }
}
