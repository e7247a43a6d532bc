//! What a merge, or taking one back, would do: the very steps, counted.

use rusqlite::Connection;
use serde::Serialize;
use stamboek_domain::insz::Insz;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::apply::{Outcome, PupilRecord, State, Write, apply};
use stamboek_domain::sync::merge::{Family, Thing};
use stamboek_domain::sync::op::Change;
use stamboek_domain::sync::wire::Hash;

use super::messages::*;
use crate::Answer;
use crate::pupils::row;
use crate::register::views;

/// What merging would do.
pub(super) fn merge(db: &Connection, from: PupilId, to: PupilId) -> Answer<MergePreview> {
    let change = Change::PupilMerge { from, to, fields: Vec::new() };
    let state = views::read(db, &change)?;
    let (writes, family) = steps(&state, &change)?;
    let fields = fields(family);
    let mut preview = MergePreview {
        from: row::one(db, from)?,
        to: row::one(db, to)?,
        two_insz: fields
            .iter()
            .any(|one| one.field == PupilField::Insz && !one.from.is_empty() && !one.to.is_empty()),
        fields,
        goes: goes(&writes),
        cells: writes.iter().flat_map(cells).collect(),
        facts: count(&writes, |write| matches!(write, Write::Offered { change: Change::FactSet { .. }, .. })),
        seen: String::new(),
    };
    preview.seen = mark(&preview, family)?;
    Ok(preview)
}

/// What taking back would do, and the change that does it.
pub(super) fn part(db: &Connection, from: PupilId) -> Answer<(PartPreview, Change)> {
    let gone = views::merges::read_alias(db, from)?.and_then(|alias| alias.gone);
    let gone = gone.ok_or_else(|| Problem::new(Code::NotFound).with("what", "pupil"))?;
    let change = Change::PupilUnmerge { from, to: gone.with, fields: Vec::new() };
    let state = views::read(db, &change)?;
    let (writes, family) = steps(&state, &change)?;
    let back = count(&writes, |write| matches!(write, Write::Moved { .. }));
    let field = |write: &Write| match write {
        Write::Field { field, .. } => Some(*field),
        _ => None,
    };
    let mut preview = PartPreview {
        from: super::name(db, from)?,
        to: row::one(db, gone.with)?,
        goes: goes(&writes),
        stays: u32::try_from(gone.moved.len()).unwrap_or(u32::MAX).saturating_sub(back),
        fields: writes.iter().filter_map(field).collect(),
        seen: String::new(),
    };
    preview.seen = mark(&preview, family)?;
    Ok((preview, change))
}

/// What the change does, and to whom; what has nothing to do any more is refused.
fn steps<'a>(state: &'a State, change: &'a Change) -> Answer<(Vec<Write<'a>>, &'a Family)> {
    match (apply(state, change), &state.family) {
        (Ok(Outcome::Applied(writes)), Some(family)) => Ok((writes, family)),
        (Err(problem), _) if problem.code != Code::Stale => Err(problem),
        _ => Err(super::refused("merged")),
    }
}

/// Fields in which both differ, an INSZ masked.
fn fields(family: &Family) -> Vec<MergeField> {
    let value = |record: &Option<PupilRecord>, field: &PupilField| {
        record.as_ref().and_then(|record| record.fields.get(field).cloned()).unwrap_or_default()
    };
    let shown = |field: PupilField, value: String| match field {
        PupilField::Insz if !value.is_empty() => Insz::MASKED.to_owned(),
        _ => value,
    };
    let mut fields = Vec::new();
    for field in views::FIELDS {
        let (from, to) = (value(&family.from.pupil, &field), value(&family.to.pupil, &field));
        if from != to {
            fields.push(MergeField { field, from: shown(field, from), to: shown(field, to) });
        }
    }
    fields
}

fn goes(writes: &[Write]) -> MergeGoes {
    let mut goes = MergeGoes::default();
    for write in writes {
        let Write::Moved { thing, .. } = write else { continue };
        *match thing {
            Thing::Cell { .. } => &mut goes.marks,
            Thing::Fact { .. } => &mut goes.facts,
            Thing::Number { .. } => &mut goes.numbers,
            Thing::Enrolment(_) => &mut goes.classes,
            Thing::School(_) | Thing::Group(_) => &mut goes.enrolments,
            Thing::Card { .. } => &mut goes.cards,
        } += 1;
    }
    goes
}

fn cells(write: &Write) -> Vec<MergeCell> {
    let Write::Offered { change: Change::AttendanceSet { items }, .. } = write else { return Vec::new() };
    let code = |mark: &Option<stamboek_domain::attendance::Mark>| {
        mark.as_ref().map_or("", |mark| mark.code.as_str()).to_owned()
    };
    let cell = |item: &stamboek_domain::sync::op::CellChange| MergeCell {
        day: item.key.at.day.to_string(),
        half: item.key.at.half.as_str().to_owned(),
        from: code(&item.now),
        to: code(&item.was),
    };
    items.iter().map(cell).collect()
}

fn count(writes: &[Write], is: impl Fn(&Write) -> bool) -> u32 {
    u32::try_from(writes.iter().filter(|write| is(write)).count()).unwrap_or(u32::MAX)
}

/// Of what is shown, of the fields behind what is masked, and of every value that belongs to either.
fn mark(shown: &impl Serialize, family: &Family) -> Answer<String> {
    let [from, to] = [&family.from, &family.to].map(|whole| (&whole.pupil, whole.things()));
    let text = serde_json::to_string(&(shown, from, to));
    let text = text.map_err(|_| Problem::new(Code::Internal).with("detail", "merge"))?;
    Ok(Hash::of(&text).into())
}
