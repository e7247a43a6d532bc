//! PDF files. The only place that names printpdf and barcoders.
//!
//! printpdf makes the document (catalogue, pages, information). What stands on a page is written
//! here as text, one content stream a page: printpdf's own list of operations makes every bar an
//! object, which is thirty times slower and three times larger. Both faces are embedded as
//! subsets, so text can be selected and no printer substitutes a font.

mod face;
mod numbers;
mod symbols;
mod text_page;

pub use symbols::{code39, code128};
pub use text_page::{broken, text_page};

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Object, Stream, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use crate::fonts::face;
use face::{Used, embed};
use numbers::{hex, integer, number};

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

/// Speed over size: one step higher saves little and costs half as much time again.
const LEVEL: u32 = 6;

/// A document that grows page by page.
pub struct Pdf {
    title: String,
    pages: Vec<(f64, f64, Vec<u8>)>,
    faces: [Used; 2],
    content: Vec<u8>,
    page: (f64, f64),
}

impl Pdf {
    /// An empty document; the title shows in the viewer and holds no personal data.
    pub fn new(title: &str) -> Self {
        let faces = [Used::new(face(false)), Used::new(face(true))];
        Self { title: title.to_owned(), pages: Vec::new(), faces, content: Vec::new(), page: (0.0, 0.0) }
    }

    /// Starts a page of that size in mm.
    pub fn start_page(&mut self, width: f64, height: f64) {
        self.finish_page();
        self.page = (width, height);
    }

    /// Writes a line of text at its baseline, mm from the top left corner, size in points.
    pub fn text(&mut self, x: f64, y: f64, size: f64, bold: bool, text: &str) {
        if text.is_empty() {
            return;
        }
        let (out, used) = (&mut self.content, &mut self.faces[usize::from(bold)]);
        out.extend_from_slice(if bold { b"BT/B " } else { b"BT/R " });
        number(out, size, 2);
        out.extend_from_slice(b"Tf ");
        number(out, x * POINTS, 2);
        number(out, (self.page.1 - y) * POINTS, 2);
        out.extend_from_slice(b"Td");
        let start = out.len();
        out.push(b'<');
        let plain = used.face.each_plain(text, |glyph, c| hex(out, used.number(glyph, || c.to_string())));
        if plain {
            out.extend_from_slice(b">Tj ET\n");
        } else {
            out.truncate(start);
            shaped(out, used, text);
        }
    }

    /// Draws bars in module units: pairs of start and width, counted from the first bar at `x`.
    /// All lengths in mm, `y` the top.
    pub fn bars(&mut self, x: f64, y: f64, height: f64, module: f64, bars: impl Iterator<Item = (u32, u32)>) {
        let out = &mut self.content;
        out.extend_from_slice(b"q ");
        number(out, module * POINTS, 5);
        out.extend_from_slice(b"0 0 ");
        number(out, height * POINTS, 3);
        number(out, x * POINTS, 3);
        number(out, (self.page.1 - y - height) * POINTS, 3);
        out.extend_from_slice(b"cm\n");
        for (start, width) in bars {
            integer(out, start);
            out.extend_from_slice(b" 0 ");
            integer(out, width);
            out.extend_from_slice(b" 1 re\n");
        }
        out.extend_from_slice(b"f Q\n");
    }

