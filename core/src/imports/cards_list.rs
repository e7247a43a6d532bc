//! A list that is printed at once, without being imported: staff, externals, another school.

use stamboek_domain::pupil::PupilField;

use super::full_name::is_total;
use super::messages::SheetKind;
use super::readings::guard;
use super::trial::remember;
use crate::{Answer, Core};
use stamboek_domain::problem::{Code, Problem};

/// A person on such a list.
#[derive(Clone, PartialEq, Eq)]
pub struct ListPerson {
    /// Line number as the spreadsheet shows it.
    pub row: u32,
    /// Naam.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Klas or empty.
    pub class: String,
    /// What the barcode holds: the number without leading zeros, or the text of the row.
    pub text: String,
    /// Whether `text` is a person number (digits) and may be padded.
    pub is_number: bool,
}

/// Such a list.
pub struct CardsList {
    /// Who is printed, in the order of the file.
    pub people: Vec<ListPerson>,
    /// Rows with a name and without a number or text, or with a number that cannot be read.
    pub without_number: Vec<u32>,
}

/// The persons of a reading of kind `Cards`. Blank rows and totals are passed over.
pub fn cards_list(core: &Core, session: u32) -> Answer<CardsList> {
    let reading = core.readings.get(session)?;
    let reading = guard(&reading);
    if reading.kind != SheetKind::Cards {
        return Err(Problem::new(Code::BadRequest).with("command", "cards_list"));
    }
    let reader = reading.reader(core)?;
    let first = reader.header + 1;
    let mut list = CardsList { people: Vec::new(), without_number: Vec::new() };
    for (at, row) in reader.rows().into_iter().enumerate() {
        let number = row.external.clone();
        let text = reader.cell(first + at, "text").text;
        let (text, is_number) = match number {
            Some(number) => (number, true),
            None => (text.to_owned(), false),
        };
        let field = |field: PupilField| row.field(field).to_owned();
        if is_total(row.field(PupilField::LastName)) && field(PupilField::FirstName).is_empty() {
            continue;
        }
        if text.is_empty() {
            list.without_number.extend((!row.fields.is_empty()).then_some(row.number));
            continue;
        }
        list.people.push(ListPerson {
            row: row.number,
            last_name: field(PupilField::LastName),
            first_name: field(PupilField::FirstName),
            class: field(PupilField::Class),
            text,
            is_number,
        });
    }
    remember(core, &reading)?;
    Ok(list)
}
