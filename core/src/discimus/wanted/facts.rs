//! Measures, characteristics and certificates.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use stamboek_domain::discimus::{Certificate, Characteristic, Content, Measure, Subject};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::{certificate, characteristic, measure};

use super::{Source, Wanted};
use crate::Answer;
use crate::attendance::rules::MEASURE;
use crate::dossier::{CERTIFICATE, CHARACTERISTIC};

/// What is of this school year, or was told before. The school of the newest enrolment tells it.
pub(super) fn of_pupil(
    source: &Source,
    pupil: PupilId,
    institution: &InstitutionNumber,
    wanted: &mut Vec<Wanted>,
) -> Answer<()> {
    for (key, value) in crate::dossier::facts(source.db, pupil)? {
        let Some((subject, on, content, fault)) = of_fact(&key, &value) else { continue };
        let record = record(pupil, &key);
        if on < source.year.first_day() && !source.is_told(&record) {
            continue;
        }
        let (institution, about) = (institution.clone(), on.to_string());
        let place = about.clone();
        wanted.push(Wanted { record, pupil, institution, subject, place, about, content, fault });
    }
    Ok(())
}

/// The record of a fact: its key, with the pupil after its kind.
pub(crate) fn record(pupil: PupilId, key: &str) -> String {
    match key.split_once('/') {
        Some((kind, rest)) => format!("{kind}/{}/{rest}", pupil.0),
        None => key.to_owned(),
    }
}

type Told = (Subject, NaiveDate, Content, Option<&'static str>);

fn of_fact(key: &str, value: &str) -> Option<Told> {
    if key.starts_with(MEASURE) {
        let measure::Measure { kind, from, until, .. } = read(value)?;
        Some((Subject::Measure, from, Content::Measure(Measure { kind, from, until }), None))
    } else if key.starts_with(CHARACTERISTIC) {
        let read: characteristic::Characteristic = read(value)?;
        let fault = (!read.may_be_sent()).then_some("form_missing");
        let content = Characteristic { kind: read.kind, value: read.value, from: read.from };
        Some((Subject::Characteristic, content.from, Content::Characteristic(content), fault))
    } else if key.starts_with(CERTIFICATE) {
        let read: certificate::Certificate = read(value)?;
        let certificate::Certificate { kind, title, year, group, on, exclusions } = read;
        let content = Certificate { kind, title, year, group, on, exclusions };
        kind.is_exchanged().then_some((Subject::Certificate, on, Content::Certificate(content), None))
    } else {
        None
    }
}

fn read<T: DeserializeOwned>(value: &str) -> Option<T> {
    serde_json::from_str(value).ok()
}
