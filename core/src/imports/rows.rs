//! A line of a sheet as a person: every cell in its canonical form, with what is to be said of it.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use stamboek_domain::class::ClassCode;
use stamboek_domain::date;
use stamboek_domain::digits::DigitsFault;
use stamboek_domain::enrolment::Moment;
use stamboek_domain::group::AdministrativeGroup;
use stamboek_domain::institution::{InstitutionNumber, Location};
use stamboek_domain::insz::{Insz, InszFault};
use stamboek_domain::number::normal_value;
use stamboek_domain::pupil::PupilField;
use stamboek_domain::stamnummer::Stamnummer;

use super::entering::Entry;
use super::full_name;

use super::messages::{RowRemark, Target};
use super::read::sheet::{Cell, Kind, Sheet};
use super::remarks::RemarkCode;
use crate::tables::unguard;

/// What one line says.
pub struct Row {
    /// Line number as the spreadsheet shows it.
    pub number: u32,
    /// Canonical values; a field that is empty or unusable is absent.
    pub fields: BTreeMap<PupilField, String>,
    /// The person's number, without leading zeros.
    pub external: Option<String>,
    /// Begin date in the school, where the list tells it.
    pub from: Option<NaiveDate>,
    /// Moment of enrolment, where the list tells it.
    pub moment: Option<Moment>,
    /// Administrative group, where the list tells it.
    pub group: Option<AdministrativeGroup>,
    /// The enrolments that it makes; known once it is known whose row it is.
    pub entry: Option<Entry>,
    /// What is to be said.
    pub remarks: Vec<RowRemark>,
    /// No name and first name: a blank or a total.
    pub skipped: bool,
}

impl Row {
    /// A field, empty when absent.
    pub fn field(&self, field: PupilField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    /// Adds a remark.
    pub fn remark<const N: usize>(&mut self, code: RemarkCode, values: [(&str, &str); N]) {
        self.remarks.push(remark(self.number, code, values));
    }

    /// Whether something makes the row unusable.
    pub fn refused(&self) -> bool {
        self.remarks.iter().any(|r| r.code.refuses())
    }

    /// The birth date, if there is one.
    pub fn birth_date(&self) -> Option<NaiveDate> {
        self.fields.get(&PupilField::BirthDate)?.parse().ok()
    }

    /// Institution and stamnummer as one text, the way the matching rules compare them.
    pub fn stamnummer_key(&self, institution: &str) -> Option<String> {
        let stamnummer = self.fields.get(&PupilField::Stamnummer)?;
        let institution = self.fields.get(&PupilField::Institution).map_or(institution, String::as_str);
        (!institution.is_empty()).then(|| format!("{institution}/{stamnummer}"))
    }
}

/// A remark with its values.
pub fn remark<const N: usize>(row: u32, code: RemarkCode, values: [(&str, &str); N]) -> RowRemark {
    let values = values.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    RowRemark { row, code, values }
}

/// How the cells of a sheet are understood.
pub struct Reader<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// Index of the header row.
    pub header: usize,
    /// Target → column.
    pub mapping: &'a BTreeMap<Target, u32>,
    /// Whether day 0 is 1 January 1904.
    pub from_1904: bool,
    /// Today on this laptop.
    pub today: NaiveDate,
}

impl<'a> Reader<'a> {
    /// Every line below the headers that holds something.
    pub fn rows(&self) -> Vec<Row> {
        (self.header + 1..self.sheet.len()).map(|index| self.row(index)).collect()
    }

