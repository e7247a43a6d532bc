//! Starts the reading child, takes its rows, and kills it when its time is over.

use std::ffi::OsString;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use stamboek_domain::problem::{Code, Problem};

use super::limits::{ChildLimits, FILE_BYTES};
use super::packed::{damaged, too_large};
use super::sheet::Workbook;
use super::source;
use crate::Answer;
use crate::imports::child;

/// How often the parent looks whether the person stopped the work.
const LOOK: Duration = Duration::from_millis(50);

/// Reads a file in a child process of `program` (one of ours: its `main` begins with
/// [`child::main`]). The child gets the open file and a pipe: no path, no key, no environment.
pub fn read(program: &Path, path: &Path, limits: ChildLimits, cancel: &AtomicBool) -> Answer<Workbook> {
    let file = File::open(path).map_err(disk)?;
    let about = file.metadata().map_err(disk)?;
    if !about.is_file() {
        return Err(Code::SheetUnknownFormat.into());
    }
    if about.len() > FILE_BYTES {
        return Err(too_large("file", FILE_BYTES >> 20));
    }
    let mut command = Command::new(program);
    command.args(arguments(limits)).stdin(file).stdout(Stdio::piped()).stderr(Stdio::null());
    // On Windows a program does not start without some of its environment.
    #[cfg(not(windows))]
    command.env_clear();
    let mut child = command.spawn().map_err(disk)?;
    let deadline = Instant::now() + limits.time;
    let pipe = child.stdout.take().ok_or_else(|| damaged("pipe"))?;
    let (send, receive) = mpsc::channel();
    // Ends with the pipe, at the latest when the child is killed.
    std::thread::spawn(move || {
        let _ = send.send(source::workbook(BufReader::with_capacity(1 << 16, pipe)));
    });
    loop {
        match receive.recv_timeout(LOOK) {
            Ok(answer) => return conclude(answer, &mut child, limits),
            Err(_) if cancel.load(Ordering::Relaxed) => {
                stop(&mut child);
                return Err(Code::Cancelled.into());
            }
            Err(_) if Instant::now() >= deadline => {
                stop(&mut child);
                return Err(Problem::new(Code::SheetTimeout).with("seconds", limits.time.as_secs()));
            }
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                stop(&mut child);
                return Err(Problem::new(Code::Internal).with("detail", "import reader"));
            }
        }
    }
}

/// The program that can be the child: the one that runs now.
pub fn own_program() -> Answer<PathBuf> {
    std::env::current_exe().map_err(disk)
}

fn arguments(limits: ChildLimits) -> [OsString; 3] {
    [child::ARGUMENT.into(), limits.memory.to_string().into(), (limits.time.as_secs() + 1).to_string().into()]
}

/// When the rows broke off, how the child ended says why.
fn conclude(answer: Answer<Workbook>, child: &mut Child, limits: ChildLimits) -> Answer<Workbook> {
    match answer {
        Err(problem) if problem.values.get("detail").is_some_and(|d| d == "cut") => {
            let status = child.wait().map_err(disk)?;
            Err(reason(status, limits).unwrap_or(problem))
        }
        other => {
            stop(child);
            other
        }
    }
}

#[cfg(unix)]
fn reason(status: ExitStatus, limits: ChildLimits) -> Option<Problem> {
    use std::os::unix::process::ExitStatusExt;
    // Running out of memory aborts (SIGABRT); the limit on processor time sends SIGXCPU or SIGKILL.
    match status.signal()? {
        6 => Some(too_large("memory", limits.memory >> 20)),
        9 | 24 => Some(Problem::new(Code::SheetTimeout).with("seconds", limits.time.as_secs())),
        _ => None,
    }
}

#[cfg(not(unix))]
fn reason(_status: ExitStatus, _limits: ChildLimits) -> Option<Problem> {
    None
}

fn stop(child: &mut Child) {
    // Both fail only for a child that is gone already.
    let _ = child.kill();
    let _ = child.wait();
}

fn disk(error: std::io::Error) -> Problem {
    Problem::new(Code::Disk).with("detail", error.kind())
}
