//! What is told, and in which order.

use serde_json::json;
use stamboek_core::attendance::set;
use stamboek_core::dossier::{messages as dossier, save};
use stamboek_core::history::messages::UndoRequest;
use stamboek_core::history::undo;
use stamboek_domain::characteristic::{Characteristic, CharacteristicKind};
use stamboek_domain::codes::SendStatus;
use stamboek_domain::measure::{Measure, MeasureKind};

use crate::common::*;

#[test]
fn person_then_school_then_group_and_then_nothing_more() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    school.enrolled(1, true);
    let waiting: Vec<Subject> = waits(&school.core).into_iter().map(|(subject, _)| subject).collect();
    assert_eq!(waiting, [Subject::Person, Subject::School, Subject::Group]);
    send(&school.core).unwrap();
    assert_eq!(simulator.subjects(), [Subject::Person, Subject::School, Subject::Group], "discimus.md 6.2");
    assert_eq!(waits(&school.core), []);
    send(&school.core).unwrap();
    assert_eq!(simulator.arrived().len(), 3, "what is known is not told again");
    let link = seen(&school.core).link;
    assert!(link.simulator && link.last_contact.is_some() && link.problem.is_none());
}

#[test]
fn a_refusal_holds_back_what_comes_after_until_it_is_sent_again() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let (first, second) = (school.enrolled(1, true), school.enrolled(2, true));
    let refuse = json!({"refuse": {"code": "SIM-1", "text": "Begindatum klopt niet"}});
    simulator.script(&json!({"rules": [{"subject": "school", "pupil": first, "times": 1, "act": refuse}]}));
    send(&school.core).unwrap();
    let discimus = seen(&school.core);
    let rows: Vec<_> = discimus.queue.iter().map(|row| (row.subject, row.status, row.behind)).collect();
    assert_eq!(
        rows,
        [
            (Subject::School, SendStatus::RejectedByAgodi, None),
            (Subject::Group, SendStatus::ToSend, Some(Subject::School)),
        ]
    );
    let fault = discimus.queue[0].fault.as_ref().unwrap();
    assert_eq!((fault.code.as_str(), fault.text.as_str()), ("SIM-1", "Begindatum klopt niet"));
    assert_eq!(discimus.faulty, [first], "only this pupil has the icon");
    let of_second = simulator.arrived().iter().filter(|one| one.pupil == second).count();
    assert_eq!(of_second, 3, "another pupil does not wait");
    send(&school.core).unwrap();
    assert_eq!(waits(&school.core).len(), 2, "what was refused is not sent again by itself");
    let ids = vec![discimus.queue[0].id];
    assert_eq!(run(&school.core, DiscimusDoRequest::Retry { ids }).unwrap().done, 1);
    assert_eq!(waits(&school.core), []);
}

#[test]
fn changed_data_are_sent_again_and_data_changed_back_are_not() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let pupil = school.enrolled(1, true);
    send(&school.core).unwrap();
    school.set_field(pupil, PupilField::FirstName, Some("Noor"), "Noortje");
    assert_eq!(waits(&school.core), [(Subject::Person, SendStatus::ToSend)]);
    school.set_field(pupil, PupilField::FirstName, Some("Noortje"), "Noor");
    assert_eq!(waits(&school.core), [], "as it is known there");
    school.set_field(pupil, PupilField::FirstName, Some("Noor"), "Noortje");
    send(&school.core).unwrap();
    let last = simulator.arrived().pop().unwrap();
    assert_eq!((last.subject, last.outcome.as_str()), (Subject::Person, "processed"));
    assert!(last.version > 1);
}

#[test]
fn our_own_check_stops_what_cannot_be_right() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let pupil = school.pupil(1, true);
    let no_number = SchoolEnrolment { stamnummer: None, ..school.school_enrolment(pupil, 1) };
    let groups = vec![RecordChange::open(group(&no_number))];
    school.push(Change::EnrolmentSet { pupil, schools: vec![RecordChange::open(no_number)], groups });
    send(&school.core).unwrap();
    let row = seen(&school.core).queue.remove(0);
    assert_eq!((row.subject, row.status), (Subject::School, SendStatus::ValidationError));
    assert_eq!(row.fault.map(|fault| (fault.code, fault.own)), Some(("stamnummer_missing".to_owned(), true)));
    assert_eq!(simulator.subjects(), [Subject::Person]);
}

#[test]
fn only_realised_enrolments_are_sent_and_a_refusal_as_a_refusal() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    for (n, status) in
        [(1, EnrolmentStatus::NotRealised), (2, EnrolmentStatus::Postponed), (3, EnrolmentStatus::Cancelled)]
    {
        let pupil = school.pupil(n, true);
        let reason = "Capaciteit bereikt".to_owned();
        let one = SchoolEnrolment { status, reason, stamnummer: None, ..school.school_enrolment(pupil, n) };
        school.push(Change::EnrolmentSet { pupil, schools: vec![RecordChange::open(one)], groups: vec![] });
    }
    send(&school.core).unwrap();
    assert_eq!(simulator.subjects(), [Subject::Person, Subject::Refusal], "discimus.md 3.2");
}

