//! The access log (S59): every command that answers about one pupil, names somebody by a search, or
//! puts pupils on paper or in a file leaves an entry; every other one says here why it does not.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::{Value, json};
use stamboek_core::Core;
use stamboek_core::cards;
use stamboek_core::cards::messages::{CardsSettingsRequest, Unit};
use stamboek_core::commands::{ALL, Nothing, call};
use stamboek_core::db::open::Key;
use stamboek_core::demo::{Params, fill};
use stamboek_core::pupils::messages::PupilRow;
use stamboek_core::shell::Headless;
use stamboek_core::sync::access_log::prune;

/// What a command has to do with the log.
enum Looks {
    /// Leaves an entry of this kind; of one pupil or of a number of them.
    Leaves(&'static str, Who, fn(&School) -> Value),
    /// Leaves none, because…
    None(&'static str),
}
use Looks::{Leaves, None as Not};

#[derive(Clone, Copy, PartialEq)]
enum Who {
    Pupil,
    Number,
}
use Who::{Number, Pupil};

const SAVES: &str = "enters, and answers what was saved; what was entered is an op (S58)";
const PLANS: &str = "enters: the plan names whom it would change, and what is done is an op (S58)";
const LAPTOP: &str = "about the program or the laptop, not about pupils";
const SCHOOL: &str = "settings of the school, not about pupils";
const READS: &str = "answers about a file that the person chose, against the register as a whole";
const DAILY: &str = "a register or list of the day's work on the screen, of many; S59 names what is \
                     printed and saved, S61 what is outside of a register";

const TABLE: &[(&str, Looks)] = &[
    ("session_state", Not(LAPTOP)),
    ("setup", Not(LAPTOP)),
    ("unlock", Not(LAPTOP)),
    ("lock", Not(LAPTOP)),
    ("keys", Not(LAPTOP)),
    ("pupils_list", Not(DAILY)),
    ("pupil_sheet", Leaves("sheet", Pupil, |school| json!({ "id": school.one().id }))),
    ("pupil_insz", Leaves("insz", Pupil, |school| json!({ "id": school.with_insz() }))),
    ("pupil_edit", Not(SAVES)),
    (
        "pupil_create",
        Leaves("find", Number, |school| json!({ "fields": school.named(), "despite_duplicates": false })),
    ),
    (
        "merge",
        Leaves(
            "sheet",
            Pupil,
            |school| json!({ "what": "preview", "from": school.rows()[1].id, "to": school.one().id }),
        ),
    ),
    ("search", Leaves("find", Number, |school| json!({ "text": school.one().last_name }))),
    ("batches", Not("what was done, without names")),
    ("undo", Not(SAVES)),
    ("import_read", Not(READS)),
    ("pupils_import", Not(READS)),
    ("numbers_import", Not(READS)),
    ("import_stop", Not(LAPTOP)),
    ("cards_overview", Not(DAILY)),
    ("cards_preview", Not("what is about to be printed; the print is logged")),
    (
        "cards_print",
        Leaves("print", Pupil, |school| {
            let mut job = json!(school.core.register().unwrap().read(cards::job).unwrap());
            job["selection"] = json!({ "who": "pupils", "ids": [school.one().id] });
            json!({ "job": job, "to": "save" })
        }),
    ),
    ("cards_sheet", Not(SAVES)),
    ("cards_test_page", Not("a barcode without a name")),
    ("scan", Leaves("scan", Pupil, |school| json!({ "code": school.one().number }))),
    ("attendance_today", Not(DAILY)),
    ("attendance_week", Not(DAILY)),
    ("attendance_set", Not(SAVES)),
    ("roll_take", Not(SAVES)),
    ("attendance_mass", Not(PLANS)),
    (
        "attendance_cell",
        Leaves(
            "cell",
            Pupil,
            |school| json!({ "pupil": school.one().id, "at": { "day": "2026-11-20", "half": "VM" } }),
        ),
    ),
    ("attendance_pupil", Leaves("sheet", Pupil, |school| json!({ "pupil": school.one().id, "year": null }))),
    ("attendance_worklist", Not(DAILY)),
    ("attendance_overview", Not(DAILY)),
    (
        "report_save",
        Leaves("print", Pupil, |school| {
            json!({
                "what": "report", "codes": "all", "format": "pdf", "to": "save",
                "report": { "report": "absence_sheet", "pupils": [school.one().id], "year": null },
            })
        }),
    ),
    (
        "letter_save",
        Leaves("print", Pupil, |school| {
            json!({
                "letter": "ask_reason", "year": null, "to": "text", "record": false,
                "about": [{ "pupil": school.one().id, "finding": null, "case": null }],
            })
        }),
    ),
    (
        "attendance_export",
        Leaves("export", Number, |_| {
            json!({
                "format": "csv", "from": "2026-09-01", "until": "2026-11-20", "database": "", "all": true,
                "cleared_there": false, "apply": true,
            })
        }),
    ),
    ("attendance_import", Not(READS)),
    ("draft", Not("what the person typed and did not save")),
    ("calendar", Not(SCHOOL)),
    ("calendar_save", Not(SCHOOL)),
    ("enrolments", Leaves("sheet", Pupil, |school| json!({ "pupil": school.one().id, "choices": false }))),
    (
        "enrol",
        Leaves("find", Number, |school| {
            json!({
                "pupil": null, "fields": school.named(), "group": null, "class": "", "address": null,
                "contacts": null, "nationality": null, "despite_duplicates": false, "apply": false,
                "school": { "institution": "", "stamnummer": "", "moment": "", "from": null, "status": "realised",
                            "reason": "" },
            })
        }),
    ),
    ("leave", Not(PLANS)),
    ("move_pupils", Not(PLANS)),
    ("new_year", Not(PLANS)),
    ("state", Not(DAILY)),
    (
        "overlaps",
        Leaves("sheet", Pupil, |school| json!({ "on": null, "pupil": school.one().id, "school": null })),
    ),
    ("elsewhere_import", Not(READS)),
    ("control", Not(READS)),
    ("overlap_do", Not(SAVES)),
    ("discimus", Not("what waits to be sent, of one pupil on the sheet, which is logged")),
    ("discimus_do", Leaves("insz", Pupil, |school| json!({ "action": "show", "id": school.proposal() }))),
    ("sync", Not("what waits for a decision, as a work list")),
    ("sync_do", Not(SAVES)),
    ("dossier", Leaves("sheet", Pupil, |school| json!({ "pupil": school.one().id }))),
    ("dossier_save", Not(SAVES)),
    ("board", Not("asks the server, which has the entry in its own log (S87)")),
    ("settings", Not(SCHOOL)),
    ("settings_save", Not(SCHOOL)),
    ("maintain", Not(LAPTOP)),
];

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

fn a_minute_later() -> DateTime<FixedOffset> {
    clock() + TimeDelta::minutes(1)
}

fn an_hour_later() -> DateTime<FixedOffset> {
    clock() + TimeDelta::hours(1)
}

struct School {
    core: Core,
    shell: Arc<Headless>,
    folder: tempfile::TempDir,
}

/// An entry: kind, pupil, how many, who.
type Entry = (String, Option<String>, i64, Option<String>);

impl School {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shell = Arc::new(Headless::default());
        let core = Core::create_with_key(folder.path(), shell.clone(), clock, &key()).unwrap();
        fill(&core.register().unwrap(), &Params::new(60, clock().date_naive())).unwrap();
        Self { core, shell, folder }
    }

    /// The same laptop at another time.
    fn at(self, clock: fn() -> DateTime<FixedOffset>) -> Self {
        let Self { core, shell, folder } = self;
        drop(core);
        let core = Core::open_with_key(folder.path(), shell.clone(), clock, &key()).unwrap();
        Self { core, shell, folder }
    }

    fn rows(&self) -> Vec<PupilRow> {
        stamboek_core::pupils::list(&self.core, Nothing {}).unwrap().rows
    }

    fn one(&self) -> PupilRow {
        self.rows().into_iter().find(|row| !row.number.is_empty()).unwrap()
    }

    fn with_insz(&self) -> Value {
        json!(self.rows().into_iter().find(|row| row.has_insz).unwrap().id)
    }

    /// What makes a pupil look like one who is there.
    fn named(&self) -> Value {
        let row = self.one();
        json!({ "last_name": row.last_name, "first_name": row.first_name, "birth_date": row.birth_date })
    }

    /// An INSZ that Discimus found.
    fn proposal(&self) -> i64 {
        let sql = "INSERT INTO discimus_proposal (pupil, kind, value, seen_at) VALUES (?1, 'insz', ?2, '')";
        let values = (self.one().id.0.to_string(), "15040300023");
        let add = |tx: &rusqlite::Transaction| {
            tx.execute(sql, values).unwrap();
            Ok(tx.last_insert_rowid())
        };
        self.core.register().unwrap().write_local(add).unwrap()
    }

    fn ask(&self, name: &str, request: Value) -> stamboek_core::Answer<String> {
        self.shell.answer_target(&self.path());
        call(&self.core, name, request)
    }

    fn path(&self) -> std::path::PathBuf {
        Path::join(self.folder.path(), "bestand")
    }

    fn entries(&self) -> Vec<Entry> {
        let read = |db: &rusqlite::Connection| {
            let sql = "SELECT kind, pupil, count, name FROM access_log ORDER BY n";
            let mut select = db.prepare(sql).unwrap();
            let entry = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            Ok(select.query_map([], entry).unwrap().map(Result::unwrap).collect())
        };
        self.core.register().unwrap().read(read).unwrap()
    }

    fn find(&self, text: &str) {
        self.ask("search", json!({ "text": text })).unwrap();
    }

    /// From now on somebody else works here.
    fn works_here(&self, name: &str) {
        let put = "INSERT INTO local_fact (key, value) VALUES ('user', ?1)
                   ON CONFLICT (key) DO UPDATE SET value = ?1";
        let register = self.core.register().unwrap();
        let put = |tx: &rusqlite::Transaction| {
            tx.execute(put, [name]).unwrap();
            Ok(())
        };
        register.write_local(put).unwrap();
    }
}

fn key() -> Key {
    Key::new([7; 32])
}

/// A command that is added must say what it leaves in the log.
#[test]
fn every_command_leaves_an_entry_or_says_why_not() {
    let listed: Vec<&str> = TABLE.iter().map(|(name, _)| *name).collect();
    let all: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(listed, all, "one line for each command, in the order of the list");
    for (name, looks) in TABLE {
        if let Not(why) = looks {
            assert!(why.len() > 15, "{name} says why");
        }
    }
}

#[test]
fn each_command_that_answers_about_pupils_leaves_an_entry() {
    for (name, looks) in TABLE {
        let Leaves(kind, who, request) = looks else { continue };
        let school = School::new();
        school.works_here("An Peeters");
        let request = request(&school);
        school.ask(name, request).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
        let entries = school.entries();
        let (found, pupil, _, by) = entries.last().unwrap_or_else(|| panic!("{name} leaves no entry"));
        assert_eq!((found.as_str(), pupil.is_some()), (*kind, *who == Pupil), "{name}");
        assert_eq!(by.as_deref(), Some("An Peeters"), "{name}: who");
    }
}

/// "A reading whose log entry cannot be stored is refused", and nothing is on paper.
#[test]
fn what_cannot_be_logged_is_not_shown() {
    for (name, looks) in TABLE {
        let Leaves(_, _, request) = looks else { continue };
        let school = School::new();
        let request = request(&school);
        let refuse = "CREATE TRIGGER full BEFORE INSERT ON access_log BEGIN SELECT RAISE(ABORT, 'full'); END";
        let register = school.core.register().unwrap();
        let refuse = |tx: &rusqlite::Transaction| {
            tx.execute_batch(refuse).unwrap();
            Ok(())
        };
        register.write_local(refuse).unwrap();
        assert!(school.ask(name, request).is_err(), "{name}");
        assert!(!school.path().exists(), "{name}");
    }
}

/// It is asked at every key: one entry a minute for who searches, and never what was typed.
#[test]
fn searching_is_one_entry_a_minute_for_each_who_searches() {
    let school = School::new();
    let name = school.one().last_name;
    (1..=name.chars().count()).for_each(|many| school.find(&name.chars().take(many).collect::<String>()));
    school.find("Qqxzw Vvkjq");
    assert_eq!(school.entries().len(), 1);
    school.works_here("An Peeters");
    school.find(&name);
    assert_eq!(school.entries().len(), 2, "somebody else");
    let school = school.at(a_minute_later);
    school.find(&name);
    assert_eq!(school.entries().len(), 3, "a minute later");
    assert!(school.entries().iter().all(|(kind, pupil, ..)| kind == "find" && pupil.is_none()));
}

/// The page asks again after every save; that is no other look.
#[test]
fn a_page_that_stays_open_is_looked_at_once() {
    let school = School::new();
    let year = |school: &School| {
        school.ask("attendance_pupil", json!({ "pupil": school.one().id, "year": null })).unwrap();
    };
    (0..3).for_each(|_| year(&school));
    assert_eq!(school.entries().len(), 1);
    let other = school.rows()[5].id;
    school.ask("attendance_pupil", json!({ "pupil": other, "year": null })).unwrap();
    assert_eq!(school.entries().len(), 2, "another pupil");
    let school = school.at(an_hour_later);
    year(&school);
    assert_eq!(school.entries().len(), 3, "an hour later");
}

/// Without a server nobody signs in: the name stands with the look, as with what is entered.
#[test]
fn whose_pin_unlocked_stands_with_the_look() {
    let school = School::new();
    let ask = |request: Value| school.ask("lock", request).unwrap_or_else(|problem| panic!("{problem:?}"));
    ask(json!({ "what": "add", "name": "An Peeters", "pin": "135790" }));
    ask(json!({ "what": "add", "name": "Bert Maes", "pin": "864209" }));
    for (name, pin) in [("Bert Maes", "864209"), ("An Peeters", "135790")] {
        let sql = "SELECT id FROM laptop_person WHERE name = ?1";
        let id = |db: &rusqlite::Connection| Ok(db.query_row(sql, [name], |row| row.get(0)).unwrap());
        let person: String = school.core.register().unwrap().read(id).unwrap();
        ask(json!({ "what": "unlock", "person": person, "pin": pin }));
        school.ask("pupil_sheet", json!({ "id": school.one().id })).unwrap();
    }
    let names: Vec<_> = school.entries().into_iter().map(|(_, _, _, name)| name.unwrap()).collect();
    assert_eq!(names, ["Bert Maes", "An Peeters"]);
}

/// So many looks of that moment, and what is left of all after letting go of the old ones.
fn kept(school: &School, looks: &[(&str, i64)]) -> i64 {
    let register = school.core.register().unwrap();
    let add = |tx: &rusqlite::Transaction| {
        tx.execute("DELETE FROM access_log", []).unwrap();
        for (at, many) in looks {
            for _ in 0..*many {
                tx.execute("INSERT INTO access_log (at, kind) VALUES (?1, 'sheet')", [at]).unwrap();
            }
        }
        Ok(())
    };
    register.write_local(add).unwrap();
    prune(&register, clock()).unwrap();
    school.entries().len() as i64
}

/// S62: three years, also on the laptop; what the server does not know yet stays.
#[test]
fn looks_of_three_years_ago_go() {
    let school = School::new();
    let old = "2023-11-23T08:41:08.000+01:00";
    let looks = [(old, 4), ("2023-11-23T08:41:10.000+01:00", 2)];
    assert_eq!(kept(&school, &looks), 2, "without a server, by the clock of the laptop");
    assert_eq!(kept(&school, &[(old, 3)]), 1, "its number would be given out again");
    let put = |key: &str, value: Value| {
        let sql = "INSERT OR REPLACE INTO local_fact (key, value) VALUES (?1, ?2)";
        let put = |tx: &rusqlite::Transaction| {
            tx.execute(sql, [key, &value.to_string()]).unwrap();
            tx.execute("UPDATE sync_state SET last_ok = '2026-11-23T07:41:09Z'", []).unwrap();
            Ok(())
        };
        school.core.register().unwrap().write_local(put).unwrap();
    };
    put(
        "sync_server",
        json!({
            "address": "https://sync.example.invalid", "institution_name": "Testschool", "server_key": "",
            "device": "0198f3a0-0000-7000-8000-000000000001",
            "institution": "0198f3a0-0000-7000-8000-000000000002",
            "key": { "place": { "database": { "key": "00", "laptop": "elders" } }, "public": "" },
        }),
    );
    assert_eq!(kept(&school, &looks), 6, "it was told none");
    put("sync_access_told", json!(3));
    assert_eq!(kept(&school, &looks), 3, "it was told three");
}

/// Units of the school are of nobody.
#[test]
fn printing_units_is_no_look() {
    let school = School::new();
    let units = vec![Unit { text: "Warme maaltijd".into(), code: "WARM1".into() }];
    cards::save_settings(&school.core, CardsSettingsRequest::Units { units }).unwrap();
    let mut job = json!(school.core.register().unwrap().read(cards::job).unwrap());
    job["layout"] = json!("units");
    school.ask("cards_print", json!({ "job": job, "to": "save" })).unwrap();
    assert!(school.path().exists() && school.entries().is_empty());
}
