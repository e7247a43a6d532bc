//! What the tests of this subject share: a primary school, enrolments here and elsewhere, a day.

pub use std::path::{Path, PathBuf};
pub use std::sync::Arc;

pub use chrono::{DateTime, FixedOffset, NaiveDate};
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Params, fill};
pub use stamboek_core::history::messages::UndoRequest;
pub use stamboek_core::history::undo;
pub use stamboek_core::imports::messages::SheetKind;
use stamboek_core::imports::read::limits::ChildLimits;
use stamboek_core::imports::read_file;
pub use stamboek_core::overlaps::messages::*;
pub use stamboek_core::overlaps::{
    elsewhere_import, know_schools, overlap_do, overlaps, replace_from_discimus,
};
use stamboek_core::pupils::messages::PupilRow;
use stamboek_core::settings::put_setting;
use stamboek_core::shell::Headless;
pub use stamboek_core::{Answer, Core};
pub use stamboek_domain::calendar::{Calendar, SchoolKind};
pub use stamboek_domain::elsewhere::{Elsewhere, ElsewhereKey, ElsewhereSource, School};
use stamboek_domain::enrolment::{
    EnrolmentStatus, GroupDetails, GroupEnrolment, GroupEnrolmentId, Leaving, Moment, SchoolEnrolment,
    SchoolEnrolmentId,
};
use stamboek_domain::group::AdministrativeGroup;
pub use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::institution::Location;
pub use stamboek_domain::overlap::{
    CaseAction, CaseKey, CaseState, LaterEnrolment, LawfulAction, OverlapKind, PupilMark,
};
pub use stamboek_domain::period::Period;
pub use stamboek_domain::problem::Code;
pub use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::sync::op::{Change, RecordChange};
use uuid::Uuid;

/// The institution of the demo school, and two invented others.
pub const OURS: &str = "099901";
pub const LINDE: &str = "099911";
pub const BEUK: &str = "099912";

/// Monday 23 November 2026.
pub fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn number(text: &str) -> InstitutionNumber {
    InstitutionNumber::parse(text).unwrap()
}

pub struct TestSchool {
    pub core: Core,
    pub shell: Arc<Headless>,
    pub pupils: Vec<PupilRow>,
    folder: tempfile::TempDir,
}

/// A demo school of sixty pupils without any enrolment yet.
pub fn school(kind: SchoolKind) -> TestSchool {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::new(Headless::default());
    let core = Core::create_with_key(folder.path(), shell.clone(), clock, &Key::new([7; 32])).unwrap();
    core.readings.use_reader(Path::new(env!("CARGO_BIN_EXE_stamboek")), ChildLimits::default());
    let register = core.register().unwrap();
    fill(&register, &Params::new(60, clock().date_naive())).unwrap();
    let calendar = Calendar::standard(SchoolYear::beginning(2026).unwrap(), kind);
    register.write("calendar", |batch| put_setting(batch, "calendar/2026-2027", &calendar)).unwrap();
    let pupils = stamboek_core::pupils::list(&core, Default::default()).unwrap().rows;
    TestSchool { core, shell, pupils, folder }
}

impl TestSchool {
    /// Enrols in the school and in a group of this school year.
    pub fn enrolled(&self, pupil: PupilId, from: &str, moment: &str) -> SchoolEnrolment {
        let school = SchoolEnrolment {
            id: SchoolEnrolmentId(Uuid::now_v7()),
            pupil,
            institution: number(OURS),
            stamnummer: None,
            moment: Moment::parse(moment).unwrap(),
            from: day(from),
            status: EnrolmentStatus::Realised,
            reason: String::new(),
            leaving: None,
        };
        let group = group(&school);
        self.set(pupil, RecordChange::open(school.clone()), vec![RecordChange::open(group)]);
        school
    }

    /// The pupil leaves with that last day.
    pub fn left(&self, school: &SchoolEnrolment, until: &str) {
        let until = day(until);
        let leaving = Leaving { until, cause: String::new(), situation: String::new() };
        let now = SchoolEnrolment { leaving: Some(leaving), ..school.clone() };
        self.set(school.pupil, RecordChange::change(school.clone(), now), Vec::new());
    }

    fn set(
        &self,
        pupil: PupilId,
        school: RecordChange<SchoolEnrolment>,
        groups: Vec<RecordChange<GroupEnrolment>>,
    ) {
        let change = Change::EnrolmentSet { pupil, schools: vec![school], groups };
        self.core.register().unwrap().write("enrol", |batch| batch.push(change)).unwrap();
    }

