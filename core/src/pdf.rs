//! PDF files. The only file that names printpdf and barcoders.
//!
//! printpdf makes the document (catalogue, pages, information). What stands on a page is written
//! here as text, one content stream a page: printpdf's own list of operations makes every bar an
//! object, which is thirty times slower and three times larger. Both faces are embedded as
//! subsets, so text can be selected and no printer substitutes a font.

use std::io::Write;
use std::sync::OnceLock;

use barcoders::sym::{code39::Code39, code128::Code128};
use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Object, Stream, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};
use subsetter::GlyphRemapper;

use crate::fonts::{Face, face, printable};

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

/// The glyphs of one face that were used, and what they mean.
struct Used {
    face: &'static Face,
    /// Number in the subset by number in the face; 0: not used.
    numbers: Vec<u16>,
    /// In the order of the subset, from number 1.
    glyphs: Vec<(u16, String)>,
}

impl Used {
    fn new(face: &'static Face) -> Self {
        Self { face, numbers: vec![0; 1 << 16], glyphs: Vec::new() }
    }

    fn number(&mut self, glyph: u16, text: impl FnOnce() -> String) -> u16 {
        let number = &mut self.numbers[usize::from(glyph)];
        if *number == 0 {
            self.glyphs.push((glyph, text()));
            *number = self.glyphs.len() as u16;
        }
        *number
    }
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
            if !used.glyphs.is_empty() {
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

fn hex(out: &mut Vec<u8>, number: u16) {
    for shift in [12, 8, 4, 0] {
        out.push(b"0123456789abcdef"[usize::from(number >> shift & 15)]);
    }
}

fn integer(out: &mut Vec<u8>, value: u32) {
    if value >= 10 {
        integer(out, value / 10);
    }
    out.push(b'0' + (value % 10) as u8);
}

/// A number with at most so many decimals, and a space.
fn number(out: &mut Vec<u8>, value: f64, decimals: u32) {
    let scale = 10u64.pow(decimals);
    let whole = (value.abs() * scale as f64).round() as u64;
    if value < 0.0 && whole > 0 {
        out.push(b'-');
    }
    integer(out, (whole / scale).min(u64::from(u32::MAX)) as u32);
    let mut rest = whole % scale;
    if rest > 0 {
        out.push(b'.');
        let mut step = scale / 10;
        while rest > 0 {
            out.push(b'0' + (rest / step) as u8);
            rest %= step;
            step = (step / 10).max(1);
        }
    }
    out.push(b' ');
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::new(LEVEL));
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Embeds the used glyphs of a face, with their widths and what they mean.
fn embed(file: &mut lopdf::Document, name: &str, used: &Used) -> Object {
    let ids: Vec<u16> = used.glyphs.iter().map(|g| g.0).collect();
    let subset = subsetter::subset(used.face.data, 0, &GlyphRemapper::new_from_glyphs(&ids));
    let subset = subset.expect("the font in assets is sound");
    let packed = |length: i64, bytes: &[u8]| {
        Stream::new(dictionary! { "Filter" => "FlateDecode", "Length1" => length }, deflate(bytes))
            .with_compression(false)
    };
    let program = file.add_object(packed(subset.len() as i64, &subset));
    let meaning = meaning(used);
    let meaning = file.add_object(packed(meaning.len() as i64, meaning.as_bytes()));
    let scale = |v: i32| (f64::from(v) * 1000.0 / used.face.units()).round() as i64;
    let (top, bottom) = used.face.heights();
    let base = if name == "B" { "STAMBB+DejaVuSansCondensed-Bold" } else { "STAMBR+DejaVuSansCondensed" };
    let descriptor = file.add_object(dictionary! {
        "Type" => "FontDescriptor", "FontName" => base, "Flags" => 4, "ItalicAngle" => 0,
        "FontBBox" => used.face.bounds().map(|v| Object::from(scale(v))).to_vec(),
        "Ascent" => scale(top), "Descent" => scale(bottom), "CapHeight" => 729,
        "StemV" => if name == "B" { 150 } else { 80 }, "FontFile2" => program,
    });
    let widths: Vec<Object> = ids.iter().map(|id| scale(used.face.advance(*id)).into()).collect();
    let descendant = file.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => base, "CIDToGIDMap" => "Identity",
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor, "DW" => 1000,
        "W" => vec![1.into(), widths.into()],
    });
    let font = file.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => base, "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()], "ToUnicode" => meaning,
    });
    font.into()
}

