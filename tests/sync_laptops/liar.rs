//! A server that lies: whatever it answers to a push or a pull, the register stays as it is, and says
//! why (security.md S26-S30, sync.md I12).

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};

use chrono::Utc;
use rusqlite::types::Value as Column;
use serde_json::{Value, json};
use stamboek_core::commands;
use stamboek_core::sync::act;
use stamboek_core::sync::messages::SyncTrouble;
use stamboek_domain::problem::Code;
use stamboek_domain::sync::access::{Grant, Purpose};
use stamboek_domain::sync::authority::NEWEST_OP;
use stamboek_domain::sync::engine::Trouble;
use stamboek_domain::sync::wire::{MEDIA_TYPE, PACKED_BYTES, UNPACKED_BYTES};
use stamboek_server::keys::Keys;
use uuid::Uuid;

use crate::laptop::Laptop;

/// How it answers what is asked of the institution: path and body in, the whole answer out.
type Lie = dyn Fn(&str, &Value) -> Vec<u8> + Send + Sync;

struct Liar {
    address: String,
    lie: Arc<Mutex<Arc<Lie>>>,
    /// The newest version of ops that it says it takes.
    newest: Arc<AtomicU8>,
    /// How often it was brought up to date.
    version: Arc<AtomicU8>,
}

fn answer(status: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{head}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

fn ours(body: &Value) -> Vec<u8> {
    answer("200 OK", &format!("Content-Type: {MEDIA_TYPE}\r\n"), body.to_string().as_bytes())
}

fn busy() -> Vec<u8> {
    answer("503 Busy", "", b"")
}

const DEVICE: Uuid = Uuid::from_u128(1);
const COMMIT: &str = "0198f3a0-0000-7000-8000-00000000000a";

fn head(rev: u64) -> Value {
    json!({ "rev": rev, "commit": COMMIT })
}

fn asked(stream: &mut TcpStream) -> Option<(String, Value)> {
    let (mut text, mut byte) = (Vec::new(), [0]);
    while !text.ends_with(b"\r\n\r\n") {
        (stream.read(&mut byte).ok()? == 1).then(|| text.push(byte[0]))?;
    }
    let text = String::from_utf8(text).ok()?.to_ascii_lowercase();
    let find = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
    let mut body = vec![0; find("content-length:").and_then(|length| length.parse().ok()).unwrap_or(0)];
    stream.read_exact(&mut body).ok()?;
    if find("content-encoding:") == Some("zstd") {
        body = zstd::decode_all(&body[..]).ok()?;
    }
    let path = text.split(' ').nth(1)?.to_owned();
    Some((path, serde_json::from_slice(&body).unwrap_or_default()))
}

impl Liar {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let folder = tempfile::tempdir().unwrap();
        Keys::make(folder.path()).unwrap();
        let keys = Keys::read(folder.path()).unwrap();
        let lie: Arc<Mutex<Arc<Lie>>> = Arc::new(Mutex::new(Arc::new(|_: &str, _: &Value| busy())));
        let newest = Arc::new(AtomicU8::new(NEWEST_OP));
        let version = Arc::new(AtomicU8::default());
        let (told, takes, is) = (lie.clone(), newest.clone(), version.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some((path, body)) = asked(&mut stream) else { continue };
                let lie = told.lock().unwrap().clone();
                let newest = takes.load(Ordering::SeqCst);
                let said = honest(&path, &body, (newest, is.load(Ordering::SeqCst)), &keys)
                    .unwrap_or_else(|| lie(&path, &body));
                let _ = stream.write_all(&said);
            }
        });
        Self { address, lie, newest, version }
    }

    fn says(&self, lie: impl Fn(&str, &Value) -> Vec<u8> + Send + Sync + 'static) {
        *self.lie.lock().unwrap() = Arc::new(lie);
    }
}

