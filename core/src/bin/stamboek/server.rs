//! `stamboek server …`: the administration of the central server. That is a program of its own, which
//! lies beside this one where the server runs; it gets the same words, and its answer is ours.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use stamboek_domain::problem::{Code, Problem};

const PROGRAM: &str = "stamboek-server";

/// Runs it to its end, with our input and output; its exit status is ours.
///
/// # Errors
/// When it is not there, or cannot be run.
pub fn server(json: bool, words: &[OsString]) -> Result<ExitCode, Problem> {
    let mut command = Command::new(program(std::env::current_exe().ok().as_deref()));
    if json && !words.iter().any(|word| word == "--json") {
        command.arg("--json");
    }
    let status = command.args(words).status().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Problem::new(Code::NotFound).with("what", "server_program"),
        kind => Problem::new(Code::Disk).with("detail", kind),
    })?;
    // Ended by a signal: no status of its own.
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok(ExitCode::from(code))
}

/// Beside this program, or else wherever the system looks for programs.
fn program(own: Option<&Path>) -> PathBuf {
    let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    let beside = own.and_then(Path::parent).map(|folder| folder.join(&name));
    beside.filter(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(OsStr::new(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_beside_this_one_comes_before_any_other() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("stamboek");
        let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
        assert_eq!(program(Some(&own)), Path::new(&name));
        std::fs::write(folder.path().join(&name), "").unwrap();
        assert_eq!(program(Some(&own)), folder.path().join(&name));
    }
}
