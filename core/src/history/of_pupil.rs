//! A pupil's history, field by field.

use std::collections::BTreeMap;

use rusqlite::Connection;
use stamboek_domain::enrolment::{GroupEnrolment, SchoolEnrolment};
use stamboek_domain::insz::Insz;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::{Change, RecordChange};

use crate::Answer;
use crate::db::OrProblem;
use crate::merges::name;
use crate::pupils::messages::HistoryRow;
use crate::pupils::row;
use crate::register::views::merges;
use crate::sync::entry;

/// What happened to a pupil, newest first, one row a field. For numbers and cards `was` and `now`
/// hold the number or the text of the barcode, for merges the name of the other. An INSZ is masked.
/// What was entered about somebody who was merged with the pupil says so (sync.md C12).
pub fn of_pupil(db: &Connection, pupil: PupilId) -> Answer<Vec<HistoryRow>> {
    let came = merges::came_to(db, pupil).into_iter();
    let under: BTreeMap<String, String> =
        came.map(|one| Ok((one.0.to_string(), name(db, one)?))).collect::<Answer<_>>()?;
    let pupils: Vec<String> = under.keys().cloned().chain([pupil.0.to_string()]).collect();
    let pupils =
        serde_json::to_string(&pupils).map_err(|_| Problem::new(Code::Internal).with("detail", "ids"))?;
    let mut select = db
        .prepare_cached(&format!(
            "SELECT o.body, b.kind, b.id, o.saved_at, b.undone_by IS NOT NULL, p.pupil, o.n, {}
             FROM op_pupil p JOIN outbox o ON o.n = p.n JOIN batch b ON b.n = o.batch
             WHERE p.pupil IN (SELECT value FROM json_each(?1)) AND o.outcome = 'applied'
             ORDER BY p.n DESC, p.pupil = ?2 DESC",
            entry::STATE
        ))
        .or_problem()?;
    let joined = entry::is_joined(db)?;
    let mut rows = select.query((pupils, pupil.0.to_string())).or_problem()?;
    let mut history = Vec::new();
    let mut before = None;
    while let Some(row) = rows.next().or_problem()? {
        let body: String = row.get(0).or_problem()?;
        let batch_kind: String = row.get(1).or_problem()?;
        let batch: String = row.get(2).or_problem()?;
        let at: String = row.get(3).or_problem()?;
        let undone: bool = row.get(4).or_problem()?;
        let whose = row::id(row, 5).or_problem()?;
        // A merge stands with both: once is enough.
        let n: i64 = row.get(6).or_problem()?;
        if before.replace(n) == Some(n) {
            continue;
        }
        let state = entry::state_of(row, 7).or_problem()?.filter(|_| joined);
        let change = super::op(&body)?.change;
        let with = merged_with(&change, whose).map(|other| name(db, other)).transpose()?;
        for line in lines(change, whose, with) {
            history.push(HistoryRow {
                at: at.clone(),
                kind: line.kind.to_owned(),
                batch_kind: batch_kind.clone(),
                batch: batch.clone(),
                field: line.field.map_or("", PupilField::name).to_owned(),
                was: shown(line.field, line.was),
                now: shown(line.field, line.now),
                undone,
                under: under.get(&whose.0.to_string()).cloned(),
                state,
            });
        }
    }
    Ok(history)
}

struct Line {
    kind: &'static str,
    field: Option<PupilField>,
    was: Option<String>,
    now: Option<String>,
}

/// The other of a merge.
fn merged_with(change: &Change, pupil: PupilId) -> Option<PupilId> {
    match change {
        Change::PupilMerge { from, to, .. } | Change::PupilUnmerge { from, to, .. } => {
            Some(if *from == pupil { *to } else { *from })
        }
        Change::ConflictResolve { choose: Some(chosen), .. } => merged_with(chosen, pupil),
        _ => None,
    }
}

