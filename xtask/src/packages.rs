//! Installing what is missing with apt, where there is apt and where we may.

use std::process::{Command, Stdio};

use crate::Outcome;
use crate::machine::Need;
use crate::process::{find, output};

/// How a package comes onto this machine.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// We are root.
    Root,
    /// sudo asks for the password on the terminal itself.
    Sudo,
    /// There is apt, and somebody else must run it.
    NotAllowed,
    /// Another system of packages, which we do not know.
    NoApt,
}

/// Runs apt-get with these words and answers whether it succeeded.
type Run<'a> = Box<dyn FnMut(&[&str]) -> bool + 'a>;

/// apt on this machine; in a test, one that is made up.
pub struct Packages<'a> {
    way: Way,
    run: Run<'a>,
}

impl Packages<'_> {
    /// As this machine has it.
    pub fn of_this_machine() -> Self {
        let root = || output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
        let way = match (find("apt-get").is_some(), find("sudo").is_some()) {
            (false, _) => Way::NoApt,
            (true, _) if root() => Way::Root,
            (true, true) => Way::Sudo,
            (true, false) => Way::NotAllowed,
        };
        Self { way, run: Box::new(move |words| apt(way, words)) }
    }

    /// Installs what is missing; says what is missing and why, and what to do where it cannot.
    pub fn complete(&mut self, needs: &[Need], present: impl Fn(&Need) -> bool) -> Outcome {
        let missing: Vec<&Need> = needs.iter().filter(|need| !present(need)).collect();
        if missing.is_empty() {
            return Ok(());
        }
        println!("Missing on this machine:");
        for need in &missing {
            println!("  {:24} {}", need.package, need.why);
        }
        let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
        let names = packages.join(" ");
        match self.way {
            Way::NoApt => {
                return Err(format!(
                    "install these with your system's packages (named as Debian does): {names}"
                ));
            }
            Way::NotAllowed => return Err(format!("as root, run: apt-get install {names}")),
            Way::Root | Way::Sudo => {}
        }
        let mut install = vec!["install", "--yes", "--no-install-recommends"];
        install.extend(&packages);
        // The lists of a fresh machine are empty or old: fetched once, when installing fails.
        let installed = (self.run)(&install) || ((self.run)(&["update"]) && (self.run)(&install));
        if !installed {
            return Err(format!("apt-get did not succeed; as root, run: apt-get install {names}"));
        }
        match missing.iter().find(|need| !present(need)) {
            None => Ok(()),
            Some(need) => Err(format!(
                "{} was installed, and what it is for is still not found: {}",
                need.package, need.why
            )),
        }
    }
}

fn apt(way: Way, words: &[&str]) -> bool {
    let sudo = way == Way::Sudo;
    let mut command = Command::new(if sudo { "sudo" } else { "apt-get" });
    if sudo {
        command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
    }
    println!("\n$ {}apt-get {}", if sudo { "sudo " } else { "" }, words.join(" "));
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    use super::*;
    use crate::machine::program;

    const NEEDS: &[Need] = &[
        program("cc", "build-essential", "compiles"),
        program("xauth", "xauth", "lets programs in"),
        program("import", "imagemagick", "takes a picture"),
    ];

    /// A machine of which is known what it has, and what its apt can install before and after its
    /// lists were fetched. Answers the outcome and what apt was asked.
    fn made_up(way: Way, has: &[&str], knows: &[&str], after_update: &[&str]) -> (Outcome, Vec<String>) {
        let installed = RefCell::new(has.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>());
        let asked = RefCell::new(Vec::new());
        let mut known: BTreeSet<String> = knows.iter().map(|name| (*name).to_owned()).collect();
        let mut packages = Packages {
            way,
            run: Box::new(|words| {
                asked.borrow_mut().push(words.join(" "));
                if words == ["update"] {
                    known.extend(after_update.iter().map(|name| (*name).to_owned()));
                    return true;
                }
                let wanted = &words[3..];
                let all = wanted.iter().all(|name| known.contains(*name));
                if all {
                    installed.borrow_mut().extend(wanted.iter().map(|name| (*name).to_owned()));
                }
                all
            }),
        };
        let outcome = packages.complete(NEEDS, |need| installed.borrow().contains(need.package));
        drop(packages);
        (outcome, asked.into_inner())
    }

    const ALL: [&str; 3] = ["build-essential", "xauth", "imagemagick"];

    #[test]
    fn a_machine_that_has_everything_is_asked_nothing() {
        for way in [Way::Root, Way::Sudo, Way::NotAllowed, Way::NoApt] {
            assert_eq!(made_up(way, &ALL, &[], &[]), (Ok(()), vec![]));
        }
    }

    #[test]
    fn only_what_is_missing_is_installed_without_its_recommendations() {
        let (outcome, asked) = made_up(Way::Root, &["xauth"], &ALL, &[]);
        assert_eq!(outcome, Ok(()));
        assert_eq!(asked, ["install --yes --no-install-recommends build-essential imagemagick"]);
    }

    #[test]
    fn lists_that_are_empty_or_old_are_fetched_once_and_then_it_is_tried_again() {
        let (outcome, asked) = made_up(Way::Sudo, &[], &["xauth"], &ALL);
        assert_eq!(outcome, Ok(()));
        assert_eq!(asked.len(), 3);
        assert_eq!(asked[1], "update");
        assert_eq!(asked[0], asked[2]);
    }

    #[test]
    fn who_may_not_install_is_told_which_command_does() {
        let (outcome, asked) = made_up(Way::NotAllowed, &["xauth"], &ALL, &ALL);
        assert_eq!(outcome, Err("as root, run: apt-get install build-essential imagemagick".into()));
        assert!(asked.is_empty());
        let (outcome, asked) = made_up(Way::NoApt, &[], &ALL, &ALL);
        assert!(outcome.unwrap_err().contains("build-essential xauth imagemagick"));
        assert!(asked.is_empty());
    }

    #[test]
    fn a_package_that_no_list_knows_ends_with_the_command_to_run_by_hand() {
        let (outcome, asked) = made_up(Way::Root, &[], &[], &["xauth"]);
        assert!(outcome.unwrap_err().contains("apt-get install build-essential xauth imagemagick"));
        assert_eq!(asked.len(), 3, "install, update, install, and then no more");
    }

    #[test]
    fn a_package_that_does_not_bring_what_is_looked_for_is_said() {
        let mut packages = Packages { way: Way::Root, run: Box::new(|_| true) };
        let outcome = packages.complete(NEEDS, |need| need.package != "xauth");
        assert!(outcome.unwrap_err().starts_with("xauth was installed"));
    }
}
