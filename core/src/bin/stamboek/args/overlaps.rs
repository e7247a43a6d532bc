//! What can be typed about pupils who are also enrolled elsewhere.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use stamboek_domain::pupil::PupilId;

use super::Reading;
use super::imports::row_is;

#[derive(Args)]
pub struct OverlapsOf {
    /// Zoals het op die dag staat (anders vandaag), JJJJ-MM-DD
    #[arg(long, value_name = "DAG")]
    pub on: Option<NaiveDate>,
    /// Ook wat deze lijst vertelt, zonder ze over te nemen
    #[arg(long, value_name = "BESTAND")]
    pub file: Option<PathBuf>,
    /// Gegeven uit de kolom met dat opschrift, bijvoorbeeld school=Naam
    #[arg(long = "map", value_name = "GEGEVEN=OPSCHRIFT", requires = "file")]
    pub mapping: Vec<String>,
    /// Ook wat op die dag nog niet zichtbaar is: in het basisonderwijs een volgend schooljaar voor 1 juli
    #[arg(long)]
    pub early: bool,
}

#[derive(Args)]
pub struct ControlOf {
    #[command(flatten)]
    pub reading: Reading,
    /// De dag van de lijst, JJJJ-MM-DD
    #[arg(long, value_name = "DAG")]
    pub on: NaiveDate,
}

#[derive(Args)]
pub struct ImportElsewhere {
    #[command(flatten)]
    pub reading: Reading,
    /// Laat deze rij weg
    #[arg(long, value_name = "RIJ")]
    pub leave_out: Vec<u32>,
    /// Deze rij is die leerling
    #[arg(long, value_name = "RIJ=LEERLING", value_parser = row_is)]
    pub confirm: Vec<(u32, PupilId)>,
    /// Deze rij is niemand in het register
    #[arg(long, value_name = "RIJ")]
    pub nobody: Vec<u32>,
    /// De lijst is volledig: wat een vorige lijst vertelde en deze niet meer, vervalt
    #[arg(long)]
    pub complete: bool,
    /// Voert uit
    #[arg(long)]
    pub apply: bool,
}

#[derive(Args)]
pub struct ImportSchools {
    #[command(flatten)]
    pub reading: Reading,
    /// Laat deze rij weg
    #[arg(long, value_name = "RIJ")]
    pub leave_out: Vec<u32>,
    /// Voert uit
    #[arg(long)]
    pub apply: bool,
}
