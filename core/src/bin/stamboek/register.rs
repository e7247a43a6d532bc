//! Subcommands about the register itself: make, list, scan, check.

use std::path::Path;

use serde_json::json;
use stamboek_core::commands::Nothing;
use stamboek_core::demo::{self, Params};
use stamboek_core::keys::file::disk_problem;
use stamboek_core::scanning::messages::ScanRequest;
use stamboek_core::session::messages::SetupRequest;
use stamboek_core::{Answer, pupils as subject, scanning, session, settings};
use stamboek_domain::problem::{Code, Problem};

use crate::Said;
use crate::args::{Arguments, Demo, Level};
use crate::terminal::{closed, open};

/// Makes an empty register.
pub fn init(arguments: &Arguments, school: &str, institution: &str) -> Answer<Said> {
    let (core, _) = closed(arguments);
    let request = SetupRequest {
        demo: false,
        school: school.to_owned(),
        institution: institution.to_owned(),
        join: None,
        passphrase: None,
    };
    session::setup_with_key_at_hand(&core, &request, &Params::new(0, core.today()))?;
    let json = json!({ "school": school.trim(), "institution": institution.trim() });
    Ok(Said::new(json, format!("Leeg register gemaakt voor {}.", school.trim())))
}

/// Makes a register with an invented school.
pub fn demo(arguments: &Arguments, wished: &Demo) -> Answer<Said> {
    let (core, _) = closed(arguments);
    let mut params = Params::new(wished.pupils, core.today());
    params.seed = wished.seed;
    params.staff = wished.staff;
    params.registers = 1;
    params.level = match wished.level {
        Level::Basis => demo::Level::Basis,
        Level::Secundair => demo::Level::Secundair,
    };
    let request = SetupRequest {
        demo: true,
        school: String::new(),
        institution: String::new(),
        join: None,
        passphrase: None,
    };
    session::setup_with_key_at_hand(&core, &request, &params)?;
    let state = session::state(&core, Nothing {})?;
    let mut json = json!({
        "school": state.school,
        "institution": params.institution,
        "system": params.system,
        "database": params.database,
        "pupils": state.pupils,
        "files": [],
    });
    let mut text = format!("{}: {} personen, database {}.", state.school, state.pupils, params.database);
    if let Some(folder) = &wished.files {
        let (names, to_database) = write_files(folder, &params)?;
        text.push_str(&format!("\nLijsten in {}: {}.", folder.display(), names.join(", ")));
        json["files"] = json!(names);
        json["to_database"] = json!(to_database);
    }
    Ok(Said::new(json, text))
}

fn write_files(folder: &Path, params: &Params) -> Answer<(Vec<&'static str>, String)> {
    let files = demo::files(params)?;
    std::fs::create_dir_all(folder).map_err(disk_problem)?;
    let all = [
        ("leerlingen.xlsx", &files.pupils_xlsx),
        ("leerlingen.csv", &files.pupils_csv),
        ("nummers.xlsx", &files.numbers_xlsx),
        ("nummers.csv", &files.numbers_csv),
    ];
    for (name, content) in all {
        std::fs::write(folder.join(name), content).map_err(disk_problem)?;
    }
    Ok((all.map(|(name, _)| name).to_vec(), files.to_database))
}

/// Everybody with all numbers.
pub fn pupils(arguments: &Arguments) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let listed = subject::listing(&core)?;
    let lines: Vec<String> = listed
        .iter()
        .map(|person| {
            let numbers: Vec<String> = person
                .numbers
                .iter()
                .map(|n| match &n.until {
                    None => format!("{} ({})", n.value, n.database),
                    Some(until) => format!("{} ({}, tot {until})", n.value, n.database),
                })
                .collect();
            format!("{:<6} {} {}  {}", person.class, person.last_name, person.first_name, numbers.join(", "))
        })
        .collect();
    let json =
        serde_json::to_value(&listed).map_err(|_| Problem::new(Code::Internal).with("detail", "json"))?;
    Ok(Said::new(json, format!("{}\n{} personen", lines.join("\n"), listed.len())))
}

/// Whose code is this?
pub fn scan(arguments: &Arguments, code: &str) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let answer = scanning::scan(&core, ScanRequest { code: code.to_owned() })?;
    let who: Vec<String> = answer
        .matches
        .iter()
        .map(|found| {
            let person = &found.pupil;
            let until = found.until.as_deref().map(|day| format!(", tot {day}")).unwrap_or_default();
            format!("{} {} ({}{until})", person.last_name, person.first_name, person.class)
        })
        .collect();
    let text = match answer.result.as_str() {
        "green" => format!("In orde: {}", who.join(", ")),
        "amber" => format!("Oude streepjescode van {}: herdrukken", who.join(", ")),
        "ambiguous" => format!("Van meer dan één persoon: {}", who.join("; ")),
        "article" => format!("Artikel: {}", answer.article),
        _ => "Onbekend".to_owned(),
    };
    let json =
        serde_json::to_value(&answer).map_err(|_| Problem::new(Code::Internal).with("detail", "json"))?;
    Ok(Said::new(json, text))
}

/// Opens every backup and checks it.
pub fn verify(arguments: &Arguments) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let rows = session::verify_backups(&core)?;
    let bad = rows.iter().filter(|row| !row.sound && !row.earlier_key).count();
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let word = match (row.sound, row.earlier_key) {
                (true, _) => "in orde",
                (_, true) => "van een sleutel van voordien: niet nagekeken",
                _ => "NIET IN ORDE",
            };
            format!("{}  {word}", row.file_name)
        })
        .collect();
    let text = if rows.is_empty() { "Er zijn nog geen back-ups.".to_owned() } else { lines.join("\n") };
    let mut said = Said::new(json!({ "backups": rows, "sound": bad == 0 }), text);
    if bad > 0 {
        said.problem = Some(Problem::new(Code::BackupFailed).with("detail", format!("{bad}")));
    }
    Ok(said)
}

/// Integrity of file, views and ops.
pub fn check(arguments: &Arguments) -> Answer<Said> {
    let (core, _) = open(arguments)?;
    let answer = settings::check_now(&core, Nothing {})?;
    let word = |sound| if sound { "in orde" } else { "NIET IN ORDE" };
    let text = format!(
        "Bestand: {}\nLijsten: {}\nWijzigingen ({}): {}",
        word(answer.file_sound),
        word(answer.views_equal),
        answer.ops,
        word(answer.ops_sound)
    );
    let json =
        serde_json::to_value(&answer).map_err(|_| Problem::new(Code::Internal).with("detail", "json"))?;
    let mut said = Said::new(json, text);
    if !(answer.file_sound && answer.views_equal && answer.ops_sound) {
        said.problem = Some(Problem::new(Code::RegisterDamaged).with("detail", "check"));
    }
    Ok(said)
}
