//! The absence sheet on paper: A4 standing.

use super::absence_sheet::AbsenceSheet;
use super::absences::Absence;
use super::class_register::Cell;
use super::paper::{self, Head, MARGIN, STANDING};
use super::register_pdf::Titles;
use super::words;
use crate::pdf::Pdf;

/// Top of the year, in mm.
const TOP: f64 = 27.0;
/// Left edge of the first half day.
const LEFT: f64 = MARGIN + 22.0;
/// Half day, in mm.
const COLUMN: f64 = 7.0;
/// Week, in mm.
const WEEK: f64 = 3.9;
/// Left edge of the totals.
const TOTALS: f64 = LEFT + 10.0 * COLUMN + 8.0;
/// Line of the list, in mm.
const LINE: f64 = 4.6;
/// Where the list ends, in mm from the top.
const END: f64 = 282.0;

/// Adds the pages of a pupil.
pub fn draw(pdf: &mut Pdf, sheet: &AbsenceSheet, titles: &Titles) {
    let list = TOP + 8.0 + WEEK * sheet.weeks.len() as f64 + 10.0;
    let first = lines_below(list).min(sheet.absences.len());
    let rest: Vec<&[(String, Absence)]> = sheet.absences[first..].chunks(lines_below(TOP)).collect();
    let pages = 1 + rest.len();
    start(pdf, sheet, titles, (1, pages));
    year(pdf, sheet);
    totals(pdf, sheet);
    table(pdf, &sheet.absences[..first], list);
    for (n, absences) in rest.into_iter().enumerate() {
        start(pdf, sheet, titles, (n + 2, pages));
        table(pdf, absences, TOP);
    }
}

fn lines_below(top: f64) -> usize {
    ((END - top - LINE) / LINE).floor().max(1.0) as usize
}

fn start(pdf: &mut Pdf, sheet: &AbsenceSheet, titles: &Titles, page: (usize, usize)) {
    let title = format!("{} {}", sheet.last_name, sheet.first_name);
    let birth = if sheet.birth.is_empty() { String::new() } else { format!(", geboren op {}", sheet.birth) };
    let class = if sheet.class.is_empty() { String::new() } else { format!(", klas {}", sheet.class) };
    let line = format!("{} {}{class}{birth}, {}", titles.name, titles.period, titles.codes);
    STANDING
        .start(pdf, &Head { title: &title, line: &line, school: &titles.school, made: &titles.made, page });
}

/// A row for each week, morning and afternoon side by side.
fn year(pdf: &mut Pdf, sheet: &AbsenceSheet) {
    let top = TOP + 7.0;
    let bottom = top + WEEK * sheet.weeks.len() as f64;
    for (n, day) in ["ma", "di", "wo", "do", "vr"].into_iter().enumerate() {
        let x = LEFT + 2.0 * COLUMN * n as f64;
        paper::centred(pdf, (x, TOP + 2.5), 7.0, true, day, 2.0 * COLUMN);
        for (half, x) in [("vm", x), ("nm", x + COLUMN)] {
            paper::centred(pdf, (x, TOP + 6.0), 6.0, false, half, COLUMN);
        }
    }
    paper::text(pdf, (MARGIN, TOP + 6.0), 6.5, true, "Week van", LEFT - MARGIN);
    for (n, (monday, cells)) in sheet.weeks.iter().enumerate() {
        let y = top + WEEK * n as f64;
        let label = format!("{}/{}", words::short_day(*monday), monday.format("%Y"));
        paper::text(pdf, (MARGIN, y + 2.9), 6.5, false, &label, LEFT - MARGIN);
        for (n, cell) in cells.iter().enumerate() {
            let at = (LEFT + COLUMN * n as f64, y);
            match cell {
                Cell::Empty => {}
                Cell::Free => paper::hatch(pdf, at, (COLUMN, WEEK)),
                Cell::Away => pdf.fill(at, (COLUMN, WEEK), paper::GREY),
                Cell::Code(code) => paper::centred(pdf, (at.0, y + 3.0), 7.0, true, code, COLUMN),
            }
        }
    }
    for n in 0..=10 {
        let x = LEFT + COLUMN * f64::from(n);
        pdf.line((x, top), (x, bottom), if n % 2 == 0 { 0.2 } else { 0.06 });
    }
    for n in 0..=sheet.weeks.len() {
        let y = top + WEEK * n as f64;
        pdf.line(
            (LEFT, y),
            (LEFT + 10.0 * COLUMN, y),
            if n == 0 || n == sheet.weeks.len() { 0.2 } else { 0.06 },
        );
    }
    let legend = ["gearceerd: geen les    grijs: niet ingeschreven".to_owned()];
    paper::legend(pdf, bottom + 0.5, &legend, STANDING.room());
}

fn totals(pdf: &mut Pdf, sheet: &AbsenceSheet) {
    let right = STANDING.width - MARGIN;
    paper::text(pdf, (TOTALS, TOP + 6.0), 8.0, true, "Totalen in halve dagen", right - TOTALS);
    let mut y = TOP + 12.0;
    for (code, (label, count)) in &sheet.totals {
        paper::text(pdf, (TOTALS, y), 8.0, true, code, 9.0);
        paper::text(pdf, (TOTALS + 10.0, y), 7.5, false, label, right - TOTALS - 20.0);
        paper::right(pdf, (right, y), 8.0, &count.to_string(), 9.0);
        y += 5.0;
    }
    if sheet.totals.is_empty() {
        paper::text(pdf, (TOTALS, y), 8.0, false, "Geen afwezigheden.", right - TOTALS);
        y += 5.0;
    }
    pdf.line((TOTALS, y - 3.0), (right, y - 3.0), 0.1);
    paper::text(pdf, (TOTALS, y + 1.0), 7.5, false, "Halve dagen met les tot vandaag", right - TOTALS - 12.0);
    paper::right(pdf, (right, y + 1.0), 8.0, &sheet.half_days.to_string(), 11.0);
}

/// Left edge and room of each column of the list.
const COLUMNS: [(f64, f64); 5] = [
    (MARGIN, 42.0),
    (MARGIN + 44.0, 11.0),
    (MARGIN + 56.0, 10.0),
    (MARGIN + 68.0, 12.0),
    (MARGIN + 82.0, 108.0),
];

fn table(pdf: &mut Pdf, absences: &[(String, Absence)], top: f64) {
    if absences.is_empty() {
        return;
    }
    let heads = ["Wanneer", "Halve d.", "Code", "Tijd", "Opmerking"];
    for ((x, room), head) in COLUMNS.into_iter().zip(heads) {
        paper::text(pdf, (x, top + 3.2), 7.0, true, head, room);
    }
    pdf.line((MARGIN, top + LINE), (STANDING.width - MARGIN, top + LINE), 0.15);
    for (n, (code, absence)) in absences.iter().enumerate() {
        let y = top + LINE * (n + 1) as f64 + 3.3;
        let cells = [
            absence.when(),
            absence.half_days.to_string(),
            code.clone(),
            absence.time(),
            absence.note.clone(),
        ];
        for ((x, room), cell) in COLUMNS.into_iter().zip(cells) {
            paper::text(pdf, (x, y), 7.5, false, &cell, room);
        }
    }
}
