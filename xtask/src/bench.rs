//! `cargo xtask bench`: measure, and keep what was measured with a plot of how it grows.
//!
//! A benchmark is a plain program under `core/benches` or `server/benches` that prints our figure, the floor's (a
//! program that does only the unavoidable, in the same run) and the ratio, which is what travels
//! between machines. `window` measures the real window against an empty one
//! (`tests/e2e/window.bench.mjs`). What it prints is kept as it is; lines in the form
//! `| what | size | ours | floor | ratio | aim |`, with times as `12.3 ms`, are drawn as well.

use std::fmt::Write as _;
use std::fs;

use crate::process::{captured, cargo};
use crate::{Outcome, machine, places, plot, window};

/// The one that needs a display, and is measured on Linux only.
const WINDOW: &str = "window";
/// The one that needs PostgreSQL, and is measured on Linux only.
const SERVER: &str = "server";

/// One row of a benchmark.
pub struct Row {
    /// What was measured.
    pub what: String,
    /// How many (pupils, rows, stickers).
    pub size: u64,
    /// What we take, in milliseconds.
    pub ours: f64,
}

/// Runs all benchmarks of core and writes `docs/benchmarks.md`; those named are only run.
pub fn bench(only: &[String]) -> Outcome {
    let all = names()?;
    if let Some(unknown) = only.iter().find(|name| !all.contains(name)) {
        return Err(format!("no benchmark `{unknown}`; there are {}", all.join(", ")));
    }
    let mut sections = Vec::new();
    for name in all.iter().filter(|name| only.is_empty() || only.contains(name)) {
        sections.push((name.clone(), measured(name)?));
    }
    if !only.is_empty() {
        return Ok(());
    }
    let rows: Vec<Row> = sections.iter().flat_map(|(_, printed)| printed.lines().filter_map(row)).collect();
    let docs = places::root().join("docs");
    let write = |name: &str, text: &str| {
        let path = docs.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    write("benchmarks.svg", &plot::growth(&rows))?;
    write("benchmarks.md", &page(&sections))?;
    println!("\ndocs/benchmarks.md and docs/benchmarks.svg are written.");
    Ok(())
}

fn measured(name: &str) -> Outcome<String> {
    if name == WINDOW {
        machine::can_drive_window()?;
        return captured(&mut window::benchmark(&window::build_release()?));
    }
    if name == SERVER {
        machine::can_serve()?;
        return captured(&mut cargo(&["bench", "--quiet", "--package", "stamboek-server", "--bench", name]));
    }
    captured(&mut cargo(&["bench", "--quiet", "--package", "stamboek-core", "--bench", name]))
}

/// The programs under `core/benches`, and the server and the window where they can be measured.
fn names() -> Outcome<Vec<String>> {
    let folder = places::root().join("core/benches");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".rs")?.to_owned()))
        .collect();
    if cfg!(target_os = "linux") {
        names.extend([SERVER.to_owned(), WINDOW.to_owned()]);
    }
    names.sort();
    Ok(names)
}

fn page(sections: &[(String, String)]) -> String {
    let mut page = String::from(
        "# What was measured\n\n\
         Written by `cargo xtask bench`. Absolute figures belong to the machine; the ratio to the floor, a program \
         of the same run that does only the unavoidable, is what we aim by. This machine: ",
    );
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let _ = write!(page, "{cores} cores, {}.\n\n![How time grows with size](benchmarks.svg)\n", system());
    for (name, printed) in sections {
        let _ = write!(page, "\n## {name}\n\n```text\n{}\n```\n", printed.trim_end());
    }
    page
}

/// What the machine runs, as it calls itself.
fn system() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let named = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    named.map_or(std::env::consts::OS.to_owned(), |name| name.trim_matches('"').to_owned())
}

fn row(line: &str) -> Option<Row> {
    let line = line.trim();
    let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
    let [what, size, ours, ..] = cells.as_slice() else { return None };
    let size =
        size.chars().filter(|c| !matches!(c, '.' | ',' | ' ' | '_')).collect::<String>().parse().ok()?;
    Some(Row { what: (*what).to_owned(), size, ours: milliseconds(ours)? })
}

fn milliseconds(text: &str) -> Option<f64> {
    let (number, unit) = text.split_once(' ')?;
    let factor = match unit.trim() {
        "s" => 1e3,
        "ms" => 1.0,
        "µs" | "us" => 1e-3,
        "ns" => 1e-6,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_with_its_size_and_time_and_a_remark_is_not_a_row() {
        let row = row("| search | 5,000 | 270 µs | 250 µs | 1.08 | ≤ 1.2 |").unwrap();
        assert_eq!((row.what.as_str(), row.size), ("search", 5000));
        assert!((row.ours - 0.27).abs() < 1e-9);
        assert!(super::row("| what | size | ours | floor | ratio | aim |").is_none());
        assert!(super::row("warming up").is_none());
    }
}
