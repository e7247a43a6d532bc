//! Writing, with a report of what the file cannot carry.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::{LINE_END, NUMBER_DIGITS, Row, Slots};
use crate::attendance::codes::{Evidence, Meaning, OfficialCode};
use crate::attendance::{HalfDay, Mark};
use crate::number;

/// The text of a file and what is not in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Written {
    /// ASCII; empty when nothing could be written.
    pub text: String,
    /// In the order of the rows; a row may have several.
    pub remarks: Vec<FileRemark>,
}

/// What a row loses on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export, rename = "InformatRemark")]
pub struct FileRemark {
    /// Index of the row that was handed in.
    pub row: usize,
    /// What.
    pub kind: FileRemarkKind,
}

/// See [`FileRemark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "InformatRemarkKind")]
pub enum FileRemarkKind {
    /// Left out: no number of one to ten digits.
    Number,
    /// Left out: present again, which no line can say.
    Present,
    /// Left out: the file has no letter for this code (A, H, M, P).
    Code,
    /// Written under the letter of its official code: the school's own subcode stays here.
    Subcode,
    /// Written as R: that it is a disciplinary measure stays here.
    Discipline,
    /// Written as Z, which the package takes for a note of the parents; the mark does not say.
    Evidence,
    /// Written without the time of arrival.
    Time,
    /// Written without the remark.
    Note,
}

impl FileRemarkKind {
    /// Whether the row is not in the file at all.
    pub fn left_out(self) -> bool {
        matches!(self, Self::Number | Self::Present | Self::Code)
    }
}

/// The order of the blocks: those without a code first, as the package advises.
type Blocks = BTreeMap<(Option<char>, HalfDay), Vec<String>>;

/// The rows as a file. Of several rows for one pupil and half day the last one is written, as the
/// package would keep it.
pub fn write(rows: &[Row], slots: Slots) -> Written {
    let mut remarks = Vec::new();
    let mut last = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        let Some(number) = ten_digits(&row.number) else {
            remarks.push((index, FileRemarkKind::Number));
            continue;
        };
        last.insert((row.at, number), (index, row));
    }
    let mut blocks = Blocks::new();
    for ((at, number), (index, row)) in last {
        let (letter, lost) = letter(row.cell.as_ref());
        remarks.extend(lost.into_iter().map(|kind| (index, kind)));
        if let Some(letter) = letter {
            blocks.entry((letter, at)).or_default().push(number);
        }
    }
    remarks.sort_unstable();
    let remarks = remarks.into_iter().map(|(row, kind)| FileRemark { row, kind }).collect();
    Written { text: lines(blocks, slots).join(LINE_END), remarks }
}

fn lines(blocks: Blocks, slots: Slots) -> Vec<String> {
    let block = |((letter, at), numbers): ((Option<char>, HalfDay), Vec<String>)| {
        let header = format!("{}T{}", at.day.format("%d%m%y"), slots.digit(at.half));
        std::iter::once(header).chain(letter.map(String::from)).chain(numbers)
    };
    blocks.into_iter().flat_map(block).collect()
}

fn ten_digits(text: &str) -> Option<String> {
    let number = number::normal_value(text).ok()?;
    (number.len() <= NUMBER_DIGITS).then(|| number::ten_digits(&number))
}

/// The letter under which a meaning stands in the file, `?` for a block without one; `None`: the
/// file cannot carry it.
pub fn carried(meaning: Meaning) -> Option<char> {
    letter_of(meaning).map(|(letter, _)| letter.unwrap_or('?'))
}

/// The letter of a cell (inner `None`: no code line; outer `None`: it cannot be written) and what
/// is lost with it.
fn letter(cell: Option<&(Mark, Meaning)>) -> (Option<Option<char>>, Vec<FileRemarkKind>) {
    let Some((mark, meaning)) = cell else { return (None, vec![FileRemarkKind::Present]) };
    let Some((letter, changed)) = letter_of(*meaning) else { return (None, vec![FileRemarkKind::Code]) };
    let same = letter.is_none_or(|letter| mark.code.as_str().chars().eq([letter]));
    let lost = [
        changed.or((!same).then_some(FileRemarkKind::Subcode)),
        mark.time.map(|_| FileRemarkKind::Time),
        mark.note.as_ref().map(|_| FileRemarkKind::Note),
    ];
    (Some(letter), lost.into_iter().flatten().collect())
}

fn letter_of(meaning: Meaning) -> Option<(Option<char>, Option<FileRemarkKind>)> {
    let Meaning::Absent { official, evidence, discipline } = meaning else {
        return Some(((meaning == Meaning::Late).then_some('L'), None));
    };
    let discipline = discipline.then_some(FileRemarkKind::Discipline);
    match (official, evidence) {
        (OfficialCode::B, _) => Some((Some('B'), discipline)),
        (OfficialCode::R, _) => Some((Some('R'), discipline)),
        (OfficialCode::Z, Some(Evidence::Certificate)) => Some((Some('D'), None)),
        (OfficialCode::Z, Some(Evidence::ParentsNote)) => Some((Some('Z'), None)),
        (OfficialCode::Z, None) => Some((Some('Z'), Some(FileRemarkKind::Evidence))),
        (OfficialCode::A | OfficialCode::H | OfficialCode::M | OfficialCode::P, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::row;
    use super::*;
    use chrono::NaiveTime;

    fn kinds(row: Row) -> Vec<FileRemarkKind> {
        let written = write(&[row], Slots::default());
        let kinds: Vec<_> = written.remarks.iter().map(|remark| remark.kind).collect();
        assert_eq!(written.text.is_empty(), kinds.iter().any(|kind| kind.left_out()));
        kinds
    }

    #[test]
    fn what_the_file_has_no_word_for_is_left_out_and_told() {
        for code in ["A", "H", "M", "P"] {
            assert_eq!(kinds(row("7", 0, code)), [FileRemarkKind::Code], "{code}");
        }
        for number in ["", "0", "12345678901", "x7"] {
            assert_eq!(kinds(row(number, 0, "Z")), [FileRemarkKind::Number], "{number}");
        }
        assert_eq!(kinds(Row { cell: None, ..row("7", 0, "Z") }), [FileRemarkKind::Present]);
    }

    #[test]
    fn what_is_written_with_a_loss_is_told() {
        assert_eq!(kinds(row("7", 0, "R03")), [FileRemarkKind::Subcode]);
        assert_eq!(kinds(row("7", 0, "U")), [FileRemarkKind::Discipline]);
        assert_eq!(kinds(row("7", 0, "Z1")), [FileRemarkKind::Evidence]);
        assert_eq!(kinds(row("7", 0, "L")), []);
        let mut late = row("7", 0, "L");
        if let Some((mark, _)) = &mut late.cell {
            mark.time = NaiveTime::from_hms_opt(8, 51, 0);
            mark.note = Some("trein".to_owned());
        }
        assert_eq!(kinds(late), [FileRemarkKind::Time, FileRemarkKind::Note]);
    }

    #[test]
    fn a_mark_taken_away_later_in_the_list_is_not_written() {
        let rows = [row("7", 0, "Z"), Row { cell: None, ..row("7", 0, "Z") }];
        let written = write(&rows, Slots::default());
        assert_eq!(written.text, "");
        assert_eq!(written.remarks, [FileRemark { row: 1, kind: FileRemarkKind::Present }]);
    }

    #[test]
    fn the_slots_are_those_of_the_school() {
        let text = write(&[row("7", 1, "?")], Slots::new(2, 5).unwrap()).text;
        assert_eq!(text, "010926T5\r\n0000000007");
    }
}
