//! The link, what waits, and what is proposed.

use rusqlite::{Connection, OptionalExtension, Row};
use stamboek_domain::codes::SendStatus;
use stamboek_domain::pupil::PupilId;

use super::messages::*;
use super::queue::{Behind, status_of, subject_of, whose};
use super::state::{self, CONTACT, OTHER_SIDE, SETTINGS};
use super::{look, proposals, sender};
use crate::db::OrProblem;
use crate::register::views::pupil_id;
use crate::{Answer, Core};

/// Rows on one screen.
const MOST: usize = 2000;

/// Everything about the link, or what concerns one pupil. While the link is off nothing waits: what
/// should be known is worked out when it is on.
pub fn discimus(core: &Core, request: DiscimusRequest) -> Answer<Discimus> {
    let (register, today, only) = (core.register()?, core.today(), request.pupil);
    let settings: LinkSettings = register.read(|db| state::get(db, SETTINGS))?;
    if settings.on {
        look::look(&register, only, core.now())?;
    }
    register.read(|db| {
        let queue = if settings.on { queue(db, only)? } else { Vec::new() };
        let counts = SendStatus::ALL
            .into_iter()
            .map(|status| StatusCount {
                status,
                count: queue.iter().filter(|row| row.status == status).count() as u32,
            })
            .filter(|count| count.count > 0)
            .collect();
        let wrong =
            |row: &&QueueRow| matches!(row.status, SendStatus::ValidationError | SendStatus::RejectedByAgodi);
        let mut faulty: Vec<PupilId> = queue.iter().filter(wrong).map(|row| row.pupil).collect();
        faulty.sort_unstable();
        faulty.dedup();
        let (name, simulator): (String, bool) = state::get(db, OTHER_SIDE)?;
        let live = core.link.live();
        let link = LinkState {
            settings,
            sender: sender::of(settings),
            name,
            simulator,
            working: live.working,
            last_contact: Some(state::get::<String>(db, CONTACT)?).filter(|at| !at.is_empty()),
            problem: live.problem.filter(|_| settings.on),
            next_run: live.next_run.filter(|_| settings.on),
        };
        let queue = queue.into_iter().take(MOST).collect();
        Ok(Discimus { link, queue, counts, proposals: proposals::open(db, only, today)?, faulty })
    })
}

/// Where a record stands; `None`: it is not told.
pub(crate) fn status(db: &Connection, record: &str) -> Answer<Option<SendStatus>> {
    db.prepare_cached("SELECT status FROM discimus_record WHERE record = ?1")
        .and_then(|mut select| select.query_row([record], |row| status_of(row, 0)).optional())
        .or_problem()
}

/// What is not processed, by pupil and in the order in which it leaves.
fn queue(db: &Connection, only: Option<PupilId>) -> Answer<Vec<QueueRow>> {
    let (whose, id) = whose(only);
    let mut select = db
        .prepare_cached(&format!(
            "SELECT r.id, r.pupil, coalesce(p.last_name, ''), coalesce(p.first_name, ''),
                    coalesce(p.class, ''), r.subject, r.wanted IS NULL, r.about, r.step, r.status, r.since,
                    r.attempts, r.fault_code, coalesce(r.fault_text, ''), r.own_fault, r.next_try
             FROM discimus_record r LEFT JOIN view_pupil p ON p.id = r.pupil
             WHERE r.status <> 4 AND {whose}
             ORDER BY p.last_name, p.first_name, r.pupil, r.step, r.place, r.id"
        ))
        .or_problem()?;
    let mut rows: Vec<QueueRow> = select.query_map([id], row).and_then(Iterator::collect).or_problem()?;
    let (mut pupil, mut behind) = (None, Behind::default());
    for row in &mut rows {
        if pupil.replace(row.pupil) != Some(row.pupil) {
            behind = Behind::default();
        }
        row.behind = behind.holds(row.subject);
        behind.waits_for(row.subject);
    }
    Ok(rows)
}

fn row(row: &Row) -> rusqlite::Result<QueueRow> {
    let (code, text, own): (Option<String>, String, bool) = (row.get(12)?, row.get(13)?, row.get(14)?);
    Ok(QueueRow {
        id: row.get(0)?,
        pupil: pupil_id(row, 1)?,
        last_name: row.get(2)?,
        first_name: row.get(3)?,
        class: row.get(4)?,
        subject: subject_of(row, 5)?,
        withdraws: row.get(6)?,
        about: row.get(7)?,
        step: row.get(8)?,
        status: status_of(row, 9)?,
        since: row.get(10)?,
        attempts: row.get(11)?,
        fault: code.map(|code| Fault { code, text, own }),
        next_try: row.get(15)?,
        behind: None,
    })
}
