//! The simulation of tests/sync with this store beside its model: the same ops, the same work, and
//! after each step the same answers and the same views, which are also those that are made from
//! nothing (I4).

use rusqlite::{Connection, Transaction, TransactionBehavior};
use stamboek_domain::sync::apply::apply;
use stamboek_domain::sync::engine::{StoreAnswer, Work};
use stamboek_domain::sync::op::{Op, OpId};
use stamboek_domain::sync::record::DeviceId;
use stamboek_domain::sync::wire::Digest;
use stamboek_sync_tests::{Disk, Seen, run_beside};
use tempfile::TempDir;
use uuid::Uuid;

use super::{mass_change, state, write};
use crate::register::batch::enter;
use crate::register::check::{VIEWS, same_rows};
use crate::register::touched::Touched;
use crate::register::{outbox, overlay, views};

/// A register's file without key and patience, and empty tables to make views in.
struct Real {
    db: Connection,
    scratch: Connection,
    /// Of a copy: where its file lies.
    _folder: Option<TempDir>,
}

/// The tables of screens.
const TABLES: [&str; 12] = [
    "pupil",
    "number",
    "print",
    "attendance",
    "roll",
    "enrolment",
    "school_enrolment",
    "group_enrolment",
    "fact",
    "setting",
    "conflict",
    "held",
];

impl Real {
    fn new() -> Self {
        let db = Connection::open_in_memory().unwrap();
        crate::db::migrate::fresh(&db).unwrap();
        Self::over(db, None)
    }

    fn over(db: Connection, folder: Option<TempDir>) -> Self {
        db.set_prepared_statement_cache_capacity(128);
        let scratch = Connection::open_in_memory().unwrap();
        scratch.set_prepared_statement_cache_capacity(128);
        crate::db::migrate::fresh(&scratch).unwrap();
        Self { db, scratch, _folder: folder }
    }

    fn in_one<T>(&mut self, work: impl FnOnce(&Transaction) -> T) -> T {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        let answer = work(&tx);
        tx.commit().unwrap();
        answer
    }

    /// The views that are made by `make` are those of this store.
    fn shows(
        &self,
        queries: impl Iterator<Item = String>,
        make: impl FnOnce(&Connection),
    ) -> Result<(), String> {
        self.scratch.execute_batch("SAVEPOINT views").unwrap();
        make(&self.scratch);
        let differs = queries.zip(TABLES).find(|(sql, _)| !same_rows(&self.db, &self.scratch, sql).unwrap());
        self.scratch.execute_batch("ROLLBACK TO views; RELEASE views").unwrap();
        match differs {
            Some((_, table)) => Err(table.to_owned()),
            None => Ok(()),
        }
    }

    fn same(&self, model: &Seen) -> Result<(), String> {
        if state(&self.db).unwrap() != *model.sync {
            return Err("SQLite remembers something else of sync".into());
        }
        let rebuilt = self.shows(VIEWS.iter().map(ToString::to_string), |views| {
            overlay::rebuild(&self.db, views).unwrap();
        });
        rebuilt.map_err(|table| format!("I4: {table} differs in SQLite from a rebuilt one"))?;
        let queries = VIEWS.iter().map(|sql| alike(sql, model.device));
        let shown = self.shows(queries, |tables| {
            let mut unseen = Touched::default();
            for (key, body) in model.view {
                views::put_back(tables, key, Some(body.get()), &mut unseen).unwrap();
            }
        });
        shown.map_err(|table| format!("{table} differs in SQLite from the model"))
    }
}

/// Without what the model does not know, and with one name for this laptop.
fn alike(sql: &str, device: DeviceId) -> String {
    let body = format!("replace(body, '{}', '{}')", device.0, Uuid::nil());
    sql.replace(", n)", ")")
        .replace("class, n, at, by_user", "class")
        .replace("open, body", &format!("open, {body}"))
}

impl Disk for Real {
    fn save(&mut self, op: &Op, body: &str, model: &Seen) -> Result<(), String> {
        self.in_one(|tx| {
            let state = views::read(tx, &op.change).unwrap();
            let outcome =
                apply(&state, &op.change).map_err(|_| "SQLite does not take an entry".to_owned())?;
            let n = outbox::next(tx).unwrap();
            enter(tx, op, body, n, outcome, &mut Touched::default()).unwrap();
            Ok::<_, String>(())
        })?;
        self.same(model)
    }

    fn work(&mut self, work: Work, answer: &StoreAnswer, model: &Seen) -> Result<(), String> {
        let again = work.clone();
        let mut mine = self.in_one(|tx| write(tx, work, &mut Touched::default()).unwrap());
        if matches!(mine, StoreAnswer::Waits) {
            // Somebody agrees at once.
            mine = self.in_one(|tx| {
                let mass = mass_change(tx).unwrap().unwrap();
                tx.execute("UPDATE sync_state SET mass_agreed = ?1", [mass.mark]).unwrap();
                write(tx, again, &mut Touched::default()).unwrap()
            });
        }
        if told(&mine) != told(answer) {
            return Err("SQLite answers something else".into());
        }
        self.same(model)
    }

    fn put_back(&mut self, out_of_a_backup: bool) -> Result<(), String> {
        let sql = "UPDATE sync_state SET reconcile_first = ?1";
        self.db.execute(sql, [out_of_a_backup]).map(drop).map_err(|error| error.to_string())
    }

    fn copy(&self) -> Box<dyn Disk> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("register.db");
        self.db.execute("VACUUM INTO ?1", [file.to_str().unwrap()]).unwrap();
        let db = Connection::open(&file).unwrap();
        db.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY").unwrap();
        Box::new(Self::over(db, Some(folder)))
    }
}

/// What an answer tells, in a form that can be compared.
fn told(answer: &StoreAnswer) -> (Vec<OpId>, Option<i64>, Vec<Digest>) {
    match answer {
        StoreAnswer::Pending { ops, waiting } => {
            (ops.iter().map(|op| op.op_id).collect(), Some(i64::from(*waiting)), Vec::new())
        }
        StoreAnswer::Retained { ids, last } => (ids.clone(), *last, Vec::new()),
        StoreAnswer::Completed { digest } => {
            let mut digest: Vec<Digest> = digest.iter().filter(|one| one.sum.n > 0).cloned().collect();
            digest.sort_by(|a, b| (&a.kind, a.year).cmp(&(&b.kind, b.year)));
            (Vec::new(), None, digest)
        }
        StoreAnswer::Done | StoreAnswer::Failed | StoreAnswer::Waits => Default::default(),
    }
}

#[test]
fn the_real_store_does_what_its_model_does() {
    let seeds =
        std::env::var("STAMBOEK_SQLITE_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(12);
    for seed in 0..seeds {
        let run = run_beside(seed, 200, &|| Box::new(Real::new()));
        assert!(run.broken.is_none(), "seed {seed}: {:?}", run.broken);
    }
}
