//! Whether two records could be the same child, and why.

mod distance;
mod person;

pub use distance::{Pattern, distance, letters};
pub use person::{Index, Person};

/// A reason for taking two records for the same child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Both have the same INSZ.
    SameInsz,
    /// Same institution and stamnummer.
    SameStamnummer,
    /// Same name and first name, letter by letter, and same date of birth.
    SameNameBirthDate,
    /// Name and first name change places.
    SwappedNames,
    /// Diacritics, case, hyphens or apostrophes were lost.
    AccentsLost,
    /// One letter wrong, missing, too many, or two exchanged.
    TypingError,
    /// A particle or a space in one and not in the other.
    Particles,
    /// One date of birth is a likely slip of the other (day and month exchanged, one digit), or is
    /// missing.
    BirthDateDiffers,
}

impl Why {
    /// Name of the reason as screens know it.
    pub fn code(self) -> &'static str {
        match self {
            Self::SameInsz => "same_insz",
            Self::SameStamnummer => "same_stamnummer",
            Self::SameNameBirthDate => "same_name_birth_date",
            Self::SwappedNames => "swapped_names",
            Self::AccentsLost => "accents_lost",
            Self::TypingError => "typing_error",
            Self::Particles => "particles",
            Self::BirthDateDiffers => "birth_date_differs",
        }
    }
}

/// How much two records are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// The reasons, the strongest first.
    pub why: Vec<Why>,
    /// 0 to 100. From 90 on a person would say the same child; below 50 nothing is said at all.
    pub score: u8,
}

/// Compares two records. `None`: nothing points to the same child.
pub fn likeness(a: &Person, b: &Person) -> Option<Likeness> {
    let mut why = Vec::new();
    let mut score = 0u8;
    if a.insz.is_some() && a.insz == b.insz {
        why.push(Why::SameInsz);
        score = 100;
    }
    if a.stamnummer.is_some() && a.stamnummer == b.stamnummer {
        why.push(Why::SameStamnummer);
        score = score.max(90);
    }
    let name = person::compare_names(a, b);
    let birth = person::compare_births(a.birth_date, b.birth_date);
    if let (Some(name), Some(loss)) = (name, birth) {
        let mut by_name = 97u8.saturating_sub(name.loss).saturating_sub(loss);
        if a.insz.is_some() && b.insz.is_some() && a.insz != b.insz {
            // Two valid numbers that differ: twins, a cousin, or a bis number that was replaced.
            by_name = by_name.saturating_sub(25);
        }
        if by_name >= 50 || !why.is_empty() {
            match name.why.is_empty() && loss == 0 {
                true => why.push(Why::SameNameBirthDate),
                false => why.extend(name.why),
            }
            if loss > 0 {
                why.push(Why::BirthDateDiffers);
            }
            score = score.max(by_name);
        }
    }
    (!why.is_empty()).then_some(Likeness { why, score })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn person(last: &str, first: &str, birth: &str) -> Person {
        Person::new(last, first, birth.parse::<NaiveDate>().ok(), None, None)
    }

    #[test]
    fn the_reasons_are_told() {
        let base = person("Van den Bossche", "Zoë", "2015-04-03");
        for (last, first, birth, why, at_least) in [
            ("Van den Bossche", "Zoë", "2015-04-03", vec![Why::SameNameBirthDate], 97),
            ("VAN DEN BOSSCHE", "Zoe", "2015-04-03", vec![Why::AccentsLost], 90),
            ("Vandenbossche", "Zoë", "2015-04-03", vec![Why::Particles], 90),
            ("Bossche", "Zoë", "2015-04-03", vec![Why::Particles], 85),
            ("Zoë", "Van den Bossche", "2015-04-03", vec![Why::SwappedNames], 90),
            ("Van den Bosche", "Zoë", "2015-04-03", vec![Why::TypingError], 80),
            ("Van den Bosshce", "Zoe", "2015-04-03", vec![Why::TypingError, Why::AccentsLost], 75),
            ("Van den Bossche", "Zoë", "2015-03-04", vec![Why::BirthDateDiffers], 75),
            ("Van den Bossche", "Zoë", "2016-04-03", vec![Why::BirthDateDiffers], 70),
            ("Van den Bossche", "Zoë", "", vec![Why::BirthDateDiffers], 60),
        ] {
            let found = likeness(&base, &person(last, first, birth)).expect(last);
            assert_eq!(found.why, why, "{last} {first} {birth}");
            assert!(found.score >= at_least, "{last} {first} {birth}: {}", found.score);
        }
    }

    #[test]
    fn brothers_twins_and_namesakes_are_not_the_same_child() {
        let base = person("El Amrani", "Yassine", "2015-04-03");
        for (last, first, birth) in [
            ("El Amrani", "Imane", "2015-04-03"),
            ("El Amrani", "Yassine", "2012-11-20"),
            ("Peeters", "Yassine", "2015-04-03"),
            ("El Amrani", "", "2015-04-03"),
        ] {
            assert_eq!(likeness(&base, &person(last, first, birth)), None, "{last} {first} {birth}");
        }
    }

    #[test]
    fn two_valid_numbers_that_differ_speak_against() {
        let one = Person::new("Aerts", "Lotte", None, Some("1"), None);
        let two = Person::new("Aerts", "Lotte", None, Some("2"), None);
        let none = Person::new("Aerts", "Lotte", None, None, None);
        assert!(likeness(&one, &none).unwrap().score > likeness(&one, &two).map_or(0, |l| l.score));
        assert_eq!(likeness(&one, &one).unwrap().score, 100);
    }

    proptest::proptest! {
        #[test]
        fn likeness_does_not_depend_on_who_comes_first(
            a in "[a-c é]{1,6}", b in "[a-c é]{1,6}", c in "[a-c é]{1,6}", d in "[a-c é]{1,6}",
        ) {
            let (one, two) = (person(&a, &b, "2015-04-03"), person(&c, &d, "2015-03-04"));
            let (ab, ba) = (likeness(&one, &two), likeness(&two, &one));
            proptest::prop_assert_eq!(ab, ba);
        }
    }
}
