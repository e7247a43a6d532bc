//! Search of people in memory, typing errors included.
//!
//! Names are folded once. Distinct words are kept once with the people who bear them, so a query
//! compares its words with a few thousand words instead of with everybody.

use std::collections::HashMap;

use crate::matching::Pattern;
use crate::name;

/// A query has at most so many words that count.
const MOST_WORDS: usize = 8;

/// Folded names, ready to be searched. People are named by their place.
#[derive(Default)]
pub struct NameIndex {
    words: Vec<Word>,
    /// By place of the person: the unspaced name, last name first and first name first, and which
    /// letters occur in it.
    whole: Vec<([Vec<u8>; 2], u32)>,
}

struct Word {
    letters: Vec<u8>,
    /// Which letters occur, one bit each.
    signature: u32,
    people: Vec<u32>,
}

/// One found person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Place of the person.
    pub person: usize,
    /// Slips between the query and the name; 0: as typed.
    pub slips: u32,
}

impl NameIndex {
    /// Folds and indexes `(last name, first name)`; ties in an answer keep this order.
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut places: HashMap<Vec<u8>, usize> = HashMap::new();
        let mut index = Self::default();
        for (person, (last, first)) in names.into_iter().enumerate() {
            let (last, first) = (name::fold(last), name::fold(first));
            let (last_whole, first_whole) = (name::squash(&last), name::squash(&first));
            let mut words: Vec<&str> = last.split(' ').chain(first.split(' ')).collect();
            words.extend([last_whole.as_str(), first_whole.as_str()]);
            let mut words: Vec<Vec<u8>> =
                words.into_iter().filter(|w| !w.is_empty()).map(letters_of).collect();
            words.sort_unstable();
            words.dedup();
            for letters in words {
                let place = *places.entry(letters).or_insert_with_key(|letters| {
                    let (letters, signature) = (letters.clone(), signature(letters));
                    index.words.push(Word { letters, signature, people: Vec::new() });
                    index.words.len() - 1
                });
                index.words[place].people.push(person as u32);
            }
            let whole = letters_of(&format!("{last_whole}{first_whole}"));
            let signature = signature(&whole);
            index.whole.push(([whole, letters_of(&format!("{first_whole}{last_whole}"))], signature));
        }
        index
    }

    /// How many people are indexed.
    pub fn len(&self) -> usize {
        self.whole.len()
    }

    /// Whether nobody is indexed.
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// The people whose name answers to every word of the query, best first. A word may be the
    /// beginning of a name. Slips allowed: none up to three letters, one up to seven, two beyond.
    /// When the words find too few, the query is compared as one piece: a space may be the slip.
    pub fn search(&self, query: &str, at_most: usize) -> Vec<Hit> {
        let folded = name::fold(query);
        let words: Vec<Vec<u8>> = folded.split(' ').filter(|w| !w.is_empty()).map(letters_of).collect();
        if words.is_empty() || at_most == 0 {
            return Vec::new();
        }
        let mut ranked = self.by_words(&words[..words.len().min(MOST_WORDS)]);
        let squashed = letters_of(&name::squash(&folded));
        if ranked.len() < at_most && squashed.len() >= 5 {
            for (person, rank) in self.by_whole(&squashed) {
                if ranked.iter().all(|(other, _)| *other != person) {
                    ranked.push((person, rank));
                }
            }
        }
        let key = |hit: &(u32, u32)| (hit.1, hit.0);
        if ranked.len() > at_most {
            ranked.select_nth_unstable_by_key(at_most, key);
            ranked.truncate(at_most);
        }
        ranked.sort_unstable_by_key(key);
        ranked
            .into_iter()
            .map(|(person, rank)| Hit { person: person as usize, slips: rank / RANK_SLIP })
            .collect()
    }

    /// `(person, rank)` of everybody who answers to all words.
    fn by_words(&self, words: &[Vec<u8>]) -> Vec<(u32, u32)> {
        const NOBODY: u32 = u32::MAX;
        // The word that the fewest people answer to is not known beforehand; the longest is a good
        // guess, and the other words only thin out its people.
        let mut order: Vec<&Vec<u8>> = words.iter().collect();
        order.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut best = vec![NOBODY; self.whole.len()];
        for (turn, word) in order.into_iter().enumerate() {
            let mut matching = self.matching_words(word);
            matching.sort_unstable_by_key(|(_, rank)| *rank);
            let mut bearers = Vec::new();
            for (place, rank) in matching {
                for person in &self.words[place].people {
                    let best = &mut best[*person as usize];
                    if *best == NOBODY {
                        *best = rank;
                        bearers.push(*person);
                    }
                }
            }
            match turn {
                0 => found = bearers.iter().map(|person| (*person, best[*person as usize])).collect(),
                _ => found.retain_mut(|(person, rank)| {
                    let more = best[*person as usize];
                    *rank = rank.saturating_add(more);
                    more != NOBODY
                }),
            }
            if found.is_empty() {
                break;
            }
            for person in bearers {
                best[person as usize] = NOBODY;
            }
        }
        found
    }

    /// `(word, rank)` of the words that answer to one word of the query.
    fn matching_words(&self, word: &[u8]) -> Vec<(usize, u32)> {
        let pattern = Pattern::new(word);
        let allowed = match word.len() {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        let wanted = signature(word);
        let mut found = Vec::new();
        for (place, candidate) in self.words.iter().enumerate() {
            // Each slip can miss one letter of the query at most.
            if (wanted & !candidate.signature).count_ones() as usize > allowed {
                continue;
            }
            if candidate.letters.len() + allowed < word.len() {
                continue;
            }
            let (whole, prefix) = pattern.whole_and_prefix(&candidate.letters);
            if prefix > allowed {
                continue;
            }
            // The whole word is better than its beginning, and a slip is worse than either.
            let rank = if whole <= prefix { whole as u32 * RANK_SLIP } else { prefix as u32 * RANK_SLIP + 1 };
            found.push((place, rank));
        }
        found
    }

    /// `(person, rank)` by the query as one piece, in either order of the names.
    fn by_whole(&self, squashed: &[u8]) -> Vec<(u32, u32)> {
        let pattern = Pattern::new(squashed);
        let allowed = if squashed.len() < 12 { 1 } else { 2 };
        let wanted = signature(squashed);
        let mut found = Vec::new();
        for (person, (whole, signature)) in self.whole.iter().enumerate() {
            if (wanted & !signature).count_ones() > allowed
                || whole[0].len() + (allowed as usize) < squashed.len()
            {
                continue;
            }
            let nearest = whole
                .iter()
                .map(|whole| pattern.whole_and_prefix(whole))
                .map(|(whole, prefix)| (prefix as u32 * RANK_SLIP) + u32::from(whole > prefix))
                .min();
            if let Some(rank) = nearest
                && rank / RANK_SLIP <= allowed
            {
                found.push((person as u32, rank));
            }
        }
        found
    }
}

