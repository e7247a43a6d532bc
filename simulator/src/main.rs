//! A program in the place of AGODI, for tests and for trying out. It speaks the seam of
//! `docs/discimus-koppelvlak.md` over HTTP on this computer alone, keeps everything in memory, and
//! forgets it when it ends. It is no copy of Discimus: its codes begin with `SIM`.

mod answers;
mod demo;
mod http;
mod rules;
mod script;
mod world;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Parser;

/// Simulator of Discimus for Stamboek: nothing reaches AGODI.
#[derive(Parser)]
struct Args {
    /// Port on this computer; 0: one that is free.
    #[arg(long, default_value_t = 4460)]
    port: u16,
    /// Behaviour to begin with, as JSON (see docs/discimus-koppelvlak.md).
    #[arg(long)]
    script: Option<PathBuf>,
    /// Gives some of the pupils that are told an enrolment elsewhere, a found number, another
    /// spelling or a result, to try by hand.
    #[arg(long)]
    demo: bool,
    /// The day it is, YYYY-MM-DD; else that of the computer.
    #[arg(long)]
    today: Option<NaiveDate>,
}

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: Args) -> Result<(), String> {
    let mut script = script::Script::default();
    if let Some(path) = args.script {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("Script: {error}"))?;
        script = serde_json::from_str(&text).map_err(|error| format!("Script: {error}"))?;
    }
    let today = args.today.unwrap_or_else(|| chrono::Local::now().date_naive());
    let world = world::World::new(today, args.demo, script);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("Simulator: {error}"))?;
    runtime.block_on(http::serve(world, args.port))
}
