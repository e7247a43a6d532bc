//! The files that the demo school gets at its migration: a pupil list and an old→new number list,
//! with the traps of real ones.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use stamboek_domain::problem::{Code, Problem};

use super::random::Random;
use super::{Params, Person, people};
use crate::Answer;

/// Contents of the files.
pub struct MigrationFiles {
    /// Pupil list: title rows above the headers, dates as dates, ids as numbers without their
    /// leading zeros, a total at the end; some pupils moved to another class, a few are new.
    pub pupils_xlsx: Vec<u8>,
    /// The same pupils as CSV: semicolons, Belgian dates.
    pub pupils_csv: Vec<u8>,
    /// Old and new numbers: swaps, chains, new numbers that were somebody's old one, three old
    /// numbers typed wrong, some pupils missing.
    pub numbers_xlsx: Vec<u8>,
    /// The same as CSV.
    pub numbers_csv: Vec<u8>,
    /// Database that issued the new numbers.
    pub to_database: String,
    /// Old to new number of everybody in the list whose old number is right.
    pub renumbered: Vec<(String, String)>,
    /// Old numbers of pupils who stand in the list under a wrong old number.
    pub mistyped: Vec<String>,
    /// Old numbers of pupils without a row.
    pub missing: Vec<String>,
    /// New pupils of the pupil list: name and first name.
    pub newcomers: Vec<(String, String)>,
}

/// The files for the school of [`super::fill`] with the same parameters.
pub fn files(params: &Params) -> Answer<MigrationFiles> {
    let people: Vec<Person> = people(params).into_iter().filter(|p| p.kind != "staff").collect();
    let mut random = Random::new(params.seed ^ 0x6d69_6772_6174_6965);
    let (pupils, newcomers) = pupil_list(params, &people, &mut random);
    let numbers = number_list(&people, &mut random);
    Ok(MigrationFiles {
        pupils_xlsx: pupils_xlsx(params, &pupils).map_err(|_| internal())?,
        pupils_csv: pupils_csv(params, &pupils)?,
        numbers_xlsx: numbers_xlsx(&numbers.rows).map_err(|_| internal())?,
        numbers_csv: numbers_csv(&numbers.rows)?,
        to_database: "SG Dijleland".to_owned(),
        renumbered: numbers.renumbered,
        mistyped: numbers.mistyped,
        missing: numbers.missing,
        newcomers,
    })
}

fn internal() -> Problem {
    Problem::new(Code::Internal).with("detail", "demo_files")
}

/// The people as the other program lists them: a few in another class, and some new ones.
fn pupil_list(
    params: &Params,
    people: &[Person],
    random: &mut Random,
) -> (Vec<Person>, Vec<(String, String)>) {
    let mut list = people.to_vec();
    let classes: Vec<Option<String>> = list.iter().map(|p| p.class.clone()).collect();
    for person in &mut list {
        if random.permille(10) {
            person.class.clone_from(random.pick(&classes));
        }
    }
    let others = super::Params { seed: params.seed.wrapping_add(0x5eed), pupils: 40, ..params.clone() };
    let taken: std::collections::HashSet<&str> =
        people.iter().filter_map(|p| p.insz.as_ref()).map(|insz| insz.as_str()).collect();
    let free = |p: &Person| p.insz.as_ref().is_some_and(|insz| !taken.contains(insz.as_str()));
    let highest = people.iter().filter_map(|p| p.number.parse::<u64>().ok()).max().unwrap_or(20_000);
    let newcomers: Vec<Person> = super::people(&others)
        .into_iter()
        .filter(free)
        .take(1 + people.len() / 150)
        .enumerate()
        .map(|(n, person)| Person {
            number: (highest + 11 + n as u64 * 3).to_string(),
            stamnummer: None,
            ..person
        })
        .collect();
    let names = newcomers.iter().map(|p| (p.last_name.clone(), p.first_name.clone())).collect();
    list.extend(newcomers);
    list.sort_by(|a, b| {
        (&a.class, &a.last_name, &a.first_name).cmp(&(&b.class, &b.last_name, &b.first_name))
    });
    (list, names)
}

