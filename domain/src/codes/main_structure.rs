//! Main structure (hoofdstructuur).

use super::{OfficialList, OfficialRow};
use crate::digits::fixed_digits;
use crate::enrolment::Level;

fixed_digits!(
    /// Hoofdstructuur: three digits, of which the first tells the level and a 2 in second place
    /// special education (discimus.md 3.5). Only 111 and 311 are attested with their words.
    MainStructure,
    3
);

impl MainStructure {
    /// Its line; `None` for one that no source attests.
    pub fn meaning(&self) -> Option<&'static OfficialRow> {
        OfficialList::MainStructures.row(self.as_str())
    }

    /// The level, by the first digit; `None` for another digit than 1, 2 or 3.
    pub fn level(&self) -> Option<Level> {
        match self.as_str().as_bytes()[0] {
            b'1' => Some(Level::Kleuter),
            b'2' => Some(Level::Lager),
            b'3' => Some(Level::Secundair),
            _ => None,
        }
    }

    /// Whether it is special education (buitengewoon onderwijs), by the second digit.
    pub fn is_special(&self) -> bool {
        self.as_str().as_bytes()[1] == b'2'
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_tell_level_and_special_education() {
        for (code, level, special) in [
            ("111", Some(Level::Kleuter), false),
            ("221", Some(Level::Lager), true),
            ("311", Some(Level::Secundair), false),
            ("321", Some(Level::Secundair), true),
            ("411", None, false),
        ] {
            let structure = MainStructure::parse(code).unwrap();
            assert_eq!((structure.level(), structure.is_special()), (level, special), "{code}");
        }
    }

    #[test]
    fn only_what_is_attested_has_words() {
        let words = |code| MainStructure::parse(code).unwrap().meaning().map(|row| row.label.as_str());
        assert_eq!(words("311"), Some("Gewoon voltijds secundair onderwijs"));
        assert_eq!(words("211"), None);
    }
}
