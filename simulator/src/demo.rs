//! Something to try by hand: some of the pupils that are told get an enrolment in an invented school,
//! a found number, another spelling, a total or a result. By the order in which they became known, so
//! the same demo school gets the same.

use chrono::{Datelike, Days, NaiveDate};
use stamboek_domain::admission::AdmissionResult;
use stamboek_domain::discimus::{About, Telling, ToldEnrolment};
use stamboek_domain::enrolment::Moment;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::insz::Insz;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use crate::world::World;

/// Invented schools; no such numbers were given out.
const SCHOOLS: [(&str, &str); 3] = [
    ("099911", "Demobasisschool De Linde"),
    ("099912", "Demoschool Het Kompas"),
    ("099919", "Demoziekenhuisschool"),
];

/// The place of a pupil in the order, when the demonstration is on.
fn place(world: &World, pupil: PupilId) -> Option<usize> {
    world.order.iter().position(|one| *one == pupil).filter(|_| world.demo)
}

/// Enrolments in invented schools.
pub fn elsewhere(world: &World, institution: &InstitutionNumber, pupil: PupilId) -> Vec<ToldEnrolment> {
    let Some(place) = place(world, pupil) else { return Vec::new() };
    let Some((school, _)) = world.enrolments(institution, pupil).pop() else { return Vec::new() };
    let Ok(year) = SchoolYear::of(world.today) else { return Vec::new() };
    let (first, last) = (year.first_day(), year.last_day());
    let before = |day: NaiveDate, days| day - Days::new(days);
    let one = |which: usize, from, until, moment| {
        let (number, name) = SCHOOLS[which];
        InstitutionNumber::parse(number).ok().map(|institution| ToldEnrolment {
            institution,
            school: name.to_owned(),
            hospital: which == 2,
            from,
            until: Some(until),
            moment: Some(Moment { day: moment, time: chrono::NaiveTime::from_hms_opt(10, 5, 0) }),
        })
    };
    let ours = school.moment.day;
    let found = match place % 20 {
        // Enrolled there later: in primary education ground enough to deregister.
        2 => one(0, first.max(before(world.today, 14)), last, ours + Days::new(20)),
        // Enrolled there earlier, and never closed.
        7 => one(1, first, last, before(ours, 30)),
        // The school before, which closed the day before.
        11 => one(0, before(first, 365), before(school.from, 1), before(first, 400)),
        // A hospital school: lawful.
        16 => one(2, before(world.today, 20), world.today, before(world.today, 20)),
        _ => None,
    };
    found.into_iter().collect()
}

/// What else is told.
pub fn telling(
    world: &World,
    institution: &InstitutionNumber,
    pupil: PupilId,
    about: About,
) -> Option<Telling> {
    let place = place(world, pupil)?;
    let person = world.person(institution, pupil)?;
    let year = SchoolYear::of(world.today).ok()?;
    match about {
        About::FoundInsz if person.insz.is_empty() => {
            // Counters 000 and 999 are never issued: nobody has such a number.
            let birth: NaiveDate = person.birth_date.parse().ok()?;
            let insz = Insz::compose(birth.year(), birth.month(), birth.day(), 999)?;
            Some(Telling::FoundInsz { insz: insz.as_str().to_owned() })
        }
        About::Spelling if place % 15 == 4 => Some(Telling::Spelling {
            last_name: person.last_name.clone(),
            first_name: accented(&person.first_name)?,
        }),
        About::PreviousB if place % 20 == 11 => Some(Telling::PreviousB { year, half_days: 4 }),
        About::Admission if place % 10 == 9 => {
            let group = world.group(institution, pupil)?;
            Some(Telling::Admission {
                year,
                group: Some(group.details.group.clone()),
                result: AdmissionResult::CouncilOpen.label().to_owned(),
                on: world.today,
            })
        }
        _ => None,
    }
}

/// The same name with an accent on the first e.
fn accented(name: &str) -> Option<String> {
    name.contains('e').then(|| name.replacen('e', "é", 1))
}
