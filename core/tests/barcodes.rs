//! Bars as they stand in the PDF: read from its content streams, drawn in the printer's dots, and
//! read back by rxing. `tests/decoded` does the same with Poppler and two decoders.

use lopdf::{Document, Object};
use proptest::prelude::*;
use rxing::common::HybridBinarizer;
use rxing::oned::{Code39Reader, Code128Reader};
use rxing::{BinaryBitmap, DecodeHints, Luma8LuminanceSource, Reader};
use stamboek_core::cards::{FontInk, Sheets, sheets_pdf};
use stamboek_domain::barcode::Symbology;
use stamboek_domain::label::{Card, Printer, QUIET, SheetFormat, StickerSheets, known_formats};

/// One barcode in dots: black from and to, counted from the left edge of the page.
type Bars = Vec<(i64, i64)>;

/// The barcodes of a PDF in its order. Every edge must stand on a whole dot of the printer.
fn barcodes(pdf: &[u8], dpi: u32) -> Vec<Bars> {
    let file = Document::load_mem(pdf).unwrap();
    let dot = |points: f64| {
        let dots = points / 72.0 * f64::from(dpi);
        assert!((dots - dots.round()).abs() < 0.03, "an edge at {dots} dots");
        dots.round() as i64
    };
    let number = |value: &Object| f64::from(value.as_float().unwrap());
    let mut found = Vec::new();
    for page in file.get_pages().into_values() {
        let (mut module, mut left) = (0.0, 0.0);
        for operation in file.get_and_decode_page_content(page).unwrap().operations {
            let values: Vec<f64> =
                operation.operands.iter().filter(|o| o.as_float().is_ok()).map(number).collect();
            match operation.operator.as_str() {
                "cm" => {
                    (module, left) = (values[0], values[4]);
                    found.push(Bars::new());
                }
                "re" => {
                    let bar = (dot(left + values[0] * module), dot(left + (values[0] + values[2]) * module));
                    found.last_mut().unwrap().push(bar);
                }
                _ => {}
            }
        }
    }
    found
}

/// What rxing reads from bars, each module `dots` wide, with nothing but the quiet zones around.
fn read(bars: &Bars, dots: u32, symbology: Symbology) -> Option<String> {
    let quiet = i64::from(QUIET * dots);
    let (first, last) = (bars.first()?.0, bars.last()?.1);
    let row: Vec<u8> = (first - quiet..last + quiet)
        .map(|at| if bars.iter().any(|(from, to)| (*from..*to).contains(&at)) { 0 } else { 255 })
        .collect();
    let source = Luma8LuminanceSource::new(row.repeat(50), row.len() as u32, 50).ok()?;
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let result = match symbology {
        Symbology::Code128 => Code128Reader.decode_with_hints(&mut bitmap, &hints),
        Symbology::Code39 => Code39Reader::default().decode_with_hints(&mut bitmap, &hints),
    };
    result.ok().map(|r| r.getText().to_owned())
}

/// Prints payloads and reads them; `None` when the format is too small.
fn printed_and_read(
    format: &SheetFormat,
    printer: &Printer,
    symbology: Symbology,
    payloads: &[String],
) -> Option<Vec<Option<String>>> {
    let card = |payload: &String| Card {
        last_name: "Peeters".to_owned(),
        first_name: "Emma".to_owned(),
        class: "1A".to_owned(),
        payload: payload.clone(),
    };
    let cards: Vec<Card> = payloads.iter().map(card).collect();
    let sheets = StickerSheets::new(format, printer, symbology, &cards, (1, 1), &[]).ok()?;
    let dots = sheets.module.dots;
    let pdf = sheets_pdf(format, &FontInk(symbology), &Sheets::Stickers(sheets));
    Some(barcodes(&pdf, printer.dpi).iter().map(|bars| read(bars, dots, symbology)).collect())
}

#[test]
fn on_every_format_and_printer_the_bars_stand_on_whole_dots_and_are_read() {
    let payloads: Vec<String> =
        ["9900000001", "1001001001", "1011011011", "0000012345", "99", "101", "12345"]
            .map(str::to_owned)
            .to_vec();
    for format in known_formats() {
        for dpi in [203, 300, 600] {
            // A correction moves and stretches; the bars still are whole dots.
            let printer =
                Printer { offset_x: 0.37, offset_y: -0.21, measured_x: 199.4, ..Printer::plain("p", dpi) };
            for symbology in [Symbology::Code128, Symbology::Code39] {
                let Some(read) = printed_and_read(format, &printer, symbology, &payloads) else { continue };
                let read: Vec<String> = read.into_iter().map(Option::unwrap_or_default).collect();
                assert_eq!(read, payloads, "{} {dpi} {symbology:?}", format.code);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn any_number_or_code_is_read_back(
        payloads in prop::collection::vec("[0-9]{2,12}|[0-9A-Z-]{2,12}", 1..6), code39: bool, dpi in prop::sample::select(vec![203, 300, 600]),
    ) {
        let symbology = if code39 { Symbology::Code39 } else { Symbology::Code128 };
        let wide = known_formats().iter().find(|f| f.code == "L7163").unwrap();
        let printer = Printer::plain("p", dpi);
        if let Some(read) = printed_and_read(wide, &printer, symbology, &payloads) {
            prop_assert_eq!(read, payloads.into_iter().map(Some).collect::<Vec<_>>());
        } else {
            prop_assert!(code39, "twelve characters of Code 128 fit");
        }
    }
}
