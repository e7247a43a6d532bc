//! Which column is what: headers as Flemish school programs and secretaries write them.

mod words;

use std::collections::BTreeMap;

use super::messages::{SheetKind, Target};
use super::read::limits::HEADER_ROWS;
use super::read::sheet::Sheet;
use words::{FILLING, NEW, NUMBER, OLD, OTHERS, words};

/// Targets by kind of sheet, in the order of the screen.
pub fn targets(kind: SheetKind) -> &'static [&'static str] {
    match kind {
        SheetKind::Pupils => &[
            "last_name",
            "first_name",
            "full_name",
            "birth_date",
            "insz",
            "sex",
            "class",
            "stamnummer",
            "institution",
            "location",
            "number",
            "kind",
            "group",
            "from",
            "moment",
            "moment_time",
        ],
        SheetKind::Numbers => &[
            "old_number",
            "new_number",
            "last_name",
            "first_name",
            "full_name",
            "birth_date",
            "insz",
            "class",
            "stamnummer",
            "institution",
        ],
        SheetKind::Cards => &["last_name", "first_name", "full_name", "class", "number", "text"],
        SheetKind::Elsewhere => &[
            "insz",
            "last_name",
            "first_name",
            "full_name",
            "birth_date",
            "institution",
            "school",
            "from",
            "until",
            "moment",
            "moment_time",
            "hospital",
        ],
        SheetKind::Schools => {
            &["institution", "school", "municipality", "phone", "email", "level", "school_group", "hospital"]
        }
        SheetKind::Control => &[
            "insz",
            "stamnummer",
            "last_name",
            "first_name",
            "full_name",
            "birth_date",
            "sex",
            "institution",
            "location",
            "group",
            "from",
            "until",
            "moment",
            "moment_time",
            "philosophy",
            "funding",
        ],
    }
}

/// Targets without which nothing can be done with the sheet.
pub fn missing(kind: SheetKind, mapping: &BTreeMap<Target, u32>) -> Vec<Target> {
    let has = |target: &str| mapping.contains_key(target);
    let named = |missing: &mut Vec<Target>| {
        if !has("full_name") {
            missing.extend(["last_name", "first_name"].into_iter().filter(|t| !has(t)).map(Target::from));
        }
    };
    let mut missing = Vec::new();
    match kind {
        SheetKind::Pupils => named(&mut missing),
        SheetKind::Numbers => {
            missing.extend(["old_number", "new_number"].into_iter().filter(|t| !has(t)).map(Target::from));
        }
        SheetKind::Cards => {
            if !has("number") && !has("text") {
                missing.push("number".into());
            }
        }
        SheetKind::Elsewhere => {
            if !has("insz") {
                named(&mut missing);
            }
            if !has("institution") && !has("school") {
                missing.push("institution".into());
            }
            if !has("from") {
                missing.push("from".into());
            }
        }
        SheetKind::Schools => {
            missing.extend(["institution", "school"].into_iter().filter(|t| !has(t)).map(Target::from));
        }
        SheetKind::Control => {
            if !has("insz") && !has("stamnummer") {
                named(&mut missing);
            }
        }
    }
    missing
}

