//! Remembering that work was done for exactly these files, so that a second run is quick.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::Outcome;

/// Does the work unless `stamp` says that it was done for these files. A stamp lies inside what
/// the work makes, so that throwing that away throws the stamp away too.
pub fn unless_done(stamp: &Path, files: &[PathBuf], work: impl FnOnce() -> Outcome) -> Outcome {
    let now = fingerprint(files)?;
    if fs::read_to_string(stamp).is_ok_and(|before| before == now) {
        return Ok(());
    }
    work()?;
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::write(stamp, now).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// A hash of names and contents; folders are walked.
fn fingerprint(files: &[PathBuf]) -> Outcome<String> {
    let mut all = Vec::new();
    for file in files {
        walk(file, &mut all)?;
    }
    all.sort();
    let mut hash = DefaultHasher::new();
    for file in all {
        file.hash(&mut hash);
        fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?.hash(&mut hash);
    }
    Ok(format!("{:016x}\n", hash.finish()))
}

fn walk(path: &Path, all: &mut Vec<PathBuf>) -> Outcome {
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))? {
            walk(&entry.map_err(|error| error.to_string())?.path(), all)?;
        }
    } else if path.exists() {
        all.push(path.to_path_buf());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_once_for_the_same_files_and_again_when_one_changes() {
        let folder = std::env::temp_dir().join(format!("stamboek-stamp-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (file, stamp) = (folder.join("lock"), folder.join("made").join("stamp"));
        let times = std::cell::Cell::new(0);
        let work = || {
            unless_done(&stamp, std::slice::from_ref(&file), || {
                times.set(times.get() + 1);
                Ok(())
            })
            .unwrap();
        };
        fs::write(&file, "one").unwrap();
        work();
        work();
        assert_eq!(times.get(), 1);
        fs::write(&file, "two").unwrap();
        work();
        assert_eq!(times.get(), 2);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn failed_work_leaves_no_stamp() {
        let folder = std::env::temp_dir().join(format!("stamboek-stamp-failed-{}", std::process::id()));
        let stamp = folder.join("stamp");
        assert!(unless_done(&stamp, &[], || Err("no".into())).is_err());
        assert!(!stamp.exists());
    }
}
