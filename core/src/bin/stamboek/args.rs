//! What can be typed behind `stamboek`.

mod attendance;
mod cards;
mod enrolments;
mod imports;
mod overlaps;
mod sync;

pub use attendance::{Attendance, ExportMarks, Half, ImportMarks, Marks, RollOf, SetMark, WeekOf};
pub use cards::{Bars, Content, Look, Print, PrintCards, PrintList};
pub use enrolments::{Enrol, Leave, Move, NewYear, State, Status};
pub use imports::{Import, ImportNumbers, ImportPupils, Reading};
pub use overlaps::{ControlOf, ImportElsewhere, ImportSchools, OverlapsOf};
pub use sync::{Join, Sync};

use std::path::PathBuf;

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
    /// De sleutel van het register
    #[command(subcommand)]
    Key(Key),
    /// Deze laptop bij de centrale server
    #[command(subcommand)]
    Sync(Sync),
    /// Beheert de centrale server, op de machine waar hij draait
    #[command(disable_help_flag = true)]
    Server {
        /// Wat achter `stamboek-server` komt
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPDRACHT")]
        words: Vec<std::ffi::OsString>,
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

#[derive(Subcommand)]
pub enum Key {
    /// Geeft het register een nieuwe sleutel, na een vermoeden van een lek
    Rotate(Rotate),
}

#[derive(Args)]
pub struct Rotate {
    /// PDF van het nieuwe herstelblad; nodig als er een herstelblad is
    #[arg(long, value_name = "BESTAND")]
    pub sheet: Option<PathBuf>,
    /// Nieuw sleutelbestand; zonder blijft het sleutelbestand hetzelfde
    #[arg(long, value_name = "BESTAND")]
    pub new_key_file: Option<PathBuf>,
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

fn pupil(text: &str) -> Result<PupilId, String> {
    Uuid::parse_str(text).map(PupilId).map_err(|_| "geen id van een leerling".to_owned())
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
            "stamboek --key-file k key rotate --sheet blad.pdf --new-key-file k2",
            "stamboek sync join --server https://sync.example --code ABCD-EFGH-JKMN --ca ca.pem --json",
            "stamboek sync sign-in --login els",
            "stamboek sync leave --leave-behind",
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
            "stamboek sync",
            "stamboek sync join --code ABCD-EFGH-JKMN",
            "stamboek attendance export --format informat --from 1/11/2026 --until 2026-11-30 --out f.txt",
        ] {
            assert!(Arguments::try_parse_from(line.split(' ')).is_err(), "{line}");
        }
    }
}
