//! What the tests of the link share: the simulator as a process, and a small school that speaks to it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
pub use std::sync::Arc;
use std::time::{Duration, Instant};

pub use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Deserialize;
use stamboek_core::db::open::Key;
pub use stamboek_core::discimus::messages::*;
use stamboek_core::discimus::{discimus, discimus_do};
use stamboek_core::shell::Headless;
pub use stamboek_core::{Answer, Core};
use stamboek_domain::codes::SendStatus;
pub use stamboek_domain::discimus::Subject;
pub use stamboek_domain::enrolment::{
    EnrolmentStatus, GroupDetails, GroupEnrolment, GroupEnrolmentId, Leaving, Moment, SchoolEnrolment,
    SchoolEnrolmentId,
};
pub use stamboek_domain::insz::Insz;
pub use stamboek_domain::problem::Code;
pub use stamboek_domain::pupil::{PupilField, PupilId};
pub use stamboek_domain::sync::op::{Change, RecordChange};
pub use uuid::Uuid;

/// Monday 23 November 2026.
pub fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The simulator in a process of its own; ends with the test.
pub struct Simulator {
    child: Child,
    pub port: u16,
}

impl Drop for Simulator {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A transaction as the simulator saw it.
#[derive(Deserialize, Debug)]
pub struct Arrived {
    pub id: Uuid,
    pub pupil: PupilId,
    pub record: String,
    pub subject: Subject,
    pub version: u32,
    pub withdraws: bool,
    pub again: bool,
    pub outcome: String,
}

#[derive(Deserialize)]
struct Seen {
    #[serde(flatten)]
    rest: BTreeMap<String, serde_json::Value>,
}

impl Simulator {
    pub fn start() -> Self {
        Self::start_with(&["--port", "0"])
    }

