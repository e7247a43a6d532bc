//! Numbered migrations: `user_version` says how far a file is. Before each upgrade a verified
//! copy is made; a file of a newer program is refused and left as it is.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use stamboek_domain::problem::{Code, Problem};

use super::OrProblem;
use super::open::{Access, Key, connect};
use crate::Answer;

/// Version n is reached by running the first n texts.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_start.sql"),
    include_str!("migrations/0002_attendance.sql"),
    include_str!("migrations/0003_enrolments.sql"),
    include_str!("migrations/0004_discimus.sql"),
    include_str!("migrations/0005_indexes.sql"),
    include_str!("migrations/0006_sync.sql"),
    include_str!("migrations/0007_people.sql"),
    include_str!("migrations/0008_who_looked.sql"),
    include_str!("migrations/0009_merges.sql"),
    include_str!("migrations/0010_looks.sql"),
];

/// Brings the open file to the newest version.
///
/// # Errors
/// `RegisterNewer`; `BackupFailed` when the copy before an upgrade cannot be made; `UpgradeFailed`
/// when a migration fails: the file is then as it was.
pub fn migrate(db: &mut Connection, folder: &Path, key: &Key) -> Answer<()> {
    run(db, folder, key, MIGRATIONS)
}

fn run(db: &mut Connection, folder: &Path, key: &Key, migrations: &[&str]) -> Answer<()> {
    let found = version(db)?;
    if found > migrations.len() {
        return Err(Problem::new(Code::RegisterNewer).with("found", found).with("known", migrations.len()));
    }
    if found == migrations.len() {
        return Ok(());
    }
    if found > 0 {
        let name = format!("before-version-{}.db", found + 1);
        copy(db, &super::backup_folder(folder).join(name), key)?;
    }
    for (index, sql) in migrations.iter().enumerate().skip(found) {
        let next = index + 1;
        step(db, sql, next).map_err(|error| match super::problem(&error) {
            full if full.code == Code::DiskFull => full,
            _ => Problem::new(Code::UpgradeFailed).with("version", next),
        })?;
    }
    Ok(())
}

fn step(db: &mut Connection, sql: &str, version: usize) -> rusqlite::Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch(sql)?;
    tx.pragma_update(None, "user_version", version as i64)?;
    tx.commit()
}

/// Makes the newest tables in an empty database in memory, to rebuild views in.
pub(crate) fn fresh(db: &Connection) -> Answer<()> {
    MIGRATIONS.iter().try_for_each(|sql| db.execute_batch(sql)).or_problem()
}

/// How many migrations the file has had.
pub fn version(db: &Connection) -> Answer<usize> {
    let version: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).or_problem()?;
    Ok(version as usize)
}

/// Writes an encrypted copy with the same key beside the target, syncs it, opens it and checks
/// it, and only then gives it its name. An older copy of that name is replaced.
///
/// # Errors
/// `DiskFull`, `Disk`, or `BackupFailed` when the copy does not pass its check.
pub fn copy(db: &Connection, target: &Path, key: &Key) -> Answer<()> {
    let folder = target.parent().ok_or(Problem::new(Code::Internal).with("detail", "copy"))?;
    std::fs::create_dir_all(folder).or_problem()?;
    let unfinished = target.with_extension("unfinished");
    remove_if_there(&unfinished)?;
    let outcome = (|| {
        let path = unfinished.to_str().ok_or(Problem::new(Code::Disk).with("detail", "name"))?;
        db.execute("VACUUM INTO ?1", [path]).or_problem()?;
        std::fs::File::open(&unfinished).and_then(|file| file.sync_all()).or_problem()?;
        verify(&unfinished, key)?;
        std::fs::rename(&unfinished, target).or_problem()?;
        #[cfg(unix)]
        std::fs::File::open(folder).and_then(|file| file.sync_all()).or_problem()?;
        Ok(())
    })();
    if outcome.is_err() {
        remove_if_there(&unfinished)?;
    }
    outcome
}

/// Opens a copy and checks every page, the structure and the rules of the tables.
///
/// # Errors
/// `BackupFailed` with the place where it failed.
pub fn verify(file: &Path, key: &Key) -> Answer<()> {
    let failed = |detail: &str| Problem::new(Code::BackupFailed).with("detail", detail);
    let copy = connect(file, key, Access::Read).map_err(|_| failed("open"))?;
    if super::open::faulty_pages(&copy).map_err(|_| failed("pages"))? > 0 {
        return Err(failed("pages"));
    }
    let answer: String =
        copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(|_| failed("structure"))?;
    if answer == "ok" { Ok(()) } else { Err(failed("structure")) }
}

pub(crate) fn remove_if_there(file: &Path) -> Answer<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(super::io_problem(&error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(folder: &Path) -> (Connection, Key) {
        let key = Key::new([7; 32]);
        let mut db = connect(&crate::db::file(folder), &key, Access::Create).unwrap();
        run(&mut db, folder, &key, &["CREATE TABLE a (x); INSERT INTO a VALUES (1)"]).unwrap();
        (db, key)
    }

    #[test]
    fn an_upgrade_makes_a_checked_copy_first() {
        let folder = tempfile::tempdir().unwrap();
        let (mut db, key) = made(folder.path());
        let texts = ["", "CREATE TABLE b (y)", "DELETE FROM a"];
        run(&mut db, folder.path(), &key, &texts).unwrap();
        assert_eq!(version(&db).unwrap(), 3);
        let copy = crate::db::backup_folder(folder.path()).join("before-version-2.db");
        verify(&copy, &key).unwrap();
        let copy = connect(&copy, &key, Access::Read).unwrap();
        assert_eq!(version(&copy).unwrap(), 1);
        let rows: i64 = copy.query_row("SELECT count(*) FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 1);
    }

    #[test]
    fn a_failing_upgrade_leaves_the_register_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (mut db, key) = made(folder.path());
        let texts = ["", "CREATE TABLE b (y); INSERT INTO nowhere VALUES (1)"];
        let problem = run(&mut db, folder.path(), &key, &texts).unwrap_err();
        assert_eq!(problem.code, Code::UpgradeFailed);
        assert_eq!(version(&db).unwrap(), 1);
        assert!(db.prepare("SELECT * FROM b").is_err());
    }

    #[test]
    fn a_register_of_a_newer_program_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let (mut db, key) = made(folder.path());
        let problem = run(&mut db, folder.path(), &key, &[]).unwrap_err();
        assert_eq!(problem.code, Code::RegisterNewer);
    }
}
