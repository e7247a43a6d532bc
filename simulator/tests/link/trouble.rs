//! The other side is down, slow, lying or confused; the program dies in between. Nothing is lost, and
//! nothing is told twice.

use std::time::Duration;

use serde_json::json;
use stamboek_core::discimus::gateway::{Failure, Gateway};
use stamboek_core::discimus::http::Http;
use stamboek_domain::codes::SendStatus;

use crate::common::*;

fn why(answer: Answer<DiscimusDone>) -> String {
    let problem = answer.err().unwrap();
    assert_eq!(problem.code, Code::LinkFailed);
    problem.values["why"].clone()
}

#[test]
fn while_nobody_listens_everything_waits_and_then_leaves_once() {
    let first = Simulator::start();
    let port = first.port;
    let school = school("099901", port);
    drop(first);
    school.enrolled(1, true);
    assert_eq!(why(send(&school.core)), "nobody");
    let waiting = [Subject::Person, Subject::School, Subject::Group].map(|one| (one, SendStatus::ToSend));
    assert_eq!(waits(&school.core), waiting);
    assert!(seen(&school.core).link.problem.is_some(), "told in the window");
    let simulator = Simulator::start_with(&["--port", &port.to_string()]);
    send(&school.core).unwrap();
    assert_eq!(waits(&school.core), []);
    assert_eq!(simulator.arrived().len(), 3);
    assert!(seen(&school.core).link.problem.is_none());
}

#[test]
fn a_slow_answer_is_told_as_slow() {
    let simulator = Simulator::start();
    simulator.script(&json!({"rules": [{"about": "doubles", "act": {"delay": 3000}}]}));
    let http = Http::with_patience(simulator.port, Duration::from_millis(300));
    assert!(http.hello().is_ok());
    let question = stamboek_domain::discimus::Question {
        institution: serde_json::from_str("\"099901\"").unwrap(),
        about: stamboek_domain::discimus::About::Doubles,
        pupils: vec![],
    };
    assert_eq!(http.ask(&question).err(), Some(Failure::Slow));
}

#[test]
fn a_lost_answer_is_asked_again_under_the_same_key() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    school.enrolled(1, true);
    simulator.script(&json!({"rules": [{"subject": "school", "times": 1, "act": "lose"}]}));
    send(&school.core).unwrap();
    let rows = waits(&school.core);
    assert_eq!(rows, [(Subject::School, SendStatus::SystemError), (Subject::Group, SendStatus::ToSend)]);
    assert!(seen(&school.core).queue[0].next_try.is_some(), "tried again by itself");
    send(&school.core).unwrap();
    assert_eq!(waits(&school.core), []);
    let schools: Vec<_> =
        simulator.arrived().into_iter().filter(|one| one.subject == Subject::School).collect();
    assert_eq!(schools.len(), 2);
    assert_eq!(schools[0].id, schools[1].id);
    assert!(schools[1].again && schools[1].outcome == "processed");
}

#[test]
fn a_crash_between_sending_and_its_answer_sends_nothing_twice() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    school.enrolled(1, true);
    simulator.script(&json!({"rules": [{"subject": "school", "times": 1, "act": {"delay": 1500}}]}));
    let copy = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        let sending = scope.spawn(|| send(&school.core));
        // What a crash would leave: the files as they are while the answer is waited for.
        while !simulator.subjects().contains(&Subject::School) {
            std::thread::sleep(Duration::from_millis(20));
        }
        for entry in std::fs::read_dir(school.folder.path()).unwrap().flatten() {
            if entry.file_type().unwrap().is_file() && entry.file_name() != "register.lock" {
                std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
            }
        }
        sending.join().unwrap().unwrap();
    });
    let after = reopened(copy.path());
    let statuses: Vec<SendStatus> = waits(&after).into_iter().map(|(_, status)| status).collect();
    assert!(statuses.contains(&SendStatus::Sending), "it died while sending");
    send(&after).unwrap();
    assert_eq!(waits(&after), []);
    let arrived = simulator.arrived();
    for one in arrived.iter().filter(|one| one.again) {
        let first = arrived.iter().find(|other| other.record == one.record).unwrap();
        assert_eq!((first.id, first.version), (one.id, one.version), "the same transaction");
    }
    let fresh = arrived.iter().filter(|one| !one.again).count();
    assert_eq!(fresh, 3, "each record was told once");
}

