//! The invented people, family by family.

use std::collections::HashSet;

use chrono::{Datelike, Days, NaiveDate};
use stamboek_domain::insz::Insz;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::stamnummer::Stamnummer;
use stamboek_domain::tag::Tag;

use super::classes::{Class, years};
use super::names::{ORIGINS, Origin};
use super::random::Random;
use super::{Level, Params};

/// An invented person.
#[derive(Clone)]
pub struct Person {
    /// Identity.
    pub id: PupilId,
    /// Permanent Stamboek code.
    pub tag: Tag,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Geboortedatum.
    pub birth_date: NaiveDate,
    /// Rijksregister- of bisnummer; some wait for it.
    pub insz: Option<Insz>,
    /// `m` or `v`.
    pub sex: &'static str,
    /// Klas; a few have none yet.
    pub class: Option<String>,
    /// Stamnummer; a few have none yet.
    pub stamnummer: Option<String>,
    /// Vestigingsplaats.
    pub location: &'static str,
    /// `pupil`, `boarder` or `staff`.
    pub kind: &'static str,
    /// Number in the other program's database, without leading zeros.
    pub number: String,
    /// Brothers and sisters have the same.
    pub family: usize,
}

/// Parents with their children so far.
struct Family {
    last: String,
    origin: &'static Origin,
    births: Vec<NaiveDate>,
    firsts: Vec<&'static str>,
}

struct Maker<'a> {
    params: &'a Params,
    random: Random,
    families: Vec<Family>,
    insz: HashSet<String>,
    tags: HashSet<Tag>,
    /// Next counter of the stamnummers, by years before this one.
    counters: [u32; 16],
}

/// The people of that school: the same for the same parameters. Pupils first, then staff.
pub fn people(params: &Params) -> Vec<Person> {
    let years = years(params.level, params.pupils, params.begin_year());
    let mut maker = Maker {
        params,
        random: Random::new(params.seed),
        families: Vec::new(),
        insz: HashSet::new(),
        tags: HashSet::new(),
        counters: [0; 16],
    };
    let mut numbers = maker.numbers();
    let mut people = Vec::with_capacity((params.pupils + params.staff) as usize);
    for n in 0..params.pupils as usize {
        let year = &years[n % years.len()];
        let class = &year[(n / years.len()) % year.len()];
        let number = numbers.pop().unwrap_or_default();
        let family = maker.family(class);
        let person = maker.child(family, class, None, number);
        if maker.random.permille(14) {
            let number = numbers.pop().unwrap_or_default();
            let other = &year[maker.random.below(year.len())];
            let twin = maker.child(family, other, Some(person.birth_date), number);
            people.extend([person, twin]);
        } else {
            people.push(person);
        }
        if people.len() >= params.pupils as usize {
            break;
        }
    }
    people.truncate(params.pupils as usize);
    for _ in 0..params.staff {
        let number = numbers.pop().unwrap_or_default();
        let person = maker.member_of_staff(number);
        people.push(person);
    }
    people
}

