//! What can be typed behind `stamboek`.

mod enrolments;
mod overlaps;

pub use enrolments::{Enrol, Leave, Move, NewYear, State, Status};
pub use overlaps::{ControlOf, ImportElsewhere, ImportSchools, OverlapsOf};

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Parser, Subcommand, ValueEnum};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

/// Het leerlingenregister zonder venster.
#[derive(Parser)]
#[command(name = "stamboek", version, propagate_version = true)]
pub struct Arguments {
    /// Map van het register
    #[arg(long, global = true, value_name = "MAP", default_value = ".")]
    pub data: PathBuf,
    /// Bestand met de sleutel (32 bytes of 64 hexadecimale cijfers); anders de sleutelbos
    #[arg(long, global = true, value_name = "BESTAND")]
    pub key_file: Option<PathBuf>,
    /// Antwoord als JSON
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Maakt een leeg register
    Init {
        /// Naam van de school
        #[arg(long)]
        school: String,
        /// Instellingsnummer, zes cijfers
        #[arg(long)]
        institution: String,
    },
    /// Maakt een register met een verzonnen school
    Demo(Demo),
    /// Leest een lijst in
    #[command(subcommand)]
    Import(Import),
    /// Toont alle personen met hun nummers
    Pupils,
    /// Drukt streepjescodes naar een PDF
    #[command(subcommand)]
    Cards(Print),
    /// Aan- en afwezigheden
    #[command(subcommand)]
    Attendance(Attendance),
    /// Toont wie ook in een andere school is ingeschreven
    Overlaps(OverlapsOf),
    /// Vergelijkt de lijst van AGODI van wie op een dag is ingeschreven met dit register
    Control(ControlOf),
    /// Schrijft een leerling in; zonder --apply blijft het bij een proef
    Enrol(Box<Enrol>),
    /// Schrijft een leerling uit; zonder --apply blijft het bij een proef
    Leave(Leave),
    /// Zet leerlingen in een andere groep, vestigingsplaats of klas; zonder --apply een proef
    Move(Move),
    /// Begint het nieuwe schooljaar, of zet over naar een ander instellingsnummer; zonder --apply een proef
    NewYear(NewYear),
    /// Toont wie op een dag ingeschreven is
    State(State),
    /// Zegt van wie een streepjescode is
    Scan {
        /// Wat de scanner las
        code: String,
    },
    /// Maakt een nagekeken back-up, of zet er een terug
    Backup {
        #[command(subcommand)]
        restore: Option<Restore>,
    },
    /// Kijkt de back-ups na: opent ze en controleert elke pagina
    Verify,
    /// Controleert het register: bestand, lijsten en wijzigingen
    Check,
}

#[derive(Subcommand)]
pub enum Restore {
    /// Zegt wat een back-up terugzetten zou wijzigen, en doet het met --apply
    Restore {
        /// Naam van de back-up, zoals `verify` ze noemt
        file: String,
        /// Voert het uit
        #[arg(long)]
        apply: bool,
    },
}

#[derive(Args)]
pub struct Demo {
    /// Leerlingen
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub pupils: u32,
    /// Personeelsleden
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub staff: u32,
    /// Een ander getal geeft andere mensen
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Soort school
    #[arg(long, value_enum, default_value_t = Level::Basis)]
    pub level: Level,
    /// Schrijft ook de lijsten van een migratie in deze map
    #[arg(long, value_name = "MAP")]
    pub files: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Level {
    /// Basisonderwijs
    Basis,
    /// Secundair onderwijs
    Secundair,
}

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

fn pupil(text: &str) -> Result<PupilId, String> {
    Uuid::parse_str(text).map(PupilId).map_err(|_| "geen id van een leerling".to_owned())
}

fn time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "geen uur (UU:MM)".to_owned())
}

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

#[derive(Subcommand)]
pub enum Print {
    /// Drukt personen uit het register en onthoudt dat
    Print(PrintCards),
    /// Drukt rechtstreeks uit een lijst, zonder ze in te lezen
    FromList(PrintList),
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

/// How it is printed; what is not given is as in the last print.
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

/// `12=0192f…`: a line of the file and a person.
fn row_is(text: &str) -> Result<(u32, PupilId), String> {
    let (row, pupil) = text.split_once('=').ok_or("verwacht RIJ=LEERLING")?;
    let row = row.parse().map_err(|_| "de rij is geen getal")?;
    let pupil =
        uuid::Uuid::parse_str(pupil).map_err(|_| "dat is geen leerling (id van `stamboek pupils`)")?;
    Ok((row, PupilId(pupil)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn options_may_stand_before_and_after_the_subcommand() {
        for line in [
            "stamboek --data d --key-file k --json pupils",
            "stamboek pupils --data d --key-file k --json",
            "stamboek cards print --class 1A --class 1B --out x.pdf",
            "stamboek cards print --outdated --class 1A --start 4 --out x.pdf",
            "stamboek overlaps --on 2026-11-23 --file elders.xlsx --map school=Naam --json",
            "stamboek control lijst.xlsx --on 2026-11-23",
            "stamboek import elsewhere elders.csv --complete --nobody 4 --apply",
            "stamboek import schools scholen.csv --leave-out 9",
            "stamboek cards print --all --symbology code39 --payload raw --sheet L7160 --out x.pdf",
            "stamboek attendance export --format informat --from 2026-11-01 --until 2026-11-30 --out f.txt --all",
            "stamboek attendance import f.txt --replace --apply",
            "stamboek enrol --set last_name=Aerts --set first_name=Lotte --class L4A --group 43056 --location 1 --apply",
            "stamboek leave --pupil 0192f0c0-0000-7000-8000-000000000000 --until 2026-12-18 --cause Verhuis",
            "stamboek leave --pupil 0192f0c0-0000-7000-8000-000000000000 --cancel Vergissing --confirm --apply",
            "stamboek move --class-of L4A --on 2026-12-01 --class L4B --apply",
            "stamboek new-year --passes L1A=L2A/992200 --leaves L6A --unknown OKAN",
            "stamboek new-year --restructure 099999 --on 2027-01-01 --apply",
            "stamboek state --on 2027-02-01 --against 2026-10-01",
            "stamboek import numbers l.csv --from A --to B --confirm 3=0192f0c0-0000-7000-8000-000000000000 --apply",
        ] {
            assert!(Arguments::try_parse_from(line.split(' ')).is_ok(), "{line}");
        }
        for line in [
            "stamboek",
            "stamboek cards print --out x.pdf",
            "stamboek cards print --all --class 1A --out x.pdf",
            "stamboek cards print --all",
            "stamboek import numbers l.csv --from A",
            "stamboek import numbers l.csv --from A --to B --confirm 3",
            "stamboek cards print --all --start 0 --out x.pdf",
            "stamboek control lijst.xlsx",
            "stamboek overlaps --map school=Naam",
            "stamboek enrol --group 43056",
            "stamboek leave --pupil 0192f0c0-0000-7000-8000-000000000000",
            "stamboek leave --pupil 0192f0c0-0000-7000-8000-000000000000 --cancel Vergissing",
            "stamboek move --on 2026-12-01 --class L4B",
            "stamboek new-year --restructure 099999",
            "stamboek state",
            "stamboek attendance export --format informat --from 1/11/2026 --until 2026-11-30 --out f.txt",
        ] {
            assert!(Arguments::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
    }
}
