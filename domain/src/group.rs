//! Administrative group (administratieve groep).

use crate::digits::fixed_digits;

fixed_digits!(
    /// Administratieve groep: six digits after left padding (`043056`; discimus.md 4).
    AdministrativeGroup,
    6
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_from_an_integer_field_gets_its_zero_back() {
        assert_eq!(AdministrativeGroup::parse_stripped("43056").unwrap().as_str(), "043056");
        assert!(AdministrativeGroup::parse("43056").is_err());
    }
}
