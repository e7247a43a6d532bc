//! What the simulator tells when it is asked.

use stamboek_domain::discimus::{About, Question, Telling, Told, ToldEnrolment};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::period::Period;
use stamboek_domain::pupil::PupilId;

use crate::demo;
use crate::world::World;

/// Everything that is known about these pupils and was asked for.
pub fn answer(world: &World, question: &Question) -> Vec<Told> {
    let mut told = Vec::new();
    for pupil in &question.pupils {
        let school = &question.institution;
        let telling = match question.about {
            About::Doubles => Some(Telling::Doubles { enrolments: elsewhere(world, school, *pupil, true) }),
            About::Career => Some(Telling::Career { enrolments: elsewhere(world, school, *pupil, false) }),
            about => demo::telling(world, school, *pupil, about),
        };
        told.extend(telling.map(|telling| Told { pupil: *pupil, telling }));
    }
    // What the script tells stands in the place of what is known.
    for telling in &world.script.tellings {
        if telling.telling.about() == question.about && question.pupils.contains(&telling.pupil) {
            told.retain(|one| one.pupil != telling.pupil);
            told.push(telling.clone());
        }
    }
    told
}

/// Enrolments elsewhere that share a day with one of the school that asks, or those that do not.
fn elsewhere(
    world: &World,
    institution: &InstitutionNumber,
    pupil: PupilId,
    shared: bool,
) -> Vec<ToldEnrolment> {
    let Some(person) = world.person(institution, pupil) else { return Vec::new() };
    let ours: Vec<Period> =
        world.attended(institution, pupil).into_iter().map(|(_, period)| period).collect();
    let mut theirs: Vec<ToldEnrolment> = Vec::new();
    for (other, same) in world.same_person(&person.insz, institution) {
        for (school, period) in world.attended(&other, same) {
            theirs.push(ToldEnrolment {
                institution: other.clone(),
                school: String::new(),
                hospital: false,
                from: period.from,
                until: period.until,
                moment: Some(school.moment),
            });
        }
    }
    if !person.insz.is_empty() {
        let told = world.script.enrolments.iter().filter(|one| one.insz == person.insz);
        theirs.extend(told.map(|one| one.enrolment.clone()));
    }
    theirs.extend(demo::elsewhere(world, institution, pupil));
    theirs.retain(|one| {
        let period = Period { from: one.from, until: one.until };
        ours.iter().any(|ours| ours.shared(period).is_some()) == shared
    });
    theirs
}