impl Maker<'_> {
    /// Person numbers of the database: rising with gaps, given out in no order that means anything.
    fn numbers(&mut self) -> Vec<String> {
        let mut value = 20_000u64;
        // One more, for a twin of the last pupil who does not come any more.
        let mut numbers: Vec<String> = (0..self.params.pupils + self.params.staff + 1)
            .map(|_| {
                value += 1 + self.random.below(5) as u64;
                value.to_string()
            })
            .collect();
        self.random.shuffle(&mut numbers);
        numbers
    }

    /// A family for a child of that class: one that has a child of another age, or a new one.
    fn family(&mut self, class: &Class) -> usize {
        if self.random.permille(330) {
            for _ in 0..6 {
                let at = self.random.below(self.families.len());
                if let Some(family) = self.families.get(at)
                    && family.births.len() < 3
                    && family.births.iter().all(|birth| (birth.year() - class.birth_year).abs() >= 2)
                {
                    return at;
                }
            }
        }
        let mut share = self.random.below(1000);
        let origin = ORIGINS
            .iter()
            .find(|origin| {
                let found = share < origin.share;
                share = share.saturating_sub(origin.share);
                found
            })
            .unwrap_or(&ORIGINS[0]);
        let mut last = (*self.random.pick(origin.last)).to_owned();
        if self.random.permille(60) {
            let second =
                ORIGINS[if self.random.permille(700) { 0 } else { self.random.below(ORIGINS.len()) }].last;
            let second = self.random.pick(second).split('/').next().unwrap_or_default();
            let first = last.split('/').next().unwrap_or_default();
            last = if self.random.permille(500) {
                format!("{first}-{second}")
            } else {
                format!("{first} {second}")
            };
        }
        self.families.push(Family { last, origin, births: Vec::new(), firsts: Vec::new() });
        self.families.len() - 1
    }

    fn child(
        &mut self,
        family: usize,
        class: &Class,
        twin_birth: Option<NaiveDate>,
        number: String,
    ) -> Person {
        let sex = if self.random.permille(488) { "v" } else { "m" };
        let first = self.first_name(family, sex);
        let repeats = i32::from(self.random.permille(60));
        let year = class.birth_year - repeats;
        let wants_insz = !self.random.permille(12 + self.families[family].origin.newcomers);
        let bis = self.random.permille(8 + self.families[family].origin.newcomers / 3);
        let mut birth = twin_birth.unwrap_or_else(|| self.day_of(year));
        let mut insz = wants_insz.then(|| self.insz(birth, sex, bis)).flatten();
        if twin_birth.is_none() {
            // Two numbers a day is all there is that nobody has: look for another day.
            for _ in 0..20 {
                if insz.is_some() || !wants_insz {
                    break;
                }
                birth = self.day_of(year);
                insz = self.insz(birth, sex, bis);
            }
        }
        let home = family;
        let family = &mut self.families[family];
        family.births.push(birth);
        family.firsts.push(first);
        let last = last_name(&family.last, sex);
        let entered = self.entry(class.years_before);
        let boarder = self.params.level == Level::Secundair && self.random.permille(40);
        let unplaced = self.random.permille(4);
        Person {
            id: self.id(),
            tag: self.tag(),
            last_name: last,
            first_name: first.to_owned(),
            birth_date: birth,
            insz,
            sex,
            class: (!unplaced).then(|| class.code.clone()),
            stamnummer: (!unplaced).then(|| self.stamnummer(entered)).flatten(),
            location: class.location,
            kind: if boarder { "boarder" } else { "pupil" },
            number,
            family: home,
        }
    }

    fn member_of_staff(&mut self, number: String) -> Person {
        let class = Class { code: String::new(), birth_year: 0, years_before: 0, location: "001" };
        let sex = if self.random.permille(780) { "v" } else { "m" };
        let year = self.params.begin_year() - 24 - self.random.below(40) as i32;
        let family = self.family(&class);
        let birth = self.day_of(year);
        let first = self.first_name(family, sex);
        Person {
            id: self.id(),
            tag: self.tag(),
            last_name: last_name(&self.families[family].last, sex),
            first_name: first.to_owned(),
            birth_date: birth,
            insz: self.insz(birth, sex, false),
            sex,
            class: None,
            stamnummer: None,
            location: class.location,
            kind: "staff",
            number,
            family,
        }
    }

    /// A first name that no brother or sister has.
    fn first_name(&mut self, family: usize, sex: &str) -> &'static str {
        let Family { origin, firsts, .. } = &self.families[family];
        let list = if sex == "v" { origin.girls } else { origin.boys };
        let start = self.random.below(list.len());
        let free =
            (0..list.len()).map(|n| list[(start + n) % list.len()]).find(|name| !firsts.contains(name));
        free.unwrap_or(list[start])
    }

    fn day_of(&mut self, year: i32) -> NaiveDate {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        first + Days::new(self.random.below(365) as u64)
    }

    /// A number that nobody has, here or outside; `None` when both of that day are taken.
    fn insz(&mut self, birth: NaiveDate, sex: &str, bis: bool) -> Option<Insz> {
        let plus = match bis {
            true => 20 + 20 * self.random.below(2) as u32,
            false => 0,
        };
        let serials = if sex == "v" { [0, 999] } else { [999, 0] };
        serials.into_iter().find_map(|serial| {
            let insz = Insz::compose(birth.year(), birth.month() + plus, birth.day(), serial)?;
            self.insz.insert(insz.as_str().to_owned()).then_some(insz)
        })
    }

    /// Years ago in which the pupil came: at the start, or later.
    fn entry(&mut self, years_before: u16) -> u16 {
        match self.random.permille(240) {
            true => self.random.below(usize::from(years_before) + 1) as u16,
            false => years_before,
        }
    }

    fn stamnummer(&mut self, years_ago: u16) -> Option<String> {
        let begin = u16::try_from(self.params.begin_year()).ok()?.checked_sub(years_ago)?;
        let counter = &mut self.counters[usize::from(years_ago)];
        *counter += 1;
        let number = Stamnummer::informat(SchoolYear::beginning(begin).ok()?, *counter).ok()?;
        Some(number.as_str().to_owned())
    }

    fn id(&mut self) -> PupilId {
        PupilId(self.params.id(&mut self.random))
    }

    fn tag(&mut self) -> Tag {
        loop {
            let tag = Tag::mint(self.random.bytes());
            if self.tags.insert(tag.clone()) {
                return tag;
            }
        }
    }
}

