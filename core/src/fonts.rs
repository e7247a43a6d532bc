//! The two faces that are printed with: how wide a text is, and which glyphs stand where.
//!
//! DejaVu Sans Condensed covers Latin with every diacritic, Greek, Cyrillic, Armenian, Georgian,
//! Hebrew and Arabic. Texts of plain letters are measured by table; only others are shaped.

use std::sync::OnceLock;

use rustybuzz::ttf_parser::GlyphId;
use rustybuzz::{Direction, UnicodeBuffer};
use unicode_bidi::BidiInfo;
use unicode_normalization::UnicodeNormalization;

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/DejaVuSansCondensed.ttf");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/DejaVuSansCondensed-Bold.ttf");

/// Printed for a character that the face lacks: visible, never silently dropped.
const MISSING: char = '□';

/// Below this code point every character stands for one glyph, left to right.
const PLAIN: usize = 0x300;

/// A face with its tables read.
pub struct Face {
    /// The font file.
    pub data: &'static [u8],
    shaper: rustybuzz::Face<'static>,
    plain: Vec<(u16, u16)>,
    missing: (u16, u16),
}

/// One glyph of a line.
#[derive(Clone)]
pub struct Glyph {
    /// Glyph in the font file.
    pub id: u16,
    /// How far the pen goes, in font units.
    pub advance: i32,
    /// Shift from the pen, to the right and upwards, in font units.
    pub shift: (i32, i32),
    /// The characters it stands for.
    pub text: String,
}

/// A line in visual order, from left to right.
pub struct Line {
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// Characters that the face lacks, printed as `□`.
    pub missing: u32,
}

/// The face, read on first use.
pub fn face(bold: bool) -> &'static Face {
    static FACES: [OnceLock<Face>; 2] = [OnceLock::new(), OnceLock::new()];
    FACES[usize::from(bold)].get_or_init(|| Face::read(if bold { BOLD } else { REGULAR }))
}