const PUPIL_HEADERS: [&str; 10] = [
    "Persoonsnummer",
    "Naam",
    "Voornaam",
    "Geboortedatum",
    "Geslacht",
    "Rijksregisternummer",
    "Stamnummer",
    "Klas",
    "Instellingsnummer",
    "Vestigingsplaats",
];

fn pupils_xlsx(params: &Params, people: &[Person]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Leerlingen")?;
    let bold = Format::new().set_bold();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_string(0, 0, "Lijst van de leerlingen")?;
    sheet.write_string(1, 0, format!("Toestand op {}", stamboek_domain::date::belgian(params.today)))?;
    for (column, header) in PUPIL_HEADERS.iter().enumerate() {
        sheet.write_string_with_format(3, column as u16, *header, &bold)?;
    }
    let mut row = 4;
    for person in people {
        // As an export that never heard of leading zeros: ids are numbers.
        let number = |text: &str| text.parse::<f64>().unwrap_or_default();
        sheet.write_number(row, 0, number(&person.number))?;
        sheet.write_string(row, 1, &person.last_name)?;
        sheet.write_string(row, 2, &person.first_name)?;
        sheet.write_with_format(row, 3, excel(person.birth_date)?, &date)?;
        sheet.write_string(row, 4, person.sex.to_uppercase())?;
        if let Some(insz) = &person.insz {
            sheet.write_string(row, 5, insz.written())?;
        }
        if let Some(stamnummer) = &person.stamnummer {
            sheet.write_number(row, 6, number(stamnummer))?;
        }
        if let Some(class) = &person.class {
            sheet.write_string(row, 7, class)?;
        }
        sheet.write_number(row, 8, number(&params.institution))?;
        sheet.write_number(row, 9, number(person.location))?;
        row += 1;
    }
    sheet.write_string(row + 1, 0, format!("Totaal: {} leerlingen", people.len()))?;
    sheet.autofit();
    book.save_to_buffer()
}

fn excel(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8)
}

fn pupils_csv(params: &Params, people: &[Person]) -> Answer<Vec<u8>> {
    let rows = people.iter().map(|person| {
        [
            person.number.clone(),
            person.last_name.clone(),
            person.first_name.clone(),
            stamboek_domain::date::belgian(person.birth_date),
            person.sex.to_uppercase(),
            person.insz.as_ref().map_or_else(String::new, |insz| insz.written()),
            person.stamnummer.clone().unwrap_or_default(),
            person.class.clone().unwrap_or_default(),
            params.institution.clone(),
            person.location.to_owned(),
        ]
    });
    csv(&PUPIL_HEADERS, rows)
}

/// One row of the number list.
struct NumberRow {
    old: String,
    new: String,
    last: String,
    first: String,
    birth: NaiveDate,
    class: String,
}

#[derive(Default)]
struct NumberList {
    rows: Vec<NumberRow>,
    renumbered: Vec<(String, String)>,
    mistyped: Vec<String>,
    missing: Vec<String>,
}

/// New numbers for the moving database. The receiving one counts in the same range, so some new
/// numbers are somebody else's old one.
fn number_list(people: &[Person], random: &mut Random) -> NumberList {
    let old: Vec<u64> = people.iter().filter_map(|p| p.number.parse().ok()).collect();
    let highest = old.iter().max().copied().unwrap_or(20_000);
    let mut list = NumberList::default();
    // In turns of forty: a swap, a chain of three, a number that somebody without a row keeps, and
    // numbers beyond everybody's.
    let mut next = highest + 1_000;
    let mut fresh = |random: &mut Random| {
        next += 1 + random.below(4) as u64;
        next
    };
    let last = people.len();
    for (n, person) in people.iter().enumerate() {
        let turn = n % 40;
        let whole = n - turn + 40 <= last;
        let new = match turn {
            0 | 2 | 3 | 19 if whole => old[n + 1],
            1 if whole => old[n - 1],
            _ => fresh(random),
        };
        let row = NumberRow {
            old: person.number.clone(),
            new: new.to_string(),
            last: person.last_name.clone(),
            first: person.first_name.clone(),
            birth: person.birth_date,
            class: person.class.clone().unwrap_or_default(),
        };
        match n {
            // Four have no row; they must not be the start of a chain.
            _ if turn == 20 && n < 160 => list.missing.push(row.old),
            // Three were typed over with a wrong number, and their names without diacritics.
            _ if turn == 30 && n < 120 => {
                list.mistyped.push(row.old.clone());
                let wrong = highest + 500 + n as u64;
                let last = stamboek_domain::name::fold(&row.last).to_uppercase();
                list.rows.push(NumberRow { old: wrong.to_string(), last, ..row });
            }
            _ => {
                list.renumbered.push((row.old.clone(), row.new.clone()));
                list.rows.push(row);
            }
        }
    }
    random.shuffle(&mut list.rows);
    list
}

