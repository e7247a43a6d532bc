//! What the administrator does on the machine of the server, as the owner of the tables.

mod device;
mod institution;
mod log;
mod retention;
mod tidy;
mod user;

pub use device::{DeviceCommand, Told};
pub use institution::InstitutionCommand;
pub use log::LogCommand;
pub use retention::RetentionCommand;
pub use user::UserCommand;

use chrono::{NaiveDate, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::settings::Settings;
use crate::store::{Failure, Store};

/// Works as the owner of the tables; rows are kept apart for him too.
pub struct Administrator {
    store: Store,
}

/// What a command answers.
pub struct Answer(Value);

impl Answer {
    /// Nothing to say.
    pub fn silent() -> Self {
        Self(Value::Null)
    }

    /// One thing.
    pub fn of(name: &str, value: impl Into<Value>) -> Self {
        Self(json!({ name: value.into() }))
    }

    /// Writes it to standard output.
    pub fn print(&self, as_json: bool) {
        match (&self.0, as_json) {
            (Value::Null, false) => {}
            (value, true) => println!("{value}"),
            (Value::Array(rows), false) => rows.iter().for_each(|row| println!("{}", line(row))),
            (value, false) => println!("{}", line(value)),
        }
    }
}

fn line(value: &Value) -> String {
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| format!("{name}: {}", word(value)))
            .collect::<Vec<_>>()
            .join("   "),
        other => word(other),
    }
}

impl Administrator {
    /// As the settings say.
    ///
    /// # Errors
    /// A sentence that names what is missing.
    pub fn new(settings: &Settings) -> Result<Self, String> {
        Ok(Self { store: Store::new(settings.owner()?, 2, settings.database.serializable) })
    }

    /// On a database that is reached so.
    pub fn on(owner: tokio_postgres::Config) -> Self {
        Self { store: Store::new(owner, 2, false) }
    }

    /// The institution with this id, or with this number today.
    async fn find(&self, named: &str) -> Result<Uuid, String> {
        if let Ok(inst) = Uuid::parse_str(named) {
            return Ok(inst);
        }
        let all = self.store.institutions(today()).await.map_err(failed)?;
        let mut found = all.iter().filter(|one| one.number.as_deref() == Some(named));
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one.id),
            (None, _) => Err(format!("Geen school met nummer {named}.")),
            (Some(_), Some(_)) => Err(format!("Meer dan een school met nummer {named}: geef haar id.")),
        }
    }
}

fn today() -> NaiveDate {
    Utc::now().date_naive()
}

fn failed(failure: Failure) -> String {
    match failure {
        Failure::Double => "Dat bestaat al.".to_owned(),
        other => format!("De databank deed het niet ({}).", other.class()),
    }
}
