//! The child process that reads a sheet: no key, no network, little memory (security S32).

/// First argument that turns any of our programs into the reading child.
pub const ARGUMENT: &str = "--read-sheet";

/// Runs as the reading child when the first argument says so, and then never returns. Call it
/// first in `main` of every program that can import.
pub fn main() {
    if std::env::args_os().nth(1).is_some_and(|a| a == ARGUMENT) {
        std::process::exit(2);
    }
}
