//! One person: everything about her, and that she is erased everywhere: security.md S66, S67, S69;
//! sync.md C18.

use std::path::Path;

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::retention::Confirmed;
use stamboek_domain::sync::access::AccessLog;
use stamboek_domain::sync::op::{Change, ExternalNumber, Op};
use stamboek_domain::sync::person::{Dossier, Erased};
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::{HeldReason, OutcomeWord, PullRequest, Rev};
use stamboek_server::admin::Administrator;
use stamboek_server::cluster::OWNER;
use stamboek_server::erasure;
use stamboek_server::http::App;
use stamboek_server::keys::Keys;
use stamboek_server::store::sync::{LOOKS, PUSHES};
use stamboek_server::store::{Doing, Whose};
use uuid::Uuid;

use crate::common::{Laptop, World, digests_fit, mark, op, pupil};

/// Known nowhere else: her name, her number, and a remark about her.
pub const SENTINELS: [&str; 3] = ["ZEKERWETENSCHAP", "900900900", "opmerkinggeheim"];
pub const OTHER: &str = "Lindebloesem";
/// When no duty runs any more.
const YEARS: Duration = Duration::days(3_650);

fn in_ten_years() -> DateTime<Utc> {
    Utc::now() + YEARS
}

/// A server of that time, with this folder apart.
pub fn later(world: &World, apart: &Path) -> App {
    let mut later = world.app(&[("APART", &apart.display().to_string())]);
    later.clock = in_ten_years;
    later
}

/// Somebody signs in at a server of that time.
pub fn years_later(laptop: &mut Laptop, url: String) {
    (laptop.url, laptop.ahead) = (url, YEARS);
    laptop.sign_in_again();
}

