//! Subcommands about attendance: marks to a file, and from Informat's text file.

use stamboek_core::Answer;
use stamboek_core::reports::messages::*;
use stamboek_core::reports::{attendance_export, attendance_file, attendance_import};
use stamboek_domain::attendance::informat_file::FileRemarkKind;
use stamboek_domain::problem::{Code, Problem};

use crate::args::{Arguments, ExportMarks, ImportMarks, Marks};
use crate::terminal::open;
use crate::{Said, texts};

/// Marks of a period to a file.
pub fn export(arguments: &Arguments, export: &ExportMarks) -> Answer<Said> {
    let (core, terminal) = open(arguments)?;
    terminal.write_to(&export.out);
    let request = AttendanceExportRequest {
        format: match export.format {
            Marks::Informat => MarksFormat::Informat,
            Marks::Csv => MarksFormat::Csv,
            Marks::Xlsx => MarksFormat::Xlsx,
        },
        from: export.from,
        until: export.until,
        database: export.database.clone(),
        all: export.all,
        cleared_there: export.cleared,
        apply: true,
    };
    let answer = attendance_export(&core, request)?;
    let mut lines = vec![match &answer.file_name {
        Some(name) => format!("{} codes van {} leerlingen in {name}.", answer.marks, answer.pupils),
        None => "Er is niets om te schrijven; er is geen bestand gemaakt.".to_owned(),
    }];
    if answer.unchanged > 0 {
        lines.push(format!("{} codes stonden al zo in een vorig bestand.", answer.unchanged));
    }
    for remark in &answer.remarks {
        lines.push(format!("{} codes {}.", remark.count, lost(remark.kind)));
    }
    if !answer.not_counted.is_empty() {
        lines.push(format!("{} codes tellen niet mee en zijn weggelaten.", answer.not_counted.len()));
    }
    Ok(Said::new(json(&answer)?, lines.join("\n")))
}

/// What happens to marks that the file cannot carry whole.
fn lost(kind: FileRemarkKind) -> &'static str {
    match kind {
        FileRemarkKind::Number => "weggelaten: de leerling heeft geen nummer in die database",
        FileRemarkKind::Present => {
            "gewist sinds een vorig bestand: wis ze ook in Informat, het bestand kan dat niet"
        }
        FileRemarkKind::Code => "weggelaten: het bestand kent deze code niet (A, H, M, P)",
        FileRemarkKind::Subcode => "zonder hun eigen subcode",
        FileRemarkKind::Discipline => "zonder dat het een tuchtmaatregel is",
        FileRemarkKind::Evidence => "als Z, die Informat leest als verklaring van de ouders",
        FileRemarkKind::Time => "zonder het uur van aankomst",
        FileRemarkKind::Note => "zonder hun opmerking",
    }
}

/// Marks from a file; without `--apply` only the plan.
pub fn import(arguments: &Arguments, import: &ImportMarks) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let ask = |apply| -> Answer<AttendanceImportPlan> {
        let chosen = Some(attendance_file(&import.file)?);
        let database = import.database.clone();
        let (replace, known_there) = (import.replace, import.known);
        attendance_import(&core, AttendanceImportRequest { chosen, database, replace, known_there, apply })
    };
    let mut plan = ask(false)?;
    let faults = plan.faults.len();
    if import.apply && faults == 0 {
        plan = ask(true)?;
    }
    let applied = import.apply && faults == 0;
    let mut lines: Vec<String> =
        plan.faults.iter().map(|fault| format!("regel {}: niet leesbaar", fault.line)).collect();
    lines.push(format!(
        "{} codes: {} nieuw, {} staan er al, {} anders, {} geweigerd; {} nummers onbekend.",
        plan.marks,
        plan.new,
        plan.same,
        plan.differs.len(),
        plan.refused.len(),
        plan.unknown.len()
    ));
    for refused in &plan.refused {
        let (who, why) =
            (format!("{} {}", refused.last_name, refused.first_name), texts::problem(&refused.problem));
        lines.push(format!("regel {}: {who}: {why}", refused.line));
    }
    lines.extend(
        plan.unknown.iter().map(|one| format!("regel {}: nummer {} is van niemand", one.line, one.number)),
    );
    lines.push(match applied {
        true => format!("{} codes ingevuld.", plan.cells),
        false => format!("Proef: {} codes zouden worden ingevuld; er is niets gewijzigd.", plan.cells),
    });
    plan.chosen = None;
    let mut answer = json(&plan)?;
    answer["applied"] = applied.into();
    let mut said = Said::new(answer, lines.join("\n"));
    if faults > 0 {
        let problem = Problem::new(Code::PlanNotApplicable);
        said.problem = Some(problem.with("refused", faults).with("undecided", 0));
    }
    Ok(said)
}

fn json(answer: &impl serde::Serialize) -> Answer<serde_json::Value> {
    serde_json::to_value(answer).map_err(|_| Problem::new(Code::Internal).with("detail", "json"))
}
