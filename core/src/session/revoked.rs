//! A laptop that the administrator struck off (S15, S16): it closes, or destroys its keys and then its
//! files. Only an order that the server signed for this laptop comes this far.
//!
//! Entries that wait were offered before: a round with the server sends them first and hears the
//! order only when it asks for something.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, Utc};
use stamboek_domain::sync::access::{Me, Order, OrderAction};

use super::Session;
use super::held::{Held, Stage};
use super::open::{clear_fact, set_fact};
use crate::Core;
use crate::keys::file::{self, Found, NAME};
use crate::opened::Opened;
use crate::shell::{Event, Shell};
use crate::sync::device::Server;
use crate::sync::http::Method;
use crate::sync::link::Link;

/// Key of the fact that this laptop was struck off: when.
pub(super) const REVOKED: &str = "revoked";

/// What an order is carried out with.
pub(crate) struct Hands {
    pub(crate) folder: PathBuf,
    pub(crate) shell: Arc<dyn Shell>,
    pub(crate) clock: fn() -> DateTime<FixedOffset>,
    pub(crate) register: Opened,
    pub(crate) session: Arc<Session>,
    pub(crate) sync: Link,
}

/// From now on an order of the server is carried out, as long as the program is there.
pub(crate) fn obey(sync: &Link, hands: &Arc<Hands>) {
    let hands = Arc::downgrade(hands);
    sync.when_revoked(move |server, refusal| {
        if let (Some(hands), Some(order)) = (hands.upgrade(), server.order(refusal, Utc::now())) {
            hands.carry_out(&order);
        }
    });
}

impl Hands {
    /// Carries an order out that was signed for this laptop and is not over.
    pub(crate) fn carry_out(&self, order: &Order) {
        let mut held = self.session.lock();
        match order.action {
            OrderAction::Lock => self.close(&mut held),
            OrderAction::Wipe => self.wipe(&mut held),
        }
        drop(held);
        self.shell.notify(Event::Changed { subjects: vec!["session".to_owned()] });
    }

    /// The data stay as they are, encrypted; the key leaves the memory.
    fn close(&self, held: &mut Held) {
        if let Ok(register) = self.register.get() {
            let at = (self.clock)().to_rfc3339();
            // A disk that refuses keeps no register open: the server says it again.
            let _ = register.write_local(|tx| set_fact(tx, REVOKED, &at));
        }
        self.sync.forget();
        self.register.close();
        *held = Held { stage: Stage::Revoked { wiped: false }, cost: held.cost, ..Held::default() };
    }

    fn wipe(&self, held: &mut Held) {
        let keys = held.keys.take().or_else(|| match file::read(&self.folder) {
            Found::File(keys) => Some(keys),
            _ => None,
        });
        *held = Held { stage: Stage::Revoked { wiped: true }, cost: held.cost, ..Held::default() };
        // The keys go while the register is still open somewhere: without them it is noise.
        let device = self.register.get().ok().and_then(|open| open.read(Server::of).ok().flatten());
        let device = device.and_then(|server| server.keyring_entry());
        let entries: Vec<String> = keys.map(|keys| keys.entry()).into_iter().chain(device).collect();
        wipe_in_steps(&self.folder, &*self.shell, &entries, &mut |step| {
            if step == Step::Files {
                self.sync.forget();
                self.register.close_and_wait();
            }
            true
        });
    }
}

/// Asks the server once more; what it says then counts. Only one that names this laptop's school lets it in
/// again: that its entries are still taken does not (S15), nor does an answer of somebody in between.
pub(super) fn is_admitted_again(core: &Core) -> bool {
    let server = core.register().and_then(|open| open.read(Server::of)).ok().flatten();
    let said = core.sync.ask(core, Method::Get, "/v1/me", None);
    let me: Option<Me> = said.ok().and_then(|body| serde_json::from_str(&body).ok());
    let admitted = server.zip(me).is_some_and(|(server, me)| {
        me.device == server.device && me.institutions.iter().any(|one| one.id == server.institution)
    });
    admitted && core.register().and_then(|open| open.write_local(|tx| clear_fact(tx, REVOKED))).is_ok()
}

/// What goes, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// The key in the keyring of the system.
    Keyring,
    /// Every file with slots: the one in force, those before it, those beside backups.
    Slots,
    /// Register, backups and all else in the profile folder.
    Files,
}

