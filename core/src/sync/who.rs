//! Names beside an entry: of the pupil, of who made it, and of the laptop.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::access::LaptopName;
use stamboek_domain::sync::record::{Author, DeviceId};

use super::device::Server;
use super::facts::{self, LAPTOPS};
use super::messages::{EnteredBy, PupilName};
use crate::Answer;
use crate::db::OrProblem;
use crate::register::Register;

/// Laptops as far as this one knows their names.
#[derive(Default)]
pub(crate) struct Laptops {
    /// This one; `None` while it belongs to no server.
    pub(super) here: Option<DeviceId>,
    /// Names that the administrator gave.
    pub(crate) names: BTreeMap<DeviceId, String>,
}

impl Laptops {
    /// This one and its name, and others as far as the server told theirs.
    pub(crate) fn read(db: &Connection) -> Answer<Self> {
        let Some(server) = Server::of(db)? else { return Ok(Self::default()) };
        let here = DeviceId(server.device);
        let mut names = told(db)?;
        names.insert(here, server.label);
        Ok(Self { here: Some(here), names })
    }

    /// Who entered something, as screens say it.
    pub(super) fn entered(&self, by: &Author) -> EnteredBy {
        EnteredBy {
            name: by.user.clone().unwrap_or_default(),
            at: by.at.to_rfc3339(),
            device: by.device.0.to_string(),
            laptop: self.names.get(&by.device).cloned().unwrap_or_default(),
            here: self.here == Some(by.device),
        }
    }
}

fn told(db: &Connection) -> Answer<BTreeMap<DeviceId, String>> {
    Ok(facts::get(db, LAPTOPS)?.unwrap_or_default())
}

/// Keeps the names that the server tells. An answer without any, as whoever sees no pupils gets,
/// changes nothing.
pub(super) fn keep_names(register: &Register, laptops: Vec<LaptopName>) -> Answer<()> {
    let now: BTreeMap<DeviceId, String> =
        laptops.into_iter().map(|one| (DeviceId(one.device), one.label)).collect();
    if now.is_empty() || register.read(told)? == now {
        return Ok(());
    }
    register.write_local(|tx| facts::put(tx, LAPTOPS, &now))
}

/// A pupil as lists name one; also one who was taken back. `None`: not in this register.
pub(crate) fn named(db: &Connection, pupil: Option<PupilId>) -> Answer<Option<PupilName>> {
    let Some(pupil) = pupil else { return Ok(None) };
    db.prepare_cached("SELECT last_name, first_name, class FROM view_pupil WHERE id = ?1")
        .and_then(|mut select| {
            select
                .query_row([pupil.0.to_string()], |row| {
                    Ok(PupilName {
                        pupil,
                        last_name: row.get(0)?,
                        first_name: row.get(1)?,
                        class: row.get(2)?,
                    })
                })
                .optional()
        })
        .or_problem()
}
