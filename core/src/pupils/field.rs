//! A field as a person typed it, in its canonical form.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};
use stamboek_domain::class::ClassCode;
use stamboek_domain::date;
use stamboek_domain::institution::{InstitutionNumber, Location};
use stamboek_domain::insz::Insz;
use stamboek_domain::name::tidy;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::stamnummer::Stamnummer;
use unicode_normalization::UnicodeNormalization;

use crate::Answer;
use crate::db::OrProblem;

/// Longest name, in characters.
const LONGEST_NAME: usize = 100;

/// The value as the register keeps it; `None` is an empty field.
///
/// # Errors
/// `InvalidValue` with `field`, `value` (as typed; empty for an INSZ) and `why`, the fault's name.
pub fn parse(field: PupilField, typed: &str, today: NaiveDate) -> Answer<Option<String>> {
    let text = tidy(&typed.nfc().collect::<String>());
    let refuse = |why: &str| {
        let value = if field == PupilField::Insz { "" } else { typed };
        Problem::new(Code::InvalidValue).with("field", field.name()).with("value", value).with("why", why)
    };
    if text.is_empty() {
        return match field {
            PupilField::LastName | PupilField::FirstName | PupilField::Kind => Err(refuse("empty")),
            _ => Ok(None),
        };
    }
    let value = match field {
        PupilField::LastName | PupilField::FirstName => {
            if text.chars().any(|c| c.is_control() || is_invisible(c)) {
                return Err(refuse("characters"));
            }
            if text.chars().count() > LONGEST_NAME {
                return Err(refuse("length"));
            }
            text
        }
        PupilField::BirthDate => match date::parse(&text, today).map_err(|fault| refuse(fault.code()))? {
            birth if birth > today => return Err(refuse("future")),
            birth => birth.to_string(),
        },
        PupilField::Insz => {
            Insz::parse(&text, today).map_err(|fault| refuse(fault.code()))?.as_str().to_owned()
        }
        PupilField::Sex => match text.to_lowercase().as_str() {
            "m" | "man" | "jongen" => "m".to_owned(),
            "v" | "vrouw" | "meisje" => "v".to_owned(),
            "x" => "x".to_owned(),
            _ => return Err(refuse("characters")),
        },
        PupilField::Class => {
            ClassCode::parse(&text).map_err(|fault| refuse(fault.code()))?.as_str().to_owned()
        }
        PupilField::Stamnummer => {
            Stamnummer::parse(&text).map_err(|fault| refuse(fault.code()))?.as_str().to_owned()
        }
        PupilField::Institution => {
            InstitutionNumber::parse(&text).map_err(|fault| refuse(fault.code()))?.as_str().to_owned()
        }
        // A person types 1 for 001.
        PupilField::Location => {
            Location::parse_stripped(&text).map_err(|fault| refuse(fault.code()))?.as_str().to_owned()
        }
        PupilField::Kind => match text.as_str() {
            "pupil" | "boarder" | "staff" => text,
            _ => return Err(refuse("characters")),
        },
    };
    Ok(Some(value))
}

/// Characters that nobody sees and that can make a name read as another one (S35).
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Refuses an INSZ that is another person's: `InszTaken` with `name` and `class`.
pub fn insz_is_free(db: &Connection, insz: &str, except: Option<PupilId>) -> Answer<()> {
    let holder = holder(
        db,
        "SELECT last_name || ' ' || first_name, class FROM view_pupil
         WHERE removed = 0 AND insz = ?1 AND id <> ?2",
        (insz, id(except)),
    )?;
    refuse_taken(Code::InszTaken, holder)
}

/// Refuses a stamnummer that is another person's in that institution: `StamnummerTaken` with
/// `name` and `class`.
pub fn stamnummer_is_free(
    db: &Connection,
    institution: &str,
    stamnummer: &str,
    except: Option<PupilId>,
) -> Answer<()> {
    let holder = holder(
        db,
        "SELECT last_name || ' ' || first_name, class FROM view_pupil
         WHERE removed = 0 AND stamnummer = ?1 AND institution = ?2 AND id <> ?3",
        (stamnummer, institution, id(except)),
    )?;
    refuse_taken(Code::StamnummerTaken, holder)
}

fn id(except: Option<PupilId>) -> String {
    except.map_or_else(String::new, |id| id.0.to_string())
}

fn holder(db: &Connection, sql: &str, values: impl rusqlite::Params) -> Answer<Option<(String, String)>> {
    db.prepare_cached(sql)
        .and_then(|mut select| select.query_row(values, |row| Ok((row.get(0)?, row.get(1)?))).optional())
        .or_problem()
}

fn refuse_taken(code: Code, holder: Option<(String, String)>) -> Answer<()> {
    match holder {
        Some((name, class)) => Err(Problem::new(code).with("name", name).with("class", class)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(field: PupilField, text: &str) -> Answer<Option<String>> {
        parse(field, text, NaiveDate::from_ymd_opt(2026, 11, 21).unwrap())
    }

    #[test]
    fn what_a_person_types_becomes_canonical() {
        for (field, text, value) in [
            (PupilField::BirthDate, "3/4/15", "2015-04-03"),
            (PupilField::BirthDate, "03-04-2015", "2015-04-03"),
            (PupilField::Insz, "85.07.30-033.28", "85073003328"),
            (PupilField::Sex, "Meisje", "v"),
            (PupilField::Location, "1", "001"),
            (PupilField::Class, " L4 B ", "L4 B"),
            (PupilField::LastName, " Van  den Zoe\u{308} ", "Van den Zoë"),
        ] {
            assert_eq!(typed(field, text).unwrap().as_deref(), Some(value), "{text}");
        }
        assert!(typed(PupilField::Stamnummer, "  ").unwrap().is_none());
    }

    #[test]
    fn what_does_not_fit_is_refused_with_the_reason() {
        for (field, text, why) in [
            (PupilField::BirthDate, "31/02/2015", "range"),
            (PupilField::BirthDate, "1/1/2027", "future"),
            (PupilField::Insz, "85073003329", "check_digits"),
            (PupilField::Institution, "39107", "length"),
            (PupilField::LastName, " ", "empty"),
            (PupilField::LastName, "Ja\u{202e}n", "characters"),
            (PupilField::Sex, "?", "characters"),
        ] {
            let problem = typed(field, text).unwrap_err();
            assert_eq!(problem.values["why"], why, "{text}");
        }
        assert_eq!(
            typed(PupilField::Insz, "85073003329").unwrap_err().values["value"],
            "",
            "no INSZ in a message"
        );
    }
}
