//! Attendance on paper and in files, through the public face.

mod dossier;
mod enrolments;
mod files;
mod letters;
mod paper;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use stamboek_core::attendance::messages::*;
use stamboek_core::attendance::{class_week, set};
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Params, fill};
use stamboek_core::reports::messages::*;
use stamboek_core::reports::report_save;
use stamboek_core::shell::Headless;
use stamboek_core::{Answer, Core};
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::enrolment::{Enrolment, EnrolmentId};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::Change;
use stamboek_domain::tag::Tag;
use uuid::Uuid;

/// Monday 23 November 2026.
fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str, half: Half) -> HalfDay {
    HalfDay { day: day(text), half }
}

struct School {
    core: Core,
    shell: Arc<Headless>,
    folder: tempfile::TempDir,
}

impl School {
    fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shell = Arc::new(Headless::default());
        let profile = folder.path().join("register");
        let core = Core::create_with_key(&profile, shell.clone(), clock, &Key::new([7; 32])).unwrap();
        Self { core, shell, folder }
    }

    fn demo(pupils: u32) -> Self {
        let school = Self::empty();
        fill(&school.core.register().unwrap(), &Params::new(pupils, clock().date_naive())).unwrap();
        school
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn push(&self, change: Change) {
        self.core.register().unwrap().write("edit", |batch| batch.push(change)).unwrap();
    }

    fn add(&self, last: &str, first: &str, class: &str) -> PupilId {
        let pupil = PupilId(Uuid::now_v7());
        let mut random = [0; 10];
        random.copy_from_slice(&pupil.0.as_bytes()[6..]);
        let fields = [
            (PupilField::LastName, last),
            (PupilField::FirstName, first),
            (PupilField::Class, class),
            (PupilField::BirthDate, "2016-03-02"),
        ];
        let fields = fields.into_iter().map(|(field, value)| (field, value.to_owned())).collect();
        self.push(Change::PupilCreate { pupil, tag: String::from(Tag::mint(random)), fields });
        pupil
    }

    fn enrol(&self, pupil: PupilId, class: &str, from: &str, until: Option<&str>) {
        let (from, until) = (day(from), until.map(day));
        let (class, location) = (class.to_owned(), String::new());
        let enrolment = Enrolment { pupil, class, location, from, until };
        self.push(Change::EnrolmentOpen { id: EnrolmentId(Uuid::now_v7()), enrolment });
    }

    fn pupils(&self, class: &str) -> Vec<PupilId> {
        let request = ClassWeekRequest { class: class.into(), day: day("2026-11-23") };
        class_week(&self.core, request).unwrap().rows.iter().map(|row| row.pupil).collect()
    }

    fn mark(&self, pupil: PupilId, at: HalfDay, code: &str, note: Option<&str>) {
        let mut mark = Mark::of(MarkCode::parse(code).unwrap());
        mark.note = note.map(str::to_owned);
        let cell = CellEdit { pupil, at, was: None, now: Some(mark) };
        let answer = set(&self.core, AttendanceSetRequest { cells: vec![cell] }).unwrap();
        assert_eq!(answer.set, 1);
    }

    fn report(&self, report: Report, codes: CodeStyle, format: ReportFormat) -> Answer<PathBuf> {
        let request = ReportRequest { report, codes, format, to: FileTo::Save };
        let target = self.path(&format!(
            "{}.{}",
            Uuid::now_v7(),
            serde_json::to_value(format).unwrap().as_str().unwrap()
        ));
        self.shell.answer_target(&target);
        report_save(&self.core, request).map(|_| target)
    }
}

/// The text of each page, as somebody would select it.
fn pages(path: &Path) -> Vec<String> {
    let text = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output();
    let text = String::from_utf8(text.expect("pdftotext (poppler-utils)").stdout).unwrap();
    text.split('\u{c}').filter(|page| !page.trim().is_empty()).map(str::to_owned).collect()
}
