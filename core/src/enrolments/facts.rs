//! What stands with a pupil beside the fields and the enrolments: address, contacts, nationality.
//! Each is a fact of its own.

use std::collections::BTreeSet;

use rusqlite::Connection;
use serde::de::DeserializeOwned;
use stamboek_domain::address::Address;
use stamboek_domain::contact::Contact;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::Change;
use uuid::Uuid;

use super::messages::ContactRow;
use crate::Answer;
use crate::dossier::fact::change;

/// The fact with the nationality, as the school types it.
pub(crate) const NATIONALITY: &str = "nationality";

/// What is known of one pupil.
#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) address: Option<Address>,
    pub(crate) contacts: Vec<ContactRow>,
    pub(crate) nationality: String,
}

impl Facts {
    /// Reads it.
    pub(crate) fn read(db: &Connection, pupil: PupilId) -> Answer<Self> {
        let mut facts = Self::default();
        for (key, value) in crate::dossier::facts(db, pupil)? {
            match key.as_str() {
                Address::FACT => facts.address = of_text(&value),
                NATIONALITY => facts.nationality = of_text(&value).unwrap_or_default(),
                _ if key.starts_with(Contact::FACT) => {
                    facts.contacts.extend(of_text(&value).map(|contact| ContactRow { key, contact }));
                }
                _ => {}
            }
        }
        Ok(facts)
    }
}

/// The changes by which address, contacts and nationality become these; `None` leaves one as it is.
pub(crate) fn changes(
    db: &Connection,
    pupil: PupilId,
    address: Option<&Address>,
    contacts: Option<&[ContactRow]>,
    nationality: Option<&str>,
) -> Answer<Vec<Change>> {
    let mut changes = Vec::new();
    if let Some(address) = address.map(Address::tidied) {
        changes.extend(change(db, pupil, Address::FACT, Some(&address).filter(|one| !one.is_empty()))?);
    }
    if let Some(contacts) = contacts {
        let mut gone: BTreeSet<String> =
            Facts::read(db, pupil)?.contacts.into_iter().map(|row| row.key).collect();
        for ContactRow { key, contact } in contacts {
            let contact = contact.tidied();
            if contact.is_empty() {
                continue;
            }
            let known = gone.remove(key);
            let key = if known { key.clone() } else { format!("{}{}", Contact::FACT, Uuid::now_v7()) };
            changes.extend(change(db, pupil, &key, Some(&contact))?);
        }
        for key in gone {
            changes.extend(change::<Contact>(db, pupil, &key, None)?);
        }
    }
    if let Some(nationality) = nationality.map(|text| text.trim().to_owned()) {
        changes.extend(change(db, pupil, NATIONALITY, Some(&nationality).filter(|text| !text.is_empty()))?);
    }
    Ok(changes)
}

fn of_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
