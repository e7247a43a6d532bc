//! What crosses from core to the screens.

use crate::repository::{Source, files, none, read};

/// Names in the one list, each with the need of an open register.
fn commands() -> Vec<String> {
    let text = read("core/src/commands.rs");
    let list = text.split("\ncommands! {").nth(1).expect("the list").split("\n}").next().unwrap();
    list.lines()
        .filter(|line| line.contains(") -> ") && !line.trim_start().starts_with("//"))
        .map(|line| line.trim().split('(').next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_list_of_commands_stays_short() {
    let count = commands().len();
    assert!((1..=60).contains(&count), "{count} commands; security S47 allows 60");
}

#[test]
fn every_command_has_a_caller_in_the_screens() {
    let screens: Vec<Source> = files(&["ui/src"], &[".ts", ".tsx"])
        .into_iter()
        .filter(|source| !source.path.contains("/generated/") && !source.path.contains("/fake"))
        .filter(|source| !source.path.contains(".test."))
        .collect();
    let uncalled: Vec<String> = commands()
        .into_iter()
        .filter(|name| !screens.iter().any(|source| source.text.contains(&format!("\"{name}\""))))
        .collect();
    none(uncalled, "a command without a caller in ui/src is a door without a room");
}

#[test]
fn no_command_takes_a_path_or_file_name_from_the_screens() {
    let mut broken = Vec::new();
    for source in files(&["core/src"], &["messages.rs"]) {
        let mut request = false;
        for (number, line) in source.code() {
            if let Some(name) = line.trim().strip_prefix("pub struct ") {
                request = name.split([' ', '(', '<']).next().unwrap_or_default().ends_with("Request");
            }
            let field = line.trim().trim_start_matches("pub ");
            if request
                && ["path:", "file:", "file_name:", "folder:", "url:", "sql:"]
                    .iter()
                    .any(|f| field.starts_with(f))
            {
                broken.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    none(broken, "security S47: files are chosen in a dialog of the system");
}

/// The variants of an enum of ours, from its text.
fn variants(path: &str, name: &str) -> Vec<String> {
    let text = read(path);
    let body = text.split(&format!("pub enum {name} {{")).nth(1).expect(name).split("\n}").next().unwrap();
    body.lines()
        .map(str::trim)
        .filter(|line| line.starts_with(char::is_uppercase))
        .map(|line| line.trim_end_matches(',').split([' ', '{', '(']).next().unwrap().to_owned())
        .collect()
}

fn snake(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(c.to_lowercase());
    }
    text
}

#[test]
fn every_problem_has_its_sentence_in_the_window_and_on_the_command_line() {
    let window: String = files(&["ui/src/texts"], &[".ts"]).into_iter().map(|source| source.text).collect();
    let line: String = files(&["core/src/bin"], &[".rs"]).into_iter().map(|source| source.text).collect();
    let mut broken = Vec::new();
    for code in variants("domain/src/problem.rs", "Code") {
        if !window.contains(&format!("{}:", snake(&code))) {
            broken.push(format!("{code}: no sentence in ui/src/texts"));
        }
        if !line.contains(&format!("Code::{code}")) {
            broken.push(format!("{code}: no sentence in core/src/bin"));
        }
    }
    none(broken, "a problem that nobody can read");
}

#[test]
fn the_glossary_has_every_field_of_a_pupil() {
    let glossary = read("docs/glossary.md");
    let missing: Vec<String> = variants("domain/src/pupil.rs", "PupilField")
        .iter()
        .map(|field| snake(field))
        .filter(|field| !glossary.contains(&format!("`{field}`")))
        .collect();
    none(missing, "docs/glossary.md: one word, one meaning");
}
