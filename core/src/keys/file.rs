//! `keys.json`: reading it, and replacing it so that a crash never leaves a database without keys.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use stamboek_domain::problem::{Code, Problem};

use super::board::BoardKey;
use super::seal::{Cost, SealedKey, Slot, StretchedKey, open, open_with_secret, seal, seal_with_secret};
use super::{Key, recovery::RecoveryKey};
use crate::Answer;

/// Name of the file in the profile folder.
pub const NAME: &str = "keys.json";
/// The version of the file that this program writes; a newer one is left alone.
const VERSION: u32 = 1;
/// A file of ours is below two kilobytes; anything longer is not ours.
const LONGEST: u64 = 64 * 1024;

/// The slots of one database.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeysFile {
    version: u32,
    /// Identity of the database that the slots open; also names the keyring entry.
    pub database: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    k: Option<SealedKey>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    p: Option<StretchedKey>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    r: Option<StretchedKey>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    e: Option<String>,
}

impl KeysFile {
    /// A file without slots for a new database.
    pub fn new(database: &str) -> Self {
        Self { version: VERSION, database: database.to_owned(), k: None, p: None, r: None, e: None }
    }

    /// Name of the entry in the keyring: one per database.
    pub fn entry(&self) -> String {
        format!("database {}", self.database)
    }

    /// Whether that slot is filled.
    pub fn has(&self, slot: Slot) -> bool {
        match slot {
            Slot::Keyring => self.k.is_some(),
            Slot::Passphrase => self.p.is_some(),
            Slot::Recovery => self.r.is_some(),
            Slot::Board => self.e.is_some(),
        }
    }

    /// Fills slot K.
    pub fn set_keyring(&mut self, kek: &Key, dek: &Key) -> Answer<()> {
        self.k = Some(seal(kek, dek, &self.database, Slot::Keyring)?);
        Ok(())
    }

    /// Fills slot P.
    pub fn set_passphrase(&mut self, passphrase: &str, cost: Cost, dek: &Key) -> Answer<()> {
        let phrase = super::passphrase::normalise(passphrase);
        self.p = Some(seal_with_secret(phrase.as_bytes(), cost, dek, &self.database, Slot::Passphrase)?);
        Ok(())
    }

    /// Fills slot R.
    pub fn set_recovery(&mut self, key: &RecoveryKey, cost: Cost, dek: &Key) -> Answer<()> {
        self.r = Some(seal_with_secret(key.secret(), cost, dek, &self.database, Slot::Recovery)?);
        Ok(())
    }

    /// Fills slot E with what was sealed to the board.
    pub fn set_board(&mut self, sealed: String) {
        self.e = Some(sealed);
    }

    /// The database key through slot K.
    pub fn open_with_keyring(&self, kek: &Key) -> Option<Key> {
        open(kek, self.k.as_ref()?, &self.database, Slot::Keyring)
    }

    /// The database key through slot P.
    pub fn open_with_passphrase(&self, passphrase: &str) -> Option<Key> {
        let phrase = super::passphrase::normalise(passphrase);
        open_with_secret(phrase.as_bytes(), self.p.as_ref()?, &self.database, Slot::Passphrase)
    }

    /// The database key through slot R.
    pub fn open_with_recovery(&self, key: &RecoveryKey) -> Option<Key> {
        open_with_secret(key.secret(), self.r.as_ref()?, &self.database, Slot::Recovery)
    }

    /// The database key through slot E.
    pub fn open_with_board(&self, board: &dyn BoardKey) -> Option<Key> {
        board.unseal(self.e.as_ref()?, &self.database)
    }
}

/// What stands at the place of `keys.json`.
pub enum Found {
    /// A file that this program understands.
    File(KeysFile),
    /// No file.
    Missing,
    /// Something that is not ours, truncated, or of a newer version.
    Damaged,
}

/// Reads `keys.json` of a profile folder.
pub fn read(folder: &Path) -> Found {
    read_one(&folder.join(NAME))
}

/// Reads the slots that lie beside a copy of the database.
pub fn read_beside(copy: &Path) -> Found {
    read_one(&copy.with_extension(NAME))
}

