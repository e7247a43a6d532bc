//! 5,000 stickers against the floor: the same content streams, deflated, with the same subset of
//! the same fonts, by a program that does nothing else. Wall clock, the
//! least of several runs; both work on one thread. Aim: at most twice the floor, and a file of at
//! most 711 kB. Then the clicks that a secretary waits for, whole, from a register: a sheet on screen
//! (`cards_preview`) within 100 ms, and the PDF with what was printed noted (`cards_print`).

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::DateTime;
use flate2::{Compression, write::ZlibEncoder};
use stamboek_core::Core;
use stamboek_core::cards::messages::{CardsPreviewRequest, CardsPrintRequest};
use stamboek_core::cards::{FontInk, Sheets, job, preview, print, sheets_pdf};
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Params, fill};
use stamboek_core::shell::Headless;
use stamboek_domain::barcode::{Symbology, code128_symbols};
use stamboek_domain::label::{Card, Printer, StickerSheets, known_formats};

const LAST: [&str; 10] = [
    "Peeters",
    "Janssens",
    "Van den Broeck",
    "Özdemir",
    "Nguyen",
    "El Amrani",
    "D'Hondt",
    "Łukaszewicz",
    "Claes",
    "Maes",
];
const FIRST: [&str; 9] = ["Emma", "Noah", "Zoë", "Lucas", "Mila", "Şehriban", "Arthur", "Louise", "Mohamed"];

fn cards(count: usize) -> Vec<Card> {
    (0..count)
        .map(|i| Card {
            last_name: LAST[i % LAST.len()].to_owned(),
            first_name: FIRST[i % FIRST.len()].to_owned(),
            class: format!("{}{}", i / 150 % 6 + 1, char::from(b'A' + (i / 25 % 6) as u8)),
            payload: format!("{:010}", 48_213 + i * 37),
        })
        .collect()
}

fn ours(cards: &[Card]) -> usize {
    let (format, printer) = (&known_formats()[0], Printer::plain("p", 300));
    let sheets =
        StickerSheets::new(format, &printer, Symbology::Code128, cards, (1, 1), known_formats()).unwrap();
    sheets_pdf(format, &FontInk(Symbology::Code128), &Sheets::Stickers(sheets)).len()
}

/// The unavoidable: texts and bars as a stream, deflated page by page, and two subset fonts.
fn floor(cards: &[Card]) -> usize {
    let mut size = 0;
    let mut deflate = |bytes: &[u8]| {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(bytes).unwrap();
        size += encoder.finish().unwrap().len();
    };
    let mut content = String::new();
    let hex = |content: &mut String, text: &str| {
        content.push('<');
        for c in text.chars() {
            let _ = write!(content, "{:04x}", c as u32 % 90);
        }
        content.push_str(">Tj ET\n");
    };
    for page in cards.chunks(21) {
        content.clear();
        for (i, card) in page.iter().enumerate() {
            let (x, y) = (20.41 + (i % 3) as f64 * 187.2, 799.0 - (i / 3) as f64 * 108.0);
            let _ = write!(content, "BT/B 11 Tf {x:.2} {y:.2} Td");
            hex(&mut content, &card.last_name);
            let _ = write!(content, "BT/R 8 Tf {x:.2} {:.2} Td", y - 70.0);
            hex(&mut content, &card.payload);
            let _ = write!(content, "BT/R 8 Tf {:.2} {:.2} Td", x + 150.0, y - 70.0);
            hex(&mut content, &card.class);
            let _ = writeln!(content, "q 1.44 0 0 51.024 {x:.2} {:.2} cm", y - 55.0);
            let mut at = 0;
            for (j, run) in
                stamboek_core::pdf::code128(&code128_symbols(&card.payload)).into_iter().enumerate()
            {
                if j % 2 == 0 {
                    let _ = writeln!(content, "{at} 0 {run} 1 re");
                }
                at += u32::from(run);
            }
            content.push_str("f Q\n");
        }
        deflate(content.as_bytes());
    }
    let glyphs: Vec<u16> = (36..100).collect();
    for bold in [false, true] {
        let data = stamboek_core::fonts::face(bold).data;
        let subset = subsetter::subset(data, 0, &subsetter::GlyphRemapper::new_from_glyphs(&glyphs)).unwrap();
        deflate(&subset);
    }
    size
}

/// The least of several runs.
fn best(runs: usize, mut work: impl FnMut() -> usize) -> (Duration, usize) {
    let mut best = (Duration::MAX, 0);
    for _ in 0..runs {
        let start = Instant::now();
        let size = work();
        best = best.min((start.elapsed(), size));
    }
    best
}

/// The click on Barcodes and the click on Bewaren, as the window asks them, of everybody at once.
fn clicks(pupils: u32) {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::new(Headless::default());
    let clock = || DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap();
    let core = Core::create_with_key(folder.path(), shell.clone(), clock, &Key::new([7; 32])).unwrap();
    let register = core.register().unwrap();
    fill(&register, &Params::new(pupils, core.today())).unwrap();
    let job = register.read(job).unwrap();
    let (shown, _) = best(10, || {
        let request = CardsPreviewRequest { job: job.clone(), sheet: 1 };
        serde_json::to_string(&preview(&core, request).unwrap()).unwrap().len()
    });
    let (saved, _) = best(3, || {
        shell.answer_target(&folder.path().join("stickers.pdf"));
        print(&core, CardsPrintRequest { job: job.clone(), to: "save".to_owned() }).unwrap();
        0
    });
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("| a sheet on screen | {pupils} | {:.1} ms |  |  | ≤ 100 ms |", ms(shown));
    println!("| the PDF saved and noted | {pupils} | {:.1} ms |  |  |  |", ms(saved));
}

fn main() {
    println!("stickers      ours     floor  ratio      file");
    for count in [300, 1_200, 5_000, 100_000] {
        let cards = cards(count);
        let runs = if count > 10_000 { 2 } else { 15 };
        let (floor, _) = best(runs, || floor(&cards));
        let (ours, size) = best(runs, || ours(&cards));
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        let ratio = ours.as_secs_f64() / floor.as_secs_f64();
        println!("{count:8}  {:6.1} ms {:6.1} ms  {ratio:5.2}  {:5} kB", ms(ours), ms(floor), size / 1000);
        println!("| stickers | {count} | {:.1} ms | {:.1} ms | {ratio:.2} | ≤ 2 |", ms(ours), ms(floor));
    }
    for pupils in [1_200, 5_000] {
        clicks(pupils);
    }
}