/// It lets laptops in as a server does, or else nobody would listen to it.
fn honest(path: &str, asked: &Value, (newest, version): (u8, u8), keys: &Keys) -> Option<Vec<u8>> {
    let now = Utc::now();
    let grant = Grant {
        id: Uuid::from_u128(3),
        device: DEVICE,
        user: Uuid::from_u128(4),
        name: "Els".into(),
        rights: Vec::new(),
        until: now + chrono::Duration::days(1),
    };
    let grant = asked["sign_in"].is_object().then(|| keys.sign(Purpose::Grant, &grant));
    let body = match path {
        "/v1/hello" => {
            json!({ "server": format!("0.0.{version}"), "op_versions": { "oldest": 0, "newest": newest },
            "oldest_client": "0.0.1", "limits": {}, "time": now })
        }
        "/v1/devices" => json!({ "device": DEVICE, "institution": Uuid::from_u128(2),
            "institution_name": "De Linde", "label": "x", "server_key": keys.public(), "time": now }),
        "/v1/token" => json!({ "token": "t", "expires": now, "grant": grant, "time": now }),
        _ => return None,
    };
    let status = if path == "/v1/devices" { "201 Created" } else { "200 OK" };
    Some(answer(status, &format!("Content-Type: {MEDIA_TYPE}\r\n"), body.to_string().as_bytes()))
}

/// Every row of every table but what was looked at.
fn content(laptop: &Laptop) -> Vec<String> {
    let register = laptop.core.register().unwrap();
    register
        .read(|db| {
            let names =
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'access_log' ORDER BY 1";
            let mut tables = db.prepare(names).unwrap();
            let tables: Vec<String> =
                tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
            let mut all = Vec::new();
            for table in tables {
                let mut select = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
                let columns = select.column_count();
                let row = |row: &rusqlite::Row| -> rusqlite::Result<Vec<Column>> {
                    (0..columns).map(|column| row.get(column)).collect()
                };
                for columns in select.query_map([], row).unwrap() {
                    all.push(format!("{table} {:?}", columns.unwrap()));
                }
            }
            Ok(all)
        })
        .unwrap()
}

/// A laptop of which one entry waits, at a server with ten revisions.
fn met() -> (Liar, Laptop) {
    let liar = Liar::new();
    let laptop = Laptop::of_a_school(3);
    act::join(&laptop.core, &liar.address, "AAAA-AAAA-AAAA", None).unwrap();
    act::sign_in(&laptop.core, "els", "een lang wachtwoord").unwrap();
    liar.says(|path, _| match path.rsplit('/').next().unwrap() {
        "reconcile" => ours(&json!({ "unknown": [], "head": head(10), "time": Utc::now() })),
        _ => busy(),
    });
    laptop.now().unwrap_err();
    assert_eq!(laptop.status().trouble, Some(SyncTrouble::Engine(Trouble::Busy)));
    assert!(laptop.status().waiting > 0);
    (liar, laptop)
}

/// The register stays as it is, whatever it says to a push.
fn unmoved(liar: &Liar, laptop: &Laptop, trouble: Trouble, what: &str) {
    let before = content(laptop);
    laptop.now().unwrap_err();
    assert_eq!(laptop.status().trouble, Some(SyncTrouble::Engine(trouble)), "{what}");
    assert_eq!(content(laptop), before, "{what}");
    liar.says(|_, _| busy());
}

