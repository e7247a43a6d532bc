//! What the machine must have, and getting it there.

use std::process::Command;

use crate::packages::Packages;
use crate::process::{find, output, succeeds};
use crate::{Outcome, process};

/// How to see whether something is there.
enum Sign {
    /// A program on the search path.
    Program(&'static str),
    /// A library with its headers, as pkg-config knows it.
    Library(&'static str),
    /// The programs of PostgreSQL, which Debian keeps beside the search path.
    PostgreSql,
}

/// Something that the machine must have.
pub struct Need {
    sign: Sign,
    /// What it is for.
    pub why: &'static str,
    /// Package of Debian and its relatives.
    pub package: &'static str,
}

pub const fn program(name: &'static str, package: &'static str, why: &'static str) -> Need {
    Need { sign: Sign::Program(name), why, package }
}

const fn library(name: &'static str, package: &'static str, why: &'static str) -> Need {
    Need { sign: Sign::Library(name), why, package }
}

/// To compile core and shell.
const BUILD: &[Need] = &[
    program("cc", "build-essential", "compiles SQLCipher and links the program"),
    program("pkg-config", "pkg-config", "finds the libraries below"),
    library("libcrypto", "libssl-dev", "the encryption of SQLCipher"),
    library("webkit2gtk-4.1", "libwebkit2gtk-4.1-dev", "the web view of the window"),
];

/// To open the window where there is no display, and to drive it.
const VIRTUAL: &[Need] = &[
    program("xvfb-run", "xvfb", "a display in memory"),
    program("xauth", "xauth", "lets programs onto that display"),
    program("dbus-daemon", "dbus-daemon", "a session bus, which the window and the keyring ask for"),
    program("gnome-keyring-daemon", "gnome-keyring", "a keyring for the key of the register"),
    program("WebKitWebDriver", "webkit2gtk-driver", "types and clicks in the window"),
    program("xdotool", "xdotool", "types in a window that no driver reaches"),
    program("import", "imagemagick", "takes a picture of the screen"),
    program("pdftoppm", "poppler-utils", "makes an image of a printed PDF"),
    program("zbarimg", "zbar-tools", "reads barcodes back, as a scanner would"),
];

/// To serve laptops from a database that vanishes afterwards.
const SERVER: &[Need] = &[Need {
    sign: Sign::PostgreSql,
    why: "the database of the server, in a temporary folder",
    package: "postgresql",
}];

/// What running the server takes.
pub fn can_serve() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("the server is tried on Linux only".into());
    }
    have(SERVER)
}

/// What building the window takes.
pub fn can_build() -> Outcome {
    node()?;
    have(BUILD)
}

/// What driving the window without a display takes.
pub fn can_drive_window() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("the window can be driven on Linux only (WebKitWebDriver)".into());
    }
    have(VIRTUAL)
}

/// Whether somebody can see a window here.
pub fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn node() -> Outcome {
    let version = output(Command::new("node").arg("--version"))
        .ok_or("Node.js is missing: install version 20.19 or newer from https://nodejs.org")?;
    let mut parts = version.trim().trim_start_matches('v').split('.').map_while(|n| n.parse::<u32>().ok());
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found < (20, 19) {
        return Err(format!("Node.js {} is too old: install 20.19 or newer", version.trim()));
    }
    if !succeeds(&mut process::npm(&["--version"])) {
        return Err("npm is missing: it comes with Node.js from https://nodejs.org".into());
    }
    Ok(())
}

fn present(need: &Need) -> bool {
    match need.sign {
        Sign::Program(name) => find(name).is_some(),
        Sign::PostgreSql => {
            let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
            versions.map(|entry| entry.path().join("bin/initdb")).any(|program| program.exists())
                || find("initdb").is_some()
        }
        Sign::Library(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
    }
}

fn have(needs: &[Need]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return elsewhere();
    }
    Packages::of_this_machine().complete(needs, present)
}

/// Windows and macOS have no package manager that we may count on: what is missing is named.
fn elsewhere() -> Outcome {
    let (sign, advice) = if cfg!(windows) {
        (
            "perl",
            "Visual Studio Build Tools with \"Desktop development with C++\", and Strawberry Perl (OpenSSL)",
        )
    } else {
        ("cc", "the Xcode command line tools: xcode-select --install")
    };
    let there = find(sign).is_some() || find(&format!("{sign}.exe")).is_some();
    if there { Ok(()) } else { Err(format!("install first: {advice}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_of_a_machine_is_named_once_and_said_why() {
        let all = || BUILD.iter().chain(VIRTUAL).chain(SERVER);
        let mut packages: Vec<&str> = all().map(|need| need.package).collect();
        packages.sort_unstable();
        packages.dedup();
        assert_eq!(packages.len(), all().count());
        assert!(all().all(|need| !need.why.is_empty()));
    }

    #[test]
    fn something_is_present_only_when_it_is_found() {
        assert!(!present(&program("no-such-program-anywhere", "nothing", "never")));
        assert!(!present(&library("no-such-library-anywhere", "nothing", "never")));
        assert!(present(&program("cargo", "cargo", "runs these tests")));
    }
}
