//! From placed sheets to PDF pages, and the two pages that are no sheets: variants and measuring.

use stamboek_domain::barcode::Symbology;
use stamboek_domain::label::{FLOOR_MM, Ink, Printer, QUIET};

use super::ink::FontInk;
use super::job::Sheets;
use super::messages::{PlacedSheet, SheetFormat};
use crate::pdf::Pdf;

/// All sheets of a job, each laid out, drawn and forgotten before the next.
pub fn sheets_pdf(format: &SheetFormat, ink: &FontInk, sheets: &Sheets) -> Vec<u8> {
    let mut pdf = Pdf::new("Barcodes");
    for sheet in 1..=sheets.count() {
        pdf.start_page(format.page_width, format.page_height);
        draw(&mut pdf, &sheets.place(ink, sheet), sheets.module().mm);
    }
    pdf.finish()
}

fn draw(pdf: &mut Pdf, sheet: &PlacedSheet, module: f64) {
    for text in &sheet.texts {
        pdf.text(text.x, text.y, text.size, text.bold, &text.text);
    }
    for label in &sheet.labels {
        if let Some([first, _]) = label.bars.first().copied() {
            let modules = |length: f64| (length / module).round() as u32;
            let bars = label.bars.iter().map(|[x, width]| (modules(x - first), modules(*width)));
            pdf.bars(first, label.bars_top, label.bars_height, module, bars);
        }
        for text in &label.texts {
            pdf.text(text.x, text.y, text.size, text.bold, &text.text);
        }
    }
}

/// Decimals as people write them here.
fn comma(value: f64) -> String {
    format!("{value:.2}").replace('.', ",")
}

/// The variants side by side: both symbologies, three payloads (ten digits, as it is, Stamboek
/// code), three module widths. A school scans them and sees which its software accepts.
pub fn variants_page(printer: &Printer, payloads: [String; 3]) -> Vec<u8> {
    let mut pdf = Pdf::new("Proefblad");
    pdf.start_page(210.0, 297.0);
    pdf.text(15.0, 22.0, 18.0, true, "Proefblad");
    let lines = [
        "Scan elke barcode in het programma waarin u registreert (bijvoorbeeld Registratie 2.0). Noteer welke de juiste leerling toont.",
        "Kies daarna bij Barcodes dezelfde soort en inhoud. Werken er meer: neem de breedste strepen die op uw etiket passen.",
    ];
    for (i, line) in lines.iter().enumerate() {
        pdf.text(15.0, 30.0 + 5.0 * i as f64, 9.0, false, line);
    }
    pdf.text(15.0, 41.0, 9.0, false, &format!("Printer: {} ({} dpi)", printer.name, printer.dpi));
    let dot = 25.4 / f64::from(printer.dpi);
    // The narrowest that we print, a quarter, a third and more of a millimetre, as far as they differ.
    let mut widths: Vec<u32> =
        [FLOOR_MM, 0.25, 0.33, 0.42].map(|mm| (mm / dot - 1e-9).ceil() as u32).to_vec();
    widths.dedup();
    let mut y = 50.0;
    for (row, (symbology, name)) in
        [(Symbology::Code128, "Code 128"), (Symbology::Code39, "Code 39")].into_iter().enumerate()
    {
        let ink = FontInk(symbology);
        let contents = ["tien cijfers", "nummer zonder nullen", "Stamboekcode"];
        for (i, (payload, content)) in payloads.iter().zip(contents).enumerate() {
            pdf.text(15.0, y, 11.0, true, &format!("{}. {name}, {content}: {payload}", row * 3 + i + 1));
            let mut x = 15.0;
            for (letter, dots) in "abcd".chars().zip(&widths) {
                let module = f64::from(*dots) * dot;
                let runs = ink.bars(payload, 2);
                let total = runs.iter().map(|run| f64::from(*run)).sum::<f64>() + 2.0 * f64::from(QUIET);
                if !symbology.carries(payload) || x + total * module > 205.0 {
                    continue;
                }
                let start = printer.on_dot(x + f64::from(QUIET) * module);
                pdf.bars(start, y + 4.0, 18.0, module, bars(&runs));
                let text = format!("{}{letter}  strepen van {} mm", row * 3 + i + 1, comma(module));
                pdf.text(start, y + 26.0, 8.0, false, &text);
                // The text below takes its own room.
                x += (total * module + 2.0).max(42.0);
            }
            y += 39.0;
        }
    }
    pdf.finish()
}

/// Starts and widths of bars in modules.
fn bars(runs: &[u8]) -> impl Iterator<Item = (u32, u32)> + '_ {
    let mut at = 0;
    runs.iter().enumerate().filter_map(move |(i, run)| {
        let start = at;
        at += u32::from(*run);
        (i % 2 == 0).then_some((start, u32::from(*run)))
    })
}

/// A page to measure a printer with: rules of 200 mm and marks at 10 mm from the corners. Printed
/// without any correction.
pub fn measuring_page(printer: &Printer) -> Vec<u8> {
    let mut pdf = Pdf::new("Meetblad");
    pdf.start_page(210.0, 297.0);
    for (x, y) in [(10.0, 10.0), (200.0, 10.0), (10.0, 287.0), (200.0, 287.0)] {
        pdf.line((x - 4.0, y), (x + 4.0, y), 0.15);
        pdf.line((x, y - 4.0), (x, y + 4.0), 0.15);
    }
    pdf.line((5.0, 30.0), (205.0, 30.0), 0.15);
    pdf.line((25.0, 60.0), (25.0, 260.0), 0.15);
    for tick in 0..=20 {
        let at = 10.0 * f64::from(tick);
        let long = if tick % 10 == 0 { 6.0 } else { 3.0 };
        pdf.line((5.0 + at, 30.0 - long / 2.0), (5.0 + at, 30.0 + long / 2.0), 0.15);
        pdf.line((25.0 - long / 2.0, 60.0 + at), (25.0 + long / 2.0, 60.0 + at), 0.15);
    }
    pdf.text(92.0, 37.0, 9.0, false, "liniaal van 200 mm");
    pdf.text(30.0, 261.0, 9.0, false, "liniaal van 200 mm");
    pdf.text(45.0, 62.0, 18.0, true, "Meetblad");
    pdf.text(45.0, 69.0, 10.0, false, &format!("Printer: {} ({} dpi)", printer.name, printer.dpi));
    let lines = [
        "1. Druk dit blad af op 100 % (werkelijke grootte). Zet ‘aanpassen aan pagina’ uit.",
        "",
        "2. Meet de liggende liniaal van de eerste tot de laatste streep.",
        "    Vul dat in bij ‘Gemeten breedte’. Klopt het blad, dan is het 200,0 mm.",
        "",
        "3. Meet de staande liniaal net zo. Vul dat in bij ‘Gemeten hoogte’.",
        "",
        "4. Meet van de linkerrand van het papier tot het midden van het kruis linksboven.",
        "    Dat hoort 10 mm te zijn. Vul bij ‘Naar rechts’ in: 10 min wat u meet.",
        "    Voorbeeld: u meet 11,2 mm, dan vult u -1,2 in.",
        "",
        "5. Meet van de bovenrand tot het midden van hetzelfde kruis.",
        "    Vul bij ‘Naar onder’ in: 10 min wat u meet.",
        "",
        "6. Druk één vel etiketten af op gewoon papier en houd het met een vel etiketten",
        "    tegen het licht: de teksten moeten binnen de etiketten vallen.",
    ];
    for (i, line) in lines.iter().enumerate() {
        pdf.text(45.0, 80.0 + 6.0 * i as f64, 10.0, false, line);
    }
    pdf.finish()
}
