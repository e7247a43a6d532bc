//! The text file that Informat reads under Aanwezigheden › Aanwezigheidsregister › Via inlezen
//! bestand (informat-api.md 9.1; help page 360001490699).
//!
//! Blocks follow each other without a blank line: a line `DDMMYYTx` with the day and the time
//! slot, a line with the code (none: code unknown), and a line of ten digits for each pupil. The
//! last value of a pupil and slot wins.
//!
//! The public description ends before it says which encoding and line ending are expected and what
//! happens to a number that the database does not have. So [`LINE_END`] is a choice, the text is
//! ASCII, and whoever exports says that unknown numbers must be looked at in Informat.

mod read;
mod write;

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use self::read::{FileFault, FileFaultKind, read, read_lines};
pub use self::write::{FileRemark, FileRemarkKind, Written, carried, write};
use super::codes::Meaning;
use super::{Half, HalfDay, Mark};

/// Extension that the package accepts.
pub const EXTENSION: &str = "txt";

/// Between lines, and not after the last one, which could be taken for a blank line. Not
/// documented: this is what Notepad writes, in which such a file is made by hand.
pub const LINE_END: &str = "\r\n";

/// Digits of the number of a pupil, with leading zeros.
pub const NUMBER_DIGITS: usize = 10;

/// What the file says, or should say, about one pupil and half day. `Debug` keeps silent about the
/// number.
#[derive(Clone, PartialEq, Eq)]
pub struct Row {
    /// Number of the person in the database of the package, without leading zeros. It is bound to
    /// that database: files made before a migration no longer fit.
    pub number: String,
    /// The half day.
    pub at: HalfDay,
    /// What stands there; `None`: present (again), which the file cannot say.
    pub cell: Option<(Mark, Meaning)>,
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({:?}, {:?})", self.at, self.cell)
    }
}

/// Digits of the time slots of a school (Algemeen › Structuur › Afwezigheden in the package).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(try_from = "Digits")]
#[ts(export, rename = "InformatSlots")]
pub struct Slots {
    vm: u8,
    nm: u8,
}

/// [`Slots`] before they are checked.
#[derive(Deserialize)]
struct Digits {
    vm: u8,
    nm: u8,
}

/// A slot is no digit from 1 to 9, or both are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotsFault;

impl Slots {
    /// The slots of morning and afternoon.
    pub fn new(vm: u8, nm: u8) -> Result<Self, SlotsFault> {
        match vm != nm && (1..=9).contains(&vm) && (1..=9).contains(&nm) {
            true => Ok(Self { vm, nm }),
            false => Err(SlotsFault),
        }
    }

    /// The digit of a half.
    pub fn digit(self, half: Half) -> u8 {
        match half {
            Half::Vm => self.vm,
            Half::Nm => self.nm,
        }
    }

    /// The half of a digit.
    pub fn half(self, digit: u8) -> Option<Half> {
        Half::BOTH.into_iter().find(|half| self.digit(*half) == digit)
    }
}

impl TryFrom<Digits> for Slots {
    type Error = &'static str;
    fn try_from(digits: Digits) -> Result<Self, Self::Error> {
        Self::new(digits.vm, digits.nm).map_err(|_| "slots")
    }
}

impl Default for Slots {
    /// The first lesson hour of morning and afternoon, as the package has them by default.
    fn default() -> Self {
        Self { vm: 1, nm: 6 }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::attendance::{MarkCode, samples};

    pub fn row(number: &str, n: u64, code: &str) -> Row {
        let mark = Mark::of(MarkCode::parse(code).unwrap());
        Row {
            number: number.to_owned(),
            at: samples::half_day(n),
            cell: Some((mark, samples::meaning(code))),
        }
    }

    #[test]
    fn the_example_of_the_documentation_is_written_and_read() {
        let text = "120126T1\r\nZ\r\n0000104217\r\n0000104388\r\n120126T6\r\nZ\r\n0000104217";
        let day = NaiveDate::from_ymd_opt(2026, 1, 12).unwrap();
        let of = |number: &str, half| Row { at: HalfDay { day, half }, ..row(number, 0, "Z") };
        let rows = [of("104217", Half::Vm), of("104388", Half::Vm), of("104217", Half::Nm)];
        assert_eq!(read(text, Slots::default()).unwrap(), rows);
        let written = write(&rows, Slots::default());
        assert_eq!(written.text, text);
        assert_eq!(written.remarks, []);
    }

    #[test]
    fn a_slot_is_one_digit_and_each_half_has_its_own() {
        assert_eq!(Slots::new(2, 7).unwrap().half(7), Some(Half::Nm));
        assert_eq!(Slots::default(), Slots::new(1, 6).unwrap());
        let kept = serde_json::to_string(&Slots::default()).unwrap();
        assert_eq!(serde_json::from_str::<Slots>(&kept).unwrap(), Slots::default());
        for (vm, nm) in [(1, 1), (0, 6), (1, 10)] {
            assert_eq!(Slots::new(vm, nm), Err(SlotsFault));
            let text = format!(r#"{{"vm":{vm},"nm":{nm}}}"#);
            assert!(serde_json::from_str::<Slots>(&text).is_err());
        }
    }

    proptest! {
        #[test]
        fn what_it_can_carry_is_read_back_and_the_last_value_wins(
            rows in proptest::collection::vec(
                (1u64..9_999_999_999, 0u64..600, proptest::sample::select(&["B", "D", "L", "R", "Z", "?"][..])),
                0..60,
            ),
            few in 1u64..10_000_000_000,
            slots in (1u8..=9, 1u8..=9),
        ) {
            let slots = Slots::new(slots.0, slots.1).unwrap_or_default();
            let rows: Vec<Row> =
                rows.iter().map(|(number, n, code)| row(&(number % few + 1).to_string(), n % 20, code)).collect();
            let written = write(&rows, slots);
            prop_assert_eq!(&written.remarks, &[]);
            let mut last = std::collections::BTreeMap::new();
            for row in &rows {
                last.insert((row.at, row.number.parse::<u64>().unwrap()), row.clone());
            }
            let wanted: Vec<Row> = last.into_values().collect();
            prop_assert_eq!(read(&written.text, slots).unwrap(), wanted);
            prop_assert!(written.text.is_ascii() && !written.text.contains("\r\n\r\n"));
        }

        #[test]
        fn unknown_codes_stand_at_the_top(
            codes in proptest::collection::vec(proptest::sample::select(&["B", "Z", "?"][..]), 0..40),
        ) {
            let rows: Vec<Row> = (0..).zip(&codes).map(|(n, code)| row("7", n, code)).collect();
            let text = write(&rows, Slots::default()).text;
            let coded = text.lines().skip_while(|line| line.len() != 1).skip(1);
            let mut header = false;
            for line in coded {
                prop_assert!(!header || line.len() == 1, "a block without a code below one with a code");
                header = line.contains('T');
            }
        }
    }
}
