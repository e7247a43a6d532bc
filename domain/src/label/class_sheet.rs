//! Class sheets: A4, one person a row with name and barcode, to scan from paper.

use super::{
    Card, Ink, Module, POINT, PlacedLabel, PlacedSheet, Printer, Rect, SheetFormat, choose_module, fit,
    fit_name, place_bars, text_at,
};
use crate::barcode::Symbology;
use crate::problem::{Code, Problem};

/// Persons in rows, a new page for every class.
pub struct ClassSheets<'a> {
    format: SheetFormat,
    printer: &'a Printer,
    cards: &'a [Card],
    /// The narrowest bar, the same on all rows.
    pub module: Module,
    /// First and last (exclusive) card of each page.
    pages: Vec<(usize, usize)>,
}

/// Rows on a page: a class of 25 fits on one.
const ROWS: u32 = 25;

/// Share of a row that bars and their quiet zones take, at the right.
const BARS: f64 = 0.5;

/// Height of bars, in mm; the rest of a row keeps the scanner off the next one.
const HEIGHT: f64 = 6.5;

impl<'a> ClassSheets<'a> {
    /// Works out the module width; cards must stand in class order. Problems:
    /// `Code::CardsLabelTooSmall`, `Code::CardsOffPage`.
    pub fn new(printer: &'a Printer, symbology: Symbology, cards: &'a [Card]) -> Result<Self, Problem> {
        let format = Self::format();
        let page = Rect { x: 0.0, y: 0.0, width: format.page_width, height: format.page_height };
        if !(0..ROWS).all(|row| page.contains(&printer.corrected(format.label(row)))) {
            return Err(Problem::new(Code::CardsOffPage).with("printer", &printer.name).with("sheet", "A4"));
        }
        let room = format.label_width * printer.stretch().0 * BARS;
        let payloads = || cards.iter().map(|c| c.payload.as_str());
        let module = choose_module(symbology, payloads(), room, printer).map_err(|needed| {
            let longest = payloads().max_by_key(|p| symbology.modules(p, 2)).unwrap_or_default();
            Problem::new(Code::CardsLabelTooSmall)
                .with("sheet", "A4")
                .with("have", format!("{room:.1}"))
                .with("needed", format!("{needed:.1}"))
                .with("fits", "")
                .with("example", longest)
        })?;
        let mut pages = Vec::new();
        let mut at = 0;
        for class in cards.chunk_by(|a, b| a.class == b.class) {
            for rows in class.chunks(ROWS as usize) {
                pages.push((at, at + rows.len()));
                at += rows.len();
            }
        }
        Ok(Self { format, printer, cards, module, pages })
    }

    /// The paper and its rows.
    pub fn format() -> SheetFormat {
        SheetFormat {
            code: "A4".to_owned(),
            name: "A4".to_owned(),
            brands: String::new(),
            page_width: 210.0,
            page_height: 297.0,
            columns: 1,
            rows: ROWS,
            label_width: 180.0,
            label_height: 10.2,
            margin_left: 15.0,
            margin_top: 28.0,
            pitch_x: 180.0,
            pitch_y: 10.2,
            corner_radius: 0.0,
            own: false,
        }
    }

    /// Pages in all.
    pub fn count(&self) -> u32 {
        self.pages.len() as u32
    }

    /// Rows (from 0) and cards (by index) of a page, from 1.
    pub fn cards_on(&self, page: u32) -> impl Iterator<Item = (u32, usize)> + use<> {
        let (from, to) = self.page(page);
        (from..to).enumerate().map(|(row, card)| (row as u32, card))
    }

    fn page(&self, page: u32) -> (usize, usize) {
        self.pages.get((page as usize).wrapping_sub(1)).copied().unwrap_or_default()
    }

