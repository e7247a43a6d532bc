//! A new key of the database in the hands of a person (S9): keyring, recovery sheet and passphrase follow,
//! and what was backed up before stays readable.

use stamboek_core::settings::maintain;
use stamboek_core::settings::messages::{
    BackupRow, MaintainAnswer, MaintainRequest, SettingsPart, SettingsRequest,
};

use super::restore::{add, backup, names};
use super::*;

fn renew(core: &Core, passphrase: Option<(&str, &str)>) -> Answer<SessionState> {
    let passphrase =
        passphrase.map(|(current, new)| ChangePassphraseRequest { current: current.into(), new: new.into() });
    session::recovery_renew(core, RenewRequest { database_key: true, passphrase })
}

fn backups(core: &Core) -> Vec<BackupRow> {
    let school = SettingsRequest { part: SettingsPart::School };
    stamboek_core::settings::read(core, school).map_err(|p| p.code).unwrap().school.unwrap().backups
}

fn compare(core: &Core, at: &str, sheet: Option<&str>) -> Answer<MaintainAnswer> {
    maintain(core, MaintainRequest::Compare { at: at.into(), sheet: sheet.map(str::to_owned) })
}

fn unlock(core: &Core, secret: &str, by_sheet: bool) -> Answer<SessionState> {
    let secret = secret.to_owned();
    session::unlock(
        core,
        match by_sheet {
            true => UnlockRequest::Recovery { secret },
            false => UnlockRequest::Passphrase { secret },
        },
    )
}

#[test]
fn keyring_and_recovery_sheet_follow_and_the_register_is_the_same() {
    let laptop = Laptop::new();
    let old_sheet = laptop.set_up(None);
    let core = laptop.start();
    add(&core, "Aerts");
    renew(&core, None).map_err(|p| p.code).unwrap();
    assert!(matches!(phase(&core), Phase::ConfirmRecovery { purpose: Purpose::Rotated, .. }));
    let new_sheet = laptop.keep_sheet(&core);
    assert!(matches!(phase(&core), Phase::Ready) && core.is_ready());
    add(&core, "Bogaert");
    drop(core);

    let core = laptop.start();
    assert_eq!(names(&core), ["Aerts", "Bogaert"], "by the keyring");
    drop(core);
    laptop.desk.entries.lock().unwrap().clear();
    let core = laptop.start();
    assert!(code(unlock(&core, &old_sheet, true)) == Code::SecretWrong, "the old sheet opens it no more");
    let core = laptop.start();
    unlock(&core, &new_sheet, true).map_err(|p| p.code).unwrap();
    laptop.keep_sheet(&core);
    assert_eq!(names(&core), ["Aerts", "Bogaert"], "by the new sheet");
}

#[test]
fn a_backup_of_before_goes_back_by_the_keyring_or_by_the_sheet_of_then() {
    let laptop = Laptop::new();
    let old_sheet = laptop.set_up(None);
    let core = laptop.start();
    add(&core, "Aerts");
    let at = backup(&core);
    let entries = laptop.desk.entries.lock().unwrap().len();
    renew(&core, None).map_err(|p| p.code).unwrap();
    let new_sheet = laptop.keep_sheet(&core);
    let earlier: Vec<bool> = backups(&core).iter().map(|row| row.earlier_key).collect();
    assert_eq!(earlier, [false, true], "one was made at once under the new key");
    assert!(compare(&core, &at, None).is_ok(), "the keyring still has its key");

    laptop.desk.entries.lock().unwrap().drain(..entries);
    assert!(code(compare(&core, &at, None)) == Code::KeyOfBefore);
    let checked = session::verify_backups(&core).map_err(|p| p.code).unwrap();
    let checked: Vec<_> = checked.iter().map(|one| (one.sound, one.earlier_key)).collect();
    assert_eq!(checked, [(true, false), (false, true)]);
    assert!(code(compare(&core, &at, Some("0000"))) == Code::RecoveryMistyped);
    assert!(code(compare(&core, &at, Some(&new_sheet))) == Code::SecretWrong);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(compare(&core, &at, Some(&old_sheet)).is_ok());
    add(&core, "Bogaert");
    let request = MaintainRequest::Restore { at, sheet: Some(old_sheet) };
    maintain(&core, request).map_err(|p| p.code).unwrap();
    assert_eq!(names(&core), ["Aerts"]);
    drop(core);
    let core = laptop.start();
    assert_eq!(names(&core), ["Aerts"], "under the key of now");
    assert!(core.register().map_err(|p| p.code).unwrap().check().map_err(|p| p.code).unwrap().is_sound());
}

#[test]
fn a_register_with_a_passphrase_gets_another_one() {
    let (old, new) = ("correct paard batterij", "zeven groene kippen lopen");
    let laptop = Laptop::new();
    laptop.desk.missing.store(true, Ordering::SeqCst);
    laptop.set_up(Some(old));
    let core = laptop.start();
    unlock(&core, old, false).map_err(|p| p.code).unwrap();
    assert!(code(renew(&core, None)) == Code::PassphraseNeeded);
    assert!(code(renew(&core, Some((old, "kort")))) == Code::PassphraseWeak);
    assert!(matches!(phase(&core), Phase::Ready));
    renew(&core, Some((old, new))).map_err(|p| p.code).unwrap();
    laptop.keep_sheet(&core);
    drop(core);
    let core = laptop.start();
    assert!(code(unlock(&core, old, false)) == Code::SecretWrong);
    let core = laptop.start();
    unlock(&core, new, false).map_err(|p| p.code).unwrap();
    assert!(core.is_ready());
}

#[test]
fn going_back_or_a_keyring_that_refuses_changes_nothing() {
    let laptop = Laptop::new();
    laptop.set_up(None);
    let core = laptop.start();
    add(&core, "Aerts");
    let before = std::fs::read(laptop.profile().join("keys.json")).unwrap();
    renew(&core, None).map_err(|p| p.code).unwrap();
    session::unlock(&core, UnlockRequest::Retry).map_err(|p| p.code).unwrap();
    assert!(matches!(phase(&core), Phase::Ready));

    renew(&core, None).map_err(|p| p.code).unwrap();
    *laptop.desk.target.lock().unwrap() = Some(laptop.sheet());
    session::recovery_sheet_save(&core, Nothing {}).map_err(|p| p.code).unwrap();
    laptop.desk.missing.store(true, Ordering::SeqCst);
    let Phase::ConfirmRecovery { ask, .. } = phase(&core) else { panic!("nothing to confirm") };
    let groups = groups_on(&laptop.sheet());
    let groups = ask.iter().map(|n| groups[usize::from(*n) - 1].clone()).collect();
    let refused = session::recovery_confirm(&core, ConfirmRecoveryRequest { groups });
    assert!(code(refused) == Code::KeyringUnavailable);
    assert!(matches!(phase(&core), Phase::ConfirmRecovery { .. }), "and it can be tried again");
    assert!(before == std::fs::read(laptop.profile().join("keys.json")).unwrap());
    assert_eq!(names(&core), ["Aerts"]);
    laptop.desk.missing.store(false, Ordering::SeqCst);
    laptop.keep_sheet(&core);
    drop(core);
    assert_eq!(names(&laptop.start()), ["Aerts"]);
}
