//! Lists of enrolments elsewhere and of schools, read from a file.

use crate::common::*;

const HEADERS: &str = "Naam;Voornaam;Geboortedatum;Instellingsnummer;Naam school;Begindatum;Einddatum;Inschrijvingsmoment;Type 5";

fn request(session: u32) -> ElsewhereImportRequest {
    ElsewhereImportRequest { session, ..Default::default() }
}

fn complete(session: u32) -> ElsewhereImportRequest {
    ElsewhereImportRequest { complete: true, ..request(session) }
}

#[test]
fn a_list_is_planned_taken_over_solved_and_comes_back_with_the_next_one() {
    let school = school(SchoolKind::Bao);
    let pupil = school.pupils[0].id;
    school.enrolled(pupil, "2026-09-01", "2026-03-12T10:05");
    let line = format!("{};{LINDE};Basisschool De Linde;12/10/26;31/08/27;08/10/2026 16:10;", school.name(0));
    let list = format!("{HEADERS}\n{line}\n");
    let done = school.import(complete(school.sheet(SheetKind::Elsewhere, &list)));
    assert_eq!((done.new, done.rows[0].pupil), (1, Some(pupil)));
    let pair = school.pair(pupil).pair;
    assert_eq!((pair.kind, pair.later), (OverlapKind::Double, LaterEnrolment::Theirs));
    assert_eq!(pair.overlap.unwrap().until, Some(day("2027-08-31")), "a year of two digits lies ahead");
    let case = school.pair(pupil).case.key;
    school.note(pupil, &case, CaseAction::Solved).unwrap();
    let again = school.import(complete(school.sheet(SheetKind::Elsewhere, &list)));
    assert_eq!((again.unchanged, again.came_back, again.rows[0].comes_back), (1, 1, true));
    assert_eq!(school.state(pupil), CaseState::CameBack);
    undo(&school.core, UndoRequest { batch: again.batch }).unwrap();
    assert_eq!(school.state(pupil), CaseState::Solved);
    // The other school mended it: the next complete list has it no more.
    let other = format!("{};{BEUK};;2/11/2026;;;", school.name(1));
    let gone = school.import(complete(school.sheet(SheetKind::Elsewhere, &format!("{HEADERS}\n{other}\n"))));
    assert_eq!((gone.gone, gone.new), (1, 1));
    assert_eq!(school.of(pupil).gone[0].left, CaseState::Solved);
    school.assert_sound();
}

#[test]
fn what_a_row_says_is_read_in_every_way_that_secretariats_write_it() {
    let school = school(SchoolKind::Bao);
    let schools = "Instellingsnummer;Naam school;Gemeente;Niveau;Scholengemeenschap\n\
        99911;Basisschool De Linde;Leuven;Basisonderwijs;\n099912;De Beuk;Gent;Secundair;99999\n";
    let table = school.import(request(school.sheet(SheetKind::Schools, schools)));
    assert_eq!((table.kind, table.new, table.refused.len()), (SheetKind::Schools, 2, 0));
    // By its name alone a school of the table gets its number; another one keeps its name.
    let lines = [
        format!("{};;de linde leuven;;12-10-2026;;8 okt 2026", school.name(0)),
        format!("{};;basisschool de linde;;12-10-2026;;", school.name(1)),
        format!("{};;Sint-Jan;;12-10-2026;;2026-10-08T16:10", school.name(2)),
        format!("{};De Beuk;;;46307;;46303.673611", school.name(3)),
        format!("{};99912;;x;12-10-2026;;8/10/2026", school.name(4)),
    ];
    let list = format!(
        "Naam;Voornaam;Geb. datum;Instelling;School;Ziekenhuisschool;Begin;Einde;Moment\n{}\n",
        lines.join("\n")
    );
    let done = school.import(request(school.sheet(SheetKind::Elsewhere, &list)));
    let told = |at: usize| done.rows[at].now.clone().unwrap();
    let number = |at: usize| told(at).institution.map(|number| number.as_str().to_owned());
    assert_eq!(number(0).as_deref(), None, "a name and municipality that is not the whole name");
    assert_eq!(number(1).as_deref(), Some(LINDE));
    assert_eq!((number(2), told(2).school.as_str()), (None, "Sint-Jan"));
    assert_eq!(number(3).as_deref(), Some(BEUK));
    assert_eq!((number(4).as_deref(), told(4).hospital), (Some(BEUK), true));
    let moments = [0, 2].map(|at| told(at).moment.unwrap().to_string());
    assert_eq!(moments, ["2026-10-08", "2026-10-08T16:10:00"]);
    assert_eq!(told(3).period.from, day("2026-10-12"), "a number of days of a spreadsheet");
    assert_eq!(done.rows[1].school, "Basisschool De Linde");
}

