//! What can be typed behind `stamboek import`, and how any list is read.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use super::{ImportElsewhere, ImportSchools};

#[derive(Subcommand)]
pub enum Import {
    /// Leest een leerlingenlijst in; zonder --apply blijft het bij een proef
    Pupils(ImportPupils),
    /// Leest een nummerlijst in (oud en nieuw nummer); zonder --apply blijft het bij een proef
    Numbers(ImportNumbers),
    /// Leest inschrijvingen in andere scholen in; zonder --apply blijft het bij een proef
    Elsewhere(ImportElsewhere),
    /// Leest een tabel van scholen in; zonder --apply blijft het bij een proef
    Schools(ImportSchools),
}

/// How a file is read.
#[derive(Args)]
pub struct Reading {
    /// XLSX, XLS, ODS of CSV
    pub file: PathBuf,
    /// Gegeven uit de kolom met dat opschrift, bijvoorbeeld last_name=Familienaam
    #[arg(long = "map", value_name = "GEGEVEN=OPSCHRIFT")]
    pub mapping: Vec<String>,
    /// Blad van het rekenblad
    #[arg(long = "worksheet", value_name = "NAAM")]
    pub worksheet: Option<String>,
    /// Rij met de opschriften
    #[arg(long, value_name = "RIJ")]
    pub header_row: Option<u32>,
}

#[derive(Args)]
pub struct ImportPupils {
    #[command(flatten)]
    pub reading: Reading,
    /// Laat deze rij weg
    #[arg(long, value_name = "RIJ")]
    pub leave_out: Vec<u32>,
    /// Deze rij is die leerling
    #[arg(long, value_name = "RIJ=LEERLING", value_parser = row_is)]
    pub same: Vec<(u32, PupilId)>,
    /// Deze rij is iemand anders dan wie erop lijkt
    #[arg(long, value_name = "RIJ")]
    pub different: Vec<u32>,
    /// Database van de nummers in de lijst (anders die van de instellingen)
    #[arg(long)]
    pub database: Option<String>,
    /// Soort personen
    #[arg(long, value_enum, default_value_t = Kind::Pupil)]
    pub kind: Kind,
    /// Voert uit
    #[arg(long)]
    pub apply: bool,
}

#[derive(Args)]
pub struct ImportNumbers {
    #[command(flatten)]
    pub reading: Reading,
    /// Het andere programma
    #[arg(long, default_value = "informat")]
    pub system: String,
    /// Database van de oude nummers
    #[arg(long, value_name = "DATABASE")]
    pub from: String,
    /// Database van de nieuwe nummers
    #[arg(long, value_name = "DATABASE")]
    pub to: String,
    /// Deze rij is die persoon
    #[arg(long, value_name = "RIJ=PERSOON", value_parser = row_is)]
    pub confirm: Vec<(u32, PupilId)>,
    /// Deze rij is niemand in het register
    #[arg(long, value_name = "RIJ")]
    pub nobody: Vec<u32>,
    /// Eerste dag van de nieuwe nummers, JJJJ-MM-DD (anders vandaag)
    #[arg(long, default_value = "")]
    pub date: String,
    /// Soort personen
    #[arg(long, value_enum, default_value_t = Kind::Pupil)]
    pub kind: Kind,
    /// Voert uit
    #[arg(long)]
    pub apply: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Kind {
    /// Leerlingen
    Pupil,
    /// Internen
    Boarder,
    /// Personeel
    Staff,
}

impl Kind {
    /// As in the register.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Pupil => "pupil",
            Kind::Boarder => "boarder",
            Kind::Staff => "staff",
        }
    }
}

/// `12=0192f…`: a line of the file and a person.
pub(super) fn row_is(text: &str) -> Result<(u32, PupilId), String> {
    let (row, pupil) = text.split_once('=').ok_or("verwacht RIJ=LEERLING")?;
    let row = row.parse().map_err(|_| "de rij is geen getal")?;
    let pupil = Uuid::parse_str(pupil).map_err(|_| "dat is geen leerling (id van `stamboek pupils`)")?;
    Ok((row, PupilId(pupil)))
}
