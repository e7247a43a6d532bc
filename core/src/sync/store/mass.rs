//! A pull that would take away a good part of the pupils waits until a person agreed (S31).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use stamboek_domain::enrolment::{EnrolmentStatus, SchoolEnrolment};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::{EnrolmentRecord, PupilRecord};
use stamboek_domain::sync::merge::Alias;
use stamboek_domain::sync::record::{Body, Kind, RecordKey};

use crate::Answer;
use crate::db::OrProblem;
use crate::register::Register;

/// Fewer than these are seen at a glance; a class of three is no school.
const FEW: usize = 5;

/// What a pull would do to the pupils of the mirror.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MassChange {
    /// How many there are now.
    pub of: u32,
    /// How many would be gone or taken back, not merged.
    pub removed: u32,
    /// How many would be merged with another.
    #[serde(default)]
    pub merged: u32,
    /// How many others would be in no class, or not in the school, any more.
    pub unenrolled: u32,
    /// Tells this change from another one; without personal data.
    pub mark: String,
}

/// The mass change that waits for a person, if there is one.
pub fn mass_change(db: &Connection) -> Answer<Option<MassChange>> {
    let sql = "SELECT mass FROM sync_state WHERE mass IS NOT NULL";
    let mass: Option<String> = db.query_row(sql, [], |row| row.get(0)).optional().or_problem()?;
    let odd = |_| Problem::new(Code::RegisterDamaged).with("detail", "mass");
    mass.map(|mass| serde_json::from_str(&mass).map_err(odd)).transpose()
}

/// A person agrees to the mass change of that mark. A backup is made first; then the next pull that
/// comes to the same is completed.
///
/// # Errors
/// `Stale` when another one waits by now, or none; those of [`Register::back_up`]: then it goes on
/// waiting.
pub fn confirm_mass_change(register: &Register, mark: &str) -> Answer<()> {
    let stale = || Problem::new(Code::Stale).with("field", "mass");
    let waits = |db: &Connection| Ok(mass_change(db)?.is_some_and(|mass| mass.mark == mark));
    if !register.read(waits)? {
        return Err(stale());
    }
    register.back_up()?;
    register.write_local(|tx| match waits(tx)? {
        true => tx.execute("UPDATE sync_state SET mass_agreed = ?1", [mark]).or_problem().map(drop),
        false => Err(stale()),
    })
}

/// Whether the stage would change so much that a person must agree, and nobody did.
pub(super) fn must_wait(tx: &Transaction, replace: bool, time: DateTime<Utc>) -> Answer<bool> {
    let Some(mass) = foreseen(tx, replace, time.date_naive())? else { return Ok(false) };
    let agreed: Option<String> =
        tx.query_row("SELECT mass_agreed FROM sync_state", [], |row| row.get(0)).or_problem()?;
    if agreed.as_ref() == Some(&mass.mark) {
        return Ok(false);
    }
    let text =
        serde_json::to_string(&mass).map_err(|_| Problem::new(Code::Internal).with("detail", "mass"))?;
    tx.execute("UPDATE sync_state SET mass = ?1, mass_agreed = NULL", [text]).or_problem()?;
    Ok(true)
}

/// What the stage would do, when that is a mass change.
fn foreseen(db: &Connection, replace: bool, today: NaiveDate) -> Answer<Option<MassChange>> {
    if !replace && staged(db)? < FEW {
        return Ok(None);
    }
    let mut pupils = BTreeSet::new();
    let mut gone = BTreeSet::new();
    each(db, Kind::Pupil, replace, |step| {
        let Some(pupil) = step.key.uuid().map(PupilId) else { return };
        if !is_there(step.before) {
            return;
        }
        pupils.insert(pupil);
        if !is_there(step.after) {
            gone.insert(pupil);
        }
    })?;
    let mut merged = BTreeSet::new();
    each(db, Kind::Alias, replace, |step| {
        if value::<Alias>(step.after).is_some_and(|alias| alias.gone.is_some()) {
            merged.extend(step.key.uuid().map(PupilId));
        }
    })?;
    let mut unenrolled = BTreeSet::new();
    for kind in [Kind::Enrolment, Kind::SchoolEnrolment] {
        // Who is enrolled now, and whether there is something left afterwards.
        let mut enrolled: BTreeMap<PupilId, bool> = BTreeMap::new();
        let mut after = BTreeSet::new();
        each(db, kind, replace, |step| {
            if let Some(pupil) = enrolled_by(kind, step.before, today) {
                enrolled.insert(pupil, false);
            }
            after.extend(enrolled_by(kind, step.after, today));
        })?;
        unenrolled
            .extend(enrolled.into_keys().filter(|pupil| pupils.contains(pupil) && !after.contains(pupil)));
    }
    unenrolled.retain(|pupil| !gone.contains(pupil));
    // What was entered on this laptop is no surprise here.
    let (gone, unenrolled) = (shown(db, gone, PUPIL, today)?, shown(db, unenrolled, ENROLLED, today)?);
    let all = gone.len() + unenrolled.len();
    // More than 20 % (S31).
    if all < FEW || all * 5 <= pupils.len() {
        return Ok(None);
    }
    let mut hash = Sha256::new();
    gone.iter().for_each(|pupil| hash.update(pupil.0.as_bytes()));
    hash.update(b"unenrolled");
    unenrolled.iter().for_each(|pupil| hash.update(pupil.0.as_bytes()));
    let mark = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Some(MassChange {
        of: number(pupils.len()),
        removed: number(gone.difference(&merged).count()),
        merged: number(gone.intersection(&merged).count()),
        unenrolled: number(unenrolled.len()),
        mark,
    }))
}

