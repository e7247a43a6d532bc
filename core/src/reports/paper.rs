//! What all reports on paper share: texts that keep to their room, hatching, head and foot.

use stamboek_domain::barcode::Symbology;
use stamboek_domain::label::{fit, fit_name};

use crate::cards::FontInk;
use crate::fonts::{face, printable};
use crate::pdf::Pdf;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
/// Only the width of texts is asked of it.
const INK: FontInk = FontInk(Symbology::Code128);
/// Shade of half days outside an enrolment.
pub const GREY: f64 = 0.8;
/// Room at the edges, in mm.
pub const MARGIN: f64 = 10.0;
/// Height of a line of the legend, in mm.
pub const LEGEND_LINE: f64 = 3.3;
/// Size of the legend, in points.
const LEGEND: f64 = 6.5;

/// A4 on one of its sides.
#[derive(Clone, Copy)]
pub struct Page {
    /// In mm.
    pub width: f64,
    /// In mm.
    pub height: f64,
}

/// A4 standing.
pub const STANDING: Page = Page { width: 210.0, height: 297.0 };
/// A4 lying.
pub const LYING: Page = Page { width: 297.0, height: 210.0 };

/// What stands at the top and the foot of a page.
pub struct Head<'a> {
    /// What it is, and of whom.
    pub title: &'a str,
    /// Below it.
    pub line: &'a str,
    /// Name of the school.
    pub school: &'a str,
    /// Day on which it was made.
    pub made: &'a str,
    /// Which page of how many.
    pub page: (usize, usize),
}

impl Page {
    /// Between the margins, in mm.
    pub fn room(self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    /// Starts a page with its head and foot; the rest begins at 25 mm and ends 15 mm above the edge.
    pub fn start(self, pdf: &mut Pdf, head: &Head) {
        pdf.start_page(self.width, self.height);
        let school = self.room() * 0.35;
        text(pdf, (MARGIN, 16.0), 13.0, true, head.title, self.room() - school - 4.0);
        right(pdf, (self.width - MARGIN, 16.0), 9.0, head.school, school);
        text(pdf, (MARGIN, 21.5), 8.0, false, head.line, self.room());
        let foot = self.height - 7.0;
        text(pdf, (MARGIN, foot), 7.0, false, head.made, self.room() / 2.0);
        let page = format!("blad {} van {}", head.page.0, head.page.1);
        right(pdf, (self.width - MARGIN, foot), 7.0, &page, 40.0);
    }
}

/// A line of text in its room, made smaller or shorter when it must; answers its width.
pub fn text(pdf: &mut Pdf, at: (f64, f64), size: f64, bold: bool, text: &str, room: f64) -> f64 {
    let fitted = fit(&INK, &printable(text), size, bold, room);
    pdf.text(at.0, at.1, fitted.size, bold, &fitted.text);
    fitted.width
}

/// The same, up to its right edge.
pub fn right(pdf: &mut Pdf, at: (f64, f64), size: f64, text: &str, room: f64) {
    let fitted = fit(&INK, &printable(text), size, false, room);
    pdf.text(at.0 - fitted.width, at.1, fitted.size, false, &fitted.text);
}

/// The same, in the middle of its room.
pub fn centred(pdf: &mut Pdf, at: (f64, f64), size: f64, bold: bool, text: &str, room: f64) {
    let fitted = fit(&INK, text, size, bold, room - 0.3);
    pdf.text(at.0 + (room - fitted.width) / 2.0, at.1, fitted.size, bold, &fitted.text);
}

/// A name in its room: smaller, then with an initial, then cut.
pub fn name(pdf: &mut Pdf, at: (f64, f64), size: f64, (last, first): (&str, &str), room: f64) {
    let fitted = fit_name(&INK, &printable(last), &printable(first), size, room);
    pdf.text(at.0, at.1, fitted.size, true, &fitted.text);
}

/// Slanted lines in a rectangle: nothing can be written there.
pub fn hatch(pdf: &mut Pdf, (x, y): (f64, f64), (width, height): (f64, f64)) {
    const STEP: f64 = 1.6;
    for n in 1..((width + height) / STEP).ceil() as u32 {
        // Falls to the right; `start` is where it would cross the top edge.
        let start = f64::from(n) * STEP - height;
        let (from, until) = ((-start).max(0.0), height.min(width - start));
        if from < until {
            pdf.line((x + start + from, y + from), (x + start + until, y + until), 0.06);
        }
    }
}

/// Items side by side on as few lines as their room allows.
pub fn legend_lines(items: &[String], room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        let longer = lines.last().map(|line| format!("{line}    {item}"));
        match longer.filter(|line| face(false).width(line) * LEGEND / POINTS <= room) {
            Some(longer) => *lines.last_mut().expect("there is a line to make longer") = longer,
            None => lines.push(item.clone()),
        }
    }
    lines
}

/// Writes the legend below `y`.
pub fn legend(pdf: &mut Pdf, y: f64, lines: &[String], room: f64) {
    for (n, line) in lines.iter().enumerate() {
        // Not through `printable`, which would close the gaps between the items.
        let fitted = fit(&INK, line, LEGEND, false, room);
        pdf.text(MARGIN, y + LEGEND_LINE * (n + 1) as f64, fitted.size, false, &fitted.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_legend_takes_as_many_lines_as_it_needs_and_none_is_too_wide() {
        let items: Vec<String> = (0..30).map(|n| format!("R{n} Van rechtswege gewettigd")).collect();
        let lines = legend_lines(&items, LYING.room());
        assert!((2..30).contains(&lines.len()), "{}", lines.len());
        for line in &lines {
            assert!(face(false).width(line) * LEGEND / POINTS <= LYING.room());
        }
        assert_eq!(lines.join("    "), items.join("    "));
    }
}