fn lines(change: Change, pupil: PupilId, with: Option<String>) -> Vec<Line> {
    let one = |kind, was, now| vec![Line { kind, field: None, was, now }];
    match change {
        Change::PupilCreate { fields, .. } => made(fields),
        Change::PupilRemove { .. } => one("pupil.remove", None, None),
        Change::PupilEdit { items, .. } => items
            .into_iter()
            .map(|item| Line { kind: "pupil.edit", field: Some(item.field), was: item.was, now: item.now })
            .collect(),
        Change::PupilMerge { from, .. } if from == pupil => one("pupil.merge", None, with),
        Change::PupilMerge { fields, .. } => {
            let merged = one("pupil.merge", None, with).into_iter();
            merged.chain(lines(Change::PupilEdit { pupil, items: fields }, pupil, None)).collect()
        }
        Change::PupilUnmerge { from, .. } if from == pupil => one("pupil.unmerge", None, with),
        Change::PupilUnmerge { fields, .. } => {
            let parted = one("pupil.unmerge", None, with).into_iter();
            parted.chain(lines(Change::PupilEdit { pupil, items: fields }, pupil, None)).collect()
        }
        Change::NumberAdd { number, .. } => one("number.add", None, Some(number.value)),
        Change::NumberEnd { number, .. } => one("number.end", Some(number.value), None),
        Change::NumberRemove { number, .. } => one("number.remove", Some(number.value), None),
        Change::NumberReopen { number, .. } => one("number.reopen", None, Some(number.value)),
        Change::CardsPrint { cards, .. } => {
            let card = cards.into_iter().find(|card| card.pupil == pupil);
            one("cards.print", None, card.map(|card| card.payload))
        }
        Change::EnrolmentOpen { enrolment, .. } => {
            let from = enrolment.from;
            one("enrolment.open", None, Some(format!("{} {from}", enrolment.class)))
        }
        Change::EnrolmentClose { was, now, .. } => {
            one("enrolment.close", was.map(|day| day.to_string()), now.map(|day| day.to_string()))
        }
        Change::EnrolmentCancel { .. } => one("enrolment.cancel", None, None),
        Change::EnrolmentSet { schools, groups, .. } => {
            let school = |change: RecordChange<SchoolEnrolment>| Line {
                kind: "enrolment.set",
                field: None,
                was: change.was.as_ref().map(school_line),
                now: change.now.as_ref().map(school_line),
            };
            let group = |change: RecordChange<GroupEnrolment>| Line {
                kind: "enrolment.set",
                field: None,
                was: change.was.as_ref().map(group_line),
                now: change.now.as_ref().map(group_line),
            };
            schools.into_iter().map(school).chain(groups.into_iter().map(group)).collect()
        }
        Change::FactSet { key, .. } => {
            let kind = key.split('/').next().unwrap_or_default().to_owned();
            one("fact.set", None, Some(kind))
        }
        Change::ConflictResolve { choose, .. } => {
            choose.map(|change| lines(*change, pupil, with)).unwrap_or_default()
        }
        Change::ConflictReopen { .. }
        | Change::HeldDismiss { .. }
        | Change::CardsRemove { .. }
        | Change::CardsSheet { .. }
        | Change::AttendanceSet { .. }
        | Change::RollTake { .. }
        | Change::RollUntake { .. }
        | Change::SettingSet { .. } => Vec::new(),
    }
}

fn made(fields: BTreeMap<PupilField, String>) -> Vec<Line> {
    let line = |(field, now)| Line { kind: "pupil.create", field: Some(field), was: None, now: Some(now) };
    fields.into_iter().map(line).collect()
}

/// `2600001 Gerealiseerd 2026-09-01 – 2027-06-30`, as far as it is known.
fn school_line(school: &SchoolEnrolment) -> String {
    let stamnummer = school.stamnummer.as_ref().map_or("", |number| number.as_str());
    let until = school.leaving.as_ref().map(|leaving| leaving.until.to_string());
    joined(&[stamnummer, school.status.label(), &school.from.to_string(), "–", &until.unwrap_or_default()])
}

/// `043056 2026-09-01 – 2026-12-18`, as far as it is known.
fn group_line(group: &GroupEnrolment) -> String {
    let until = group.until.map(|until| until.to_string()).unwrap_or_default();
    let never = if group.never_came { "(nooit gekomen)" } else { "" };
    joined(&[group.details.group.as_str(), &group.from.to_string(), "–", &until, never])
}

fn joined(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

fn shown(field: Option<PupilField>, value: Option<String>) -> String {
    match value {
        Some(value) if field == Some(PupilField::Insz) && !value.is_empty() => Insz::MASKED.to_owned(),
        value => value.unwrap_or_default(),
    }
}