/// The newest previous version that can be read, for when the file itself was lost or damaged.
pub fn read_previous(folder: &Path) -> Option<KeysFile> {
    (1..=2).find_map(|n| match read_one(&previous(folder, n)) {
        Found::File(file) => Some(file),
        _ => None,
    })
}

fn read_one(path: &Path) -> Found {
    let content = match fs::metadata(path) {
        Ok(meta) if !meta.is_file() || meta.len() > LONGEST => return Found::Damaged,
        Ok(_) => fs::read(path),
        Err(error) => Err(error),
    };
    match content {
        Ok(content) => match serde_json::from_slice::<KeysFile>(&content) {
            Ok(file) if file.version == VERSION && !file.database.is_empty() => Found::File(file),
            _ => Found::Damaged,
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Found::Missing,
        Err(_) => Found::Damaged,
    }
}

fn previous(folder: &Path, n: u32) -> PathBuf {
    folder.join(format!("{NAME}.{n}"))
}

/// Replaces `keys.json` in one step and keeps the two versions before it (S8).
pub fn replace(folder: &Path, file: &KeysFile) -> Answer<()> {
    replace_in_steps(folder, file, &mut |_| Ok(())).map_err(disk_problem)
}

/// The steps of replacing, each announced before it is done: the test stops before every one.
///
/// At each moment `keys.json` is either the whole old file or the whole new one. The previous
/// versions are copies, never moved away from under it.
fn replace_in_steps(
    folder: &Path,
    file: &KeysFile,
    before: &mut dyn FnMut(&str) -> io::Result<()>,
) -> io::Result<()> {
    let current = folder.join(NAME);
    let fresh = folder.join(format!("{NAME}.new"));
    let text = serde_json::to_vec_pretty(file).map_err(io::Error::other)?;
    before("write")?;
    write_whole(&fresh, &text)?;
    if let Ok(old) = fs::read(&current) {
        before("keep the one before")?;
        match fs::rename(previous(folder, 1), previous(folder, 2)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        before("copy")?;
        let copy = folder.join(format!("{NAME}.copy"));
        write_whole(&copy, &old)?;
        before("keep the last")?;
        fs::rename(&copy, previous(folder, 1))?;
    }
    before("rename")?;
    fs::rename(&fresh, &current)?;
    before("sync the folder")?;
    sync_folder(folder)
}

/// Writes a file that only this user reads, and waits until it is on the disk.
fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// Destroys a file with a key: its content first, so that what a disk keeps of a file that is gone
/// holds none (as far as the disk writes in place), then the file.
///
/// # Errors
/// That of the disk.
pub fn destroy(path: &Path) -> io::Result<()> {
    let length = fs::metadata(path)?.len().min(LONGEST) as usize;
    write_whole(path, &vec![0; length])?;
    fs::remove_file(path)
}

/// Makes a rename durable. Windows knows no such call; there the rename itself is journalled.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// The problem for a refusal of the disk, without path.
pub fn disk_problem(error: io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull.into(),
        kind => Problem::new(Code::Disk).with("detail", format!("{kind:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::new_key;

    fn file_with(kek: &Key, dek: &Key) -> KeysFile {
        let mut file = KeysFile::new("db");
        file.set_keyring(kek, dek).unwrap();
        file
    }

    fn opens(folder: &Path, keks: &[&Key], dek: &Key) -> bool {
        let Found::File(file) = read(folder) else { return false };
        keks.iter().any(|kek| file.open_with_keyring(kek).as_ref() == Some(dek))
    }

    #[test]
    fn a_crash_before_any_step_of_replacing_leaves_an_openable_file() {
        let dek = new_key().unwrap();
        let keks: Vec<Key> = (0..4).map(|_| new_key().unwrap()).collect();
        for versions_before in 0..=3 {
            for crash_at in 0.. {
                let folder = tempfile::tempdir().unwrap();
                for kek in &keks[..versions_before] {
                    replace(folder.path(), &file_with(kek, &dek)).unwrap();
                }
                let mut step = 0;
                let result = replace_in_steps(folder.path(), &file_with(&keks[3], &dek), &mut |_| {
                    step += 1;
                    if step > crash_at { Err(io::Error::other("crash")) } else { Ok(()) }
                });
                let (before, after) = (keks[..versions_before].last(), &keks[3]);
                let keys: Vec<&Key> = before.into_iter().chain([after]).collect();
                if versions_before > 0 || result.is_ok() {
                    assert!(opens(folder.path(), &keys, &dek), "{versions_before} before, step {crash_at}");
                } else {
                    // Nothing was there, and what is there now is nothing or the whole file.
                    assert!(!matches!(read(folder.path()), Found::Damaged));
                }
                // A replacement after the crash works as if there had been none.
                replace(folder.path(), &file_with(&keks[3], &dek)).unwrap();
                assert!(opens(folder.path(), &[&keks[3]], &dek));
                if result.is_ok() {
                    break;
                }
            }
        }
    }

    #[test]
    fn two_previous_versions_are_kept_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let dek = new_key().unwrap();
        let keks: Vec<Key> = (0..4).map(|_| new_key().unwrap()).collect();
        for kek in &keks {
            replace(folder.path(), &file_with(kek, &dek)).unwrap();
        }
        for (n, kek) in [(1, &keks[2]), (2, &keks[1])] {
            let Found::File(file) = read_one(&previous(folder.path(), n)) else { panic!("version {n}") };
            assert!(file.open_with_keyring(kek).is_some());
        }
        assert!(read_previous(folder.path()).unwrap().open_with_keyring(&keks[2]).is_some());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }

    #[test]
    fn truncated_foreign_and_newer_files_are_damaged_and_no_file_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read(folder.path()), Found::Missing));
        replace(folder.path(), &file_with(&new_key().unwrap(), &new_key().unwrap())).unwrap();
        let path = folder.path().join(NAME);
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() - 1 {
            fs::write(&path, &whole[..length]).unwrap();
            assert!(matches!(read(folder.path()), Found::Damaged), "{length} bytes");
        }
        let newer = String::from_utf8(whole).unwrap().replace("\"version\": 1", "\"version\": 2");
        fs::write(&path, newer).unwrap();
        assert!(matches!(read(folder.path()), Found::Damaged));
        fs::write(&path, vec![b' '; LONGEST as usize + 1]).unwrap();
        assert!(matches!(read(folder.path()), Found::Damaged));
    }

    #[test]
    fn every_slot_gives_the_same_key_and_rewrapping_one_leaves_the_others() {
        struct Board;
        impl BoardKey for Board {
            fn unseal(&self, sealed: &str, database: &str) -> Option<Key> {
                (database == "db").then(|| super::super::key_from_text_or_bytes(sealed.as_bytes())).flatten()
            }
        }
        let (kek, dek) = (new_key().unwrap(), new_key().unwrap());
        let (first, second) = (RecoveryKey::new().unwrap(), RecoveryKey::new().unwrap());
        let mut file = file_with(&kek, &dek);
        file.set_passphrase("vijf woorden zonder veel zin", Cost::TEST, &dek).unwrap();
        file.set_recovery(&first, Cost::TEST, &dek).unwrap();
        assert!(!file.has(Slot::Board) && file.open_with_board(&Board).is_none());
        file.set_board(super::super::key_to_text(&dek).to_string());
        file.set_recovery(&second, Cost::TEST, &dek).unwrap();
        let file: KeysFile = serde_json::from_slice(&serde_json::to_vec(&file).unwrap()).unwrap();
        assert!(file.open_with_keyring(&kek).as_ref() == Some(&dek));
        assert!(file.open_with_passphrase("vijf woorden zonder veel zin").as_ref() == Some(&dek));
        assert!(file.open_with_recovery(&first).is_none());
        assert!(file.open_with_recovery(&second).as_ref() == Some(&dek));
        assert!(file.open_with_board(&Board) == Some(dek));
    }

    #[cfg(unix)]
    #[test]
    fn only_this_user_reads_the_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        replace(folder.path(), &file_with(&new_key().unwrap(), &new_key().unwrap())).unwrap();
        assert_eq!(fs::metadata(folder.path().join(NAME)).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