/// A pupil who is shown.
const PUPIL: &str = "SELECT EXISTS (SELECT 1 FROM view_pupil WHERE id = ?1 AND removed = 0 AND ?2 <> '')";

/// A pupil who is shown as enrolled on a day.
const ENROLLED: &str = "SELECT EXISTS (SELECT 1 FROM view_enrolment WHERE pupil = ?1 AND cancelled = 0
      AND (until_date IS NULL OR until_date >= ?2))
    OR EXISTS (SELECT 1 FROM view_school_enrolment WHERE pupil = ?1 AND status = 'realised'
      AND (until_date IS NULL OR until_date >= ?2))";

/// Those among them whom the views show so.
fn shown(db: &Connection, some: BTreeSet<PupilId>, sql: &str, today: NaiveDate) -> Answer<BTreeSet<PupilId>> {
    let mut select = db.prepare_cached(sql).or_problem()?;
    let mut left = BTreeSet::new();
    for pupil in some {
        if select.query_row((pupil.0.to_string(), today.to_string()), |row| row.get(0)).or_problem()? {
            left.insert(pupil);
        }
    }
    Ok(left)
}

/// How many records the stage holds that could make a mass change.
fn staged(db: &Connection) -> Answer<usize> {
    let kinds = [Kind::Pupil, Kind::Enrolment, Kind::SchoolEnrolment].map(Kind::as_str);
    let sql = "SELECT count(*) FROM stage WHERE kind IN (?1, ?2, ?3)";
    let staged: u32 = db.query_row(sql, kinds, |row| row.get(0)).or_problem()?;
    Ok(staged as usize)
}

/// A record as the mirror has it, and as it would have it.
struct Step<'a> {
    key: RecordKey,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

/// Every record of a kind that is in the mirror or in the stage.
fn each(db: &Connection, kind: Kind, replace: bool, mut look: impl FnMut(Step)) -> Answer<()> {
    let mut select = db
        .prepare_cached(
            "SELECT m.id, m.body, iif(s.id IS NOT NULL, s.body, iif(?2, NULL, m.body))
             FROM mirror m LEFT JOIN stage s ON s.kind = m.kind AND s.id = m.id WHERE m.kind = ?1
             UNION ALL
             SELECT s.id, NULL, s.body FROM stage s
             WHERE s.kind = ?1 AND NOT EXISTS (SELECT 1 FROM mirror m WHERE m.kind = s.kind AND m.id = s.id)",
        )
        .or_problem()?;
    let mut rows = select.query((kind.as_str(), replace)).or_problem()?;
    while let Some(row) = rows.next().or_problem()? {
        let text =
            |column: usize| row.get_ref(column).and_then(|text| Ok(text.as_str_or_null()?)).or_problem();
        let key = RecordKey { kind, id: row.get(0).or_problem()? };
        look(Step { key, before: text(1)?, after: text(2)? });
    }
    Ok(())
}

fn value<T: DeserializeOwned>(body: Option<&str>) -> Option<T> {
    serde_json::from_str::<Body<T>>(body?).ok()?.value
}

fn is_there(body: Option<&str>) -> bool {
    value::<PupilRecord>(body).is_some_and(|pupil| !pupil.removed)
}

/// Who is enrolled on a day by that record.
fn enrolled_by(kind: Kind, body: Option<&str>, today: NaiveDate) -> Option<PupilId> {
    let (pupil, counts, until) = match kind {
        Kind::Enrolment => {
            let EnrolmentRecord { enrolment, cancelled } = value(body)?;
            (enrolment.pupil, !cancelled, enrolment.until)
        }
        _ => {
            let school: SchoolEnrolment = value(body)?;
            let counts = school.status == EnrolmentStatus::Realised;
            (school.pupil, counts, school.leaving.map(|leaving| leaving.until))
        }
    };
    (counts && until.is_none_or(|until| until >= today)).then_some(pupil)
}