    /// Draws a line of that width in mm.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), width: f64) {
        let out = &mut self.content;
        number(out, width * POINTS, 3);
        out.extend_from_slice(b"w ");
        for (point, operator) in [(from, b"m "), (to, b"l ")] {
            number(out, point.0 * POINTS, 3);
            number(out, (self.page.1 - point.1) * POINTS, 3);
            out.extend_from_slice(operator);
        }
        out.extend_from_slice(b"S\n");
    }

    /// Fills a rectangle, of which `x` and `y` are the top left corner in mm, with a shade from 0
    /// (black) to 1 (white).
    pub fn fill(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), shade: f64) {
        let out = &mut self.content;
        out.extend_from_slice(b"q ");
        number(out, shade, 2);
        out.extend_from_slice(b"g ");
        for length in [x, self.page.1 - y - height, width, height] {
            number(out, length * POINTS, 2);
        }
        out.extend_from_slice(b"re f Q\n");
    }

    fn finish_page(&mut self) {
        if self.page.0 > 0.0 {
            self.pages.push((self.page.0, self.page.1, deflate(&self.content)));
            self.content.clear();
        }
    }

    /// The file.
    pub fn finish(mut self) -> Vec<u8> {
        self.finish_page();
        let mut document = PdfDocument::new(&self.title);
        document.metadata.info.producer = "Stamboek".to_owned();
        document.metadata.info.creator = "Stamboek".to_owned();
        document.pages =
            self.pages.iter().map(|p| PdfPage::new(Mm(p.0 as f32), Mm(p.1 as f32), Vec::new())).collect();
        let options = PdfSaveOptions { optimize: false, image_optimization: None, ..Default::default() };
        let mut file = document.to_lopdf_document(&options, &mut Vec::new());
        let mut fonts = Dictionary::new();
        for (name, used) in ["R", "B"].into_iter().zip(&self.faces) {
            if !used.is_empty() {
                fonts.set(name, embed(&mut file, name, used));
            }
        }
        let resources = file.add_object(dictionary! { "Font" => fonts });
        let pages: Vec<_> = file.get_pages().into_values().collect();
        for (id, (_, _, content)) in pages.into_iter().zip(self.pages) {
            let content = Stream::new(dictionary! { "Filter" => "FlateDecode" }, content);
            let content = file.add_object(content.with_compression(false));
            let Ok(page) = file.get_dictionary_mut(id) else { continue };
            let empty = [b"Contents".as_slice(), b"Resources"]
                .map(|key| page.get(key).and_then(Object::as_reference));
            page.set("Contents", content);
            page.set("Resources", resources);
            page.remove(b"Annots");
            for id in empty.into_iter().flatten() {
                file.objects.remove(&id);
            }
        }
        file.renumber_objects();
        let mut bytes = Vec::new();
        // Writing to memory does not fail.
        let _ = file.save_to(&mut bytes);
        bytes
    }
}

/// Writes a line that needs shaping, glyph by glyph at its place.
fn shaped(out: &mut Vec<u8>, used: &mut Used, text: &str) {
    let units = used.face.units();
    let mut rise = 0;
    // Where the pen of the PDF stands, and where it should stand, in font units.
    let (mut pen, mut place) = (0, 0);
    out.push(b'[');
    for glyph in used.face.line(text).glyphs {
        if glyph.shift.1 != rise {
            rise = glyph.shift.1;
            // `Ts` is in text space, of which the matrix of `Td` makes points: see `scale` below.
            out.extend_from_slice(b"]TJ ");
            number(out, f64::from(rise) / units * size_of(out), 3);
            out.extend_from_slice(b"Ts[");
        }
        let back = pen - (place + glyph.shift.0);
        if back != 0 {
            number(out, f64::from(back) * 1000.0 / units, 1);
        }
        out.push(b'<');
        let advance = used.face.advance(glyph.id);
        hex(out, used.number(glyph.id, || glyph.text));
        out.push(b'>');
        pen = place + glyph.shift.0 + advance;
        place += glyph.advance;
    }
    out.extend_from_slice(b"]TJ 0 Ts ET\n");
}

/// The size last set with `Tf`.
fn size_of(out: &[u8]) -> f64 {
    let end = out.windows(3).rposition(|w| w == b"Tf ").unwrap_or(0);
    let text = String::from_utf8_lossy(&out[..end]);
    text.trim_end().rsplit(' ').next().and_then(|s| s.parse().ok()).unwrap_or(1.0)
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::new(LEVEL));
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
