//! Official lists as data (`codes/*.csv`), read as they are: a code that is in no file is in no list.
//!
//! Each file stands in `codes/README.md` with its date and origin. Several lists of Discimus were
//! never published (discimus.md 11): those have no file, and the school types what it knows.

mod funding;
mod main_structure;
mod philosophy;
mod place;
mod send_status;
mod special_education;

pub use funding::FundingCode;
pub use main_structure::MainStructure;
pub use philosophy::PhilosophyCourse;
pub use place::{Place, places};
pub use send_status::SendStatus;
pub use special_education::SpecialEducationType;

use std::sync::OnceLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OfficialRow {
    /// The code, with its leading zeros; empty where only the words were found.
    pub code: String,
    /// The official Dutch words.
    #[serde(rename(deserialize = "label_nl"))]
    pub label: String,
    /// First day on which it holds; `None` where the source tells none.
    #[ts(type = "string | null")]
    pub valid_from: Option<NaiveDate>,
    /// Last day on which it holds; `None` where the source tells none.
    #[serde(rename(deserialize = "valid_to"))]
    #[ts(type = "string | null")]
    pub valid_until: Option<NaiveDate>,
    /// To what it applies, in the words of the list.
    pub applies_to: String,
    /// Origin of the line.
    pub source: String,
}

impl OfficialRow {
    /// Whether it holds on that day, as far as the source tells.
    pub fn valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| day <= until)
    }
}

/// A list that is kept as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum OfficialList {
    /// Financierbaarheidscodes, of primary and secondary education; see [`FundingCode::meaning`].
    Funding,
    /// Levensbeschouwelijke vakken.
    Philosophy,
    /// Hoofdstructuren; only two are attested.
    MainStructures,
    /// Types buitengewoon onderwijs.
    SpecialEducationTypes,
    /// Soorten schoolbestuur.
    SchoolBoardTypes,
    /// Statuses of what is sent.
    SendStatuses,
    /// Statuses of an enrolment.
    EnrolmentStatuses,
    /// Instapdata for kleuters from two and a half to three years, 2018-19 to 2029-30.
    KleuterEntryDates,
    /// Administratieve groepen of one school: a sample, the whole list was not found.
    AdministrativeGroups,
    /// Results of the admission check to the first year of primary education; words without codes.
    AdmissionPrimary,
    /// Results of the admission check in secondary education; words without codes.
    AdmissionSecondary,
}

impl OfficialList {
    /// All.
    pub const ALL: [Self; 11] = [
        Self::Funding,
        Self::Philosophy,
        Self::MainStructures,
        Self::SpecialEducationTypes,
        Self::SchoolBoardTypes,
        Self::SendStatuses,
        Self::EnrolmentStatuses,
        Self::KleuterEntryDates,
        Self::AdministrativeGroups,
        Self::AdmissionPrimary,
        Self::AdmissionSecondary,
    ];

    /// The lines, in the order of the file.
    pub fn rows(self) -> &'static [OfficialRow] {
        static LISTS: OnceLock<[Vec<OfficialRow>; OfficialList::ALL.len()]> = OnceLock::new();
        let lists = LISTS.get_or_init(|| Self::ALL.map(|list| read(list.file())));
        let place = Self::ALL.iter().position(|list| *list == self);
        place.map_or(&[], |place| &lists[place])
    }

    /// The first line with that code; an empty code is none.
    pub fn row(self, code: &str) -> Option<&'static OfficialRow> {
        self.rows().iter().find(|row| !row.code.is_empty() && row.code == code)
    }

    fn file(self) -> &'static str {
        match self {
            Self::Funding => include_str!("codes/financing_codes.csv"),
            Self::Philosophy => include_str!("codes/philosophy_course_codes.csv"),
            Self::MainStructures => include_str!("codes/main_structures.csv"),
            Self::SpecialEducationTypes => include_str!("codes/special_education_types.csv"),
            Self::SchoolBoardTypes => include_str!("codes/school_board_types.csv"),
            Self::SendStatuses => include_str!("codes/send_status_informat.csv"),
            Self::EnrolmentStatuses => include_str!("codes/enrolment_status_informat.csv"),
            Self::KleuterEntryDates => include_str!("codes/kleuter_entry_dates.csv"),
            Self::AdministrativeGroups => include_str!("codes/administrative_groups_sample.csv"),
            Self::AdmissionPrimary => include_str!("codes/admission_check_results_bao.csv"),
            Self::AdmissionSecondary => include_str!("codes/admission_check_results_so.csv"),
        }
    }
}

/// The files are part of the program; a line that cannot be read is a fault that a test finds.
fn read(file: &str) -> Vec<OfficialRow> {
    csv::Reader::from_reader(file.as_bytes()).deserialize().filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_list_is_read() {
        let counts = [15, 11, 2, 10, 8, 6, 7, 84, 38];
        for (list, count) in OfficialList::ALL.into_iter().zip(counts) {
            assert_eq!(list.rows().len(), count, "{list:?}");
            assert_eq!(list.file().trim_end().lines().count(), count + 1, "{list:?}");
            for row in list.rows() {
                assert!(!row.label.is_empty() && !row.source.is_empty(), "{list:?} {row:?}");
            }
        }
    }

    #[test]
    fn a_line_holds_within_the_dates_that_its_source_tells() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let basic = OfficialList::SpecialEducationTypes.row("BA").unwrap();
        assert!(!basic.valid_on(day("2015-08-31")));
        assert!(basic.valid_on(day("2015-09-01")) && basic.valid_on(day("2026-11-23")));
        assert!(OfficialList::Philosophy.row("0140").unwrap().valid_on(day("2026-11-23")));
    }

    #[test]
    fn a_code_that_no_source_attests_is_in_no_list() {
        for list in OfficialList::ALL {
            assert_eq!(list.row(""), None, "{list:?}");
            assert_eq!(list.row("XX"), None, "{list:?}");
        }
        assert_eq!(OfficialList::MainStructures.row("211"), None);
    }
}
