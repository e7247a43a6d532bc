//! Which of our enrolments and which of those elsewhere lie together: one ordered sweep.

use std::cmp::Ordering;

use chrono::NaiveDate;
use stamboek_domain::calendar::SchoolKind;
use stamboek_domain::elsewhere::Elsewhere;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::overlap::{KnownEnrolment, OverlapPair, REACH, Spell, Sweep, classify};
use stamboek_domain::period::Period;
use stamboek_domain::problem::{Code, Problem};

use super::messages::OwnEnrolment;
use super::schools::Schools;
use crate::Answer;

/// One of ours or one of theirs, prepared to be compared. The person is the place in the list of
/// pupils.
#[derive(Clone)]
pub(super) struct Bar {
    pub person: usize,
    pub ours: bool,
    /// Place among those of the pupil.
    pub at: usize,
    pub known: KnownEnrolment,
}

/// A pair of one person, by places.
pub(super) struct Found {
    pub person: usize,
    pub ours: usize,
    pub theirs: usize,
    pub pair: OverlapPair,
}

/// Every pair of one of ours with one of theirs, as things stand on a day.
pub(super) fn pairs(mut bars: Vec<Bar>, on: NaiveDate) -> Answer<Vec<Found>> {
    let until = |bar: &Bar| bar.known.period.until.unwrap_or(NaiveDate::MAX);
    bars.sort_by(|a, b| {
        let order = a.person.cmp(&b.person).then(a.known.period.from.cmp(&b.known.period.from));
        order.then(until(a).cmp(&until(b))).then(b.ours.cmp(&a.ours)).then(a.at.cmp(&b.at))
    });
    let (mut sweep, mut found) = (Sweep::new(REACH), Vec::new());
    for bar in &bars {
        let meet = |a: &&Bar, b: &&Bar| {
            let (ours, theirs) = if a.ours { (a, b) } else { (b, a) };
            if let Some(pair) =
                (ours.ours && !theirs.ours).then(|| classify(&ours.known, &theirs.known, on)).flatten()
            {
                found.push(Found { person: ours.person, ours: ours.at, theirs: theirs.at, pair });
            }
        };
        sweep.add(bar, meet).map_err(|_| Problem::new(Code::Internal).with("detail", "order"))?;
    }
    Ok(found)
}

impl Spell for &Bar {
    fn by_person(&self, other: &Self) -> Ordering {
        self.person.cmp(&other.person)
    }
    fn same_school(&self, other: &Self) -> bool {
        self.known.institution.is_some() && self.known.institution == other.known.institution
    }
    fn period(&self) -> Period {
        self.known.period
    }
}

/// One of ours; what the table of schools says of our own number tells the school group. `kind` may
/// be left open where nobody asks what our school may do.
pub(super) fn ours(
    own: &OwnEnrolment,
    kind: Option<SchoolKind>,
    schools: &mut Schools,
) -> Answer<KnownEnrolment> {
    let institution = InstitutionNumber::parse(&own.institution).ok();
    let school = institution.as_ref().map(|number| schools.get(number)).transpose()?.flatten();
    Ok(KnownEnrolment {
        kind,
        school_group: school.and_then(|school| school.school_group.clone()),
        hospital: school.is_some_and(|school| school.hospital),
        institution,
        period: own.period,
        moment: own.moment,
    })
}

/// One of theirs; a hospital school is one by what was told or by the table of schools.
pub(super) fn theirs(told: &Elsewhere, schools: &mut Schools) -> Answer<KnownEnrolment> {
    let school = told.institution.as_ref().map(|number| schools.get(number)).transpose()?.flatten();
    Ok(KnownEnrolment {
        institution: told.institution.clone(),
        kind: school.and_then(|school| school.kind),
        school_group: school.and_then(|school| school.school_group.clone()),
        hospital: told.hospital || school.is_some_and(|school| school.hospital),
        period: told.period,
        moment: told.moment,
    })
}