/// `before` hears each step before it is done, and may end it there, as a power failure would.
fn wipe_in_steps(folder: &Path, shell: &dyn Shell, entries: &[String], before: &mut dyn FnMut(Step) -> bool) {
    if !before(Step::Keyring) {
        return;
    }
    for entry in entries {
        // Where an entry cannot be taken away, another key takes its place.
        if shell.keyring_remove(entry).is_err() {
            let _ = shell.keyring_set(entry, &[0; 32]);
        }
    }
    if !before(Step::Slots) {
        return;
    }
    for file in slots(folder).into_iter().chain(slots(&crate::db::backup_folder(folder))) {
        let _ = file::destroy(&file);
    }
    if before(Step::Files) {
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// Files with slots in a folder.
fn slots(folder: &Path) -> Vec<PathBuf> {
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let files = files.flatten().map(|file| file.path());
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().contains(NAME));
    files.filter(named).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use stamboek_domain::problem::Problem;
    use stamboek_domain::sync::access::Purpose;
    use stamboek_domain::sync::signature::{public_text, sign};
    use uuid::Uuid;

    use super::*;
    use crate::commands;
    use crate::keys::file::KeysFile;
    use crate::keys::{Key, new_key};
    use crate::session::messages::Phase;
    use crate::shell::{FileKind, KeyringAnswer};

    #[derive(Default)]
    struct Desk(Mutex<Vec<(String, [u8; 32])>>);

    impl Shell for Desk {
        fn choose_file(&self, _kind: FileKind) -> Option<PathBuf> {
            None
        }
        fn choose_target(&self, _kind: FileKind, _suggested: &str) -> Option<PathBuf> {
            None
        }
        fn show_pdf(&self, _path: &Path) -> Result<(), Problem> {
            Ok(())
        }
        fn keyring_get(&self, entry: &str) -> KeyringAnswer {
            let entries = self.0.lock().unwrap();
            let found = entries.iter().rev().find(|(name, _)| name == entry);
            found.map_or(KeyringAnswer::Absent, |(_, key)| KeyringAnswer::Key(Key::new(*key)))
        }
        fn keyring_set(&self, entry: &str, key: &[u8; 32]) -> Result<(), Problem> {
            self.0.lock().unwrap().push((entry.to_owned(), *key));
            Ok(())
        }
        fn keyring_remove(&self, entry: &str) -> Result<(), Problem> {
            self.0.lock().unwrap().retain(|(name, _)| name != entry);
            Ok(())
        }
        fn notify(&self, _event: Event) {}
    }

    fn order(action: OrderAction) -> Order {
        let expires = chrono::Utc::now() + chrono::Duration::days(30);
        Order { device: Uuid::from_u128(1), institution: Uuid::from_u128(2), action, expires }
    }

    /// A laptop with an open register, made as a first start does.
    fn laptop(folder: &Path) -> (Core, Arc<Desk>) {
        let desk = Arc::new(Desk::default());
        let (kek, dek) = (new_key().unwrap(), new_key().unwrap());
        let mut keys = KeysFile::new("db");
        keys.set_keyring(&kek, &dek).unwrap();
        desk.keyring_set(&keys.entry(), &kek).unwrap_or_else(|_| panic!());
        for _ in 0..3 {
            file::replace(folder, &keys).unwrap();
        }
        let core = Core::create_with_key(folder, desk.clone(), || chrono::Local::now().fixed_offset(), &dek);
        let core = core.unwrap();
        core.register()
            .unwrap()
            .write("setup", |batch| crate::settings::put_setting(batch, "school", &"Testschool"))
            .unwrap();
        core.register()
            .unwrap()
            .write_local(|tx| set_fact(tx, super::super::open::CONFIRMED, "now"))
            .unwrap();
        core.register().unwrap().back_up().unwrap();
        core.close_register();
        crate::session::start(&core);
        assert!(core.is_ready());
        (core, desk)
    }

    fn phase(core: &Core) -> Phase {
        crate::session::state(core, commands::Nothing {}).unwrap().phase
    }

    #[test]
    fn a_lock_order_closes_the_register_which_stays_closed_and_whole() {
        let folder = tempfile::tempdir().unwrap();
        let (core, desk) = laptop(folder.path());
        core.hands.carry_out(&order(OrderAction::Lock));
        assert!(phase(&core) == Phase::Revoked { wiped: false });
        let refused = commands::call(&core, "pupils_list", serde_json::json!({}));
        assert!(refused.is_err() && core.register().is_err());
        assert!(core.session.lock().dek.is_none(), "the key left the memory");
        drop(core);
        let core = Core::new(folder.path(), desk.clone(), || chrono::Local::now().fixed_offset());
        crate::session::start(&core);
        assert!(phase(&core) == Phase::Revoked { wiped: false }, "also after a restart");
        assert!(core.register().is_err() && core.has_register());
        let entry = KeysFile::new("db").entry();
        assert!(matches!(desk.keyring_get(&entry), KeyringAnswer::Key(_)), "it can be admitted again");
    }

    #[test]
    fn a_wipe_order_destroys_every_key_and_every_file() {
        let folder = tempfile::tempdir().unwrap();
        let profile = folder.path().join("profile");
        std::fs::create_dir(&profile).unwrap();
        let (core, desk) = laptop(&profile);
        core.hands.carry_out(&order(OrderAction::Wipe));
        assert!(phase(&core) == Phase::Revoked { wiped: true });
        assert!(!profile.exists() && desk.0.lock().unwrap().is_empty());
        let setup = serde_json::json!({ "demo": true, "school": "", "institution": "", "passphrase": null });
        assert!(commands::call(&core, "setup", setup).is_err(), "nothing is made in its place");
    }

    #[test]
    fn a_wipe_that_is_cut_off_took_the_keys_first() {
        for last in [Step::Slots, Step::Files] {
            let folder = tempfile::tempdir().unwrap();
            let (core, desk) = laptop(folder.path());
            core.close_register();
            let entry = KeysFile::new("db").entry();
            wipe_in_steps(folder.path(), &*desk, std::slice::from_ref(&entry), &mut |step| step != last);
            assert!(matches!(desk.keyring_get(&entry), KeyringAnswer::Absent));
            let left = slots(folder.path()).len() + slots(&crate::db::backup_folder(folder.path())).len();
            assert_eq!(left == 0, last == Step::Files, "slots go after the keyring and before the files");
            assert!(core.has_register(), "the files are last");
            let again = Core::new(folder.path(), desk.clone(), || chrono::Local::now().fixed_offset());
            crate::session::start(&again);
            assert!(again.register().is_err(), "it opens no more");
        }
    }

    #[test]
    fn slots_are_found_under_every_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["keys.json", "keys.json.1", "keys.json.2", "keys.json.new", "a.keys.json", "register.db"]
        {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        assert_eq!(slots(folder.path()).len(), 5);
    }

    fn key(byte: u8) -> p256::ecdsa::SigningKey {
        p256::ecdsa::SigningKey::from_slice(&[byte; 32]).unwrap()
    }

    fn server() -> Server {
        serde_json::from_value(serde_json::json!({
            "address": "https://sync.example.invalid",
            "device": Uuid::from_u128(1),
            "institution": Uuid::from_u128(2),
            "institution_name": "Testschool",
            "server_key": public_text(key(7).verifying_key()),
            "key": { "place": { "keyring": "device-1" }, "public": "" },
        }))
        .unwrap()
    }

    fn refusal(signed: &str) -> String {
        serde_json::json!({ "type": "device_revoked", "status": 403, "order": signed }).to_string()
    }

    /// S16: signed by the server of the enrolment, for an order, for this laptop, and not over.
    #[test]
    fn only_an_order_that_the_server_signed_for_this_laptop_is_carried_out() {
        let (server, now, wipe) = (server(), Utc::now(), order(OrderAction::Wipe));
        let signed = sign(&key(7), Purpose::Order, &wipe);
        assert_eq!(server.order(&refusal(&signed), now), Some(wipe.clone()));
        let payload = signed.split_once('.').unwrap().0;
        let other = sign(&key(7), Purpose::Order, &order(OrderAction::Lock));
        let mixed = format!("{payload}.{}", other.split_once('.').unwrap().1);
        for (why, signed, at) in [
            ("another key", sign(&key(8), Purpose::Order, &wipe), now),
            ("signed for something else", sign(&key(7), Purpose::Grant, &wipe), now),
            (
                "another laptop",
                sign(&key(7), Purpose::Order, &Order { device: Uuid::nil(), ..wipe.clone() }),
                now,
            ),
            (
                "another institution",
                sign(&key(7), Purpose::Order, &Order { institution: Uuid::nil(), ..wipe.clone() }),
                now,
            ),
            ("over", signed.clone(), wipe.expires),
            ("altered", mixed, now),
            ("unsigned", payload.to_owned(), now),
            ("nothing", String::new(), now),
        ] {
            assert_eq!(server.order(&refusal(&signed), at), None, "{why}");
        }
        assert_eq!(server.order("{}", now), None);
    }

    #[test]
    fn a_wipe_takes_the_key_of_the_laptop_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let (core, desk) = laptop(folder.path());
        let text = serde_json::to_string(&server()).unwrap();
        core.register().unwrap().write_local(|tx| set_fact(tx, "sync_server", &text)).unwrap();
        desk.keyring_set("device-1", &[9; 32]).unwrap_or_else(|_| panic!());
        core.hands.carry_out(&order(OrderAction::Wipe));
        assert!(desk.0.lock().unwrap().is_empty());
    }
}
