//! Marks to files of other programs, and back.

use std::collections::BTreeMap;

use proptest::prelude::*;
use stamboek_core::Answer;
use stamboek_core::attendance::messages::*;
use stamboek_core::attendance::set;
use stamboek_core::history::messages::UndoRequest;
use stamboek_core::history::undo;
use stamboek_core::reports::messages::*;
use stamboek_core::reports::{attendance_export, attendance_import};
use stamboek_domain::attendance::informat_file::{FileFaultKind, FileRemarkKind};
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::problem::Code;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::{Change, ExternalNumber};

use super::{School, at, day};

fn informat(all: bool) -> AttendanceExportRequest {
    AttendanceExportRequest {
        format: MarksFormat::Informat,
        from: day("2026-11-01"),
        until: day("2026-11-30"),
        database: String::new(),
        all,
        cleared_there: false,
        apply: true,
    }
}

impl School {
    /// The text of the file, when one was written.
    fn export(&self, request: AttendanceExportRequest) -> (AttendanceExportAnswer, Option<String>) {
        let target = self.path("export.txt");
        let _ = std::fs::remove_file(&target);
        self.shell.answer_target(&target);
        let answer = attendance_export(&self.core, request).unwrap();
        (answer, std::fs::read_to_string(target).ok())
    }

    fn import(&self, text: &str, replace: bool, apply: bool) -> Answer<AttendanceImportPlan> {
        self.import_from("", text, replace, apply)
    }

    fn import_from(
        &self,
        database: &str,
        text: &str,
        replace: bool,
        apply: bool,
    ) -> Answer<AttendanceImportPlan> {
        let chosen = AttendanceFile { name: "in.txt".into(), text: text.into() };
        let database = database.to_owned();
        attendance_import(
            &self.core,
            AttendanceImportRequest { chosen: Some(chosen), database, replace, known_there: false, apply },
        )
    }

    fn change(&self, pupil: PupilId, at: HalfDay, was: &str, now: Option<&str>) {
        let mark = |code: &str| Mark::of(MarkCode::parse(code).unwrap());
        let cell = CellEdit { pupil, at, was: Some(mark(was)), now: now.map(mark) };
        set(&self.core, AttendanceSetRequest { cells: vec![cell] }).unwrap();
    }

    fn number(&self, pupil: PupilId) -> String {
        let id = pupil.0.to_string();
        let read = |db: &rusqlite::Connection| {
            Ok(db
                .query_row("SELECT value FROM view_number WHERE pupil = ?1", [id], |row| row.get(0))
                .unwrap())
        };
        self.core.register().unwrap().read::<String>(read).unwrap()
    }

    /// Everything that stands in the register, by number.
    fn marks(&self) -> BTreeMap<(String, HalfDay), String> {
        let read = |db: &rusqlite::Connection| {
            let sql = "SELECT n.value, a.day, a.half, a.code FROM view_attendance a
                       JOIN view_number n ON lower(hex(a.pupil)) = replace(n.pupil, '-', '')";
            let mut select = db.prepare(sql).unwrap();
            let rows = select.query_map([], |row| {
                let text: String = row.get::<_, i64>(1)?.to_string();
                let on = chrono::NaiveDate::parse_from_str(&text, "%Y%m%d").unwrap();
                let half = if row.get::<_, u8>(2)? == 0 { Half::Vm } else { Half::Nm };
                Ok(((row.get(0)?, HalfDay { day: on, half }), row.get(3)?))
            });
            Ok(rows.unwrap().collect::<Result<_, _>>().unwrap())
        };
        self.core.register().unwrap().read(read).unwrap()
    }
}

#[test]
fn a_second_export_holds_only_what_changed_and_tells_what_cannot_be_said() {
    let school = School::demo(60);
    let pupils = school.pupils("L4A");
    let (thursday, friday) = (at("2026-11-12", Half::Vm), at("2026-11-13", Half::Nm));
    school.mark(pupils[0], thursday, "Z", Some("briefje"));
    school.mark(pupils[1], thursday, "Z", None);
    school.mark(pupils[1], friday, "P", None);
    let (first, text) = school.export(informat(false));
    let numbers: Vec<String> = {
        let mut numbers = [0, 1].map(|n| format!("{:0>10}", school.number(pupils[n])));
        numbers.sort();
        numbers.to_vec()
    };
    assert_eq!(text.unwrap(), format!("121126T1\r\nZ\r\n{}\r\n{}", numbers[0], numbers[1]));
    assert_eq!((first.marks, first.pupils, first.unchanged), (2, 2, 0));
    let kinds = |answer: &AttendanceExportAnswer| -> Vec<(FileRemarkKind, u32)> {
        answer.remarks.iter().map(|remark| (remark.kind, remark.count)).collect()
    };
    assert_eq!(kinds(&first), [(FileRemarkKind::Code, 1), (FileRemarkKind::Note, 1)]);

    let (second, text) = school.export(informat(false));
    assert_eq!((text, second.marks, second.unchanged), (None, 0, 2), "nothing to say, no file");

    school.change(pupils[1], thursday, "Z", Some("B"));
    school.mark(pupils[2], friday, "R", None);
    let (third, text) = school.export(informat(false));
    assert_eq!((third.marks, third.unchanged), (2, 1));
    assert!(text.unwrap().starts_with("121126T1\r\nB\r\n"));

    school.change(pupils[2], friday, "R", None);
    let (fourth, _) = school.export(informat(false));
    assert_eq!(kinds(&fourth)[0], (FileRemarkKind::Present, 1));
    assert_eq!((fourth.remarks[0].cells[0].pupil, fourth.remarks[0].cells[0].code), (pupils[2], None));
    let (again, _) = school.export(informat(true));
    assert_eq!((again.marks, again.unchanged), (2, 0), "everything again");

    // Told until a person says that it was cleared there as well, and never after that.
    assert_eq!(kinds(&school.export(informat(false)).0)[0], (FileRemarkKind::Present, 1));
    let cleared = AttendanceExportRequest { cleared_there: true, ..informat(false) };
    assert_eq!(kinds(&school.export(cleared).0), [(FileRemarkKind::Code, 1)]);
    assert_eq!(kinds(&school.export(informat(false)).0), [(FileRemarkKind::Code, 1)]);
    school.mark(pupils[2], friday, "R", None);
    assert_eq!(school.export(informat(false)).0.marks, 1, "set again it is told again");
}

