//! The register of a class on paper: A4 lying, pupils by half days, with totals and a legend.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::class_register::{Cell, ClassRegister, Row};
use super::paper::{self, Head, LEGEND_LINE, LYING, MARGIN};
use super::words;
use crate::pdf::Pdf;

/// Top of the heads of columns, in mm.
const TOP: f64 = 25.0;
/// Height of the heads of columns, in mm.
const HEADS: f64 = 13.0;
/// Height of a row, in mm.
const ROW: f64 = 5.6;
/// Room at the foot, in mm.
const FOOT: f64 = 13.0;
/// Widest column of totals, in mm.
const TOTAL: f64 = 6.5;

/// What stands in the heads of the pages of one report.
pub struct Titles {
    /// `Maandregister`.
    pub name: &'static str,
    /// `november 2026`.
    pub period: String,
    /// The codes in words.
    pub codes: &'static str,
    /// Name of the school.
    pub school: String,
    /// `gemaakt op 23/11/2026`.
    pub made: String,
}

/// Where everything stands on the pages of one class.
struct Plan<'a> {
    register: &'a ClassRegister,
    titles: &'a Titles,
    legend: Vec<String>,
    names: f64,
    column: f64,
    total: f64,
}

/// Adds the pages of a class.
pub fn draw(pdf: &mut Pdf, register: &ClassRegister, titles: &Titles) {
    let names = if register.columns.len() > 12 { 44.0 } else { 62.0 };
    let codes = register.codes.len() as f64;
    let total = TOTAL.min(80.0 / codes.max(1.0));
    let column = (LYING.room() - names - total * codes) / register.columns.len().max(1) as f64;
    let legend = paper::legend_lines(&legend(register), LYING.room());
    let plan = Plan { register, titles, legend, names, column: column.min(22.0), total };
    let fits = plan.rows_a_page();
    let pages = register.rows.len().div_ceil(fits).max(1);
    // As many on each page, rather than two on the last one.
    let rows = register.rows.len().div_ceil(pages).max(1);
    for page in 0..pages {
        let first = (page * rows).min(register.rows.len());
        let last = (first + rows).min(register.rows.len());
        plan.page(pdf, &register.rows[first..last], (page + 1, pages));
    }
}

fn legend(register: &ClassRegister) -> Vec<String> {
    let mut items: Vec<String> =
        register.codes.iter().map(|(code, label)| format!("{code} {label}")).collect();
    if register.columns.iter().any(|column| column.free.is_some()) {
        let names: BTreeSet<&str> =
            register.columns.iter().filter_map(|column| words::free(column.free.as_ref()?)).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
        items.push(format!("gearceerd: geen les{names}"));
    }
    if register.rows.iter().any(|row| !row.away.is_empty()) {
        items.push("grijs: niet ingeschreven in deze klas".to_owned());
    }
    if register.columns.iter().any(|column| column.open) {
        items.push("o: register niet afgenomen".to_owned());
    }
    items
}