const NUMBER_HEADERS: [&str; 6] =
    ["Oud persoonsnummer", "Nieuw persoonsnummer", "Naam", "Voornaam", "Geboortedatum", "Klas"];

fn numbers_xlsx(rows: &[NumberRow]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Nummers")?;
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (column, header) in NUMBER_HEADERS.iter().enumerate() {
        sheet.write_string(0, column as u16, *header)?;
    }
    for (n, row) in rows.iter().enumerate() {
        let line = n as u32 + 1;
        // Every other list writes ten digits as text; this one writes plain numbers.
        sheet.write_number(line, 0, row.old.parse::<f64>().unwrap_or_default())?;
        sheet.write_number(line, 1, row.new.parse::<f64>().unwrap_or_default())?;
        sheet.write_string(line, 2, &row.last)?;
        sheet.write_string(line, 3, &row.first)?;
        sheet.write_with_format(line, 4, excel(row.birth)?, &date)?;
        sheet.write_string(line, 5, &row.class)?;
    }
    sheet.autofit();
    book.save_to_buffer()
}

fn numbers_csv(rows: &[NumberRow]) -> Answer<Vec<u8>> {
    let ten = stamboek_domain::number::ten_digits;
    let rows = rows.iter().map(|row| {
        let birth = stamboek_domain::date::belgian(row.birth);
        [ten(&row.old), ten(&row.new), row.last.clone(), row.first.clone(), birth, row.class.clone()]
    });
    csv(&NUMBER_HEADERS, rows)
}

fn csv<const N: usize>(headers: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> Answer<Vec<u8>> {
    // The mark in front tells a spreadsheet that the text is UTF-8.
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headers).map_err(|_| internal())?;
    for row in rows {
        writer.write_record(&row).map_err(|_| internal())?;
    }
    writer.into_inner().map_err(|_| internal())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn params(pupils: u32) -> Params {
        Params::new(pupils, NaiveDate::from_ymd_opt(2026, 11, 21).unwrap())
    }

    #[test]
    fn the_number_list_has_swaps_chains_and_overlaps_and_is_still_one_mapping() {
        let files = files(&params(300)).unwrap();
        let people = people(&params(300));
        let all: HashSet<&str> = people.iter().map(|p| p.number.as_str()).collect();
        let new: HashSet<&str> = files.renumbered.iter().map(|(_, new)| new.as_str()).collect();
        assert_eq!(new.len(), files.renumbered.len(), "no number is given twice");
        let is = |old: &str| files.renumbered.iter().find(|(o, _)| o == old).map(|(_, new)| new.clone());
        let swaps = files.renumbered.iter().filter(|(old, new)| is(new).as_deref() == Some(old)).count();
        assert!(swaps >= 4, "{swaps}");
        let chains =
            files.renumbered.iter().filter(|(old, new)| is(new).is_some_and(|next| &next != old)).count();
        assert!(chains >= 2, "{chains}");
        assert!(files.renumbered.iter().all(|(old, _)| all.contains(old.as_str())));
        assert_eq!((files.mistyped.len(), files.missing.len()), (3, 4));
        assert_eq!(files.renumbered.len() + 7, 300);
    }

    #[test]
    fn the_same_parameters_give_the_same_lists() {
        let (one, two) = (files(&params(100)).unwrap(), files(&params(100)).unwrap());
        assert!(one.pupils_csv == two.pupils_csv && one.numbers_csv == two.numbers_csv);
        assert!(!one.newcomers.is_empty());
    }
}
