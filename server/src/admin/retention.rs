//! How long a school keeps what, as its board confirmed it (security.md S67).

use clap::Subcommand;
use serde_json::json;
use stamboek_domain::retention::{Confirmed, RULES, Subject, Term};

use super::{Administrator, Answer, failed};
use crate::store::access_log::{Act, By};
use crate::store::{Doing, Whose};

/// What can be done with terms.
#[derive(Subcommand)]
pub enum RetentionCommand {
    /// Toont de termijnen van een school, met hun bron
    Show {
        /// School: haar id of nummer
        #[arg(long)]
        institution: String,
    },
    /// Legt vast dat het schoolbestuur de termijnen bevestigde; daarvoor wordt niemand gewist
    Confirm {
        /// School: haar id of nummer
        #[arg(long)]
        institution: String,
        /// Kalenderjaren voor het inschrijvingsregister, zoals het bestuur besliste
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..))]
        enrolment_years: u8,
        /// Kalenderjaren voor het aanwezigheidsregister
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(5..))]
        attendance_years: u8,
    },
}

impl Administrator {
    /// Carries out a command.
    ///
    /// # Errors
    /// A sentence.
    pub async fn retention(&self, command: &RetentionCommand) -> Result<Answer, String> {
        match command {
            RetentionCommand::Show { institution } => self.terms(institution).await,
            RetentionCommand::Confirm { institution, enrolment_years, attendance_years } => {
                let inst = self.find(institution).await?;
                let terms =
                    Confirmed { attendance_years: *attendance_years, enrolment_years: *enrolment_years };
                let mut tx =
                    self.store.begin(&Whose::institution(inst), Doing::Writes).await.map_err(failed)?;
                tx.confirm_terms(inst, &terms).await.map_err(failed)?;
                tx.log_act(inst, By::board(), &Act::of("retention.confirm")).await.map_err(failed)?;
                tx.commit().await.map_err(failed)?;
                self.terms(institution).await
            }
        }
    }

    async fn terms(&self, institution: &str) -> Result<Answer, String> {
        let inst = self.find(institution).await?;
        let mut tx = self.store.begin(&Whose::institution(inst), Doing::Looks).await.map_err(failed)?;
        let confirmed = tx.confirmed_terms(inst).await.map_err(failed)?;
        tx.undo().await.map_err(failed)?;
        let rows = RULES.iter().map(|rule| {
            let years = confirmed.as_ref().and_then(|terms| match rule.subject {
                Subject::AttendanceRegister => Some(terms.attendance_years),
                Subject::EnrolmentRegister => Some(terms.enrolment_years),
                Subject::AbsenceCertificates | Subject::Other => None,
            });
            let term = match (rule.term, years) {
                (Term::NextSchoolYear, _) => "31 augustus van het volgende schooljaar".to_owned(),
                (Term::Years(years), None) | (_, Some(years)) => format!("{years} kalenderjaren"),
                (Term::Board, None) => "nog niet beslist".to_owned(),
            };
            json!({ "subject": rule.subject, "term": term, "source": rule.source, "confirmed": confirmed.is_some() })
        });
        Ok(Answer(rows.collect()))
    }
}