impl Plan<'_> {
    fn rows_a_page(&self) -> usize {
        let legend = LEGEND_LINE * self.legend.len() as f64;
        (((LYING.height - TOP - HEADS - FOOT - legend) / ROW).floor() as usize).saturating_sub(1).max(1)
    }

    fn left(&self) -> f64 {
        MARGIN + self.names
    }

    fn totals_left(&self) -> f64 {
        self.left() + self.column * self.register.columns.len() as f64
    }

    fn page(&self, pdf: &mut Pdf, rows: &[Row], page: (usize, usize)) {
        let titles = self.titles;
        let title = format!("{} {} – klas {}", titles.name, titles.period, self.register.class);
        let line = format!("{} leerlingen, {}", self.register.rows.len(), titles.codes);
        let head = Head { title: &title, line: &line, school: &titles.school, made: &titles.made, page };
        LYING.start(pdf, &head);
        let top = TOP + HEADS;
        let bottom = top + ROW * rows.len() as f64;
        self.shades(pdf, rows, top);
        self.heads(pdf, bottom);
        for (n, row) in rows.iter().enumerate() {
            self.row(pdf, row, top + ROW * n as f64);
        }
        if rows.is_empty() {
            let nobody = "In deze periode was niemand in deze klas ingeschreven.";
            paper::text(pdf, (MARGIN, bottom + 6.0), 9.0, false, nobody, LYING.room());
            return;
        }
        let mut end = bottom;
        if page.0 == page.1 {
            end += ROW;
            self.sums(pdf, bottom);
        }
        self.lines(pdf, rows.len() + usize::from(end > bottom), end);
        paper::legend(pdf, end + 0.5, &self.legend, LYING.room());
    }

    /// What stands behind the grid: grey outside the enrolment, hatching where there are no lessons.
    fn shades(&self, pdf: &mut Pdf, rows: &[Row], top: f64) {
        for (n, row) in rows.iter().enumerate() {
            for (first, length) in runs(&row.cells, |cell| *cell == Cell::Away) {
                let x = self.left() + self.column * first as f64;
                let at = (x, top + ROW * n as f64);
                pdf.fill(at, (self.column * length as f64, ROW), paper::GREY);
            }
        }
        for (first, length) in runs(&self.register.columns, |column| column.free.is_some()) {
            let x = self.left() + self.column * first as f64;
            paper::hatch(pdf, (x, top), (self.column * length as f64, ROW * rows.len() as f64));
        }
    }

    fn heads(&self, pdf: &mut Pdf, bottom: f64) {
        paper::text(pdf, (MARGIN + 1.0, TOP + HEADS - 1.5), 7.0, true, "Naam", self.names);
        let columns = &self.register.columns;
        for (n, column) in columns.iter().enumerate() {
            let x = self.left() + self.column * n as f64;
            let day = column.at.day;
            let same = |other: Option<&super::class_register::Column>| other.is_some_and(|c| c.at.day == day);
            let before = n.checked_sub(1).and_then(|before| columns.get(before));
            if !same(before) {
                let halves = if same(columns.get(n + 1)) { 2.0 } else { 1.0 };
                paper::centred(pdf, (x, TOP + 3.0), 6.5, true, words::weekday(day), self.column * halves);
                let short = words::short_day(day);
                paper::centred(pdf, (x, TOP + 6.0), 6.5, false, &short, self.column * halves);
                let strong = if day.weekday() == chrono::Weekday::Mon { 0.35 } else { 0.15 };
                pdf.line((x, TOP), (x, bottom), strong);
            } else {
                pdf.line((x, TOP + 6.8), (x, bottom), 0.06);
            }
            paper::centred(pdf, (x, TOP + 9.2), 5.5, false, words::half(column.at.half), self.column);
            if column.open {
                paper::centred(pdf, (x, TOP + 12.2), 6.5, true, "o", self.column);
            }
        }
        for (n, code) in self.register.codes.keys().enumerate() {
            let x = self.totals_left() + self.total * n as f64;
            paper::centred(pdf, (x, TOP + HEADS - 1.5), 7.0, true, code, self.total);
            pdf.line((x, TOP), (x, bottom), if n == 0 { 0.35 } else { 0.06 });
        }
    }

    fn row(&self, pdf: &mut Pdf, row: &Row, y: f64) {
        let name = (row.last_name.as_str(), row.first_name.as_str());
        let room = self.names - 2.0;
        if row.away.is_empty() {
            paper::name(pdf, (MARGIN + 1.0, y + 3.9), 7.5, name, room);
        } else {
            paper::name(pdf, (MARGIN + 1.0, y + 2.7), 7.0, name, room);
            paper::text(pdf, (MARGIN + 1.0, y + 5.0), 5.0, false, &row.away, room);
        }
        for (n, cell) in row.cells.iter().enumerate() {
            if let Cell::Code(code) = cell {
                let x = self.left() + self.column * n as f64;
                paper::centred(pdf, (x, y + 3.9), 7.5, true, code, self.column);
            }
        }
        self.numbers(pdf, &self.register.totals(row), y, false);
    }

    fn sums(&self, pdf: &mut Pdf, y: f64) {
        paper::text(pdf, (MARGIN + 1.0, y + 3.9), 7.0, true, "Totaal", self.names - 2.0);
        for n in 0..self.register.columns.len() {
            let count = self.register.in_column(n);
            if count > 0 {
                let x = self.left() + self.column * n as f64;
                paper::centred(pdf, (x, y + 3.9), 6.5, false, &count.to_string(), self.column);
            }
        }
        self.numbers(pdf, &self.register.all_totals(), y, true);
    }

    fn numbers(&self, pdf: &mut Pdf, totals: &[u32], y: f64, bold: bool) {
        for (n, total) in totals.iter().enumerate().filter(|(_, total)| **total > 0) {
            let x = self.totals_left() + self.total * n as f64;
            paper::centred(pdf, (x, y + 3.9), 7.0, bold, &total.to_string(), self.total);
        }
    }

    fn lines(&self, pdf: &mut Pdf, rows: usize, end: f64) {
        let right = self.totals_left() + self.total * self.register.codes.len() as f64;
        let top = TOP + HEADS;
        pdf.line((MARGIN, TOP), (right, TOP), 0.35);
        for n in 0..=rows {
            let y = top + ROW * n as f64;
            let edge = n == 0 || n == rows || n + 1 == rows && end > top + ROW * (rows - 1) as f64;
            pdf.line((MARGIN, y), (right, y), if edge { 0.25 } else { 0.06 });
        }
        for x in [MARGIN, right] {
            pdf.line((x, TOP), (x, end), 0.35);
        }
    }
}

/// Start and length of the stretches in which something holds.
fn runs<T>(items: &[T], holds: impl Fn(&T) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (place, item) in items.iter().enumerate() {
        match runs.last_mut() {
            _ if !holds(item) => {}
            Some((first, length)) if *first + *length == place => *length += 1,
            _ => runs.push((place, 1)),
        }
    }
    runs
}
