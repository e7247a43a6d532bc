//! Enrolments in the school and in groups of the demo school, with addresses and contacts. Streets,
//! people and telephone numbers are invented.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use stamboek_domain::address::Address;
use stamboek_domain::codes::{FundingCode, OfficialList, PhilosophyCourse};
use stamboek_domain::contact::Contact;
use stamboek_domain::enrolment::{
    Enrolment, EnrolmentId, EnrolmentStatus, GroupDetails, GroupEnrolment, GroupEnrolmentId, GroupFlags,
    Leaving, Moment, SchoolEnrolment, SchoolEnrolmentId,
};
use stamboek_domain::group::AdministrativeGroup;
use stamboek_domain::institution::{InstitutionNumber, Location};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::stamnummer::Stamnummer;
use stamboek_domain::sync::op::{Change, RecordChange};
use uuid::Uuid;

use super::attendance::{Stays, teach};
use super::classes::years;
use super::random::Random;
use super::{Level, Params, Person};
use crate::Answer;
use crate::attendance::School;
use crate::enrolments::facts::NATIONALITY;
use crate::register::Batch;

/// So that enrolments do not change who the people are.
const SEED: u64 = 0x696e_7363_6872_6966;

const STREETS: &[&str] = &[
    "Regenbooglaan",
    "Kersenpad",
    "Vuurvliegstraat",
    "Oude Sluisweg",
    "Zandlopersdreef",
    "Klaproosveld",
    "Torenvalkstraat",
    "Moerbeilaan",
    "Papegaaiduikerhof",
    "Windwijzerstraat",
];
/// Around which the demo school lies, with their share in ten.
const PLACES: &[(&str, &str)] = &[
    ("3000", "Leuven"),
    ("3000", "Leuven"),
    ("3001", "Leuven"),
    ("3010", "Leuven"),
    ("3020", "Herent"),
    ("3050", "Oud-Heverlee"),
    ("3060", "Bertem"),
    ("3070", "Kortenberg"),
    ("3360", "Bierbeek"),
    ("3390", "Tielt-Winge"),
];
const PARENTS: &[(&str, &str)] = &[
    ("moeder", "Ann"),
    ("vader", "Bart"),
    ("moeder", "Katrien"),
    ("vader", "Tom"),
    ("moeder", "Sofie"),
    ("vader", "Wim"),
    ("moeder", "Fatima"),
    ("vader", "Karim"),
    ("grootmoeder", "Godelieve"),
];
/// What the school types: no lists were found.
const CAUSES: &[(&str, &str)] =
    &[("Verhuis", "Andere school"), ("Keuze van de ouders", "Andere school"), ("Verhuis", "Buitenland")];

/// Third grade of secondary education: part of the name of the administrative group by study.
const STUDIES: &[(&str, &str)] = &[
    ("ECO", "Economie-Wiskunde"),
    ("HUM", "Humane wetenschappen"),
    ("LAT", "Latijn-Moderne talen"),
    ("NAW", "Wetenschappen-Wiskunde"),
    ("TWE", "Biotechnologische en chemische technieken"),
    ("STW", "Welzijnswetenschappen"),
    ("KUN", "Beeldende vorming"),
];

/// Adds an enrolment on each level for everybody who has a class, with address and contacts. Who has
/// none yet was refused, comes next year, or still has to be enrolled.
pub(super) fn fill(batch: &mut Batch, params: &Params, people: &[Person], stays: Stays) -> Answer<()> {
    let year = School::year_of(params.today);
    let mut desk = Desk { params, year, random: Random::new(params.seed ^ SEED), next: 0 };
    let stays = match params.registers {
        0 => desk.stays(batch, people)?,
        _ => stays,
    };
    let mut homes: BTreeMap<usize, Home> = BTreeMap::new();
    for (n, person) in people.iter().filter(|person| person.kind != "staff").enumerate() {
        let changes = match stays.get(&person.id) {
            Some(stay) => desk.enrolled(person, stay, n)?,
            None => desk.unplaced(person)?,
        };
        batch.push(changes)?;
        let home = homes.entry(person.family).or_insert_with(|| Home::of(&mut desk.random, person));
        home.put(batch, params, &mut desk.random, person)?;
    }
    Ok(())
}

/// Who writes the enrolments down.
struct Desk<'a> {
    params: &'a Params,
    year: SchoolYear,
    random: Random,
    /// Pupils without a class so far.
    next: u32,
}