    /// The cell of a target, and whether that target is mapped at all.
    pub fn cell(&self, index: usize, target: &str) -> Cell<'a> {
        let Some(column) = self.mapping.get(target) else { return Cell::EMPTY };
        let cell = self.sheet.at(index, *column as usize);
        // Our own export writes an apostrophe before what looks like a formula.
        Cell { text: unguard(cell.text), ..cell }
    }

    /// Text of the header of a target.
    pub(super) fn header_of(&self, target: &str) -> &'a str {
        self.mapping.get(target).map_or("", |column| self.sheet.at(self.header, *column as usize).text)
    }

    fn row(&self, index: usize) -> Row {
        let mut row = Row {
            number: self.sheet.number(index),
            fields: BTreeMap::new(),
            external: None,
            from: None,
            moment: None,
            group: None,
            entry: None,
            remarks: Vec::new(),
            skipped: false,
        };
        self.names(index, &mut row);
        self.birth_date(index, &mut row);
        self.insz(index, &mut row);
        self.others(index, &mut row);
        self.external(index, &mut row);
        for target in self.mapping.keys().filter(|t| self.cell(index, t).kind == Kind::NoValue) {
            row.remark(RemarkCode::CellWithoutValue, [("column", self.header_of(target))]);
        }
        self.judge_names(&mut row);
        row
    }

    fn names(&self, index: usize, row: &mut Row) {
        let mut put = |field, text: &str| {
            if !text.is_empty() {
                row.fields.insert(field, text.to_owned());
            }
        };
        put(PupilField::LastName, self.cell(index, "last_name").text);
        put(PupilField::FirstName, self.cell(index, "first_name").text);
        let full = self.cell(index, "full_name").text;
        if !full.is_empty() && row.fields.is_empty() {
            let (last, first, sure) = full_name::split(full, self.header_of("full_name"));
            if !sure && !first.is_empty() {
                row.remark(RemarkCode::FullNameSplit, [("last_name", &last), ("first_name", &first)]);
            }
            for (field, text) in [(PupilField::LastName, last), (PupilField::FirstName, first)] {
                if !text.is_empty() {
                    row.fields.insert(field, text);
                }
            }
        }
    }

    fn birth_date(&self, index: usize, row: &mut Row) {
        let cell = self.cell(index, "birth_date");
        if cell.text.is_empty() {
            return;
        }
        match self.date(cell) {
            Some(date) if date > self.today => row.remark(RemarkCode::DateUnlikely, [("value", cell.text)]),
            Some(date) => {
                row.fields.insert(PupilField::BirthDate, date.to_string());
            }
            None => row.remark(RemarkCode::DateUnreadable, [("value", cell.text)]),
        }
    }

    /// A date cell, a serial number of days, or text in Belgian or ISO order; a time behind it is
    /// dropped.
    fn date(&self, cell: Cell) -> Option<NaiveDate> {
        self.date_until(cell, self.today)
    }

    /// As `date`; a year of two digits is the last one that is not after `latest`.
    pub(super) fn date_until(&self, cell: Cell, latest: NaiveDate) -> Option<NaiveDate> {
        let serial = cell.text.split(['.', ',']).next().unwrap_or("");
        let is_serial = (3..=5).contains(&serial.len())
            && serial.bytes().all(|b| b.is_ascii_digit())
            && cell.text[serial.len()..].bytes().skip(1).all(|b| b.is_ascii_digit());
        if is_serial && cell.kind != Kind::Date {
            let days: u64 = serial.parse().ok()?;
            return serial_date(days, self.from_1904);
        }
        date::parse(cell.text, latest).ok()
    }

    fn insz(&self, index: usize, row: &mut Row) {
        let cell = self.cell(index, "insz");
        match Insz::parse_stripped(cell.text, self.today) {
            Ok(insz) => {
                if let (Some(told), Some(written)) = (insz.birth_date(), row.birth_date())
                    && told != written
                {
                    row.remark(RemarkCode::InszBirthDate, [("birth_date", &written.to_string())]);
                }
                row.fields.insert(PupilField::Insz, insz.as_str().to_owned());
            }
            Err(InszFault::Empty) => {}
            Err(InszFault::Characters | InszFault::Length) => row.remark(RemarkCode::InszLength, []),
            Err(InszFault::Month) => row.remark(RemarkCode::InszDate, []),
            Err(InszFault::CheckDigits | InszFault::Future) => row.remark(RemarkCode::InszCheckDigits, []),
        }
    }

    fn others(&self, index: usize, row: &mut Row) {
        type Parse = fn(&str) -> Option<String>;
        let columns: [(&str, PupilField, RemarkCode, Parse); 6] = [
            ("sex", PupilField::Sex, RemarkCode::SexUnreadable, sex),
            ("class", PupilField::Class, RemarkCode::ClassUnreadable, |t| {
                ClassCode::parse(t).ok().map(|c| c.as_str().to_owned())
            }),
            ("stamnummer", PupilField::Stamnummer, RemarkCode::StamnummerUnreadable, |t| {
                Stamnummer::parse_stripped(t).ok().map(|s| s.as_str().to_owned())
            }),
            ("institution", PupilField::Institution, RemarkCode::InstitutionUnreadable, |t| {
                InstitutionNumber::parse_stripped(t).ok().map(|i| i.as_str().to_owned())
            }),
            ("location", PupilField::Location, RemarkCode::LocationUnreadable, |t| {
                Location::parse_stripped(t).ok().map(|l| l.as_str().to_owned())
            }),
            ("kind", PupilField::Kind, RemarkCode::KindUnreadable, person_kind),
        ];
        for (target, field, code, parse) in columns {
            let text = self.cell(index, target).text;
            if text.is_empty() {
                continue;
            }
            match parse(text) {
                Some(value) => {
                    row.fields.insert(field, value);
                }
                None => row.remark(code, [("value", text)]),
            }
        }
    }

    fn external(&self, index: usize, row: &mut Row) {
        let text = self.cell(index, "number").text;
        match normal_value(text) {
            Ok(value) => row.external = Some(value),
            Err(_) if text.is_empty() => {}
            Err(DigitsFault::DigitsLost) => {
                row.remark(RemarkCode::NumberRounded, [("field", "number"), ("value", text)]);
            }
            Err(_) => row.remark(RemarkCode::NumberUnreadable, [("value", text)]),
        }
    }

    /// A line is a person when it has a name and a first name; with one of the two only when a
    /// birth date or an INSZ says so, which a line of totals has not.
    fn judge_names(&self, row: &mut Row) {
        let lacks = |field| !row.fields.contains_key(&field);
        let (last, first) = (lacks(PupilField::LastName), lacks(PupilField::FirstName));
        let proven = !lacks(PupilField::BirthDate) || !lacks(PupilField::Insz);
        let total = full_name::is_total(row.field(PupilField::LastName));
        // A name that the file lost is no blank: the row is refused, not passed over.
        let names = ["last_name", "first_name", "full_name"].map(|target| self.header_of(target));
        let lost = row
            .remarks
            .iter()
            .any(|r| r.code == RemarkCode::CellWithoutValue && names.contains(&r.values["column"].as_str()));
        row.skipped = (last && first) || (total && !proven) || ((last || first) && !proven && !lost);
        if !row.skipped && (last || first) {
            let field = if last { "last_name" } else { "first_name" };
            row.remark(RemarkCode::NameIncomplete, [("field", field)]);
        }
    }
}

