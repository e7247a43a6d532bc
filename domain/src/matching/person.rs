//! A record prepared to be compared, and the index that finds candidates among many.

use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::{Likeness, Why, distance, likeness};
use crate::name;

/// What a record says of a child, folded once.
#[derive(Clone)]
pub struct Person {
    /// Date of birth.
    pub birth_date: Option<NaiveDate>,
    /// INSZ of eleven digits.
    pub insz: Option<String>,
    /// Institution and stamnummer, as `039107/2200001`: a stamnummer alone says nothing.
    pub stamnummer: Option<String>,
    last: Name,
    first: Name,
}

/// A name in the forms in which it is compared.
#[derive(Clone, PartialEq)]
struct Name {
    written: String,
    folded: String,
    squashed: String,
    core: String,
}

impl Name {
    fn new(written: &str) -> Self {
        let folded = name::fold(written);
        let (squashed, core) = (name::squash(&folded), name::core(&folded));
        Self { written: written.trim().to_owned(), folded, squashed, core }
    }
}

impl Person {
    /// Prepares a record. Empty texts are nothing.
    pub fn new(
        last: &str,
        first: &str,
        birth_date: Option<NaiveDate>,
        insz: Option<&str>,
        stamnummer: Option<&str>,
    ) -> Self {
        let text = |t: Option<&str>| t.filter(|t| !t.is_empty()).map(str::to_owned);
        Self {
            birth_date,
            insz: text(insz),
            stamnummer: text(stamnummer),
            last: Name::new(last),
            first: Name::new(first),
        }
    }

    /// Name and first name in one text that does not depend on which is which.
    fn pair(&self) -> (String, String) {
        let (a, b) = (self.last.core.clone(), self.first.core.clone());
        if a <= b { (a, b) } else { (b, a) }
    }
}

/// How two pairs of names differ.
pub(super) struct NameDifference {
    pub(super) why: Vec<Why>,
    pub(super) loss: u8,
}

/// `None`: other names.
pub(super) fn compare_names(a: &Person, b: &Person) -> Option<NameDifference> {
    if [&a.last, &a.first, &b.last, &b.first].iter().any(|name| name.folded.is_empty()) {
        return None;
    }
    let straight = compare_pair((&a.last, &a.first), (&b.last, &b.first));
    let crossed = compare_pair((&a.last, &a.first), (&b.first, &b.last)).map(|mut found| {
        found.why.insert(0, Why::SwappedNames);
        found.loss += 4;
        found
    });
    match (straight, crossed) {
        (Some(s), Some(c)) => Some(if s.loss <= c.loss { s } else { c }),
        (s, c) => s.or(c),
    }
}

fn compare_pair(a: (&Name, &Name), b: (&Name, &Name)) -> Option<NameDifference> {
    let (mut why, mut loss, mut slips) = (Vec::new(), 0, 0);
    for (one, two) in [(a.0, b.0), (a.1, b.1)] {
        if one.folded != two.folded && one.squashed != two.squashed && one.core != two.core {
            // One slip in a name of three letters makes another name (Jan, Jos).
            let shortest = one.squashed.chars().count().min(two.squashed.chars().count());
            let nearest = distance(&one.squashed, &two.squashed).min(distance(&one.core, &two.core));
            if nearest > 1 || shortest < 4 {
                return None;
            }
            slips += 1;
            why.push(Why::TypingError);
            loss += 12;
        } else if one.folded != two.folded {
            why.push(Why::Particles);
            loss += if one.squashed == two.squashed { 4 } else { 8 };
        } else if one.written != two.written {
            why.push(Why::AccentsLost);
            loss += 2;
        }
    }
    if slips > 1 {
        loss += 6;
    }
    why.sort_by_key(|why| match why {
        Why::TypingError => 0,
        Why::Particles => 1,
        _ => 2,
    });
    why.dedup();
    Some(NameDifference { why, loss })
}

/// What the dates of birth take from the score; `None`: other people.
pub(super) fn compare_births(a: Option<NaiveDate>, b: Option<NaiveDate>) -> Option<u8> {
    let (Some(a), Some(b)) = (a, b) else {
        return Some(if a.is_none() && b.is_none() { 25 } else { 30 });
    };
    let parts = |d: NaiveDate| (d.day(), d.month(), d.year());
    let ((da, ma, ya), (db, mb, yb)) = (parts(a), parts(b));
    match () {
        () if a == b => Some(0),
        // Day and month exchanged.
        () if ya == yb && da == mb && ma == db => Some(15),
        // One of the three is another: a slip of the keyboard when it looks alike.
        () if ya == yb && ma == mb && alike(da, db) => Some(18),
        () if ya == yb && da == db && alike(ma, mb) => Some(18),
        () if da == db && ma == mb && alike(ya.unsigned_abs(), yb.unsigned_abs()) => Some(20),
        // 1 January stands for an unknown day and month (discimus.md 4.1).
        () if ya == yb && ((da, ma) == (1, 1) || (db, mb) == (1, 1)) => Some(25),
        () => None,
    }
}

