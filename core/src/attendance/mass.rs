//! One code for many at once: classes or the whole school on a strike, a pupil over a period.
//! First the plan, with the marks that exist already; then the same, carried out.

use chrono::{Days, NaiveDate};
use rusqlite::Connection;
use stamboek_domain::attendance::{Half, HalfDay, Mark};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::op::{Cell, CellChange};

use super::messages::*;
use super::set_marks::{check, push};
use super::{Member, Members, School};
use crate::register::views::attendance::read_mark;
use crate::{Answer, Core};

/// Longest period at once, in days: a school year.
const LONGEST: i64 = 366;

/// Plans one code for many, and carries it out when asked to. Marks that exist stay unless
/// `replace` says otherwise.
///
/// # Errors
/// `InvalidValue` for a period that ends before it begins, or is longer than a school year.
pub fn mass(core: &Core, request: MassRequest) -> Answer<MassPlan> {
    let days = (request.until - request.from).num_days();
    if !(0..=LONGEST).contains(&days) {
        return Err(Problem::new(Code::InvalidValue).with("field", "until").with("why", "range"));
    }
    let register = core.register()?;
    let school = register.school()?;
    if !request.apply {
        let members = register.members()?;
        return register.read(|db| Ok(plan(db, &school, &members, &request)?.0));
    }
    register.write("attendance", |batch| {
        let (mut plan, items) = plan(batch.tx(), &school, &*register.members()?, &request)?;
        push(batch, items)?;
        plan.batch = batch.saved();
        Ok(plan)
    })
}

/// What such an entry does, and the cells by which it does it.
fn plan(
    db: &Connection,
    school: &School,
    members: &Members,
    request: &MassRequest,
) -> Answer<(MassPlan, Vec<CellChange>)> {
    let mut plan = MassPlan {
        pupils: 0,
        cells: 0,
        existing: Default::default(),
        free: 0,
        refused: Default::default(),
        batch: None,
    };
    let mut items = Vec::new();
    let now = request.code.map(|code| Mark { code, time: None, note: request.note.clone() });
    for member in chosen(members, request)? {
        let before = items.len();
        for at in half_days(request.from, request.until, request.half) {
            let Some(stay) = member.stay(at.day).filter(|stay| wanted(request, &stay.class)) else {
                plan.free += 1;
                continue;
            };
            if school.free(at, &stay.class, &stay.location).is_some() {
                plan.free += 1;
                continue;
            }
            let was = read_mark(db, member.pupil, at)?;
            if let Some(mark) = &was {
                *plan.existing.entry(mark.code.as_str().to_owned()).or_default() += 1;
                if !request.replace {
                    continue;
                }
            }
            if let Err(problem) = check(school, members, member.pupil, at, now.as_ref()) {
                *plan.refused.entry(problem.code.name()).or_default() += 1;
                continue;
            }
            if was != now {
                items.push(CellChange { key: Cell { pupil: member.pupil, at }, was, now: now.clone() });
            }
        }
        plan.pupils += u32::from(items.len() > before);
    }
    plan.cells = items.len() as u32;
    Ok((plan, items))
}

fn wanted(request: &MassRequest, class: &str) -> bool {
    !request.pupils.is_empty() || request.classes.is_empty() || request.classes.iter().any(|one| one == class)
}

fn chosen(members: &Members, request: &MassRequest) -> Answer<Vec<Member>> {
    if !request.pupils.is_empty() {
        let mut chosen = Vec::new();
        for pupil in &request.pupils {
            let member = members.of_pupil(*pupil);
            chosen.push(member.ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))?.clone());
        }
        return Ok(chosen);
    }
    let year = School::year_of(request.from);
    let mut chosen = members.of_school(year);
    chosen.retain(|member| member.stays.iter().any(|stay| wanted(request, &stay.class)));
    Ok(chosen)
}

fn half_days(from: NaiveDate, until: NaiveDate, half: Option<Half>) -> impl Iterator<Item = HalfDay> {
    let days = (0..=LONGEST as u64)
        .filter_map(move |n| from.checked_add_days(Days::new(n)))
        .take_while(move |day| *day <= until);
    days.flat_map(|day| Half::BOTH.map(|half| HalfDay { day, half }))
        .filter(move |at| half.is_none_or(|half| half == at.half))
}
