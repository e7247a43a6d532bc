//! Stickers on die-cut sheets: name above, bars, number and class below.

use super::{
    Card, INSET, Ink, Module, POINT, PlacedLabel, PlacedSheet, Printer, Rect, SheetFormat, choose_module,
    fit, fit_name, place_bars, smallest_that_fits, text_at,
};
use crate::barcode::Symbology;
use crate::problem::{Code, Problem};

/// Cards on the labels of a format, in their order.
pub struct StickerSheets<'a> {
    format: &'a SheetFormat,
    printer: &'a Printer,
    cards: &'a [Card],
    /// The narrowest bar, the same on all stickers.
    pub module: Module,
    /// Labels of the first sheet that are gone.
    skipped: u32,
    copies: u32,
}

/// What stands on labels of one height: sizes in points, lengths in mm.
struct Look {
    name: f64,
    small: f64,
    /// Number and class have a line of their own; else the class stands beside the name.
    below: bool,
    bars: f64,
    /// From the top of the label to the top of the name.
    top: f64,
}

/// Space between text and bars, in mm.
const GAP: f64 = 0.7;

/// Height of a line of text over its size.
const LEADING: f64 = 1.2;

/// Taller bars are no easier to hit, in mm.
const TALLEST: f64 = 18.0;

impl Look {
    fn of(height: f64) -> Self {
        let room = height - 2.0 * INSET;
        let name = (room * 0.42).clamp(5.0, 11.0);
        let small = (room * 0.3).clamp(4.5, 8.0);
        let below = room >= 10.0;
        let lines = (name + if below { small } else { 0.0 }) * LEADING * POINT;
        let gaps = if below { 2.0 * GAP } else { GAP };
        let bars = (room - lines - gaps).min(TALLEST);
        Self { name, small, below, bars, top: INSET + (room - lines - gaps - bars) / 2.0 }
    }
}

impl<'a> StickerSheets<'a> {
    /// Works out the module width. `start` is the first free label of the first sheet, from 1;
    /// `others` are the formats to name when this one is too small. Problems:
    /// `Code::CardsLabelTooSmall`, `Code::CardsOffPage`, `Code::InvalidValue` (`start`, `copies`).
    pub fn new(
        format: &'a SheetFormat,
        printer: &'a Printer,
        symbology: Symbology,
        cards: &'a [Card],
        (start, copies): (u32, u32),
        others: &[SheetFormat],
    ) -> Result<Self, Problem> {
        let invalid = |field: &str, value: u32| {
            Problem::new(Code::InvalidValue).with("field", field).with("value", value)
        };
        if start == 0 || start > format.labels() {
            return Err(invalid("start", start));
        }
        if copies == 0 || copies > 50 {
            return Err(invalid("copies", copies));
        }
        off_page(format, printer)?;
        let stretch = printer.stretch().0;
        let payloads = || cards.iter().map(|c| c.payload.as_str());
        let module = choose_module(symbology, payloads(), format.label_width * stretch, printer).map_err(
            |needed| {
                let needed = needed / stretch;
                let longest = payloads().max_by_key(|p| symbology.modules(p, 2)).unwrap_or_default();
                let fits = smallest_that_fits(others.iter(), needed).map_or("", |f| f.code.as_str());
                Problem::new(Code::CardsLabelTooSmall)
                    .with("sheet", &format.code)
                    .with("have", format!("{:.1}", format.label_width))
                    .with("needed", format!("{needed:.1}"))
                    .with("fits", fits)
                    .with("example", longest)
            },
        )?;
        Ok(Self { format, printer, cards, module, skipped: start - 1, copies })
    }

    /// Stickers in all, copies counted.
    pub fn stickers(&self) -> u32 {
        self.cards.len() as u32 * self.copies
    }

    /// Sheets in all.
    pub fn count(&self) -> u32 {
        if self.cards.is_empty() {
            0
        } else {
            (self.skipped + self.stickers()).div_ceil(self.format.labels())
        }
    }

    /// Places (from 0) and cards (by index) of a sheet, from 1.
    pub fn cards_on(&self, sheet: u32) -> impl Iterator<Item = (u32, usize)> + use<> {
        let labels = self.format.labels();
        let first = sheet.saturating_sub(1) * labels;
        let (skipped, copies, stickers) = (self.skipped, self.copies, self.stickers());
        (first..first + labels)
            .filter(move |slot| (skipped..skipped + stickers).contains(slot))
            .map(move |slot| (slot - first, ((slot - skipped) / copies) as usize))
    }

