//! Everybody in memory, found by name, stamnummer and class.

use std::collections::HashMap;

use rusqlite::Connection;
use stamboek_domain::class;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::search::NameIndex;

use super::messages::{ClassCount, PupilRow};
use super::row::{self, SortKey};
use crate::Answer;
use crate::register::everybody::Everybody;

/// Rows and folded names. A person keeps one seat as long as the register is open; the seat of
/// somebody who was taken back stays empty.
#[derive(Clone)]
pub struct People {
    /// By seat.
    rows: Vec<PupilRow>,
    seats: HashMap<PupilId, u32>,
    /// Seats in class and name order.
    order: Vec<u32>,
    /// By seat: place in that order.
    places: Vec<u32>,
    names: NameIndex,
    /// Stamnummer and seat, sorted.
    stamnummers: Vec<(String, u32)>,
    /// Class, in order, and how many sit in it.
    classes: Vec<(String, u32)>,
}

impl People {
    /// From rows in class and name order.
    pub fn new(rows: Vec<PupilRow>) -> Self {
        let mut classes: Vec<(String, u32)> = Vec::new();
        for row in rows.iter().filter(|row| !row.class.is_empty()) {
            match classes.last_mut() {
                Some((last, pupils)) if *last == row.class => *pupils += 1,
                _ => classes.push((row.class.clone(), 1)),
            }
        }
        let seated = || (0..).zip(&rows);
        let mut stamnummers: Vec<(String, u32)> = seated()
            .filter(|(_, row)| !row.stamnummer.is_empty())
            .map(|(seat, row)| (row.stamnummer.clone(), seat))
            .collect();
        stamnummers.sort_unstable();
        let names = NameIndex::new(rows.iter().map(|row| (row.last_name.as_str(), row.first_name.as_str())));
        let seats = seated().map(|(seat, row)| (row.id, seat)).collect();
        let order: Vec<u32> = (0..rows.len() as u32).collect();
        Self { places: order.clone(), rows, seats, order, names, stamnummers, classes }
    }

    /// Takes these pupils as they stand now; who is not among the rows is gone.
    pub fn replace(&mut self, pupils: &[PupilId], rows: Vec<PupilRow>) {
        for pupil in pupils {
            self.take_out(*pupil);
        }
        for row in rows {
            self.put(row);
        }
        for (place, seat) in (0..).zip(&self.order) {
            self.places[*seat as usize] = place;
        }
    }

    fn take_out(&mut self, pupil: PupilId) {
        let Some(seat) = self.seats.get(&pupil).copied() else { return };
        let row = &self.rows[seat as usize];
        // Taken back earlier: the seat is empty.
        let Some(place) = self.place_of(seat, row) else { return };
        self.order.remove(place);
        self.names.take_out(seat);
        if let Ok(at) =
            self.stamnummers.binary_search_by(|(s, other)| (s, other).cmp(&(&row.stamnummer, &seat)))
        {
            self.stamnummers.remove(at);
        }
        if let Some(at) = self.classes.iter().position(|(class, _)| *class == row.class) {
            self.classes[at].1 -= 1;
            if self.classes[at].1 == 0 {
                self.classes.remove(at);
            }
        }
    }

    fn put(&mut self, row: PupilRow) {
        let seat = *self.seats.entry(row.id).or_insert(self.rows.len() as u32);
        let key = SortKey::of(&row);
        let place = self.order.partition_point(|other| SortKey::of(&self.rows[*other as usize]) <= key);
        self.order.insert(place, seat);
        self.names.put(seat, &row.last_name, &row.first_name);
        if !row.stamnummer.is_empty() {
            let entry = (row.stamnummer.clone(), seat);
            self.stamnummers.insert(self.stamnummers.partition_point(|other| *other < entry), entry);
        }
        if !row.class.is_empty() {
            let at = self.classes.partition_point(|(class, _)| class::compare(class, &row.class).is_lt());
            match self.classes.get_mut(at) {
                Some((class, pupils)) if *class == row.class => *pupils += 1,
                _ => self.classes.insert(at, (row.class.clone(), 1)),
            }
        }
        match self.rows.get_mut(seat as usize) {
            Some(old) => *old = row,
            None => {
                self.rows.push(row);
                self.places.push(0);
            }
        }
    }

    /// Where the seat stands in the order; namesakes in one class stand beside each other.
    fn place_of(&self, seat: u32, row: &PupilRow) -> Option<usize> {
        let key = SortKey::of(row);
        let first = self.order.partition_point(|other| SortKey::of(&self.rows[*other as usize]) < key);
        let namesakes =
            self.order[first..].iter().take_while(|other| SortKey::of(&self.rows[**other as usize]) == key);
        namesakes.enumerate().find(|(_, other)| **other == seat).map(|(after, _)| first + after)
    }