/// Day of that serial number. The year 1900 of spreadsheets has a 29 February that never was.
fn serial_date(days: u64, from_1904: bool) -> Option<NaiveDate> {
    let (year, month, day) = match (from_1904, days < 60) {
        (true, _) => (1904, 1, 1),
        (false, true) => (1899, 12, 31),
        (false, false) => (1899, 12, 30),
    };
    NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days))
}

fn sex(text: &str) -> Option<String> {
    let sex = match text.to_lowercase().trim_end_matches('.') {
        "m" | "man" | "mannelijk" | "jongen" | "j" | "male" => "m",
        "v" | "vrouw" | "vrouwelijk" | "meisje" | "f" | "female" => "v",
        "x" => "x",
        _ => return None,
    };
    Some(sex.to_owned())
}

fn person_kind(text: &str) -> Option<String> {
    let kind = match text.to_lowercase().as_str() {
        "pupil" | "leerling" | "lln" | "ll" => "pupil",
        "boarder" | "intern" | "interne" => "boarder",
        "staff" | "personeel" | "personeelslid" | "leerkracht" => "staff",
        _ => return None,
    };
    Some(kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line under the headers of these targets.
    fn line(cells: &[(&str, Kind, &str)]) -> Row {
        line_since(cells, false)
    }

    fn line_since(cells: &[(&str, Kind, &str)], from_1904: bool) -> Row {
        let mut sheet = Sheet::default();
        let mut mapping = BTreeMap::new();
        sheet.row(1);
        for (column, (target, ..)) in cells.iter().enumerate() {
            sheet.cell(Kind::Text, |out| out.push_str(target));
            mapping.insert((*target).to_owned(), column as u32);
        }
        sheet.row(2);
        for (_, kind, text) in cells {
            sheet.cell(*kind, |out| out.push_str(text));
        }
        sheet.finish();
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let reader = Reader { sheet: &sheet, header: 0, mapping: &mapping, from_1904, today };
        reader.rows().remove(0)
    }

    fn named(target: &str, kind: Kind, text: &str) -> Row {
        line(&[("last_name", Kind::Text, "Peeters"), ("first_name", Kind::Text, "Jan"), (target, kind, text)])
    }

    fn codes(row: &Row) -> Vec<RemarkCode> {
        row.remarks.iter().map(|r| r.code).collect()
    }

    #[test]
    fn dates_are_read_as_text_as_cell_and_as_serial_number() {
        let cases = [
            (Kind::Text, "03/04/2015"),
            (Kind::Text, "3-4-15"),
            (Kind::Text, "3.04.2015"),
            (Kind::Date, "2015-04-03"),
            (Kind::Number, "42097"),
            (Kind::Text, "42097"),
            (Kind::Text, "42097.0"),
            (Kind::Text, "03042015"),
        ];
        for (kind, text) in cases {
            assert_eq!(named("birth_date", kind, text).field(PupilField::BirthDate), "2015-04-03", "{text}");
        }
        let old = line_since(&[("birth_date", Kind::Number, "40635")], true);
        assert_eq!(old.field(PupilField::BirthDate), "2015-04-03");
    }

    #[test]
    fn a_date_that_cannot_be_is_refused() {
        for text in ["31/11/2015", "29/02/2015", "01/01/0000", "01/01/9999", "onbekend", "31/04/2015"] {
            let row = named("birth_date", Kind::Text, text);
            assert_eq!((codes(&row), row.refused()), (vec![RemarkCode::DateUnreadable], true), "{text}");
        }
        let tomorrow = named("birth_date", Kind::Text, "22/11/2026");
        assert_eq!(codes(&tomorrow), [RemarkCode::DateUnlikely]);
        assert!(codes(&named("birth_date", Kind::Text, "29/02/2016")).is_empty());
    }

    #[test]
    fn what_a_spreadsheet_did_to_numbers_is_mended_or_told() {
        assert_eq!(named("number", Kind::Text, "1234567.0").external.as_deref(), Some("1234567"));
        assert_eq!(named("number", Kind::Text, "0001234567").external.as_deref(), Some("1234567"));
        assert_eq!(named("number", Kind::Text, "1,234567E+06").external.as_deref(), Some("1234567"));
        let rounded = named("number", Kind::Text, "1,23E+06");
        assert_eq!((codes(&rounded), rounded.external), (vec![RemarkCode::NumberRounded], None));
        assert_eq!(named("institution", Kind::Number, "39107").field(PupilField::Institution), "039107");
        assert_eq!(named("location", Kind::Number, "1").field(PupilField::Location), "001");
    }

    #[test]
    fn a_wrong_insz_is_a_warning_and_stays_out() {
        let row = named("insz", Kind::Text, "12345678901");
        assert!(!row.refused() && !row.fields.contains_key(&PupilField::Insz));
        assert_eq!(row.remarks.len(), 1);
    }

    #[test]
    fn blanks_and_totals_are_no_persons() {
        let skipped = |last, first| {
            line(&[
                ("last_name", Kind::Text, last),
                ("first_name", Kind::Text, first),
                ("class", Kind::Text, "3A"),
            ])
            .skipped
        };
        assert!(skipped("", "") && skipped("Totaal", "") && skipped("", "412") && skipped("Totaal", "25"));
        assert!(!skipped("Peeters", "Jan") && !skipped("null", "-1"));
        let single = line(&[("last_name", Kind::Text, "Suharto"), ("birth_date", Kind::Text, "1/2/2015")]);
        assert_eq!((single.skipped, codes(&single)), (false, vec![RemarkCode::NameIncomplete]));
    }

    #[test]
    fn a_cell_whose_formula_has_no_result_refuses_the_row() {
        assert!(named("class", Kind::NoValue, "").refused());
        let name =
            |last, first| line(&[("last_name", Kind::NoValue, last), ("first_name", Kind::Text, first)]);
        let lost = name("", "Jan");
        assert!(!lost.skipped && lost.refused(), "somebody whose name is an error is not passed over");
        assert!(name("", "").skipped, "a formula under the names that counts them");
    }
}