    /// Types an enrolment elsewhere.
    pub fn typed(&self, pupil: PupilId, institution: &str, from: &str, moment: &str) -> ElsewhereKey {
        let now = typed(institution, from, moment);
        self.act(pupil, OverlapDo::Elsewhere { was: None, now: Some(now) }).unwrap();
        ElsewhereKey::parse(&format!("{institution}/{from}")).unwrap()
    }

    /// Answers the action.
    pub fn act(&self, pupil: PupilId, act: OverlapDo) -> Answer<Option<String>> {
        overlap_do(&self.core, OverlapDoRequest { pupil: Some(pupil), act }).map(|saved| saved.batch)
    }

    pub fn note(&self, pupil: PupilId, case: &CaseKey, action: CaseAction) -> Answer<Option<String>> {
        self.act(pupil, OverlapDo::Note { case: case.clone(), action, note: String::new() })
    }

    /// Discimus tells of a pupil, at that moment.
    pub fn told(&self, pupil: PupilId, told: &[Elsewhere], at: &str) {
        let at = DateTime::parse_from_rfc3339(at).unwrap();
        let register = self.core.register().unwrap();
        register.write("discimus", |batch| replace_from_discimus(batch, pupil, told.to_vec(), at)).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Reads a CSV; answers the reading.
    pub fn sheet(&self, kind: SheetKind, lines: &str) -> u32 {
        let path = self.path("lijst.csv");
        std::fs::write(&path, lines).unwrap();
        let preview = read_file(&self.core, &path, kind).unwrap();
        assert!(preview.missing.is_empty(), "{:?} of {:?}", preview.missing, preview.headers);
        preview.session
    }

    /// Plans a list, and carries it out as it was planned.
    pub fn import(&self, request: ElsewhereImportRequest) -> ElsewhereImport {
        let plan = elsewhere_import(&self.core, request.clone()).unwrap();
        assert!(plan.applicable && plan.batch.is_none());
        let done = elsewhere_import(&self.core, ElsewhereImportRequest { apply: true, ..request }).unwrap();
        assert_eq!((plan.new, plan.changed, plan.gone), (done.new, done.changed, done.gone));
        done
    }

    /// A line `naam;voornaam;geboortedatum` of a pupil.
    pub fn name(&self, at: usize) -> String {
        let row = &self.pupils[at];
        format!("{};{};{}", row.last_name, row.first_name, row.birth_date)
    }

    pub fn list(&self) -> Overlaps {
        overlaps(&self.core, OverlapsRequest::default()).unwrap()
    }

    pub fn of(&self, pupil: PupilId) -> Overlaps {
        overlaps(&self.core, OverlapsRequest { pupil: Some(pupil), ..Default::default() }).unwrap()
    }

    /// The only pair of a pupil.
    pub fn pair(&self, pupil: PupilId) -> OverlapRow {
        let mut pupils = self.of(pupil).pupils;
        assert_eq!(pupils.len(), 1);
        let mut pairs = pupils.remove(0).pairs;
        assert_eq!(pairs.len(), 1);
        pairs.remove(0)
    }

    pub fn state(&self, pupil: PupilId) -> CaseState {
        self.pair(pupil).case.standing.state
    }

    pub fn assert_sound(&self) {
        assert!(self.core.register().unwrap().check().unwrap().is_sound());
    }
}

fn group(school: &SchoolEnrolment) -> GroupEnrolment {
    GroupEnrolment {
        id: GroupEnrolmentId(Uuid::now_v7()),
        enrolment: school.id,
        from: school.from,
        expected_until: SchoolYear::of(school.from).unwrap().last_day(),
        until: None,
        never_came: false,
        details: GroupDetails::new(
            AdministrativeGroup::parse("043056").unwrap(),
            Location::parse("001").unwrap(),
        ),
    }
}

pub fn typed(institution: &str, from: &str, moment: &str) -> TypedElsewhere {
    TypedElsewhere {
        institution: institution.into(),
        school: String::new(),
        period: Period { from: day(from), until: None },
        moment: moment.into(),
        hospital: false,
    }
}

/// As Discimus tells it.
pub fn elsewhere(institution: &str, from: &str, moment: &str) -> Elsewhere {
    Elsewhere {
        institution: Some(number(institution)),
        school: String::new(),
        period: Period { from: day(from), until: None },
        moment: Moment::parse(moment).ok(),
        hospital: false,
        source: ElsewhereSource::Discimus,
        seen_on: day("2026-11-23"),
    }
}

pub fn linde() -> School {
    School {
        number: number(LINDE),
        name: "Basisschool De Linde".into(),
        municipality: "Leuven".into(),
        phone: "016 00 00 00".into(),
        email: String::new(),
        kind: Some(SchoolKind::Bao),
        school_group: None,
        hospital: false,
    }
}
