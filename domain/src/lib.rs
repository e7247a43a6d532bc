//! What the laptop and the server must agree on.
//!
//! Rules as pure functions and types: no file, no clock, no network, no database. The clock and
//! randomness are always handed in.

pub mod address;
pub mod admission;
pub mod age;
pub mod attendance;
pub mod barcode;
pub mod calendar;
pub mod certificate;
pub mod characteristic;
pub mod class;
pub mod codes;
pub mod compulsory;
pub mod contact;
pub mod date;
pub mod digits;
pub mod discimus;
pub mod dossier;
pub mod elsewhere;
pub mod enrolment;
pub mod follow_up;
pub mod group;
pub mod institution;
pub mod insz;
pub mod label;
pub mod matching;
pub mod measure;
pub mod name;
pub mod number;
pub mod overlap;
pub mod period;
pub mod problem;
pub mod pupil;
pub mod renumbering;
pub mod retention;
pub mod school_year;
pub mod search;
pub mod source;
pub mod stamnummer;
pub mod sync;
pub mod tag;
