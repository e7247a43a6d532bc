//! Digits as spreadsheets leave them, and types that are a fixed number of digits.

/// Why a text is not such a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigitsFault {
    /// Nothing was filled in.
    Empty,
    /// Something else than digits.
    Characters,
    /// Digits, but not as many as there must be.
    Length,
    /// A number with a fraction: no identifier.
    Fraction,
    /// Written with an exponent that hides digits, as `1,23E+05`: the number itself is lost.
    DigitsLost,
}

impl DigitsFault {
    /// Name of the fault as it stands in the values of a problem.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Characters => "characters",
            Self::Length => "length",
            Self::Fraction => "fraction",
            Self::DigitsLost => "digits_lost",
        }
    }
}

/// The digits of an identifier as a spreadsheet left them: a text marker in front (`'0012`), a
/// float (`123.0`, `123,00`), an exponent (`1.23456E+05`). Leading zeros that are there stay; lost
/// ones are not put back. An exponent that hides digits is refused: filling up with zeros would
/// name somebody else.
pub fn of_cell(text: &str) -> Result<String, DigitsFault> {
    let text = text.trim();
    let text = text.strip_prefix('\'').unwrap_or(text).trim();
    if text.is_empty() {
        return Err(DigitsFault::Empty);
    }
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return Err(DigitsFault::Characters);
    }
    let Some(exponent) = exponent else {
        return match fraction.bytes().all(|b| b == b'0') {
            true => Ok(whole.to_owned()),
            false => Err(DigitsFault::Fraction),
        };
    };
    let exponent: usize =
        exponent.strip_prefix('+').unwrap_or(exponent).parse().map_err(|_| DigitsFault::Characters)?;
    match fraction.len().cmp(&exponent) {
        std::cmp::Ordering::Less => Err(DigitsFault::DigitsLost),
        std::cmp::Ordering::Equal => Ok(format!("{whole}{fraction}")),
        std::cmp::Ordering::Greater => match fraction[exponent..].bytes().all(|b| b == b'0') {
            true => Ok(format!("{whole}{}", &fraction[..exponent])),
            false => Err(DigitsFault::Fraction),
        },
    }
}

/// Puts back the leading zeros that a spreadsheet stripped from a number of `length` digits. Only
/// for a column that is known to hold such numbers: a typing error becomes a number, too.
pub fn pad(text: &str, length: usize) -> Result<String, DigitsFault> {
    let digits = of_cell(text)?;
    match digits.len() <= length {
        true => Ok(format!("{digits:0>length$}")),
        false => Err(DigitsFault::Length),
    }
}

/// A type that is exactly so many digits, leading zeros included.
macro_rules! fixed_digits {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Number of digits.
            pub const LENGTH: usize = $length;

            /// Accepts exactly the digits, nothing else; spaces around them are dropped.
            pub fn parse(text: &str) -> Result<Self, $crate::digits::DigitsFault> {
                use $crate::digits::DigitsFault;
                let text = text.trim();
                match text {
                    "" => Err(DigitsFault::Empty),
                    t if !t.bytes().all(|b| b.is_ascii_digit()) => Err(DigitsFault::Characters),
                    t if t.len() != Self::LENGTH => Err(DigitsFault::Length),
                    t => Ok(Self(t.to_owned())),
                }
            }

            /// As [`Self::parse`], for a cell of a column of these numbers from which a spreadsheet
            /// or an integer field stripped the leading zeros.
            pub fn parse_stripped(text: &str) -> Result<Self, $crate::digits::DigitsFault> {
                $crate::digits::pad(text, Self::LENGTH).map(Self)
            }

            /// The digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::parse(&text).map_err(|fault| fault.code())
            }
        }

        impl From<$name> for String {
            fn from(number: $name) -> Self {
                number.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use fixed_digits;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_float_or_a_full_exponent_gives_the_digits_back() {
        for (cell, digits) in [
            ("123", "123"),
            (" 0123 ", "0123"),
            ("'0123", "0123"),
            ("123.0", "123"),
            ("123,00", "123"),
            ("1.23456E+05", "123456"),
            ("1,2345600E+5", "123456"),
            ("7e0", "7"),
        ] {
            assert_eq!(of_cell(cell).as_deref(), Ok(digits), "{cell}");
        }
    }

    #[test]
    fn what_is_lost_is_not_invented() {
        for (cell, fault) in [
            ("1.23E+05", DigitsFault::DigitsLost),
            ("123.5", DigitsFault::Fraction),
            ("1.23456E+02", DigitsFault::Fraction),
            ("", DigitsFault::Empty),
            ("-12", DigitsFault::Characters),
            ("12a", DigitsFault::Characters),
            ("E5", DigitsFault::Characters),
            ("1E-3", DigitsFault::Characters),
            ("1E99999999999999999999", DigitsFault::Characters),
            ("٣", DigitsFault::Characters),
        ] {
            assert_eq!(of_cell(cell), Err(fault), "{cell}");
        }
    }

    proptest::proptest! {
        #[test]
        fn padding_gives_back_what_a_spreadsheet_stripped(number in 0u64..1_000_000) {
            let whole = format!("{number:06}");
            let stripped = number.to_string();
            proptest::prop_assert_eq!(pad(&stripped, 6), Ok(whole.clone()));
            proptest::prop_assert_eq!(pad(&format!("{stripped}.0"), 6), Ok(whole));
        }

        #[test]
        fn no_cell_makes_it_panic(text in ".{0,40}") {
            let _ = of_cell(&text);
            let _ = pad(&text, 6);
        }
    }
}
