//! Sheets of labels: formats, where things stand, and when something does not fit.
//!
//! Everything is in millimetres from the top left corner of the page. What is computed here is
//! drawn on the screen and in the PDF alike.

mod class_sheet;
mod fit;
mod formats;
mod module;
mod stickers;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::{Code, Problem};

pub use class_sheet::ClassSheets;
pub use fit::{Fitted, fit, fit_name};
pub use formats::{known_formats, smallest_that_fits};
pub use module::{CEILING_MM, FLOOR_MM, Module, QUIET, choose as choose_module};
pub use stickers::StickerSheets;

/// A die-cut sheet. Millimetres from the top left corner.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SheetFormat {
    /// Short code, for instance `L7160`; own formats: `eigen-…`.
    pub code: String,
    /// For instance `A4 21 x 63.5x38.1`.
    pub name: String,
    /// Brands that sell it.
    pub brands: String,
    /// Width of the page.
    pub page_width: f64,
    /// Height of the page.
    pub page_height: f64,
    /// Labels across.
    pub columns: u32,
    /// Labels down.
    pub rows: u32,
    /// Width of a label.
    pub label_width: f64,
    /// Height of a label.
    pub label_height: f64,
    /// Left edge of the first label.
    pub margin_left: f64,
    /// Top edge of the first label.
    pub margin_top: f64,
    /// From left edge to next left edge.
    pub pitch_x: f64,
    /// From top edge to next top edge.
    pub pitch_y: f64,
    /// Radius of the corners.
    pub corner_radius: f64,
    /// Made by the school.
    pub own: bool,
}

/// A printer with its dots and its deviation.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Printer {
    /// As the school calls it.
    pub name: String,
    /// 203, 300 or 600.
    pub dpi: u32,
    /// To the right, in mm, added to every position.
    pub offset_x: f64,
    /// Downwards, in mm.
    pub offset_y: f64,
    /// Measured length of a 200 mm horizontal rule, for the pitch (200: no correction).
    pub measured_x: f64,
    /// Measured length of a 200 mm vertical rule.
    pub measured_y: f64,
}

/// A rectangle in mm from the top left corner.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Rect {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A line of text at its baseline.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TextAt {
    /// Left, mm.
    pub x: f64,
    /// Baseline, mm from the top.
    pub y: f64,
    /// Size in points.
    pub size: f64,
    /// Width on paper in mm, so that a screen with another font takes no more room.
    pub width: f64,
    /// Bold or not.
    pub bold: bool,
    /// The text, already shortened.
    pub text: String,
}

/// One label as it comes on paper.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlacedLabel {
    /// The label or row.
    pub rect: Rect,
    /// Left, width pairs of the bars, in mm from the page's left edge.
    pub bars: Vec<[f64; 2]>,
    /// Top and height of the bars, in mm.
    pub bars_top: f64,
    /// Height of the bars.
    pub bars_height: f64,
    /// Texts.
    pub texts: Vec<TextAt>,
}

/// One sheet as it comes on paper.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlacedSheet {
    /// Sheet number, from 1.
    pub sheet: u32,
    /// Classes on it.
    pub classes: Vec<String>,
    /// The labels.
    pub labels: Vec<PlacedLabel>,
    /// Heading texts of a class sheet.
    pub texts: Vec<TextAt>,
}

/// What is printed on one label.
#[derive(Clone, PartialEq)]
pub struct Card {
    /// Naam, or the text of a unit.
    pub last_name: String,
    /// Voornaam.
    pub first_name: String,
    /// Klas.
    pub class: String,
    /// Text in the barcode.
    pub payload: String,
}

/// What the geometry must know of fonts and bars, handed in: widths of text, and the encoder.
pub trait Ink {
    /// Width of a text in em.
    fn width(&self, text: &str, bold: bool) -> f64;
    /// Widths of bars and gaps in modules, beginning with a bar; `wide` for Code 39.
    fn bars(&self, payload: &str, wide: u32) -> Vec<u8>;
}

/// Millimetres in a point.
pub const POINT: f64 = 25.4 / 72.0;

/// Nothing is printed nearer to the edge of a label than this; so much may a correction push a
/// label over the edge of the page.
pub const INSET: f64 = 1.0;

