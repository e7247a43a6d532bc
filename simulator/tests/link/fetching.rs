//! What comes back: doubles, found numbers, spelling, totals and results.

use serde_json::json;
use stamboek_core::history::messages::UndoRequest;
use stamboek_core::history::undo;
use stamboek_core::overlaps::messages::OverlapsRequest;
use stamboek_core::overlaps::overlaps;
use stamboek_domain::admission::AdmissionResult;
use stamboek_domain::overlap::OverlapKind;

use crate::common::*;

fn fetch(school: &School) {
    run(&school.core, DiscimusDoRequest::Fetch { pupil: None }).unwrap();
}

/// Pupils with an enrolment elsewhere: kind, and number of the other school.
fn found(school: &School) -> Vec<(OverlapKind, String)> {
    let overlaps = overlaps(&school.core, OverlapsRequest::default()).unwrap();
    let rows = overlaps.pupils.into_iter().flat_map(|pupil| {
        let theirs = pupil.theirs;
        pupil.pairs.into_iter().map(move |row| (row.pair.kind, theirs.len()))
    });
    rows.map(|(kind, theirs)| (kind, theirs.to_string())).collect()
}

#[test]
fn two_schools_that_enrol_one_child_see_each_other() {
    let simulator = Simulator::start();
    let (ours, theirs) = (school("099901", simulator.port), school("099902", simulator.port));
    ours.enrolled(1, true);
    ours.enrolled(2, true);
    theirs.enrolled(1, true);
    send(&ours.core).unwrap();
    send(&theirs.core).unwrap();
    fetch(&ours);
    assert_eq!(found(&ours), [(OverlapKind::Double, "1".to_owned())]);
    assert_eq!(found(&theirs), [(OverlapKind::Double, "1".to_owned())], "told with its own sending");
    fetch(&ours);
    assert_eq!(found(&ours).len(), 1, "told again is not twice");
}

#[test]
fn a_pupil_who_never_came_to_the_other_school_is_not_there() {
    use stamboek_core::enrolments::leave;
    use stamboek_core::enrolments::messages::{LeaveHow, LeaveRequest};
    let simulator = Simulator::start();
    let (ours, theirs) = (school("099901", simulator.port), school("099902", simulator.port));
    ours.enrolled(1, true);
    let there = theirs.enrolled(1, true);
    send(&ours.core).unwrap();
    send(&theirs.core).unwrap();
    fetch(&ours);
    assert_eq!(found(&ours).len(), 1);
    let ask = |how| LeaveRequest { pupil: there, enrolment: None, how, case: None, apply: true };
    assert!(leave(&theirs.core, ask(LeaveHow::NeverCame)).unwrap().batch.is_some());
    send(&theirs.core).unwrap();
    fetch(&ours);
    assert_eq!(found(&ours), [], "the enrolment in the group was cancelled");
    undo(&theirs.core, UndoRequest { batch: None }).unwrap();
    send(&theirs.core).unwrap();
    fetch(&ours);
    assert_eq!(found(&ours).len(), 1, "the pupil came after all");
}

#[test]
fn a_double_that_does_not_exist_goes_when_it_is_no_longer_told() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let pupil = school.enrolled(1, true);
    send(&school.core).unwrap();
    let enrolment = json!({"institution": "099911", "school": "De \u{202e}Linde\n", "hospital": false,
        "from": "2026-10-01", "until": "2027-06-30", "moment": "2026-09-28T10:00"});
    let telling = json!({"pupil": pupil, "tells": "doubles", "enrolments": [enrolment]});
    simulator.script(&json!({"tellings": [telling], "rules": [{"about": "doubles", "act": "twice"}]}));
    fetch(&school);
    assert_eq!(found(&school), [(OverlapKind::Double, "1".to_owned())], "told twice is one");
    let told = overlaps(&school.core, OverlapsRequest::default()).unwrap();
    assert_eq!(told.pupils[0].theirs[0].name, "De Linde", "without what nobody sees");
    simulator.script(&json!({}));
    fetch(&school);
    assert_eq!(found(&school), []);
}

#[test]
fn a_failing_question_leaves_what_is_known() {
    let simulator = Simulator::start();
    let (ours, theirs) = (school("099901", simulator.port), school("099902", simulator.port));
    theirs.enrolled(1, true);
    send(&theirs.core).unwrap();
    ours.enrolled(1, true);
    send(&ours.core).unwrap();
    assert_eq!(found(&ours).len(), 1);
    for act in ["fail", "wrong", "garbage"] {
        simulator
            .script(&json!({"rules": [{"about": "career", "act": act}, {"about": "doubles", "act": act}]}));
        let answer = run(&ours.core, DiscimusDoRequest::Fetch { pupil: None });
        assert_eq!(answer.err().unwrap().code, Code::LinkFailed, "{act}");
        assert_eq!(found(&ours).len(), 1, "{act}: nothing told is not the same as told nothing");
    }
}

