//! What can be typed behind `stamboek-server`.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use stamboek_server::admin::{DeviceCommand, InstitutionCommand, LogCommand, RetentionCommand, UserCommand};

/// De centrale server van Stamboek.
#[derive(Parser)]
#[command(name = "stamboek-server", version)]
pub struct Arguments {
    /// Bestand met de instellingen (TOML); de omgeving (`STAMBOEK_SERVER_…`) gaat erboven
    #[arg(long, global = true, value_name = "BESTAND")]
    pub config: Option<PathBuf>,
    /// Antwoord als JSON
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Bedient laptops tot het systeem vraagt te stoppen
    Serve,
    /// Maakt de tabellen of brengt ze bij, als hun eigenaar
    Migrate,
    /// Maakt de sleutels van de server, waar ze nog niet zijn
    Keys,
    /// Scholen
    #[command(subcommand)]
    Institution(InstitutionCommand),
    /// Laptops
    #[command(subcommand)]
    Device(DeviceCommand),
    /// Gebruikers
    #[command(subcommand)]
    User(UserCommand),
    /// Het inzagelogboek
    #[command(subcommand)]
    AccessLog(LogCommand),
    /// Hoelang een school wat bewaart
    #[command(subcommand)]
    Retention(RetentionCommand),
    /// Past het register van wissingen opnieuw toe, zoals ook bij elke start gebeurt
    Erase,
    /// Verwijdert wat lang genoeg bewaard is
    Tidy,
}
