//! People.

use std::io::Read;

use chrono::NaiveDate;
use clap::Subcommand;
use stamboek_domain::sync::access::{Right, SHORTEST_PASSWORD};
use stamboek_domain::sync::roles::Role;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{Administrator, Answer, failed, today};
use crate::identity::hash;
use crate::store::access_log::By;

/// What can be done with people.
#[derive(Subcommand)]
pub enum UserCommand {
    /// Maakt een gebruiker; het wachtwoord komt op de standaardinvoer
    Add {
        /// Naam om aan te melden
        #[arg(long)]
        login: String,
        /// Hoe zij heet
        #[arg(long)]
        name: String,
    },
    /// Geeft een ander wachtwoord, dat op de standaardinvoer komt
    Password {
        /// Naam om aan te melden
        #[arg(long)]
        login: String,
    },
    /// Geeft een rol in een school
    Right {
        /// Naam om aan te melden
        #[arg(long)]
        login: String,
        /// School: haar id of nummer
        #[arg(long)]
        institution: String,
        /// attendance, secretariat, secretariat-lead, board-administrator, privacy-officer of support
        #[arg(long, value_parser = role)]
        role: Role,
        /// Eerste dag; anders vandaag
        #[arg(long)]
        from: Option<NaiveDate>,
        /// Laatste dag
        #[arg(long)]
        until: Option<NaiveDate>,
    },
    /// Beëindigt alle rollen in een school
    End {
        /// Naam om aan te melden
        #[arg(long)]
        login: String,
        /// School: haar id of nummer
        #[arg(long)]
        institution: String,
        /// Laatste dag; anders gisteren
        #[arg(long)]
        last: Option<NaiveDate>,
    },
    /// Laat iemand nergens meer binnen
    Block {
        /// Naam om aan te melden
        #[arg(long)]
        login: String,
    },
    /// Laat iemand weer binnen
    Unblock {
        /// Naam om aan te melden
        #[arg(long)]
        login: String,
    },
    /// Toont wie in een school iets mag
    List {
        /// School: haar id of nummer
        #[arg(long)]
        institution: String,
    },
}

fn role(name: &str) -> Result<Role, String> {
    Role::named(name).ok_or_else(|| Role::ALL.map(Role::as_str).join(", "))
}

fn typed_password() -> Result<Zeroizing<String>, String> {
    let mut text = Zeroizing::new(String::new());
    std::io::stdin().take(1024).read_to_string(&mut text).map_err(|error| error.to_string())?;
    let password = Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned());
    match password.chars().count() >= SHORTEST_PASSWORD {
        true => Ok(password),
        false => Err(format!(
            "Een wachtwoord telt minstens {SHORTEST_PASSWORD} tekens; geef het op de standaardinvoer."
        )),
    }
}

impl Administrator {
    /// Carries out a command.
    ///
    /// # Errors
    /// A sentence.
    pub async fn user(&self, command: &UserCommand) -> Result<Answer, String> {
        match command {
            UserCommand::Add { login, name } => self.add_user(login, name, &typed_password()?).await,
            UserCommand::Password { login } => {
                let user = self.account(login).await?;
                self.store
                    .set_password(user, &hash(&typed_password()?)?, By::board())
                    .await
                    .map_err(failed)?;
                Ok(Answer::silent())
            }
            UserCommand::Right { login, institution, role, from, until } => {
                let (user, inst) = (self.account(login).await?, self.find(institution).await?);
                let right = Right { institution: inst, role: *role };
                self.store
                    .add_right(user, &right, from.unwrap_or_else(today), *until, By::board())
                    .await
                    .map_err(failed)?;
                Ok(Answer::silent())
            }
            UserCommand::End { login, institution, last } => {
                let (user, inst) = (self.account(login).await?, self.find(institution).await?);
                let last = last.unwrap_or_else(|| today().pred_opt().unwrap_or_else(today));
                self.store.end_rights(inst, user, last, By::board()).await.map_err(failed)?;
                Ok(Answer::silent())
            }
            UserCommand::Block { login } => self.block(login, true).await,
            UserCommand::Unblock { login } => self.block(login, false).await,
            UserCommand::List { institution } => {
                let users = self.store.users(self.find(institution).await?).await.map_err(failed)?;
                serde_json::to_value(users).map(Answer).map_err(|error| error.to_string())
            }
        }
    }

    /// A new account.
    ///
    /// # Errors
    /// A sentence.
    pub async fn add_user(&self, login: &str, name: &str, password: &str) -> Result<Answer, String> {
        let user = Uuid::now_v7();
        self.store.add_account(user, login, name, Some(&hash(password)?)).await.map_err(failed)?;
        Ok(Answer::of("user", user.to_string()))
    }

    async fn block(&self, login: &str, blocked: bool) -> Result<Answer, String> {
        let user = self.account(login).await?;
        self.store.disable(user, blocked, By::board()).await.map_err(failed)?;
        Ok(Answer::silent())
    }

    async fn account(&self, login: &str) -> Result<Uuid, String> {
        let account = self.store.account(login).await.map_err(failed)?;
        account.map(|account| account.user).ok_or_else(|| "Geen gebruiker met die naam.".to_owned())
    }
}