/// A header taken apart: small letters without accents, words.
fn tokens(header: &str) -> Vec<String> {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = header
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// How well a header names a target: smaller is better, `None` not at all.
fn rank(target: &str, tokens: &[String]) -> Option<usize> {
    let all = tokens.concat();
    match target {
        "old_number" => return number_rank(tokens, OLD),
        "new_number" => return number_rank(tokens, NEW),
        "number" => return NUMBER.iter().position(|w| *w == all),
        _ => {}
    }
    let list = words(target);
    if let Some(at) = list.iter().position(|w| *w == all) {
        return Some(at);
    }
    if tokens.iter().any(|t| OTHERS.contains(&t.as_str())) {
        return None;
    }
    let rest: String = tokens
        .iter()
        .filter(|t| !FILLING.contains(&t.as_str()) && !t.bytes().all(|b| b.is_ascii_digit()))
        .map(String::as_str)
        .collect();
    list.iter().position(|w| *w == rest).map(|at| 100 + at)
}

/// `Oud nummer`, `Nummer (oud)`, `oude pPersoon`, `Oud`.
fn number_rank(tokens: &[String], which: &[&str]) -> Option<usize> {
    let marked = tokens.iter().any(|t| which.contains(&t.as_str()));
    let rest: String = tokens
        .iter()
        .filter(|t| !which.contains(&t.as_str()) && !FILLING.contains(&t.as_str()))
        .map(String::as_str)
        .collect();
    let glued = || {
        let all = tokens.concat();
        let rest = which.iter().find_map(|w| all.strip_prefix(w).or_else(|| all.strip_suffix(w)))?;
        NUMBER.iter().position(|n| *n == rest).map(|at| 50 + at)
    };
    match marked {
        true if rest.is_empty() => Some(90),
        true => NUMBER.iter().position(|w| *w == rest),
        false => glued(),
    }
}

/// Recognises the columns of a header row: the most telling header of each target, every column at
/// most once.
pub fn recognise(kind: SheetKind, headers: &[&str]) -> BTreeMap<Target, u32> {
    let parts: Vec<Vec<String>> = headers.iter().map(|h| tokens(h)).collect();
    let mut found: Vec<(usize, usize, usize, &str)> = Vec::new();
    for (order, target) in targets(kind).iter().enumerate() {
        for (column, tokens) in parts.iter().enumerate() {
            if let Some(rank) = rank(target, tokens).filter(|_| !tokens.is_empty()) {
                found.push((rank, order, column, target));
            }
        }
    }
    found.sort_unstable();
    let mut mapping = BTreeMap::<Target, u32>::new();
    for (_, _, column, target) in found {
        let column = column as u32;
        if !mapping.contains_key(target) && !mapping.values().any(|c| *c == column) {
            mapping.insert(target.to_owned(), column);
        }
    }
    // `Persoonsnummer` beside `Nieuw persoonsnummer` is the old one, and the other way round.
    for (known, other) in [("old_number", "new_number"), ("new_number", "old_number")] {
        if targets(kind).contains(&other) && mapping.contains_key(known) && !mapping.contains_key(other) {
            let plain = parts.iter().enumerate().filter(|(c, _)| !mapping.values().any(|m| *m == *c as u32));
            let best = plain.filter_map(|(c, tokens)| Some((rank("number", tokens)?, c))).min();
            if let Some((_, column)) = best {
                mapping.insert(other.to_owned(), column as u32);
            }
        }
    }
    // `Naam` alone, or `Leerling` beside a first name: what it holds follows from what else there is.
    if !mapping.contains_key("first_name")
        && !mapping.contains_key("full_name")
        && let Some(column) = mapping.remove("last_name")
    {
        mapping.insert("full_name".to_owned(), column);
    }
    if mapping.contains_key("first_name")
        && let Some(column) = mapping.remove("full_name")
        && !mapping.contains_key("last_name")
    {
        mapping.insert("last_name".to_owned(), column);
    }
    mapping
}

/// Index of the header row: the first of the rows in which most targets are recognised.
pub fn find_row(kind: SheetKind, sheet: &Sheet) -> usize {
    let mut best = (0, 0);
    let filled = || (0..sheet.len()).filter(|i| sheet.width(*i) > 0).take(HEADER_ROWS);
    for index in filled() {
        let count = recognise(kind, &sheet.texts(index)).len();
        if count > best.0 {
            best = (count, index);
        }
    }
    if best.0 > 0 {
        return best.1;
    }
    // Nothing is recognised: the first row that looks like a table.
    filled().find(|i| sheet.texts(*i).iter().filter(|t| !t.is_empty()).count() > 1).unwrap_or(0)
}

/// The headers as they are remembered: what a spreadsheet may change of them (case, spaces, signs)
/// does not matter.
pub fn fingerprint(kind: SheetKind, headers: &[&str]) -> String {
    use sha2::Digest;
    let mut hash = sha2::Sha256::new();
    hash.update(format!("{kind:?}"));
    for header in headers {
        hash.update([0]);
        hash.update(tokens(header).concat());
    }
    hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(kind: SheetKind, headers: &[&str]) -> Vec<String> {
        let mapping = recognise(kind, headers);
        let mut named: Vec<(u32, String)> = mapping.into_iter().map(|(t, c)| (c, t)).collect();
        named.sort();
        named.into_iter().map(|(c, t)| format!("{t}={}", headers[c as usize])).collect()
    }

    #[test]
    fn dutch_headers_are_recognised_with_their_synonyms() {
        let headers = [
            "pPersoon",
            "Familienaam",
            "Roepnaam",
            "Geb.datum",
            "Rijksreg.nr.",
            "Klasgroep",
            "Stamnr",
            "Vest.",
            "Geslacht",
            "Instelling",
        ];
        assert_eq!(recognise(SheetKind::Pupils, &headers).len(), headers.len());
        for insz in [
            "Rijksregisternummer",
            "RRN",
            "INSZ",
            "Rijksreg.nr.",
            "NISS",
            "bisnummer",
            "INSZ-nummer leerling",
            "INSZ-nr.",
        ] {
            let found = recognise(SheetKind::Pupils, &[insz]);
            assert_eq!(found.get("insz"), Some(&0), "{insz}");
        }
    }

    #[test]
    fn the_most_telling_header_wins_and_a_column_counts_once() {
        let headers = ["Nummer", "Naam", "Familienaam", "Voornaam", "Persoonsnummer"];
        let expected = ["last_name=Familienaam", "first_name=Voornaam", "number=Persoonsnummer"];
        assert_eq!(named(SheetKind::Pupils, &headers), expected);
    }

    #[test]
    fn names_of_others_are_not_the_pupils() {
        let headers =
            ["Naam", "Voornaam", "Naam vader", "Voornaam moeder", "Geboorteplaats", "Klastitularis"];
        assert_eq!(named(SheetKind::Pupils, &headers), ["last_name=Naam", "first_name=Voornaam"]);
    }

    #[test]
    fn a_name_alone_is_a_full_name() {
        assert_eq!(named(SheetKind::Pupils, &["Naam", "Klas"]), ["full_name=Naam", "class=Klas"]);
        assert_eq!(named(SheetKind::Pupils, &["Leerling", "Klas"]), ["full_name=Leerling", "class=Klas"]);
        assert_eq!(named(SheetKind::Pupils, &["Naam en voornaam"]), ["full_name=Naam en voornaam"]);
    }

    #[test]
    fn old_and_new_are_told_apart_however_they_are_written() {
        let pairs = [
            ("Oud nummer", "Nieuw nummer"),
            ("Nummer (oud)", "Nummer (nieuw)"),
            ("oude pPersoon", "nieuwe pPersoon"),
            ("Oud ID", "Nieuw ID"),
            ("Vorig nummer", "Nummer"),
            ("OUD", "NIEUW"),
            ("pPersoonOud", "pPersoonNieuw"),
        ];
        for (old, new) in pairs {
            let found = recognise(SheetKind::Numbers, &["Naam", new, old]);
            assert_eq!((found.get("old_number"), found.get("new_number")), (Some(&2), Some(&1)), "{old}");
        }
    }
}