/// `Kowalski/Kowalska`: that of a son and that of a daughter.
fn last_name(last: &str, sex: &str) -> String {
    match last.split_once('/') {
        Some((son, daughter)) => if sex == "v" { daughter } else { son }.to_owned(),
        None => last.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    #[test]
    fn the_same_seed_gives_the_same_people_and_another_seed_others() {
        let params = Params::new(300, today());
        let text = |params: &Params| {
            people(params)
                .iter()
                .map(|p| format!("{}{}{}{:?}", p.last_name, p.first_name, p.number, p.id))
                .collect::<String>()
        };
        assert_eq!(text(&params), text(&params));
        assert_ne!(text(&params), text(&Params { seed: 2, ..params }));
    }

    #[test]
    fn every_number_is_one_persons_and_nobodys_outside() {
        for level in [Level::Basis, Level::Secundair] {
            for pupils in [1, 300, 5_000] {
                let params = Params { level, staff: 20, ..Params::new(pupils, today()) };
                let people = people(&params);
                assert_eq!(people.len(), pupils as usize + 20);
                let distinct = |of: &dyn Fn(&Person) -> Option<String>| {
                    let all: Vec<String> = people.iter().filter_map(of).collect();
                    let set: HashSet<&String> = all.iter().collect();
                    assert_eq!(set.len(), all.len());
                    all.len()
                };
                distinct(&|p| Some(p.number.clone()));
                distinct(&|p| Some(p.tag.as_str().into()));
                distinct(&|p| p.stamnummer.clone());
                distinct(&|p| p.insz.as_ref().map(|i| i.as_str().into()));
                for person in &people {
                    if let Some(insz) = &person.insz {
                        assert!(["000", "999"].contains(&&insz.as_str()[6..9]), "never issued");
                        assert_eq!(insz.birth_date(), Some(person.birth_date));
                        assert!(Insz::parse(insz.as_str(), today()).is_ok());
                    }
                }
            }
        }
    }

    #[test]
    fn the_school_has_what_a_school_has() {
        let people = people(&Params::new(1_200, today()));
        let count = |test: &dyn Fn(&Person) -> bool| people.iter().filter(|p| test(p)).count();
        assert!((5..120).contains(&count(&|p| p.insz.is_none())), "some wait for an INSZ");
        let month = |p: &Person| p.insz.as_ref().map_or(0, |i| i.as_str()[2..4].parse::<u32>().unwrap());
        assert!(count(&|p| month(p) > 20) > 3, "bis numbers");
        assert!(count(&|p| !p.last_name.is_ascii() || !p.first_name.is_ascii()) > 100, "diacritics");
        let classes: HashSet<_> = people.iter().filter_map(|p| p.class.clone()).collect();
        assert!(classes.contains("K1A") && classes.contains("L6B"));
        assert!(count(&|p| p.location == "002") > 100, "two locations");
        let twins = people.iter().enumerate().any(|(n, p)| {
            people[..n].iter().any(|o| o.last_name == p.last_name && o.birth_date == p.birth_date)
        });
        assert!(twins);
        for p in people.iter().filter(|p| p.class.as_deref() == Some("L1A")) {
            assert!((6..=8).contains(&(2026 - p.birth_date.year())), "age of a class");
        }
    }
}
