//! The access log: its daily digest, and whether it is still what it was (security.md S60).

use std::path::Path;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use clap::Subcommand;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Administrator, Answer, failed, today};
use crate::apart::log_days::{self, Chain, Found, LogDay};
use crate::keys::Keys;
use crate::settings::Settings;
use crate::store::{Doing, Whose};

/// What can be done with the access log.
#[derive(Subcommand)]
pub enum LogCommand {
    /// Ondertekent elke dag die voorbij is en nog niet ondertekend was
    Digest,
    /// Zoekt wat er sinds het ondertekenen weg is of veranderde
    Check,
}

/// A day is over this long after midnight: what was under way then has arrived.
const LATE: Duration = Duration::hours(1);

impl Administrator {
    /// Carries out a command, for every institution.
    ///
    /// # Errors
    /// A sentence; for a check also when it found something.
    pub async fn log(&self, command: &LogCommand, settings: &Settings) -> Result<Answer, String> {
        let (apart, keys) = (settings.apart()?, Keys::read(&settings.keys)?);
        match command {
            LogCommand::Digest => self.digest(apart, &keys, Utc::now()).await,
            LogCommand::Check => self.check(apart, &keys).await,
        }
    }

    /// Signs every day that is over by then and was not signed.
    ///
    /// # Errors
    /// A sentence.
    pub async fn digest(&self, apart: &Path, keys: &Keys, now: DateTime<Utc>) -> Result<Answer, String> {
        let over = (now - LATE).date_naive();
        let mut signed = 0;
        for institution in self.store.institutions(today()).await.map_err(failed)? {
            signed += self.digest_of(apart, keys, institution.id, over).await?;
        }
        Ok(Answer::of("days", signed))
    }

    async fn digest_of(
        &self,
        apart: &Path,
        keys: &Keys,
        inst: Uuid,
        over: NaiveDate,
    ) -> Result<usize, String> {
        let days = log_days::days(apart, inst)?;
        let mut tx = self.store.begin(&Whose::institution(inst), Doing::Looks).await.map_err(failed)?;
        let (first, mut previous) = match days.last_key_value() {
            Some((last, file)) => {
                let hash = stamboek_domain::sync::wire::Hash::of(&log_days::text(file)?);
                (last.succ_opt(), Some(hash))
            }
            None => (tx.first_log_day(inst).await.map_err(failed)?, None),
        };
        let mut signed = 0;
        for day in first.into_iter().flat_map(|first| first.iter_days()).take_while(|day| *day < over) {
            let rows = tx.log_day(inst, day).await.map_err(failed)?;
            let day = LogDay { institution: inst, day, previous, rows };
            previous = Some(log_days::keep(apart, keys, &day)?);
            signed += 1;
        }
        tx.undo().await.map_err(failed)?;
        Ok(signed)
    }

    /// Compares every day that was signed with the log of now.
    ///
    /// # Errors
    /// A sentence, also when something is wrong: it says what.
    pub async fn check(&self, apart: &Path, keys: &Keys) -> Result<Answer, String> {
        let (mut all, mut clean) = (Map::new(), true);
        for institution in self.store.institutions(today()).await.map_err(failed)? {
            let found = self.check_of(apart, keys, institution.id).await?;
            clean &= found.is_clean();
            let found = serde_json::to_value(found).map_err(|error| error.to_string())?;
            all.insert(institution.id.to_string(), found);
        }
        match clean {
            true => Ok(Answer(Value::Object(all))),
            false => Err(format!("Het inzagelogboek is niet meer wat ondertekend werd: {}", json!(all))),
        }
    }

    async fn check_of(&self, apart: &Path, keys: &Keys, inst: Uuid) -> Result<Found, String> {
        let mut found = Found::default();
        let mut chain = Chain::new(keys, inst);
        let mut tx = self.store.begin(&Whose::institution(inst), Doing::Looks).await.map_err(failed)?;
        for (day, file) in log_days::days(apart, inst)? {
            if let Some(signed) = chain.next(day, &log_days::text(&file)?, &mut found) {
                found.compare(&signed, &tx.log_day(inst, day).await.map_err(failed)?);
            }
        }
        tx.undo().await.map_err(failed)?;
        Ok(found)
    }
}