#[test]
fn a_register_put_back_from_an_older_copy_is_told_above_what_is_known() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let pupil = school.enrolled(1, true);
    send(&school.core).unwrap();
    let copy = tempfile::tempdir().unwrap();
    school.core.close_register();
    for entry in std::fs::read_dir(school.folder.path()).unwrap().flatten() {
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
        }
    }
    let newer = reopened(school.folder.path());
    let newer = School { core: newer, institution: "099901".into(), folder: school.folder };
    for (was, now) in [("Noor", "Nora"), ("Nora", "Noortje")] {
        newer.set_field(pupil, PupilField::FirstName, Some(was), now);
        send(&newer.core).unwrap();
    }
    let older = School { core: reopened(copy.path()), institution: "099901".into(), folder: copy };
    older.set_field(pupil, PupilField::FirstName, Some("Noor"), "Norah");
    send(&older.core).unwrap();
    assert_eq!(waits(&older.core), [(Subject::Person, SendStatus::ToSend)], "outdated there");
    send(&older.core).unwrap();
    assert_eq!(waits(&older.core), []);
    let versions: Vec<u32> = simulator
        .arrived()
        .iter()
        .filter(|one| one.subject == Subject::Person && one.outcome == "processed")
        .map(|one| one.version)
        .collect();
    assert!(versions.is_sorted() && versions.len() == 4, "{versions:?}");
}

#[test]
fn an_answer_that_is_none_is_thrown_away() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    school.enrolled(1, true);
    for act in ["garbage", "huge", "wrong", "twice"] {
        simulator.script(&json!({"rules": [{"subject": "person", "times": 1, "act": act}]}));
        let _ = send(&school.core);
        let row = seen(&school.core).queue.remove(0);
        assert_eq!((row.subject, row.status), (Subject::Person, SendStatus::SystemError), "{act}");
        assert_eq!(row.fault.unwrap().code, "answer", "{act}");
    }
    send(&school.core).unwrap();
    let arrived = simulator.arrived();
    let fresh = arrived.iter().filter(|one| one.subject == Subject::Person && !one.again).count();
    assert_eq!(fresh, 1, "four times the same transaction");
}

#[test]
fn nothing_personal_leaves_for_a_side_that_does_not_speak_for_the_school() {
    let simulator = Simulator::start();
    simulator.script(&json!({"institutions": ["099902"]}));
    let school = school("099901", simulator.port);
    school.enrolled(1, true);
    assert_eq!(why(send(&school.core)), "school");
    assert_eq!(simulator.arrived().len(), 0);
}

#[test]
fn while_the_link_is_off_nothing_is_worked_out_or_sent() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let was = seen(&school.core).link.settings;
    let now = LinkSettings { on: false, ..was };
    run(&school.core, DiscimusDoRequest::Settings { was, now }).unwrap();
    school.enrolled(1, true);
    assert_eq!(why(send(&school.core)), "off");
    assert_eq!(waits(&school.core), []);
    assert_eq!(simulator.arrived().len(), 0);
}

#[test]
fn a_program_that_stays_open_sends_beside_the_window_and_can_be_stopped() {
    let simulator = Simulator::start();
    simulator.script(&json!({"rules": [{"subject": "person", "act": {"delay": 100}}]}));
    let school = school("099901", simulator.port);
    for n in 1..=20 {
        school.enrolled(n, true);
    }
    let core = school.stays_open();
    let asked = std::time::Instant::now();
    send(&core).unwrap();
    assert!(asked.elapsed() < Duration::from_secs(1), "twenty persons take two seconds");
    until(&|| simulator.arrived().len() > 3);
    run(&core, DiscimusDoRequest::Stop).unwrap();
    until(&|| seen(&core).link.working.is_none());
    let stopped = waits(&core).len();
    assert!(stopped > 0, "the rest waits");
    send(&core).unwrap();
    until(&|| waits(&core).is_empty());
    assert_eq!(simulator.arrived().iter().filter(|one| !one.again).count(), 60, "each record once");
}

#[test]
fn one_that_failed_is_tried_again_when_it_was_told_and_not_only_after_half_an_hour() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    school.enrolled(1, true);
    let core = school.stays_open();
    simulator.script(&json!({"rules": [{"subject": "school", "times": 1, "act": "lose"}]}));
    send(&core).unwrap();
    until(&|| waits(&core).contains(&(Subject::School, SendStatus::SystemError)));
    until(&|| seen(&core).link.next_run == seen(&core).queue[0].next_try);
    assert_eq!(seen(&core).link.next_run.as_deref(), Some("2026-11-23T08:42:09.000+01:00"), "after a minute");
}

#[test]
fn some_who_always_fail_do_not_hold_back_the_others() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let mut pupils: Vec<PupilId> = (1..=4).map(|n| school.enrolled(n, true)).collect();
    // All wait since the same moment: then they leave in the order of their references.
    pupils.sort_unstable_by_key(|pupil| pupil.0);
    let rules: Vec<_> = pupils[..3].iter().map(|pupil| json!({"pupil": pupil, "act": "fail"})).collect();
    simulator.script(&json!({ "rules": rules }));
    for _ in 0..2 {
        assert_eq!(why(send(&school.core)), "failed");
    }
    assert!(simulator.arrived().iter().all(|one| one.pupil == pupils[3]));
    assert_eq!(simulator.arrived().len(), 3, "the fourth was told");
}
