//! Name and first name that stand in one column.

/// Words with which a Flemish name may begin.
const PARTICLES: &[&str] = &[
    "van", "vande", "vanden", "vander", "de", "den", "der", "ter", "ten", "te", "du", "la", "le", "el", "al",
    "von", "'t", "d'", "ben",
];

/// Name, first name, and whether that is certain: a comma, or capitals for the name. Otherwise the
/// name comes first, with its particles, unless the header begins with the first name.
pub fn split(full: &str, header: &str) -> (String, String, bool) {
    if let Some((last, first)) = full.split_once(',') {
        return (last.trim().to_owned(), first.trim().to_owned(), true);
    }
    let words: Vec<&str> = full.split_whitespace().collect();
    let capital =
        |w: &str| w.chars().filter(|c| c.is_alphabetic()).count() > 1 && !w.chars().any(char::is_lowercase);
    let capitals = words.iter().filter(|w| capital(w)).count();
    if capitals > 0 && capitals < words.len() {
        // Only when they stand together, in front or behind.
        if words[..capitals].iter().all(|w| capital(w)) {
            return (words[..capitals].join(" "), words[capitals..].join(" "), true);
        }
        let rest = words.len() - capitals;
        if words[rest..].iter().all(|w| capital(w)) {
            return (words[rest..].join(" "), words[..rest].join(" "), true);
        }
    }
    let first_comes_first = header.to_lowercase().starts_with("voornaam");
    if first_comes_first {
        let (first, last) = words.split_at(words.len().min(1));
        return (last.join(" "), first.join(" "), words.len() == 2);
    }
    let particles = words.iter().take_while(|w| PARTICLES.contains(&w.to_lowercase().as_str())).count();
    let (last, first) = words.split_at((particles + 1).min(words.len()));
    (last.join(" "), first.join(" "), false)
}

/// Whether a line is a sum, not a person.
pub fn is_total(name: &str) -> bool {
    let name = name.to_lowercase();
    ["totaal", "subtotaal", "aantal", "eindtotaal", "som "].iter().any(|w| name.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn a_full_name_is_parted_where_it_can_be() {
        let cases = [
            ("Peeters, Jan", "", ("Peeters", "Jan", true)),
            ("VAN DEN BERGHE Zoë", "", ("VAN DEN BERGHE", "Zoë", true)),
            ("Zoë VAN DEN BERGHE", "", ("VAN DEN BERGHE", "Zoë", true)),
            ("Van den Berghe Zoë Marie", "Naam en voornaam", ("Van den Berghe", "Zoë Marie", false)),
            ("Zoë Peeters", "Voornaam en naam", ("Peeters", "Zoë", true)),
            ("Suharto", "", ("Suharto", "", false)),
        ];
        for (full, header, (last, first, sure)) in cases {
            assert_eq!(split(full, header), (last.to_owned(), first.to_owned(), sure), "{full}");
        }
    }
}