#[test]
fn absences_are_sent_by_month_and_never_a_presence_nor_a_day_after_leaving() {
    use stamboek_core::attendance::messages::{AttendanceSetRequest, CellEdit};
    use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let pupil = school.pupil(1, true);
    let one = school.school_enrolment(pupil, 1);
    let left = SchoolEnrolment {
        leaving: Some(Leaving { until: day("2026-11-13"), cause: String::new(), situation: String::new() }),
        ..one
    };
    let groups = vec![RecordChange::open(group(&left))];
    school.push(Change::EnrolmentSet { pupil, schools: vec![RecordChange::open(left)], groups });
    school.set_field(pupil, PupilField::Class, None, "L4A");
    let cell = |text: &str, code: &str| CellEdit {
        pupil,
        at: HalfDay { day: day(text), half: Half::Vm },
        was: None,
        now: Some(Mark::of(MarkCode::parse(code).unwrap())),
    };
    let cells = vec![
        cell("2026-10-12", "Z"),
        cell("2026-10-13", "L"),
        cell("2026-11-12", "L"),
        cell("2026-11-16", "B"),
    ];
    let refused = set(&school.core, AttendanceSetRequest { cells }).unwrap().refused;
    assert_eq!(refused.len(), 0);
    send(&school.core).unwrap();
    let attendance: Vec<String> = simulator
        .arrived()
        .into_iter()
        .filter(|one| one.subject == Subject::Attendance)
        .map(|one| one.record.rsplit('/').next().unwrap().to_owned())
        .collect();
    assert_eq!(attendance, ["2026-10"], "discimus.md 2.1; sync.md C8");
}

#[test]
fn what_is_taken_back_here_is_withdrawn_there() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let pupil = school.enrolled(1, true);
    let measure = Measure {
        kind: MeasureKind::TemporaryExclusion,
        from: day("2026-11-16"),
        until: Some(day("2026-11-18")),
        expected: false,
    };
    let now = Some(dossier::DossierEntry::Measure(measure));
    let entry = dossier::EntryRequest { pupil, id: None, was: None, now };
    let saved = save(&school.core, dossier::DossierSave::Entry(entry)).unwrap();
    send(&school.core).unwrap();
    undo(&school.core, UndoRequest { batch: saved.batch }).unwrap();
    assert!(seen(&school.core).queue[0].withdraws);
    send(&school.core).unwrap();
    let last = simulator.arrived().pop().unwrap();
    assert_eq!((last.subject, last.withdraws), (Subject::Measure, true));
    assert_eq!(waits(&school.core), []);
}

#[test]
fn a_characteristic_waits_for_the_signed_form() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let pupil = school.enrolled(1, true);
    let entry = |form_kept| {
        dossier::DossierEntry::Characteristic(Characteristic {
            kind: CharacteristicKind::HomeLanguage,
            value: "Frans".to_owned(),
            from: day("2026-09-01"),
            form_kept,
        })
    };
    let save_ = |id: Option<String>, was, now| {
        save(&school.core, dossier::DossierSave::Entry(dossier::EntryRequest { pupil, id, was, now }))
            .unwrap()
    };
    save_(None, None, Some(entry(false)));
    send(&school.core).unwrap();
    assert_eq!(waits(&school.core), [(Subject::Characteristic, SendStatus::ValidationError)]);
    let file = stamboek_core::dossier::read(&school.core, dossier::DossierRequest { pupil }).unwrap();
    assert_eq!(file.rows[0].sent, Some(SendStatus::ValidationError));
    save_(Some(file.rows[0].id.clone()), Some(entry(false)), Some(entry(true)));
    send(&school.core).unwrap();
    assert_eq!(simulator.subjects().last(), Some(&Subject::Characteristic));
    let file = stamboek_core::dossier::read(&school.core, dossier::DossierRequest { pupil }).unwrap();
    assert_eq!(file.rows[0].sent, Some(SendStatus::Processed));
    assert_eq!(file.rows[0].history.len(), 2);
}

#[test]
fn the_whole_demo_school_is_told_without_a_fault() {
    use stamboek_core::demo::{Params, fill};
    let simulator = Simulator::start_with(&["--port", "0", "--demo"]);
    let school = school("099901", simulator.port);
    let mut params = Params::new(150, clock().date_naive());
    params.registers = 1;
    fill(&school.core.register().unwrap(), &params).unwrap();
    send(&school.core).unwrap();
    let left: Vec<_> = seen(&school.core)
        .queue
        .into_iter()
        .map(|row| (row.subject, row.fault.map(|fault| fault.code)))
        .collect();
    assert_eq!(left, []);
    let subjects = simulator.subjects();
    for subject in [Subject::Person, Subject::School, Subject::Group, Subject::Attendance] {
        assert!(subjects.contains(&subject), "{subject:?}");
    }
}