/// Text as it can be set on one line: composed (NFC), white space as one space, without control,
/// zero-width and direction characters (S35, S41).
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !c.is_control()
            && !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
        {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

impl Face {
    fn read(data: &'static [u8]) -> Self {
        let shaper = rustybuzz::Face::from_slice(data, 0).expect("the font in assets is sound");
        let look_up = |c: char| {
            let id = shaper.glyph_index(c).unwrap_or(GlyphId(0));
            (id.0, shaper.glyph_hor_advance(id).unwrap_or(0))
        };
        let plain = (0..PLAIN as u32).map(|c| char::from_u32(c).map_or((0, 0), look_up)).collect();
        let missing = look_up(MISSING);
        Self { data, shaper, plain, missing }
    }

    /// Font units in an em.
    pub fn units(&self) -> f64 {
        f64::from(self.shaper.units_per_em())
    }

    /// Advance of a glyph in font units.
    pub fn advance(&self, glyph: u16) -> i32 {
        i32::from(self.shaper.glyph_hor_advance(GlyphId(glyph)).unwrap_or(0))
    }

    /// Highest and lowest point of letters, in font units.
    pub fn heights(&self) -> (i32, i32) {
        (i32::from(self.shaper.ascender()), i32::from(self.shaper.descender()))
    }

    /// Box around all glyphs, in font units: left, bottom, right, top.
    pub fn bounds(&self) -> [i32; 4] {
        let b = self.shaper.global_bounding_box();
        [b.x_min, b.y_min, b.x_max, b.y_max].map(i32::from)
    }

    /// Glyph and advance of a character that needs no shaping.
    fn plain(&self, c: char) -> Option<(u16, u16)> {
        self.plain.get(c as usize).copied().filter(|p| p.0 != 0)
    }

    /// Width of a text in em.
    pub fn width(&self, text: &str) -> f64 {
        let mut sum = 0u32;
        for c in text.chars() {
            match self.plain(c) {
                Some((_, advance)) => sum += u32::from(advance),
                None => {
                    return f64::from(self.line(text).glyphs.iter().map(|g| g.advance).sum::<i32>())
                        / self.units();
                }
            }
        }
        f64::from(sum) / self.units()
    }

    /// How many characters of a text the face lacks.
    pub fn missing(&self, text: &str) -> u32 {
        if text.chars().all(|c| self.plain(c).is_some()) { 0 } else { self.line(text).missing }
    }

    /// Calls with every glyph when the text needs no shaping; else answers false.
    pub fn each_plain(&self, text: &str, mut each: impl FnMut(u16, char)) -> bool {
        if !text.chars().all(|c| self.plain(c).is_some()) {
            return false;
        }
        for c in text.chars() {
            each(self.plain[c as usize].0, c);
        }
        true
    }

    /// Shapes one line: joins Arabic, sets marks on letters, orders what runs from right to left.
    pub fn line(&self, text: &str) -> Line {
        let mut line = Line { glyphs: Vec::new(), missing: 0 };
        let bidi = BidiInfo::new(text, None);
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                self.shape(&text[run.clone()], levels[run.start].is_rtl(), &mut line);
            }
        }
        line
    }

    fn shape(&self, text: &str, rtl: bool, line: &mut Line) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        let shaped = rustybuzz::shape(&self.shaper, &[], buffer);
        let infos = shaped.glyph_infos();
        let mut starts: Vec<usize> = infos.iter().map(|i| i.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut said = usize::MAX;
        for (info, position) in infos.iter().zip(shaped.glyph_positions()) {
            let start = info.cluster as usize;
            let end = starts.iter().find(|s| **s > start).copied().unwrap_or(text.len());
            let text = if start == said { String::new() } else { text[start..end].to_owned() };
            said = start;
            let glyph = info.glyph_id as u16;
            if glyph == 0 {
                line.missing += 1;
                let (id, advance) = self.missing;
                line.glyphs.push(Glyph {
                    id,
                    advance: i32::from(advance),
                    shift: (0, 0),
                    text: MISSING.to_string(),
                });
            } else {
                line.glyphs.push(Glyph {
                    id: glyph,
                    advance: position.x_advance,
                    shift: (position.x_offset, position.y_offset),
                    text,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_the_face_lacks_is_visible_and_counted() {
        let line = face(false).line("李 Emma");
        assert_eq!(line.missing, 1);
        assert_eq!(line.glyphs[0].text, "□");
    }

    #[test]
    fn right_to_left_names_are_joined_and_ordered_from_the_right() {
        let line = face(true).line("محمد");
        assert_eq!(line.missing, 0);
        assert_eq!(line.glyphs.last().unwrap().text, "م", "the first letter stands rightmost");
        let isolated: i32 = "محمد".chars().map(|c| face(true).line(&c.to_string()).glyphs[0].advance).sum();
        assert_ne!(line.glyphs.iter().map(|g| g.advance).sum::<i32>(), isolated, "letters join");
    }

    #[test]
    fn marks_take_no_room_of_their_own() {
        let plain = face(false).width("x");
        assert!((face(false).width("x\u{301}\u{323}") - plain).abs() < 1e-9);
    }

    #[test]
    fn the_table_agrees_with_the_shaper_on_plain_names() {
        for name in ["Zoë", "Łukasz", "Şehriban", "D'Hondt-Çelik"] {
            let shaped: i32 = face(false).line(name).glyphs.iter().map(|g| g.advance).sum();
            let table = face(false).width(name) * face(false).units();
            // Kerning is left out on purpose: text stays selectable in one piece.
            assert!((f64::from(shaped) - table).abs() < 0.08 * table, "{name}");
        }
    }

    #[test]
    fn control_and_direction_characters_are_not_printed() {
        assert_eq!(printable("\u{202E}a\0b\u{200B}\t\n c \u{7}"), "ab c");
    }
}
