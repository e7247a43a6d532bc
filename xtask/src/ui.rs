//! The screens: their packages and their build.

use std::fs;

use crate::process::{done, npm};
use crate::{Outcome, places, stamp};

/// Installs exactly the packages of the lock file, once per lock file.
pub fn install() -> Outcome {
    let ui = places::ui();
    let files = [ui.join("package-lock.json"), ui.join("package.json"), ui.join(".npmrc")];
    stamp::unless_done(&ui.join("node_modules/.stamboek-installed"), &files, || {
        done(&mut npm(&["ci", "--no-audit", "--no-fund"]))
    })
}

/// Builds `ui/dist`, which the window carries inside; once per state of the sources.
pub fn build() -> Outcome {
    install()?;
    let ui = places::ui();
    let files: Vec<_> = [
        "src",
        "public",
        "index.html",
        "package.json",
        "package-lock.json",
        "vite.config.ts",
        "tsconfig.json",
    ]
    .iter()
    .map(|name| ui.join(name))
    .collect();
    // Not inside dist: everything there is carried into the program.
    let built = ui.join("node_modules/.stamboek-built");
    if !ui.join("dist/index.html").exists() {
        let _ = fs::remove_file(&built);
    }
    stamp::unless_done(&built, &files, || done(&mut npm(&["run", "build"])))
}
