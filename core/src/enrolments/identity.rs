//! Who enrols: what was typed, beside what the register has and what the INSZ tells.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::enrolment::{EnrolmentRemark, EnrolmentRemarkKind};
use stamboek_domain::insz::Insz;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilField;

use super::known::Known;
use super::messages::{EnrolRequest, InszTells};
use super::typed::Problems;
use crate::Answer;
use crate::pupils::field;

/// Identity as it would stand.
pub(super) struct Identity {
    /// All fields as they become.
    pub(super) fields: BTreeMap<PupilField, String>,
    /// Fields that were typed.
    pub(super) typed: BTreeMap<PupilField, Option<String>>,
}

impl Identity {
    /// What was typed of the identity, field by field.
    pub(super) fn read(
        db: &Connection,
        request: &EnrolRequest,
        known: &Known,
        problems: &mut Problems,
        today: NaiveDate,
    ) -> Answer<Self> {
        use PupilField as F;
        let mut identity = Self { fields: known.fields.clone(), typed: BTreeMap::new() };
        let mut asked: BTreeMap<F, &str> =
            request.fields.iter().map(|(field, text)| (*field, text.as_str())).collect();
        if request.pupil.is_none() {
            asked.entry(F::LastName).or_default();
            asked.entry(F::FirstName).or_default();
        }
        // These stand in the form of the enrolment itself.
        asked.retain(|field, text| match field {
            F::Class | F::Stamnummer | F::Institution | F::Location => false,
            F::Kind => !text.trim().is_empty(),
            _ => true,
        });
        for (field, text) in asked {
            if let Some(value) = problems.keep(field.name(), field::parse(field, text, today)) {
                match &value {
                    Some(value) => identity.fields.insert(field, value.clone()),
                    None => identity.fields.remove(&field),
                };
                identity.typed.insert(field, value);
            }
        }
        if identity.text(F::Kind) == "staff" {
            problems
                .add("kind", Problem::new(Code::InvalidValue).with("field", "kind").with("value", "staff"));
        }
        if let Some(Some(insz)) = identity.typed.get(&F::Insz) {
            // AGODI reports a number that hangs on another stamnummer back at once (discimus.md 4.1).
            problems.keep("insz", field::insz_is_free(db, insz, request.pupil));
        }
        Ok(identity)
    }

    pub(super) fn text(&self, field: PupilField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    pub(super) fn birth(&self) -> Option<NaiveDate> {
        self.text(PupilField::BirthDate).parse().ok()
    }

    /// What the INSZ tells, without what the register has itself.
    pub(super) fn insz_tells(&self, known: &Known) -> InszTells {
        let Some(insz) = self.insz() else { return InszTells::default() };
        let lacks = |field| known.field(field).is_empty();
        InszTells {
            birth_date: insz.birth_date().filter(|_| lacks(PupilField::BirthDate)),
            sex: insz.sex().filter(|_| lacks(PupilField::Sex)).map(str::to_owned),
        }
    }

    /// In what the INSZ contradicts the rest. Both are kept: either can be wrong.
    pub(super) fn contradictions(&self) -> Vec<EnrolmentRemark> {
        let Some(insz) = self.insz() else { return Vec::new() };
        let birth = insz.birth_date().filter(|told| self.birth().is_some_and(|birth| birth != *told));
        let sex = insz.sex().filter(|told| !["", *told].contains(&self.text(PupilField::Sex)));
        let birth = birth.map(|told| EnrolmentRemarkKind::InszBirthDate { told });
        let sex = sex.map(|told| EnrolmentRemarkKind::InszSex { told });
        birth.into_iter().chain(sex).map(EnrolmentRemark::from).collect()
    }

    fn insz(&self) -> Option<Insz> {
        Insz::try_from(self.text(PupilField::Insz).to_owned()).ok()
    }
}
