//! Half-typed forms: kept while they are typed, so that a crash loses no remark. Facts of this
//! laptop, no ops.

use rusqlite::OptionalExtension;
use stamboek_domain::problem::{Code, Problem};

use super::messages::*;
use crate::commands::Nothing;
use crate::db::OrProblem;
use crate::{Answer, Core};

/// Longest text of a form, in bytes.
const LONGEST: usize = 100_000;

/// What was typed in a form and not saved.
pub fn draft(core: &Core, request: DraftRequest) -> Answer<Draft> {
    core.register()?.read(|db| {
        let body = db
            .prepare_cached("SELECT body FROM draft WHERE form = ?1")
            .and_then(|mut select| select.query_row([&request.form], |row| row.get(0)).optional())
            .or_problem()?;
        Ok(Draft { form: request.form.clone(), body: body.unwrap_or_default() })
    })
}

/// Keeps what is typed; an empty text forgets it.
pub fn draft_save(core: &Core, draft: Draft) -> Answer<Nothing> {
    if draft.form.len() > 200 || draft.body.len() > LONGEST {
        return Err(Problem::new(Code::InvalidValue).with("field", "draft").with("why", "length"));
    }
    core.register()?.write_local(|tx| {
        if draft.body.is_empty() {
            tx.execute("DELETE FROM draft WHERE form = ?1", [&draft.form]).or_problem()?;
        } else {
            let sql = "INSERT INTO draft (form, body) VALUES (?1, ?2)
                       ON CONFLICT (form) DO UPDATE SET body = excluded.body";
            tx.execute(sql, (&draft.form, &draft.body)).or_problem()?;
        }
        Ok(Nothing {})
    })
}
