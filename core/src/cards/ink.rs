//! Fonts and encoders, as the geometry asks for them.

use stamboek_domain::barcode::{Symbology, code128_symbols};
use stamboek_domain::label::Ink;

use crate::fonts::face;
use crate::pdf;

/// The fonts that are embedded and the bars of one symbology.
pub struct FontInk(pub Symbology);

impl Ink for FontInk {
    fn width(&self, text: &str, bold: bool) -> f64 {
        face(bold).width(text)
    }

    fn bars(&self, payload: &str, wide: u32) -> Vec<u8> {
        match self.0 {
            Symbology::Code128 => pdf::code128(&code128_symbols(payload)),
            Symbology::Code39 => pdf::code39(payload, wide as u8),
        }
    }
}
