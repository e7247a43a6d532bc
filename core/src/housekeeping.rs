//! What goes on beside the window: the integrity check after opening, and the daily backup.

use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::db::backup;
use crate::register::Register;
use crate::session::messages::Integrity;
use crate::shell::{Event, Shell};

/// How often a window that stays open looks whether a new day began.
const LOOK: Duration = Duration::from_secs(600);

/// How long it leaves processor and disk to the first screen.
const PATIENCE: Duration = Duration::from_secs(3);

/// State of the housekeeping.
#[derive(Default)]
pub struct House {
    at_work: bool,
    integrity: Arc<Mutex<Option<Integrity>>>,
}

impl House {
    pub(crate) fn at_work() -> Self {
        Self { at_work: true, ..Self::default() }
    }

    /// Whether the program stays open.
    pub(crate) fn is_at_work(&self) -> bool {
        self.at_work
    }

    /// Result of the check after opening.
    pub(crate) fn integrity(&self) -> Integrity {
        self.integrity.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).unwrap_or(Integrity::Checking)
    }

    /// A later check by hand counts as well.
    pub(crate) fn set_integrity(&self, integrity: Integrity) {
        set(&self.integrity, integrity);
    }

    /// Starts for a register that was just opened; ends when it is closed.
    pub(crate) fn begin(
        &self,
        register: &Arc<Register>,
        shell: &Arc<dyn Shell>,
        clock: fn() -> DateTime<FixedOffset>,
    ) {
        let (register, shell) = (Arc::downgrade(register), shell.clone());
        let integrity = self.integrity.clone();
        set(&integrity, Integrity::Checking);
        // Without a thread the program works on; the state then stays at "checking".
        let _ = std::thread::Builder::new()
            .name("housekeeping".into())
            .spawn(move || work(&register, &*shell, clock, &integrity));
    }
}

fn work(
    register: &Weak<Register>,
    shell: &dyn Shell,
    clock: fn() -> DateTime<FixedOffset>,
    integrity: &Mutex<Option<Integrity>>,
) {
    let changed = |subject: &str| shell.notify(Event::Changed { subjects: vec![subject.to_owned()] });
    std::thread::sleep(PATIENCE);
    let Some(open) = register.upgrade() else { return };
    // Without these saving and the first look at a register are slower, no more.
    let _ = open.fill_log();
    let _ = open.members().and_then(|_| open.attendance(|_, _, _| Ok(())));
    // What was erased when the program ended before the file was swept.
    let _ = crate::sync::store::sweep(&open);
    let sound = open.check().is_ok_and(|findings| findings.is_sound());
    drop(open);
    set(integrity, if sound { Integrity::Sound } else { Integrity::Damaged });
    changed("session");
    while let Some(open) = register.upgrade() {
        if sound {
            // What cannot be saved now is tried again at the next look.
            let _ = crate::enrolments::follow_the_day(&open, clock().date_naive());
        }
        // A damaged register is not backed up over the good days; its copy would fail its check.
        // A backup that fails is tried again at the next look, and the screen shows its age.
        let due = || backup::is_due(open.folder(), clock()).unwrap_or(false);
        // Set-up may still be filling it.
        if sound && open.is_filled().unwrap_or(false) && due() && open.back_up().is_ok() {
            // Only what stands in the backup of today; what stays is tried again tomorrow.
            let _ = crate::sync::store::prune(&open);
            let _ = crate::sync::access_log::prune(&open, clock());
            changed("settings");
            changed("session");
        }
        drop(open);
        std::thread::sleep(LOOK);
    }
}

fn set(slot: &Mutex<Option<Integrity>>, integrity: Integrity) {
    *slot.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(integrity);
}
