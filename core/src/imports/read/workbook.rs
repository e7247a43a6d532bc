//! XLSX cell by cell, XLS and ODS sheet by sheet. Formulas are never evaluated: the result that
//! the spreadsheet program left in the file is read, or the cell has no value (S35).

use std::fmt::Write;
use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Ods, OdsError, Range, Reader, SheetType, Xls, XlsError, Xlsx};
use stamboek_domain::problem::{Code, Problem};

use super::limits::*;
use super::packed::{damaged, too_large};
use super::sheet::Kind;
use super::sink::Sink;
use crate::Answer;

/// Writes a value and says of what kind it is. The library has the same values in two types:
/// borrowed when it reads cell by cell, owned in a whole sheet.
macro_rules! put_value {
    ($type:ident, $value:expr, $text:expr) => {
        match $value {
            $type::String(s) | $type::DurationIso(s) => put($text, s),
            $type::Float(f) => number($text, *f),
            $type::Int(i) => number($text, *i as f64),
            $type::Bool(b) => boolean($text, *b),
            $type::DateTime(d) => date($text, d),
            $type::DateTimeIso(s) => iso($text, s),
            _ => Kind::NoValue,
        }
    };
}

/// Reads an XLSX file.
pub fn xlsx(bytes: &[u8], sink: &mut Sink) -> Answer<()> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| damaged("workbook"))?;
    sink.start("xlsx", None, None, book.has_1904_epoch())?;
    for name in names(book.sheets_metadata())? {
        sink.sheet(&name)?;
        let read = xlsx_sheet(&mut book, &name, sink);
        sink.end_sheet(read)?;
    }
    Ok(())
}

fn xlsx_sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, sink: &mut Sink) -> Answer<()> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| damaged("sheet"))?;
    let mut text = String::new();
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|_| damaged("cell"))? {
        let (row, column) = cell.pos;
        text.clear();
        let kind = match &cell.value {
            DataRef::Empty if cell.formula.is_some() => Kind::NoValue,
            DataRef::Empty => continue,
            DataRef::SharedString(s) => put(&mut text, s),
            value => put_value!(DataRef, value, &mut text),
        };
        sink.cell(row, column, kind, &text)?;
    }
    Ok(())
}

/// Reads an XLS file (BIFF).
pub fn xls(bytes: &[u8], sink: &mut Sink) -> Answer<()> {
    let utf16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let names_storage = |name: &str| {
        let name = utf16(name);
        bytes.windows(name.len()).any(|w| w == name)
    };
    if names_storage("EncryptedPackage") {
        return Err(Code::SheetEncrypted.into());
    }
    if names_storage("_VBA_PROJECT") {
        return Err(Code::SheetMacros.into());
    }
    let book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|e| match e {
        XlsError::Password => Problem::new(Code::SheetEncrypted),
        _ => damaged("workbook"),
    })?;
    sink.start("xls", None, None, book.has_1904_epoch())?;
    sheets(book, sink)
}

/// Reads an ODS file.
pub fn ods(bytes: &[u8], sink: &mut Sink) -> Answer<()> {
    let book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|e| match e {
        OdsError::Password => Problem::new(Code::SheetEncrypted),
        _ => damaged("workbook"),
    })?;
    sink.start("ods", None, None, false)?;
    sheets(book, sink)
}

fn sheets<'a>(mut book: impl Reader<Cursor<&'a [u8]>>, sink: &mut Sink) -> Answer<()> {
    for name in names(book.sheets_metadata())? {
        sink.sheet(&name)?;
        let read = match (book.worksheet_range(&name), book.worksheet_formula(&name)) {
            (Ok(values), Ok(formulas)) => range(&values, &formulas, sink),
            _ => Err(damaged("sheet")),
        };
        sink.end_sheet(read)?;
    }
    Ok(())
}

fn range(values: &Range<Data>, formulas: &Range<String>, sink: &mut Sink) -> Answer<()> {
    let Some((top, left)) = values.start() else { return Ok(()) };
    let mut text = String::new();
    for (r, row) in values.rows().enumerate() {
        for (c, value) in row.iter().enumerate() {
            let (row, column) = (top + r as u32, left + c as u32);
            text.clear();
            let kind = match value {
                Data::Empty if formulas.get_value((row, column)).is_some_and(|f| !f.is_empty()) => {
                    Kind::NoValue
                }
                Data::Empty => continue,
                value => put_value!(Data, value, &mut text),
            };
            sink.cell(row, column, kind, &text)?;
        }
    }
    Ok(())
}

fn names(sheets: &[calamine::Sheet]) -> Answer<Vec<String>> {
    let names: Vec<String> =
        sheets.iter().filter(|s| s.typ == SheetType::WorkSheet).map(|s| s.name.clone()).collect();
    if names.len() > SHEETS {
        return Err(too_large("sheets", SHEETS));
    }
    Ok(names)
}

fn put(text: &mut String, value: &str) -> Kind {
    text.push_str(value);
    Kind::Text
}

/// In full and without a fraction where there is none: `1234567`, never `1.23E+06`.
fn number(text: &mut String, value: f64) -> Kind {
    let written = if value.fract() == 0.0 && value.abs() < 1e15 {
        write!(text, "{}", value as i64)
    } else {
        write!(text, "{value}")
    };
    written.map_or(Kind::NoValue, |()| Kind::Number)
}

fn boolean(text: &mut String, value: bool) -> Kind {
    put(text, if value { "WAAR" } else { "ONWAAR" })
}

fn date(text: &mut String, value: &ExcelDateTime) -> Kind {
    // A time of day or a duration is no date: its number says as much.
    if value.is_duration() || value.as_f64() < 1.0 {
        return number(text, value.as_f64());
    }
    let (year, month, day, hour, minute, ..) = value.to_ymd_hms_milli();
    let written = match (hour, minute) {
        (0, 0) => write!(text, "{year:04}-{month:02}-{day:02}"),
        _ => write!(text, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    };
    written.map_or(Kind::NoValue, |()| Kind::Date)
}

fn iso(text: &mut String, value: &str) -> Kind {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    text.push_str(day);
    let time = time.get(..5).filter(|time| *time != "00:00");
    time.into_iter().for_each(|time| text.extend([" ", time]));
    Kind::Date
}
