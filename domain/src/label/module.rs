//! How wide the narrowest bar is.

use super::Printer;
use crate::barcode::Symbology;

/// No narrower bars than this, in mm. 0.19 mm (7.5 mil) is a choice of ours: hand scanners for
/// office use read bars from 5 mil on a good print, and laser and ink spread by a dot; half as much
/// again leaves room for both. No rule of the receiving program is known.
pub const FLOOR_MM: f64 = 0.19;

/// No wider bars than this, in mm: a scanner held in the hand must see the whole code at once.
pub const CEILING_MM: f64 = 0.51;

/// Modules without ink on either side (ISO/IEC 15417 for Code 128, 16388 for Code 39: ten).
pub const QUIET: u32 = 10;

/// The narrowest bar of a print.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Module {
    /// Whole dots of the printer.
    pub dots: u32,
    /// Width in mm.
    pub mm: f64,
    /// Modules in a wide element of Code 39: 3 where it fits, since that is read best, else 2.
    pub wide: u32,
}

/// The widest module with which all payloads and their quiet zones fit in `room` mm; else the room
/// that the longest needs with the narrowest module.
pub fn choose<'a>(
    symbology: Symbology,
    payloads: impl Iterator<Item = &'a str> + Clone,
    room: f64,
    printer: &Printer,
) -> Result<Module, f64> {
    let dot = 25.4 / f64::from(printer.dpi);
    let fewest = (FLOOR_MM / dot - 1e-9).ceil() as u32;
    let most = (CEILING_MM / dot + 1e-9).floor() as u32;
    let wides: &[u32] = match symbology {
        Symbology::Code128 => &[2],
        Symbology::Code39 => &[3, 2],
    };
    let mut needed = 0.0;
    for wide in wides {
        let longest = payloads.clone().map(|p| symbology.modules(p, *wide)).max().unwrap_or(0) + 2 * QUIET;
        // One dot for moving the code to a whole dot.
        let width = |dots: u32| f64::from(longest * dots + 1) * dot;
        if let Some(dots) = (fewest..=most).rev().find(|dots| width(*dots) <= room + 1e-9) {
            return Ok(Module { dots, mm: f64::from(dots) * dot, wide: *wide });
        }
        needed = width(fewest);
    }
    Err(needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_is_whole_dots_and_no_narrower_than_the_floor() {
        for (dpi, room, dots) in
            [(203, 63.5, 4), (300, 63.5, 6), (600, 63.5, 12), (203, 30.0, 2), (600, 25.4, 5)]
        {
            let module =
                choose(Symbology::Code128, ["0000012345"].into_iter(), room, &Printer::plain("p", dpi))
                    .unwrap();
            assert_eq!(module.dots, dots, "{dpi} dpi, {room} mm");
            assert!(module.mm >= FLOOR_MM && module.mm <= CEILING_MM + 1e-9);
        }
    }

    #[test]
    fn code_39_gives_up_its_wide_bars_before_it_is_refused() {
        let choose =
            |room| choose(Symbology::Code39, ["0000012345"].into_iter(), room, &Printer::plain("p", 300));
        assert_eq!(choose(63.5).unwrap().wide, 3);
        assert_eq!(choose(48.5).unwrap().wide, 2);
        assert!(choose(38.1).is_err_and(|needed| needed > 44.0 && needed < 45.0));
    }

    #[test]
    fn the_longest_payload_decides() {
        let printer = Printer::plain("p", 300);
        let short = choose(Symbology::Code128, ["12"].into_iter(), 40.0, &printer).unwrap();
        let both =
            choose(Symbology::Code128, ["12", "1234567890ABCD"].into_iter(), 40.0, &printer).unwrap_or(short);
        assert!(both.dots <= short.dots);
    }
}
