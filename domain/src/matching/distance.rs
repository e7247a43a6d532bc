//! Edit distance in machine words: a wrong, a missing, an extra letter and an exchange of two
//! neighbours count one each (optimal string alignment).
//!
//! Bit-parallel after Myers (1999) with the exchange of Hyyrö (2003): one step for each letter of
//! the text, however long the pattern up to 64 bytes.

/// Longest pattern.
pub const LONGEST: usize = 64;

/// A text prepared to be compared with many others. Works on bytes: give it folded names as
/// [`letters`] makes them.
pub struct Pattern {
    masks: [u64; 256],
    length: usize,
}

/// One byte a letter: ASCII as it is, every other letter on one of the 128 bytes above. Two
/// letters of another script may share a byte; that makes a likeness too many now and then, never
/// one too few.
pub fn letters(folded: &str) -> Vec<u8> {
    folded.chars().map(|c| if c.is_ascii() { c as u8 } else { 128 + (c as u32 % 128) as u8 }).collect()
}

impl Pattern {
    /// Prepares the first 64 letters.
    pub fn new(letters: &[u8]) -> Self {
        let letters = &letters[..letters.len().min(LONGEST)];
        let mut masks = [0; 256];
        for (at, letter) in letters.iter().enumerate() {
            masks[usize::from(*letter)] |= 1 << at;
        }
        Self { masks, length: letters.len() }
    }

    /// Letters of the pattern.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Distance to the whole text, and to that beginning of the text that is nearest.
    pub fn whole_and_prefix(&self, text: &[u8]) -> (usize, usize) {
        if self.length == 0 {
            return (text.len(), 0);
        }
        let last = 1u64 << (self.length - 1);
        let (mut up, mut down, mut diagonal, mut before) = (!0u64, 0u64, 0u64, 0u64);
        let mut distance = self.length;
        let mut best = distance;
        for letter in text {
            let mask = self.masks[usize::from(*letter)];
            let exchange = ((!diagonal & mask) << 1) & before;
            diagonal = (((mask & up).wrapping_add(up)) ^ up) | mask | down | exchange;
            let right_up = down | !(diagonal | up);
            let right_down = diagonal & up;
            distance += usize::from(right_up & last != 0);
            distance -= usize::from(right_down & last != 0);
            best = best.min(distance);
            let right_up = (right_up << 1) | 1;
            up = (right_down << 1) | !(diagonal | right_up);
            down = right_up & diagonal;
            before = mask;
        }
        (distance, best)
    }
}

/// Distance between two folded texts.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (letters(a), letters(b));
    match a.len().min(b.len()) <= LONGEST {
        true if a.len() <= b.len() => Pattern::new(&a).whole_and_prefix(&b).0,
        true => Pattern::new(&b).whole_and_prefix(&a).0,
        false => plain(&a, &b),
    }
}

/// The same by the table of the textbook, for the rare name of more than 64 letters.
fn plain(a: &[u8], b: &[u8]) -> usize {
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let wrong = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + wrong);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[i - 2][j - 2] + 1);
            }
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_kind_of_slip_counts_one() {
        for slip in ["peters", "peeeters", "peetres", "peetets", "eeters", "peeter"] {
            assert_eq!(distance("peeters", slip), 1, "{slip}");
        }
        assert_eq!(distance("peeters", "peeters"), 0);
        assert_eq!(distance("", "abc"), 3);
    }

    proptest! {
        #[test]
        fn the_fast_way_equals_the_table(a in "[a-d]{0,64}", b in "[a-d]{0,80}") {
            prop_assert_eq!(distance(&a, &b), plain(a.as_bytes(), b.as_bytes()));
        }

        #[test]
        fn the_prefix_is_the_nearest_beginning(a in "[a-c]{0,12}", b in "[a-c]{0,16}") {
            let nearest = (0..=b.len()).map(|end| plain(a.as_bytes(), &b.as_bytes()[..end])).min();
            prop_assert_eq!(Some(Pattern::new(a.as_bytes()).whole_and_prefix(b.as_bytes()).1), nearest);
        }

        #[test]
        fn long_texts_are_compared_whole(a in "[ab]{60,90}", b in "[ab]{60,90}") {
            prop_assert_eq!(distance(&a, &b), plain(a.as_bytes(), b.as_bytes()));
            prop_assert_eq!(distance(&a, &b), distance(&b, &a));
        }
    }
}
