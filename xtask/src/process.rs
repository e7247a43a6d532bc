//! Running other programs, and counting the tests they passed.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::{Outcome, places};

/// The cargo that runs us, in the workspace and with our target folder.
pub fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(places::root()).env("CARGO_TARGET_DIR", places::target());
    command
}

/// npm, in the folder with the screens.
pub fn npm(words: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(words).current_dir(places::ui()).env("npm_config_update_notifier", "false");
    command
}

/// Runs a program to its end with its output on ours; nobody types into it.
pub fn done(command: &mut Command) -> Outcome {
    say(command);
    let status = command.stdin(Stdio::null()).status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", shown(command))) }
}

/// Runs a program to its end with its output on ours, and types one line into it.
pub fn fed(command: &mut Command, line: &str) -> Outcome {
    say(command);
    let started = command.stdin(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| not_started(command, &error))?;
    // Whoever asks nothing may be gone already.
    let _ = child.stdin.take().map(|mut input| writeln!(input, "{line}"));
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", shown(command))) }
}

/// Whether a program runs and succeeds; its output is of no interest.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// What a program prints, when it succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program, hands its output on line by line, and answers how many tests it says it passed.
pub fn counted(command: &mut Command) -> Outcome<u32> {
    Ok(captured(command)?.lines().map(passed_in).sum())
}

/// Runs a program, hands its output on line by line, and answers with all of it.
pub fn captured(command: &mut Command) -> Outcome<String> {
    say(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let out = child.stdout.take();
    let err = child.stderr.take();
    let mut text = std::thread::scope(|scope| {
        let err = scope.spawn(|| handed_on(err, &mut std::io::stderr()));
        let mut text = handed_on(out, &mut std::io::stdout());
        text.push_str(&err.join().unwrap_or_default());
        text
    });
    text.push('\n');
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok(text) } else { Err(format!("`{}` failed ({status})", shown(command))) }
}

fn handed_on(from: Option<impl Read>, to: &mut impl Write) -> String {
    let mut text = String::new();
    let Some(from) = from else { return text };
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        // A closed terminal is no reason to stop.
        let _ = to.write_all(&line).and_then(|()| to.write_all(b"\n"));
        text.push_str(&String::from_utf8_lossy(&line));
        text.push('\n');
    }
    text
}

/// How many passed tests a line of output reports: the summaries of cargo test, nextest, vitest
/// and node's own runner.
fn passed_in(line: &str) -> u32 {
    let plain = without_colours(line);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let number_before = |word: &str| {
        let at = words.iter().position(|w| w.trim_end_matches([',', ';', '.']) == word)?;
        words.get(at.checked_sub(1)?)?.parse().ok()
    };
    match words.as_slice() {
        ["test", "result:", ..] | ["Summary", ..] | ["Tests", ..] => number_before("passed").unwrap_or(0),
        ["ℹ" | "#", "pass", count] => count.parse().unwrap_or(0),
        _ => 0,
    }
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            chars.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

/// The full path of a program on the search path.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn say(command: &Command) {
    println!("\n$ {}", shown(command));
}

fn shown(command: &Command) -> String {
    let name = std::path::Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(name).chain(command.get_args()).map(|w| w.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` does not start: {error}", shown(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_runners_summary_is_counted_and_nothing_else() {
        assert_eq!(passed_in("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured"), 12);
        assert_eq!(passed_in("     Summary [   3.1s] 40 tests run: 38 passed, 2 skipped"), 38);
        assert_eq!(
            passed_in("\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m (7)"),
            7
        );
        assert_eq!(passed_in(" Test Files  3 passed (3)"), 0);
        assert_eq!(passed_in("ℹ pass 9"), 9);
        assert_eq!(passed_in("# pass 9"), 9);
        assert_eq!(passed_in("test imports::it_passed ... ok"), 0);
    }
}
