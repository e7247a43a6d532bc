//! Calendar, enrolments, registers and marks of the demo school.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use stamboek_domain::attendance::codes::CodeList;
use stamboek_domain::attendance::{HalfDay, Mark};
use stamboek_domain::calendar::ClassCalendar;
use stamboek_domain::enrolment::{self, Enrolment, EnrolmentId};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::sync::op::{CELLS_PER_OP, Cell, CellChange, Change};
use stamboek_domain::sync::wire::STRING_BYTES;

use super::absences::{Absences, Trait};
use super::classes::{Class, years};
use super::random::Random;
use super::school_days::calendar;
use super::{Level, Params, Person};
use crate::Answer;
use crate::attendance::{CALENDAR, CLASSES, School};
use crate::calendar::messages::ClassTeaching;
use crate::register::Batch;
use crate::settings::put_setting;

/// So that registers do not change who the people are.
const SEED: u64 = 0x6161_6e77_657a_6967;

/// Registers of the last half day that nobody took yet, so that there is something to do.
const NOT_TAKEN: usize = 3;

/// Periods in a class in the present school year, by pupil.
pub(super) type Stays = BTreeMap<PupilId, Enrolment>;

/// Adds the calendars, periods in classes, registers and marks of the school years asked for; answers
/// the periods of the present one.
pub(super) fn fill(batch: &mut Batch, params: &Params, people: &[Person]) -> Answer<Stays> {
    let this = School::year_of(params.today);
    let classes = years(params.level, params.pupils, params.begin_year());
    teach(batch, params.level, &classes)?;
    let mut stays = Stays::new();
    let mut random = Random::new(params.seed ^ SEED);
    let traits = traits(&mut random, people, &classes);
    for back in (0..=params.registers).rev() {
        let year = this.begin_year().checked_sub(back).and_then(|begin| SchoolYear::beginning(begin).ok());
        let Some(year) = year else { continue };
        // The year before the first one is there for the one pupil whose B of two years count.
        let whole = back < params.registers;
        let year = Year::of(batch, params, year, &classes, back, whole)?;
        let of_year = year.fill(batch, &mut random, people, &traits)?;
        if back == 0 {
            stays = of_year;
        }
    }
    Ok(stays)
}

/// What each class is taught.
pub(super) fn teach(batch: &mut Batch, level: Level, classes: &[Vec<Class>]) -> Answer<()> {
    let teaching = |class: &Class| ClassTeaching { level: Some(taught(level, class)), special: false };
    let taught: BTreeMap<&str, ClassTeaching> =
        classes.iter().flatten().map(|class| (class.code.as_str(), teaching(class))).collect();
    // One text: of more classes than the largest school has it would be too long (sync.md 13).
    let fits = serde_json::to_string(&taught).is_ok_and(|text| text.len() <= STRING_BYTES);
    if fits { put_setting(batch, CLASSES, &taught) } else { Ok(()) }
}

fn taught(level: Level, class: &Class) -> enrolment::Level {
    match level {
        Level::Basis if class.years_before < 3 => enrolment::Level::Kleuter,
        Level::Basis => enrolment::Level::Lager,
        Level::Secundair => enrolment::Level::Secundair,
    }
}

fn traits(random: &mut Random, people: &[Person], classes: &[Vec<Class>]) -> BTreeMap<PupilId, Trait> {
    let mut traits: BTreeMap<PupilId, Trait> =
        people.iter().map(|person| (person.id, Trait::of(random))).collect();
    // From the second year of primary school on, so that both years were compulsory.
    let old: BTreeSet<&str> = classes.iter().skip(4).flatten().map(|class| class.code.as_str()).collect();
    let chosen =
        people.iter().find(|person| person.class.as_deref().is_some_and(|class| old.contains(class)));
    if let Some(person) = chosen {
        traits.insert(person.id, Trait::Absent);
    }
    traits
}

/// One school year of the demo school.
struct Year<'a> {
    params: &'a Params,
    year: SchoolYear,
    /// School years before the present one.
    back: u16,
    /// Everybody, or only the one pupil of whom the past matters.
    whole: bool,
    /// Class of the present to class and location of that year.
    places: BTreeMap<&'a str, &'a Class>,
    calendar: ClassCalendar,
}

