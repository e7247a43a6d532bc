//! The lock: who has a PIN, what is refused while it is locked, and the ways back in (security S13, S14,
//! S47).

use stamboek_core::commands::{ALL, Needs};
use stamboek_core::lock::lock;
use stamboek_core::lock::messages::*;
use stamboek_core::settings::messages::{SettingsPart, SettingsRequest};

use super::*;

const PIN: &str = "135790";
const OTHER: &str = "246813";

fn add(name: &str, pin: &str) -> LockRequest {
    LockRequest::Add { name: name.into(), pin: pin.into() }
}

fn done(core: &Core, request: LockRequest) -> SessionState {
    lock(core, request).map_err(|p| p.code).unwrap()
}

fn people(core: &Core) -> Vec<LockPerson> {
    let request = SettingsRequest { part: SettingsPart::Lock };
    match phase(core) {
        Phase::Locked { people, .. } => people,
        _ => stamboek_core::settings::read(core, request).map_err(|p| p.code).unwrap().lock.unwrap().people,
    }
}

fn unlock(core: &Core, name: &str, pin: &str) -> Answer<SessionState> {
    let person = people(core).into_iter().find(|one| one.name == name).unwrap().id;
    lock(core, LockRequest::Unlock { person, pin: pin.into() })
}

fn user_of_last_entry(core: &Core) -> Option<String> {
    let body: String = core
        .register()
        .and_then(|register| {
            register.read(|db| {
                Ok(db.query_row("SELECT body FROM outbox ORDER BY n DESC", [], |row| row.get(0)).unwrap())
            })
        })
        .map_err(|p| p.code)
        .unwrap();
    let op: serde_json::Value = serde_json::from_str(&body).unwrap();
    op["user"].as_str().map(str::to_owned)
}

/// A setting, which is an entry like any other.
fn enter(core: &Core, minutes: u32) -> Answer<String> {
    let was = match call(core, "settings", serde_json::json!({ "part": "lock" })) {
        Ok(text) => serde_json::from_str::<serde_json::Value>(&text).unwrap()["lock"]["rules"].clone(),
        Err(problem) => return Err(problem),
    };
    let mut now = was.clone();
    now["minutes"] = minutes.into();
    call(core, "settings_save", serde_json::json!({ "part": "lock", "was": was, "now": now }))
}

#[test]
fn before_anybody_has_a_pin_nothing_locks_and_after_it_every_command_but_unlocking_is_refused() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let core = laptop.start();
    assert!(matches!(done(&core, LockRequest::Now).phase, Phase::Ready));
    done(&core, add("An Peeters", PIN));
    assert!(!core.is_locked(), "who chose the first one goes on working");
    assert!(matches!(done(&core, LockRequest::Now).phase, Phase::Locked { .. }));
    for (name, needs) in ALL {
        let answer = call(&core, name, serde_json::json!({}));
        if *needs == Needs::Always {
            assert!(answer.map_err(|p| p.code) != Err(Code::Locked), "{name} is a way back in");
        } else {
            assert!(answer.map_err(|p| p.code) == Err(Code::Locked), "{name}");
        }
    }
    for request in [
        LockRequest::Input,
        add("Bert", OTHER),
        LockRequest::Change { current: PIN.into(), pin: OTHER.into() },
        LockRequest::Remove { person: people(&core)[0].id.clone(), pin: PIN.into() },
    ] {
        assert!(code(lock(&core, request)) == Code::Locked);
    }
    let state = session::state(&core, Nothing {}).map_err(|p| p.code).unwrap();
    assert!(
        state.user.is_none() && state.school.is_empty() && state.undo.is_none(),
        "nothing of the register"
    );
    assert!(matches!(unlock(&core, "An Peeters", PIN).map_err(|p| p.code).unwrap().phase, Phase::Ready));
    assert!(call(&core, "pupils_list", serde_json::json!({})).is_ok());
    drop(core);
    let core = laptop.start();
    assert!(core.is_locked(), "the keyring opens the register, a person unlocks it");
}

