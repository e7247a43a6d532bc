//! Text of others made harmless: NFC, no control, bidirectional or zero-width characters (S35).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Marks on one letter beyond which they are a prank, not a script.
const MARKS: usize = 4;

/// Appends `text` in clean form to `out`: NFC, white space collapsed and trimmed, and without the
/// characters nobody can see. Says how many were removed.
pub fn clean_into(text: &str, out: &mut String) -> u32 {
    if is_plain(text) {
        out.push_str(text);
        return 0;
    }
    let start = out.len();
    let mut removed = 0;
    let mut marks = 0;
    let mut space = false;
    let hidden = text.chars().filter(|c| invisible(*c)).count() as u32;
    for c in text.chars().filter(|c| !invisible(*c)).nfc() {
        if c.is_whitespace() {
            space = true;
            marks = 0;
            continue;
        }
        if is_combining_mark(c) {
            marks += 1;
            if marks > MARKS {
                removed += 1;
                continue;
            }
        } else {
            marks = 0;
        }
        if space && out.len() > start {
            out.push(' ');
        }
        space = false;
        out.push(c);
    }
    removed + hidden
}

/// Whether nearly every cell's way is short: visible letters of Western and Central Europe, which
/// NFC leaves alone, with one space between words.
fn is_plain(text: &str) -> bool {
    let mut space = true;
    let plain = text.chars().all(|c| {
        let before = std::mem::replace(&mut space, c == ' ');
        matches!(c, '!'..='~' | '\u{c0}'..='\u{17f}') || c == ' ' && !before
    });
    plain && (!space || text.is_empty())
}

/// `text` in clean form, without the count.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    clean_into(text, &mut out);
    out
}

/// Control characters, marks of direction, zero-width characters, soft hyphens, tags.
fn invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cleaned(text: &str) -> (String, u32) {
        let mut out = String::new();
        let removed = clean_into(text, &mut out);
        (out, removed)
    }

    #[test]
    fn invisible_characters_are_removed_and_counted() {
        assert_eq!(cleaned("Jan\u{202e}sen\u{200b}"), ("Jansen".to_owned(), 2));
        assert_eq!(cleaned("\u{feff}An\0n\u{7}a"), ("Anna".to_owned(), 3));
        assert_eq!(cleaned("  Van \u{a0}den\n Berghe "), ("Van den Berghe".to_owned(), 0));
    }

    #[test]
    fn accents_become_one_character() {
        assert_eq!(cleaned("Zoe\u{308}").0, "Zoë");
    }

    #[test]
    fn ten_thousand_marks_on_a_letter_are_a_prank() {
        let (text, removed) = cleaned(&format!("e{}", "\u{334}".repeat(10_000)));
        assert_eq!((text.chars().count(), removed), (1 + MARKS, 10_000 - MARKS as u32));
    }

    /// Without the short way for plain texts.
    fn the_long_way(text: &str) -> (String, u32) {
        let (cleaned, removed) = cleaned(&format!("\u{200b}{text}"));
        (cleaned, removed - 1)
    }

    proptest! {
        #[test]
        fn the_short_way_leads_to_the_same_text(text in "[ a-zA-Z'À-ſ-]{0,12}") {
            prop_assert_eq!(cleaned(&text), the_long_way(&text));
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC{0,20}[\u{0}-\u{20}\u{200b}-\u{202e}a-zé\u{300}-\u{30a}]{0,20}") {
            let once = clean(&text);
            prop_assert_eq!(cleaned(&once), (once.clone(), 0));
        }
    }
}
