//! The scan check: whose code is this?

pub mod messages;

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::barcode::{LONGEST, scannable, without_zeros};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::tag::Tag;

use crate::access::{self, Look, log};
use crate::cards;
use crate::db::OrProblem;
use crate::{Answer, Core};
use messages::*;

/// Looks a code up among tags, numbers of any database and any period, and the school's units.
/// Several persons: all are shown and none is chosen (S40). Whose code it is, is logged.
pub fn scan(core: &Core, request: ScanRequest) -> Answer<ScanAnswer> {
    let code = clean(&request.code)?;
    let (register, now) = (core.register()?, core.now());
    let answer = register.read(|db| {
        let matches = matches(db, &code)?;
        let units = cards::units(db)?;
        let article = units.into_iter().find(|unit| unit.code == code).map(|unit| unit.text);
        let is_current = |m: &ScanMatch| m.through != "old_number";
        let result = match (matches.as_slice(), &article) {
            ([], None) => "red",
            ([], Some(_)) => "article",
            ([one], None) if is_current(one) => "green",
            ([_], None) => "amber",
            _ => "ambiguous",
        };
        Ok(ScanAnswer { code, result: result.to_owned(), matches, article: article.unwrap_or_default() })
    })?;
    if !answer.matches.is_empty() {
        let who: Vec<PupilId> = answer.matches.iter().map(|found| found.pupil.id).collect();
        register.write_local(|tx| log(tx, now, Look::Scan, access::only(&who), who.len(), ""))?;
    }
    Ok(answer)
}

/// What a scanner in place of a keyboard may type: 1 to 32 characters of `0-9 A-Z -`. White space
/// around it and control characters are dropped, small letters made capitals; other characters
/// are refused (S39).
fn clean(typed: &str) -> Answer<String> {
    let refuse = || Problem::new(Code::InvalidValue).with("field", "code");
    if typed.len() > 4 * LONGEST {
        return Err(refuse().with("value", ""));
    }
    let code: String = typed.chars().filter(|c| !c.is_control()).collect();
    let code = code.trim().to_uppercase();
    if scannable(&code) { Ok(code) } else { Err(refuse().with("value", code)) }
}

/// All persons a code points to, each once, through the strongest of what points to them.
fn matches(db: &Connection, code: &str) -> Answer<Vec<ScanMatch>> {
    // Person → (rank, through, database, until); a lower rank is stronger.
    let mut found: BTreeMap<PupilId, (u8, &str, String, Option<String>)> = BTreeMap::new();
    if let Ok(tag) = Tag::parse(code) {
        let pupil: Option<String> = db
            // The code of somebody who was merged leads to who stands.
            .prepare_cached(
                "SELECT coalesce(a.into_pupil, p.id) FROM view_pupil p LEFT JOIN view_alias a ON a.pupil = p.id
                 WHERE p.tag = ?1 AND (p.removed = 0 OR a.into_pupil IS NOT NULL)",
            )
            .and_then(|mut select| select.query_row([tag.as_str()], |row| row.get(0)).optional())
            .or_problem()?;
        if let Some(id) = pupil {
            found.insert(identity(&id)?, (0, "tag", String::new(), None));
        }
    }
    let prefix = cards::job(db)?.prefix;
    let bare = Some(prefix.as_str()).filter(|p| !p.is_empty()).and_then(|p| code.strip_prefix(p));
    let mut select = db
        .prepare_cached(
            "SELECT n.pupil, n.database, n.until_date FROM view_number n JOIN view_pupil p ON p.id = n.pupil
             WHERE n.value = ?1 AND p.removed = 0 ORDER BY n.until_date IS NULL DESC, n.until_date DESC",
        )
        .or_problem()?;
    for number in [Some(code), bare].into_iter().flatten().filter(|n| !n.is_empty()) {
        let rows = select
            .query_map([without_zeros(number)], |row| {
                Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
            })
            .and_then(Iterator::collect::<rusqlite::Result<Vec<(String, String, Option<String>)>>>)
            .or_problem()?;
        for (id, database, until) in rows {
            let (rank, through) = if until.is_none() { (1, "current_number") } else { (2, "old_number") };
            let entry = (rank, through, database, until);
            let known = found.entry(identity(&id)?).or_insert_with(|| entry.clone());
            if entry.0 < known.0 {
                *known = entry;
            }
        }
    }
    let ids: Vec<PupilId> = found.keys().copied().collect();
    let rows = crate::pupils::row::by_ids(db, &ids)?;
    Ok(rows
        .into_iter()
        .filter_map(|pupil| {
            let (_, through, database, until) = found.remove(&pupil.id)?;
            Some(ScanMatch { pupil, through: through.to_owned(), database, until })
        })
        .collect())
}

fn identity(text: &str) -> Answer<PupilId> {
    text.parse().map(PupilId).map_err(|_| Problem::new(Code::Internal).with("detail", "pupil_id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_barcode_of_ours_holds_is_looked_up() {
        assert_eq!(clean(" 0000012345\r\n").as_deref().ok(), Some("0000012345"));
        assert_eq!(clean("\u{1b}a0-z").as_deref().ok(), Some("A0-Z"));
        for hostile in
            ["", "  ", "' OR 1=1", "123456789012345678901234567890123", "é", "12345\u{202e}", "../x", "%"]
        {
            assert!(clean(hostile).is_err(), "{hostile:?}");
        }
        assert!(clean(&"9".repeat(10_000_000)).is_err());
    }
}
