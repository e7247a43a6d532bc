//! The file of a pupil: what stands, what was taken away, and who entered it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::admission::{Admission, AdmissionResult};
use stamboek_domain::certificate::CertificateKind;
use stamboek_domain::dossier::DossierRemark;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;
use stamboek_domain::sync::op::Change;

use super::messages::*;
use super::{ADMISSION, CERTIFICATE, CHARACTERISTIC};
use crate::access::{Look, log};
use crate::attendance::School;
use crate::attendance::rules::{MEASURE, PREVIOUS};
use crate::db::OrProblem;
use crate::{Answer, Core, discimus};

/// The file of a pupil. Who looked is logged.
///
/// # Errors
/// `NotFound`.
pub fn read(core: &Core, request: DossierRequest) -> Answer<Dossier> {
    let (register, today, now) = (core.register()?, core.today(), core.now());
    let school = register.school()?;
    register.write_local(|tx| {
        register.members()?.known(request.pupil)?;
        log(tx, now, Look::Sheet, Some(request.pupil), 1, "dossier")
    })?;
    register.read(|db| {
        let (rows, removed) = rows(db, request.pupil, today)?;
        let results = AdmissionResult::of_school(school.calendar(School::year_of(today)).kind);
        let choice = |result: AdmissionResult| AdmissionChoice {
            result,
            label: result.label().to_owned(),
            meaning: result.meaning(),
        };
        let certificates = CertificateKind::ALL.into_iter().map(|kind| CertificateChoice {
            kind,
            label: kind.label().to_owned(),
            exchanged: kind.is_exchanged(),
        });
        Ok(Dossier {
            rows,
            removed,
            results: results.into_iter().map(choice).collect(),
            certificates: certificates.collect(),
        })
    })
}

/// Results of admission checks of a pupil.
pub(crate) fn admissions(db: &Connection, pupil: PupilId) -> Answer<Vec<Admission>> {
    let facts = facts(db, pupil)?;
    let of = |(key, value): (String, String)| match entry(&key, &value)? {
        DossierEntry::Admission(admission) => Some(admission),
        _ => None,
    };
    Ok(facts.into_iter().filter_map(of).collect())
}

/// What stands, and what was taken away; newest first in each part.
pub(crate) fn rows(
    db: &Connection,
    pupil: PupilId,
    today: NaiveDate,
) -> Answer<(Vec<DossierRow>, Vec<DossierRow>)> {
    let mut history = history(db, pupil)?;
    let mut standing = Vec::new();
    for (key, value) in facts(db, pupil)? {
        let Some(entry) = entry(&key, &value) else { continue };
        standing.push(DossierRow {
            id: id_of(&key).to_owned(),
            remarks: remarks(&entry, today),
            sent: discimus::status(db, &discimus::fact_record(pupil, &key))?,
            history: history.remove(&key).unwrap_or_default(),
            entry,
        });
    }
    let gone = history.into_iter().filter_map(|(key, history)| {
        // The last thing that stood there is what was taken away.
        let entry = history.iter().find_map(|change| change.now.clone())?;
        let id = id_of(&key).to_owned();
        Some(DossierRow { id, entry, remarks: Vec::new(), sent: None, history })
    });
    let mut removed: Vec<DossierRow> = gone.collect();
    for rows in [&mut standing, &mut removed] {
        rows.sort_by_key(|row| std::cmp::Reverse(day(&row.entry)));
    }
    Ok((standing, removed))
}

/// Every fact of a pupil: key and value, in the order of the keys.
pub(crate) fn facts(db: &Connection, pupil: PupilId) -> Answer<Vec<(String, String)>> {
    let mut select =
        db.prepare_cached("SELECT key, value FROM view_fact WHERE pupil = ?1 ORDER BY key").or_problem()?;
    select
        .query_map([pupil.0.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
        .and_then(Iterator::collect)
        .or_problem()
}

/// What a fact is in the file; `None`: something else.
fn entry(key: &str, value: &str) -> Option<DossierEntry> {
    fn read<T: serde::de::DeserializeOwned>(value: &str) -> Option<T> {
        serde_json::from_str(value).ok()
    }
    let (kind, rest) = key.split_once('/')?;
    match format!("{kind}/").as_str() {
        CHARACTERISTIC => read(value).map(DossierEntry::Characteristic),
        CERTIFICATE => read(value).map(DossierEntry::Certificate),
        ADMISSION => read(value).map(DossierEntry::Admission),
        MEASURE => read(value).map(DossierEntry::Measure),
        PREVIOUS => {
            let year = SchoolYear::parse(rest).ok()?;
            read(value).map(|totals| DossierEntry::PreviousSchool { year, totals })
        }
        _ => None,
    }
}

fn id_of(key: &str) -> &str {
    key.rsplit('/').next().unwrap_or(key)
}

fn day(entry: &DossierEntry) -> NaiveDate {
    match entry {
        DossierEntry::Characteristic(one) => one.from,
        DossierEntry::Certificate(one) => one.on,
        DossierEntry::Admission(one) => one.on,
        DossierEntry::Measure(one) => one.from,
        DossierEntry::PreviousSchool { year, .. } => year.first_day(),
    }
}

/// What is worth saying today. That an older characteristic does not lie in the current school year is
/// a rule of entering it.
fn remarks(entry: &DossierEntry, today: NaiveDate) -> Vec<DossierRemark> {
    let all = match entry {
        DossierEntry::Characteristic(one) => one.check(today),
        DossierEntry::Certificate(one) => one.check(today),
        DossierEntry::Admission(one) => one.check(today),
        DossierEntry::Measure(one) => one.check(),
        DossierEntry::PreviousSchool { .. } => Vec::new(),
    };
    all.into_iter().filter(|remark| !remark.refuses).collect()
}

/// What was entered under each key, newest first; undone entries are changes like any other.
fn history(db: &Connection, pupil: PupilId) -> Answer<BTreeMap<String, Vec<DossierChange>>> {
    let mut select = db
        .prepare_cached(
            "SELECT o.body, o.saved_at FROM op_pupil p JOIN outbox o ON o.n = p.n
             WHERE p.pupil = ?1 AND o.outcome = 'applied' ORDER BY p.n DESC",
        )
        .or_problem()?;
    let mut rows = select.query([pupil.0.to_string()]).or_problem()?;
    let mut history: BTreeMap<String, Vec<DossierChange>> = BTreeMap::new();
    while let Some(row) = rows.next().or_problem()? {
        let op = crate::history::op(row.get_ref(0).or_problem()?.as_str().unwrap_or_default())?;
        let Change::FactSet { key, now, was, .. } = op.change else { continue };
        let now = now.and_then(|now| entry(&key, &now));
        if now.is_none() && was.and_then(|was| entry(&key, &was)).is_none() {
            continue;
        }
        let (at, by) = (row.get(1).or_problem()?, op.user.unwrap_or_default());
        let change = DossierChange { op: op.op_id.0.to_string(), at, by, now };
        history.entry(key).or_default().push(change);
    }
    Ok(history)
}