/// A cluster that was restored is up again.
pub fn until_it_answers(world: &World, app: &App) {
    while world.runtime.block_on(app.store.self_test()).is_err() {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

pub fn number(pupil: PupilId, value: &str) -> Change {
    let number = ExternalNumber { system: "informat".into(), database: "SG 1".into(), value: value.into() };
    Change::NumberAdd { pupil, number, from: "2026-09-01".parse().unwrap() }
}

pub struct School {
    pub laptop: Laptop,
    pub officer: Laptop,
    pub her: PupilId,
    pub other: PupilId,
    pub ops: Vec<Op>,
}

/// A school with somebody who is in everything there is, and somebody beside her.
pub fn school(world: &World, url: &str) -> School {
    let inst = world.institution("De Linde");
    let mut laptop = world.laptop(url, inst, Role::SecretariatLead);
    let officer = world.laptop(url, inst, Role::PrivacyOfficer);
    let ((her, create), (other, beside)) = (pupil(SENTINELS[0]), pupil(OTHER));
    let both = |code: &str, was: Option<&str>| {
        let items = [her, other].map(|one| {
            let Change::AttendanceSet { items } = mark(one, "2026-11-23", was, Some(code)) else { panic!() };
            items.into_iter().next().unwrap()
        });
        Change::AttendanceSet { items: items.to_vec() }
    };
    let mut remark = op(laptop.user, both("B", None));
    remark.note = Some(SENTINELS[2].into());
    let ops = vec![
        op(laptop.user, create),
        op(laptop.user, beside),
        remark,
        // What somebody else saw: offers beside what is in force.
        op(laptop.user, both("Z", Some("D"))),
        op(laptop.user, number(her, SENTINELS[1])),
        op(laptop.user, number(other, "111222333")),
        // Held: nobody has this number.
        op(
            laptop.user,
            Change::NumberEnd {
                pupil: her,
                number: ExternalNumber {
                    system: "x".into(),
                    database: "y".into(),
                    value: SENTINELS[1].into(),
                },
                until: "2026-11-23".parse().unwrap(),
            },
        ),
        op(
            laptop.user,
            Change::FactSet {
                pupil: her,
                key: "remark/1".into(),
                was: None,
                now: Some(json!({ "text": SENTINELS[2] }).to_string()),
            },
        ),
    ];
    laptop.push(&ops);
    laptop.looked("sheet", her);

    School { laptop, officer, her, other, ops }
}

pub fn confirm(world: &World, inst: Uuid) {
    world.runtime.block_on(async {
        let mut tx = world.owner.begin(&Whose::institution(inst), Doing::Writes).await.unwrap();
        tx.confirm_terms(inst, &Confirmed { attendance_years: 5, enrolment_years: 5 }).await.unwrap();
        tx.commit().await.unwrap();
    });
}

/// Everything that the database holds: as it stands there, and what the server reads of it.
pub fn everything(world: &World, laptop: &Laptop) -> String {
    let mut text = String::from_utf8(world.dump()).unwrap();
    let store = world.app(&[]).store;
    world.runtime.block_on(async {
        let mut tx = store
            .prepare(&Whose::institution(laptop.inst), Doing::Looks, &[PUSHES, LOOKS].concat())
            .await
            .unwrap();
        tx.open().await.unwrap();
        let asked = PullRequest { seen: None, after: Rev(0), years: vec![2026], limit: 5_000 };
        for line in tx.page(laptop.inst, &asked, 5_000, &[]).await.unwrap() {
            text.push_str(line.body.as_ref().map_or("", |body| body.get()));
        }
        let first = (DateTime::UNIX_EPOCH, Uuid::nil());
        let entries = tx.entries_of(laptop.inst, laptop.device, first, 5_000).await.unwrap();
        let ids: Vec<Uuid> = entries.iter().map(|entry| entry.op).collect();
        entries.iter().for_each(|entry| text.push_str(&entry.text));
        for known in tx.known(laptop.inst, &ids).await.unwrap().into_values() {
            text.push_str(&serde_json::to_string(&known.detail).unwrap());
        }
        tx.undo().await.unwrap();
    });
    text
}

/// Whatever of her can be read in the database or apart from it.
pub fn traces(world: &World, laptop: &Laptop, apart: &Path) -> Vec<&'static str> {
    let mut text = everything(world, laptop);
    assert!(text.contains(OTHER), "the other one is there, so that this test can fail");
    text.push_str(&std::fs::read_to_string(apart.join("erased.jsonl")).unwrap_or_default());
    SENTINELS.into_iter().filter(|sentinel| text.contains(sentinel)).collect()
}

#[test]
fn a_dossier_holds_everything_about_her_nothing_of_others_and_stands_in_the_log() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let School { laptop, officer, her, other, .. } = school(&world, &url);
    let path = officer.path(&format!("pupils/{}/dossier", her.0));
    let said = officer.get(&path);
    assert_eq!(said.status, 200);
    let text = String::from_utf8(said.body.clone()).unwrap();
    for sentinel in [SENTINELS[0], SENTINELS[1]] {
        assert!(text.contains(sentinel));
    }
    for foreign in
        [OTHER, "111222333", &other.0.to_string(), &laptop.user.to_string(), &laptop.device.to_string()]
    {
        assert!(!text.contains(foreign), "{foreign}");
    }
    let dossier: Dossier = said.read();
    let kinds: Vec<&str> = dossier.records.iter().map(|record| record.kind.as_str()).collect();
    for kind in ["pupil", "tag", "attendance", "number", "fact", "conflict", "held"] {
        assert!(kinds.contains(&kind), "{kind}");
    }
    assert_eq!(dossier.entries.len(), 6, "all of hers but the other's two");
    assert!(dossier.entries.iter().all(|entry| entry.by == "secretariat-lead"));
    assert_eq!(dossier.looks.iter().map(|look| look.kind.as_str()).collect::<Vec<_>>(), ["sheet"]);
    let log: AccessLog = officer.get(&officer.path(&format!("access-log?pupil={}", her.0))).read();
    assert!(log.entries.iter().any(|row| row.entry.kind == "dossier"), "also that it was read");
    let nobody = officer.path(&format!("pupils/{}/dossier", Uuid::new_v4()));
    assert_eq!(officer.get(&nobody).refusal().0, 404);
}

