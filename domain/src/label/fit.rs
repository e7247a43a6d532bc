//! Texts that fit the room they have: smaller, then shorter, never over the edge.

use unicode_normalization::char::is_combining_mark;

use super::{Ink, POINT};

/// A text made to fit.
#[derive(Clone, PartialEq, Debug)]
pub struct Fitted {
    /// As printed.
    pub text: String,
    /// In points.
    pub size: f64,
    /// In mm.
    pub width: f64,
    /// Characters were left out.
    pub shortened: bool,
}

/// No text shrinks below this share of its size before it is shortened.
const SHRINK: f64 = 0.7;

/// No text is smaller than this, in points: below it an office printer makes blots.
pub const SMALLEST: f64 = 4.5;

/// Fits a text in `room` mm: at `size` points, smaller, then cut off with an ellipsis.
pub fn fit(ink: &dyn Ink, text: &str, size: f64, bold: bool, room: f64) -> Fitted {
    shrunk(ink, text, size, bold, room).unwrap_or_else(|| cut(ink, text, size, bold, room))
}

/// Fits a name: whole, smaller, then with the first name as an initial, then cut off.
pub fn fit_name(ink: &dyn Ink, last: &str, first: &str, size: f64, room: f64) -> Fitted {
    let whole = if first.is_empty() { last.to_owned() } else { format!("{last} {first}") };
    if let Some(fitted) = shrunk(ink, &whole, size, true, room) {
        return fitted;
    }
    if first.is_empty() {
        return cut(ink, last, size, true, room);
    }
    let short = format!("{last} {}.", initial(first));
    match shrunk(ink, &short, size, true, room) {
        Some(fitted) => Fitted { shortened: true, ..fitted },
        None => cut(ink, last, size, true, room),
    }
}

/// The first letter with its marks.
fn initial(name: &str) -> &str {
    let end =
        name.char_indices().skip(1).find(|(_, c)| !is_combining_mark(*c)).map_or(name.len(), |(i, _)| i);
    &name[..end]
}

fn floor(size: f64) -> f64 {
    (size * SHRINK).max(SMALLEST).min(size)
}

fn shrunk(ink: &dyn Ink, text: &str, size: f64, bold: bool, room: f64) -> Option<Fitted> {
    let em = ink.width(text, bold) * POINT;
    // Rounded down to a twentieth of a point.
    let size = if em * size <= room { size } else { (room / em * 20.0).floor() / 20.0 }.max(floor(size));
    (em * size <= room + 1e-9).then(|| Fitted {
        text: text.to_owned(),
        size,
        width: em * size,
        shortened: false,
    })
}

fn cut(ink: &dyn Ink, text: &str, size: f64, bold: bool, room: f64) -> Fitted {
    let size = floor(size);
    let width = |text: &str| ink.width(text, bold) * POINT * size;
    // No text is longer on paper than this many characters; keeps a hostile text from costing time.
    let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).take(200).collect();
    let shortened = |end: usize| format!("{}…", text[..end].trim_end());
    let fits = ends.partition_point(|end| width(&shortened(*end)) <= room);
    // Never between a letter and its mark.
    let mut at = fits.saturating_sub(1);
    while at > 0 && text[ends[at]..].starts_with(is_combining_mark) {
        at -= 1;
    }
    let text = if fits == 0 { String::new() } else { shortened(ends[at]) };
    Fitted { width: width(&text), text, size, shortened: true }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Half an em a character; bars as wide as the payload is long.
    pub struct Even;

    impl Ink for Even {
        fn width(&self, text: &str, _bold: bool) -> f64 {
            text.chars().count() as f64 * 0.5
        }

        fn bars(&self, payload: &str, wide: u32) -> Vec<u8> {
            let total = crate::barcode::Symbology::Code128.modules(payload, wide);
            [vec![1; total as usize - 1 + total as usize % 2], vec![1; 1 - total as usize % 2]].concat()
        }
    }

    #[test]
    fn a_name_is_made_smaller_then_gets_an_initial_then_is_cut() {
        let name = |room| fit_name(&Even, "Vandenbroucke", "Émilie-Rose", 10.0, room).text;
        assert_eq!(name(50.0), "Vandenbroucke Émilie-Rose");
        assert_eq!(name(32.0), "Vandenbroucke Émilie-Rose");
        assert_eq!(name(25.0), "Vandenbroucke É.");
        assert_eq!(name(15.0), "Vandenbrouc…");
        assert_eq!(name(0.1), "");
    }

    #[test]
    fn an_initial_keeps_its_marks() {
        assert_eq!(initial("A\u{30A}sa"), "A\u{30A}");
        assert_eq!(initial("Élise"), "É");
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_room(last in ".{0,300}", first in ".{0,40}", size in 5.0..12.0f64, room in 1.0..90.0f64) {
            prop_assert!(fit_name(&Even, &last, &first, size, room).width <= room + 1e-6);
            prop_assert!(fit(&Even, &last, size, false, room).width <= room + 1e-6);
        }
    }
}
