//! Entering a class.

use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilField;

use super::known::Known;
use super::messages::ClassEnrolRequest;
use super::seats;
use crate::history::messages::Saved;
use crate::pupils::field;
use crate::{Answer, Core};

/// Puts a pupil in a class from a day on, as one action; see [`seats::enter`].
///
/// # Errors
/// `EnrolmentWeekend`; `EnrolmentOverlaps`; `InvalidValue` for a class or location that is none, or
/// for staff; `NotFound`.
pub fn class_enrol(core: &Core, request: ClassEnrolRequest) -> Answer<Saved> {
    let ClassEnrolRequest { pupil, from, .. } = request;
    let today = core.today();
    let empty =
        || Problem::new(Code::InvalidValue).with("field", "class").with("value", "").with("why", "empty");
    let class = field::parse(PupilField::Class, &request.class, today)?.ok_or_else(empty)?;
    let location = field::parse(PupilField::Location, &request.location, today)?;
    core.register()?.write("enrol", |batch| {
        let known = Known::read(batch.tx(), pupil)?;
        if known.field(PupilField::Kind) == "staff" {
            return Err(Problem::new(Code::InvalidValue).with("field", "kind").with("value", "staff"));
        }
        let location = location.unwrap_or_else(|| known.field(PupilField::Location).to_owned());
        let changes = seats::enter(batch.tx(), &known, (&class, &location), from, today)?;
        changes.into_iter().try_for_each(|change| batch.push(change))?;
        Ok(Saved { batch: batch.saved() })
    })
}
