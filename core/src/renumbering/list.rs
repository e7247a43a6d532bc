//! The lines of a number list: two numbers, and whatever else tells whose they are.

use stamboek_domain::digits::DigitsFault;
use stamboek_domain::number::normal_value;
use stamboek_domain::pupil::PupilField;

use crate::imports::full_name::is_total;
use crate::imports::messages::RowRemark;
use crate::imports::remarks::RemarkCode;
use crate::imports::rows::{Reader, Row, remark};

/// A line of the list.
pub struct Line {
    /// Line number as the spreadsheet shows it.
    pub row: u32,
    /// Old number without leading zeros, or empty when it cannot be used.
    pub old: String,
    /// New number, as `old`.
    pub new: String,
    /// What else the line says of the person.
    pub person: Row,
    /// Why it cannot be used.
    pub refused: Vec<RowRemark>,
}

/// The lines, and the line numbers that are no persons: blanks, totals, footnotes.
pub fn lines(reader: &Reader) -> (Vec<Line>, Vec<u32>) {
    let (mut lines, mut skipped) = (Vec::new(), Vec::new());
    for (at, mut person) in reader.rows().into_iter().enumerate() {
        let index = reader.header + 1 + at;
        let row = person.number;
        let texts = [reader.cell(index, "old_number"), reader.cell(index, "new_number")].map(|c| c.text);
        let [old, new] = texts.map(normal_value);
        let nameless =
            person.field(PupilField::LastName).is_empty() && person.field(PupilField::FirstName).is_empty();
        let total = [person.field(PupilField::LastName), texts[0]].into_iter().any(is_total);
        let blank = texts.iter().all(|t| t.is_empty());
        // A footnote has no number at all; a line with one number is somebody whose other is lost.
        let footnote = nameless && old.is_err() && new.is_err();
        if blank || footnote || (total && old.is_err()) {
            skipped.push(row);
            continue;
        }
        // Whatever is unreadable of the rest of the line only helps less.
        person.remarks.clear();
        let mut refused = Vec::new();
        let values = [("old_number", texts[0], old), ("new_number", texts[1], new)];
        let [old, new] = values.map(|(field, text, number)| match number {
            Ok(number) => number,
            Err(fault) => {
                refused.push(fault_of(row, field, text, fault));
                String::new()
            }
        });
        lines.push(Line { row, old, new, person, refused });
    }
    (lines, skipped)
}

fn fault_of(row: u32, field: &str, text: &str, fault: DigitsFault) -> RowRemark {
    if text.is_empty() {
        let code =
            if field == "old_number" { RemarkCode::OldNumberMissing } else { RemarkCode::NewNumberMissing };
        return remark(row, code, []);
    }
    let code = match fault {
        DigitsFault::DigitsLost => RemarkCode::NumberRounded,
        DigitsFault::Empty | DigitsFault::Characters | DigitsFault::Length | DigitsFault::Fraction => {
            RemarkCode::NumberInvalid
        }
    };
    remark(row, code, [("field", field), ("value", text)])
}
