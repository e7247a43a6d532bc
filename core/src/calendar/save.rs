//! Saving a calendar.

use stamboek_domain::calendar::Calendar;
use stamboek_domain::problem::{Code, Problem};

use super::messages::CalendarSaveRequest;
use crate::attendance::{CALENDAR, School};
use crate::history::messages::Saved;
use crate::settings::put_setting;
use crate::{Answer, Core};

/// Saves the calendar of a year. Marks on half days that become free stay, and stand on the
/// worklist.
///
/// # Errors
/// `CalendarRefused` with `what` (the remark) and `place` (which special day, from 1) for one that
/// cannot be kept; `Stale`.
pub fn save(core: &Core, request: CalendarSaveRequest) -> Answer<Saved> {
    let CalendarSaveRequest { was, now } = request;
    if was.year != now.year {
        return Err(Problem::new(Code::InvalidValue).with("field", "year").with("value", now.year));
    }
    check(&now)?;
    core.register()?.write("calendar", |batch| {
        let current = School::read(batch.tx())?.calendar(now.year);
        if current != was && current != now {
            return Err(Problem::new(Code::Stale).with("field", "calendar"));
        }
        put_setting(batch, &format!("{CALENDAR}{}", now.year), &now)?;
        Ok(Saved { batch: batch.saved() })
    })
}

fn check(calendar: &Calendar) -> Answer<()> {
    let Some(remark) = calendar.problems().into_iter().find(|remark| remark.refuses) else { return Ok(()) };
    let mut problem = Problem::new(Code::CalendarRefused);
    if let Ok(kind) = serde_json::to_value(&remark.kind) {
        problem = problem.with("what", kind["what"].as_str().unwrap_or_default());
        if let Some(day) = kind["day"].as_u64() {
            problem = problem.with("place", day + 1);
        }
    }
    Err(problem)
}
