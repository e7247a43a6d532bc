//! A list of pupils to XLSX or CSV. Our own import reads it back and finds nothing changed.

use chrono::NaiveDate;
use stamboek_domain::insz::Insz;
use stamboek_domain::problem::{Code, Problem};

use super::messages::{ExportRequest, PupilRow};
use super::row;
use crate::access::{self, Look, log};
use crate::db::OrProblem;
use crate::files::{name_of, write_whole};
use crate::session::messages::FileAnswer;
use crate::shell::FileKind;
use crate::tables::{csv, xlsx};
use crate::{Answer, Core};

/// Headers that our own import knows; the INSZ comes last, and only when ticked.
const HEADERS: [&str; 11] = [
    "Naam",
    "Voornaam",
    "Geboortedatum",
    "Geslacht",
    "Klas",
    "Stamnummer",
    "Instellingsnummer",
    "Vestigingsplaats",
    "Soort",
    "Persoonsnummer",
    "Rijksregisternummer",
];

/// Writes the list where the person chooses. An INSZ column needs a reason (S38); the export is
/// logged before the file exists.
pub fn export(core: &Core, request: ExportRequest) -> Answer<FileAnswer> {
    let kind = match request.format.as_str() {
        "xlsx" => FileKind::Xlsx,
        "csv" => FileKind::Csv,
        _ => return Err(Problem::new(Code::BadRequest).with("command", "report_save")),
    };
    let reason = request.reason.trim();
    if request.include_insz && reason.is_empty() {
        return Err(Code::ReasonNeeded.into());
    }
    let register = core.register()?;
    let now = core.now();
    let suggested = format!("leerlingen-{}.{}", core.today(), request.format);
    let Some(path) = core.shell.choose_target(kind, &suggested) else {
        return Ok(FileAnswer { file_name: None });
    };
    let rows = register.write_local(|tx| {
        let rows = match request.ids.as_slice() {
            [] => row::all(tx)?,
            ids => row::by_ids(tx, ids)?,
        };
        let insz = if request.include_insz { Some(numbers(tx)?) } else { None };
        let one = access::only(&request.ids);
        log(tx, now, Look::Export, one, rows.len(), if request.include_insz { reason } else { "" })?;
        Ok(rows.iter().map(|row| cells(row, insz.as_ref())).collect::<Vec<_>>())
    })?;
    let columns = if request.include_insz { HEADERS.len() } else { HEADERS.len() - 1 };
    let bytes = match kind {
        FileKind::Csv => csv(&HEADERS[..columns], &rows)?,
        _ => xlsx("Leerlingen", &HEADERS[..columns], &rows)?,
    };
    write_whole(&path, &bytes)?;
    Ok(FileAnswer { file_name: name_of(&path) })
}

/// Everybody's INSZ in the written form.
fn numbers(db: &rusqlite::Connection) -> Answer<std::collections::HashMap<String, String>> {
    let mut select =
        db.prepare_cached("SELECT id, insz FROM view_pupil WHERE removed = 0 AND insz <> ''").or_problem()?;
    select
        .query_map((), |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))
        .and_then(Iterator::collect::<rusqlite::Result<std::collections::HashMap<String, String>>>)
        .or_problem()
}

fn cells(row: &PupilRow, insz: Option<&std::collections::HashMap<String, String>>) -> Vec<String> {
    let birth_date =
        row.birth_date.parse::<NaiveDate>().map(stamboek_domain::date::belgian).unwrap_or_default();
    let kind = match row.kind.as_str() {
        "boarder" => "intern",
        "staff" => "personeel",
        _ => "leerling",
    };
    let mut cells = vec![
        row.last_name.clone(),
        row.first_name.clone(),
        birth_date,
        row.sex.to_uppercase(),
        row.class.clone(),
        row.stamnummer.clone(),
        row.institution.clone(),
        row.location.clone(),
        kind.to_owned(),
        row.number.clone(),
    ];
    if let Some(insz) = insz {
        let digits = insz.get(&row.id.0.to_string()).cloned().unwrap_or_default();
        cells.push(Insz::parse(&digits, NaiveDate::MAX).map_or(digits, |insz| insz.written()));
    }
    cells
}
