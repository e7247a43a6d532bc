//! The last day of an enrolment.

use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::op::Change;

use super::messages::ClassLeaveRequest;
use super::{check_free, of_pupil};
use crate::history::messages::Saved;
use crate::{Answer, Core};

/// Sets or removes the last day. Marks after it stay, and stand on the worklist (sync.md C8).
///
/// # Errors
/// `NotFound`; `Stale`; `InvalidValue` for a day before the first one; `EnrolmentOverlaps` when a
/// later enrolment begins before it.
pub fn class_leave(core: &Core, request: ClassLeaveRequest) -> Answer<Saved> {
    let ClassLeaveRequest { id, pupil, was, now } = request;
    core.register()?.write("leave", |batch| {
        let (this, others): (Vec<_>, Vec<_>) =
            of_pupil(batch.tx(), pupil)?.into_iter().partition(|row| row.id == id);
        let this = this.first().ok_or_else(|| Problem::new(Code::NotFound).with("what", "enrolment"))?;
        batch.push(Change::EnrolmentClose { id, pupil, was, now })?;
        check_free(&others, this.enrolment.from, now)?;
        Ok(Saved { batch: batch.saved() })
    })
}
