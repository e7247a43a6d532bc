//! The bars of Code 128 and Code 39.

use std::sync::OnceLock;

use barcoders::sym::{code39::Code39, code128::Code128};

/// Widths of bars and gaps in modules, beginning and ending with a bar, of Code 128 symbols
/// (start, data and check as `domain::barcode` chose them; the stop is added here).
pub fn code128(symbols: &[u8]) -> Vec<u8> {
    static PATTERNS: OnceLock<Vec<[u8; 6]>> = OnceLock::new();
    // The encoder is asked once for every symbol: it searches its table by text for each character.
    let patterns = PATTERNS.get_or_init(|| {
        let pattern = |bits: &[u8]| {
            let mut runs = [0; 6];
            for (run, width) in runs.iter_mut().zip(runs_of(bits)) {
                *run = width;
            }
            runs
        };
        let encoded = |text: &str| Code128::new(text).map(|c| c.encode()).unwrap_or_default();
        let mut all: Vec<[u8; 6]> =
            (0..100).map(|n| pattern(&encoded(&format!("Ć{n:02}"))[11..22])).collect();
        // Symbols 100 to 102 as set C calls them, then the three starts.
        all.extend(["ĆƁ0", "ĆÀ0", "ĆŹ"].map(|text| pattern(&encoded(text)[11..22])));
        all.extend(["À0", "Ɓ0", "Ć00"].map(|text| pattern(&encoded(text)[..11])));
        all
    });
    let mut runs = Vec::with_capacity(symbols.len() * 6 + 7);
    for symbol in symbols {
        runs.extend_from_slice(&patterns[usize::from(*symbol)]);
    }
    runs.extend_from_slice(&[2, 3, 3, 1, 1, 1, 2]);
    runs
}

/// Widths of bars and gaps in modules of Code 39, with wide elements of `wide` (2 or 3) modules.
/// Empty for a text that Code 39 cannot carry.
pub fn code39(text: &str, wide: u8) -> Vec<u8> {
    let bits = Code39::new(text).map(|c| c.encode()).unwrap_or_default();
    runs_of(&bits).map(|run| if run == 2 { wide } else { run }).collect()
}

/// Lengths of the runs of equal modules.
fn runs_of(bits: &[u8]) -> impl Iterator<Item = u8> {
    bits.chunk_by(|a, b| a == b).map(|run| run.len() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_symbols_give_the_bars_of_the_library() {
        for (text, symbols) in
            [("Ć9900000001", &[105u8, 99, 0, 0, 0, 1][..]), ("ƁA-1Ć1234", &[104, 33, 13, 17, 99, 12, 34])]
        {
            let mut symbols = symbols.to_vec();
            let check: u32 = symbols.iter().enumerate().map(|(i, s)| i.max(1) as u32 * u32::from(*s)).sum();
            symbols.push((check % 103) as u8);
            let bits = Code128::new(text).unwrap().encode();
            assert_eq!(code128(&symbols), runs_of(&bits).collect::<Vec<_>>(), "{text}");
        }
    }
}