#[test]
fn entries_are_of_who_unlocked() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let core = laptop.start();
    done(&core, add("An Peeters", PIN));
    assert!(code(lock(&core, add("an  peeters".to_uppercase().as_str(), "12"))) == Code::PinWeak);
    assert!(code(lock(&core, add("An  Peeters", OTHER))) == Code::InvalidValue, "one name, one person");
    done(&core, add("Bert Claes", OTHER));
    enter(&core, 5).map_err(|p| p.code).unwrap();
    assert_eq!(user_of_last_entry(&core).as_deref(), Some("An Peeters"));
    done(&core, LockRequest::Now);
    unlock(&core, "Bert Claes", OTHER).map_err(|p| p.code).unwrap();
    enter(&core, 6).map_err(|p| p.code).unwrap();
    assert_eq!(user_of_last_entry(&core).as_deref(), Some("Bert Claes"));
    let settings = stamboek_core::attendance::settings(&core).map_err(|p| p.code).unwrap().settings;
    let other =
        serde_json::json!({ "part": "attendance", "was": settings, "now": settings, "user": "An Peeters" });
    assert!(code(call(&core, "settings_save", other)) == Code::InvalidValue, "nobody enters as another");
}

#[test]
fn five_wrong_pins_make_the_right_one_count_no_more_also_after_a_restart() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let core = laptop.start();
    done(&core, add("An Peeters", PIN));
    done(&core, add("Bert Claes", OTHER));
    done(&core, LockRequest::Now);
    for left in ["4", "3", "2"] {
        let problem = unlock(&core, "An Peeters", OTHER).err().unwrap();
        assert!(problem.code == Code::PinWrong && problem.values["left"] == left);
    }
    drop(core);
    let core = laptop.start();
    assert!(code(unlock(&core, "An Peeters", "")) == Code::PinWrong);
    let problem = unlock(&core, "An Peeters", OTHER).err().unwrap();
    assert!(problem.code == Code::PinBlocked && problem.values["wait_seconds"] == "900");
    assert!(code(unlock(&core, "An Peeters", PIN)) == Code::PinBlocked);
    drop(core);
    let core = laptop.start();
    assert!(code(unlock(&core, "An Peeters", PIN)) == Code::PinBlocked, "the wait begins anew");
    assert!(unlock(&core, "Bert Claes", OTHER).is_ok(), "her colleague works on");
}

#[test]
fn a_forgotten_pin_gives_way_to_the_recovery_sheet_which_is_then_made_anew() {
    let laptop = Laptop::new();
    let sheet = laptop.set_up(None);
    let core = laptop.start();
    done(&core, add("An Peeters", PIN));
    done(&core, LockRequest::Now);
    let person = people(&core)[0].id.clone();
    let recover = |secret: &str, pin: &str| LockRequest::Recover {
        person: person.clone(),
        secret: PinSecret::Recovery { secret: secret.into() },
        pin: pin.into(),
    };
    assert!(code(lock(&core, recover(&sheet, "123456"))) == Code::PinWeak);
    assert!(code(lock(&core, recover("12345-67890", OTHER))) == Code::RecoveryMistyped);
    assert!(core.is_locked());
    let state = done(&core, recover(&sheet, OTHER));
    assert!(matches!(state.phase, Phase::ConfirmRecovery { purpose: Purpose::Needed, .. }));
    laptop.keep_sheet(&core);
    assert!(matches!(phase(&core), Phase::Ready));
    done(&core, LockRequest::Now);
    assert!(code(unlock(&core, "An Peeters", PIN)) == Code::PinWrong);
    assert!(unlock(&core, "An Peeters", OTHER).is_ok());
}

