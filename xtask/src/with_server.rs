//! `cargo xtask run --with-server`: two laptops of one school and the server between them, on this
//! machine; all of it vanishes at the end.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use crate::process::{cargo, done, fed};
use crate::{Outcome, machine, places, window};

/// Opens a window on each laptop; ends when the last one is closed.
pub fn open() -> Outcome {
    let program = window::build(false)?;
    let built = places::target().join("debug");
    let server = Server::start()?;
    let mut windows = Windows(Vec::new());
    for (n, laptop) in server.laptops.iter().enumerate() {
        let profile = laptop.join(&built, n, &server.person)?;
        let opened = Command::new(&program).env("STAMBOEK_DATA", &profile).spawn();
        windows.0.push(opened.map_err(|error| format!("{}: {error}", program.display()))?);
    }
    println!(
        "\nTwo laptops of one school. Type `stop 2` to pull the network of the second, `start 2` to put \
         it back; `backup` and `restore` for the database."
    );
    windows.0.iter_mut().try_for_each(|one| one.wait().map(drop)).map_err(|error| error.to_string())
}

/// The server alone, where there is no display: its input is the terminal, and it serves until
/// somebody ends it there.
pub fn serve() -> Outcome {
    match command()?.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("stamboek-try-server: {status}")),
        Err(error) => Err(format!("stamboek-try-server: {error}")),
    }
}

fn command() -> Outcome<Command> {
    machine::can_serve()?;
    done(&mut cargo(&["build", "--package", "stamboek-server", "--bins"]))?;
    Ok(Command::new(window::program(&places::target().join("debug"), "stamboek-try-server")))
}

/// The server on a database that vanishes with it.
struct Server {
    child: Child,
    input: Arc<Mutex<Option<ChildStdin>>>,
    laptops: Vec<Laptop>,
    /// By which a person signs in: name and password.
    person: (String, String),
}

impl Server {
    fn start() -> Outcome<Self> {
        // It ends when nobody holds the other end of its input any more, also when we are killed.
        let started = command()?.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.map_err(|error| format!("stamboek-try-server: {error}"))?;
        let input = Arc::new(Mutex::new(child.stdin.take()));
        let output = child.stdout.take();
        let mut server = Self { child, input, laptops: Vec::new(), person: Default::default() };
        let mut lines =
            output.into_iter().flat_map(|output| BufReader::new(output).lines()).map_while(Result::ok);
        // What can be typed is its last line before it listens.
        for line in lines.by_ref() {
            println!("{line}");
            match line.split_whitespace().collect::<Vec<_>>()[..] {
                ["laptop", _, url, code] => {
                    server.laptops.push(Laptop { url: url.to_owned(), code: code.to_owned() });
                }
                ["aanmelden:", login, password] => {
                    server.person = (login.to_owned(), password.to_owned());
                }
                ["Wat", ..] => break,
                _ => {}
            }
        }
        std::thread::spawn(move || lines.for_each(|line| println!("{line}")));
        let input = Arc::clone(&server.input);
        std::thread::spawn(move || {
            for line in std::io::stdin().lines().map_while(Result::ok) {
                if let Some(input) = input.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
                    let _ = writeln!(input, "{line}");
                }
            }
        });
        if server.laptops.is_empty() { Err("stamboek-try-server ended".into()) } else { Ok(server) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.input.lock().unwrap_or_else(PoisonError::into_inner).take());
        let _ = self.child.wait();
    }
}

/// Windows that end with us, also when one of them does not open.
struct Windows(Vec<Child>);

impl Drop for Windows {
    fn drop(&mut self) {
        for one in &mut self.0 {
            let _ = one.kill();
            let _ = one.wait();
        }
    }
}

/// Where a laptop finds the server, and the code that lets it in.
struct Laptop {
    url: String,
    code: String,
}

impl Laptop {
    /// Makes a new register, the first with the demo school, lets the laptop in, signs the person in,
    /// and answers the folder of the register.
    fn join(&self, built: &Path, n: usize, (login, password): &(String, String)) -> Outcome<PathBuf> {
        let profile = places::demo().join(format!("laptop-{}", n + 1));
        if profile.exists() {
            fs::remove_dir_all(&profile).map_err(|error| format!("{}: {error}", profile.display()))?;
        }
        fs::create_dir_all(&profile).map_err(|error| format!("{}: {error}", profile.display()))?;
        let stamboek = |words: &[&str], typed: &str| {
            let mut command = Command::new(window::program(built, "stamboek"));
            command.arg("--data").arg(&profile).args(words);
            fed(&mut command, typed)
        };
        if n == 0 {
            stamboek(&["demo"], "")?;
        } else {
            stamboek(&["init", "--school", "Demoschool De Regenboog", "--institution", "099901"], "")?;
        }
        stamboek(&["sync", "join", "--server", &self.url, "--code", &self.code], "")?;
        stamboek(&["sync", "sign-in", "--login", login], password)?;
        Ok(profile)
    }
}
