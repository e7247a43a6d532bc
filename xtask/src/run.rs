//! `cargo xtask run`: the window with the demo school.

use std::fs;
use std::process::{Child, Command};

use crate::process::done;
use crate::{Outcome, machine, places, window, with_server};

/// What runs beside the window.
#[derive(Clone, Copy, PartialEq)]
enum Beside {
    Nothing,
    Discimus,
    Server,
}

/// Opens the window; where there is no display, walks the main job under a virtual one. With
/// `--with-discimus` the simulator runs beside the window, with `--with-server` the central server
/// between two windows.
pub fn run(words: &[String]) -> Outcome {
    let beside = match words {
        [] => Beside::Nothing,
        [word] if word == "--with-discimus" => Beside::Discimus,
        [word] if word == "--with-server" => Beside::Server,
        [word, ..] => {
            return Err(format!("no option `{word}`; there are --with-discimus and --with-server"));
        }
    };
    match (machine::has_display(), beside) {
        (true, Beside::Server) => with_server::open(),
        (true, _) => open(beside == Beside::Discimus),
        (false, Beside::Nothing) => walk(),
        (false, Beside::Server) => with_server::serve(),
        (false, Beside::Discimus) => Err("there is no display to open the window on".into()),
    }
}

/// The program in the place of AGODI; ends with the window.
struct Simulator(Child);

impl Simulator {
    /// Starts what was built with the window.
    fn start() -> Outcome<Self> {
        let program = window::program(&places::target().join("debug"), "discimus-simulator");
        let child = Command::new(&program).arg("--demo").spawn();
        child.map(Self).map_err(|error| format!("{}: {error}", program.display()))
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn open(with_discimus: bool) -> Outcome {
    let program = window::build(false)?;
    let _simulator = with_discimus.then(Simulator::start).transpose()?;
    if with_discimus {
        println!(
            "\nThe simulator of Discimus runs on the port that the link has by itself. In the window: \
             Discimus, “Koppeling op deze laptop aanzetten”."
        );
    }
    // A profile of its own: a maker's run never touches the register of a school on this laptop.
    let profile = places::demo().join("profile");
    fs::create_dir_all(&profile).map_err(|error| format!("{}: {error}", profile.display()))?;
    println!("\nThe register of this run lies in {}.", profile.display());
    done(Command::new(program).env("STAMBOEK_DATA", profile))
}

fn walk() -> Outcome {
    machine::can_drive_window()?;
    let program = window::build(true)?;
    let out = places::demo();
    if out.exists() {
        fs::remove_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    }
    fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("\nNo display: the main job is walked in a virtual one.");
    done(window::driver(&program, &out).arg("tests/e2e/walk.mjs"))?;
    println!("\nThe printed PDF and a picture of every screen lie in {}:", out.display());
    let mut names: Vec<String> = fs::read_dir(&out)
        .map_err(|error| error.to_string())?
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names {
        println!("  {name}");
    }
    Ok(())
}