impl Desk<'_> {
    /// Periods in classes of a school without registers: from 1 September, a few left since.
    fn stays(&mut self, batch: &mut Batch, people: &[Person]) -> Answer<Stays> {
        teach(
            batch,
            self.params.level,
            &years(self.params.level, self.params.pupils, self.params.begin_year()),
        )?;
        let mut stays = Stays::new();
        for person in people {
            let Some(class) = &person.class else { continue };
            let from = self.year.first_day();
            let days = (self.params.today - from).num_days().max(1) as usize;
            let left = self.random.permille(14) && days > 30;
            let until = left.then(|| from + Days::new(20 + self.random.below(days - 20) as u64));
            let enrolment = Enrolment {
                pupil: person.id,
                class: class.clone(),
                location: person.location.to_owned(),
                from,
                until,
            };
            stays.insert(person.id, enrolment.clone());
            batch.push(Change::EnrolmentOpen { id: EnrolmentId(self.id()), enrolment })?;
        }
        Ok(stays)
    }

    fn id(&mut self) -> Uuid {
        self.params.id(&mut self.random)
    }

    /// Some school day at the counter before the day of entry.
    fn moment(&mut self, from: NaiveDate) -> Moment {
        let day = from - Days::new(10 + self.random.below(170) as u64);
        let time = NaiveTime::from_hms_opt(9 + self.random.below(7) as u32, self.random.below(60) as u32, 0);
        Moment { day, time }
    }

    fn school(
        &mut self,
        person: &Person,
        from: NaiveDate,
        status: EnrolmentStatus,
    ) -> Answer<SchoolEnrolment> {
        let institution =
            InstitutionNumber::parse(&self.params.institution).map_err(|_| wrong("institution"))?;
        Ok(SchoolEnrolment {
            id: SchoolEnrolmentId(self.id()),
            pupil: person.id,
            institution,
            stamnummer: None,
            moment: self.moment(from),
            from,
            status,
            reason: String::new(),
            leaving: None,
        })
    }

    fn enrolled(&mut self, person: &Person, stay: &Enrolment, n: usize) -> Answer<Change> {
        let entered = person.stamnummer.as_deref().and_then(entered).unwrap_or(self.year);
        let from = if stay.from > self.year.first_day() { stay.from } else { entered.first_day() };
        let mut school = self.school(person, from, EnrolmentStatus::Realised)?;
        school.stamnummer = person.stamnummer.as_deref().and_then(|number| Stamnummer::parse(number).ok());
        school.leaving = stay.until.filter(|until| *until < self.year.last_day()).map(|until| {
            let (cause, situation) = self.random.pick(CAUSES);
            Leaving { until, cause: (*cause).to_owned(), situation: (*situation).to_owned() }
        });
        let group = GroupEnrolment {
            id: GroupEnrolmentId(self.id()),
            enrolment: school.id,
            from: stay.from,
            expected_until: self.year.last_day(),
            until: stay.until,
            never_came: false,
            details: self.details(stay)?,
        };
        let mut schools = vec![RecordChange::open(school.clone())];
        // Some stood on a list that was full before, or were typed twice.
        let mut also = |desk: &mut Self, status, reason: &str| -> Answer<()> {
            let mut other = desk.school(person, from, status)?;
            other.reason = reason.to_owned();
            other.moment.day = school.moment.day - Days::new(3);
            schools.push(RecordChange::open(other));
            Ok(())
        };
        match n % 90 {
            40 => also(self, EnrolmentStatus::NotRealised, "Capaciteit bereikt")?,
            80 => also(self, EnrolmentStatus::Cancelled, "Dubbel ingevoerd")?,
            _ => {}
        }
        Ok(Change::EnrolmentSet { pupil: person.id, schools, groups: vec![RecordChange::open(group)] })
    }

    /// Who has no class: refused, or coming next year.
    fn unplaced(&mut self, person: &Person) -> Answer<Change> {
        self.next += 1;
        let refused = self.next.is_multiple_of(2);
        let next = SchoolYear::beginning(self.year.begin_year() + 1).unwrap_or(self.year);
        let from = if refused { self.year.first_day() } else { next.first_day() };
        let status = if refused { EnrolmentStatus::NotRealised } else { EnrolmentStatus::Realised };
        let mut school = self.school(person, from, status)?;
        if refused {
            "Capaciteit bereikt".clone_into(&mut school.reason);
        } else {
            school.moment.day = self.params.today - Days::new(1 + self.random.below(20) as u64);
            school.stamnummer = Stamnummer::informat(next, self.next.div_ceil(2)).ok();
        }
        let schools = vec![RecordChange::open(school)];
        Ok(Change::EnrolmentSet { pupil: person.id, schools, groups: Vec::new() })
    }

    fn details(&mut self, stay: &Enrolment) -> Answer<GroupDetails> {
        let courses: Vec<_> = PhilosophyCourse::rows().collect();
        let philosophy = self.random.permille(970).then(|| self.random.pick(&courses).code.clone());
        let funding = match self.params.level {
            Level::Basis => "01",
            Level::Secundair => "02",
        };
        let group =
            AdministrativeGroup::parse(&group(self.params.level, &stay.class)).map_err(|_| wrong("group"))?;
        let location = Location::parse(&stay.location).map_err(|_| wrong("location"))?;
        Ok(GroupDetails {
            philosophy: philosophy.and_then(|code| PhilosophyCourse::parse(&code).ok()),
            funding: FundingCode::parse(funding).ok(),
            flags: GroupFlags { newcomer: self.random.permille(12), ..GroupFlags::default() },
            ..GroupDetails::new(group, location)
        })
    }
}