    /// Lays out one page, from 1; `heading` makes the texts above it, at the left and at the
    /// right, from the class, the number of this page within the class and of all its pages.
    pub fn place(
        &self,
        ink: &dyn Ink,
        page: u32,
        heading: &dyn Fn(&str, u32, u32) -> (String, String),
    ) -> PlacedSheet {
        let (from, to) = self.page(page);
        let mut placed =
            PlacedSheet { sheet: page, classes: Vec::new(), labels: Vec::new(), texts: Vec::new() };
        let Some(first) = self.cards.get(from) else { return placed };
        placed.classes.push(first.class.clone());
        let same = |(from, _): &&(usize, usize)| self.cards[*from].class == first.class;
        let pages = self.pages.iter().filter(same).count() as u32;
        let here = self.pages.iter().filter(same).filter(|(start, _)| *start <= from).count() as u32;
        let (left, right) = heading(&first.class, here, pages);
        let head = self.printer.corrected(Rect { x: 15.0, y: 14.0, width: 180.0, height: 10.0 });
        let right = fit(ink, &right, 10.0, false, head.width * 0.5);
        let left = fit(ink, &left, 16.0, true, head.width - right.width - 3.0);
        placed.texts.push(text_at(head.x, head.y + 7.0, left, true, false));
        placed.texts.push(text_at(head.x + head.width, head.y + 7.0, right, false, true));
        for (row, card) in (from..to).enumerate() {
            placed.labels.push(self.row(ink, &self.cards[card], row as u32));
        }
        placed
    }

    /// Whether the name of a card is shortened.
    pub fn is_shortened(&self, ink: &dyn Ink, card: &Card) -> bool {
        let room = self.format.label_width * self.printer.stretch().0 * (1.0 - BARS) - 2.0;
        fit_name(ink, &card.last_name, &card.first_name, 11.0, room).shortened
    }

    fn row(&self, ink: &dyn Ink, card: &Card, row: u32) -> PlacedLabel {
        let rect = self.printer.corrected(self.format.label(row));
        let middle = rect.x + rect.width * (1.0 - BARS);
        let room = middle - rect.x - 2.0;
        let name = fit_name(ink, &card.last_name, &card.first_name, 11.0, room);
        let number = fit(ink, &card.payload, 8.0, false, room);
        let texts = vec![
            text_at(rect.x, rect.y + 1.0 + 11.0 * POINT * 0.95, name, true, false),
            text_at(rect.x, rect.y + 5.6 + 8.0 * POINT * 0.95, number, false, false),
        ];
        let runs = ink.bars(&card.payload, self.module.wide);
        PlacedLabel {
            bars: place_bars(&runs, middle, rect.x + rect.width, self.module.mm, self.printer),
            bars_top: rect.y + (rect.height - HEIGHT) / 2.0,
            bars_height: HEIGHT,
            rect,
            texts,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::fit::tests::Even;

    fn cards(classes: &[(&str, usize)]) -> Vec<Card> {
        let card = |class: &str, i: usize| Card {
            last_name: format!("Naam{i}"),
            first_name: "Voornaam".to_owned(),
            class: class.to_owned(),
            payload: format!("{i:010}"),
        };
        classes
            .iter()
            .flat_map(|(class, count)| (0..*count).map(|i| card(class, i)).collect::<Vec<_>>())
            .collect()
    }

    #[test]
    fn a_class_begins_on_a_page_of_its_own_and_goes_on_on_the_next() {
        let (cards, printer) = (cards(&[("1A", 25), ("1B", 26), ("2A", 3)]), Printer::plain("p", 600));
        let sheets = ClassSheets::new(&printer, Symbology::Code128, &cards).unwrap();
        let heading = |class: &str, page: u32, pages: u32| (class.to_owned(), format!("{page}/{pages}"));
        let pages: Vec<_> = (1..=sheets.count())
            .map(|page| sheets.place(&Even, page, &heading))
            .map(|page| (page.texts[0].text.clone(), page.texts[1].text.clone(), page.labels.len()))
            .collect();
        let page = |class: &str, of: &str, rows| (class.to_owned(), of.to_owned(), rows);
        assert_eq!(
            pages,
            [page("1A", "1/1", 25), page("1B", "1/2", 25), page("1B", "2/2", 1), page("2A", "1/1", 3)]
        );
    }

    #[test]
    fn rows_lie_on_the_page_and_apart() {
        let format = ClassSheets::format();
        format.check().unwrap();
    }
}
