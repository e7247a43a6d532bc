//! Which pupil of the register a line of a list is about.

use std::collections::HashMap;

use stamboek_domain::name::{fold, squash};
use stamboek_domain::pupil::{PupilField, PupilId};

use crate::imports::rows::Row;
use crate::imports::snapshot::{Known, Snapshot, clearly_other};

/// The register by what such a line can name: the INSZ, institution and stamnummer, or name, first
/// name and birth date together.
pub struct ByPerson<'a> {
    known: &'a Snapshot,
    insz: HashMap<&'a str, usize>,
    stamnummer: HashMap<String, usize>,
    name: HashMap<(String, String, String), Vec<usize>>,
}

impl<'a> ByPerson<'a> {
    pub fn new(known: &'a Snapshot) -> Self {
        let mut by = Self { known, insz: HashMap::new(), stamnummer: HashMap::new(), name: HashMap::new() };
        for (at, one) in known.pupils.iter().enumerate().filter(|(_, one)| one.row.kind != "staff") {
            if !one.insz.is_empty() {
                by.insz.insert(&one.insz, at);
            }
            by.stamnummer.extend(one.stamnummer_key().map(|key| (key, at)));
            if !one.row.birth_date.is_empty() {
                let key = key(&one.row.last_name, &one.row.first_name, &one.row.birth_date);
                by.name.entry(key).or_default().push(at);
            }
        }
        by
    }

    /// The pupil that the line names for certain. An INSZ or stamnummer of somebody with a clearly
    /// other name, or a name that two have, is not certain.
    pub fn find(&self, row: &Row, institution: &str) -> Option<&'a Known> {
        let sure = |at: &usize| Some(&self.known.pupils[*at]).filter(|known| !clearly_other(row, known));
        if let Some(known) = self.insz.get(row.field(PupilField::Insz)).and_then(sure) {
            return Some(known);
        }
        let stamnummer = row.stamnummer_key(institution);
        if let Some(known) = stamnummer.and_then(|key| self.stamnummer.get(&key)).and_then(sure) {
            return Some(known);
        }
        let field = |field| row.field(field);
        let (last, first) = (field(PupilField::LastName), field(PupilField::FirstName));
        match self.name.get(&key(last, first, field(PupilField::BirthDate))).map(Vec::as_slice) {
            Some([only]) => Some(&self.known.pupils[*only]),
            _ => None,
        }
    }

    /// The pupil that somebody chose for the line, or the one it names.
    pub fn chosen(&self, row: &Row, confirmed: Option<PupilId>) -> Option<&'a Known> {
        match confirmed {
            Some(pupil) => self.known.get(pupil),
            None => self.find(row, ""),
        }
    }
}

fn key(last: &str, first: &str, birth: &str) -> (String, String, String) {
    (squash(&fold(last)), squash(&fold(first)), birth.to_owned())
}
