//! What is absent, on purpose. The same for the screens is checked beside them, in
//! `ui/src/test/house.test.ts`.

use crate::repository::{files, lines_with, none};

const RUST: &[&str] = &[".rs"];
const SCREENS: &[&str] = &[".ts", ".tsx"];

#[test]
fn the_domain_knows_no_file_clock_network_database_or_chance() {
    let words = [
        "rusqlite",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "getrandom",
        "new_v4",
        "now_v7",
        "tokio",
    ];
    none(lines_with(&files(&["domain/src"], RUST), &words), "domain is rules alone; hand it what it needs");
}

#[test]
fn sql_stands_in_core_and_in_the_store_of_the_server_alone() {
    let words = ["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE", "PRAGMA ", "rusqlite::"];
    let mut sources = files(&["domain", "src-tauri", "xtask"], RUST);
    sources.extend(files(&["ui/src"], SCREENS));
    // The program's own texts; its migrations run as another role, and its tests look behind it.
    let server = files(&["server/src"], RUST).into_iter();
    sources.extend(server.filter(|source| {
        let own = ["server/src/store/", "server/src/migrate.rs", "server/src/cluster.rs"];
        !own.iter().any(|path| source.path.starts_with(path))
    }));
    none(lines_with(&sources, &words), "SQL belongs in core, and in the one store of the server");
}

#[test]
fn the_command_line_goes_through_the_core_and_holds_no_sql() {
    none(
        lines_with(&files(&["core/src/bin"], RUST), &["rusqlite", "SELECT "]),
        "SQL belongs in core's library",
    );
}

#[test]
fn one_file_names_the_pdf_and_barcode_libraries() {
    let sources: Vec<_> = files(&["domain", "core/src", "src-tauri", "xtask"], RUST)
        .into_iter()
        .filter(|source| source.path != "core/src/pdf.rs" && !source.path.starts_with("core/src/pdf/"))
        .collect();
    none(
        lines_with(&sources, &["printpdf::", "use printpdf", "barcoders::", "use barcoders"]),
        "core/src/pdf.rs",
    );
}

#[test]
fn the_core_knows_no_window() {
    none(
        lines_with(&files(&["domain", "core"], RUST), &["tauri::", "use tauri"]),
        "only src-tauri knows Tauri",
    );
}

#[test]
fn nothing_unfinished_or_skipped_is_on_main() {
    // Put together here, so that this file does not find itself. A test that is ignored says why:
    // another test starts it in a process of its own, or it takes minutes.
    let words: Vec<String> = [
        ("todo", "!("),
        ("unimplemented", "!("),
        ("#[ign", "ore]"),
        ("allow(dead", "_code"),
        ("@ts-", "ignore"),
        ("test.", "skip("),
        ("it.", "skip("),
        ("describe.", "skip("),
        ("it.", "only("),
        ("test.", "only("),
        ("FIX", "ME"),
    ]
    .iter()
    .map(|(a, b)| format!("{a}{b}"))
    .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let sources = files(
        &["domain", "core", "server", "src-tauri", "xtask", "tests", "ui/src"],
        &[".rs", ".ts", ".tsx", ".mjs"],
    );
    none(lines_with(&sources, &words), "what is on main works");
}

#[test]
fn types_with_personal_data_do_not_derive_debug() {
    const PERSONAL: &[&str] = &["last_name:", "first_name:", "birth_date:", "insz:"];
    let mut broken = Vec::new();
    for source in files(&["domain/src", "core/src", "server/src"], RUST) {
        let mut derive = String::new();
        let mut shape = None;
        for (number, line) in source.code_outside_tests() {
            let text = line.trim();
            if text.starts_with("#[derive(") {
                derive = text.to_owned();
            } else if text.contains("struct ") && text.ends_with('{') {
                shape = derive.contains("Debug").then(|| (number, text.to_owned()));
                derive.clear();
            } else if text == "}" {
                shape = None;
            } else if let Some((at, name)) = &shape {
                let field = text.trim_start_matches("pub(crate) ").trim_start_matches("pub ");
                if PERSONAL.iter().any(|personal| field.starts_with(personal)) {
                    broken.push(format!("{}:{at}: {name}", source.path));
                    shape = None;
                }
            }
        }
    }
    none(broken, "what can be printed by accident ends in a log");
}
