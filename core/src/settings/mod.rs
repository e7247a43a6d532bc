//! Settings, backups, checks.

pub mod messages;
mod stored;

pub use stored::{get_setting, put_setting};
pub(crate) use stored::{remove_setting, setting_change};

use rusqlite::Connection;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::problem::{Code, Problem};
use zeroize::Zeroizing;

use crate::commands::Nothing;
use crate::db::OrProblem;
use crate::history::messages::Saved;
use crate::register::Batch;
use crate::session::{self, messages::Integrity};
use crate::{Answer, Core, attendance, cards, lock};
use messages::*;

/// Longest name of a school or a database, in characters.
const LONGEST: usize = 120;

/// The school's settings.
pub fn of_school(db: &Connection) -> Answer<Settings> {
    Ok(Settings {
        school: get_setting(db, "school")?.unwrap_or_default(),
        institution: get_setting(db, "institution")?.unwrap_or_default(),
        database: get_setting(db, "database")?.unwrap_or_default(),
    })
}

/// Names a new school, as part of the action that fills its register.
pub fn name_school(batch: &mut Batch, school: &str, institution: &str, database: &str) -> Answer<()> {
    put_setting(batch, "school", &school)?;
    put_setting(batch, "institution", &institution)?;
    // A school without numbers has no database yet: that is no word against a colleague's laptop.
    if database.is_empty() { Ok(()) } else { put_setting(batch, "database", &database) }
}

/// A part of the settings.
pub fn read(core: &Core, request: SettingsRequest) -> Answer<SettingsAnswer> {
    Ok(match request.part {
        SettingsPart::School => SettingsAnswer { school: Some(school(core)?), ..Default::default() },
        SettingsPart::Lock => SettingsAnswer { lock: Some(lock::of_settings(core)?), ..Default::default() },
        SettingsPart::Attendance => {
            SettingsAnswer { attendance: Some(attendance::settings(core)?), ..Default::default() }
        }
    })
}

/// Settings with the backups and the databases seen.
fn school(core: &Core) -> Answer<SchoolSettings> {
    let (settings, databases) = core.register()?.read(|db| {
        let mut select = db
            .prepare_cached("SELECT DISTINCT database FROM view_number WHERE database <> '' ORDER BY 1")
            .or_problem()?;
        let databases: Vec<String> =
            select.query_map([], |row| row.get(0)).and_then(Iterator::collect).or_problem()?;
        Ok((of_school(db)?, databases))
    })?;
    let backups = session::backup::rows(core)?;
    let key_kept_in = core.session.key_kept_in().to_owned();
    Ok(SchoolSettings { settings, backups, key_kept_in, databases })
}

/// Saves a part of the settings.
///
/// # Errors
/// Those of the part.
pub fn save_part(core: &Core, request: SettingsSave) -> Answer<Saved> {
    match request {
        SettingsSave::School(request) => save(core, request),
        SettingsSave::Attendance(request) => attendance::save_settings(core, request),
        SettingsSave::Cards(request) => cards::save_settings(core, request),
        SettingsSave::Lock(request) => lock::save_rules(core, request),
    }
}

/// Saves the settings that differ from what the person saw, each for itself.
///
/// # Errors
/// `InvalidValue`, `Stale`.
pub fn save(core: &Core, request: SettingsSaveRequest) -> Answer<Saved> {
    let SettingsSaveRequest { was, now } = request;
    let now = Settings {
        school: now.school.trim().to_owned(),
        institution: now.institution.trim().to_owned(),
        database: now.database.trim().to_owned(),
    };
    let invalid =
        |field: &str, value: &str| Problem::new(Code::InvalidValue).with("field", field).with("value", value);
    for (field, value) in [("school", &now.school), ("database", &now.database)] {
        if value.chars().count() > LONGEST || value.chars().any(char::is_control) {
            return Err(invalid(field, value));
        }
    }
    if now.school.is_empty() {
        return Err(invalid("school", ""));
    }
    InstitutionNumber::parse(&now.institution).map_err(|_| invalid("institution", &now.institution))?;
    core.register()?.write("setting", |batch| {
        let fields = [
            ("school", was.school, now.school),
            ("institution", was.institution, now.institution),
            ("database", was.database, now.database),
        ];
        for (key, was, now) in fields {
            if was == now {
                continue;
            }
            let current: String = get_setting(batch.tx(), key)?.unwrap_or_default();
            if current != was && current != now {
                return Err(Problem::new(Code::Stale).with("field", key).with("now", current));
            }
            put_setting(batch, key, &now)?;
        }
        Ok(Saved { batch: batch.saved() })
    })
}

/// Makes a backup, puts one back, or checks the register, as asked.
///
/// # Errors
/// `NotReady` without an open register; a backup can be put back as soon as its key is known. See
/// also `session::backup`.
pub fn maintain(core: &Core, request: MaintainRequest) -> Answer<MaintainAnswer> {
    match request {
        MaintainRequest::Backup => session::backup::make(core),
        MaintainRequest::Compare { at, sheet } => {
            session::backup::compare(core, &at, sheet.map(Zeroizing::new).as_deref().map(String::as_str))
        }
        MaintainRequest::Restore { at, sheet } => {
            session::backup::restore(core, &at, sheet.map(Zeroizing::new).as_deref().map(String::as_str))
        }
        MaintainRequest::Check => {
            Ok(MaintainAnswer { check: Some(check_now(core, Nothing {})?), ..Default::default() })
        }
    }
}

/// Checks file, ops and views.
pub fn check_now(core: &Core, _request: Nothing) -> Answer<CheckAnswer> {
    if !core.is_ready() {
        return Err(Code::NotReady.into());
    }
    let found = core.register()?.check()?;
    core.house.set_integrity(if found.is_sound() { Integrity::Sound } else { Integrity::Damaged });
    Ok(CheckAnswer {
        file_sound: found.file_sound,
        views_equal: found.views_equal,
        ops_sound: found.ops_sound,
        ops: found.ops,
    })
}
