//! The child process that reads a sheet: no key, no network, little memory (security S32).
//!
//! It is one of our own programs, started anew with [`ARGUMENT`]. It inherits the open file as its
//! input and a pipe as its output, shuts every door behind itself (on Linux no further file or
//! socket can be opened, no file written, memory and processor time are limited by the system),
//! and only then looks at the file.

use std::io::{BufWriter, ErrorKind, Read};

use super::read::limits::FILE_BYTES;
use super::read::packed::{damaged, too_large};
use super::read::parse;
use super::read::sink::Sink;

/// First argument that turns any of our programs into the reading child.
pub const ARGUMENT: &str = "--read-sheet";

/// Exit status after a panic: the file made the reader stumble, which is not a lack of memory.
const STUMBLED: i32 = 3;

/// Runs as the reading child when the first argument says so, and then never returns. Call it
/// first in `main` of every program that can import.
pub fn main() {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_none_or(|a| a != ARGUMENT) {
        return;
    }
    let mut number = || arguments.next().and_then(|a| a.to_str()?.parse::<u64>().ok());
    let (Some(memory), Some(seconds)) = (number(), number()) else { std::process::exit(2) };
    std::panic::set_hook(Box::new(|_| std::process::exit(STUMBLED)));
    if !confine(memory, seconds) {
        std::process::exit(2);
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(FILE_BYTES + 1).read_to_end(&mut bytes);
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut sink = Sink::new(&mut out);
    let result = match read {
        Ok(_) => parse(&bytes, &mut sink),
        Err(error) if error.kind() == ErrorKind::OutOfMemory => Err(too_large("memory", memory >> 20)),
        Err(_) => Err(damaged("input")),
    };
    let sent = sink.finish(result);
    drop(out);
    std::process::exit(if sent.is_ok() { 0 } else { 1 });
}

/// Shuts the doors. False when the system refused.
#[cfg(unix)]
fn confine(memory: u64, seconds: u64) -> bool {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit =
        |resource, value| setrlimit(resource, Rlimit { current: Some(value), maximum: Some(value) }).is_ok();
    // Private memory, not address space: a window's libraries alone map half a gigabyte.
    limit(Resource::Data, memory)
        && limit(Resource::Cpu, seconds)
        && limit(Resource::Fsize, 0)
        && limit(Resource::Core, 0)
        // Input, output and errors are open; nothing else can be, neither a file nor a socket.
        && limit(Resource::Nofile, 3)
}

/// Windows limits a process from outside, with a job object, which has no safe interface in the
/// libraries we use: there the time limit and the limits inside the reader hold.
#[cfg(not(unix))]
fn confine(_memory: u64, _seconds: u64) -> bool {
    true
}
