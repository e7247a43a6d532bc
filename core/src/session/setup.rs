//! First start: keys, database, and the demo school, an empty one, or the one of a server.
//!
//! Every step can be the last one before a power failure. Keys come before the database: keys
//! without a database are harmless, a database without keys is lost. The content comes in one
//! batch: an empty register is filled by trying again, with the keys that it has.

use std::sync::MutexGuard;

use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::problem::{Code, Problem};
use uuid::Uuid;

use super::held::{Held, Stage};
use super::messages::*;
use super::open::{CONFIRMED, DEMO, ensure_started, key_in_keyring, set_fact};
use super::recovery::{self, log};
use super::state::of;
use crate::demo::Params;
use crate::keys::file::{self, KeysFile, disk_problem};
use crate::keys::{new_key, passphrase};
use crate::settings::name_school;
use crate::sync::entrance::Entrance;
use crate::sync::messages::JoinRequest;
use crate::{Answer, Core};

/// Pupils of the demo school on first start.
const DEMO_PUPILS: u32 = 1_200;
/// Longest name of a school, in characters.
const LONGEST_NAME: usize = 120;

/// First start in the window: ends with the recovery sheet to save and type back. One that joins asks
/// first whether the server is there. A code that is refused leaves an empty register, and any way to
/// begin open: an answer that got lost is asked for again with the same key.
pub fn setup(core: &Core, request: SetupRequest) -> Answer<SessionState> {
    let demo = Params { registers: 1, ..Params::new(DEMO_PUPILS, core.today()) };
    let mut held = begun(core, &request, &demo)?;
    held.pending = Some(recovery::pending(Purpose::Needed)?);
    held.stage = Stage::Open;
    of(core, &held)
}

/// First start on the command line, of an empty school or a demo school of any size. Whoever runs
/// it keeps the key (a key file, or the keyring), so no recovery sheet is asked.
pub fn setup_with_key_at_hand(core: &Core, request: &SetupRequest, demo: &Params) -> Answer<()> {
    let mut held = begun(core, request, demo)?;
    let at = core.now().to_rfc3339();
    core.register()?.write_local(|tx| {
        set_fact(tx, CONFIRMED, &at)?;
        log(tx, &at, "key file")
    })?;
    core.session.set_unfinished(false);
    held.stage = Stage::Open;
    Ok(())
}

/// A register with its keys and what it begins with. Nobody waits for the file that is chosen, nor for
/// the first answer of a server.
fn begun<'a>(core: &'a Core, request: &SetupRequest, demo: &Params) -> Answer<MutexGuard<'a, Held>> {
    let entrance = request.join.as_ref().map(|asked| entrance(core, asked)).transpose()?;
    let mut held = core.session.lock();
    make(core, &mut held, request)?;
    match entrance {
        Some(entrance) => entrance.pass(core)?,
        None => fill(core, request, demo)?,
    }
    Ok(held)
}

/// Where it joins; the server answered.
fn entrance(core: &Core, asked: &JoinRequest) -> Answer<Entrance> {
    let entrance = Entrance::read(core, asked)?;
    entrance.knock()?;
    Ok(entrance)
}

/// A register with its keys and nothing in it.
fn make(core: &Core, held: &mut Held, request: &SetupRequest) -> Answer<()> {
    ensure_started(core, held);
    match &held.stage {
        Stage::FirstStart => {}
        Stage::Refused(problem) => return Err(problem.clone()),
        _ => return Err(Code::RegisterExists.into()),
    }
    check(request)?;
    if !core.has_register() {
        make_register(core, held, request)?;
    }
    let register = core.register()?;
    let database = held.keys.as_ref().map(|keys| keys.database.clone()).unwrap_or_default();
    register.write_local(|tx| {
        set_fact(tx, DEMO, if request.demo { "1" } else { "0" })?;
        set_fact(tx, "database_id", &database)
    })
}

fn fill(core: &Core, request: &SetupRequest, demo: &Params) -> Answer<()> {
    let register = core.register()?;
    if request.demo {
        return crate::demo::fill(&register, demo).map(|_| ());
    }
    let (school, institution) = (request.school.trim(), request.institution.trim());
    register.write("setup", |batch| name_school(batch, school, institution, ""))
}

/// Keys first, then the database. The only place where a database key is made.
fn make_register(core: &Core, held: &mut Held, request: &SetupRequest) -> Answer<()> {
    make_folder(core)?;
    let dek = new_key()?;
    let mut keys = KeysFile::new(&Uuid::new_v4().to_string());
    match &request.passphrase {
        Some(phrase) if !passphrase::is_acceptable(phrase) => return Err(Code::PassphraseWeak.into()),
        Some(phrase) => keys.set_passphrase(phrase, held.cost(), &dek)?,
        None => match key_in_keyring(core, &keys.entry())? {
            Some(kek) => keys.set_keyring(&kek, &dek)?,
            None => {
                // Never silently into a file: the screen asks for a passphrase (S4).
                held.no_keyring = true;
                return Err(Code::PassphraseNeeded.into());
            }
        },
    }
    file::replace(&core.folder, &keys)?;
    // Other commands stay refused until set-up is finished.
    core.session.set_unfinished(true);
    core.create_register(&dek)?;
    held.keys = Some(keys);
    held.dek = Some(dek);
    Ok(())
}

/// The profile folder, for this user only (S10).
fn make_folder(core: &Core) -> Answer<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(&core.folder).map_err(disk_problem)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&core.folder, std::fs::Permissions::from_mode(0o700))
            .map_err(disk_problem)?;
    }
    Ok(())
}

/// Name and number of an empty school; the demo school and the server bring their own.
fn check(request: &SetupRequest) -> Answer<()> {
    let invalid =
        |field: &str, value: &str| Problem::new(Code::InvalidValue).with("field", field).with("value", value);
    let (school, institution) = (request.school.trim(), request.institution.trim());
    if request.demo || request.join.is_some() {
        return Ok(());
    }
    if school.is_empty() || school.chars().count() > LONGEST_NAME || school.chars().any(char::is_control) {
        return Err(invalid("school", school));
    }
    InstitutionNumber::parse(institution).map(|_| ()).map_err(|_| invalid("institution", institution))
}
