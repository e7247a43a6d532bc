//! What the tests of enrolments share: a demo school, forms, and short ways to ask.

pub use std::collections::BTreeMap;
use std::sync::Arc;

pub use chrono::{DateTime, FixedOffset, NaiveDate};
pub use stamboek_core::Core;
use stamboek_core::commands::Nothing;
use stamboek_core::db::open::Key;
pub use stamboek_core::demo::{Level, Params};
pub use stamboek_core::enrolments::messages::*;
pub use stamboek_core::enrolments::*;
pub use stamboek_core::history::messages::UndoRequest;
pub use stamboek_core::history::undo;
pub use stamboek_core::pupils::messages::PupilRow;
use stamboek_core::shell::Headless;
pub use stamboek_domain::address::Address;
pub use stamboek_domain::contact::Contact;
pub use stamboek_domain::enrolment::*;
pub use stamboek_domain::problem::Code;
pub use stamboek_domain::pupil::{PupilField, PupilId};

/// Monday 23 November 2026.
pub fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

pub struct School {
    pub core: Core,
    _folder: tempfile::TempDir,
}

pub fn empty(institution: &str) -> School {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::new(Headless::default());
    let core = Core::create_with_key(folder.path(), shell, clock, &Key::new([7; 32])).unwrap();
    let name = |batch: &mut stamboek_core::register::Batch| {
        stamboek_core::settings::name_school(batch, "Proefschool", institution, "DB")
    };
    core.register().unwrap().write("setup", name).unwrap();
    School { core, _folder: folder }
}

/// A demo school with enrolments.
pub fn demo(level: Level, pupils: u32) -> School {
    let school = empty("099901");
    let params = Params { level, enrolments: true, ..Params::new(pupils, clock().date_naive()) };
    stamboek_core::demo::fill(&school.core.register().unwrap(), &params).unwrap();
    school
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn group_draft(group: &str) -> GroupDraft {
    GroupDraft {
        group: group.into(),
        location: "1".into(),
        philosophy: "140".into(),
        funding: "1".into(),
        ..GroupDraft::default()
    }
}

/// A new pupil at the counter, from Tuesday 24 November 2026 on.
pub fn form(last: &str, first: &str, birth: &str) -> EnrolRequest {
    let fields =
        [(PupilField::LastName, last), (PupilField::FirstName, first), (PupilField::BirthDate, birth)];
    EnrolRequest {
        pupil: None,
        fields: fields.map(|(field, text)| (field, text.to_owned())).into(),
        school: SchoolDraft {
            institution: String::new(),
            stamnummer: String::new(),
            moment: String::new(),
            from: Some(day("2026-11-24")),
            status: EnrolmentStatus::Realised,
            reason: String::new(),
        },
        group: Some(group_draft("43056")),
        class: "L4A".into(),
        address: None,
        contacts: None,
        nationality: None,
        despite_duplicates: false,
        apply: false,
    }
}

pub fn applied(request: EnrolRequest) -> EnrolRequest {
    EnrolRequest { apply: true, ..request }
}

impl School {
    /// Enrols and answers who it is.
    pub fn enrolled(&self, request: EnrolRequest) -> PupilId {
        let plan = enrol(&self.core, applied(request)).unwrap();
        let problems: Vec<_> = plan.problems.iter().map(|one| (&one.field, one.problem.code)).collect();
        assert!(plan.batch.is_some(), "{problems:?} {:?}", plan.remarks);
        plan.pupil.unwrap()
    }

    pub fn file(&self, pupil: PupilId) -> EnrolmentFile {
        let request = EnrolmentsRequest { pupil: Some(pupil), choices: false };
        enrolments(&self.core, request).unwrap().file.unwrap()
    }

    pub fn list(&self) -> Vec<PupilRow> {
        stamboek_core::pupils::list(&self.core, Nothing {}).unwrap().rows
    }

    pub fn state(&self, on: &str) -> StateAnswer {
        state(&self.core, StateRequest { on: day(on), against: None, institution: String::new() }).unwrap()
    }

    /// Takes back the last action.
    pub fn undo(&self) {
        assert_eq!(undo(&self.core, UndoRequest { batch: None }).unwrap().kept, 0);
    }

    /// `class from..until`, the oldest first.
    pub fn seats(&self, pupil: PupilId) -> Vec<String> {
        let classes = self.file(pupil).classes;
        let text = |until: Option<NaiveDate>| until.map(|day| day.to_string()).unwrap_or_default();
        let written = |row: &EnrolmentRow| {
            format!("{} {}..{}", row.enrolment.class, row.enrolment.from, text(row.enrolment.until))
        };
        classes.iter().rev().map(written).collect()
    }

    /// `group from..until`, the oldest first; one that never was in brackets.
    pub fn groups(&self, pupil: PupilId) -> Vec<String> {
        let text = |until: Option<NaiveDate>| until.map(|day| day.to_string()).unwrap_or_default();
        let mut found = Vec::new();
        for GroupEnrolmentRow { enrolment: group, .. } in
            self.file(pupil).schools.iter().flat_map(|s| &s.groups)
        {
            let written = format!("{} {}..{}", group.details.group, group.from, text(group.until));
            found.push(if group.never_came { format!("[{written}]") } else { written });
        }
        found.reverse();
        found
    }

    /// The register passes its check: views equal a rebuild from the ops.
    pub fn assert_sound(&self) {
        assert!(self.core.register().unwrap().check().unwrap().is_sound());
    }
}
