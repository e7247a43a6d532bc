//! The same register without a window: for the ICT coordinator who migrates thirty schools, and
//! for tests. Shapes and examples: `docs/cli.md`.

mod args;
mod attendance;
mod backup;
mod cards;
mod enrolments;
mod imports;
mod key;
mod overlaps;
mod register;
mod server;
mod sync;
mod take;
mod terminal;
mod texts;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use serde_json::Value;
use stamboek_core::Answer;
use stamboek_domain::problem::{Code, Problem};

use args::{Arguments, Attendance, Command, Import, Key, Print, Restore};

/// What a subcommand has to say: one JSON value, and the same in Dutch for a person.
pub struct Said {
    json: Value,
    text: String,
    /// The answer is complete and yet nothing may be done: exit status 1.
    problem: Option<Problem>,
}

impl Said {
    fn new(json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), problem: None }
    }
}

fn main() -> ExitCode {
    // Files of others are read in a child process of this same program (S32).
    stamboek_core::imports::child::main();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return wrong_usage(&error),
    };
    if let Command::Server { words } = &arguments.command {
        return server::server(arguments.json, words).unwrap_or_else(|problem| refused(&arguments, &problem));
    }
    let (said, problem) = match run(&arguments) {
        Ok(said) => (Some((said.json, said.text)), said.problem),
        Err(problem) => (None, Some(problem)),
    };
    if let Some((json, text)) = said {
        let out = if arguments.json { json.to_string() } else { text };
        // A reader that went away (`| head`) is no failure of ours.
        let _ = writeln!(std::io::stdout(), "{out}");
    }
    problem.map_or(ExitCode::SUCCESS, |problem| refused(&arguments, &problem))
}

/// Nothing was done: the problem on standard error, and status 1.
fn refused(arguments: &Arguments, problem: &Problem) -> ExitCode {
    let out = match arguments.json {
        true => serde_json::to_string(problem).unwrap_or_default(),
        false => texts::problem(problem),
    };
    let _ = writeln!(std::io::stderr(), "{out}");
    ExitCode::from(1)
}

/// What was typed is no command: status 2. Help that was asked for is an answer.
fn wrong_usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() && std::env::args().any(|argument| argument == "--json") {
        let text = error.to_string();
        let lines = text.lines().take_while(|line| !line.is_empty()).map(str::trim);
        let detail = lines.collect::<Vec<_>>().join(" ");
        let detail = detail.trim_start_matches("error: ");
        let problem = Problem::new(Code::BadRequest).with("detail", detail);
        let _ = writeln!(std::io::stderr(), "{}", serde_json::to_string(&problem).unwrap_or_default());
    } else {
        let _ = error.print();
    }
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

fn run(arguments: &Arguments) -> Answer<Said> {
    match &arguments.command {
        Command::Init { school, institution } => register::init(arguments, school, institution),
        Command::Demo(demo) => register::demo(arguments, demo),
        Command::Pupils => register::pupils(arguments),
        Command::Enrol(enrol) => enrolments::enrol(arguments, enrol),
        Command::Leave(leave) => enrolments::leave(arguments, leave),
        Command::Move(one) => enrolments::move_pupils(arguments, one),
        Command::NewYear(year) => enrolments::new_year(arguments, year),
        Command::State(state) => enrolments::state(arguments, state),
        Command::Scan { code } => register::scan(arguments, code),
        Command::Attendance(Attendance::Set(set)) => take::set(arguments, set),
        Command::Attendance(Attendance::Roll(roll)) => take::roll(arguments, roll),
        Command::Attendance(Attendance::Show(week)) => take::show(arguments, week),
        Command::Attendance(Attendance::Worklist) => take::worklist(arguments),
        Command::Backup { restore: None } => backup::make(arguments),
        Command::Backup { restore: Some(Restore::Restore { file, apply }) } => {
            backup::restore(arguments, file, *apply)
        }
        Command::Key(Key::Rotate(wished)) => key::rotate(arguments, wished),
        Command::Sync(wished) => sync::sync(arguments, wished),
        // Has answers of its own: see `main`.
        Command::Server { .. } => Err(Problem::new(Code::BadRequest)),
        Command::Verify => register::verify(arguments),
        Command::Check => register::check(arguments),
        Command::Attendance(Attendance::Export(export)) => attendance::export(arguments, export),
        Command::Attendance(Attendance::Import(import)) => attendance::import(arguments, import),
        Command::Import(Import::Pupils(import)) => imports::pupils(arguments, import),
        Command::Import(Import::Numbers(import)) => imports::numbers(arguments, import),
        Command::Import(Import::Elsewhere(import)) => overlaps::elsewhere(arguments, import),
        Command::Import(Import::Schools(import)) => overlaps::schools(arguments, import),
        Command::Overlaps(of) => overlaps::overlaps(arguments, of),
        Command::Control(of) => overlaps::control(arguments, of),
        Command::Cards(Print::Print(print)) => cards::print(arguments, print),
        Command::Cards(Print::FromList(print)) => cards::from_list(arguments, print),
    }
}
