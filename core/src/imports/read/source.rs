//! What the parent takes from the child: the shape of `sink.rs` and nothing else. The child is
//! not believed: every count is checked again, every text is made clean (S35).

use std::io::Read;

use stamboek_domain::problem::{Code, Problem};

use super::clean::clean_into;
use super::limits::*;
use super::packed::{damaged, too_large};
use super::sheet::{Kind, NamedSheet, Sheet, Workbook};
use super::sink::SHAPE;
use crate::Answer;

/// Reads the child's rows until its end mark.
pub fn workbook(pipe: impl Read) -> Answer<Workbook> {
    let mut source = Source { pipe, taken: 0, cells: Vec::new(), text: Vec::new(), removed: 0 };
    let [first] = source.bytes()?;
    if first == b'P' {
        return Err(source.problem()?.unwrap_or_else(|| damaged("child")));
    }
    if first != SHAPE {
        return Err(damaged("shape"));
    }
    let [from_1904, delimiter] = source.bytes()?;
    let format = source.string()?;
    let encoding = source.string()?;
    let mut sheets = Vec::new();
    loop {
        match source.bytes()? {
            [b'S'] if sheets.len() < SHEETS => {
                let mut name = String::new();
                source.removed += clean_into(&source.string()?, &mut name);
                sheets.push(NamedSheet { name, sheet: source.sheet()? });
            }
            [b'Z'] => break,
            [b'P'] => return Err(source.problem()?.unwrap_or_else(|| damaged("child"))),
            _ => return Err(damaged("mark")),
        }
    }
    Ok(Workbook {
        format,
        encoding: (!encoding.is_empty()).then_some(encoding),
        delimiter: (delimiter != 0).then_some(delimiter as char),
        from_1904: from_1904 == 1,
        removed: source.removed,
        sheets,
    })
}

struct Source<R> {
    pipe: R,
    taken: usize,
    /// Kind and length of the cells of a row.
    cells: Vec<u8>,
    text: Vec<u8>,
    removed: u32,
}

impl<R: Read> Source<R> {
    fn sheet(&mut self) -> Answer<Result<Sheet, Problem>> {
        let mut sheet = Sheet::default();
        let mut before = 0;
        loop {
            match self.bytes()? {
                [b'R'] => {
                    let number = u32::from_le_bytes(self.bytes()?);
                    let cells = u16::from_le_bytes(self.bytes()?) as usize;
                    if number <= before || cells > COLUMNS || sheet.filled() > ROWS + HEADER_ROWS {
                        return Err(damaged("row"));
                    }
                    before = number;
                    sheet.row(number);
                    self.row(cells, &mut sheet)?;
                }
                [b'E'] => {
                    sheet.finish();
                    return Ok(self.problem()?.map_or(Ok(sheet), Err));
                }
                _ => return Err(damaged("mark")),
            }
        }
    }

    /// The cells of one row. Their texts come in one piece, so that most rows cost two reads.
    fn row(&mut self, cells: usize, sheet: &mut Sheet) -> Answer<()> {
        let mut about = std::mem::take(&mut self.cells);
        about.resize(cells * 3, 0);
        self.fill(&mut about)?;
        let length = |cell: &[u8]| u16::from_le_bytes([cell[1], cell[2]]) as usize;
        if about.chunks_exact(3).any(|cell| length(cell) > CELL_CHARS * 4) {
            return Err(damaged("length"));
        }
        self.take_text(about.chunks_exact(3).map(length).sum())?;
        let mut texts = std::str::from_utf8(&self.text).map_err(|_| damaged("utf-8"))?;
        for cell in about.chunks_exact(3) {
            let kind = Kind::from_byte(cell[0]).ok_or_else(|| damaged("kind"))?;
            let (text, rest) = texts.split_at_checked(length(cell)).ok_or_else(|| damaged("utf-8"))?;
            sheet.cell(kind, |out| self.removed += clean_into(text, out));
            texts = rest;
        }
        self.cells = about;
        Ok(())
    }

    fn problem(&mut self) -> Answer<Option<Problem>> {
        let text = self.string()?;
        if text.is_empty() {
            return Ok(None);
        }
        serde_json::from_str(&text).map(Some).map_err(|_| damaged("problem"))
    }

    fn string(&mut self) -> Answer<String> {
        let length = u16::from_le_bytes(self.bytes()?) as usize;
        if length > CELL_CHARS * 4 {
            return Err(damaged("length"));
        }
        self.take_text(length)?;
        String::from_utf8(std::mem::take(&mut self.text)).map_err(|_| damaged("utf-8"))
    }

    fn take_text(&mut self, length: usize) -> Answer<()> {
        let mut text = std::mem::take(&mut self.text);
        text.resize(length, 0);
        self.fill(&mut text)?;
        self.text = text;
        Ok(())
    }

    fn bytes<const N: usize>(&mut self) -> Answer<[u8; N]> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Answer<()> {
        self.taken += bytes.len();
        if self.taken > TEXT_BYTES {
            return Err(too_large("text", TEXT_BYTES >> 20));
        }
        self.pipe.read_exact(bytes).map_err(|_| cut())
    }
}

/// The child stopped in the middle; the caller knows why.
fn cut() -> Problem {
    Problem::new(Code::SheetDamaged).with("detail", "cut")
}