#[test]
fn whoever_is_not_certain_waits_for_a_decision_and_stops_nobody_else() {
    let school = school(SchoolKind::Bao);
    let row = &school.pupils[0];
    let misspelt = format!("{}x;{};;{LINDE};;12/10/2026;;;", row.last_name, row.first_name);
    let lines = format!("{HEADERS}\n{misspelt}\n{};{LINDE};;12/10/2026;;;\n", school.name(1));
    let session = school.sheet(SheetKind::Elsewhere, &lines);
    let plan = elsewhere_import(&school.core, request(session)).unwrap();
    assert_eq!((plan.unmatched.clone(), plan.new, plan.applicable), (vec![2], 1, true));
    assert_eq!(plan.rows[0].candidates[0].pupil.id, row.id);
    // A complete list does not take somebody for gone of whom nobody knows who it is.
    assert!(!elsewhere_import(&school.core, complete(session)).unwrap().applicable);
    let confirm = ElsewhereImportRequest { confirm: [(2, row.id)].into(), ..complete(session) };
    assert_eq!(school.import(confirm).new, 2);
    let nobody = ElsewhereImportRequest { nobody: vec![2], ..complete(session) };
    assert_eq!(school.import(nobody).gone, 1);
}

#[test]
fn a_row_that_cannot_be_refuses_the_whole_and_says_where() {
    use stamboek_core::imports::remarks::RemarkCode;
    let school = school(SchoolKind::Bao);
    let lines = [
        format!("{};{LINDE};;31/02/2026;;;", school.name(0)),
        format!("{};{LINDE};;;;;", school.name(1)),
        format!("{};{LINDE};;12/10/2026;11/10/2026;;", school.name(2)),
        format!("{};;;12/10/2026;;;", school.name(3)),
        format!("{};{LINDE};;12/10/2026;;;", school.name(4)),
        format!("{};{LINDE};;12/10/2026;;8/10/2026;", school.name(4)),
        format!("{};{LINDE};;12/10/2026;;later;", school.name(5)),
        format!("{};{OURS};;1/9/2026;;;", school.name(6)),
        "Totaal;8;;;;;;;".to_owned(),
    ];
    let session = school.sheet(SheetKind::Elsewhere, &format!("{HEADERS}\n{}\n", lines.join("\n")));
    let plan = elsewhere_import(&school.core, request(session)).unwrap();
    let said: Vec<(u32, RemarkCode)> = plan.refused.iter().map(|remark| (remark.row, remark.code)).collect();
    let expected = [
        (2, RemarkCode::PeriodUnreadable),
        (3, RemarkCode::BeginMissing),
        (4, RemarkCode::EndBeforeBegin),
        (5, RemarkCode::SchoolMissing),
        (7, RemarkCode::ToldTwice),
    ];
    assert_eq!(said, expected);
    assert_eq!(
        plan.warnings.iter().map(|remark| remark.code).collect::<Vec<_>>(),
        [RemarkCode::MomentUnreadable]
    );
    assert_eq!((plan.ours, plan.skipped, plan.applicable), (1, vec![10], false));
    let apply = elsewhere_import(&school.core, ElsewhereImportRequest { apply: true, ..request(session) });
    assert_eq!(apply.err().unwrap().code, Code::PlanNotApplicable);
    assert!(school.list().pupils.is_empty() && school.list().counts.not_here == 0);
    let out = ElsewhereImportRequest { leave_out: vec![2, 3, 4, 5, 7], ..request(session) };
    assert_eq!(school.import(out).new, 2);
}

#[test]
fn what_was_not_seen_in_the_plan_is_not_carried_out() {
    let school = school(SchoolKind::Bao);
    let list = format!("{HEADERS}\n{};{LINDE};;12/10/2026;;;\n", school.name(0));
    let session = school.sheet(SheetKind::Elsewhere, &list);
    let apply = |request| elsewhere_import(&school.core, ElsewhereImportRequest { apply: true, ..request });
    assert_eq!(apply(request(session)).err().unwrap().code, Code::Stale, "never planned");
    elsewhere_import(&school.core, request(session)).unwrap();
    assert_eq!(apply(complete(session)).err().unwrap().code, Code::Stale);
    school.typed(school.pupils[0].id, LINDE, "2026-10-12", "2026-10-08");
    assert_eq!(apply(request(session)).err().unwrap().code, Code::Stale, "typed meanwhile");
}
