//! The window: building it, and running it where nobody looks.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{cargo, done};
use crate::{Outcome, machine, places, ui};

/// The feature of a window in a test: file dialogs answer from a list instead of asking.
pub const SCRIPTED: &str = "stamboek-app/scripted-dialogs";

/// Builds screens and window, and answers where the program is.
pub fn build(scripted: bool) -> Outcome<PathBuf> {
    machine::can_build()?;
    ui::build()?;
    let mut command = cargo(&["build", "--package", "stamboek-app", "--package", "stamboek-core", "--bins"]);
    if scripted {
        command.args(["--features", SCRIPTED]);
    }
    done(&mut command)?;
    Ok(places::target().join("debug").join(format!("stamboek-app{}", std::env::consts::EXE_SUFFIX)))
}

/// node under a virtual display, with what the scripts of `tests/e2e` need to know. Each script
/// starts a session bus and a keyring of its own.
pub fn driver(program: &Path, out: &Path) -> Command {
    let mut command = Command::new("xvfb-run");
    command
        .args(["--auto-servernum", "--server-args=-screen 0 1280x800x24", "node"])
        .current_dir(places::root())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("STAMBOEK_APP", program)
        .env("STAMBOEK_CLI", program.with_file_name(format!("stamboek{}", std::env::consts::EXE_SUFFIX)))
        .env("STAMBOEK_OUT", out);
    command
}
