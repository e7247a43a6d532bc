//! What a record is about, out of its id: the other way round of the names in [`RecordKey`].

use uuid::Uuid;

use super::{Kind, RecordKey};
use crate::attendance::{Half, HalfDay};
use crate::pupil::PupilId;
use crate::sync::op::{Cell, ExternalNumber};

impl RecordKey {
    /// The identity that is the whole id: of a pupil, a print, an enrolment, a held entry.
    pub fn uuid(&self) -> Option<Uuid> {
        Uuid::parse_str(&self.id).ok()
    }

    /// The cell of a mark.
    pub fn as_cell(&self) -> Option<Cell> {
        (self.kind == Kind::Attendance).then(|| Cell::try_from(self.id.clone()).ok())?
    }

    /// Class and half day of a register.
    pub fn as_roll(&self) -> Option<(&str, HalfDay)> {
        let mut parts = self.id.splitn(3, '/');
        let (Kind::Roll, day, half, class) = (self.kind, parts.next()?, parts.next()?, parts.next()?) else {
            return None;
        };
        let half = Half::BOTH.into_iter().find(|one| one.as_str() == half)?;
        Some((class, HalfDay { day: day.parse().ok()?, half }))
    }

    /// Pupil and key of a fact.
    pub fn as_fact(&self) -> Option<(PupilId, &str)> {
        let (pupil, key) = self.id.split_once('/')?;
        (self.kind == Kind::Fact).then(|| Some((PupilId(Uuid::parse_str(pupil).ok()?), key)))?
    }

    /// A number of another system.
    pub fn as_number(&self) -> Option<ExternalNumber> {
        let mut parts = self.id.split('/').map(|part| part.replace("%2F", "/").replace("%25", "%"));
        let (system, database, value) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = self.kind == Kind::Number && parts.next().is_none();
        whole.then_some(ExternalNumber { system, database, value })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_id_tells_what_it_was_made_of(
            pupil in any::<u128>(), day in 0_i64..20_000, morning in any::<bool>(),
            texts in proptest::array::uniform3("[a-z0-9/% ]{0,6}"),
        ) {
            let pupil = PupilId(Uuid::from_u128(pupil));
            let day = chrono::NaiveDate::default() + chrono::Days::new(day.unsigned_abs());
            let at = HalfDay { day, half: if morning { Half::Vm } else { Half::Nm } };
            let [system, database, value] = texts.clone();
            let number = ExternalNumber { system, database, value };
            let cell = Cell { pupil, at };
            prop_assert!(RecordKey::cell(cell).as_cell() == Some(cell));
            prop_assert!(RecordKey::roll(&texts[0], at).as_roll() == Some((&*texts[0], at)));
            prop_assert!(RecordKey::fact(pupil, &texts[0]).as_fact() == Some((pupil, &*texts[0])));
            prop_assert!(RecordKey::number(&number).as_number() == Some(number));
            prop_assert!(RecordKey::pupil(pupil).uuid() == Some(pupil.0));
        }
    }
}