#[test]
fn what_informat_read_itself_is_not_told_to_it_again() {
    let school = School::demo(60);
    let pupils = school.pupils("L4A");
    let morning = at("2026-11-12", Half::Vm);
    school.mark(pupils[1], morning, "B", None);
    let number = |n: usize| format!("{:0>10}", school.number(pupils[n]));
    let text = format!("121126T1\nZ\n{}\n{}", number(0), number(1));
    let request = |known_there| AttendanceImportRequest {
        chosen: Some(AttendanceFile { name: "in.txt".into(), text: text.clone() }),
        database: String::new(),
        replace: false,
        known_there,
        apply: true,
    };
    attendance_import(&school.core, request(false)).unwrap();
    let count = || AttendanceExportRequest { apply: false, ..informat(false) };
    assert_eq!(
        attendance_export(&school.core, count()).unwrap().marks,
        2,
        "nobody said that Informat has it"
    );
    attendance_import(&school.core, request(true)).unwrap();
    let (answer, text) = school.export(informat(false));
    assert_eq!((answer.marks, answer.unchanged), (1, 1), "only what differs from what it read");
    assert_eq!(text.unwrap(), format!("121126T1\r\nB\r\n{}", number(1)));
}

#[test]
fn counting_or_closing_the_dialog_remembers_nothing() {
    let school = School::demo(60);
    school.mark(school.pupils("L4A")[0], at("2026-11-12", Half::Vm), "Z", None);
    let counted =
        attendance_export(&school.core, AttendanceExportRequest { apply: false, ..informat(false) });
    assert_eq!(counted.unwrap().marks, 1);
    let closed = attendance_export(&school.core, informat(false)).unwrap();
    assert!(closed.file_name.is_none());
    let nowhere = school.path("geen map").join("export.txt");
    school.shell.answer_target(&nowhere);
    assert!(attendance_export(&school.core, informat(false)).is_err(), "a file that cannot be written");
    assert_eq!(school.export(informat(false)).0.marks, 1, "still to be said");
}

#[test]
fn who_has_no_number_and_marks_that_do_not_count_are_named_and_left_out() {
    let school = School::demo(60);
    let pupils = school.pupils("L4A");
    let nobody = school.add("Zonder", "Nummer", "L4A");
    school.mark(nobody, at("2026-11-12", Half::Vm), "Z", None);
    school.mark(pupils[0], at("2026-11-12", Half::Vm), "Z", None);
    school.enrol(pupils[0], "L4A", "2026-11-16", None);
    let (answer, text) = school.export(informat(false));
    assert_eq!(text, None);
    assert_eq!(answer.remarks[0].kind, FileRemarkKind::Number);
    assert_eq!(answer.remarks[0].cells[0].last_name, "Zonder");
    assert_eq!(answer.not_counted.iter().map(|cell| cell.pupil).collect::<Vec<_>>(), [pupils[0]]);
    let long = AttendanceExportRequest { until: day("2028-01-01"), ..informat(false) };
    assert_eq!(attendance_export(&school.core, long).err().unwrap().code, Code::InvalidValue);
}

#[test]
fn a_list_of_marks_holds_everything_with_its_meaning() {
    let school = School::demo(60);
    let pupil = school.pupils("L4A")[0];
    school.mark(pupil, at("2026-11-12", Half::Nm), "D", Some("attest"));
    let (answer, text) =
        school.export(AttendanceExportRequest { format: MarksFormat::Csv, ..informat(false) });
    let text = text.unwrap();
    let number = format!("{:0>10}", school.number(pupil));
    assert!(
        text.contains(&format!(";L4A;{number};12/11/2026;NM;D;Z;")) && text.contains(";attest;ja"),
        "{text}"
    );
    assert_eq!((answer.marks, answer.pupils), (1, 1));
    assert_eq!(school.export(informat(false)).0.marks, 1, "a list says nothing to Informat");
}

