//! The part of a face that a document uses, embedded.

use lopdf::{Object, Stream, dictionary};
use subsetter::GlyphRemapper;

use super::deflate;
use crate::fonts::Face;

/// The glyphs of one face that were used, and what they mean.
pub struct Used {
    /// The face.
    pub face: &'static Face,
    /// Number in the subset by number in the face; 0: not used.
    numbers: Vec<u16>,
    /// In the order of the subset, from number 1.
    glyphs: Vec<(u16, String)>,
}

impl Used {
    /// Nothing used yet.
    pub fn new(face: &'static Face) -> Self {
        Self { face, numbers: vec![0; 1 << 16], glyphs: Vec::new() }
    }

    /// Whether no glyph was used.
    pub fn is_empty(&self) -> bool {
        self.glyphs.is_empty()
    }

    /// Number in the subset of a glyph that stands for that text.
    pub fn number(&mut self, glyph: u16, text: impl FnOnce() -> String) -> u16 {
        let number = &mut self.numbers[usize::from(glyph)];
        if *number == 0 {
            self.glyphs.push((glyph, text()));
            *number = self.glyphs.len() as u16;
        }
        *number
    }
}

/// Embeds the used glyphs of a face, with their widths and what they mean.
pub fn embed(file: &mut lopdf::Document, name: &str, used: &Used) -> Object {
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
