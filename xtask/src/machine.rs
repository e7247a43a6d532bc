//! What the machine must have, and getting it there.

use std::process::{Command, Stdio};

use crate::process::{find, output, succeeds};
use crate::{Outcome, process};

/// How to see whether something is there.
enum Sign {
    /// A program on the search path.
    Program(&'static str),
    /// A library with its headers, as pkg-config knows it.
    Library(&'static str),
}

struct Need {
    sign: Sign,
    why: &'static str,
    /// Package of Debian and its relatives.
    package: &'static str,
}

const fn program(name: &'static str, package: &'static str, why: &'static str) -> Need {
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
        Sign::Library(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
    }
}

fn have(needs: &[Need]) -> Outcome {
    if !cfg!(target_os = "linux") {
        return elsewhere();
    }
    let missing: Vec<&Need> = needs.iter().filter(|need| !present(need)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing on this machine:");
    for need in &missing {
        println!("  {:24} {}", need.package, need.why);
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if find("apt-get").is_none() {
        return Err(format!("install these with your system's packages: {}", packages.join(" ")));
    }
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(&packages);
    // The lists of a fresh machine are empty or old: fetched once, when installing fails.
    if apt(&install).is_err() {
        apt(&["update"])?;
        apt(&install)?;
    }
    match missing.iter().find(|need| !present(need)) {
        None => Ok(()),
        Some(need) => Err(format!("{} was installed, but {} is still not found", need.package, need.why)),
    }
}

fn apt(words: &[&str]) -> Outcome {
    let root = output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let mut command = if root {
        Command::new("apt-get")
    } else if find("sudo").is_some() {
        let mut sudo = Command::new("sudo");
        sudo.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    } else {
        return Err(format!("as root, run: apt-get {}", words.join(" ")));
    };
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    println!("\n$ {}apt-get {}", if root { "" } else { "sudo " }, words.join(" "));
    // sudo asks for a password on the terminal itself, not on standard input.
    let status = command.stdin(Stdio::null()).status().map_err(|error| format!("apt-get: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("apt-get {} failed", words.join(" "))) }
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