impl<'a> Year<'a> {
    fn of(
        batch: &mut Batch,
        params: &'a Params,
        year: SchoolYear,
        classes: &'a [Vec<Class>],
        back: u16,
        whole: bool,
    ) -> Answer<Self> {
        let calendar = calendar(params.level, year);
        put_setting(batch, &format!("{CALENDAR}{year}"), &calendar)?;
        let mut places = BTreeMap::new();
        for (now, then) in classes.iter().skip(back.into()).zip(classes) {
            places.extend(now.iter().map(|class| class.code.as_str()).zip(then));
        }
        Ok(Self { params, year, back, whole, places, calendar: calendar.for_class("", "") })
    }

    fn fill(
        &self,
        batch: &mut Batch,
        random: &mut Random,
        people: &[Person],
        traits: &BTreeMap<PupilId, Trait>,
    ) -> Answer<Stays> {
        let mut stays = Stays::new();
        let Some(yesterday) = self.params.today.pred_opt() else { return Ok(stays) };
        let lessons: Vec<HalfDay> = self.calendar.lessons(self.year.first_day(), yesterday).collect();
        let mut marks: BTreeMap<NaiveDate, Vec<CellChange>> = BTreeMap::new();
        let mut classes: BTreeSet<&str> = BTreeSet::new();
        let codes = CodeList::standard();
        for person in people {
            let kind = traits.get(&person.id).copied().unwrap_or_default();
            let class = person.class.as_deref().and_then(|class| self.places.get(class));
            let Some(class) = class.filter(|_| self.whole || kind == Trait::Absent) else { continue };
            classes.insert(&class.code);
            let enrolment = self.enrolment(random, person, class, &lessons);
            let there: Vec<HalfDay> = lessons.iter().copied().filter(|at| enrolment.covers(at.day)).collect();
            let id = EnrolmentId(self.params.id(random));
            stays.insert(person.id, enrolment.clone());
            batch.push(Change::EnrolmentOpen { id, enrolment })?;
            let absences = Absences {
                today: self.params.today,
                codes: &codes,
                birth: person.birth_date,
                level: taught(self.params.level, class),
                kind,
                back: self.back,
            };
            for (at, mark) in absences.marks(random, &there) {
                marks.entry(at.day).or_default().push(set(person.id, at, mark));
            }
        }
        for items in marks.values().flat_map(|of_day| of_day.chunks(CELLS_PER_OP)) {
            batch.push(Change::AttendanceSet { items: items.to_vec() })?;
        }
        if self.whole {
            self.take(batch, &lessons, &classes)?;
        }
        Ok(stays)
    }

    /// From 1 September; a few came later, a few left.
    fn enrolment(
        &self,
        random: &mut Random,
        person: &Person,
        class: &Class,
        lessons: &[HalfDay],
    ) -> Enrolment {
        let some_day = |random: &mut Random| random.pick(lessons).day;
        let moved = |random: &mut Random| self.back == 0 && lessons.len() > 20 && random.permille(14);
        let mut from = self.year.first_day();
        if moved(random) {
            from = some_day(random);
        }
        let past = NaiveDate::from_ymd_opt(i32::from(self.year.begin_year()) + 1, 6, 30);
        let mut until = past.filter(|_| self.back > 0);
        if moved(random) {
            until = Some(some_day(random)).filter(|day| from < *day);
        }
        let (class, location) = (class.code.clone(), class.location.to_owned());
        Enrolment { pupil: person.id, class, location, from, until }
    }

    fn take(&self, batch: &mut Batch, lessons: &[HalfDay], classes: &BTreeSet<&str>) -> Answer<()> {
        let last = lessons.last().filter(|_| self.back == 0);
        for at in lessons {
            let left = if Some(at) == last { NOT_TAKEN } else { 0 };
            for class in classes.iter().skip(left) {
                batch.push(Change::RollTake { class: (*class).to_owned(), at: *at })?;
            }
        }
        Ok(())
    }
}

fn set(pupil: PupilId, at: HalfDay, mark: Mark) -> CellChange {
    CellChange { key: Cell { pupil, at }, was: None, now: Some(mark) }
}