/// School year in which the pupil came, by the stamnummer.
fn entered(stamnummer: &str) -> Option<SchoolYear> {
    let year: u16 = stamnummer.get(..2)?.parse().ok()?;
    SchoolYear::beginning(2000 + year).ok()
}

/// Administrative group of a class. In the third grade those of the official sample; elsewhere codes
/// that the demo school invented, as its institution number is: no others are known.
fn group(level: Level, class: &str) -> String {
    let year = class.chars().find_map(|c| c.to_digit(10)).unwrap_or(0);
    let stage = match class.chars().next() {
        Some('K') => 1,
        Some('L') => 2,
        _ => 3,
    };
    let study = STUDIES.iter().find(|(code, _)| class.get(1..4) == Some(*code));
    if let (Level::Secundair, 5 | 6, Some((_, name))) = (level, year, study) {
        let begin = format!("{}e leerjaar in de 3e graad {name}", year - 4);
        let found =
            OfficialList::AdministrativeGroups.rows().iter().find(|row| row.label.starts_with(&begin));
        if let Some(found) = found {
            return found.code.clone();
        }
    }
    format!("99{stage}{year}00")
}

/// Address and contacts of a family.
struct Home {
    address: Address,
    contacts: Vec<Contact>,
}

impl Home {
    fn of(random: &mut Random, person: &Person) -> Self {
        let (postcode, municipality) = random.pick(PLACES);
        let address = Address {
            street: (*random.pick(STREETS)).to_owned(),
            number: (1 + random.below(120)).to_string(),
            postbox: if random.permille(120) { (1 + random.below(20)).to_string() } else { String::new() },
            postcode: (*postcode).to_owned(),
            municipality: (*municipality).to_owned(),
            country: String::new(),
        };
        let many = 1 + usize::from(random.permille(600));
        let first = random.below(PARENTS.len());
        let contact = |(at, random): (usize, &mut Random)| {
            let (relation, name) = PARENTS[(first + at) % PARENTS.len()];
            Contact {
                last_name: person.last_name.clone(),
                first_name: name.to_owned(),
                relation: relation.to_owned(),
                // A row of zeros, so that nobody is called.
                phone: format!("0400 00 {:02} {:02}", random.below(100), random.below(100)),
                email: if at == 0 {
                    format!("{}{}@example.org", name.to_lowercase(), random.below(9_000))
                } else {
                    String::new()
                },
                ..Contact::default()
            }
        };
        let contacts = (0..many).map(|at| contact((at, random))).collect();
        Self { address, contacts }
    }

    fn put(&self, batch: &mut Batch, params: &Params, random: &mut Random, person: &Person) -> Answer<()> {
        let mut set = |key: String, value: serde_json::Result<String>| {
            let now = value.map_err(|_| wrong("fact"))?;
            batch.push(Change::FactSet { pupil: person.id, key, was: None, now: Some(now) })
        };
        set(Address::FACT.to_owned(), serde_json::to_string(&self.address))?;
        for contact in &self.contacts {
            let key = format!("{}{}", Contact::FACT, params.id(random));
            set(key, serde_json::to_string(contact))?;
        }
        if person.insz.as_ref().is_some_and(|insz| insz.as_str().as_bytes()[2] < b'2') {
            set(NATIONALITY.to_owned(), serde_json::to_string("Belg"))?;
        }
        Ok(())
    }
}

fn wrong(detail: &str) -> Problem {
    Problem::new(Code::Internal).with("detail", detail)
}
