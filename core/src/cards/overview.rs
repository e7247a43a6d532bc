//! How far the printing is, what was printed, and what there is to print on.

use std::collections::{BTreeMap, HashMap};

use rusqlite::Connection;

use super::messages::*;
use super::stored;
use crate::commands::Nothing;
use crate::db::OrProblem;
use crate::pupils::row;
use crate::{Answer, Core};

/// Everything beside the job itself.
pub fn overview(core: &Core, _request: Nothing) -> Answer<CardsOverview> {
    core.register()?.read(|db| {
        let classes = classes(db)?;
        Ok(CardsOverview {
            printed: classes.iter().map(|c| c.printed).sum(),
            total: classes.iter().map(|c| c.total).sum(),
            classes,
            prints: prints(db)?,
            formats: stored::formats(db)?,
            printers: stored::printers(db)?,
            units: stored::units(db)?,
            job: stored::job(db)?,
        })
    })
}

/// Progress of every class, in class order.
fn classes(db: &Connection) -> Answer<Vec<ClassProgress>> {
    let last = last_prints(db)?;
    let failed = failed_sheets(db)?;
    let mut classes: Vec<ClassProgress> = Vec::new();
    // The rows come in class order.
    for row in row::all(db)? {
        if classes.last().is_none_or(|c| c.class != row.class) {
            classes.push(ClassProgress {
                class: row.class.clone(),
                printed: 0,
                total: 0,
                last: None,
                failed_sheets: 0,
            });
        }
        let Some(class) = classes.last_mut() else { continue };
        class.total += 1;
        class.printed += u32::from(row.card == "printed");
    }
    for class in &mut classes {
        class.failed_sheets = failed.get(&class.class).copied().unwrap_or(0);
        class.last = last.get(&class.class).cloned();
    }
    Ok(classes)
}

/// When somebody who now sits in a class was last printed.
fn last_prints(db: &Connection) -> Answer<HashMap<String, String>> {
    let mut select = db
        .prepare_cached(
            "SELECT p.class, max(c.at) FROM view_print c JOIN view_pupil p ON p.id = c.pupil
             WHERE c.removed = 0 AND p.removed = 0 GROUP BY p.class",
        )
        .or_problem()?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).or_problem()?;
    rows.collect::<rusqlite::Result<_>>().or_problem()
}

/// Failed sheets with a card that was not printed again since, by class.
fn failed_sheets(db: &Connection) -> Answer<HashMap<String, u32>> {
    let mut select = db
        .prepare_cached(
            "SELECT p.class, count(DISTINCT f.print || '/' || f.sheet)
             FROM view_print f JOIN view_pupil p ON p.id = f.pupil
             WHERE f.failed = 1 AND f.removed = 0 AND p.removed = 0
               AND NOT EXISTS (SELECT 1 FROM view_print later WHERE later.pupil = f.pupil AND later.removed = 0
                               AND later.failed = 0 AND (later.at, later.print) > (f.at, f.print))
             GROUP BY p.class",
        )
        .or_problem()?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).or_problem()?;
    rows.collect::<rusqlite::Result<_>>().or_problem()
}

/// The newest 50 prints.
fn prints(db: &Connection) -> Answer<Vec<PrintRow>> {
    let mut select = db
        .prepare_cached(
            "SELECT print, sheet, min(at), min(label), count(*), max(failed) FROM view_print WHERE removed = 0
             AND print IN (SELECT print FROM view_print WHERE removed = 0 GROUP BY print ORDER BY min(at) DESC, print DESC LIMIT 50)
             GROUP BY print, sheet",
        )
        .or_problem()?;
    let mut prints: BTreeMap<String, PrintRow> = BTreeMap::new();
    let mut rows = select.query([]).or_problem()?;
    while let Some(row) = rows.next().or_problem()? {
        let mut read = || -> rusqlite::Result<()> {
            let print: String = row.get(0)?;
            let entry = prints.entry(print.clone()).or_insert(PrintRow {
                print,
                at: row.get(2)?,
                label: row.get(3)?,
                stickers: 0,
                sheets: 0,
                failed: Vec::new(),
            });
            let sheet: u32 = row.get(1)?;
            entry.sheets = entry.sheets.max(sheet);
            entry.stickers += row.get::<_, u32>(4)?;
            if row.get(5)? {
                entry.failed.push(sheet);
            }
            Ok(())
        };
        read().or_problem()?;
    }
    let mut prints: Vec<PrintRow> = prints.into_values().collect();
    prints.sort_by(|a, b| (&b.at, &b.print).cmp(&(&a.at, &a.print)));
    Ok(prints)
}