impl Printer {
    /// A printer without deviation.
    pub fn plain(name: &str, dpi: u32) -> Self {
        Self {
            name: name.to_owned(),
            dpi,
            offset_x: 0.0,
            offset_y: 0.0,
            measured_x: 200.0,
            measured_y: 200.0,
        }
    }

    /// Refuses other resolutions than 203, 300 and 600 dpi, an offset above 20 mm, and a measured
    /// rule that is more than 10 mm off: then something else is wrong (scaling "fit to page").
    pub fn check(&self) -> Result<(), Problem> {
        let refuse = |field: &str, value: f64| {
            Err(Problem::new(Code::InvalidValue).with("field", field).with("value", value))
        };
        if self.name.trim().is_empty() || self.name.chars().count() > 60 {
            return Err(Problem::new(Code::InvalidValue).with("field", "name").with("value", &self.name));
        }
        if ![203, 300, 600].contains(&self.dpi) {
            return refuse("dpi", self.dpi.into());
        }
        for (field, value) in [("offset_x", self.offset_x), ("offset_y", self.offset_y)] {
            if !(-20.0..=20.0).contains(&value) {
                return refuse(field, value);
            }
        }
        for (field, value) in [("measured_x", self.measured_x), ("measured_y", self.measured_y)] {
            if !(190.0..=210.0).contains(&value) {
                return refuse(field, value);
            }
        }
        Ok(())
    }

    /// What a length must be drawn as, so that it comes out right: across and down.
    pub fn stretch(&self) -> (f64, f64) {
        (200.0 / self.measured_x, 200.0 / self.measured_y)
    }

    /// Where a rectangle of the paper must be drawn.
    pub fn corrected(&self, rect: Rect) -> Rect {
        let (x, y) = self.stretch();
        Rect {
            x: rect.x * x + self.offset_x,
            y: rect.y * y + self.offset_y,
            width: rect.width * x,
            height: rect.height * y,
        }
    }

    /// The nearest whole dot, in mm.
    pub fn on_dot(&self, length: f64) -> f64 {
        let dot = 25.4 / f64::from(self.dpi);
        (length / dot).round() * dot
    }
}

impl Rect {
    /// Whether the other lies within, to a thousandth of a millimetre.
    pub fn contains(&self, other: &Rect) -> bool {
        const SLACK: f64 = 1e-3;
        other.x >= self.x - SLACK
            && other.y >= self.y - SLACK
            && other.x + other.width <= self.x + self.width + SLACK
            && other.y + other.height <= self.y + self.height + SLACK
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Rect) -> bool {
        const SLACK: f64 = 1e-3;
        self.x + self.width > other.x + SLACK
            && other.x + other.width > self.x + SLACK
            && self.y + self.height > other.y + SLACK
            && other.y + other.height > self.y + SLACK
    }

    /// Smaller by so much on every side.
    pub fn inset(&self, by: f64) -> Rect {
        Rect { x: self.x + by, y: self.y + by, width: self.width - 2.0 * by, height: self.height - 2.0 * by }
    }
}

/// Draws bars on a label: centred between `left` and `right`, from whole dot to whole dot.
fn place_bars(runs: &[u8], left: f64, right: f64, module: f64, printer: &Printer) -> Vec<[f64; 2]> {
    let width = runs.iter().map(|r| f64::from(*r)).sum::<f64>() * module;
    let start = printer.on_dot((left + right - width) / 2.0);
    let mut at = 0u32;
    let mut bars = Vec::with_capacity(runs.len() / 2 + 1);
    for (i, run) in runs.iter().enumerate() {
        if i % 2 == 0 {
            bars.push([start + f64::from(at) * module, f64::from(*run) * module]);
        }
        at += u32::from(*run);
    }
    bars
}

/// A text with its left or right end at `x`.
fn text_at(x: f64, y: f64, fitted: Fitted, bold: bool, to_the_left: bool) -> TextAt {
    TextAt {
        x: if to_the_left { x - fitted.width } else { x },
        y,
        size: fitted.size,
        width: fitted.width,
        bold,
        text: fitted.text,
    }
}
