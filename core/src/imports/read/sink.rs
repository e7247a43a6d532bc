//! Where the child puts what it reads, in the shape that goes over the pipe, with the limits on
//! rows, columns and characters.
//!
//! `header` is one byte of shape version, then the fields of [`Sink::start`]. Texts are `u16`
//! length and bytes, numbers little endian. A row is `R`, number, count of cells, kind and `u16`
//! length of each cell, then the texts of all of them in one piece. A sheet is `S` name, its rows, `E` and a problem or nothing. `Z` ends the whole,
//! `P` and a problem ends it as refused.

use std::io::Write;

use stamboek_domain::problem::{Code, Problem};

use super::limits::*;
use super::packed::{damaged, too_large};
use super::sheet::Kind;
use crate::Answer;

/// Version of the shape on the pipe.
pub const SHAPE: u8 = 2;

/// Writes rows to the pipe as they are read.
pub struct Sink<'a> {
    out: &'a mut dyn Write,
    row: Option<u32>,
    cells: Vec<u8>,
    texts: Vec<u8>,
    next: u32,
    rows: usize,
}

impl<'a> Sink<'a> {
    /// A sink into a pipe.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self { out, row: None, cells: Vec::new(), texts: Vec::new(), next: 0, rows: 0 }
    }

    /// What the file is.
    pub fn start(
        &mut self,
        format: &str,
        encoding: Option<&str>,
        delimiter: Option<char>,
        from_1904: bool,
    ) -> Answer<()> {
        self.raw(&[SHAPE, u8::from(from_1904), delimiter.map_or(0, |d| d as u8)])?;
        self.text(format)?;
        self.text(encoding.unwrap_or(""))
    }

    /// Begins a sheet.
    pub fn sheet(&mut self, name: &str) -> Answer<()> {
        self.row = None;
        self.cells.clear();
        self.texts.clear();
        self.next = 0;
        self.rows = 0;
        self.raw(b"S")?;
        let short: String = name.chars().take(100).collect();
        self.text(&short)
    }

    /// A cell of the sheet, row by row and from left to right; both from 0.
    pub fn cell(&mut self, row: u32, column: u32, kind: Kind, text: &str) -> Answer<()> {
        if column as usize >= COLUMNS {
            return Err(too_large("columns", COLUMNS).with("row", row + 1));
        }
        if text.len() > CELL_CHARS && text.chars().count() > CELL_CHARS {
            return Err(too_large("cell", CELL_CHARS).with("row", row + 1));
        }
        if self.row != Some(row) {
            if self.row.is_some_and(|r| r > row) {
                return Err(damaged("order"));
            }
            self.flush()?;
            self.rows += 1;
            if self.rows > ROWS + HEADER_ROWS {
                return Err(too_large("rows", ROWS).with("row", row + 1));
            }
            self.row = Some(row);
            self.next = 0;
        }
        if column < self.next {
            return Err(damaged("order"));
        }
        while self.next < column {
            self.cells.extend([Kind::Empty as u8, 0, 0]);
            self.next += 1;
        }
        self.next += 1;
        let [low, high] = (text.len() as u16).to_le_bytes();
        self.cells.extend([kind as u8, low, high]);
        self.texts.extend(text.as_bytes());
        Ok(())
    }

    /// Ends a sheet. One that is over a limit does not stop the others from being read.
    pub fn end_sheet(&mut self, read: Answer<()>) -> Answer<()> {
        if read.is_ok() {
            self.flush()?;
        }
        self.raw(b"E")?;
        self.problem(read.err())
    }

    /// Ends the whole.
    pub fn finish(&mut self, read: Answer<()>) -> Answer<()> {
        match read {
            Ok(()) => self.raw(b"Z")?,
            Err(problem) => {
                self.raw(b"P")?;
                self.problem(Some(problem))?;
            }
        }
        self.out.flush().map_err(|_| broken())
    }

    fn flush(&mut self) -> Answer<()> {
        if let Some(row) = self.row {
            let mut head = [0; 7];
            head[0] = b'R';
            head[1..5].copy_from_slice(&(row + 1).to_le_bytes());
            head[5..7].copy_from_slice(&(self.next as u16).to_le_bytes());
            self.out.write_all(&head).map_err(|_| broken())?;
            self.out.write_all(&self.cells).map_err(|_| broken())?;
            self.out.write_all(&self.texts).map_err(|_| broken())?;
            self.cells.clear();
            self.texts.clear();
        }
        Ok(())
    }

    fn problem(&mut self, problem: Option<Problem>) -> Answer<()> {
        let text = problem.map(|p| serde_json::to_string(&p).unwrap_or_default()).unwrap_or_default();
        self.text(&text)
    }

    fn text(&mut self, text: &str) -> Answer<()> {
        let length = u16::try_from(text.len()).map_err(|_| damaged("text"))?;
        self.raw(&length.to_le_bytes())?;
        self.raw(text.as_bytes())
    }

    fn raw(&mut self, bytes: &[u8]) -> Answer<()> {
        self.out.write_all(bytes).map_err(|_| broken())
    }
}

fn broken() -> Problem {
    Problem::new(Code::Internal).with("detail", "pipe")
}