/// Whether one digit is wrong or two neighbours are exchanged.
fn alike(a: u32, b: u32) -> bool {
    distance(&format!("{a:04}"), &format!("{b:04}")) <= 1
}

/// Finds those who could be the same child without comparing everybody with everybody.
pub struct Index {
    persons: Vec<Person>,
    insz: HashMap<String, Vec<usize>>,
    stamnummer: HashMap<String, Vec<usize>>,
    birth: HashMap<NaiveDate, Vec<usize>>,
    pair: HashMap<(String, String), Vec<usize>>,
    squashed: HashMap<(String, String), Vec<usize>>,
    unborn: Vec<usize>,
}

impl Index {
    /// Prepares the records; answers name them by their place.
    pub fn new(persons: Vec<Person>) -> Self {
        let mut index = Self {
            persons: Vec::with_capacity(persons.len()),
            insz: HashMap::new(),
            stamnummer: HashMap::new(),
            birth: HashMap::new(),
            pair: HashMap::new(),
            squashed: HashMap::new(),
            unborn: Vec::new(),
        };
        for person in persons {
            index.add(person);
        }
        index
    }

    /// Adds one record; answers its place.
    pub fn add(&mut self, person: Person) -> usize {
        let at = self.persons.len();
        if let Some(insz) = &person.insz {
            self.insz.entry(insz.clone()).or_default().push(at);
        }
        if let Some(stamnummer) = &person.stamnummer {
            self.stamnummer.entry(stamnummer.clone()).or_default().push(at);
        }
        match person.birth_date {
            Some(birth) => self.birth.entry(birth).or_default().push(at),
            None => self.unborn.push(at),
        }
        self.pair.entry(person.pair()).or_default().push(at);
        self.squashed.entry(squashed_pair(&person)).or_default().push(at);
        self.persons.push(person);
        at
    }

    /// The records that could be the same child, best first. Complete but for one case: somebody
    /// whose name has a typing error *and* whose date of birth differs is not looked for.
    pub fn find(&self, person: &Person, at_most: usize) -> Vec<(usize, Likeness)> {
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        let everybody: Vec<usize>;
        let lists = [
            person.insz.as_ref().and_then(|insz| self.insz.get(insz)),
            person.stamnummer.as_ref().and_then(|number| self.stamnummer.get(number)),
            person.birth_date.and_then(|birth| self.birth.get(&birth)),
            self.pair.get(&person.pair()),
            self.squashed.get(&squashed_pair(person)),
            match person.birth_date {
                Some(_) => Some(&self.unborn),
                // Without a date only the name is left: everybody.
                None => {
                    everybody = (0..self.persons.len()).collect();
                    Some(&everybody)
                }
            },
        ];
        for at in lists.into_iter().flatten().flatten() {
            if seen.insert(*at)
                && let Some(likeness) = likeness(person, &self.persons[*at])
            {
                found.push((*at, likeness));
            }
        }
        found.sort_by_key(|(at, likeness)| (std::cmp::Reverse(likeness.score), *at));
        found.truncate(at_most);
        found
    }
}

fn squashed_pair(person: &Person) -> (String, String) {
    let (a, b) = (person.last.squashed.clone(), person.first.squashed.clone());
    if a <= b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(last: &str, first: &str, birth: &str) -> Person {
        Person::new(last, first, birth.parse().ok(), None, None)
    }

    #[test]
    fn the_index_finds_what_comparing_with_everybody_finds() {
        let persons = [
            ("Van den Bossche", "Zoë", "2015-04-03"),
            ("Vandenbossche", "Zoe", "2015-03-04"),
            ("Bossche", "Zoë", ""),
            ("Zoe", "Van Den Bossche", "2015-04-03"),
            ("Peeters", "Jan", "2015-04-03"),
        ];
        let persons: Vec<Person> = persons.map(|(l, f, b)| person(l, f, b)).into();
        let index = Index::new(persons.clone());
        for one in &persons {
            let found: Vec<usize> = index.find(one, 10).into_iter().map(|(at, _)| at).collect();
            let all = (0..persons.len()).filter(|at| likeness(one, &persons[*at]).is_some()).count();
            assert_eq!(found.len(), all);
        }
        assert_eq!(index.find(&persons[4], 10).len(), 1, "only himself");
    }

    #[test]
    fn a_misread_day_and_month_is_alike_and_another_day_is_not() {
        let day = |t: &str| t.parse().ok();
        assert!(compare_births(day("2015-04-03"), day("2015-03-04")).is_some());
        assert!(compare_births(day("2015-05-13"), day("2015-05-31")).is_some_and(|loss| loss > 0));
        assert!(compare_births(day("2015-04-13"), day("2015-04-12")).is_some_and(|loss| loss > 0));
        assert!(compare_births(day("2015-04-13"), day("2015-01-01")).is_some());
        assert!(compare_births(day("2015-04-13"), day("2013-07-28")).is_none());
    }
}
