//! What stood in the access log of an institution on a day, signed and kept apart: whoever can write
//! in the database cannot take a row out of it, or change one, unseen (security.md S60).

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use stamboek_domain::date::days_after;
use stamboek_domain::sync::access::Purpose;
use stamboek_domain::sync::wire::Hash;
use uuid::Uuid;

use crate::keys::Keys;

/// One day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogDay {
    /// Where.
    pub institution: Uuid,
    /// Which day, in UTC.
    pub day: NaiveDate,
    /// Hash of the text of the day before it: a file that was taken away is missed.
    pub previous: Option<Hash>,
    /// Entry to hash of all that stands in it.
    pub rows: BTreeMap<Uuid, String>,
}

fn folder(apart: &Path, inst: Uuid) -> PathBuf {
    apart.join("access-log").join(inst.to_string())
}

/// The days that were signed, in order, each with its file.
///
/// # Errors
/// A sentence that names the folder.
pub fn days(apart: &Path, inst: Uuid) -> Result<BTreeMap<NaiveDate, PathBuf>, String> {
    let folder = folder(apart, inst);
    let entries = match std::fs::read_dir(&folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        read => read.map_err(|error| format!("{}: {error}", folder.display()))?,
    };
    let day = |path: PathBuf| Some((path.file_stem()?.to_str()?.parse().ok()?, path));
    Ok(entries.flatten().filter_map(|entry| day(entry.path())).collect())
}

/// The text of a file.
///
/// # Errors
/// A sentence that names it.
pub fn text(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// Signs a day and keeps it; answers the hash by which the next names it.
///
/// # Errors
/// A sentence that names the file, also where it is there already.
pub fn keep(apart: &Path, keys: &Keys, day: &LogDay) -> Result<Hash, String> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    let text = keys.sign(Purpose::LogDay, day);
    let file = folder(apart, day.institution).join(format!("{}.signed", day.day));
    super::lasting(&file, options, &text)?;
    Ok(Hash::of(&text))
}

/// Deletes the files of the days before this one.
///
/// # Errors
/// A sentence that names the file.
pub fn forget(apart: &Path, inst: Uuid, first: NaiveDate) -> Result<(), String> {
    for (_, file) in days(apart, inst)?.range(..first) {
        std::fs::remove_file(file).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

/// What is wrong with the log of an institution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Days that were checked.
    pub days: usize,
    /// Days without a file, or with one that is not ours or does not follow the one before it.
    pub days_wrong: Vec<NaiveDate>,
    /// Entries that were there and are gone.
    pub removed: Vec<Uuid>,
    /// Entries that say something else now.
    pub altered: Vec<Uuid>,
    /// Entries that came into a day after it was signed.
    pub added: Vec<Uuid>,
}

impl Found {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        let Self { days_wrong, removed, altered, added, .. } = self;
        days_wrong.is_empty() && removed.is_empty() && altered.is_empty() && added.is_empty()
    }

    /// Compares a day as it was signed with the rows of now.
    pub fn compare(&mut self, signed: &LogDay, now: &BTreeMap<Uuid, String>) {
        self.days += 1;
        for (id, hash) in &signed.rows {
            match now.get(id) {
                None => self.removed.push(*id),
                Some(other) if other != hash => self.altered.push(*id),
                Some(_) => {}
            }
        }
        self.added.extend(now.keys().filter(|id| !signed.rows.contains_key(id)));
    }
}

/// The chain of signed days: each is read, and must be ours and name the one before it.
pub struct Chain<'a> {
    keys: &'a Keys,
    inst: Uuid,
    before: Option<(NaiveDate, Hash)>,
}

impl<'a> Chain<'a> {
    /// A chain that begins with the first day that is kept.
    pub fn new(keys: &'a Keys, inst: Uuid) -> Self {
        Self { keys, inst, before: None }
    }

    /// The next day. Days that are missing before it, and itself when it is not right, are added to
    /// what is wrong.
    pub fn next(&mut self, day: NaiveDate, text: &str, found: &mut Found) -> Option<LogDay> {
        let before = self.before.replace((day, Hash::of(text)));
        let missing = before.iter().flat_map(|(last, _)| days_after(*last).take_while(|one| *one < day));
        found.days_wrong.extend(missing);
        let signed: Option<LogDay> = self.keys.ours(Purpose::LogDay, text);
        let signed = signed.filter(|one| one.day == day && one.institution == self.inst);
        let follows = |one: &LogDay| before.is_none_or(|(_, hash)| one.previous == Some(hash));
        if !signed.as_ref().is_some_and(follows) {
            found.days_wrong.push(day);
        }
        signed
    }
}
