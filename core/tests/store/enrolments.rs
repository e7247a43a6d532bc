//! Enrolments in the school and in groups, as random actions of a person.

use stamboek_domain::enrolment::{
    EnrolmentStatus, GroupDetails, GroupEnrolment, GroupEnrolmentId, Leaving, Moment, SchoolEnrolment,
    SchoolEnrolmentId,
};
use stamboek_domain::group::AdministrativeGroup;
use stamboek_domain::institution::{InstitutionNumber, Location};
use stamboek_domain::sync::op::RecordChange;

use crate::common::*;

fn school(pupil: PupilId) -> SchoolEnrolment {
    SchoolEnrolment {
        id: SchoolEnrolmentId(Uuid::now_v7()),
        pupil,
        institution: InstitutionNumber::parse("099901").unwrap(),
        stamnummer: None,
        moment: Moment::parse("2026-03-12").unwrap(),
        from: day(),
        status: EnrolmentStatus::Realised,
        reason: String::new(),
        leaving: None,
    }
}

fn group(enrolment: SchoolEnrolmentId, code: u32) -> GroupEnrolment {
    GroupEnrolment {
        id: GroupEnrolmentId(Uuid::now_v7()),
        enrolment,
        from: day(),
        expected_until: "2027-08-31".parse().unwrap(),
        until: None,
        never_came: false,
        details: GroupDetails::new(
            AdministrativeGroup::parse(&format!("{code:06}")).unwrap(),
            Location::parse("001").unwrap(),
        ),
    }
}

/// What the pupil's last op said of each of the two levels.
fn last(core: &Core, pupil: PupilId) -> Option<(SchoolEnrolment, Option<GroupEnrolment>)> {
    let read = |db: &rusqlite::Connection| {
        let sql = "SELECT o.body FROM op_pupil p JOIN outbox o ON o.n = p.n
                   WHERE p.pupil = ?1 AND o.body LIKE '%\"enrolment.set\"%' AND o.outcome = 'applied'
                   ORDER BY p.n DESC LIMIT 1";
        let body: Option<String> = db.query_row(sql, [pupil.0.to_string()], |row| row.get(0)).ok();
        Ok(body.and_then(|body| serde_json::from_str::<stamboek_domain::sync::op::Op>(&body).ok()))
    };
    let op = core.register().unwrap().read(read).unwrap()?;
    let Change::EnrolmentSet { schools, groups, .. } = op.change else { return None };
    let group = groups.into_iter().filter_map(|change| change.now).next_back();
    Some((schools.into_iter().find_map(|change| change.now)?, group))
}

/// Enrols, leaves, changes group or cancels; `false` when it would do nothing.
pub fn act(core: &Core, pupil: PupilId, a: u8, b: u8) -> bool {
    let found = last(core, pupil).filter(|(school, _)| school.status != EnrolmentStatus::Cancelled);
    let (schools, groups) = match found {
        None => {
            let school = school(pupil);
            let groups = vec![RecordChange::open(group(school.id, u32::from(a)))];
            (vec![RecordChange::open(school)], groups)
        }
        Some((school, group)) if b.is_multiple_of(3) => {
            let now = school.cancelled("Vergissing").unwrap();
            let groups = group.map(|group| RecordChange::change(group.clone(), group.never_came()));
            (vec![RecordChange::change(school, now)], groups.into_iter().collect())
        }
        Some((school, group)) => {
            let leaving = Leaving { until: day(), cause: format!("{a}"), situation: String::new() };
            let now = SchoolEnrolment { leaving: Some(leaving), ..school.clone() };
            let close = |group: GroupEnrolment| {
                RecordChange::change(group.clone(), GroupEnrolment { until: Some(day()), ..group })
            };
            (vec![RecordChange::change(school, now)], group.map(close).into_iter().collect())
        }
    };
    let change = Change::EnrolmentSet { pupil, schools, groups };
    let before = super::undo::visible(core);
    core.register().unwrap().write("enrol", |batch| batch.push(change)).unwrap();
    super::undo::visible(core) != before
}

#[test]
fn an_enrolment_that_is_taken_back_stays_in_the_legal_register() {
    let folder = tempfile::tempdir().unwrap();
    let core = create(folder.path());
    let (id, make) = pupil("Aerts");
    core.register().unwrap().write("create", |batch| batch.push(make)).unwrap();
    act(&core, id, 1, 1);
    answer(&core, "undo", serde_json::json!({ "direction": "back", "batch": null }));
    let read = |sql: &str| -> String {
        let register = core.register().unwrap();
        register.read(|db| Ok(db.query_row(sql, [], |row| row.get(0)).unwrap())).unwrap()
    };
    let legal = "SELECT status || ' ' || reason FROM view_school_enrolment";
    assert_eq!(read(legal), "cancelled Ongedaan gemaakt");
    assert_eq!(read("SELECT count(*) || '' FROM view_group_enrolment"), "0");
    answer(&core, "undo", serde_json::json!({ "direction": "again" }));
    assert_eq!(read(legal), "realised ");
    assert_eq!(read("SELECT count(*) || '' FROM view_group_enrolment"), "1");
    assert!(core.register().unwrap().check().unwrap().is_sound());
}
