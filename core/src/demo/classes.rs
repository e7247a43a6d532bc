//! Years and parallel classes of the demo school.

use super::Level;

/// A class with the year in which most of its pupils were born.
pub(super) struct Class {
    pub(super) code: String,
    pub(super) birth_year: i32,
    /// Years that somebody who came at the start has been in this school before this one.
    pub(super) years_before: u16,
    pub(super) location: &'static str,
}

/// Years of study as a secondary school names them. Invented: the codes are a school's own.
const STUDIES: &[&str] = &["ECO", "HUM", "LAT", "NAW", "TWE", "ZOR", "MEC", "HOU", "STW", "KUN"];

/// The classes of a school that began its year in September of `begin_year`: about 22 pupils in
/// each. One list a year of study, in order of age.
pub(super) fn years(level: Level, pupils: u32, begin_year: i32) -> Vec<Vec<Class>> {
    // Age reached in the calendar year in which the school year begins: 3 in K1, 12 in the first
    // year of secondary school.
    let (count, first_age) = match level {
        Level::Basis => (9, 3),
        Level::Secundair => (6, 12),
    };
    let parallel = (f64::from(pupils) / f64::from(count) / 22.0).ceil().max(1.0) as usize;
    (0..count as u16)
        .map(|year| {
            (0..parallel)
                .map(|n| Class {
                    code: code(level, year, n),
                    birth_year: begin_year - first_age - i32::from(year),
                    years_before: year,
                    location: if n > 0 && n + 1 == parallel { "002" } else { "001" },
                })
                .collect()
        })
        .collect()
}

fn code(level: Level, year: u16, n: usize) -> String {
    match level {
        Level::Basis if year < 3 => format!("K{}{}", year + 1, letters(n)),
        Level::Basis => format!("L{}{}", year - 2, letters(n)),
        Level::Secundair => match year {
            0 if n % 5 == 4 => format!("1B{}", n / 5 + 1),
            0 => format!("1A{}", n + 1 - n / 5),
            _ => {
                let again = if n < STUDIES.len() { String::new() } else { letters(n / STUDIES.len()) };
                format!("{}{}{again}", year + 1, STUDIES[n % STUDIES.len()])
            }
        },
    }
}

/// A to Z, then AA, AB, ….
fn letters(n: usize) -> String {
    let last = char::from(b'A' + (n % 26) as u8);
    match n / 26 {
        0 => last.to_string(),
        before => format!("{}{last}", letters(before - 1)),
    }
}
