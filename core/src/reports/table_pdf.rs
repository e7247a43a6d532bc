//! A list on paper: sections of rows under the same heads, as many pages as it takes.

use super::paper::{self, Head, LYING, MARGIN};
use super::register_pdf::Titles;
use crate::pdf::Pdf;

/// Height of a row, of the heads and of the title of a section, in mm.
const ROW: f64 = 4.6;
const HEADS: f64 = 5.0;
const TITLE: f64 = 9.0;
/// First and last line, in mm from the top.
const TOP: f64 = 24.0;
const END: f64 = 196.0;

/// A list on paper.
pub struct Table {
    /// Heads with their share of the width.
    pub columns: &'static [(&'static str, f64)],
    /// In their order.
    pub sections: Vec<Section>,
}

/// Rows that belong together.
pub struct Section {
    /// What they have in common.
    pub title: String,
    /// Beside it, at the right.
    pub line: String,
    /// As many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

enum Line<'a> {
    Title(&'a Section),
    Heads,
    Row(&'a [String]),
}

impl Line<'_> {
    fn height(&self) -> f64 {
        match self {
            Self::Title(_) => TITLE,
            Self::Heads => HEADS,
            Self::Row(_) => ROW,
        }
    }
}

/// Draws the table; `line` stands below the title of each page.
pub fn draw(pdf: &mut Pdf, table: &Table, line: &str, titles: &Titles) {
    let pages = pages(table);
    let title = format!("{} {}", titles.name, titles.period);
    for (n, lines) in pages.iter().enumerate() {
        let page = (n + 1, pages.len());
        let head = Head { title: &title, line, school: &titles.school, made: &titles.made, page };
        LYING.start(pdf, &head);
        let mut y = TOP;
        for line in lines {
            y += line.height();
            draw_line(pdf, table, line, y - 1.4);
        }
    }
}

/// The lines of each page. A section that goes on has its heads again.
fn pages(table: &Table) -> Vec<Vec<Line<'_>>> {
    let mut pages = vec![Vec::new()];
    let mut room = END - TOP;
    for section in &table.sections {
        if room < TITLE + HEADS + 2.0 * ROW {
            pages.push(Vec::new());
            room = END - TOP;
        }
        let rows = section.rows.iter().map(|row| Line::Row(row));
        for line in [Line::Title(section), Line::Heads].into_iter().chain(rows) {
            if room < line.height() {
                pages.push(vec![Line::Heads]);
                room = END - TOP - HEADS;
            }
            room -= line.height();
            if let Some(page) = pages.last_mut() {
                page.push(line);
            }
        }
    }
    pages
}

fn draw_line(pdf: &mut Pdf, table: &Table, line: &Line, y: f64) {
    let right = LYING.width - MARGIN;
    let shares: f64 = table.columns.iter().map(|(_, share)| share).sum();
    let edges = table.columns.iter().scan(MARGIN, |x, (_, share)| {
        let width = share / shares * LYING.room();
        let edge = (*x, width - 1.5);
        *x += width;
        Some(edge)
    });
    match line {
        Line::Title(section) => {
            paper::text(pdf, (MARGIN, y), 10.0, true, &section.title, 180.0);
            paper::right(pdf, (right, y), 7.5, &section.line, 90.0);
            pdf.line((MARGIN, y + 1.2), (right, y + 1.2), 0.2);
        }
        Line::Heads => {
            for ((x, room), (head, _)) in edges.zip(table.columns) {
                paper::text(pdf, (x, y), 6.5, false, head, room);
            }
        }
        Line::Row(cells) => {
            for ((x, room), cell) in edges.zip(*cells) {
                paper::text(pdf, (x, y), 7.5, false, cell, room);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_lost_between_pages_and_every_page_has_its_heads() {
        let section = |rows: usize| Section {
            title: "x".into(),
            line: String::new(),
            rows: (0..rows).map(|n| vec![n.to_string()]).collect(),
        };
        for sizes in [vec![0], vec![1, 200, 3], vec![34, 34, 34]] {
            let table =
                Table { columns: &[("a", 1.0)], sections: sizes.iter().map(|n| section(*n)).collect() };
            let pages = pages(&table);
            let rows = pages.iter().flatten().filter(|line| matches!(line, Line::Row(_))).count();
            assert_eq!(rows, sizes.iter().sum::<usize>());
            for page in &pages {
                assert!(page.iter().map(Line::height).sum::<f64>() <= END - TOP);
                assert!(page.iter().any(|line| matches!(line, Line::Heads)));
            }
        }
    }
}
