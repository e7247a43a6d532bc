//! Enrolments elsewhere and the steps of cases, as facts of a pupil.
//!
//! An enrolment elsewhere stands under `elsewhere/<school>/<first day>`. Each step of a case is a
//! fact of its own, `overlap/<school>/<school year>/<uuid>`, so that steps from two laptops are both
//! kept; their order is that of the identities, which grow with each entry.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Params};
use stamboek_domain::elsewhere::{self, Elsewhere, ElsewhereKey};
use stamboek_domain::overlap::{CaseKey, CaseStep, goes_on};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::op::Change;
use uuid::Uuid;

use crate::Answer;
use crate::db::OrProblem;
use crate::dossier::fact;
use crate::register::Batch;
use crate::register::views::pupil_id;

const ELSEWHERE: &str = "elsewhere/";
const CASE: &str = "overlap/";

/// Who has facts, and which.
pub(super) struct Known {
    pub pupil: PupilId,
    pub last_name: String,
    pub first_name: String,
    pub class: String,
    pub facts: Facts,
}

/// What is known of one pupil elsewhere, and what was done about it.
#[derive(Clone, Default)]
pub(super) struct Facts {
    /// In order of time.
    pub elsewhere: Vec<Elsewhere>,
    /// The steps of each case, in their order: rows come in the order of the keys.
    pub cases: BTreeMap<CaseKey, Vec<CaseStep>>,
}

const PUPILS: &str = "SELECT f.pupil, p.last_name, p.first_name, p.class, f.key, f.value
    FROM view_fact f JOIN view_pupil p ON p.id = f.pupil
    WHERE p.removed = 0 AND ";

/// Everybody with such facts; only their rows are read.
pub(super) fn all(db: &Connection) -> Answer<Vec<Known>> {
    // `0` follows `/`: two ranges of the index on the key.
    let range = |from: &str| format!("{PUPILS} f.key >= '{from}/' AND f.key < '{from}0'");
    read(db, &format!("{} UNION ALL {} ORDER BY 1, 5", range("elsewhere"), range("overlap")), [])
}

/// Whether another school is known where the pupil goes on who leaves us on `last`; not a hospital
/// school, since its pupils stay enrolled where they are.
pub(crate) fn goes_on_elsewhere(db: &Connection, pupil: PupilId, last: NaiveDate) -> Answer<bool> {
    let told = of(db, pupil)?.map(|known| known.facts.elsewhere).unwrap_or_default();
    Ok(told.iter().any(|one| !one.hospital && goes_on(last, one.period)))
}

/// One pupil; `None` when the register knows none of that identity.
pub(super) fn of(db: &Connection, pupil: PupilId) -> Answer<Option<Known>> {
    let sql = "SELECT p.id, p.last_name, p.first_name, p.class, coalesce(f.key, ''), coalesce(f.value, '')
        FROM view_pupil p LEFT JOIN view_fact f ON f.pupil = p.id
        WHERE p.removed = 0 AND p.id = ?1 ORDER BY f.key";
    Ok(read(db, sql, [pupil.0.to_string()])?.pop())
}

fn read(db: &Connection, sql: &str, params: impl Params) -> Answer<Vec<Known>> {
    let mut select = db.prepare_cached(sql).or_problem()?;
    let mut rows = select.query(params).or_problem()?;
    let mut all: BTreeMap<PupilId, Known> = BTreeMap::new();
    while let Some(row) = rows.next().or_problem()? {
        let pupil = pupil_id(row, 0).or_problem()?;
        let text = |column: usize| row.get::<_, String>(column).or_problem();
        if let std::collections::btree_map::Entry::Vacant(new) = all.entry(pupil) {
            let (last_name, first_name, class) = (text(1)?, text(2)?, text(3)?);
            new.insert(Known { pupil, last_name, first_name, class, facts: Facts::default() });
        }
        if let Some(known) = all.get_mut(&pupil) {
            known.facts.take(row.get_ref(4).or_problem()?.as_str(), row.get_ref(5).or_problem()?.as_str());
        }
    }
    let mut all: Vec<Known> = all.into_values().collect();
    all.iter_mut().for_each(|known| known.facts.sort());
    Ok(all)
}

impl Facts {
    /// Takes over a fact that is one of these; another kind, or a shape of an older program, is left.
    fn take<E>(&mut self, key: Result<&str, E>, value: Result<&str, E>) {
        let (Ok(key), Ok(value)) = (key, value) else { return };
        if let Some(rest) = key.strip_prefix(CASE) {
            let case = rest.rsplit_once('/').and_then(|(case, _)| CaseKey::parse(case).ok());
            if let (Some(case), Ok(step)) = (case, serde_json::from_str(value)) {
                self.cases.entry(case).or_default().push(step);
            }
        } else if key.starts_with(ELSEWHERE) {
            self.elsewhere.extend(serde_json::from_str::<Elsewhere>(value));
        }
    }

    fn sort(&mut self) {
        self.elsewhere.sort_by_cached_key(|one| (one.period.from, one.key()));
    }

    /// As it will be once these changes are saved.
    pub(super) fn follow(&mut self, changes: &[elsewhere::Change]) {
        for change in changes {
            let key = change.key();
            self.elsewhere.retain(|one| Some(one.key()) != key);
            self.elsewhere.extend(change.now.clone());
        }
        self.sort();
    }

    /// The steps of a case.
    pub(super) fn steps(&self, case: &CaseKey) -> &[CaseStep] {
        self.cases.get(case).map_or(&[], Vec::as_slice)
    }
}

/// Sets an enrolment elsewhere, or takes it away.
pub(super) fn put_elsewhere(
    batch: &mut Batch,
    pupil: PupilId,
    key: &ElsewhereKey,
    value: Option<&Elsewhere>,
) -> Answer<()> {
    fact::set(batch, pupil, &format!("{ELSEWHERE}{key}"), value)
}

/// An enrolment elsewhere as it stands.
pub(super) fn get_elsewhere(batch: &Batch, pupil: PupilId, key: &ElsewhereKey) -> Answer<Option<Elsewhere>> {
    fact::get(batch, pupil, &format!("{ELSEWHERE}{key}"))
}

/// Adds a step to a case.
pub(super) fn add_step(batch: &mut Batch, pupil: PupilId, case: &CaseKey, step: &CaseStep) -> Answer<()> {
    let change = step_change(batch.tx(), pupil, case, step)?;
    change.into_iter().try_for_each(|change| batch.push(change))
}

/// The change that adds a step to a case.
pub(super) fn step_change(
    db: &Connection,
    pupil: PupilId,
    case: &CaseKey,
    step: &CaseStep,
) -> Answer<Option<Change>> {
    fact::change(db, pupil, &format!("{CASE}{case}/{}", Uuid::now_v7()), Some(step))
}