    /// Lays out one sheet, from 1.
    pub fn place(&self, ink: &dyn Ink, sheet: u32) -> PlacedSheet {
        let look = Look::of(self.format.label_height);
        let mut placed = PlacedSheet { sheet, classes: Vec::new(), labels: Vec::new(), texts: Vec::new() };
        for (place, card) in self.cards_on(sheet) {
            let card = &self.cards[card];
            if placed.classes.last() != Some(&card.class) {
                placed.classes.push(card.class.clone());
            }
            let rect = self.printer.corrected(self.format.label(place));
            placed.labels.push(self.sticker(ink, card, rect, &look));
        }
        placed
    }

    /// Whether the name of a card is shortened; the class only if it is cut.
    pub fn is_shortened(&self, ink: &dyn Ink, card: &Card) -> bool {
        let look = Look::of(self.format.label_height);
        let room = self.format.label_width * self.printer.stretch().0 - 2.0 * margin(self.format.label_width);
        // The usual case costs one measurement.
        let whole = ink.width(&card.last_name, true) + ink.width(&card.first_name, true) + 0.4;
        if look.below && whole * look.name * POINT <= room {
            return false;
        }
        let class =
            if look.below { 0.0 } else { fit(ink, &card.class, look.small, false, room * 0.35).width + 1.0 };
        fit_name(ink, &card.last_name, &card.first_name, look.name, room - class).shortened
    }

    fn sticker(&self, ink: &dyn Ink, card: &Card, rect: Rect, look: &Look) -> PlacedLabel {
        let margin = margin(self.format.label_width);
        let (left, right) = (rect.x + margin, rect.x + rect.width - margin);
        let room = right - left;
        let top = rect.y + look.top;
        let name_height = look.name * LEADING * POINT;
        let bars_top = top + name_height + GAP;
        let mut texts = Vec::with_capacity(3);
        let class = fit(ink, &card.class, look.small, false, room * 0.35);
        let name_room = if look.below || class.text.is_empty() { room } else { room - class.width - 1.0 };
        let name = fit_name(ink, &card.last_name, &card.first_name, look.name, name_room);
        // The baseline stands a line's height minus its descenders below the top.
        texts.push(text_at(left, top + look.name * POINT * 0.95, name, true, false));
        let below = bars_top + look.bars + GAP + look.small * POINT * 0.9;
        if look.below {
            let number = fit(ink, &card.payload, look.small, false, room - class.width - 1.0);
            texts.push(text_at(left, below, number, false, false));
        }
        if !class.text.is_empty() {
            let y = if look.below { below } else { top + look.name * POINT * 0.95 };
            texts.push(text_at(right, y, class, false, true));
        }
        let runs = ink.bars(&card.payload, self.module.wide);
        PlacedLabel {
            bars: place_bars(&runs, rect.x, rect.x + rect.width, self.module.mm, self.printer),
            bars_top,
            bars_height: look.bars,
            rect,
            texts,
        }
    }
}

/// Space beside texts, in mm.
fn margin(width: f64) -> f64 {
    (width * 0.04).clamp(INSET, 2.5)
}

