//! The rows of a list of enrolments elsewhere: whom each is about, and what speaks against it.

use std::collections::{BTreeMap, BTreeSet};

use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::matching::Index;
use stamboek_domain::pupil::{PupilField, PupilId};

use super::lines::Line;
use super::person::ByPerson;
use crate::imports::remarks::RemarkCode;
use crate::imports::rows::remark;
use crate::imports::snapshot::{Known, Snapshot};
use crate::overlaps::messages::*;

/// Pupils proposed for a line of which nobody is certain.
const CANDIDATES: usize = 5;

/// Whom the lines are about.
pub struct About<'a> {
    snapshot: &'a Snapshot,
    by: ByPerson<'a>,
    likeness: Option<Index>,
    ours: &'a BTreeSet<InstitutionNumber>,
    request: &'a ElsewhereImportRequest,
}

impl<'a> About<'a> {
    pub fn new(
        snapshot: &'a Snapshot,
        ours: &'a BTreeSet<InstitutionNumber>,
        request: &'a ElsewhereImportRequest,
    ) -> Self {
        Self { snapshot, by: ByPerson::new(snapshot), likeness: None, ours, request }
    }

    /// The row as it is shown, with a verdict that does not know yet what is in the register.
    pub fn row(&mut self, Line { mut person, told }: Line) -> ElsewhereRow {
        let number = person.number;
        let confirmed = self.request.confirm.get(&number).copied();
        let found = self.by.chosen(&person, confirmed);
        let out = self.request.leave_out.contains(&number) || self.request.nobody.contains(&number);
        let is_ours = told.as_ref().and_then(|told| told.institution.as_ref());
        let is_ours = is_ours.is_some_and(|number| self.ours.contains(number));
        if confirmed.is_some() && found.is_none() {
            person.remark(RemarkCode::ChosenIsGone, []);
        }
        let verdict = match () {
            () if out => ElsewhereVerdict::LeftOut,
            () if told.is_none() || person.refused() => ElsewhereVerdict::Refused,
            () if is_ours => ElsewhereVerdict::Ours,
            () if found.is_none() => ElsewhereVerdict::Unmatched,
            () => ElsewhereVerdict::New,
        };
        let mut candidates = Vec::new();
        if verdict == ElsewhereVerdict::Unmatched {
            let index = self.likeness.get_or_insert_with(|| self.snapshot.likeness());
            candidates = self.snapshot.likely(index, &person, "", CANDIDATES);
        }
        ElsewhereRow {
            row: number,
            last_name: person.field(PupilField::LastName).to_owned(),
            first_name: person.field(PupilField::FirstName).to_owned(),
            pupil: found.map(|known| known.row.id),
            class: found.map(|known: &Known| known.row.class.clone()).unwrap_or_default(),
            verdict,
            was: None,
            now: told,
            school: String::new(),
            comes_back: false,
            candidates,
            remarks: person.remarks,
        }
    }
}

/// Two rows that tell one enrolment differently refuse each other.
pub fn refuse_twice(rows: &mut [ElsewhereRow]) {
    let mut first: BTreeMap<(PupilId, String), usize> = BTreeMap::new();
    for at in 0..rows.len() {
        let key = match (&rows[at].now, rows[at].pupil, rows[at].verdict) {
            (Some(now), Some(pupil), ElsewhereVerdict::New) => (pupil, now.key().to_string()),
            _ => continue,
        };
        let other = *first.entry(key).or_insert(at);
        if other != at && rows[other].now != rows[at].now {
            let number = rows[other].row.to_string();
            let told_twice = remark(rows[at].row, RemarkCode::ToldTwice, [("other_row", &*number)]);
            rows[at].remarks.push(told_twice);
            rows[at].verdict = ElsewhereVerdict::Refused;
        }
    }
}