#[test]
fn nobody_is_erased_while_a_duty_runs_or_before_the_board_confirmed_it_or_without_a_ledger() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let School { laptop, officer, her, .. } = school(&world, &url);
    let path = officer.path(&format!("pupils/{}/erasure", her.0));
    let refused = |part: &str| {
        let said = officer.post(&path, &json!({}));
        assert_eq!(said.refusal(), (409, "retention".into()));
        let detail = said.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains(part), "{detail}");
    };
    refused("nog niet bevestigd");
    confirm(&world, officer.inst);
    refused("Het aanwezigheidsregister moet bewaard blijven tot en met 31/8/2032 (omzendbrieven SO/2003/02");
    let mut later = world.app(&[]);
    later.clock = in_ten_years;
    let mut officer = officer;
    years_later(&mut officer, world.serve(later));
    let said = officer.post(&path, &json!({}));
    assert_eq!(said.refusal().0, 503, "no folder apart is set");
    assert!(said.json()["detail"].as_str().unwrap().contains("register van wissingen"));
    assert_eq!(traces(&world, &laptop, Path::new("nowhere")).len(), 3);
}

#[test]
fn erased_is_gone_everywhere_also_after_an_old_backup_and_what_laptops_still_send() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let School { mut laptop, mut officer, her, ops, .. } = school(&world, &url);
    let apart = tempfile::tempdir().unwrap();
    let (keys, administrator) = (
        Keys::read(world.keys.path()).unwrap(),
        world.runtime.block_on(async { Administrator::on(world.cluster.url(OWNER).parse().unwrap()) }),
    );
    let tomorrow = Utc::now() + Duration::days(2);
    world.runtime.block_on(administrator.digest(apart.path(), &keys, tomorrow)).ok().unwrap();
    confirm(&world, laptop.inst);
    world.cluster.back_up().unwrap();
    let later = || later(&world, apart.path());
    years_later(&mut officer, world.serve(later()));
    let (erasure, dossier) =
        ["erasure", "dossier"].map(|what| officer.path(&format!("pupils/{}/{what}", her.0))).into();
    let key = Uuid::new_v4().to_string();
    let said = officer.post_as(&key, &erasure, &json!({}));
    let erased: Erased = said.read();
    assert_eq!((said.status, erased.pupils, erased.entries), (202, vec![her], 6));
    assert_eq!(traces(&world, &laptop, apart.path()), [""; 0]);
    assert_eq!(officer.post_as(&key, &erasure, &json!({})).status, 202, "the same call, the same answer");
    assert_eq!(officer.post(&erasure, &json!({})).refusal(), (410, "erased".into()));
    assert_eq!(officer.get(&dossier).refusal(), (410, "erased".into()));
    digests_fit(&mut laptop);
    let log: AccessLog = officer.get(&officer.path(&format!("access-log?pupil={}", her.0))).read();
    assert!(log.entries.is_empty(), "nobody looked at somebody who never was");
    assert!(
        world.runtime.block_on(administrator.check(apart.path(), &keys)).is_ok(),
        "and the log fits still"
    );
    // A backup from before brings her back, until the ledger is applied.
    world.cluster.restore().unwrap();
    let again = later();
    until_it_answers(&world, &again);
    assert_eq!(traces(&world, &laptop, apart.path()).len(), 3);
    assert_eq!(world.runtime.block_on(erasure::apply_ledger(&again)), Ok(1));
    assert_eq!(world.runtime.block_on(erasure::apply_ledger(&again)), Ok(0), "once is enough");
    assert_eq!(traces(&world, &laptop, apart.path()), [""; 0]);
    // What a laptop sends of her after that is held and kept without what it says.
    laptop.seen = None;
    let mut late = ops[7].clone();
    late.op_id.0 = Uuid::now_v7();
    let mut both = ops[2].clone();
    both.op_id.0 = Uuid::now_v7();
    let answer = laptop.push(&[late, both]);
    assert_eq!(answer.results[0].outcome, OutcomeWord::Held);
    assert_eq!(answer.results[0].detail[0].reason, Some(HeldReason::Erased));
    assert_eq!(traces(&world, &laptop, apart.path()), [""; 0]);
    digests_fit(&mut laptop);
    let kept = everything(&world, &laptop).matches("\"type\":\"attendance.set\"").count();
    assert!(kept >= 3, "of an entry about two, the other's part stays: {kept}");
}
