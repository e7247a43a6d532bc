//! Linux: what systemd-logind knows of our session, and what a screen saver says.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use zbus::blocking::connection::{Builder, Connection};
use zbus::blocking::fdo::DBusProxy;
use zbus::zvariant::OwnedValue;

use crate::any;

/// A service that hangs must not keep the program from locking after its minutes without input.
const PATIENCE: Duration = Duration::from_secs(2);

const LOGIN: &str = "org.freedesktop.login1";
/// The session of whoever asks.
const SESSION: &str = "/org/freedesktop/login1/session/auto";

/// Screen savers: name on the bus, which is the interface too, and where they are.
const SAVERS: [(&str, &str); 2] = [
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
];

/// The buses of this computer and of this session, connected when they are needed.
pub struct Desk {
    system: Bus,
    session: Bus,
}

struct Bus {
    find: Box<dyn Fn() -> zbus::Result<Builder<'static>> + Send + Sync>,
    kept: Mutex<Option<Connection>>,
}

impl Default for Desk {
    fn default() -> Self {
        Self { system: Bus::found(Builder::system), session: Bus::found(Builder::session) }
    }
}

impl Desk {
    /// Whether the screen is locked or the session of another user is in front; `None`: no service says.
    pub fn is_away(&self) -> Option<bool> {
        let system = self.system.with(|bus| {
            let locked = property(bus, "LockedHint");
            let behind = property(bus, "Active").map(|active| !active);
            any([locked, behind])
        });
        let session = self.session.with(|bus| any(SAVERS.map(|(name, path)| saver(bus, name, path))));
        any([system, session])
    }
}

impl Bus {
    fn found(find: impl Fn() -> zbus::Result<Builder<'static>> + Send + Sync + 'static) -> Self {
        Self { find: Box::new(find), kept: Mutex::default() }
    }

    /// Asks over the connection there is, or a new one. One that broke is made anew the next time.
    fn with(&self, ask: impl Fn(&Connection) -> Option<bool>) -> Option<bool> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let bus = match kept.take() {
            Some(bus) => bus,
            None => (self.find)().ok()?.method_timeout(PATIENCE).build().ok()?,
        };
        let said = ask(&bus);
        // A bus that knows nothing may be gone: asking it for itself tells.
        if said.is_some() || DBusProxy::new(&bus).and_then(|of| Ok(of.get_id()?)).is_ok() {
            *kept = Some(bus);
        }
        said
    }
}

/// Something that logind knows of our session.
fn property(bus: &Connection, name: &str) -> Option<bool> {
    let of = (LOGIN.to_owned() + ".Session", name);
    let said =
        bus.call_method(Some(LOGIN), SESSION, Some("org.freedesktop.DBus.Properties"), "Get", &of).ok()?;
    bool::try_from(said.body().deserialize::<OwnedValue>().ok()?).ok()
}

/// Whether a screen saver covers the screen. One that does not run is not started for it.
fn saver(bus: &Connection, name: &str, path: &str) -> Option<bool> {
    let runs = DBusProxy::new(bus).ok()?.name_has_owner(name.try_into().ok()?).ok()?;
    let said =
        runs.then(|| bus.call_method(Some(name), path, Some(name), "GetActive", &()).ok()).flatten()?;
    said.body().deserialize().ok()
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    use super::*;

    /// A bus of the test's own.
    struct Own {
        daemon: Child,
        address: String,
        _folder: tempfile::TempDir,
    }

    impl Own {
        fn start() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let at = format!("--address=unix:path={}", folder.path().join("bus").display());
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address=1", &at])
                .stdout(Stdio::piped())
                .spawn()
                .expect("dbus-daemon, of the package of that name");
            let mut address = String::new();
            BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
            Self { daemon, address: address.trim().to_owned(), _folder: folder }
        }

        fn bus(&self) -> Bus {
            let address = self.address.clone();
            Bus::found(move || Builder::address(address.as_str()))
        }

        fn service(&self) -> Builder<'static> {
            Builder::address(self.address.as_str()).unwrap()
        }
    }

    impl Drop for Own {
        fn drop(&mut self) {
            let _ = self.daemon.kill();
            let _ = self.daemon.wait();
        }
    }

    #[derive(Clone, Default)]
    struct Session {
        locked: Arc<AtomicBool>,
        behind: Arc<AtomicBool>,
    }

    #[zbus::interface(name = "org.freedesktop.login1.Session")]
    impl Session {
        #[zbus(property)]
        fn locked_hint(&self) -> bool {
            self.locked.load(SeqCst)
        }

        #[zbus(property)]
        fn active(&self) -> bool {
            !self.behind.load(SeqCst)
        }
    }

    #[derive(Clone, Default)]
    struct Saver(Arc<AtomicBool>);

    #[zbus::interface(name = "org.gnome.ScreenSaver")]
    impl Saver {
        fn get_active(&self) -> bool {
            self.0.load(SeqCst)
        }
    }

    #[test]
    fn a_locked_session_one_behind_another_and_a_screen_saver_are_away() {
        let (system, session) = (Own::start(), Own::start());
        let desk = Desk { system: system.bus(), session: session.bus() };
        assert_eq!(desk.is_away(), None, "buses on which nobody says anything");
        let (here, cover) = (Session::default(), Saver::default());
        let login = system.service().name(LOGIN).unwrap().serve_at(SESSION, here.clone()).unwrap();
        let _login = login.build().unwrap();
        assert_eq!(desk.is_away(), Some(false));
        let (name, path) = SAVERS[1];
        let saver = session.service().name(name).unwrap().serve_at(path, cover.clone()).unwrap();
        let saver = saver.build().unwrap();
        for sign in [&here.locked, &here.behind, &cover.0] {
            sign.store(true, SeqCst);
            assert_eq!(desk.is_away(), Some(true));
            sign.store(false, SeqCst);
            assert_eq!(desk.is_away(), Some(false));
        }
        cover.0.store(true, SeqCst);
        saver.close().unwrap();
        assert_eq!(desk.is_away(), Some(false), "a screen saver that ended");
    }

    #[test]
    fn a_bus_that_is_not_there_or_went_away_says_nothing() {
        let own = Own::start();
        let desk = Desk { system: own.bus(), session: own.bus() };
        assert_eq!(desk.is_away(), None);
        drop(own);
        assert_eq!(desk.is_away(), None);
        assert_eq!(desk.is_away(), None, "asked anew");
    }
}
