//! What can be typed behind `stamboek cards`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Reading;

#[derive(Subcommand)]
pub enum Print {
    /// Drukt personen uit het register en onthoudt dat
    Print(PrintCards),
    /// Drukt rechtstreeks uit een lijst, zonder ze in te lezen
    FromList(PrintList),
}

/// How it is printed; what is not given is as last printed in the window.
#[derive(Args)]
pub struct Look {
    /// Stickervel, bijvoorbeeld L7160
    #[arg(long, value_name = "CODE")]
    pub sheet: Option<String>,
    /// Soort streepjescode
    #[arg(long, value_enum)]
    pub symbology: Option<Bars>,
    /// Wat in de streepjescode staat
    #[arg(long, value_enum)]
    pub payload: Option<Content>,
    /// Voor --payload prefixed
    #[arg(long)]
    pub prefix: Option<String>,
    /// Eerste vrije etiket van het eerste vel
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    pub start: Option<u32>,
    /// Keren dat elke sticker gedrukt wordt
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub copies: Option<u32>,
    /// Printer van de instellingen
    #[arg(long)]
    pub printer: Option<String>,
    /// Klaslijst op A4 in plaats van stickers
    #[arg(long)]
    pub class_sheet: bool,
    /// De PDF
    #[arg(long, value_name = "BESTAND")]
    pub out: PathBuf,
}

#[derive(Args)]
#[command(group = clap::ArgGroup::new("who").required(true).multiple(true))]
pub struct PrintCards {
    /// Deze klas; mag herhaald worden
    #[arg(long = "class", value_name = "KLAS", group = "who", conflicts_with = "all")]
    pub classes: Vec<String>,
    /// Iedereen
    #[arg(long, group = "who", conflicts_with = "outdated")]
    pub all: bool,
    /// Wie nog geen kaart met het huidige nummer heeft, eventueel in de klassen van --class
    #[arg(long, group = "who")]
    pub outdated: bool,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Args)]
pub struct PrintList {
    #[command(flatten)]
    pub reading: Reading,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Bars {
    /// Code 128
    Code128,
    /// Code 39
    Code39,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Content {
    /// Nummer van Registratie 2.0: tien cijfers met voorloopnullen
    Registratie,
    /// Nummer zoals het is
    Raw,
    /// Voorvoegsel en nummer
    Prefixed,
    /// Vaste code van Stamboek
    Stamboek,
}