#[test]
fn a_found_number_is_adopted_by_a_person_and_can_be_taken_back() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let pupil = school.enrolled(1, false);
    simulator.script(&json!({"tellings": [{"pupil": pupil, "tells": "found_insz", "insz": number(1)}]}));
    send(&school.core).unwrap();
    let proposal = seen(&school.core).proposals.remove(0);
    assert_eq!(proposal.kind, ProposalKind::Insz);
    assert_eq!((proposal.now.as_str(), proposal.was.as_str()), (Insz::MASKED, ""), "S56");
    assert_eq!(proposal.birth_agrees, Some(true));
    let shown = run(&school.core, DiscimusDoRequest::Show { id: proposal.id }).unwrap();
    assert_eq!(shown.insz.unwrap().len(), "YY.MM.DD-NNN.CC".len());
    let adopted = run(&school.core, DiscimusDoRequest::Adopt { ids: vec![proposal.id] }).unwrap();
    assert_eq!((adopted.done, adopted.left.len()), (1, 0));
    assert_eq!(seen(&school.core).proposals.len(), 0);
    assert_eq!(waits(&school.core)[0].0, Subject::Person, "told back with the number");
    undo(&school.core, UndoRequest { batch: adopted.batch }).unwrap();
    assert_eq!(seen(&school.core).proposals.len(), 1, "a proposal again (C14)");
    run(&school.core, DiscimusDoRequest::Refuse { ids: vec![proposal.id] }).unwrap();
    fetch(&school);
    assert_eq!(seen(&school.core).proposals.len(), 0, "refused is refused");
}

#[test]
fn a_number_of_another_pupil_is_not_set_and_a_wrong_one_not_even_offered() {
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let (with, without) = (school.enrolled(1, true), school.enrolled(2, false));
    simulator.script(&json!({"tellings": [
        {"pupil": without, "tells": "found_insz", "insz": number(1)},
        {"pupil": with, "tells": "found_insz", "insz": "15030199900"},
        {"pupil": without, "tells": "spelling", "last_name": "Van den Démo2", "first_name": "Noor"},
    ]}));
    send(&school.core).unwrap();
    let proposals = seen(&school.core).proposals;
    let kinds: Vec<ProposalKind> = proposals.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [ProposalKind::Insz, ProposalKind::LastName], "the first name is as it is");
    assert_eq!(proposals[0].problem.as_ref().unwrap().code, Code::InszTaken, "C15");
    let ids = proposals.iter().map(|one| one.id).collect();
    let adopted = run(&school.core, DiscimusDoRequest::Adopt { ids }).unwrap();
    assert_eq!(adopted.done, 1, "the others are adopted");
    assert_eq!(adopted.left[0].problem.code, Code::InszTaken);
}

#[test]
fn a_total_of_the_previous_school_is_proposed_and_a_result_stands_in_the_file() {
    use stamboek_core::dossier::messages::{DossierEntry, DossierRequest};
    let simulator = Simulator::start();
    let school = school("099901", simulator.port);
    let pupil = school.enrolled(1, true);
    simulator.script(&json!({"tellings": [
        {"pupil": pupil, "tells": "previous_b", "year": "2026-2027", "half_days": 7},
        {"pupil": pupil, "tells": "admission", "year": "2026-2027", "group": "000123",
         "result": AdmissionResult::CouncilOpen.label(), "on": "2026-11-23"},
    ]}));
    send(&school.core).unwrap();
    fetch(&school);
    let proposal = seen(&school.core).proposals.remove(0);
    assert_eq!((proposal.kind, proposal.now.as_str()), (ProposalKind::PreviousB, "7"));
    run(&school.core, DiscimusDoRequest::Adopt { ids: vec![proposal.id] }).unwrap();
    let file = stamboek_core::dossier::read(&school.core, DossierRequest { pupil }).unwrap();
    let totals = file.rows.iter().find_map(|row| match &row.entry {
        DossierEntry::PreviousSchool { totals, .. } => Some(totals.b),
        _ => None,
    });
    assert_eq!(totals, Some(7));
    let results = file.rows.iter().filter(|row| matches!(row.entry, DossierEntry::Admission(_)));
    assert_eq!(results.count(), 1, "the same result told twice is one");
}

#[test]
fn the_demonstration_gives_something_to_try() {
    let simulator = Simulator::start_with(&["--port", "0", "--demo"]);
    let school = school("099901", simulator.port);
    for n in 1..=20 {
        school.enrolled(n, n != 5);
    }
    send(&school.core).unwrap();
    let kinds: Vec<OverlapKind> = found(&school).into_iter().map(|(kind, _)| kind).collect();
    assert!(kinds.contains(&OverlapKind::Double) && kinds.contains(&OverlapKind::Hospital), "{kinds:?}");
    let proposals: Vec<ProposalKind> = seen(&school.core).proposals.iter().map(|one| one.kind).collect();
    assert!(proposals.contains(&ProposalKind::Insz), "{proposals:?}");
}
