//! Reading: all or nothing, with the number of every line that is wrong.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use ts_rs::TS;

use super::{NUMBER_DIGITS, Row, Slots};
use crate::attendance::codes::{Conversion, Evidence, Meaning, OfficialCode, convert_2019};
use crate::attendance::{HalfDay, Mark, MarkCode};

/// Most faults that are told of one file; reading stops there.
const FAULTS: usize = 100;

/// A letter and what it stands for.
type Letter = (char, Meaning);

/// What a line with a letter says of its pupils: an absence or lateness, or nothing that is still
/// registered.
type Told = Option<Letter>;

/// Codes that the file can hold (informat-api.md 9.1, line 2).
const CODES: [Letter; 5] = [
    ('B', Meaning::Absent { official: OfficialCode::B, evidence: None, discipline: false }),
    ('D', illness(Evidence::Certificate)),
    ('L', Meaning::Late),
    ('R', Meaning::Absent { official: OfficialCode::R, evidence: None, discipline: false }),
    ('Z', illness(Evidence::ParentsNote)),
];

const fn illness(evidence: Evidence) -> Meaning {
    Meaning::Absent { official: OfficialCode::Z, evidence: Some(evidence), discipline: false }
}

/// A line that the format does not have. Nothing of the file is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, rename = "InformatFault")]
pub struct FileFault {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub kind: FileFaultKind,
}

/// See [`FileFault`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "InformatFaultKind")]
pub enum FileFaultKind {
    /// A blank line.
    Blank,
    /// Neither a day with its slot, nor a code, nor a number of ten digits.
    Unreadable,
    /// A code or a number above the first day.
    NoDay,
    /// The day does not exist.
    Date,
    /// The slot is none of the school's.
    Slot,
    /// A letter that the file does not know.
    Code,
    /// A letter of before September 2019 of which nobody told what became of it.
    OldCode,
    /// A code that does not follow its day at once.
    CodePlace,
    /// Ten noughts are nobody's number.
    Number,
    /// A block without pupils.
    NoPupils,
}