    /// Everybody, in class and name order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &PupilRow> {
        self.order.iter().map(|seat| &self.rows[*seat as usize])
    }

    /// One person.
    pub fn row(&self, id: PupilId) -> Option<&PupilRow> {
        let seat = *self.seats.get(&id)?;
        let row = &self.rows[seat as usize];
        self.order.get(self.places[seat as usize] as usize).filter(|other| **other == seat).map(|_| row)
    }

    /// Those whose name answers to the text, best first, else in class and name order.
    pub fn by_name(&self, text: &str, most: usize) -> impl Iterator<Item = &PupilRow> {
        let hits = self.names.search(text, most, |seat| self.places[seat as usize]);
        hits.into_iter().map(|hit| &self.rows[hit.person])
    }

    /// Those whose stamnummer begins so, from three characters on.
    pub fn by_stamnummer(&self, text: &str, most: usize) -> impl Iterator<Item = &PupilRow> {
        let first = self.stamnummers.partition_point(|(stamnummer, _)| stamnummer.as_str() < text);
        self.stamnummers[first..]
            .iter()
            .take_while(move |(stamnummer, _)| text.len() >= 3 && stamnummer.starts_with(text))
            .take(most)
            .map(|(_, seat)| &self.rows[*seat as usize])
    }

    /// The classes whose code begins so, without regard to case and spaces.
    pub fn classes(&self, text: &str, most: usize) -> Vec<ClassCount> {
        let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
        let wanted = plain(text);
        self.classes
            .iter()
            .filter(|(class, _)| plain(class).starts_with(&wanted))
            .take(most)
            .map(|(class, pupils)| ClassCount { class: class.clone(), pupils: *pupils })
            .collect()
    }
}

impl Everybody for People {
    fn read(db: &Connection) -> Answer<Self> {
        Ok(Self::new(row::all(db)?))
    }

    fn read_again(&mut self, db: &Connection, pupils: &[PupilId]) -> Answer<()> {
        self.replace(pupils, row::by_ids(db, pupils)?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    /// A person whose name and stamnummer tell who it is, so that no two are alike.
    fn row(who: u8, last: &str, class: &str, stamnummer: &str) -> PupilRow {
        PupilRow {
            id: PupilId(Uuid::from_u128(who.into())),
            last_name: last.to_owned(),
            first_name: format!("Emma {}", char::from(b'a' + who)),
            birth_date: String::new(),
            sex: String::new(),
            class: class.to_owned(),
            stamnummer: if stamnummer.is_empty() { String::new() } else { format!("{stamnummer}{who}") },
            institution: String::new(),
            location: String::new(),
            kind: "pupil".to_owned(),
            number: String::new(),
            has_insz: false,
            card: "never".to_owned(),
        }
    }

    fn sorted(people: &HashMap<u8, PupilRow>) -> Vec<PupilRow> {
        let mut rows: Vec<PupilRow> = people.values().cloned().collect();
        rows.sort_by_cached_key(SortKey::of);
        rows
    }

    /// All rows, those found by name and by stamnummer, and the classes with their pupils.
    type Seen = (Vec<PupilRow>, Vec<PupilRow>, Vec<PupilRow>, Vec<(String, u32)>);

    fn seen(people: &People) -> Seen {
        let owned = |rows: Vec<&PupilRow>| rows.into_iter().cloned().collect();
        let classes = people.classes("", 99).into_iter().map(|found| (found.class, found.pupils));
        (
            people.rows().cloned().collect(),
            owned(people.by_name("emma", 5).collect()),
            owned(people.by_stamnummer("123", 99).collect()),
            classes.collect(),
        )
    }

    proptest! {
        #[test]
        fn people_who_changed_one_by_one_equal_those_read_anew(
            changes in proptest::collection::vec(
                (0u8..9, proptest::option::of(("(Aerts|Peeters|Maes)", "(|1A|2A|10A)", "(|123|124)"))),
                0..30,
            ),
        ) {
            let mut now = HashMap::from([(0, row(0, "Aerts", "1A", "123")), (1, row(1, "Maes", "", ""))]);
            let mut people = People::new(sorted(&now));
            for (who, state) in changes {
                let id = PupilId(Uuid::from_u128(who.into()));
                let read = state.map(|(last, class, stamnummer)| row(who, &last, &class, &stamnummer));
                match &read {
                    Some(row) => now.insert(who, row.clone()),
                    None => now.remove(&who),
                };
                people.replace(&[id], read.into_iter().collect());
                prop_assert!(people.row(id) == now.get(&who));
            }
            let (changed, anew) = (seen(&people), seen(&People::new(sorted(&now))));
            prop_assert!(changed.0 == anew.0, "rows");
            prop_assert!(changed.1 == anew.1, "names");
            prop_assert!(changed.2 == anew.2, "stamnummers");
            prop_assert_eq!(changed.3, anew.3);
        }
    }
}