#[test]
fn a_forgotten_pin_gives_way_to_the_passphrase_where_that_opens_the_register() {
    let laptop = Laptop::new();
    laptop.desk.missing.store(true, Ordering::SeqCst);
    laptop.set_up(Some(PHRASE));
    let core = laptop.start();
    session::unlock(&core, UnlockRequest::Passphrase { secret: PHRASE.into() }).map_err(|p| p.code).unwrap();
    done(&core, add("An Peeters", PIN));
    done(&core, LockRequest::Now);
    let Phase::Locked { people, passphrase: true, .. } = phase(&core) else { panic!("says so") };
    let recover = |secret: &str| LockRequest::Recover {
        person: people[0].id.clone(),
        secret: PinSecret::Passphrase { secret: secret.into() },
        pin: OTHER.into(),
    };
    assert!(code(lock(&core, recover("een heel andere wachtzin"))) == Code::SecretWrong);
    assert!(code(lock(&core, recover(PHRASE))) == Code::TooSoon, "S12");
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert!(matches!(done(&core, recover(PHRASE)).phase, Phase::Ready));
}

#[test]
fn a_pin_is_changed_with_the_old_one_and_the_last_that_is_taken_away_ends_the_lock() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let core = laptop.start();
    done(&core, add("An Peeters", PIN));
    let change = |current: &str| LockRequest::Change { current: current.into(), pin: OTHER.into() };
    assert!(code(lock(&core, change(OTHER))) == Code::PinWrong);
    done(&core, change(PIN));
    done(&core, LockRequest::Now);
    assert!(unlock(&core, "An Peeters", OTHER).is_ok());
    let remove = |pin: &str| LockRequest::Remove { person: people(&core)[0].id.clone(), pin: pin.into() };
    assert!(code(lock(&core, remove(PIN))) == Code::PinWrong);
    let state = done(&core, remove(OTHER));
    assert!(state.locks_after.is_none());
    assert!(matches!(done(&core, LockRequest::Now).phase, Phase::Ready));
}

#[test]
fn the_school_chooses_between_two_and_thirty_minutes() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let core = laptop.start();
    done(&core, add("An Peeters", PIN));
    for (minutes, right) in [(1, false), (2, true), (30, true), (31, false)] {
        assert_eq!(enter(&core, minutes).is_ok(), right, "{minutes}");
    }
    assert_eq!(session::state(&core, Nothing {}).map_err(|p| p.code).unwrap().locks_after, Some(30));
}

/// As after an enrolment: the facts of a server that was last heard so many days ago, and of who
/// signed in.
fn joined(core: &Core, days: i64) {
    let server = serde_json::json!({
        "address": "https://sync.example.invalid",
        "device": "0198f3a0-0000-7000-8000-000000000001",
        "institution": "0198f3a0-0000-7000-8000-000000000002",
        "institution_name": "Testschool",
        "server_key": "",
        "key": { "place": { "database": { "key": "00", "laptop": "elders" } }, "public": "" },
    });
    let user = "0198f3a0-0000-7000-8000-000000000003";
    let person = serde_json::json!({
        "user": user, "name": "Cato Maes", "rights": [], "until": "2026-11-01T00:00:00Z", "grant": "",
    });
    let facts = [
        ("sync_server", server),
        ("sync_people", serde_json::json!({ user: person })),
        ("sync_person", user.into()),
    ];
    let heard = (chrono::Utc::now() - chrono::Duration::days(days)).to_rfc3339();
    core.register()
        .and_then(|register| {
            register.write_local(|tx| {
                for (key, value) in &facts {
                    let sql = "INSERT OR REPLACE INTO local_fact (key, value) VALUES (?1, ?2)";
                    tx.execute(sql, [*key, &value.to_string()]).unwrap();
                }
                tx.execute("UPDATE sync_state SET last_ok = ?1", [&heard]).unwrap();
                Ok(())
            })
        })
        .map_err(|p| p.code)
        .unwrap();
}

