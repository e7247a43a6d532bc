//! The front door for makers, the same on every system and with nothing to install first:
//! `cargo xtask run | test | bench | types | package`.
//!
//! Plain Rust without dependencies, so that the first build of a clean clone takes seconds. What
//! a subcommand needs from the machine it looks for itself, says why, and installs where it may.

mod bench;
mod machine;
mod package;
mod packages;
mod places;
mod plot;
mod process;
mod run;
mod stamp;
mod test;
mod types;
mod ui;
mod window;
mod with_server;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run            open the window; without a display walk the main job into target/demo
cargo xtask run --with-discimus
                           the same with the simulator of Discimus beside it
cargo xtask run --with-server
                           two laptops of one school with the central server between them; without a
                           display the server alone
cargo xtask test [STEP]…   everything that must hold: format, lints, docs, tests, licences, real window
cargo xtask bench [NAME]…  measure, and write docs/benchmarks.md with its plot
cargo xtask types          write ui/src/backend/generated from the Rust types
cargo xtask package        the installable bundle of this system
";

/// What a subcommand answers: done, or a sentence for the maker.
pub type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = words.split_first().map_or(("", &[][..]), |(name, rest)| (name.as_str(), rest));
    let outcome = match name {
        "run" => run::run(rest),
        "test" => test::test(rest),
        "bench" => bench::bench(rest),
        "types" => types::write(),
        "package" => package::package(),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask {name}: {sentence}");
            ExitCode::FAILURE
        }
    }
}
