//! The ledger of erasures: identities alone, a line each, only ever added to. Written before the
//! transaction that erases is made to last, and applied again at every start (security.md S69).

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

/// One erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Where.
    pub institution: Uuid,
    /// Under which identities the person was known there.
    pub pupils: Vec<PupilId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// The file.
pub fn file(apart: &Path) -> PathBuf {
    apart.join("erased.jsonl")
}

/// Adds a line.
///
/// # Errors
/// A sentence that names the file.
pub fn add(apart: &Path, line: &Line) -> Result<(), String> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    let text = serde_json::to_string(line).map_err(|error| error.to_string())?;
    super::lasting(&file(apart), options, &format!("{text}\n"))
}

/// Everybody who was erased, by institution. No file: nobody. A last line that was cut off belongs
/// to an erasure that was not made to last.
///
/// # Errors
/// A sentence that names the file and the line.
pub fn read(apart: &Path) -> Result<BTreeMap<Uuid, Vec<Line>>, String> {
    let path = file(apart);
    let text = match std::fs::read_to_string(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        read => read.map_err(|error| format!("{}: {error}", path.display()))?,
    };
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut all: BTreeMap<Uuid, Vec<Line>> = BTreeMap::new();
    for (n, line) in whole.lines().enumerate() {
        let line: Line = serde_json::from_str(line)
            .map_err(|_| format!("{}: regel {} is niet leesbaar", path.display(), n + 1))?;
        all.entry(line.institution).or_default().push(line);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_and_one_that_was_cut_off_is_no_line() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()), Ok(BTreeMap::new()));
        let line = |n| Line {
            institution: Uuid::from_u128(1),
            pupils: vec![PupilId(Uuid::from_u128(n))],
            at: "2026-11-23T09:00:00Z".parse().unwrap(),
        };
        add(folder.path(), &line(2)).unwrap();
        add(folder.path(), &line(3)).unwrap();
        let mut text = std::fs::read_to_string(file(folder.path())).unwrap();
        text.push_str("{\"institu");
        std::fs::write(file(folder.path()), &text).unwrap();
        assert_eq!(read(folder.path()).unwrap()[&Uuid::from_u128(1)], [line(2), line(3)]);
        std::fs::write(file(folder.path()), "x\n").unwrap();
        assert!(read(folder.path()).unwrap_err().contains("regel 1"));
    }
}