/// Weight of a slip in a rank; below it stands how many words were only begun.
const RANK_SLIP: u32 = 16;

fn letters_of(text: &str) -> Vec<u8> {
    let mut letters = crate::matching::letters(text);
    letters.truncate(64);
    letters
}

/// Which letters occur: one bit for each of a-z, digits and the rest together on the others.
fn signature(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |bits, letter| {
        bits | match letter {
            b'a'..=b'z' => 1 << (letter - b'a'),
            other => 1 << (26 + other % 6),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [(&str, &str); 8] = [
        ("Peeters", "Emma"),
        ("Peters", "Emmanuel"),
        ("Van den Bossche", "Zoë"),
        ("El Amrani", "Yassine"),
        ("Nguyễn", "Thị Ánh"),
        ("Özdemir", "Elif-Su"),
        ("Peeters", "Jan"),
        ("Kowalczyk", "Łukasz"),
    ];

    fn found(query: &str) -> Vec<usize> {
        NameIndex::new(NAMES).search(query, 10).into_iter().map(|hit| hit.person).collect()
    }

    #[test]
    fn names_are_found_in_any_order_without_diacritics_and_begun() {
        assert_eq!(found("emma peeters")[0], 0);
        assert_eq!(found("PEETERS, Emma")[0], 0);
        assert_eq!(found("nguyen anh"), [4]);
        assert_eq!(found("ozd"), [5]);
        assert_eq!(found("vandenbossche zoe"), [2]);
        assert_eq!(found("bossche"), [2]);
        assert_eq!(found("lukasz"), [7]);
    }

    #[test]
    fn one_slip_is_found_behind_the_right_ones() {
        assert_eq!(found("peeters"), [0, 6, 1], "Peters is one slip away");
        assert_eq!(found("kowalzcyk"), [7]);
        assert_eq!(found("yasine"), [3]);
        assert_eq!(found("vandenbosche"), [2]);
    }

    #[test]
    fn a_slip_in_the_space_is_found() {
        assert_eq!(found("emmapeeters"), [0]);
        assert_eq!(found("pee ters emma")[0], 0);
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert!(found("xylofoon").is_empty());
        assert!(found("").is_empty());
        assert!(found("  -'").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn a_name_with_one_slip_finds_its_bearer(
            last in "[a-z]{5,12}", first in "[a-z]{4,10}", at in 0usize..4, letter in b'a'..=b'z',
        ) {
            let mut slip = first.clone().into_bytes();
            slip[at] = letter;
            let query = format!("{last} {}", String::from_utf8(slip).unwrap());
            let index = NameIndex::new([("Anders", "Iemand"), (last.as_str(), first.as_str())]);
            proptest::prop_assert!(index.search(&query, 10).iter().any(|hit| hit.person == 1));
        }

        #[test]
        fn no_query_makes_it_panic(query in ".{0,120}") {
            let _ = NameIndex::new(NAMES).search(&query, 10);
        }
    }
}
