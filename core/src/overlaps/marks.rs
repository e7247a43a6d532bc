//! The coloured marks: what the admission checks and the exchange with Discimus say of a pupil.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use stamboek_domain::admission::{Admission, AdmissionMeaning};
use stamboek_domain::calendar::SchoolKind;
use stamboek_domain::overlap::{MarkInput, PupilMark};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::school_year::SchoolYear;

use crate::Answer;
use crate::db::OrProblem;
use crate::register::views::pupil_id;

/// What was checked, of everybody of whom something is known.
pub(super) struct Checked {
    kind: SchoolKind,
    /// What the newest result of the school year means.
    results: BTreeMap<PupilId, Admission>,
    /// Everything of the pupil is known at the other side.
    registered: BTreeSet<PupilId>,
}

impl Checked {
    pub(super) fn read(db: &Connection, kind: SchoolKind, year: SchoolYear) -> Answer<Self> {
        Ok(Self { kind, results: results(db, year)?, registered: registered(db)? })
    }

    /// The mark of a pupil. A secondary school checks everybody, so that without a result a pupil is
    /// white there; a primary school only checks who passes to primary education (discimus.md 7.3).
    pub(super) fn mark(&self, pupil: PupilId, overlaps: bool) -> PupilMark {
        let meaning = self.results.get(&pupil).map(|admission| admission.result.meaning());
        let checked = match meaning {
            Some(meaning) => meaning == AdmissionMeaning::Admitted,
            None => self.kind == SchoolKind::Bao,
        };
        PupilMark::of(MarkInput {
            refused: meaning == Some(AdmissionMeaning::NotAdmitted),
            council: meaning == Some(AdmissionMeaning::CouncilMustDecide),
            overlaps,
            registered: checked && self.registered.contains(&pupil),
        })
    }
}

fn results(db: &Connection, year: SchoolYear) -> Answer<BTreeMap<PupilId, Admission>> {
    let sql = "SELECT pupil, value FROM view_fact WHERE key >= 'admission/' AND key < 'admission0'
               ORDER BY key";
    let mut select = db.prepare_cached(sql).or_problem()?;
    let mut rows = select.query([]).or_problem()?;
    let mut newest: BTreeMap<PupilId, Admission> = BTreeMap::new();
    while let Some(row) = rows.next().or_problem()? {
        let pupil = pupil_id(row, 0).or_problem()?;
        let text = row.get_ref(1).or_problem()?.as_str().unwrap_or_default();
        let Ok(admission) = serde_json::from_str::<Admission>(text) else { continue };
        let newer = newest.get(&pupil).is_none_or(|known| known.on <= admission.on);
        if admission.year == year && newer {
            newest.insert(pupil, admission);
        }
    }
    Ok(newest)
}

/// Whoever has something to be known there, and nothing that still waits.
fn registered(db: &Connection) -> Answer<BTreeSet<PupilId>> {
    let sql = "SELECT pupil FROM discimus_record GROUP BY pupil HAVING max(status <> 4) = 0";
    let mut select = db.prepare_cached(sql).or_problem()?;
    select.query_map([], |row| pupil_id(row, 0)).and_then(Iterator::collect).or_problem()
}
