//! A list of pupils to XLSX or CSV. Our own import reads it back and finds nothing changed.

use std::io::Write;
use std::path::Path;

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use stamboek_domain::insz::Insz;
use stamboek_domain::problem::{Code, Problem};

use super::messages::{ExportRequest, PupilRow};
use super::row;
use crate::access::{Look, log};
use crate::db::OrProblem;
use crate::session::messages::FileAnswer;
use crate::shell::FileKind;
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
        _ => return Err(Problem::new(Code::BadRequest).with("command", "pupils_export")),
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
        log(tx, now, Look::Export, None, rows.len(), if request.include_insz { reason } else { "" })?;
        Ok(rows.iter().map(|row| cells(row, insz.as_ref())).collect::<Vec<_>>())
    })?;
    let columns = if request.include_insz { HEADERS.len() } else { HEADERS.len() - 1 };
    let bytes = match kind {
        FileKind::Csv => csv(&HEADERS[..columns], &rows)?,
        _ => xlsx(&HEADERS[..columns], &rows)
            .map_err(|_| Problem::new(Code::Internal).with("detail", "xlsx"))?,
    };
    put(&path, &bytes)?;
    Ok(FileAnswer { file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()) })
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

/// Every cell is a typed string: nothing is ever a formula, and no zero gets lost (S37).
fn xlsx(headers: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Leerlingen")?;
    let bold = Format::new().set_bold();
    // Text as the format of the cells, too: what a person types over keeps its zeros.
    let text = Format::new().set_num_format("@");
    for (column, header) in headers.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, *header, &bold)?;
    }
    for (line, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(line as u32 + 1, column as u16, cell, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    book.save_to_buffer()
}

/// UTF-8 with its mark, semicolons, as a spreadsheet program in Belgium opens it.
fn csv(headers: &[&str], rows: &[Vec<String>]) -> Answer<Vec<u8>> {
    let failed = |_| Problem::new(Code::Internal).with("detail", "csv");
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headers).map_err(failed)?;
    for cells in rows {
        writer.write_record(cells.iter().map(|cell| guard(cell))).map_err(failed)?;
    }
    writer.into_inner().map_err(|_| Problem::new(Code::Internal).with("detail", "csv"))
}

/// A cell that a spreadsheet program could take for a formula gets an apostrophe in front (S37).
/// Plain numbers and phone numbers stay as they are.
pub fn guard(cell: &str) -> String {
    match needs_guard(cell) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

/// The cell without the apostrophe that [`guard`] put in front, for a file that comes back.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => cell,
    }
}

fn needs_guard(cell: &str) -> bool {
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b" ./,".contains(&b));
    let mut rest = cell.chars();
    match rest.next() {
        Some('+' | '-') => !digits(rest.as_str()),
        Some('=' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => true,
        _ => false,
    }
}

/// The file is there whole or not at all.
fn put(path: &Path, bytes: &[u8]) -> Answer<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).or_problem()?;
    file.write_all(bytes).or_problem()?;
    file.as_file().sync_all().or_problem()?;
    file.persist(path).map_err(|error| crate::db::io_problem(&error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_gets_an_apostrophe() {
        for cell in ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－x", "＠x", "+", "-"] {
            assert_eq!(guard(cell), format!("'{cell}"), "{cell}");
        }
    }

    #[test]
    fn names_numbers_and_phone_numbers_stay() {
        for cell in ["Peeters", "0012", "-12,5", "+32 475 12 34 56", "'t Jolle", "", "a=b"] {
            assert_eq!(guard(cell), cell);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_guarded_comes_back(cell in "['=+@\\-＝a-c0-9 ]{0,6}") {
            let guarded = guard(&cell);
            proptest::prop_assert_eq!(unguard(&guarded), if cell == guarded { unguard(&cell) } else { &cell });
            proptest::prop_assert!(!needs_guard(&guarded));
        }
    }
}
