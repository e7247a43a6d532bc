//! What can be typed about the central server.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Subcommand)]
pub enum Sync {
    /// Toont wat wacht, wat misgaat en wie aangemeld is
    Status,
    /// Verstuurt en haalt op, tot alles klaar is
    Now,
    /// Meldt deze laptop aan bij een server, met de code van de beheerder
    Join(Join),
    /// Meldt een persoon aan; het wachtwoord komt van de terminal of van de standaardinvoer
    SignIn {
        /// Aanmeldnaam
        #[arg(long, value_name = "NAAM")]
        login: String,
    },
    /// Laat de server los; alles blijft in dit register
    Leave {
        /// Ook met wijzigingen die de server niet heeft
        #[arg(long)]
        leave_behind: bool,
    },
}

#[derive(Args)]
pub struct Join {
    /// Adres van de server, bijvoorbeeld `https://stamboek.voorbeeld.be`
    #[arg(long, value_name = "ADRES")]
    pub server: String,
    /// Code van de beheerder
    #[arg(long)]
    pub code: String,
    /// Certificaten van het bestuur zelf (PEM)
    #[arg(long, value_name = "BESTAND")]
    pub ca: Option<PathBuf>,
}