/// The map from numbers in the subset to characters, so that text can be selected and searched.
fn meaning(used: &Used) -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /S def /CMapType 2 def\n\
         1 begincodespacerange <0000> <ffff> endcodespacerange\n",
    );
    for (part, glyphs) in used.glyphs.chunks(100).enumerate() {
        out.push_str(&format!("{} beginbfchar\n", glyphs.len()));
        for (i, (_, text)) in glyphs.iter().enumerate() {
            let units: String = text.encode_utf16().map(|u| format!("{u:04x}")).collect();
            out.push_str(&format!("<{:04x}> <{units}>\n", part * 100 + i + 1));
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap end end\n");
    out
}

/// A page of text: a bold title and lines, which go on on a next page when they must. An empty
/// line is a gap. Lines that are too long are broken between words.
pub fn text_page(title: &str, lines: &[String]) -> Vec<u8> {
    let (width, height, margin, size, step) = (210.0, 297.0, 25.0, 11.0, 6.0);
    let room = (width - 2.0 * margin) * POINTS / size;
    let mut pdf = Pdf::new(title);
    pdf.start_page(width, height);
    pdf.text(margin, margin + 5.0, 18.0, true, &printable(title));
    let mut y = margin + 18.0;
    for line in lines.iter().flat_map(|line| broken(&printable(line), room)) {
        if y > height - margin {
            pdf.start_page(width, height);
            y = margin;
        }
        pdf.text(margin, y, size, false, &line);
        y += step;
    }
    pdf.finish()
}

/// Breaks a line between words, or within one that is too long, to a width in em.
fn broken(line: &str, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.last_mut().expect("never empty");
        let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if face(false).width(&longer) <= room {
            *last = longer;
            continue;
        }
        if !last.is_empty() {
            lines.push(String::new());
        }
        for c in word.chars() {
            let last = lines.last_mut().expect("never empty");
            last.push(c);
            if face(false).width(last) > room {
                last.pop();
                lines.push(c.to_string());
            }
        }
    }
    lines
}

/// Widths of bars and gaps in modules, beginning and ending with a bar, of Code 128 symbols
/// (start, data and check as `domain::barcode` chose them; the stop is added here).
pub fn code128(symbols: &[u8]) -> Vec<u8> {
    static PATTERNS: OnceLock<Vec<[u8; 6]>> = OnceLock::new();
    // The encoder is asked once for every symbol: it searches its table by text for each character.
    let patterns = PATTERNS.get_or_init(|| {
        let pattern = |bits: &[u8]| {
            let mut runs = [0; 6];
            for (run, width) in runs.iter_mut().zip(runs_of(bits)) {
                *run = width;
            }
            runs
        };
        let encoded = |text: &str| Code128::new(text).map(|c| c.encode()).unwrap_or_default();
        let mut all: Vec<[u8; 6]> =
            (0..100).map(|n| pattern(&encoded(&format!("Ć{n:02}"))[11..22])).collect();
        // Symbols 100 to 102 as set C calls them, then the three starts.
        all.extend(["ĆƁ0", "ĆÀ0", "ĆŹ"].map(|text| pattern(&encoded(text)[11..22])));
        all.extend(["À0", "Ɓ0", "Ć00"].map(|text| pattern(&encoded(text)[..11])));
        all
    });
    let mut runs = Vec::with_capacity(symbols.len() * 6 + 7);
    for symbol in symbols {
        runs.extend_from_slice(&patterns[usize::from(*symbol)]);
    }
    runs.extend_from_slice(&[2, 3, 3, 1, 1, 1, 2]);
    runs
}

/// Widths of bars and gaps in modules of Code 39, with wide elements of `wide` (2 or 3) modules.
/// Empty for a text that Code 39 cannot carry.
pub fn code39(text: &str, wide: u8) -> Vec<u8> {
    let bits = Code39::new(text).map(|c| c.encode()).unwrap_or_default();
    runs_of(&bits).map(|run| if run == 2 { wide } else { run }).collect()
}

/// Lengths of the runs of equal modules.
fn runs_of(bits: &[u8]) -> impl Iterator<Item = u8> {
    bits.chunk_by(|a, b| a == b).map(|run| run.len() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_rounded() {
        let written = |v, d| {
            let mut out = Vec::new();
            number(&mut out, v, d);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(0.0, 3), "0 ");
        assert_eq!(written(-0.0004, 3), "0 ");
        assert_eq!(written(12.0504, 3), "12.05 ");
        assert_eq!(written(-1.9996, 3), "-2 ");
        assert_eq!(written(0.709_36, 5), "0.70936 ");
    }

    #[test]
    fn our_symbols_give_the_bars_of_the_library() {
        for (text, symbols) in
            [("Ć9900000001", &[105u8, 99, 0, 0, 0, 1][..]), ("ƁA-1Ć1234", &[104, 33, 13, 17, 99, 12, 34])]
        {
            let mut symbols = symbols.to_vec();
            let check: u32 = symbols.iter().enumerate().map(|(i, s)| i.max(1) as u32 * u32::from(*s)).sum();
            symbols.push((check % 103) as u8);
            let bits = Code128::new(text).unwrap().encode();
            assert_eq!(code128(&symbols), runs_of(&bits).collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn long_lines_are_broken_and_long_texts_take_more_pages() {
        let words = "woord ".repeat(400);
        assert!(broken(&words, 40.0).iter().all(|line| face(false).width(line) <= 40.0));
        let bytes = text_page("Titel", &vec!["regel".to_owned(); 100]);
        assert_eq!(lopdf::Document::load_mem(&bytes).unwrap().get_pages().len(), 3);
    }
}
