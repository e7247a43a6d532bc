//! Lists as a workbook or as CSV, in which nothing is ever a formula (S37).

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use stamboek_domain::problem::{Code, Problem};

use crate::Answer;

/// Every cell is a typed string: nothing is ever a formula, and no zero gets lost (S37).
pub(crate) fn xlsx(name: &str, headers: &[impl AsRef<str>], rows: &[Vec<String>]) -> Answer<Vec<u8>> {
    book(name, headers, rows).map_err(|_| Problem::new(Code::Internal).with("detail", "xlsx"))
}

fn book(name: &str, headers: &[impl AsRef<str>], rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(name)?;
    let bold = Format::new().set_bold();
    // Text as the format of the cells, too: what a person types over keeps its zeros.
    let text = Format::new().set_num_format("@");
    for (column, header) in headers.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, header.as_ref(), &bold)?;
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
pub(crate) fn csv(headers: &[impl AsRef<str>], rows: &[Vec<String>]) -> Answer<Vec<u8>> {
    let failed = || Problem::new(Code::Internal).with("detail", "csv");
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headers.iter().map(|header| guard(header.as_ref()))).map_err(|_| failed())?;
    for cells in rows {
        writer.write_record(cells.iter().map(|cell| guard(cell))).map_err(|_| failed())?;
    }
    writer.into_inner().map_err(|_| failed())
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
