//! Who set what in one cell, and when.

use stamboek_domain::sync::op::{Cell, Change, Op};

use super::messages::*;
use crate::access::{Look, log_once};
use crate::db::OrProblem;
use crate::register::views::attendance::day_number;
use crate::sync::entry;
use crate::{Answer, Core};

/// The history of a cell, newest first. Who looked is logged, once for all cells of a pupil.
pub fn cell_history(core: &Core, request: CellRequest) -> Answer<CellHistory> {
    let cell = Cell { pupil: request.pupil, at: request.at };
    let register = core.register()?;
    log_once(&register, core.now(), Look::Cell, Some(request.pupil), 1, "")?;
    register.read(|db| {
        let mut select = db
            .prepare_cached(&format!(
                "SELECT o.body, o.saved_at, b.undone_by IS NOT NULL, {}
                 FROM op_day d JOIN outbox o ON o.n = d.n JOIN batch b ON b.n = o.batch
                 WHERE d.day = ?1 AND o.outcome = 'applied' ORDER BY d.n DESC",
                entry::STATE
            ))
            .or_problem()?;
        let joined = entry::is_joined(db)?;
        let mut rows = select.query([day_number(request.at.day)]).or_problem()?;
        let key = String::from(cell);
        let mut history = Vec::new();
        while let Some(row) = rows.next().or_problem()? {
            let body = row.get_ref(0).or_problem()?.as_str().unwrap_or_default();
            // Most ops of a day are about others: reading them as JSON is not needed.
            if !body.contains(&key) {
                continue;
            }
            let op: Op = serde_json::from_str(body).map_err(|_| crate::history::unreadable())?;
            let Change::AttendanceSet { items } = op.change else { continue };
            let (at, undone): (String, bool) = (row.get(1).or_problem()?, row.get(2).or_problem()?);
            let state = entry::state_of(row, 3).or_problem()?.filter(|_| joined);
            for item in items.into_iter().filter(|item| item.key == cell) {
                let by = op.user.clone().unwrap_or_default();
                let (at, was, now) = (at.clone(), item.was, item.now);
                history.push(CellHistoryRow { at, by, was, now, undone, state });
            }
        }
        Ok(CellHistory { rows: history })
    })
}