    pub fn start_with(args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_discimus-simulator"))
            .args(args)
            .args(["--today", "2026-11-23"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().rsplit(':').next().unwrap().parse().unwrap();
        Self { child, port }
    }

    /// Another behaviour from now on.
    pub fn script(&self, script: &serde_json::Value) {
        let url = format!("http://127.0.0.1:{}/simulator/script", self.port);
        let body = script.to_string();
        ureq::post(url).header("content-type", "application/json").send(body).unwrap();
    }

    /// Everything that arrived, in order.
    pub fn arrived(&self) -> Vec<Arrived> {
        let url = format!("http://127.0.0.1:{}/simulator/arrived", self.port);
        let text = ureq::get(url).call().unwrap().body_mut().read_to_string().unwrap();
        let seen: Vec<Seen> = serde_json::from_str(&text).unwrap();
        let one = |mut seen: Seen| {
            let outcome = seen.rest["outcome"]["outcome"].clone();
            seen.rest.insert("outcome".to_owned(), outcome);
            serde_json::from_value(serde_json::to_value(seen.rest).unwrap()).unwrap()
        };
        seen.into_iter().map(one).collect()
    }

    /// What arrived, as subjects.
    pub fn subjects(&self) -> Vec<Subject> {
        self.arrived().iter().map(|one| one.subject).collect()
    }
}

/// A school without a window: every run is one of the moment.
pub struct School {
    pub core: Core,
    pub institution: String,
    pub folder: tempfile::TempDir,
}

/// A school whose link goes to that port.
pub fn school(institution: &str, port: u16) -> School {
    let folder = tempfile::tempdir().unwrap();
    let core = Core::create_with_key(folder.path(), Arc::new(Headless::default()), clock, &Key::new([7; 32]))
        .unwrap();
    let school = School { core, institution: institution.to_owned(), folder };
    school.link(port);
    school
}

/// The register of a folder, opened anew.
pub fn reopened(folder: &Path) -> Core {
    Core::open_with_key(folder, Arc::new(Headless::default()), clock, &Key::new([7; 32])).unwrap()
}

pub fn run(core: &Core, action: DiscimusDoRequest) -> Answer<DiscimusDone> {
    discimus_do(core, action)
}

pub fn send(core: &Core) -> Answer<DiscimusDone> {
    run(core, DiscimusDoRequest::Send { pupil: None })
}

pub fn seen(core: &Core) -> Discimus {
    discimus(core, DiscimusRequest { pupil: None }).unwrap()
}

/// Subject and status of what waits.
pub fn waits(core: &Core) -> Vec<(Subject, SendStatus)> {
    seen(core).queue.iter().map(|row| (row.subject, row.status)).collect()
}

/// Waits until it is so.
pub fn until(done: &dyn Fn() -> bool) {
    let begin = Instant::now();
    while !done() && begin.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(done());
}

impl School {
    /// The same register in a program that stays open: runs are on a thread of their own.
    pub fn stays_open(&self) -> Core {
        self.core.close_register();
        let core = Core::new(self.folder.path(), Arc::new(Headless::default()), clock).stays_open();
        core.open_register(&Key::new([7; 32])).unwrap();
        core
    }

    pub fn link(&self, port: u16) {
        let was = seen(&self.core).link.settings;
        let now = LinkSettings { on: true, port };
        run(&self.core, DiscimusDoRequest::Settings { was, now }).unwrap();
    }

    pub fn push(&self, change: Change) -> String {
        let register = self.core.register().unwrap();
        register
            .write("edit", |batch| {
                batch.push(change)?;
                Ok(batch.saved().unwrap())
            })
            .unwrap()
    }

    /// A girl of the demo names, enrolled on 1 September 2026 with a group; INSZ with counter 999.
    pub fn enrolled(&self, n: u32, insz: bool) -> PupilId {
        let pupil = self.pupil(n, insz);
        let school = self.school_enrolment(pupil, n);
        let group = group(&school);
        let (schools, groups) = (vec![RecordChange::open(school)], vec![RecordChange::open(group)]);
        self.push(Change::EnrolmentSet { pupil, schools, groups });
        pupil
    }

    pub fn pupil(&self, n: u32, insz: bool) -> PupilId {
        let pupil = PupilId(Uuid::new_v4());
        let mut fields: BTreeMap<PupilField, String> = [
            (PupilField::LastName, format!("Van den Demo{n}")),
            (PupilField::FirstName, "Noor".to_owned()),
            (PupilField::BirthDate, format!("2015-03-{n:02}")),
            (PupilField::Sex, "v".to_owned()),
            (PupilField::Institution, self.institution.clone()),
        ]
        .into();
        if insz {
            fields.insert(PupilField::Insz, number(n));
        }
        let tag = format!("TAG{}{n:05}", self.institution);
        self.push(Change::PupilCreate { pupil, tag, fields });
        pupil
    }

    pub fn school_enrolment(&self, pupil: PupilId, n: u32) -> SchoolEnrolment {
        SchoolEnrolment {
            id: SchoolEnrolmentId(Uuid::new_v4()),
            pupil,
            institution: serde_json::from_value(self.institution.clone().into()).unwrap(),
            stamnummer: serde_json::from_value(format!("26{n:05}").into()).unwrap(),
            moment: Moment::parse("2026-03-12T10:05").unwrap(),
            from: day("2026-09-01"),
            status: EnrolmentStatus::Realised,
            reason: String::new(),
            leaving: None,
        }
    }

    pub fn set_field(&self, pupil: PupilId, field: PupilField, was: Option<&str>, now: &str) {
        let item = stamboek_domain::sync::op::FieldChange {
            field,
            was: was.map(str::to_owned),
            now: Some(now.to_owned()),
        };
        self.push(Change::PupilEdit { pupil, items: vec![item] });
    }
}

/// The number of the nth pupil: nobody's.
pub fn number(n: u32) -> String {
    Insz::compose(2015, 3, n, 999).unwrap().as_str().to_owned()
}

pub fn group(school: &SchoolEnrolment) -> GroupEnrolment {
    GroupEnrolment {
        id: GroupEnrolmentId(Uuid::new_v4()),
        enrolment: school.id,
        from: school.from,
        expected_until: day("2027-08-31"),
        until: None,
        never_came: false,
        details: GroupDetails::new(
            serde_json::from_value("000123".into()).unwrap(),
            serde_json::from_value("001".into()).unwrap(),
        ),
    }
}
