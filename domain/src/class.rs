//! Class (klas) as the school calls it.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::name::tidy;

/// Code of a class, for instance `K2A`, `L4B` or `3EMT`. The school chooses it: no list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClassCode(String);

/// Why a text is no class code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassFault {
    /// Nothing was filled in.
    Empty,
    /// A control character.
    Characters,
    /// More than twenty characters.
    Length,
}

impl ClassFault {
    /// Name of the fault as it stands in the values of a problem.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Characters => "characters",
            Self::Length => "length",
        }
    }
}

impl ClassCode {
    /// Accepts one to twenty characters; spaces inside are made one, around it dropped.
    pub fn parse(text: &str) -> Result<Self, ClassFault> {
        let text = tidy(text);
        match text {
            t if t.is_empty() => Err(ClassFault::Empty),
            t if t.chars().any(char::is_control) => Err(ClassFault::Characters),
            t if t.chars().count() > 20 => Err(ClassFault::Length),
            t => Ok(Self(t)),
        }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Order in which a person expects classes: numbers by value (`L2` before `L10`), letters without
/// regard to case, and persons without a class last.
pub fn compare(a: &str, b: &str) -> Ordering {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    let (mut left, mut right) = (a, b);
    while let (Some(x), Some(y)) = (left.chars().next(), right.chars().next()) {
        let order = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (n, rest_left) = number(left);
            let (m, rest_right) = number(right);
            (left, right) = (rest_left, rest_right);
            n.len().cmp(&m.len()).then_with(|| n.cmp(m))
        } else {
            (left, right) = (&left[x.len_utf8()..], &right[y.len_utf8()..]);
            x.to_lowercase().cmp(y.to_lowercase())
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// The digits at the start without their leading zeros, and what follows.
fn number(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].trim_start_matches('0'), &text[end..])
}

impl PartialOrd for ClassCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ClassCode {
    fn cmp(&self, other: &Self) -> Ordering {
        compare(&self.0, &other.0)
    }
}

impl TryFrom<String> for ClassCode {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(ClassFault::code)
    }
}

impl From<ClassCode> for String {
    fn from(class: ClassCode) -> Self {
        class.0
    }
}

impl std::fmt::Display for ClassCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_stand_as_a_person_lists_them() {
        let mut classes = vec!["", "L10", "l2b", "L2A", "K1", "2", "10"];
        classes.sort_by(|a, b| compare(a, b));
        assert_eq!(classes, ["2", "10", "K1", "L2A", "l2b", "L10", ""]);
    }

    #[test]
    fn spaces_do_not_make_another_class() {
        assert_eq!(ClassCode::parse(" 3  EMT ").unwrap().as_str(), "3 EMT");
        assert_eq!(ClassCode::parse("  "), Err(ClassFault::Empty));
        assert_eq!(ClassCode::parse("3\u{7}"), Err(ClassFault::Characters));
    }

    proptest::proptest! {
        #[test]
        fn the_order_is_an_order(a in "[a-cA-C0-2]{0,5}", b in "[a-cA-C0-2]{0,5}", c in "[a-cA-C0-2]{0,5}") {
            proptest::prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            proptest::prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
            if compare(&a, &b) != Ordering::Greater && compare(&b, &c) != Ordering::Greater {
                proptest::prop_assert!(compare(&a, &c) != Ordering::Greater);
            }
        }
    }
}
