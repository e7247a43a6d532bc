//! One school of the table, typed by hand: added, changed, taken away.

use stamboek_domain::elsewhere::School;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::problem::{Code, Problem};

use super::act::{LONGEST_NAME, invalid};
use super::messages::TypedSchool;
use super::schools;
use crate::Answer;
use crate::register::Batch;

/// Adds, changes or removes a school. Another number is another school: the old one goes.
///
/// # Errors
/// `InvalidValue` with the field and why (`empty`, `length`, `characters`, `exists`);
/// `Stale` when the school is no longer as the person saw it.
pub(super) fn put(batch: &mut Batch, was: Option<TypedSchool>, now: Option<TypedSchool>) -> Answer<()> {
    let was = was.map(seen).transpose()?;
    if let Some(was) = &was
        && schools::one(batch.tx(), &was.number)?.as_ref() != Some(was)
    {
        return Err(Problem::new(Code::Stale).with("field", "school"));
    }
    let now = now.map(checked).transpose()?;
    if let Some(now) = &now
        && was.as_ref().is_none_or(|was| was.number != now.number)
        && schools::one(batch.tx(), &now.number)?.is_some()
    {
        return Err(invalid("institution", "exists").with("value", now.number.as_str()));
    }
    let gone = was.filter(|was| now.as_ref().is_none_or(|now| now.number != was.number));
    gone.map_or(Ok(()), |was| schools::remove_school(batch, &was.number))?;
    now.map_or(Ok(()), |now| schools::put_school(batch, &now))
}

/// As it stood in the table.
fn seen(typed: TypedSchool) -> Answer<School> {
    let TypedSchool { name, municipality, phone, email, kind, hospital, .. } = typed;
    let (number, school_group) = (number("institution", &typed.number)?, group(&typed.school_group)?);
    Ok(School { number, name, municipality, phone, email, kind, school_group, hospital })
}

/// For the table: with a number and a name, and no more than a table can hold.
fn checked(typed: TypedSchool) -> Answer<School> {
    let tidy = |text: &str| text.trim().to_owned();
    let school = seen(TypedSchool {
        name: tidy(&typed.name),
        municipality: tidy(&typed.municipality),
        phone: tidy(&typed.phone),
        email: tidy(&typed.email),
        ..typed
    })?;
    if school.name.is_empty() {
        return Err(invalid("school", "empty"));
    }
    for (field, text) in [
        ("school", &school.name),
        ("municipality", &school.municipality),
        ("phone", &school.phone),
        ("email", &school.email),
    ] {
        if text.chars().count() > LONGEST_NAME || text.chars().any(char::is_control) {
            return Err(invalid(field, "length"));
        }
    }
    Ok(school)
}

fn number(field: &str, text: &str) -> Answer<InstitutionNumber> {
    InstitutionNumber::parse(text.trim())
        .map_err(|fault| invalid(field, fault.code()).with("value", text.trim()))
}

fn group(text: &str) -> Answer<Option<InstitutionNumber>> {
    match text.trim() {
        "" => Ok(None),
        text => number("school_group", text).map(Some),
    }
}
