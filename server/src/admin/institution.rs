//! Institutions.

use chrono::{NaiveDate, Utc};
use clap::Subcommand;
use uuid::Uuid;

use super::{Administrator, Answer, failed, today};

/// What can be done with institutions.
#[derive(Subcommand)]
pub enum InstitutionCommand {
    /// Voegt een school toe, met een lege geschiedenis
    Add {
        /// Naam
        #[arg(long)]
        name: String,
        /// Instellingsnummer
        #[arg(long)]
        number: String,
        /// Eerste dag van dat nummer; anders vandaag
        #[arg(long)]
        from: Option<NaiveDate>,
    },
    /// Toont alle scholen
    List,
}

impl Administrator {
    /// Carries out a command.
    ///
    /// # Errors
    /// A sentence.
    pub async fn institution(&self, command: &InstitutionCommand) -> Result<Answer, String> {
        match command {
            InstitutionCommand::Add { name, number, from } => {
                if !(number.len() == 6 && number.bytes().all(|digit| digit.is_ascii_digit())) {
                    return Err("Een instellingsnummer telt zes cijfers.".to_owned());
                }
                let inst = Uuid::now_v7();
                let named = (name.as_str(), number.as_str(), from.unwrap_or_else(today));
                self.store.add_institution(inst, named, Uuid::new_v4(), Utc::now()).await.map_err(failed)?;
                Ok(Answer::of("institution", inst.to_string()))
            }
            InstitutionCommand::List => {
                let all = self.store.institutions(today()).await.map_err(failed)?;
                serde_json::to_value(all).map(Answer).map_err(|error| error.to_string())
            }
        }
    }
}
