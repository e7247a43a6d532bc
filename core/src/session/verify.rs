//! Checking the backups: with the database key, which only the session holds.

use serde::Serialize;
use stamboek_domain::problem::Code;

use super::rotate::key_of;
use crate::keys::file::disk_problem;
use crate::{Answer, Core};

/// A backup that was opened and checked.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct VerifiedBackup {
    /// Name without folder.
    pub file_name: String,
    /// Bytes.
    pub size: u64,
    /// Every page and the structure are as they should be.
    pub sound: bool,
    /// Made under an earlier key that nobody has at hand: not looked at.
    pub earlier_key: bool,
}

/// Opens every backup with the key of the register, or its own of before where the keyring has it, and
/// checks every page, newest name first. Changes nothing.
pub fn verify_backups(core: &Core) -> Answer<Vec<VerifiedBackup>> {
    let mut held = core.session.lock();
    let folder = crate::db::backup_folder(&core.folder);
    let entries = match std::fs::read_dir(&folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(disk_problem)?,
    };
    let mut backups = Vec::new();
    for entry in entries {
        let entry = entry.map_err(disk_problem)?;
        let file_name = entry.file_name().to_string_lossy().into_owned();
        if !file_name.ends_with(".db") {
            continue;
        }
        let size = entry.metadata().map_err(disk_problem)?.len();
        let (sound, earlier_key) = match key_of(core, &mut held, &entry.path(), None) {
            Ok(key) => (crate::db::migrate::verify(&entry.path(), &key).is_ok(), false),
            Err(problem) if problem.code == Code::KeyOfBefore => (false, true),
            Err(problem) => return Err(problem),
        };
        backups.push(VerifiedBackup { file_name, size, sound, earlier_key });
    }
    backups.sort_by(|a, b| b.file_name.cmp(&a.file_name));
    Ok(backups)
}
