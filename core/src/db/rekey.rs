//! A register or backup under another key: its content copied into a new file and compared with
//! where it came from. Nothing is ever encrypted anew in place (S9).

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};
use stamboek_domain::problem::{Code, Problem};

use super::OrProblem;
use super::migrate::{remove_if_there, verify};
use super::open::{Access, Key, attach, connect};
use crate::Answer;

/// What stands in a table: its name, its rows, and the sum of the digests of its rows. A sum, since
/// the order of rows means nothing.
type Content = Vec<(String, u64, [u64; 4])>;

/// Writes everything that stands in `from` into a new file under another key, compares row counts
/// and digests, and checks every page of the new file. What stands at `target` goes; `from` is only
/// read.
///
/// # Errors
/// `CopyDiffers` when the new file does not hold exactly the same; `DiskFull`, `Disk`, `BackupFailed`,
/// `KeyWrong`.
pub fn copy_under(from: &Path, from_key: &Key, target: &Path, key: &Key) -> Answer<()> {
    for end in ["", "-journal", "-wal", "-shm"] {
        let mut name = target.as_os_str().to_owned();
        name.push(end);
        remove_if_there(Path::new(&name))?;
    }
    {
        let new = connect(target, key, Access::Create)?;
        // One file and no log beside it, since it gets another name.
        new.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).or_problem()?;
        attach(&new, from, from_key)?;
        new.query_row("SELECT sqlcipher_export('main', 'old')", [], |_| Ok(())).or_problem()?;
        let version: i64 = new.query_row("PRAGMA old.user_version", [], |row| row.get(0)).or_problem()?;
        new.pragma_update(None, "user_version", version).or_problem()?;
        compare(&new)?;
    }
    std::fs::File::open(target).and_then(|file| file.sync_all()).or_problem()?;
    verify(target, key)
}

/// Whether both hold exactly the same: tables and indexes, the version, and every row.
fn compare(db: &Connection) -> Answer<()> {
    let differs = |what: &str| Err(Problem::new(Code::CopyDiffers).with("detail", what));
    let version = |schema: &str| {
        let sql = format!("PRAGMA {schema}.user_version");
        db.query_row(&sql, [], |row| row.get::<_, i64>(0)).or_problem()
    };
    if version("old")? != version("main")? {
        return differs("version");
    }
    if shape(db, "old")? != shape(db, "main")? {
        return differs("tables");
    }
    if content(db, "old")? != content(db, "main")? {
        return differs("rows");
    }
    Ok(())
}

/// Every table and index, as it was made.
fn shape(db: &Connection, schema: &str) -> Answer<Vec<(String, String, Option<String>)>> {
    let sql = format!("SELECT type, name, sql FROM {schema}.sqlite_schema ORDER BY type, name");
    let mut select = db.prepare(&sql).or_problem()?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    rows.and_then(Iterator::collect).or_problem()
}

fn content(db: &Connection, schema: &str) -> Answer<Content> {
    let tables = shape(db, schema)?.into_iter().filter(|(kind, ..)| kind == "table");
    tables
        .map(|(_, table, _)| {
            let (rows, sum) = rows(db, schema, &table)?;
            Ok((table, rows, sum))
        })
        .collect()
}

/// How many rows a table has, and the sum of their digests.
fn rows(db: &Connection, schema: &str, table: &str) -> Answer<(u64, [u64; 4])> {
    let sql = format!("SELECT * FROM {schema}.\"{}\"", table.replace('"', "\"\""));
    let mut select = db.prepare(&sql).or_problem()?;
    let columns = select.column_count();
    let mut found = select.query([]).or_problem()?;
    let (mut count, mut sum) = (0, [0u64; 4]);
    while let Some(row) = found.next().or_problem()? {
        let mut digest = Sha256::new();
        for column in 0..columns {
            add(&mut digest, row.get_ref(column).or_problem()?);
        }
        let digest = digest.finalize();
        for (part, bytes) in sum.iter_mut().zip(digest.chunks_exact(8)) {
            *part = part.wrapping_add(bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)));
        }
        count += 1;
    }
    Ok((count, sum))
}

