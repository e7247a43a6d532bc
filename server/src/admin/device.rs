//! Laptops.

use chrono::{Duration, Utc};
use clap::{Subcommand, ValueEnum};
use uuid::Uuid;

use super::{Administrator, Answer, failed};
use crate::endpoints::devices::{code_hash, new_code};
use crate::store::access_log::By;
use crate::store::devices::State;

/// What can be done with laptops.
#[derive(Subcommand)]
pub enum DeviceCommand {
    /// Geeft een code waarmee één laptop zich aanmeldt
    Code {
        /// School: haar id of nummer
        #[arg(long)]
        institution: String,
        /// Hoe de laptop heet
        #[arg(long)]
        label: String,
        /// Zoveel uur geldig, hoogstens 24
        #[arg(long, default_value_t = 24, value_parser = clap::value_parser!(i64).range(1..=24))]
        hours: i64,
    },
    /// Toont de laptops van een school
    List {
        /// School: haar id of nummer
        #[arg(long)]
        institution: String,
    },
    /// Trekt een laptop in: zijn volgende vraag wordt geweigerd
    Revoke {
        /// School: haar id of nummer
        #[arg(long)]
        institution: String,
        /// Id van de laptop
        device: Uuid,
        /// Wat hij te doen krijgt
        #[arg(long, value_enum, default_value_t = Told::Lock)]
        order: Told,
        /// Neemt wat er op wacht nog aan, om te beoordelen
        #[arg(long)]
        accept_entries: bool,
    },
    /// Laat een ingetrokken laptop weer toe
    Admit {
        /// School: haar id of nummer
        #[arg(long)]
        institution: String,
        /// Id van de laptop
        device: Uuid,
    },
}

/// What a revoked laptop is told.
#[derive(Clone, Copy, ValueEnum)]
pub enum Told {
    /// Sluiten; de gegevens blijven versleuteld staan
    Lock,
    /// De sleutels vernietigen
    Wipe,
}

impl Administrator {
    /// Carries out a command.
    ///
    /// # Errors
    /// A sentence.
    pub async fn device(&self, command: &DeviceCommand) -> Result<Answer, String> {
        match command {
            DeviceCommand::Code { institution, label, hours } => {
                let (inst, code) = (self.find(institution).await?, new_code()?);
                let expires = Utc::now() + Duration::hours(*hours);
                self.store
                    .add_code(inst, &code_hash(&code), label, expires, By::board())
                    .await
                    .map_err(failed)?;
                Ok(Answer::of("code", code))
            }
            DeviceCommand::List { institution } => {
                let devices = self.store.devices(self.find(institution).await?).await.map_err(failed)?;
                serde_json::to_value(devices).map(Answer).map_err(|error| error.to_string())
            }
            DeviceCommand::Revoke { institution, device, order, accept_entries } => {
                let state = match order {
                    Told::Lock => State::Lock,
                    Told::Wipe => State::Wipe,
                };
                self.set(institution, *device, state, *accept_entries).await
            }
            DeviceCommand::Admit { institution, device } => {
                self.set(institution, *device, State::Active, false).await
            }
        }
    }

    async fn set(
        &self,
        institution: &str,
        device: Uuid,
        state: State,
        accept: bool,
    ) -> Result<Answer, String> {
        let inst = self.find(institution).await?;
        match self.store.set_device(inst, device, state, accept, By::board()).await.map_err(failed)? {
            true => Ok(Answer::of("state", state.as_str())),
            false => Err("Die school heeft geen laptop met dat id.".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Typed {
        #[command(subcommand)]
        command: DeviceCommand,
    }

    /// S22.
    #[test]
    fn a_code_is_given_for_a_day_at_most() {
        let hours = |hours: &[&str]| {
            let typed = ["x", "code", "--institution", "012345", "--label", "Onthaal"];
            let typed = Typed::try_parse_from(typed.iter().chain(hours)).ok()?;
            let DeviceCommand::Code { hours, .. } = typed.command else { return None };
            Some(hours)
        };
        assert_eq!((hours(&[]), hours(&["--hours", "24"])), (Some(24), Some(24)));
        assert_eq!((hours(&["--hours", "25"]), hours(&["--hours", "0"])), (None, None));
    }
}
