//! Search of people in memory, typing errors included.
//!
//! Names are folded once. Distinct words are kept once with the people who bear them, so a query
//! compares its words with a few thousand words instead of with everybody.

use std::collections::HashMap;

use crate::matching::Pattern;
use crate::name;

/// A query has at most so many words that count.
const MOST_WORDS: usize = 8;

/// Folded names, ready to be searched. People are named by a number that the caller gives: a seat.
#[derive(Clone, Default)]
pub struct NameIndex {
    words: Vec<Word>,
    /// By word: which letters occur in it.
    signatures: Vec<u64>,
    /// By seat.
    people: Vec<Person>,
    /// By seat: which letters occur in the name.
    whole_signatures: Vec<u64>,
}

#[derive(Clone)]
struct Word {
    letters: Vec<u8>,
    /// Seats of the people who bear it.
    people: Vec<u32>,
}

#[derive(Clone, Default)]
struct Person {
    words: Vec<u32>,
    /// The unspaced name, last name first and first name first.
    whole: [Vec<u8>; 2],
}

/// One found person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Seat of the person.
    pub person: usize,
    /// Slips between the query and the name; 0: as typed.
    pub slips: u32,
}

impl NameIndex {
    /// Folds and indexes `(last name, first name)`, on the seats 0, 1, 2, …
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut places: HashMap<Vec<u8>, u32> = HashMap::new();
        let mut index = Self::default();
        for (seat, (last, first)) in names.into_iter().enumerate() {
            index.seat(seat as u32, last, first, |index, letters| {
                *places.entry(letters).or_insert_with_key(|letters| index.new_word(letters.clone()))
            });
        }
        index
    }

    /// Gives a seat to a name, in the place of the name that was there.
    pub fn put(&mut self, seat: u32, last: &str, first: &str) {
        self.take_out(seat);
        self.seat(seat, last, first, |index, letters| {
            let found = index.words.iter().position(|word| word.letters == letters);
            found.map_or_else(|| index.new_word(letters), |place| place as u32)
        });
    }

    /// Empties a seat.
    pub fn take_out(&mut self, seat: u32) {
        let Some(person) = self.people.get_mut(seat as usize) else { return };
        for word in std::mem::take(person).words {
            self.words[word as usize].people.retain(|other| *other != seat);
        }
        self.whole_signatures[seat as usize] = 0;
    }

    fn seat(
        &mut self,
        seat: u32,
        last: &str,
        first: &str,
        mut word_of: impl FnMut(&mut Self, Vec<u8>) -> u32,
    ) {
        let (last, first) = (name::fold(last), name::fold(first));
        let (last_whole, first_whole) = (name::squash(&last), name::squash(&first));
        let mut words: Vec<&str> = last.split(' ').chain(first.split(' ')).collect();
        words.extend([last_whole.as_str(), first_whole.as_str()]);
        let mut words: Vec<Vec<u8>> = words.into_iter().filter(|w| !w.is_empty()).map(letters_of).collect();
        words.sort_unstable();
        words.dedup();
        let words: Vec<u32> = words.into_iter().map(|letters| word_of(self, letters)).collect();
        for word in &words {
            self.words[*word as usize].people.push(seat);
        }
        let whole = [format!("{last_whole}{first_whole}"), format!("{first_whole}{last_whole}")]
            .map(|w| letters_of(&w));
        let seats = self.people.len().max(seat as usize + 1);
        self.people.resize_with(seats, Person::default);
        self.whole_signatures.resize(seats, 0);
        self.whole_signatures[seat as usize] = signature(&whole[0]);
        self.people[seat as usize] = Person { words, whole };
    }

    fn new_word(&mut self, letters: Vec<u8>) -> u32 {
        self.signatures.push(signature(&letters));
        self.words.push(Word { letters, people: Vec::new() });
        self.words.len() as u32 - 1
    }

    /// The people whose name answers to every word of the query, best first; equally good ones in
    /// the order of `place`. A word may be the beginning of a name. Slips allowed: none up to three
    /// letters, one up to seven, two beyond. When the words find too few, the query is compared as
    /// one piece: a space may be the slip.
    pub fn search(&self, query: &str, at_most: usize, place: impl Fn(u32) -> u32) -> Vec<Hit> {
        let folded = name::fold(query);
        let words: Vec<Vec<u8>> = folded.split(' ').filter(|w| !w.is_empty()).map(letters_of).collect();
        if words.is_empty() || at_most == 0 {
            return Vec::new();
        }
        let mut ranked = self.by_words(&words[..words.len().min(MOST_WORDS)]);
        let squashed = letters_of(&name::squash(&folded));
        if ranked.len() < at_most && squashed.len() >= 5 {
            let by_words = ranked.len();
            for (person, rank) in self.by_whole(&squashed) {
                if ranked[..by_words].iter().all(|(other, _)| *other != person) {
                    ranked.push((person, rank));
                }
            }
        }
        let key = |hit: &(u32, u32)| (hit.1, place(hit.0));
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
        // The word that the fewest people answer to is not known beforehand; the longest is a good
        // guess, and the other words only thin out its people.
        let mut order: Vec<&Vec<u8>> = words.iter().collect();
        order.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut found = self.bearers(order[0]);
        let mut ranks = Vec::new();
        for word in &order[1..] {
            if found.is_empty() {
                break;
            }
            ranks.clear();
            ranks.resize(self.words.len(), NOT_MATCHING);
            for (place, rank) in self.matching_words(word) {
                ranks[place] = rank;
            }
            found.retain_mut(|(person, rank)| {
                let words = &self.people[*person as usize].words;
                let more = words.iter().map(|word| ranks[*word as usize]).min().unwrap_or(NOT_MATCHING);
                *rank = rank.saturating_add(more);
                more != NOT_MATCHING
            });
        }
        found
    }

    /// `(person, rank)` of everybody who answers to one word, each once with the best rank.
    fn bearers(&self, word: &[u8]) -> Vec<(u32, u32)> {
        let mut matching = self.matching_words(word);
        matching.sort_unstable_by_key(|(_, rank)| *rank);
        let mut seen = vec![0_u64; self.people.len().div_ceil(64)];
        let mut found = Vec::new();
        for (place, rank) in matching {
            for person in &self.words[place].people {
                let (at, bit) = (*person as usize / 64, 1 << (person % 64));
                if seen[at] & bit == 0 {
                    seen[at] |= bit;
                    found.push((*person, rank));
                }
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
        for (place, signature) in self.signatures.iter().enumerate() {
            // Each slip can miss one letter of the query at most.
            if (wanted & !signature).count_ones() as usize > allowed {
                continue;
            }
            let letters = &self.words[place].letters;
            if letters.len() + allowed < word.len() {
                continue;
            }
            let (whole, prefix) = pattern.whole_and_prefix(letters);
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
        for (person, signature) in self.whole_signatures.iter().enumerate() {
            if (wanted & !signature).count_ones() > allowed {
                continue;
            }
            let whole = &self.people[person].whole;
            if whole[0].len() + (allowed as usize) < squashed.len() {
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

/// Rank of a word that does not answer to the query.
const NOT_MATCHING: u32 = u32::MAX;

/// Weight of a slip in a rank; below it stands how many words were only begun.
const RANK_SLIP: u32 = 16;

fn letters_of(text: &str) -> Vec<u8> {
    let mut letters = crate::matching::letters(text);
    letters.truncate(64);
    letters
}

/// Which letters occur, and which occur twice: two bits for each of a-z, digits and the rest
/// together on the others.
fn signature(letters: &[u8]) -> u64 {
    letters.iter().fold(0, |bits, letter| {
        let once = match letter {
            b'a'..=b'z' => 1 << (letter - b'a'),
            other => 1 << (26 + other % 6),
        };
        bits | if bits & once == 0 { once } else { once << 32 }
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
        NameIndex::new(NAMES).search(query, 10, |seat| seat).into_iter().map(|hit| hit.person).collect()
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
            proptest::prop_assert!(index.search(&query, 10, |seat| seat).iter().any(|hit| hit.person == 1));
        }

        #[test]
        fn a_changed_index_finds_what_a_new_one_finds(
            seats in proptest::collection::vec((0u32..6, "(peeters|peters|jans|van den bos)", "(emma|jan|zoe)"), 0..20),
            gone in 0u32..6, query in "(peeters|petres|vandenbos|van|jan emma|zoe)",
        ) {
            let mut changed = NameIndex::new(NAMES);
            let mut names = NAMES.map(|(last, first)| (last.to_owned(), first.to_owned()));
            for (seat, last, first) in seats {
                changed.put(seat, &last, &first);
                names[seat as usize] = (last, first);
            }
            changed.take_out(gone);
            names[gone as usize] = Default::default();
            let anew = NameIndex::new(names.iter().map(|(last, first)| (last.as_str(), first.as_str())));
            proptest::prop_assert_eq!(
                changed.search(&query, 10, |seat| seat),
                anew.search(&query, 10, |seat| seat)
            );
        }

        #[test]
        fn no_query_makes_it_panic(query in ".{0,120}") {
            let _ = NameIndex::new(NAMES).search(&query, 10, |seat| seat);
        }
    }
}
