//! Every barcode that is printed is read back, by two decoders that know nothing of us: the PDF is
//! made, rasterised by Poppler at the printer's resolution, and given to zbar and to rxing.
//!
//! Needs `pdftoppm` (poppler-utils) and `zbarimg` (zbar-tools); `cargo xtask test` installs both.

mod paper;

use paper::{Paper, by_rxing, by_zbar};
use stamboek_core::cards::{FontInk, Sheets, sheets_pdf};
use stamboek_domain::barcode::Symbology;
use stamboek_domain::label::{Card, ClassSheets, Printer, Rect, SheetFormat, StickerSheets, known_formats};
use stamboek_domain::problem::Code;

const DPIS: [u32; 3] = [203, 300, 600];
const SYMBOLOGIES: [Symbology; 2] = [Symbology::Code128, Symbology::Code39];

/// Payloads with the edges at which encoders go wrong: 99, 100 and 101 in front, odd lengths.
const EDGES: [&str; 12] = [
    "9900000001",
    "1001001001",
    "1011011011",
    "0000012345",
    "99999",
    "1001",
    "101",
    "9912345",
    "0000000099",
    "1000000000",
    "0099009900",
    "123456789",
];

fn cards(payloads: impl Iterator<Item = String>) -> Vec<Card> {
    payloads
        .map(|payload| Card {
            last_name: "Vandenbroucke".to_owned(),
            first_name: "Émilie-Rose".to_owned(),
            class: "4B".to_owned(),
            payload,
        })
        .collect()
}

/// The payloads of a print are read from its sheets by both decoders, zbar from the whole raster
/// and rxing label by label.
fn all_read(paper: &Paper, labels: &[(Rect, String)], symbology: Symbology, what: &str) {
    let mut wanted: Vec<String> = labels.iter().map(|l| l.1.clone()).collect();
    wanted.sort();
    assert_eq!(by_zbar(paper, symbology), wanted, "zbar: {what}");
    for (rect, payload) in labels {
        assert_eq!(by_rxing(&paper.cut(*rect), symbology).as_ref(), Some(payload), "rxing: {what}");
    }
}

/// The first rows of a sheet with edge values: its raster, and what stands where.
fn first_rows(format: &SheetFormat, symbology: Symbology, dpi: u32) -> Option<(Paper, Vec<(Rect, String)>)> {
    let printer = Printer::plain("p", dpi);
    let count = (format.columns * 2).min(format.labels()) as usize;
    let cards = cards(EDGES.iter().cycle().take(count).enumerate().map(|(i, edge)| {
        // Each label has its own value; 12 edges go round.
        if i < EDGES.len() { (*edge).to_owned() } else { format!("{}{i}", &edge[..edge.len() - 2]) }
    }));
    let sheets = match StickerSheets::new(format, &printer, symbology, &cards, (1, 1), known_formats()) {
        Ok(sheets) => Sheets::Stickers(sheets),
        Err(problem) => {
            assert_eq!(problem.code, Code::CardsLabelTooSmall, "{}", format.code);
            return None;
        }
    };
    let ink = FontInk(symbology);
    let labels = sheets.place(&ink, 1).labels.into_iter().map(|l| l.rect);
    let labels: Vec<_> = labels.zip(cards.iter().map(|c| c.payload.clone())).collect();
    let bottom = labels.iter().map(|(r, _)| r.y + r.height).fold(0.0, f64::max) + 1.0;
    Some((Paper::of(&sheets_pdf(format, &ink, &sheets), 1, dpi, bottom), labels))
}

fn every_format(symbology: Symbology, dpi: u32) {
    let mut read = 0;
    for format in known_formats() {
        if let Some((paper, labels)) = first_rows(format, symbology, dpi) {
            all_read(&paper, &labels, symbology, &format!("{} {symbology:?} {dpi} dpi", format.code));
            read += 1;
        }
    }
    // The smallest labels refuse; most must not.
    assert!(
        read >= if symbology == Symbology::Code128 { 20 } else { 14 },
        "{symbology:?} {dpi}: {read} formats"
    );
}

