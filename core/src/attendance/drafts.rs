//! Half-typed forms: kept while they are typed, so that a crash loses no remark. Facts of this
//! laptop, no ops.

use rusqlite::OptionalExtension;
use stamboek_domain::problem::{Code, Problem};

use super::messages::*;
use crate::db::OrProblem;
use crate::{Answer, Core};

/// Longest text of a form, in bytes.
const LONGEST: usize = 100_000;
/// Longest name of a form, in bytes.
const LONGEST_NAME: usize = 200;

/// What was typed in a form and not saved. A text in the request is kept first; an empty one
/// forgets it.
pub fn draft(core: &Core, request: DraftRequest) -> Answer<Draft> {
    let DraftRequest { form, body } = request;
    let register = core.register()?;
    let Some(body) = body else {
        let body = register.read(|db| {
            db.prepare_cached("SELECT body FROM draft WHERE form = ?1")
                .and_then(|mut select| select.query_row([&form], |row| row.get(0)).optional())
                .or_problem()
        })?;
        return Ok(Draft { form, body: body.unwrap_or_default() });
    };
    if form.len() > LONGEST_NAME || body.len() > LONGEST {
        return Err(Problem::new(Code::InvalidValue).with("field", "draft").with("why", "length"));
    }
    register.write_local(|tx| {
        if body.is_empty() {
            tx.execute("DELETE FROM draft WHERE form = ?1", [&form]).or_problem()?;
        } else {
            let sql = "INSERT INTO draft (form, body) VALUES (?1, ?2)
                       ON CONFLICT (form) DO UPDATE SET body = excluded.body";
            tx.execute(sql, (&form, &body)).or_problem()?;
        }
        Ok(())
    })?;
    Ok(Draft { form, body })
}
