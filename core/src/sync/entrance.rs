//! Where a laptop joins: what the person typed, the certificates that she chose, and whether the server
//! is there.

use std::fs::File;
use std::io::Read;

use stamboek_domain::problem::{Code, Problem};

use super::act;
use super::address::Address;
use super::http::Http;
use super::messages::JoinRequest;
use super::said::of_failure;
use super::talk::hello;
use crate::db::io_problem;
use crate::shell::FileKind;
use crate::{Answer, Core};

/// A file of certificates is not larger.
const CA_BYTES: u64 = 1024 * 1024;

/// Address, code, and certificates (PEM) of the board's own authority.
pub(crate) struct Entrance {
    address: Address,
    code: String,
    ca: Option<String>,
}

impl Entrance {
    /// Reads what was typed, and lets the person choose the file of her board where it has its own.
    ///
    /// # Errors
    /// `InvalidValue` of `address` or `ca`; `Cancelled` when no file was chosen; `Disk`.
    pub(crate) fn read(core: &Core, asked: &JoinRequest) -> Answer<Self> {
        let address = Address::parse(&asked.address)?;
        let ca = asked.own_ca.then(|| certificates(core)).transpose()?;
        Ok(Self { address, code: asked.code.clone(), ca })
    }

    /// Whether the server is there, before anything is kept here.
    ///
    /// # Errors
    /// `ServerFailed`, with `made` = `nothing`; `InvalidValue` of `ca`.
    pub(crate) fn knock(&self) -> Answer<()> {
        let http = Http::new(&self.address, self.ca.as_deref())?;
        let answer = hello(&http).map_err(of_failure).and_then(|answer| answer.map(drop));
        answer.map_err(|problem| problem.with("made", "nothing"))
    }

    /// Joins, and starts.
    ///
    /// # Errors
    /// As [`act::join`].
    pub(crate) fn pass(&self, core: &Core) -> Answer<()> {
        act::join(core, self.address.as_str(), &self.code, self.ca.as_deref())
    }
}

/// The certificates of the board's own authority, out of a file that the person chooses.
fn certificates(core: &Core) -> Answer<String> {
    let path = core.shell.choose_file(FileKind::Certificate).ok_or(Code::Cancelled)?;
    let mut text = String::new();
    let file = File::open(path).map_err(|error| io_problem(&error))?;
    let wrong =
        |_| Problem::new(Code::InvalidValue).with("field", "ca").with("value", "").with("why", "shape");
    file.take(CA_BYTES).read_to_string(&mut text).map_err(wrong)?;
    Ok(text)
}
