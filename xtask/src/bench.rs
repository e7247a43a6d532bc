//! `cargo xtask bench`: measure, and keep what was measured.

use crate::Outcome;
use crate::process::{cargo, done};

/// Runs all benchmarks of core, or those named.
pub fn bench(only: &[String]) -> Outcome {
    let mut command = cargo(&["bench", "--package", "stamboek-core"]);
    for name in only {
        command.args(["--bench", name]);
    }
    if only.is_empty() {
        command.arg("--benches");
    }
    done(&mut command)
}