#[test]
fn whatever_is_no_answer_of_ours_changes_nothing() {
    let (liar, laptop) = met();
    let good = || json!({ "results": [], "head": head(11), "time": Utc::now() }).to_string();
    let said: Vec<(&str, Trouble, Vec<u8>)> = vec![
        ("a page", Trouble::Nonsense, answer("200 OK", "Content-Type: text/html\r\n", b"<h1>Wifi</h1>")),
        (
            "another type",
            Trouble::Nonsense,
            answer("200 OK", "Content-Type: application/json\r\n", good().as_bytes()),
        ),
        ("no type", Trouble::Nonsense, answer("200 OK", "", good().as_bytes())),
        (
            "half of it",
            Trouble::Nonsense,
            answer("200 OK", &format!("Content-Type: {MEDIA_TYPE}\r\n"), &good().as_bytes()[..20]),
        ),
        (
            "elsewhere",
            Trouble::Nonsense,
            answer("302 Found", &format!("Location: {}/x\r\n", liar.address), b""),
        ),
        (
            "a refusal of somebody else",
            Trouble::Nonsense,
            answer("403 No", "Content-Type: text/html\r\n", b"no"),
        ),
        (
            "a refusal of another status",
            Trouble::Nonsense,
            answer(
                "403 No",
                "Content-Type: application/problem+json\r\n",
                br#"{"type":"device_revoked","title":"","status":401}"#,
            ),
        ),
        (
            "too long",
            Trouble::Nonsense,
            answer("200 OK", &format!("Content-Type: {MEDIA_TYPE}\r\n"), &vec![b' '; PACKED_BYTES + 1]),
        ),
        (
            "a bomb",
            Trouble::Nonsense,
            answer(
                "200 OK",
                &format!("Content-Type: {MEDIA_TYPE}\r\nContent-Encoding: zstd\r\n"),
                &zstd::encode_all(&vec![b' '; UNPACKED_BYTES + 1][..], 3).unwrap(),
            ),
        ),
        ("cut off", Trouble::Unreachable, b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{".to_vec()),
        ("nothing", Trouble::Unreachable, Vec::new()),
    ];
    for (what, trouble, bytes) in said {
        liar.says(move |_, _| bytes.clone());
        unmoved(&liar, &laptop, trouble, what);
    }
}

#[test]
fn an_answer_to_a_push_says_nothing_of_entries_that_were_not_sent_and_goes_not_back() {
    let (liar, laptop) = met();
    let result =
        |op: &Value, hash: &Value| json!({ "op_id": op, "hash": hash, "outcome": "applied", "detail": [] });
    let stranger = json!("0198f3a0-0000-7000-8000-0000000000ff");
    for what in ["unasked", "hash", "nothing", "back"] {
        let stranger = stranger.clone();
        liar.says(move |_, body| {
            let sent = &body["ops"][0];
            let hash = sent["hash"].clone();
            let id = sent["op"]["op_id"].clone();
            let (results, rev) = match what {
                "unasked" => (vec![result(&stranger, &hash)], 11),
                "hash" => (vec![result(&id, &json!("0".repeat(64)))], 11),
                "nothing" => (Vec::new(), 11),
                _ => (vec![result(&id, &hash)], 9),
            };
            ours(&json!({ "results": results, "head": head(rev), "time": Utc::now() }))
        });
        unmoved(&liar, &laptop, Trouble::Nonsense, what);
    }
}

/// sync.md 12: the server is brought up to date first. Entries that it would only hold stay here.
#[test]
fn nothing_goes_to_a_server_that_is_too_old_to_read_it() {
    let (liar, laptop) = met();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let heard = asked.clone();
    liar.newest.store(NEWEST_OP - 1, Ordering::SeqCst);
    // The token of when it was newer is over.
    liar.says(move |path, _| {
        heard.lock().unwrap().push(path.to_owned());
        let body = br#"{"type":"unauthorised","title":"","status":401}"#;
        answer("401 No", "Content-Type: application/problem+json\r\n", body)
    });
    let before = (content(&laptop), laptop.status().waiting);
    for _ in 0..2 {
        laptop.now().unwrap_err();
        assert_eq!(laptop.status().trouble, Some(SyncTrouble::Engine(Trouble::ServerTooOld)));
    }
    assert_eq!((content(&laptop), laptop.status().waiting), before);
    let refused = act::sign_in(&laptop.core, "els", "een lang wachtwoord").err().unwrap();
    assert_eq!(refused.values["why"], "server_too_old");
    let told = asked.lock().unwrap().len();
    liar.newest.store(NEWEST_OP, Ordering::SeqCst);
    liar.says(|_, _| busy());
    laptop.now().unwrap_err();
    assert_eq!(laptop.status().trouble, Some(SyncTrouble::Engine(Trouble::Busy)), "up to date again");
    assert!(told <= 2, "it was asked for nothing else: {told}");
}

/// A server that refuses every entry, and nobody at it who is asked for a pull.
fn refuses(path: &str) -> Vec<u8> {
    match path.rsplit('/').next().unwrap() {
        "push" => answer(
            "400 No",
            "Content-Type: application/problem+json\r\n",
            br#"{"type":"bad_request","title":"","status":400}"#,
        ),
        _ => busy(),
    }
}

/// sync.md 14: an error of the server marks every entry that waits. Once it was mended they leave, by
/// themselves and when a person asks.
#[test]
fn what_was_refused_is_sent_once_more_when_a_person_asks_and_when_the_server_is_another_one() {
    let (liar, laptop) = met();
    liar.says(|path, _| refuses(path));
    laptop.now().unwrap_err();
    let refused = laptop.status().refused;
    assert!(laptop.status().waiting == 0 && !refused.is_empty());
    let sent = Arc::new(Mutex::new(0));
    let counts = sent.clone();
    liar.says(move |_, body| {
        *counts.lock().unwrap() += body["ops"].as_array().map_or(0, Vec::len);
        busy()
    });
    laptop.now().unwrap_err();
    assert_eq!(*sent.lock().unwrap(), 0, "not by itself while nothing changed");
    let ops: Vec<&str> = refused.iter().take(1).map(|one| one.op.as_str()).collect();
    let again = json!({ "action": "send_again", "ops": ops });
    commands::call(&laptop.core, "sync_do", again).unwrap_err();
    assert_eq!((*sent.lock().unwrap(), laptop.status().waiting), (1, 1));
    // It was brought up to date: the token of before is over, and with the next one it says so.
    liar.version.store(1, Ordering::SeqCst);
    liar.says(|_, _| {
        let body = br#"{"type":"unauthorised","title":"","status":401}"#;
        answer("401 No", "Content-Type: application/problem+json\r\n", body)
    });
    laptop.now().unwrap_err();
    assert_eq!(laptop.status().waiting as usize, refused.len());
    // Refused by this one too: that is not tried again and again.
    liar.says(|path, _| refuses(path));
    laptop.now().unwrap_err();
    laptop.now().unwrap_err();
    assert_eq!((laptop.status().waiting, laptop.status().refused.len()), (0, refused.len()));
    laptop.assert_sound();
}

#[test]
fn a_server_that_is_too_old_is_not_joined() {
    let liar = Liar::new();
    liar.newest.store(NEWEST_OP - 1, Ordering::SeqCst);
    let laptop = Laptop::of_a_school(3);
    let before = content(&laptop);
    let refused = act::join(&laptop.core, &liar.address, "AAAA-AAAA-AAAA", None).unwrap_err();
    assert_eq!((refused.code, &*refused.values["why"]), (Code::ServerFailed, "server_too_old"));
    assert_eq!(content(&laptop), before);
}

#[test]
fn a_page_whose_rows_lie_outside_what_was_asked_is_thrown_away() {
    let (liar, laptop) = met();
    let row = |rev: u64| json!({ "kind": "setting", "id": "school", "rev": rev, "body": { "value": "x" } });
    let page = move |rows: Vec<Value>, next: u64, complete: bool, rev: u64| {
        ours(&json!({ "rows": rows, "next": next, "complete": complete, "head": head(rev), "digest": [],
            "scope": "all", "time": Utc::now() }))
    };
    // Pushes are refused for good here, one by one, so that it comes to a pull.
    let pull = move |path: &str, page: Vec<u8>| if path.ends_with("/push") { refuses(path) } else { page };
    liar.says(move |path, _| pull(path, busy()));
    laptop.now().unwrap_err();
    assert_eq!((laptop.status().waiting, laptop.status().refused.is_empty()), (0, false));
    let lies: Vec<(&str, Vec<u8>)> = vec![
        ("above the head", page(vec![row(12)], 12, true, 11)),
        ("out of order", page(vec![row(5), row(4)], 11, true, 11)),
        ("twice", page(vec![row(5), row(5)], 11, true, 11)),
        ("an end before the head", page(vec![row(5)], 5, true, 11)),
        ("no progress", page(Vec::new(), 0, false, 11)),
        ("a head that goes back", page(vec![row(5)], 9, true, 9)),
        ("a head that no program can count", page(vec![], u64::MAX, true, u64::MAX)),
    ];
    for (what, said) in lies {
        liar.says(move |path, _| pull(path, said.clone()));
        unmoved(&liar, &laptop, Trouble::Nonsense, what);
    }
}
