//! The window: building it, and running it where nobody looks.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{cargo, done};
use crate::{Outcome, machine, places, ui};

/// The feature of a window in a test: file dialogs answer from a list instead of asking.
pub const SCRIPTED: &str = "stamboek-app/scripted-dialogs";

/// The window that does nothing, in `src-tauri/examples`.
const EMPTY: &str = "empty_window";

/// Builds screens and window, and answers where the program is.
pub fn build(scripted: bool) -> Outcome<PathBuf> {
    machine::can_build()?;
    ui::build()?;
    let mut command = cargo(&["build", "--package", "stamboek-app", "--package", "stamboek-core", "--bins"]);
    command.args(["--package", "stamboek-simulator"]);
    if scripted {
        command.args(["--package", "stamboek-server", "--features", SCRIPTED]);
    }
    done(&mut command)?;
    Ok(program(&places::target().join("debug"), "stamboek-app"))
}

/// Builds the window as a school gets it, and the empty one beside it, and answers in which folder.
pub fn build_release() -> Outcome<PathBuf> {
    machine::can_build()?;
    ui::build()?;
    // Together, so that both stand on the same Tauri with the same features.
    let words = ["--package", "stamboek-app", "--package", "stamboek-core", "--bins", "--example", EMPTY];
    done(cargo(&["build", "--release"]).args(words))?;
    Ok(places::target().join("release"))
}

/// Runs what follows where there is no network but the loopback.
const OFFLINE: [&str; 6] = ["-rn", "sh", "-c", "ip link set lo up && exec \"$@\"", "offline", "xvfb-run"];

/// Whether this machine lets us make a place without a network.
fn can_be_offline() -> bool {
    let tried = Command::new("unshare").args(["-rn", "ip", "link", "set", "lo", "up"]).output();
    tried.is_ok_and(|tried| tried.status.success())
}

/// node under a virtual display, with what the scripts of `tests/e2e` need to know. Each script
/// starts a session bus and a keyring of its own. Where the machine allows it there is no network.
pub fn driver(app: &Path, out: &Path) -> Command {
    let built = app.parent().unwrap_or(Path::new(""));
    let mut command;
    if can_be_offline() {
        command = Command::new("unshare");
        command.args(OFFLINE).env("STAMBOEK_OFFLINE", "1");
    } else {
        command = Command::new("xvfb-run");
    }
    command
        .args(["--auto-servernum", "--server-args=-screen 0 1280x800x24", "node"])
        .current_dir(places::root())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("STAMBOEK_APP", app)
        .env("STAMBOEK_CLI", program(built, "stamboek"))
        .env("STAMBOEK_SIMULATOR", program(built, "discimus-simulator"))
        .env("STAMBOEK_TRY_SERVER", program(built, "stamboek-try-server"))
        .env("STAMBOEK_OUT", out);
    command
}

/// node with the programs that are measured, in a folder of a build; it makes its own display.
pub fn benchmark(built: &Path) -> Command {
    let mut command = Command::new("node");
    command
        .arg("tests/e2e/window.bench.mjs")
        .current_dir(places::root())
        .env_remove("WAYLAND_DISPLAY")
        .env("STAMBOEK_APP", program(built, "stamboek-app"))
        .env("STAMBOEK_CLI", program(built, "stamboek"))
        .env("STAMBOEK_EMPTY", program(&built.join("examples"), EMPTY));
    command
}

/// Where a program of ours lies in a folder of a build.
pub fn program(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
