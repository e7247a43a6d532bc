//! A sheet in memory: plain rows of plain texts, whatever the file was.

use super::limits::BLANK_ROWS;

/// What a cell was in the file. Its text is already plain: a number in full, a date as
/// `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Nothing.
    Empty = 0,
    /// Text, also everything in a CSV file.
    Text = 1,
    /// A number, without separators; the fraction after a point.
    Number = 2,
    /// A date.
    Date = 3,
    /// An error such as `#REF!`, or a formula whose result is not in the file.
    NoValue = 4,
}

impl Kind {
    /// From its byte on the pipe.
    pub fn from_byte(byte: u8) -> Option<Self> {
        [Kind::Empty, Kind::Text, Kind::Number, Kind::Date, Kind::NoValue]
            .into_iter()
            .find(|k| *k as u8 == byte)
    }
}

/// A cell with its text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What it was in the file.
    pub kind: Kind,
    /// Plain text.
    pub text: &'a str,
}

impl Cell<'_> {
    /// No cell.
    pub const EMPTY: Cell<'static> = Cell { kind: Kind::Empty, text: "" };
}

/// Where a cell's text lies in the sheet's one long text.
struct Place {
    kind: Kind,
    start: u32,
    end: u32,
}

/// A row that holds something, or a blank one between two of those.
struct Line {
    number: u32,
    first: u32,
    cells: u32,
}

/// One sheet: its rows in order, each with the number that the spreadsheet shows. Of the rows
/// without any text only those between two others are kept, and no more than [`BLANK_ROWS`]: they
/// are listed as skipped.
#[derive(Default)]
pub struct Sheet {
    text: String,
    places: Vec<Place>,
    lines: Vec<Line>,
    blank: usize,
}

impl Sheet {
    /// Begins the row of that number; rows come in order.
    pub fn row(&mut self, number: u32) {
        self.drop_blank();
        self.fill_gap(number);
        self.lines.push(Line { number, first: self.places.len() as u32, cells: 0 });
    }

    /// The blank rows before the row of that number. A gap that is too long is left out whole.
    fn fill_gap(&mut self, number: u32) {
        let Some(last) = self.lines.last() else { return };
        let gap = last.number + 1..number;
        if self.blank + gap.len() > BLANK_ROWS {
            return;
        }
        self.blank += gap.len();
        let first = self.places.len() as u32;
        self.lines.extend(gap.map(|number| Line { number, first, cells: 0 }));
    }

    /// Appends a cell to the row last begun; `write` appends its text.
    pub fn cell(&mut self, kind: Kind, write: impl FnOnce(&mut String)) {
        let start = self.text.len() as u32;
        write(&mut self.text);
        let end = self.text.len() as u32;
        let kind = if start == end && kind != Kind::NoValue { Kind::Empty } else { kind };
        self.places.push(Place { kind, start, end });
        if let Some(line) = self.lines.last_mut() {
            line.cells += 1;
        }
    }

    /// Ends the last row.
    pub fn finish(&mut self) {
        self.drop_blank();
        let kept = self.lines.iter().rposition(|line| line.cells > 0).map_or(0, |last| last + 1);
        self.blank -= self.lines.len() - kept;
        self.lines.truncate(kept);
    }

    fn drop_blank(&mut self) {
        if let Some(line) = self.lines.last()
            && self.places[line.first as usize..].iter().all(|p| p.kind == Kind::Empty)
        {
            self.places.truncate(line.first as usize);
            self.lines.pop();
        }
    }

    /// Rows kept, the blank ones between them too.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Rows that hold something.
    pub fn filled(&self) -> usize {
        self.lines.len() - self.blank
    }

    /// Whether nothing is in the sheet.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Bytes of text so far.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Number that the spreadsheet shows at the row of that index.
    pub fn number(&self, index: usize) -> u32 {
        self.lines.get(index).map_or(0, |l| l.number)
    }

    /// Index of the first row with that number or a later one.
    pub fn index_of(&self, number: u32) -> usize {
        self.lines.partition_point(|l| l.number < number)
    }

    /// Cells of a row, up to its last one.
    pub fn width(&self, index: usize) -> usize {
        self.lines.get(index).map_or(0, |l| l.cells as usize)
    }

    /// A cell; outside the sheet it is empty.
    pub fn at(&self, index: usize, column: usize) -> Cell<'_> {
        let Some(line) = self.lines.get(index) else { return Cell::EMPTY };
        if column >= line.cells as usize {
            return Cell::EMPTY;
        }
        let place = &self.places[line.first as usize + column];
        Cell { kind: place.kind, text: &self.text[place.start as usize..place.end as usize] }
    }

    /// The texts of a row.
    pub fn texts(&self, index: usize) -> Vec<&str> {
        (0..self.width(index)).map(|c| self.at(index, c).text).collect()
    }
}

/// A sheet of a workbook, or why it was not read.
pub struct NamedSheet {
    /// Name in the workbook; empty for CSV.
    pub name: String,
    /// Its rows.
    pub sheet: Result<Sheet, stamboek_domain::problem::Problem>,
}

/// A file that was read.
pub struct Workbook {
    /// `xlsx`, `xls`, `ods` or `csv`.
    pub format: String,
    /// For CSV: `utf-8`, `utf-16` or `windows-1252`.
    pub encoding: Option<String>,
    /// For CSV.
    pub delimiter: Option<char>,
    /// Whether day 0 is 1 January 1904 (old Macintosh workbooks).
    pub from_1904: bool,
    /// Characters that S35 removed.
    pub removed: u32,
    /// In the order of the workbook.
    pub sheets: Vec<NamedSheet>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows with these numbers and texts.
    fn sheet(rows: &[(u32, &str)]) -> Sheet {
        let mut sheet = Sheet::default();
        for (number, text) in rows {
            sheet.row(*number);
            sheet.cell(Kind::Text, |out| out.push_str(text));
        }
        sheet.finish();
        sheet
    }

    fn numbers(sheet: &Sheet) -> Vec<u32> {
        (0..sheet.len()).map(|index| sheet.number(index)).collect()
    }

    /// Rows without a name are skipped and listed, whether the file has them as empty cells or not at
    /// all; what lies below the last row is no row.
    #[test]
    fn blank_rows_between_others_are_kept_and_those_at_the_end_are_not() {
        let sheet = sheet(&[(2, "a"), (3, ""), (4, ""), (7, "b"), (8, "c"), (9, ""), (12, "")]);
        assert_eq!(numbers(&sheet), [2, 3, 4, 5, 6, 7, 8]);
        assert_eq!((sheet.filled(), sheet.width(1), sheet.at(5, 0).text), (3, 0, "b"));
        assert_eq!(sheet.index_of(5), 3);
    }

    #[test]
    fn a_row_a_million_lines_below_the_others_brings_no_million_blank_ones() {
        let far = sheet(&[(1, "a"), (3, "b"), (1_048_576, "c"), (1_048_578, "d")]);
        assert_eq!(numbers(&far), [1, 2, 3, 1_048_576, 1_048_577, 1_048_578]);
        let alternating: Vec<(u32, &str)> = (0..5_000).map(|n| (n * 2 + 1, "x")).collect();
        assert_eq!(sheet(&alternating).len(), 5_000 + BLANK_ROWS);
    }
}
