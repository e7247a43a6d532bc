//! `cargo xtask test`: everything that must hold, in the order in which it fails fastest.

use std::fs;
use std::time::Instant;

use crate::process::{cargo, counted, done, find, npm, succeeds};
use crate::{Outcome, machine, places, types, ui, window};

/// A step with its name; answers how many tests it passed.
type Step = (&'static str, fn() -> Outcome<u32>);

const STEPS: &[Step] = &[
    ("format", format),
    ("ui", screens),
    ("lint", lint),
    ("docs", docs),
    ("rust", rust),
    ("simulation", simulation),
    ("deny", deny),
    ("window", real_window),
];

/// Runs all steps, or those named.
pub fn test(only: &[String]) -> Outcome {
    if let Some(unknown) = only.iter().find(|name| !STEPS.iter().any(|step| step.0 == name.as_str())) {
        let names: Vec<&str> = STEPS.iter().map(|step| step.0).collect();
        return Err(format!("no step `{unknown}`; the steps are {}", names.join(", ")));
    }
    machine::can_build()?;
    let mut report = Vec::new();
    let mut total = 0;
    for (name, step) in STEPS.iter().filter(|step| only.is_empty() || only.iter().any(|o| o == step.0)) {
        println!("\n== {name}");
        let began = Instant::now();
        let passed = step().map_err(|sentence| format!("step {name}: {sentence}"))?;
        total += passed;
        report.push(format!("{name} {passed} ({} s)", began.elapsed().as_secs()));
    }
    println!("\nAll passed: {total} tests. {}", report.join(", "));
    Ok(())
}

fn format() -> Outcome<u32> {
    done(&mut cargo(&["fmt", "--all", "--check"]))?;
    Ok(0)
}

fn screens() -> Outcome<u32> {
    ui::install()?;
    done(&mut npm(&["exec", "--no", "--", "biome", "ci", "."]))?;
    let passed = counted(&mut npm(&["test"]))?;
    // Type-checks as well, and leaves what the window carries inside.
    ui::build()?;
    Ok(passed)
}

fn lint() -> Outcome<u32> {
    ui::build()?;
    done(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        window::SCRIPTED,
        "--",
        "--deny",
        "warnings",
    ]))?;
    Ok(0)
}

fn docs() -> Outcome<u32> {
    ui::build()?;
    done(
        cargo(&["doc", "--workspace", "--no-deps", "--features", window::SCRIPTED])
            .env("RUSTDOCFLAGS", "--deny warnings"),
    )?;
    Ok(0)
}

fn rust() -> Outcome<u32> {
    machine::can_serve()?;
    ui::build()?;
    let before = types::read();
    let passed = if succeeds(&mut cargo(&["nextest", "--version"])) {
        let words = ["nextest", "run", "--workspace", "--features", window::SCRIPTED];
        counted(&mut cargo(&words))?
            + counted(&mut cargo(&["test", "--workspace", "--doc", "--features", window::SCRIPTED]))?
    } else {
        counted(&mut cargo(&["test", "--workspace", "--features", window::SCRIPTED]))?
    };
    // The tests write the generated types; what was committed must be what they write.
    if before == types::read() {
        Ok(passed)
    } else {
        Err("ui/src/backend/generated was stale; it is written now: commit it".into())
    }
}

/// Sync in 2,000 simulated worlds, and every planted mistake found in at most so many.
fn simulation() -> Outcome<u32> {
    let words = ["test", "--profile", "simulation", "--package", "stamboek-sync-tests", "--tests"];
    counted(cargo(&words).args(["--", "--nocapture"]).env("STAMBOEK_SEEDS", "2000"))
}

/// Licences, doubles and sources of every crate. The database of known weaknesses is not asked:
/// it cannot be fetched everywhere, and a suite that needs the network fails for other reasons.
fn deny() -> Outcome<u32> {
    let name = format!("cargo-deny{}", std::env::consts::EXE_SUFFIX);
    let own = places::tools().join("bin").join(&name);
    let program = find(&name).unwrap_or(own);
    if !program.exists() {
        println!("cargo-deny is built once, into {} (some minutes)", places::tools().display());
        let tools = places::tools();
        let root = tools.to_string_lossy();
        done(&mut cargo(&["install", "--locked", "--version", "0.20.2", "--root", &root, "cargo-deny"]))?;
    }
    let mut command = std::process::Command::new(program);
    done(command.args(["--workspace", "check", "licenses", "bans", "sources"]).current_dir(places::root()))?;
    Ok(0)
}

fn real_window() -> Outcome<u32> {
    machine::can_drive_window()?;
    machine::can_serve()?;
    let program = window::build(true)?;
    let out = places::target().join("e2e");
    fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let folder = places::root().join("tests/e2e");
    let mut tests: Vec<_> = fs::read_dir(&folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    tests.sort();
    let mut command = window::driver(&program, &out);
    command.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(tests);
    counted(&mut command)
}
