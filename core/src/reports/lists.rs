//! Reports as plain lists, for a workbook or CSV.

use chrono::NaiveDate;
use stamboek_domain::attendance::HalfDay;
use stamboek_domain::date::belgian;

use super::absence_sheet::AbsenceSheet;
use super::class_register::{Cell, ClassRegister, Row};
use super::day_list::ClassDay;
use super::words;

/// Headers and rows.
pub struct List {
    /// One a column.
    pub headers: Vec<String>,
    /// Cells as text.
    pub rows: Vec<Vec<String>>,
}

fn headers(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

/// Pupils by half days, all classes below each other, with a column of totals for each code.
pub fn registers(registers: &[ClassRegister]) -> List {
    let mut at: Vec<HalfDay> = registers.iter().flat_map(|one| one.columns.iter().map(|c| c.at)).collect();
    at.sort_unstable();
    at.dedup();
    let mut codes: Vec<&str> =
        registers.iter().flat_map(|one| one.codes.keys().map(String::as_str)).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut list = List { headers: headers(&["Klas", "Naam", "Voornaam"]), rows: Vec::new() };
    let day = |at: &HalfDay| format!("{} {}", belgian(at.day), words::half(at.half));
    list.headers.extend(at.iter().map(day));
    list.headers.extend(codes.iter().map(|code| format!("Totaal {code}")));
    for register in registers {
        for row in &register.rows {
            list.rows.push(register_row(register, row, &at, &codes));
        }
    }
    list
}

fn register_row(register: &ClassRegister, row: &Row, at: &[HalfDay], codes: &[&str]) -> Vec<String> {
    let mut cells = vec![register.class.clone(), row.last_name.clone(), row.first_name.clone()];
    for at in at {
        let place = register.columns.iter().position(|column| column.at == *at);
        cells.push(match place.map(|place| &row.cells[place]) {
            Some(Cell::Code(code)) => code.clone(),
            Some(Cell::Away) => "niet ingeschreven".to_owned(),
            Some(Cell::Free) | None => "geen les".to_owned(),
            Some(Cell::Empty) => String::new(),
        });
    }
    let totals: Vec<(&String, u32)> = register.codes.keys().zip(register.totals(row)).collect();
    for code in codes {
        let total = totals.iter().find(|(found, _)| found == code).map_or(0, |(_, total)| *total);
        cells.push(total.to_string());
    }
    cells
}

/// Every absence of these pupils.
pub fn sheets(sheets: &[AbsenceSheet]) -> List {
    let names = ["Klas", "Naam", "Voornaam", "Van", "Van halve dag", "Tot en met", "Tot en met halve dag"];
    let more = ["Halve dagen", "Code", "Betekenis", "Tijd", "Opmerking"];
    let mut list = List { headers: headers(&[&names[..], &more[..]].concat()), rows: Vec::new() };
    for sheet in sheets {
        for (code, absence) in &sheet.absences {
            let label = sheet.totals.get(code).map(|(label, _)| label.clone()).unwrap_or_default();
            list.rows.push(vec![
                sheet.class.clone(),
                sheet.last_name.clone(),
                sheet.first_name.clone(),
                belgian(absence.from.day),
                words::half(absence.from.half).to_owned(),
                belgian(absence.until.day),
                words::half(absence.until.half).to_owned(),
                absence.half_days.to_string(),
                code.clone(),
                label,
                absence.time(),
                absence.note.clone(),
            ]);
        }
    }
    list
}

/// Who is absent or late.
pub fn day(day: NaiveDate, classes: &[ClassDay]) -> List {
    let names =
        ["Datum", "Klas", "Naam", "Voornaam", "Voormiddag", "Namiddag", "Betekenis", "Tijd", "Opmerking"];
    let mut list = List { headers: headers(&names), rows: Vec::new() };
    for class in classes {
        for missing in &class.missing {
            let [vm, nm] = &missing.codes;
            let cells = [vm, nm, &missing.meaning, &missing.time, &missing.note].map(String::clone);
            let who =
                [belgian(day), class.class.clone(), missing.last_name.clone(), missing.first_name.clone()];
            list.rows.push(who.into_iter().chain(cells).collect());
        }
    }
    list
}