/// What a line looks like.
enum Line<'a> {
    Header { day: &'a str, slot: u8 },
    Letter(char),
    Number(&'a str),
}

/// The block that is being read.
enum Block {
    /// Above the first one.
    None,
    /// Its head was wrong: its pupils are passed over without further faults.
    Broken,
    /// Day, letter and pupils so far.
    Open { at: HalfDay, letter: Option<Told>, pupils: usize, line: usize },
}

/// The rows of a file, by half day and number; of several lines for one pupil and half day the
/// last one. A mark of byte order and one line end at the end are accepted. An empty text has no
/// rows. `Err` holds at most a hundred faults, never none.
pub fn read(text: &str, slots: Slots) -> Result<Vec<Row>, Vec<FileFault>> {
    Ok(read_lines(text, slots)?.into_iter().map(|(_, row)| row).collect())
}

/// The same, each row with the number of its line, from 1.
pub fn read_lines(text: &str, slots: Slots) -> Result<Vec<(usize, Row)>, Vec<FileFault>> {
    let mut reader = Reader { slots, block: Block::None, cells: BTreeMap::new(), faults: Vec::new() };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (index, line) in text.lines().enumerate() {
        if let Err(kind) = reader.line(index + 1, line) {
            reader.faults.push(FileFault { line: index + 1, kind });
        }
        if reader.faults.len() >= FAULTS {
            break;
        }
    }
    reader.close_block();
    match reader.faults.is_empty() {
        true => Ok(reader.cells.into_iter().map(row).collect()),
        false => {
            reader.faults.sort_by_key(|fault| fault.line);
            reader.faults.truncate(FAULTS);
            Err(reader.faults)
        }
    }
}

struct Reader {
    slots: Slots,
    block: Block,
    cells: BTreeMap<(HalfDay, u64), (usize, Option<Told>)>,
    faults: Vec<FileFault>,
}

impl Reader {
    fn line(&mut self, number: usize, text: &str) -> Result<(), FileFaultKind> {
        match shape(text)? {
            Line::Header { day, slot } => {
                self.close_block();
                self.block = Block::Broken;
                let half = self.slots.half(slot);
                let day = date(day).ok_or(FileFaultKind::Date)?;
                let at = HalfDay { day, half: half.ok_or(FileFaultKind::Slot)? };
                self.block = Block::Open { at, letter: None, pupils: 0, line: number };
            }
            Line::Letter(typed) => self.letter(typed)?,
            Line::Number(digits) => self.pupil(number, digits)?,
        }
        Ok(())
    }

    fn letter(&mut self, typed: char) -> Result<(), FileFaultKind> {
        match &mut self.block {
            Block::None => Err(FileFaultKind::NoDay),
            Block::Broken => Ok(()),
            Block::Open { at, letter: letter @ None, pupils: 0, .. } => match told(typed, at.day) {
                Ok(told) => {
                    *letter = Some(told);
                    Ok(())
                }
                Err(kind) => {
                    self.block = Block::Broken;
                    Err(kind)
                }
            },
            Block::Open { .. } => Err(FileFaultKind::CodePlace),
        }
    }

    fn pupil(&mut self, line: usize, digits: &str) -> Result<(), FileFaultKind> {
        match &mut self.block {
            Block::None => return Err(FileFaultKind::NoDay),
            Block::Broken => {}
            Block::Open { at, letter, pupils, .. } => {
                *pupils += 1;
                match digits.parse() {
                    Ok(number @ 1..) => drop(self.cells.insert((*at, number), (line, *letter))),
                    _ => return Err(FileFaultKind::Number),
                }
            }
        }
        Ok(())
    }

    fn close_block(&mut self) {
        if let Block::Open { pupils: 0, line, .. } = self.block {
            self.faults.push(FileFault { line, kind: FileFaultKind::NoPupils });
        }
    }
}

/// What a letter says on that day: one of the codes of the file or, before September 2019, one of the
/// old codes, converted as far as the table is known (discimus.md 2.3).
fn told(typed: char, day: NaiveDate) -> Result<Told, FileFaultKind> {
    if let Some(letter) = CODES.into_iter().find(|(known, _)| *known == typed) {
        return Ok(Some(letter));
    }
    if OfficialCode::R.valid_on(day) {
        return Err(FileFaultKind::Code);
    }
    match convert_2019(typed.encode_utf8(&mut [0; 4])) {
        Conversion::Absence { meaning } => Ok(Some((typed, meaning))),
        Conversion::Late { .. } => Ok(Some((typed, Meaning::Late))),
        Conversion::Dropped => Ok(None),
        Conversion::Unknown => Err(FileFaultKind::OldCode),
    }
}

fn shape(text: &str) -> Result<Line<'_>, FileFaultKind> {
    let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    match text.as_bytes() {
        [] => Err(FileFaultKind::Blank),
        blank if blank.iter().all(u8::is_ascii_whitespace) => Err(FileFaultKind::Blank),
        [letter] if letter.is_ascii_alphabetic() => Ok(Line::Letter(char::from(*letter))),
        number if number.len() == NUMBER_DIGITS && digits(number) => Ok(Line::Number(text)),
        [day @ .., b'T', slot] if day.len() == 6 && digits(day) && slot.is_ascii_digit() => {
            Ok(Line::Header { day: &text[..6], slot: slot - b'0' })
        }
        _ => Err(FileFaultKind::Unreadable),
    }
}

/// `DDMMYY` of this century: no register of a school is older.
fn date(text: &str) -> Option<NaiveDate> {
    let part = |from: usize| text.get(from..from + 2)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(2000 + i32::try_from(part(4)?).ok()?, part(2)?, part(0)?)
}