#[test]
fn an_import_is_planned_with_lines_then_applied_as_one_action_that_can_be_undone() {
    let school = School::demo(60);
    let pupils = school.pupils("L4A");
    let number = |n: usize| format!("{:0>10}", school.number(pupils[n]));
    school.mark(pupils[0], at("2026-11-12", Half::Vm), "Z", Some("briefje"));
    school.mark(pupils[1], at("2026-11-12", Half::Vm), "R", None);
    let text = format!(
        "121126T1\nZ\n{}\n{}\n{}\n9999999999\n111126T1\nZ\n{}",
        number(0),
        number(1),
        number(2),
        number(3)
    );
    let plan = school.import(&text, false, false).unwrap();
    assert_eq!((plan.marks, plan.new, plan.same, plan.cells, plan.batch.is_none()), (5, 1, 1, 1, true));
    assert_eq!((plan.differs[0].line, plan.differs[0].was.code.as_str()), (4, "R"));
    assert_eq!((plan.unknown[0].line, plan.unknown[0].number.as_str()), (6, "9999999999"));
    assert_eq!((plan.refused[0].line, plan.refused[0].problem.code), (9, Code::NoLessons));
    assert_eq!(school.marks().len(), 2, "a plan changes nothing");
    let before = school.marks();
    let done = school.import(&text, true, true).unwrap();
    assert_eq!(done.cells, 2);
    assert!(school.marks().values().all(|code| code == "Z"));
    undo(&school.core, UndoRequest { batch: done.batch }).unwrap();
    assert_eq!(school.marks(), before);
    assert!(school.core.register().unwrap().check().unwrap().is_sound());
}

#[test]
fn the_codes_of_before_2019_are_read_converted_as_far_as_the_table_is_known() {
    let school = School::empty();
    let pupil = school.add("Peeters", "Noor", "L4A");
    let number =
        ExternalNumber { system: "informat".into(), database: "school".into(), value: "104217".into() };
    school.push(Change::NumberAdd { pupil, number, from: day("2018-09-01") });
    // A work placement is no absence any more; a time-out is lawful by operation of law.
    let text = "161118T1\nT\n0000104217\n161118T6\nW\n0000104217";
    let done = school.import_from("school", text, false, true).unwrap();
    assert_eq!((done.marks, done.new, done.cells, done.refused.len()), (2, 1, 1, 0));
    assert_eq!(school.marks().into_values().collect::<Vec<_>>(), ["T"]);
    let unknown = school.import_from("school", "161118T1\nS\n0000104217", false, false).unwrap();
    assert_eq!((unknown.faults[0].line, unknown.faults[0].kind), (2, FileFaultKind::OldCode));
}

#[test]
fn a_file_with_faults_is_not_applied_and_a_file_that_is_too_large_not_read() {
    let school = School::demo(60);
    let plan = school.import("121126T1\nQ\n0000000001\n\n", false, false).unwrap();
    assert_eq!(plan.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(school.import("x", false, true).err().unwrap().code, Code::PlanNotApplicable);
    let large = school.path("groot.txt");
    std::fs::write(&large, vec![b'9'; 5 << 20]).unwrap();
    school.shell.answer_file(&large);
    let ask = AttendanceImportRequest {
        chosen: None,
        database: String::new(),
        replace: false,
        known_there: false,
        apply: false,
    };
    assert_eq!(attendance_import(&school.core, ask.clone()).err().unwrap().code, Code::SheetTooLarge);
    assert!(attendance_import(&school.core, ask).unwrap().chosen.is_none(), "a closed dialog");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn what_was_exported_and_imported_elsewhere_is_the_same_register(
        marks in proptest::collection::btree_map(
            (0usize..10, proptest::sample::select(&["2026-11-09", "2026-11-10", "2026-11-12", "2026-11-13"][..]), any::<bool>()),
            proptest::sample::select(&["Z", "D", "B", "R", "L", "?"][..]),
            1..25,
        ),
    ) {
        let (here, there) = (School::demo(60), School::demo(60));
        let pupils = here.pupils("L4A");
        let cells = marks.iter().filter(|((n, ..), _)| *n < pupils.len()).map(|((n, on, morning), code)| CellEdit {
            pupil: pupils[*n],
            at: at(on, if *morning { Half::Vm } else { Half::Nm }),
            was: None,
            now: Some(Mark::of(MarkCode::parse(code).unwrap())),
        }).collect::<Vec<_>>();
        prop_assume!(!cells.is_empty());
        set(&here.core, AttendanceSetRequest { cells }).unwrap();
        let (_, text) = here.export(informat(false));
        let text = text.unwrap();
        there.import(&text, false, true).unwrap();
        prop_assert_eq!(here.marks(), there.marks());
        let again = here.import(&text, true, false).unwrap();
        prop_assert_eq!((again.new, again.differs.len(), again.cells), (0, 0, 0));
    }
}
