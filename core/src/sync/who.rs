//! Names beside an entry: of the pupil, of who made it, and of the laptop.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::record::{Author, DeviceId};

use super::device::Server;
use super::messages::{EnteredBy, PupilName};
use crate::Answer;
use crate::db::OrProblem;

/// Laptops as far as this one knows their names.
#[derive(Default)]
pub(crate) struct Laptops {
    /// This one; `None` while it belongs to no server.
    pub(super) here: Option<DeviceId>,
    /// Names that the administrator gave.
    pub(crate) names: BTreeMap<DeviceId, String>,
}

impl Laptops {
    /// This one and its name; those of others no answer of the server tells.
    pub(crate) fn read(db: &Connection) -> Answer<Self> {
        let Some(server) = Server::of(db)? else { return Ok(Self::default()) };
        let here = DeviceId(server.device);
        Ok(Self { here: Some(here), names: BTreeMap::from([(here, server.label)]) })
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