fn row(((at, number), (line, letter)): ((HalfDay, u64), (usize, Option<Told>))) -> (usize, Row) {
    let cell = letter.unwrap_or(Some(('?', Meaning::Open))).and_then(|(typed, meaning)| {
        MarkCode::parse(typed.encode_utf8(&mut [0; 4])).ok().map(|code| (Mark::of(code), meaning))
    });
    (line, Row { number: number.to_string(), at, cell })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attendance::codes::CodeList;

    fn faults(text: &str) -> Vec<(usize, FileFaultKind)> {
        let faults = read(text, Slots::default()).expect_err("a fault");
        faults.into_iter().map(|fault| (fault.line, fault.kind)).collect()
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        use FileFaultKind::*;
        for (text, line, kind) in [
            ("310226T1\nZ\n0000000007", 1, Date),
            ("120126T1\nZ\n0000000007\n\n130126T1\n0000000007", 4, Blank),
            ("\n120126T1\n0000000007", 1, Blank),
            ("120126T1\n0000000007\n\n", 3, Blank),
            ("120126T1\n0000000007\n   ", 3, Blank),
            ("120126T2\nZ\n0000000007", 1, Slot),
            ("120126T1\nP\n0000000007", 2, Code),
            ("120126T1\nz\n0000000007", 2, Code),
            ("120126T1\n0000000007\nZ", 3, CodePlace),
            ("120126T1\nZ\nB\n0000000007", 3, CodePlace),
            ("0000000007", 1, NoDay),
            ("Z\n120126T1\n0000000007", 1, NoDay),
            ("120126T1\nZ", 1, NoPupils),
            ("120126T1\n120126T6\n0000000007", 1, NoPupils),
            ("120126T1\n0000000000", 2, Number),
            ("120126T1\n7\n0000000007", 2, Unreadable),
            ("120126T1\n00000000007\n0000000007", 2, Unreadable),
            ("120126t1", 1, Unreadable),
            ("12012026T1", 1, Unreadable),
            ("1201é6T1", 1, Unreadable),
        ] {
            assert_eq!(faults(text), [(line, kind)], "{text:?}");
        }
        assert_eq!(faults(&"9".repeat(10_000_000)), [(1, Unreadable)]);
    }

    #[test]
    fn faults_stand_in_the_order_of_the_lines_and_do_not_flood() {
        let seen = faults("120126T1\n310226T1\nQ\n0000000007\n0000000008\nx7");
        use FileFaultKind::*;
        assert_eq!(seen, [(1, NoPupils), (2, Date), (6, Unreadable)]);
        assert_eq!(faults(&"x7\n".repeat(100_000)).len(), FAULTS);
    }

    #[test]
    fn line_ends_and_a_byte_order_mark_do_not_matter() {
        let plain = read("120126T1\nZ\n0000000007", Slots::default()).unwrap();
        for text in [
            "120126T1\r\nZ\r\n0000000007",
            "120126T1\r\nZ\r\n0000000007\r\n",
            "\u{feff}120126T1\nZ\n0000000007\n",
        ] {
            assert_eq!(read(text, Slots::default()).as_ref(), Ok(&plain));
        }
        assert_eq!(read("", Slots::default()), Ok(Vec::new()));
    }

    #[test]
    fn a_letter_means_what_it_means_in_the_list_of_a_new_school() {
        let list = CodeList::standard();
        for (letter, meaning) in CODES {
            let code = MarkCode::parse(&letter.to_string()).unwrap();
            assert_eq!(list.find(&code).unwrap().meaning, meaning, "{letter}");
        }
    }

    #[test]
    fn the_codes_of_before_2019_are_converted_as_far_as_the_table_is_known() {
        let cell = |letter: &str, day: &str| {
            read(&format!("{day}T1\n{letter}\n0000000007"), Slots::default()).map(|rows| rows[0].cell.clone())
        };
        let absent = |official, evidence, discipline| Meaning::Absent { official, evidence, discipline };
        for (letter, meaning) in [
            ("P", absent(OfficialCode::P, None, false)),
            ("C", absent(OfficialCode::R, None, false)),
            ("T", absent(OfficialCode::R, None, true)),
            ("D", absent(OfficialCode::Z, Some(Evidence::Certificate), false)),
            ("L", Meaning::Late),
        ] {
            let (mark, told) = cell(letter, "300819").unwrap().unwrap();
            assert_eq!((mark.code.as_str(), told), (letter, meaning));
        }
        assert_eq!(cell("W", "300819"), Ok(None), "a work placement is no absence any more");
        for unknown in ["H", "S"] {
            assert_eq!(cell(unknown, "300819").unwrap_err()[0].kind, FileFaultKind::OldCode);
        }
        for ended in ["P", "T", "W"] {
            assert_eq!(cell(ended, "020919").unwrap_err()[0].kind, FileFaultKind::Code);
        }
    }

    #[test]
    fn the_last_value_of_a_pupil_and_slot_wins() {
        let text = "120126T1\nZ\n0000000007\n120126T1\nB\n0000000007\n0000000007";
        let rows = read(text, Slots::default()).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(read_lines(text, Slots::default()).unwrap()[0].0, 7, "its last line");
        assert_eq!(rows[0].cell.as_ref().unwrap().0.code.as_str(), "B");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([0-9]{6}T[0-9]|[A-Za-z]|[0-9]{10}|.{0,12}|\r?\n){0,30}") {
            if let Err(faults) = read(&text, Slots::default()) {
                proptest::prop_assert!(!faults.is_empty());
                proptest::prop_assert!(faults.iter().all(|f| f.line >= 1 && f.line <= text.lines().count()));
            }
        }
    }
}
