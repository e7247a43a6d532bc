//! Who in the register a row is about.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use stamboek_domain::pupil::{PupilField, PupilId};

use super::Choices;
use crate::imports::remarks::RemarkCode;
use crate::imports::rows::Row;
use crate::imports::snapshot::{KnownNumber, Snapshot, clearly_other};

/// The register by everything that a row can name.
pub struct Lookup<'a> {
    /// The register itself.
    pub known: &'a Snapshot,
    number: BTreeMap<&'a str, &'a KnownNumber>,
    /// The number that each person holds in that database.
    pub of_pupil: HashMap<PupilId, &'a KnownNumber>,
    insz: HashMap<&'a str, usize>,
    stamnummer: HashMap<String, usize>,
    exact: HashMap<(&'a str, &'a str, &'a str), Vec<usize>>,
}

impl<'a> Lookup<'a> {
    /// For the numbers of that database.
    pub fn new(known: &'a Snapshot, database: &str) -> Self {
        let mut lookup = Self {
            known,
            number: known.holders(database),
            of_pupil: HashMap::new(),
            insz: HashMap::new(),
            stamnummer: HashMap::new(),
            exact: HashMap::new(),
        };
        for number in lookup.number.values() {
            lookup.of_pupil.insert(number.pupil, number);
        }
        for (index, one) in known.pupils.iter().enumerate() {
            if !one.insz.is_empty() {
                lookup.insz.insert(&one.insz, index);
            }
            if let Some(key) = one.stamnummer_key() {
                lookup.stamnummer.insert(key, index);
            }
            let row = &one.row;
            if !row.birth_date.is_empty() {
                let key = (row.last_name.as_str(), row.first_name.as_str(), row.birth_date.as_str());
                lookup.exact.entry(key).or_default().push(index);
            }
        }
        lookup
    }

    /// Who holds a number in that database today.
    pub fn holder(&self, value: &str) -> Option<usize> {
        self.number.get(value).and_then(|n| self.known.index(n.pupil))
    }

    /// The people by name and class, for the values of a remark.
    pub fn named(&self, indexes: impl IntoIterator<Item = usize>) -> String {
        indexes.into_iter().map(|i| self.known.pupils[i].label()).collect::<Vec<_>>().join(", ")
    }

    /// Who the row is in the register; says in the row why it cannot be told.
    pub fn find(&self, row: &mut Row, choices: &Choices) -> Option<usize> {
        let by_insz = self.insz.get(row.field(PupilField::Insz)).copied();
        if let Some(chosen) = choices.request.same.get(&row.number) {
            let found = self.known.index(*chosen);
            if found.is_none() {
                row.remark(RemarkCode::ChosenIsGone, []);
            }
            if by_insz.is_some() && by_insz != found {
                self.drop_insz(row, by_insz);
            }
            return found;
        }
        let by_number = row.external.as_deref().and_then(|value| self.holder(value));
        let by_stamnummer =
            row.stamnummer_key(choices.institution).and_then(|key| self.stamnummer.get(&key).copied());
        if choices.request.different.contains(&row.number) {
            self.drop_insz(row, by_insz);
            if let Some(holder) = by_stamnummer {
                row.remark(RemarkCode::NameDiffers, [("name", &self.known.pupils[holder].label())]);
            }
            return None;
        }
        let other = |index: Option<usize>| index.is_some_and(|i| clearly_other(row, &self.known.pupils[i]));
        // The INSZ alone does not make somebody with another name and birth date the same person,
        // unless the number says so, too.
        let agreed = by_insz.is_some() && (by_insz == by_number || by_insz == by_stamnummer);
        if by_insz.is_some() && !agreed && other(by_insz) {
            self.drop_insz(row, by_insz);
            return self.find_by(row, by_number, None, by_stamnummer);
        }
        self.find_by(row, by_number, by_insz, by_stamnummer)
    }

    fn find_by(
        &self,
        row: &mut Row,
        by_number: Option<usize>,
        by_insz: Option<usize>,
        by_stamnummer: Option<usize>,
    ) -> Option<usize> {
        for found in [by_number, by_stamnummer].into_iter().flatten() {
            let known = &self.known.pupils[found];
            if by_insz != Some(found) && clearly_other(row, known) {
                row.remark(RemarkCode::NameDiffers, [("name", &known.label())]);
                return None;
            }
        }
        let key = (
            row.field(PupilField::LastName),
            row.field(PupilField::FirstName),
            row.field(PupilField::BirthDate),
        );
        let exact = self.exact.get(&key).map_or(&[][..], Vec::as_slice);
        let mut people: BTreeSet<usize> = [by_number, by_insz, by_stamnummer].into_iter().flatten().collect();
        if people.is_empty() || exact.len() == 1 {
            people.extend(exact);
        }
        if people.len() > 1 {
            let names = self.named(people);
            row.remark(RemarkCode::PointsToTwo, [("names", &names)]);
            return None;
        }
        people.pop_first()
    }

    fn drop_insz(&self, row: &mut Row, holder: Option<usize>) {
        if let Some(holder) = holder {
            row.fields.remove(&PupilField::Insz);
            row.remark(RemarkCode::InszTaken, [("name", &self.known.pupils[holder].label())]);
        }
    }
}
