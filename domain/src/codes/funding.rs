//! Funding code (financierbaarheidscode).

use super::{OfficialList, OfficialRow};
use crate::calendar::SchoolKind;
use crate::digits::fixed_digits;

fixed_digits!(
    /// Financierbaarheidscode: two digits that mean something else in primary and in secondary
    /// education (discimus.md 0 rule 11, 3.5). The list comes from the description of a vendor's
    /// API, so a code outside it is kept, without a meaning.
    FundingCode,
    2
);

/// GON, integrated special education, no longer runs (discimus.md 3.5).
const HISTORIC: [&str; 2] = ["20", "22"];

impl FundingCode {
    /// What it means in that kind of school; `None` for a code that the list does not name there.
    /// The list speaks of SO; special secondary education is read as that.
    pub fn meaning(&self, kind: SchoolKind) -> Option<&'static OfficialRow> {
        Self::rows(kind).find(|row| row.code == self.as_str())
    }

    /// The lines of that kind of school.
    pub fn rows(kind: SchoolKind) -> impl Iterator<Item = &'static OfficialRow> {
        let level = match kind {
            SchoolKind::Bao => "BaO",
            SchoolKind::So | SchoolKind::Buso => "SO",
        };
        OfficialList::Funding.rows().iter().filter(move |row| row.applies_to == level)
    }

    /// Whether it names something that no longer runs: shown where it stands, not offered anew.
    pub fn is_historic(&self) -> bool {
        HISTORIC.contains(&self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_code_means_something_else_in_primary_and_in_secondary_education() {
        let code = FundingCode::parse("02").unwrap();
        let label = |kind| code.meaning(kind).unwrap().label.as_str();
        assert_eq!(label(SchoolKind::Bao), "Coëfficiënt 1,5 - 150% financierbaar");
        assert_eq!(label(SchoolKind::So), "Regelmatig / financierbaar");
        assert_eq!(label(SchoolKind::Buso), label(SchoolKind::So));
    }

    #[test]
    fn every_line_belongs_to_one_kind_of_school() {
        let counts = [SchoolKind::Bao, SchoolKind::So].map(|kind| FundingCode::rows(kind).count());
        assert_eq!(counts, [7, 8]);
        assert_eq!(counts.iter().sum::<usize>(), OfficialList::Funding.rows().len());
        for row in OfficialList::Funding.rows() {
            let code = FundingCode::parse(&row.code).unwrap();
            assert_eq!(code.is_historic(), row.label.contains("GON"), "{}", row.label);
        }
    }

    #[test]
    fn a_code_outside_the_list_is_kept_without_a_meaning() {
        assert_eq!(FundingCode::parse("99").unwrap().meaning(SchoolKind::Bao), None);
        assert_eq!(FundingCode::parse("45").unwrap().meaning(SchoolKind::So), None);
        assert_eq!(FundingCode::parse_stripped("2").unwrap().as_str(), "02");
    }
}