#[test]
fn code_128_on_every_format_at_203_dpi_is_read_by_both() {
    every_format(Symbology::Code128, 203);
}

#[test]
fn code_128_on_every_format_at_300_dpi_is_read_by_both() {
    every_format(Symbology::Code128, 300);
}

#[test]
fn code_128_on_every_format_at_600_dpi_is_read_by_both() {
    every_format(Symbology::Code128, 600);
}

#[test]
fn code_39_on_every_format_at_203_dpi_is_read_by_both() {
    every_format(Symbology::Code39, 203);
}

#[test]
fn code_39_on_every_format_at_300_dpi_is_read_by_both() {
    every_format(Symbology::Code39, 300);
}

#[test]
fn code_39_on_every_format_at_600_dpi_is_read_by_both() {
    every_format(Symbology::Code39, 600);
}

/// What a scan of paper looks like: out of focus, 0.16 mm in all directions, and held askew.
#[test]
fn blurred_and_slightly_turned_sheets_are_read_by_both() {
    for symbology in SYMBOLOGIES {
        for dpi in DPIS {
            for code in ["L7160", "3657"] {
                let format = known_formats().iter().find(|f| f.code == code).unwrap();
                let Some((paper, labels)) = first_rows(format, symbology, dpi) else { continue };
                for ((rect, payload), degrees) in labels.into_iter().zip([-2.0, 2.0]) {
                    let seen = paper.cut(rect).enlarged(400u32.div_ceil(dpi)).blurred(0.08).turned(degrees);
                    let what = format!("{code} {symbology:?} {dpi} dpi, {degrees} degrees");
                    assert_eq!(by_rxing(&seen, symbology).as_ref(), Some(&payload), "rxing: {what}");
                    assert_eq!(by_zbar(&seen, symbology), std::slice::from_ref(&payload), "zbar: {what}");
                }
            }
        }
    }
}

#[test]
fn class_sheets_are_read_row_by_row() {
    for symbology in SYMBOLOGIES {
        let printer = Printer::plain("p", 300);
        let cards = cards((0..25).map(|i| format!("{:010}", 9_900_000_000u64 + i * 101)));
        let sheets = Sheets::Classes(ClassSheets::new(&printer, symbology, &cards).unwrap());
        let ink = FontInk(symbology);
        let paper = Paper::of(&sheets_pdf(&ClassSheets::format(), &ink, &sheets), 1, 300, 297.0);
        let rows = sheets.place(&ink, 1).labels.into_iter().map(|l| l.rect);
        let rows: Vec<_> = rows.zip(cards.iter().map(|c| c.payload.clone())).collect();
        all_read(&paper, &rows, symbology, "class sheet");
    }
}

/// A print of a whole school. Takes a minute: `cargo test -p stamboek-tests --test decoded --release -- --ignored`.
#[test]
#[ignore = "a minute; the formats above guard the same"]
fn every_sticker_of_1200_pupils_is_read_by_both() {
    let (format, printer) = (&known_formats()[0], Printer::plain("p", 300));
    let cards = cards((0..1200u64).map(|i| format!("{:010}", 48_000 + i * 7919)));
    let sheets = Sheets::Stickers(
        StickerSheets::new(format, &printer, Symbology::Code128, &cards, (1, 1), known_formats()).unwrap(),
    );
    let ink = FontInk(Symbology::Code128);
    let pdf = sheets_pdf(format, &ink, &sheets);
    let mut read = 0;
    for sheet in 1..=sheets.count() {
        let paper = Paper::of(&pdf, sheet, 300, 297.0);
        let rects = sheets.place(&ink, sheet).labels.into_iter().map(|l| l.rect);
        let payloads = sheets.cards_on(sheet).map(|(_, card)| cards[card].payload.clone());
        let labels: Vec<_> = rects.zip(payloads).collect();
        all_read(&paper, &labels, Symbology::Code128, &format!("sheet {sheet}"));
        read += labels.len();
    }
    assert_eq!(read, 1200);
    println!("{read} stickers on {} sheets read by zbar and by rxing", sheets.count());
}
