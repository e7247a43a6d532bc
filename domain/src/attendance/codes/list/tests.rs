//! Rules of the list that a school edits.

use super::*;
use crate::attendance::codes::Evidence;

fn code(text: &str) -> MarkCode {
    MarkCode::parse(text).unwrap()
}

fn absent(official: OfficialCode, evidence: Option<Evidence>, discipline: bool) -> Meaning {
    Meaning::Absent { official, evidence, discipline }
}

fn with(text: &str, meaning: Meaning) -> CodeList {
    let mut list = CodeList::standard();
    list.codes.retain(|local| local.code != code(text));
    list.codes.push(LocalCode { code: code(text), label: "Eigen code".into(), meaning });
    list
}

fn faults(list: &CodeList) -> Vec<CodeFaultKind> {
    list.faults().into_iter().map(|fault| fault.fault).collect()
}

#[test]
fn the_standard_list_is_in_order_and_means_what_the_sources_say() {
    use OfficialCode::{A, B, H, M, P, R, Z};
    let list = CodeList::standard();
    assert_eq!(list.faults(), []);
    let meaning = |text| list.find(&code(text)).unwrap().meaning;
    for official in [A, B, H, M, P, R] {
        assert_eq!(meaning(official.as_str()), absent(official, None, false));
    }
    assert_eq!(meaning("Z"), absent(Z, Some(Evidence::ParentsNote), false));
    assert_eq!(meaning("D"), absent(Z, Some(Evidence::Certificate), false));
    for discipline in ["T", "U", "Y"] {
        assert_eq!(meaning(discipline), absent(R, None, true));
    }
    assert_eq!((meaning("L"), meaning("?")), (Meaning::Late, Meaning::Open));
    assert_eq!(list.codes.len(), 13);
    assert!(list.find(&code("R03")).is_none());
}

#[test]
fn a_list_is_kept_as_json() {
    let list = CodeList::standard();
    let text = serde_json::to_string(&list).unwrap();
    assert!(text.starts_with(r#"{"codes":[{"code":"Z","label":"Afwezig wegens ziekte","#), "{text}");
    assert_eq!(serde_json::from_str::<CodeList>(&text).unwrap(), list);
}

#[test]
fn an_official_code_is_never_removed_doubled_or_given_another_meaning() {
    let mut list = CodeList::standard();
    let removed = list.codes.remove(0);
    assert_eq!(list.faults(), [CodeFault { code: code("Z"), fault: CodeFaultKind::Missing }]);
    list.codes.extend([removed.clone(), removed]);
    assert_eq!(faults(&list), [CodeFaultKind::Twice]);

    let stands_for = absent(OfficialCode::B, None, false);
    let other = absent(OfficialCode::P, None, false);
    assert_eq!(faults(&with("B", other)), [CodeFaultKind::Letter { stands_for }]);
    assert_eq!(faults(&with("R", absent(OfficialCode::R, None, true))), [CodeFaultKind::Official]);
    let without_evidence = absent(OfficialCode::Z, None, false);
    assert_eq!(faults(&with("Z", without_evidence)), [], "subcodes may tell the evidence instead");
}

#[test]
fn the_first_letter_of_a_subcode_is_the_code_that_is_reported() {
    use OfficialCode::{B, R, Z};
    for (text, meaning) in [
        ("R03", absent(R, None, false)),
        ("R09", absent(R, None, true)),
        ("Z02", absent(Z, Some(Evidence::Certificate), false)),
        ("L01", Meaning::Late),
        ("?1", Meaning::Open),
        ("C", absent(R, None, false)),
        ("F1", absent(B, None, false)),
    ] {
        assert_eq!(faults(&with(text, meaning)), [], "{text}");
    }
    for (text, meaning) in [
        ("R03", absent(Z, None, false)),
        ("D", absent(Z, Some(Evidence::ParentsNote), false)),
        ("D2", absent(Z, None, false)),
        ("U1", absent(R, None, false)),
        ("J", absent(B, None, false)),
        ("L1", absent(B, None, false)),
        ("?", Meaning::Late),
        ("P1", Meaning::Late),
    ] {
        assert!(matches!(faults(&with(text, meaning))[..], [CodeFaultKind::Letter { .. }]), "{text}");
    }
}

#[test]
fn a_code_that_ended_stands_for_nothing_else() {
    for text in ["W", "G", "S", "N", "X", "W01", "GA"] {
        let list = with(text, absent(OfficialCode::B, None, false));
        assert_eq!(faults(&list), [CodeFaultKind::Ended], "{text}");
    }
}

#[test]
fn the_temporary_codes_of_2020_are_those_of_the_official_list() {
    let mut rows = csv::Reader::from_reader(include_str!("../../../codes/attendance_codes.csv").as_bytes());
    let temporary = rows.records().map(Result::unwrap).filter(|row| !row[4].is_empty());
    let letters: Vec<char> = temporary.map(|row| row[0].chars().next().unwrap()).collect();
    assert_eq!(letters, ENDED[3..]);
}

#[test]
fn a_code_that_says_what_cannot_be_is_refused() {
    let note = Some(Evidence::ParentsNote);
    assert_eq!(faults(&with("B1", absent(OfficialCode::B, note, false))), [CodeFaultKind::Evidence]);
    assert_eq!(faults(&with("B1", absent(OfficialCode::B, None, true))), [CodeFaultKind::Discipline]);
    assert_eq!(faults(&with("F", Meaning::Late)), [CodeFaultKind::NoAbsence]);
    let mut list = CodeList::standard();
    list.codes[0].label = " ".into();
    list.codes[1].label = "x".repeat(81);
    assert_eq!(faults(&list), [CodeFaultKind::Label, CodeFaultKind::Label]);
}

#[test]
fn a_digit_or_letter_behind_the_first_finds_the_subcode() {
    let mut list = CodeList::standard();
    for text in ["R10", "R03", "R1", "RA", "B01"] {
        let official = OfficialCode::of(code(text).letter()).unwrap();
        let meaning = absent(official, None, false);
        list.codes.push(LocalCode { code: code(text), label: "Eigen code".into(), meaning });
    }
    let under_r: Vec<&str> = list.subcodes('r').iter().map(|local| local.code.as_str()).collect();
    assert_eq!(under_r, ["R1", "R03", "R10", "RA"]);
    let find = |letter, typed| list.subcode(letter, typed).map(|local| local.code.as_str());
    assert_eq!(find('R', "3"), Some("R03"));
    assert_eq!(find('R', "03"), Some("R03"));
    assert_eq!(find('R', "10"), Some("R10"));
    assert_eq!(find('R', "a"), Some("RA"));
    assert_eq!(find('B', "1"), Some("B01"));
    for (letter, typed) in [('R', "4"), ('R', ""), ('Z', "1"), ('R', "B")] {
        assert_eq!(find(letter, typed), None, "{letter}{typed}");
    }
}
