//! "Iedereen aanwezig": a register is taken. No cell is written: whoever has no mark is present,
//! and a mark that somebody else entered stays.

use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::op::Change;

use super::messages::*;
use crate::history::messages::Saved;
use crate::{Answer, Core};

/// Takes the register of a class for these half days, as one action, or opens it again. What was
/// taken already stays with the name of who took it (sync.md C3).
///
/// # Errors
/// `NoLessons` for a half day without lessons, `InvalidValue` for a day to come, `NotFound` for a
/// class without pupils.
pub fn take_roll(core: &Core, request: RollTakeRequest) -> Answer<Saved> {
    let register = core.register()?;
    let (school, today) = (register.school()?, core.today());
    register.write("roll", |batch| {
        let members = register.members()?;
        for at in request.at {
            if !request.taken {
                batch.push(Change::RollUntake { class: request.class.clone(), at })?;
                continue;
            }
            if today < at.day {
                return Err(Problem::new(Code::InvalidValue).with("field", "day").with("why", "future"));
            }
            let mut stays = members.on(at.day).map(|(_, stay)| stay);
            let stay = stays.find(|stay| stay.class == request.class);
            let stay = stay.ok_or_else(|| Problem::new(Code::NotFound).with("what", "class"))?;
            if let Some(free) = school.free(at, &request.class, &stay.location) {
                return Err(super::rules::no_lessons(at, &free));
            }
            batch.push(Change::RollTake { class: request.class.clone(), at })?;
        }
        Ok(Saved { batch: batch.saved() })
    })
}
