//! The demo school: invented people, the same ones for the same seed, of any size.
//!
//! Nobody in it exists. Every INSZ has the counter 000 or 999, which are never issued
//! (discimus.md 4.1), and the institution number is not one of a school.

mod absences;
mod attendance;
mod classes;
mod enrolments;
mod families;
mod files;
mod fill;
mod names;
mod random;
mod school_days;

pub use families::{Person, people};
pub use files::{MigrationFiles, files};
pub use fill::fill;

use chrono::{NaiveDate, NaiveTime};
use stamboek_domain::school_year::SchoolYear;
use uuid::{Builder, Uuid};

/// What kind of school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Basisonderwijs: K1 to L6.
    Basis,
    /// Secundair onderwijs: first to sixth year.
    Secundair,
}

/// A demo school as wished.
#[derive(Clone, Debug)]
pub struct Params {
    /// Another seed, other people.
    pub seed: u64,
    /// Pupils, boarders included.
    pub pupils: u32,
    /// Members of staff besides.
    pub staff: u32,
    /// What kind of school.
    pub level: Level,
    /// Name of the school.
    pub school: String,
    /// The day it is: decides the school year.
    pub today: NaiveDate,
    /// Instellingsnummer.
    pub institution: String,
    /// System of the person numbers.
    pub system: String,
    /// Database that issued them.
    pub database: String,
    /// School years of which registers were taken, until yesterday, the present one included; 0:
    /// no calendar, no registers.
    pub registers: u16,
    /// Enrolments in the school, groups and classes, addresses and contacts; with registers always.
    pub enrolments: bool,
}

impl Params {
    /// A primary school without staff and without registers; change what you wish.
    pub fn new(pupils: u32, today: NaiveDate) -> Self {
        Self {
            seed: 1,
            pupils,
            staff: 0,
            level: Level::Basis,
            school: "Demoschool De Regenboog".into(),
            today,
            institution: "099901".into(),
            system: "informat".into(),
            database: "VBS Dijleland".into(),
            registers: 0,
            enrolments: false,
        }
    }

    /// The same identity for the same random numbers.
    fn id(&self, random: &mut random::Random) -> Uuid {
        let at = self.today.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
        Builder::from_unix_timestamp_millis(at.unsigned_abs(), &random.bytes()).into_uuid()
    }

    /// Calendar year in which the school year of `today` begins.
    fn begin_year(&self) -> i32 {
        SchoolYear::of(self.today).map_or(2026, |year| i32::from(year.begin_year()))
    }
}
