//! To which class and group the pupils of a class most likely pass: the class one year up, as the
//! school names its classes, and the group in which that class is now.

use std::collections::{BTreeMap, BTreeSet};

use super::messages::{Passing, PlaceInSchool};

/// What the school's classes are this year.
pub(super) struct Proposals {
    classes: BTreeSet<String>,
    /// By class, group and location with the number of pupils.
    places: BTreeMap<String, BTreeMap<(String, String), u32>>,
}

/// Name of a class cut in what stands before the year, the year, and the rest: `L4B` is `L`, 4, `B`.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Cut<'a> {
    stage: &'a str,
    year: u32,
    rest: &'a str,
}

impl<'a> Cut<'a> {
    fn of(class: &'a str) -> Option<Self> {
        let begin = class.find(|c: char| c.is_ascii_digit())?;
        let end = class[begin..].find(|c: char| !c.is_ascii_digit()).map_or(class.len(), |at| begin + at);
        let year = class[begin..end].parse().ok()?;
        Some(Self { stage: &class[..begin], year, rest: &class[end..] })
    }

    /// After the third year of kleuter (`K3`) comes the first year of primary school (`L1`).
    fn next(&self) -> (String, u32) {
        match self.stage.to_uppercase().as_str() {
            "K" if self.year == 3 => ("L".to_owned(), 1),
            _ => (self.stage.to_owned(), self.year + 1),
        }
    }
}

impl Proposals {
    /// From where everybody is.
    pub(super) fn of<'a>(places: impl Iterator<Item = &'a PlaceInSchool>) -> Self {
        let mut proposals = Self { classes: BTreeSet::new(), places: BTreeMap::new() };
        for place in places.filter(|place| !place.class.is_empty()) {
            proposals.classes.insert(place.class.clone());
            let key = (place.group.clone(), place.location.clone());
            *proposals.places.entry(place.class.clone()).or_default().entry(key).or_default() += 1;
        }
        proposals
    }

    /// What becomes of the pupils of a class: they pass to the class of the same name one year up; to
    /// the only one of that year; they leave when there is no such year. Otherwise it is not known.
    pub(super) fn passing(&self, class: &str) -> Passing {
        let Some(cut) = Cut::of(class) else { return Passing::Unknown };
        let (stage, year) = cut.next();
        let mut above: Vec<&String> = self
            .classes
            .iter()
            .filter(|other| Cut::of(other).is_some_and(|other| other.stage == stage && other.year == year))
            .collect();
        if above.is_empty() {
            return Passing::Leaves { cause: String::new(), situation: String::new() };
        }
        if above.len() > 1 {
            above.retain(|other| Cut::of(other).is_some_and(|other| other.rest == cut.rest));
        }
        match above.as_slice() {
            [one] => self.to((*one).clone()),
            _ => Passing::Unknown,
        }
    }

    fn to(&self, class: String) -> Passing {
        let places = self.places.get(&class);
        let most = places.and_then(|places| places.iter().max_by_key(|(_, pupils)| **pupils));
        let (group, location) = most.map(|(place, _)| place.clone()).unwrap_or_default();
        Passing::Group { class, group, location }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposals(classes: &[&str]) -> Proposals {
        let places: Vec<PlaceInSchool> = classes
            .iter()
            .map(|class| PlaceInSchool {
                group: format!("g{class}"),
                location: "001".into(),
                class: (*class).into(),
            })
            .collect();
        Proposals::of(places.iter())
    }

    fn to(class: &str) -> Passing {
        Passing::Group { class: class.into(), group: format!("g{class}"), location: "001".into() }
    }

    #[test]
    fn a_class_passes_to_the_one_of_its_name_one_year_up() {
        let school = proposals(&["K2A", "K3A", "K3B", "L1A", "L1B", "L6A", "2ECO", "3ECO", "3HUM"]);
        for (from, expected) in [("K2A", "K3A"), ("K3A", "L1A"), ("K3B", "L1B"), ("2ECO", "3ECO")] {
            assert!(school.passing(from) == to(expected), "{from}");
        }
        assert!(matches!(school.passing("L6A"), Passing::Leaves { .. }), "there is no seventh year");
        assert!(school.passing("2LAT") == Passing::Unknown, "two classes above, none of that name");
        assert!(school.passing("OKAN") == Passing::Unknown);
    }

    #[test]
    fn the_only_class_of_the_year_above_takes_all() {
        let school = proposals(&["K1A", "K1B", "K2"]);
        assert!(school.passing("K1A") == to("K2") && school.passing("K1B") == to("K2"));
    }
}
