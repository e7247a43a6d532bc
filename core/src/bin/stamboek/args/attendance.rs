//! What can be typed behind `stamboek attendance`.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Subcommand, ValueEnum};
use stamboek_domain::pupil::PupilId;

use super::pupil;

#[derive(Subcommand)]
pub enum Attendance {
    /// Zet of wist de code van een leerling op een halve dag
    Set(SetMark),
    /// Neemt het register van een klas: iedereen zonder code is aanwezig
    Roll(RollOf),
    /// Toont het register van een klas in een week
    Show(WeekOf),
    /// Toont wat op te volgen is
    Worklist,
    /// Schrijft de codes van een periode naar een bestand
    Export(ExportMarks),
    /// Leest het tekstbestand van Informat in; zonder --apply blijft het bij een proef
    Import(ImportMarks),
}

#[derive(Args)]
pub struct SetMark {
    /// Dag, JJJJ-MM-DD
    #[arg(long, value_name = "DAG")]
    pub date: NaiveDate,
    /// Voormiddag of namiddag
    #[arg(long, value_enum, ignore_case = true)]
    pub half: Half,
    /// Leerling: de id uit `pupils`
    #[arg(long, value_name = "ID", value_parser = pupil)]
    pub pupil: PupilId,
    /// Code van de school, bijvoorbeeld Z of R03
    #[arg(long, required_unless_present = "clear")]
    pub code: Option<String>,
    /// Wist wat er staat
    #[arg(long, conflicts_with_all = ["code", "time", "note"])]
    pub clear: bool,
    /// Uur van aankomst van wie te laat is, UU:MM
    #[arg(long, value_name = "UUR", value_parser = time)]
    pub time: Option<NaiveTime>,
    /// Opmerking
    #[arg(long)]
    pub note: Option<String>,
}

#[derive(Args)]
pub struct RollOf {
    /// Klas
    #[arg(long, value_name = "KLAS")]
    pub class: String,
    /// Dag, JJJJ-MM-DD
    #[arg(long, value_name = "DAG")]
    pub date: NaiveDate,
    /// Een halve dag; anders elke halve dag met les
    #[arg(long, value_enum, ignore_case = true)]
    pub half: Option<Half>,
}

#[derive(Args)]
pub struct WeekOf {
    /// Klas
    #[arg(long, value_name = "KLAS")]
    pub class: String,
    /// Een dag van de week, JJJJ-MM-DD
    #[arg(long, value_name = "DAG")]
    pub week: NaiveDate,
}

#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "UPPER")]
pub enum Half {
    /// Voormiddag
    Vm,
    /// Namiddag
    Nm,
}

#[derive(Args)]
pub struct ExportMarks {
    /// Soort bestand
    #[arg(long, value_enum)]
    pub format: Marks,
    /// Eerste dag, JJJJ-MM-DD
    #[arg(long, value_name = "DAG")]
    pub from: NaiveDate,
    /// Laatste dag, JJJJ-MM-DD
    #[arg(long, value_name = "DAG")]
    pub until: NaiveDate,
    /// Het bestand
    #[arg(long, value_name = "BESTAND")]
    pub out: PathBuf,
    /// Database van de nummers (anders die van de instellingen)
    #[arg(long, default_value = "")]
    pub database: String,
    /// Alles opnieuw, ook wat sinds het vorige bestand niet wijzigde
    #[arg(long)]
    pub all: bool,
    /// Wat sinds een vorig bestand gewist werd, is ook in Informat gewist: meld het niet meer
    #[arg(long)]
    pub cleared: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Marks {
    /// Het “inlezen bestand” van Informat
    Informat,
    /// CSV
    Csv,
    /// Rekenblad
    Xlsx,
}

#[derive(Args)]
pub struct ImportMarks {
    /// Het tekstbestand
    pub file: PathBuf,
    /// Database van de nummers (anders die van de instellingen)
    #[arg(long, default_value = "")]
    pub database: String,
    /// Vervangt wat er anders staat
    #[arg(long)]
    pub replace: bool,
    /// Informat las dit bestand ook in: een volgend bestand hoeft het niet meer te zeggen
    #[arg(long)]
    pub known: bool,
    /// Voert uit
    #[arg(long)]
    pub apply: bool,
}

fn time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "geen uur (UU:MM)".to_owned())
}
