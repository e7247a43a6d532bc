//! What a person typed about an enrolment, in the types of the field.

use chrono::{DateTime, FixedOffset, Timelike};
use stamboek_domain::codes::{FundingCode, PhilosophyCourse};
use stamboek_domain::digits::DigitsFault;
use stamboek_domain::enrolment::{GroupDetails, Moment};
use stamboek_domain::group::AdministrativeGroup;
use stamboek_domain::institution::{InstitutionNumber, Location};
use stamboek_domain::name::tidy;
use stamboek_domain::problem::{Code, Problem};

use super::messages::{FieldProblem, GroupDraft};

/// What was typed and cannot be kept.
#[derive(Default)]
pub(super) struct Problems(pub(super) Vec<FieldProblem>);

impl Problems {
    pub(super) fn add(&mut self, field: &str, problem: Problem) {
        self.0.push(FieldProblem { field: field.to_owned(), problem });
    }

    fn wrong(&mut self, field: &str, value: &str, why: &str) {
        let problem = Problem::new(Code::InvalidValue).with("field", field).with("value", value);
        self.add(field, problem.with("why", why));
    }

    /// The value, or the problem at the field.
    pub(super) fn keep<T>(&mut self, field: &str, value: Result<T, Problem>) -> Option<T> {
        value.map_err(|problem| self.add(field, problem)).ok()
    }

    /// A code of digits; leading zeros may be missing.
    fn digits<T>(
        &mut self,
        field: &str,
        typed: &str,
        parse: impl FnOnce(&str) -> Result<T, DigitsFault>,
    ) -> Option<T> {
        parse(typed.trim()).map_err(|fault| self.wrong(field, typed, fault.code())).ok()
    }

    /// A code of digits, or nothing where nothing was typed.
    fn maybe<T>(
        &mut self,
        field: &str,
        typed: &str,
        parse: impl FnOnce(&str) -> Result<T, DigitsFault>,
    ) -> Option<T> {
        if typed.trim().is_empty() { None } else { self.digits(field, typed, parse) }
    }

    /// An institution number; what stands in the settings where nothing was typed.
    pub(super) fn institution(&mut self, typed: &str, own: &str) -> Option<InstitutionNumber> {
        let text = if typed.trim().is_empty() { own } else { typed };
        self.digits("institution", text, InstitutionNumber::parse)
    }

    /// A moment; now where nothing was typed.
    pub(super) fn moment(&mut self, typed: &str, now: DateTime<FixedOffset>) -> Option<Moment> {
        if typed.trim().is_empty() {
            let now = now.naive_local();
            return Some(Moment { day: now.date(), time: now.time().with_second(0)?.with_nanosecond(0) });
        }
        match Moment::parse(typed) {
            Ok(moment) => Some(moment),
            Err(_) => {
                self.wrong("moment", typed, "shape");
                None
            }
        }
    }

    /// All details of a group.
    pub(super) fn details(&mut self, draft: &GroupDraft) -> Option<GroupDetails> {
        let before = self.0.len();
        let group = self.digits("group", &draft.group, AdministrativeGroup::parse_stripped);
        let location = self.digits("location", &draft.location, Location::parse_stripped);
        let philosophy = self.maybe("philosophy", &draft.philosophy, PhilosophyCourse::parse_stripped);
        let funding = self.maybe("funding", &draft.funding, FundingCode::parse_stripped);
        let previous = self.maybe("previous", &draft.previous, InstitutionNumber::parse);
        let details = GroupDetails {
            group: group?,
            location: location?,
            language: draft.language,
            philosophy,
            funding,
            previous,
            special_type: draft.special_type,
            residence: tidy(&draft.residence),
            sport: tidy(&draft.sport),
            language_courses: tidy(&draft.language_courses),
            language_exemption: tidy(&draft.language_exemption),
            flags: draft.flags,
        };
        (self.0.len() == before).then_some(details)
    }

    /// Another group or location in details that are there.
    pub(super) fn moved(
        &mut self,
        details: &GroupDetails,
        group: Option<&str>,
        location: Option<&str>,
    ) -> Option<GroupDetails> {
        let mut details = details.clone();
        if let Some(typed) = group {
            details.group = self.digits("group", typed, AdministrativeGroup::parse_stripped)?;
        }
        if let Some(typed) = location {
            details.location = self.digits("location", typed, Location::parse_stripped)?;
        }
        Some(details)
    }
}
