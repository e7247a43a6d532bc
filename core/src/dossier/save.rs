//! Saving one part of the file.

use serde::Serialize;
use serde::de::DeserializeOwned;
use stamboek_domain::dossier::DossierRemark;
use stamboek_domain::follow_up::PreviousSchool;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use uuid::Uuid;

use super::messages::*;
use super::{ADMISSION, CERTIFICATE, CHARACTERISTIC, fact};
use crate::attendance::messages::{MeasureRequest, PreviousSchoolRequest};
use crate::history::messages::Saved;
use crate::{Answer, Core, attendance, enrolments};

/// Saves a part of the file.
///
/// # Errors
/// Those of the part.
pub fn save(core: &Core, request: DossierSave) -> Answer<Saved> {
    match request {
        DossierSave::FollowUp(request) => attendance::save_follow_up(core, request),
        DossierSave::PreviousSchool(request) => attendance::save_previous_school(core, request),
        DossierSave::Measure(request) => attendance::save_measure(core, request),
        DossierSave::Entry(request) => entry(core, request),
        DossierSave::Personal(request) => enrolments::save_personal(core, request),
    }
}

/// What an entry was and becomes, when both are of one kind.
macro_rules! of_kind {
    ($was:expr, $now:expr, $kind:ident) => {
        match ($was, $now) {
            (Some(DossierEntry::$kind(was)), Some(DossierEntry::$kind(now))) => (Some(was), Some(now)),
            (Some(DossierEntry::$kind(was)), None) => (Some(was), None),
            (None, Some(DossierEntry::$kind(now))) => (None, Some(now)),
            _ => return Err(Code::BadRequest.into()),
        }
    };
}

/// Sets, changes or takes away one entry of any kind.
///
/// # Errors
/// `EntryRefused` with `why` and the source of the rule; `Stale`; `NotFound`; `BadRequest` when what
/// was and what becomes are of two kinds; those of measures and of totals of a previous school.
fn entry(core: &Core, request: EntryRequest) -> Answer<Saved> {
    let EntryRequest { pupil, id, was, now } = request;
    let today = core.today();
    match was.as_ref().or(now.as_ref()) {
        None => Ok(Saved { batch: None }),
        Some(DossierEntry::Characteristic(_)) => {
            let (was, now) = of_kind!(was, now, Characteristic);
            let kind = was.as_ref().or(now.as_ref()).map_or("", |one| one.kind.name());
            let remarks = now.as_ref().map(|now| now.check(today)).unwrap_or_default();
            put(core, pupil, &format!("{CHARACTERISTIC}{kind}/"), id, (was, now), &remarks)
        }
        Some(DossierEntry::Certificate(_)) => {
            let (was, now) = of_kind!(was, now, Certificate);
            let remarks = now.as_ref().map(|now| now.check(today)).unwrap_or_default();
            put(core, pupil, CERTIFICATE, id, (was, now), &remarks)
        }
        Some(DossierEntry::Admission(_)) => {
            let (was, now) = of_kind!(was, now, Admission);
            let remarks = now.as_ref().map(|now| now.check(today)).unwrap_or_default();
            put(core, pupil, ADMISSION, id, (was, now), &remarks)
        }
        Some(DossierEntry::Measure(_)) => {
            let (was, now) = of_kind!(was, now, Measure);
            attendance::save_measure(core, MeasureRequest { pupil, id, was, now })
        }
        Some(DossierEntry::PreviousSchool { year, .. }) => {
            let year = *year;
            let totals = |entry| match entry {
                Some(DossierEntry::PreviousSchool { year: other, totals }) if other == year => Ok(totals),
                None => Ok(PreviousSchool::default()),
                _ => Err(Problem::new(Code::BadRequest)),
            };
            let (was, now) = (totals(was)?, totals(now)?);
            attendance::save_previous_school(core, PreviousSchoolRequest { pupil, year, was, now })
        }
    }
}

fn put<T: Serialize + DeserializeOwned + PartialEq>(
    core: &Core,
    pupil: PupilId,
    prefix: &str,
    id: Option<String>,
    (was, now): (Option<T>, Option<T>),
    remarks: &[DossierRemark],
) -> Answer<Saved> {
    if let Some(remark) = remarks.iter().find(|remark| remark.refuses) {
        return Err(refused(remark));
    }
    let id = match id {
        None => Uuid::now_v7(),
        Some(id) => Uuid::parse_str(&id).map_err(|_| Problem::new(Code::NotFound).with("what", "entry"))?,
    };
    let key = format!("{prefix}{id}");
    core.register()?.write("dossier", |batch| {
        fact::fresh("entry", &fact::get::<T>(batch, pupil, &key)?, &was, &now)?;
        fact::set(batch, pupil, &key, now.as_ref())?;
        Ok(Saved { batch: batch.saved() })
    })
}

/// The reason as it travels, with its values and its source.
fn refused(remark: &DossierRemark) -> Problem {
    let mut problem = Problem::new(Code::EntryRefused).with("source", remark.source.title);
    if let Ok(serde_json::Value::Object(values)) = serde_json::to_value(remark.kind) {
        for (key, value) in values {
            let key = if key == "what" { "why" } else { &key };
            problem = problem.with(key, value.as_str().unwrap_or_default());
        }
    }
    problem
}