/// A value with its kind and length, so that no two rows read the same.
fn add(digest: &mut Sha256, value: ValueRef) {
    let mut put = |kind: u8, bytes: &[u8]| {
        digest.update([kind]);
        digest.update((bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    };
    match value {
        ValueRef::Null => put(0, &[]),
        ValueRef::Integer(number) => put(1, &number.to_be_bytes()),
        ValueRef::Real(number) => put(2, &number.to_bits().to_be_bytes()),
        ValueRef::Text(text) => put(3, text),
        ValueRef::Blob(blob) => put(4, blob),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::new_key;

    fn made(file: &Path, key: &Key) -> Connection {
        let db = connect(file, key, Access::Create).unwrap();
        db.execute_batch(
            "CREATE TABLE a (id INTEGER PRIMARY KEY, x, y TEXT NOT NULL DEFAULT ''); CREATE INDEX a_x ON a (x);
             CREATE TABLE \"b \"\"c\" (p TEXT, q BLOB, PRIMARY KEY (p)) WITHOUT ROWID;
             INSERT INTO a VALUES (1, NULL, 'é'), (2, 1.5, ''), (7, 'x', '');
             INSERT INTO \"b \"\"c\" VALUES ('p', x'0001'), ('q', NULL);
             PRAGMA user_version = 4; ANALYZE;",
        )
        .unwrap();
        db
    }

    #[test]
    fn a_copy_holds_the_same_and_opens_with_its_own_key_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("a.db"), folder.path().join("b.db"));
        let (old, new) = (new_key().unwrap(), new_key().unwrap());
        drop(made(&from, &old));
        // What was left of a copy that was broken off.
        std::fs::write(&to, b"half").unwrap();
        copy_under(&from, &old, &to, &new).unwrap();
        assert_eq!(connect(&to, &old, Access::Read).unwrap_err().code, Code::KeyWrong);
        let copy = connect(&to, &new, Access::Read).unwrap();
        assert_eq!(crate::db::migrate::version(&copy).unwrap(), 4);
        assert_eq!(rows(&copy, "main", "a").unwrap().0, 3);
        assert!(!folder.path().join("b.db-wal").exists() && !folder.path().join("b.db-journal").exists());
        assert!(connect(&from, &old, Access::Read).is_ok());
        assert_eq!(copy_under(&from, &new, &to, &new).unwrap_err().code, Code::KeyWrong);
    }

    #[test]
    fn whatever_differs_between_the_two_is_seen() {
        for (change, what) in [
            ("PRAGMA user_version = 5", "version"),
            ("DROP INDEX a_x", "tables"),
            ("DELETE FROM a WHERE id = 7", "rows"),
            ("UPDATE a SET y = 'e' WHERE id = 1", "rows"),
            ("UPDATE a SET x = '1.5' WHERE id = 2", "rows"),
            ("UPDATE \"b \"\"c\" SET q = x'00' WHERE p = 'q'", "rows"),
            ("INSERT INTO \"b \"\"c\" VALUES ('r', NULL)", "rows"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let (from, to) = (folder.path().join("a.db"), folder.path().join("b.db"));
            let key = new_key().unwrap();
            drop(made(&from, &key));
            copy_under(&from, &key, &to, &key).unwrap();
            let copy = connect(&to, &key, Access::Write).unwrap();
            attach(&copy, &from, &key).unwrap();
            assert!(compare(&copy).is_ok());
            copy.execute_batch(change).unwrap();
            let problem = compare(&copy).unwrap_err();
            assert_eq!(
                (problem.code, problem.values["detail"].as_str()),
                (Code::CopyDiffers, what),
                "{change}"
            );
        }
    }
}
