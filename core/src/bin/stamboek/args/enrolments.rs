//! What can be typed about enrolments.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use stamboek_domain::pupil::PupilId;

use super::pupil;

#[derive(Args)]
pub struct Enrol {
    /// Leerling van het register, of oud-leerling: de id uit `pupils`
    #[arg(long, value_name = "ID", value_parser = pupil)]
    pub pupil: Option<PupilId>,
    /// Gegeven van de leerling, bijvoorbeeld last_name=Peeters
    #[arg(long = "set", value_name = "GEGEVEN=WAARDE", value_parser = pair)]
    pub fields: Vec<(String, String)>,
    /// Klas
    #[arg(long, default_value = "", value_name = "KLAS")]
    pub class: String,
    /// Begindatum, JJJJ-MM-DD (anders de voorgestelde)
    #[arg(long, value_name = "DAG")]
    pub from: Option<NaiveDate>,
    /// Moment van inschrijving, JJJJ-MM-DDTUU:MM (anders nu)
    #[arg(long, default_value = "", value_name = "MOMENT")]
    pub moment: String,
    /// Status
    #[arg(long, value_enum, default_value_t = Status::Realised)]
    pub status: Status,
    /// Reden van een weigering
    #[arg(long, default_value = "", value_name = "REDEN")]
    pub reason: String,
    /// Instellingsnummer (anders dat van de instellingen)
    #[arg(long, default_value = "", value_name = "NUMMER")]
    pub institution: String,
    /// Stamnummer (anders het volgende)
    #[arg(long, default_value = "", value_name = "NUMMER")]
    pub stamnummer: String,
    /// Administratieve groep
    #[arg(long, value_name = "GROEP", requires = "location")]
    pub group: Option<String>,
    /// Vestigingsplaats
    #[arg(long, value_name = "NUMMER", requires = "group")]
    pub location: Option<String>,
    /// Levensbeschouwelijk vak
    #[arg(long, default_value = "", value_name = "CODE")]
    pub philosophy: String,
    /// Financierbaarheidscode
    #[arg(long, default_value = "", value_name = "CODE")]
    pub funding: String,
    /// Adresgegeven, bijvoorbeeld street=Kerkstraat
    #[arg(long, value_name = "GEGEVEN=WAARDE", value_parser = pair)]
    pub address: Vec<(String, String)>,
    /// Nationaliteit
    #[arg(long, value_name = "TEKST")]
    pub nationality: Option<String>,
    /// Iemand anders dan wie erop lijkt
    #[arg(long)]
    pub different: bool,
    /// Voert uit
    #[arg(long)]
    pub apply: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Status {
    /// Gerealiseerd
    Realised,
    /// Niet-gerealiseerd: geweigerd
    NotRealised,
    /// Uitgesteld
    Postponed,
    /// Parallel
    Parallel,
}

#[derive(Args)]
#[command(group = clap::ArgGroup::new("how").required(true))]
pub struct Leave {
    /// Leerling: de id uit `pupils`
    #[arg(long, value_name = "ID", value_parser = pupil)]
    pub pupil: PupilId,
    /// Laatste dag, JJJJ-MM-DD
    #[arg(long, value_name = "DAG", group = "how")]
    pub until: Option<NaiveDate>,
    /// Aanleiding van de uitschrijving
    #[arg(long, default_value = "", value_name = "TEKST", requires = "until")]
    pub cause: String,
    /// Situatie na de uitschrijving
    #[arg(long, default_value = "", value_name = "TEKST", requires = "until")]
    pub situation: String,
    /// De leerling is nooit gekomen
    #[arg(long, group = "how")]
    pub never_came: bool,
    /// Annuleert de inschrijving in de school: een administratieve vergissing, met haar reden
    #[arg(long, value_name = "REDEN", group = "how", requires = "confirm")]
    pub cancel: Option<String>,
    /// Bevestigt dat annuleren de hele inschrijving bij AGODI wist
    #[arg(long)]
    pub confirm: bool,
    /// De leerling blijft toch: neemt de einddatum weg
    #[arg(long, group = "how")]
    pub stays: bool,
    /// Voert uit
    #[arg(long)]
    pub apply: bool,
}

#[derive(Args)]
#[command(group = clap::ArgGroup::new("who").required(true).multiple(true))]
pub struct Move {
    /// Leerling: de id uit `pupils`; mag herhaald worden
    #[arg(long = "pupil", value_name = "ID", value_parser = pupil, group = "who")]
    pub pupils: Vec<PupilId>,
    /// Een hele klas
    #[arg(long, default_value = "", value_name = "KLAS", group = "who")]
    pub class_of: String,
    /// Eerste dag, JJJJ-MM-DD
    #[arg(long, value_name = "DAG")]
    pub on: NaiveDate,
    /// Naar deze administratieve groep
    #[arg(long, value_name = "GROEP")]
    pub group: Option<String>,
    /// Naar deze vestigingsplaats
    #[arg(long, value_name = "NUMMER")]
    pub location: Option<String>,
    /// Naar deze klas
    #[arg(long, value_name = "KLAS")]
    pub class: Option<String>,
    /// Voert uit
    #[arg(long)]
    pub apply: bool,
}

#[derive(Args)]
pub struct NewYear {
    /// Het nieuwe schooljaar, bijvoorbeeld 2027-2028 (anders het volgende)
    #[arg(long, value_name = "JAAR")]
    pub year: Option<String>,
    /// Klas van dit jaar, en de klas waarnaar ze overgaat: L1A=L2A, of L1A=L2A/GROEP
    #[arg(long, value_name = "KLAS=KLAS", value_parser = pair)]
    pub passes: Vec<(String, String)>,
    /// Klas die de school verlaat
    #[arg(long, value_name = "KLAS")]
    pub leaves: Vec<String>,
    /// Klas waarvan het nog niet geweten is
    #[arg(long, value_name = "KLAS")]
    pub unknown: Vec<String>,
    /// In plaats van een nieuw jaar: zet alles over naar dit instellingsnummer
    #[arg(long, value_name = "NUMMER", requires = "on", conflicts_with_all = ["year", "passes", "leaves", "unknown"])]
    pub restructure: Option<String>,
    /// Het huidige instellingsnummer (anders dat van de instellingen)
    #[arg(long, default_value = "", value_name = "NUMMER", requires = "restructure")]
    pub institution: String,
    /// Dag van de herstructurering, JJJJ-MM-DD
    #[arg(long, value_name = "DAG", requires = "restructure")]
    pub on: Option<NaiveDate>,
    /// Voert uit
    #[arg(long)]
    pub apply: bool,
}

#[derive(Args)]
pub struct State {
    /// De dag, JJJJ-MM-DD
    #[arg(long, value_name = "DAG")]
    pub on: NaiveDate,
    /// De dag om mee te vergelijken, JJJJ-MM-DD
    #[arg(long, value_name = "DAG")]
    pub against: Option<NaiveDate>,
    /// Instellingsnummer (anders alle)
    #[arg(long, default_value = "", value_name = "NUMMER")]
    pub institution: String,
}

/// `last_name=Peeters`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("verwacht GEGEVEN=WAARDE")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}
