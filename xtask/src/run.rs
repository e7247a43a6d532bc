//! `cargo xtask run`: the window with the demo school.

use std::fs;
use std::process::Command;

use crate::process::done;
use crate::{Outcome, machine, places, window};

/// Opens the window; where there is no display, walks the main job under a virtual one.
pub fn run() -> Outcome {
    if machine::has_display() { open() } else { walk() }
}

fn open() -> Outcome {
    let program = window::build(false)?;
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
