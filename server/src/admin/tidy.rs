//! What was kept long enough goes (sync.md 4, security.md S62).

use std::path::Path;

use chrono::{DateTime, Duration, Months, NaiveTime, Utc};
use serde_json::{Map, Value};

use super::{Administrator, Answer, failed, today};
use crate::apart::log_days;
use crate::settings::Keep;

impl Administrator {
    /// Deletes of every institution what is older than it must be kept; with the days of the access
    /// log go their signed digests.
    ///
    /// # Errors
    /// A sentence.
    pub async fn tidy(
        &self,
        keep: &Keep,
        apart: Option<&Path>,
        now: DateTime<Utc>,
    ) -> Result<Answer, String> {
        let history = now - Duration::days(i64::from(keep.history_days));
        let years = Months::new(12 * keep.access_log_years);
        let first = now.date_naive().checked_sub_months(years).unwrap_or_default();
        let looks = first.and_time(NaiveTime::MIN).and_utc();
        let mut all = Map::new();
        for institution in self.store.institutions(today()).await.map_err(failed)? {
            let tidied = self.store.tidy(institution.id, history, looks).await.map_err(failed)?;
            if let Some(apart) = apart {
                log_days::forget(apart, institution.id, first)?;
            }
            let tidied = serde_json::to_value(tidied).map_err(|error| error.to_string())?;
            all.insert(institution.id.to_string(), tidied);
        }
        self.store.forget_answers(now - Duration::days(1)).await.map_err(failed)?;
        Ok(Answer(Value::Object(all)))
    }
}
