//! Address, contacts and nationality of somebody who is in the register.

use super::facts::{self, Facts};
use super::known::Known;
use super::messages::PersonalRequest;
use crate::dossier::fact::fresh;
use crate::history::messages::Saved;
use crate::{Answer, Core};

/// Saves what differs, as one action.
///
/// # Errors
/// `Stale` with the field that somebody changed since the person saw it; `NotFound`.
pub fn save_personal(core: &Core, request: PersonalRequest) -> Answer<Saved> {
    let PersonalRequest { pupil, address, contacts, nationality } = request;
    core.register()?.write("personal", |batch| {
        Known::read(batch.tx(), pupil)?;
        let current = Facts::read(batch.tx(), pupil)?;
        if let Some(edit) = &address {
            let now = Some(edit.now.tidied()).filter(|now| !now.is_empty());
            fresh("address", &current.address, &edit.was, &now)?;
        }
        if let Some(edit) = &contacts {
            fresh("contacts", &current.contacts, &edit.was, &edit.now)?;
        }
        if let Some(edit) = &nationality {
            fresh("nationality", &current.nationality, &edit.was, &edit.now)?;
        }
        let changes = facts::changes(
            batch.tx(),
            pupil,
            address.as_ref().map(|edit| &edit.now),
            contacts.as_ref().map(|edit| edit.now.as_slice()),
            nationality.as_ref().map(|edit| edit.now.as_str()),
        )?;
        changes.into_iter().try_for_each(|change| batch.push(change))?;
        Ok(Saved { batch: batch.saved() })
    })
}