/// Refuses a correction that pushes what is printed off the page.
fn off_page(format: &SheetFormat, printer: &Printer) -> Result<(), Problem> {
    let page = Rect { x: 0.0, y: 0.0, width: format.page_width, height: format.page_height };
    for place in [0, format.labels() - 1] {
        if !page.contains(&printer.corrected(format.label(place)).inset(INSET)) {
            return Err(Problem::new(Code::CardsOffPage)
                .with("printer", &printer.name)
                .with("sheet", &format.code));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::label::fit::tests::Even;
    use crate::label::formats::tests::any_format;
    use crate::label::{QUIET, known_formats};

    fn cards(count: usize) -> Vec<Card> {
        (0..count)
            .map(|i| Card {
                last_name: "Van den Broucke-Vandenbossche".repeat(i % 3 + 1),
                first_name: "Emma".to_owned(),
                class: format!("{}B", i / 25),
                payload: format!("{i:010}"),
            })
            .collect()
    }

    /// Bars with their quiet zones and texts lie within their label, labels apart, all on the page.
    fn check(sheets: &StickerSheets, format: &SheetFormat) -> Result<(), TestCaseError> {
        let page = Rect { x: 0.0, y: 0.0, width: format.page_width, height: format.page_height };
        let quiet = f64::from(QUIET) * sheets.module.mm;
        for sheet in 1..=sheets.count() {
            let placed = sheets.place(&Even, sheet);
            for (i, label) in placed.labels.iter().enumerate() {
                let (first, last) = (label.bars[0], label.bars[label.bars.len() - 1]);
                let bars = Rect {
                    x: first[0] - quiet,
                    y: label.bars_top,
                    width: last[0] + last[1] - first[0] + 2.0 * quiet,
                    height: label.bars_height,
                };
                prop_assert!(label.rect.contains(&bars), "quiet zones stay on the label");
                prop_assert!(bars.height > 1.5);
                for text in &label.texts {
                    let height = text.size * POINT;
                    let text = Rect {
                        x: text.x,
                        y: text.y - height * 0.95,
                        width: text.width,
                        height: height * 1.2,
                    };
                    prop_assert!(
                        label.rect.contains(&text) && page.contains(&text),
                        "texts stay on label and page"
                    );
                    prop_assert!(!text.overlaps(&bars), "texts stay clear of the bars");
                }
                prop_assert!(placed.labels[i + 1..].iter().all(|other| !label.rect.overlaps(&other.rect)));
            }
        }
        Ok(())
    }

    #[test]
    fn on_every_sheet_that_is_sold_all_stays_in_its_place() {
        let cards = cards(30);
        for format in known_formats() {
            let printer = Printer::plain("p", 600);
            let sheets =
                StickerSheets::new(format, &printer, Symbology::Code128, &cards, (3, 1), known_formats())
                    .unwrap();
            check(&sheets, format).unwrap();
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::with_cases(100) })]
        #[test]
        fn on_any_sheet_with_any_correction_all_stays_in_its_place(
            format in any_format(), dpi in prop::sample::select(vec![203, 300, 600]),
            offset in (-3.0..3.0f64, -3.0..3.0f64), measured in (198.0..202.0f64, 198.0..202.0f64), start in 1u32..5,
        ) {
            prop_assume!(format.check().is_ok());
            let printer = Printer {
                name: "p".into(), dpi, offset_x: offset.0, offset_y: offset.1, measured_x: measured.0, measured_y: measured.1,
            };
            let cards = cards(20);
            match StickerSheets::new(&format, &printer, Symbology::Code128, &cards, (start, 2), known_formats()) {
                Ok(sheets) => check(&sheets, &format)?,
                // Refused for its own reason, each tested below.
                Err(_) => prop_assume!(false),
            }
        }

        #[test]
        fn every_card_is_placed_as_often_as_it_has_copies(count in 0usize..100, start in 1u32..=21, copies in 1u32..4) {
            let (cards, printer) = (cards(count), Printer::plain("p", 300));
            let sheets = StickerSheets::new(
                &known_formats()[0], &printer, Symbology::Code128, &cards, (start, copies), &[]).unwrap();
            let placed: Vec<usize> = (1..=sheets.count()).flat_map(|s| sheets.cards_on(s)).map(|(_, card)| card).collect();
            let wanted: Vec<usize> = (0..count).flat_map(|i| std::iter::repeat_n(i, copies as usize)).collect();
            prop_assert_eq!(placed, wanted);
            if count > 0 {
                prop_assert_eq!(sheets.cards_on(1).next().map(|(place, _)| place), Some(start - 1));
            }
        }
    }

    #[test]
    fn a_label_that_is_too_small_names_the_smallest_that_fits() {
        let printer = Printer::plain("p", 300);
        let small = known_formats().iter().find(|f| f.code == "L4731").unwrap();
        let problem =
            StickerSheets::new(small, &printer, Symbology::Code128, &cards(3), (1, 1), known_formats())
                .err()
                .unwrap();
        assert_eq!(problem.code, Code::CardsLabelTooSmall);
        assert_eq!(problem.values["fits"], "L4732");
        assert_eq!(problem.values["needed"], "28.0");
    }

    #[test]
    fn a_correction_that_would_print_off_the_page_is_refused() {
        let edge_to_edge = known_formats().iter().find(|f| f.code == "3474").unwrap();
        for (offset, refused) in [(0.8, false), (1.5, true), (-1.5, true)] {
            let printer = Printer { offset_x: offset, ..Printer::plain("p", 300) };
            let sheets = StickerSheets::new(edge_to_edge, &printer, Symbology::Code128, &[], (1, 1), &[]);
            assert_eq!(sheets.err().map(|p| p.code), refused.then_some(Code::CardsOffPage));
        }
    }
}
