//! `cargo xtask package`: what a school installs.

use std::path::PathBuf;
use std::process::Command;

use crate::process::{cargo, done};
use crate::{Outcome, machine, places, ui};

/// Builds the bundle of this system: a `.deb`, an NSIS installer, or a `.dmg`. Unsigned.
pub fn package() -> Outcome {
    machine::can_build()?;
    ui::build()?;
    let kind = match std::env::consts::OS {
        "windows" => "nsis",
        "macos" => "dmg",
        _ => "deb",
    };
    // Built by us, so that the bundle holds what was measured; the bundler only packs.
    done(&mut cargo(&["build", "--release", "--package", "stamboek-app", "--bins"]))?;
    let bundler = places::ui().join("node_modules/@tauri-apps/cli/tauri.js");
    done(
        Command::new("node")
            .arg(bundler)
            .args(["bundle", "--ci", "--bundles", kind])
            .current_dir(places::root().join("src-tauri"))
            .env("CARGO_TARGET_DIR", places::target()),
    )?;
    let bundle: PathBuf = places::target().join("release").join("bundle").join(kind);
    println!("\nThe bundle lies in {}.", bundle.display());
    Ok(())
}