#[test]
fn who_signed_in_has_to_choose_a_pin_under_the_name_of_the_server() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let core = laptop.start();
    joined(&core, 1);
    assert!(matches!(phase(&core), Phase::ChoosePin { name } if name == "Cato Maes"));
    let state = done(&core, add("Iemand Anders", PIN));
    assert!(matches!(state.phase, Phase::Ready) && state.user.as_deref() == Some("Cato Maes"));
    assert!(people(&core)[0].signs_in && people(&core)[0].name == "Cato Maes");
    assert!(code(lock(&core, add("Bert Claes", OTHER))) == Code::InvalidValue, "a colleague signs in first");
    done(&core, LockRequest::Now);
    for _ in 0..5 {
        assert!(unlock(&core, "Cato Maes", OTHER).is_err());
    }
    let problem = unlock(&core, "Cato Maes", PIN).err().unwrap();
    assert!(problem.code == Code::PinBlocked && problem.values["sign_in"] == "yes");
    assert!(people(&core)[0].blocked);
}

#[test]
fn after_thirty_days_without_contact_a_pin_is_not_enough_and_nothing_is_destroyed() {
    let laptop = Laptop::new();
    let sheet = laptop.set_up(None);
    let core = laptop.start();
    joined(&core, 29);
    done(&core, add("", PIN));
    enter(&core, 5).map_err(|p| p.code).unwrap();
    let files = laptop.files().len();
    drop(core);
    let core = laptop.start();
    assert!(unlock(&core, "Cato Maes", PIN).is_ok(), "within the days");
    joined(&core, 31);
    drop(core);
    let core = laptop.start();
    assert!(matches!(phase(&core), Phase::Locked { sign_in: true, .. }));
    assert!(code(unlock(&core, "Cato Maes", PIN)) == Code::SignInNeeded);
    assert!(code(call(&core, "pupils_list", serde_json::json!({}))) == Code::Locked);
    assert_eq!(laptop.files().len(), files, "a timer destroys nothing");
    let person = people(&core)[0].id.clone();
    let secret = PinSecret::Recovery { secret: sheet };
    done(&core, LockRequest::Recover { person, secret, pin: OTHER.into() });
    laptop.keep_sheet(&core);
    enter(&core, 6).map_err(|p| p.code).unwrap();
    assert_eq!(user_of_last_entry(&core).as_deref(), Some("Cato Maes"), "entries stay possible");
}

/// A clock that is put back makes the days no shorter than what was written down here since.
#[test]
fn a_clock_that_is_put_back_does_not_make_a_pin_enough_again() {
    for last in ["UPDATE outbox SET saved_at = ?1", "UPDATE access_log SET at = ?1"] {
        let laptop = Laptop::new();
        laptop.set_up(None);
        let core = laptop.start();
        joined(&core, 1);
        done(&core, add("", PIN));
        enter(&core, 5).map_err(|p| p.code).unwrap();
        let day = |days: i64| (chrono::Local::now() + chrono::Duration::days(days)).to_rfc3339();
        let wrote = |day: String| {
            core.register()
                .and_then(|register| {
                    register.write_local(|tx| {
                        let look = "INSERT INTO access_log (at, kind) SELECT saved_at, 'sheet' FROM outbox
                            WHERE NOT EXISTS (SELECT 1 FROM access_log) LIMIT 1";
                        tx.execute(look, []).unwrap();
                        assert!(tx.execute(last, [&day]).unwrap() > 0);
                        Ok(())
                    })
                })
                .map_err(|p| p.code)
                .unwrap();
        };
        wrote(day(20));
        done(&core, LockRequest::Now);
        assert!(unlock(&core, "Cato Maes", PIN).is_ok(), "within the days");
        wrote(day(31));
        done(&core, LockRequest::Now);
        assert!(code(unlock(&core, "Cato Maes", PIN)) == Code::SignInNeeded, "{last}");
    }
}
