//! Philosophy course (levensbeschouwelijk vak).

use super::{OfficialList, OfficialRow};
use crate::digits::fixed_digits;

fixed_digits!(
    /// Code of the levensbeschouwelijk vak: four digits (discimus.md 3.5); an integer field drops
    /// the zeros in front.
    PhilosophyCourse,
    4
);

/// What packages write while nothing was chosen; no official code.
const BLANK: &str = "0000";

impl PhilosophyCourse {
    /// Its line; `None` for a code that no source attests.
    pub fn meaning(&self) -> Option<&'static OfficialRow> {
        OfficialList::Philosophy.row(self.as_str())
    }

    /// The lines among which somebody chooses: all but the blank of the packages.
    pub fn rows() -> impl Iterator<Item = &'static OfficialRow> {
        OfficialList::Philosophy.rows().iter().filter(|row| row.code != BLANK)
    }

    /// Whether it says that nothing was chosen yet.
    pub fn is_blank(&self) -> bool {
        self.as_str() == BLANK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blank_of_the_packages_is_not_offered() {
        assert_eq!(PhilosophyCourse::rows().count(), 10);
        assert!(PhilosophyCourse::rows().all(|row| !PhilosophyCourse::parse(&row.code).unwrap().is_blank()));
        assert!(PhilosophyCourse::parse("0000").unwrap().is_blank());
    }

    #[test]
    fn an_integer_gets_its_zeros_back() {
        let course = PhilosophyCourse::parse_stripped("140").unwrap();
        assert_eq!(course.meaning().unwrap().label, "Rooms-katholieke godsdienst");
        assert_eq!(PhilosophyCourse::parse("1234").unwrap().meaning(), None);
    }
}
