//! What the tests of attendance share: a school of 300 pupils on a Monday morning.

pub use std::sync::Arc;

pub use chrono::{DateTime, FixedOffset, NaiveDate};
pub use stamboek_core::attendance::messages::*;
use stamboek_core::attendance::{class_week, set};
use stamboek_core::db::open::Key;
pub use stamboek_core::demo::Params;
use stamboek_core::demo::fill;
pub use stamboek_core::history::messages::{Saved, UndoRequest};
pub use stamboek_core::history::undo;
use stamboek_core::shell::Headless;
pub use stamboek_core::{Answer, Core};
pub use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
pub use stamboek_domain::enrolment::{Enrolment, EnrolmentId};
pub use stamboek_domain::problem::Code;
pub use stamboek_domain::pupil::PupilId;
pub use stamboek_domain::school_year::SchoolYear;
pub use stamboek_domain::sync::op::Change;
pub use uuid::Uuid;

/// Monday 23 November 2026.
pub fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

pub struct School {
    pub core: Core,
    _folder: tempfile::TempDir,
}

pub fn school() -> School {
    filled(&Params::new(300, clock().date_naive()))
}

/// A demo school as wished.
pub fn filled(params: &Params) -> School {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::new(Headless::default());
    let core = Core::create_with_key(folder.path(), shell, clock, &Key::new([7; 32])).unwrap();
    fill(&core.register().unwrap(), params).unwrap();
    School { core, _folder: folder }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn at(text: &str, half: Half) -> HalfDay {
    HalfDay { day: day(text), half }
}

pub fn mark(code: &str) -> Option<Mark> {
    Some(Mark::of(MarkCode::parse(code).unwrap()))
}

impl School {
    pub fn week(&self, class: &str) -> ClassWeek {
        self.week_of(class, "2026-11-23")
    }

    pub fn set(
        &self,
        pupil: PupilId,
        at: HalfDay,
        was: Option<&str>,
        now: Option<&str>,
    ) -> Answer<AttendanceSetAnswer> {
        let cell = CellEdit { pupil, at, was: was.and_then(mark), now: now.and_then(mark) };
        set(&self.core, AttendanceSetRequest { cells: vec![cell] })
    }

    /// The register of a class in another week.
    pub fn week_of(&self, class: &str, text: &str) -> ClassWeek {
        class_week(&self.core, ClassWeekRequest { class: class.into(), day: day(text) }).unwrap()
    }

    /// Opens an enrolment in L4A, whatever the rules say.
    pub fn enrolled(&self, pupil: PupilId, from: &str, until: Option<&str>) -> EnrolmentId {
        let id = EnrolmentId(Uuid::now_v7());
        let enrolment = Enrolment {
            pupil,
            class: "L4A".into(),
            location: "001".into(),
            from: day(from),
            until: until.map(day),
        };
        let open = Change::EnrolmentOpen { id, enrolment };
        self.core.register().unwrap().write("enrol", |batch| batch.push(open)).unwrap();
        id
    }

    /// The register passes its check: views equal a rebuild from the ops.
    pub fn assert_sound(&self) {
        assert!(self.core.register().unwrap().check().unwrap().is_sound());
    }

    pub fn code(&self, class: &str, pupil: PupilId, column: usize) -> Option<String> {
        let week = self.week(class);
        let row = week.rows.iter().find(|row| row.pupil == pupil).unwrap();
        row.cells[column].mark.as_ref().map(|mark| mark.code.as_str().to_owned())
    }
}
