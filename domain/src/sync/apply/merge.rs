//! Two pupils become one, and two again.

use std::collections::BTreeMap;

use super::{Outcome, PupilRecord, State, Write, edit, not_found};
use crate::attendance::Mark;
use crate::problem::{Code, Problem};
use crate::pupil::PupilId;
use crate::sync::conflict::{Conflict, OfferState};
use crate::sync::merge::{Alias, Family, Gone, Thing, Whole, merged_with, renamed};
use crate::sync::op::{Cell, CellChange, Change, FieldChange};

/// Everything of `from` goes to `to`, but for what has its place taken there: that stays with the
/// one who is merged, and a value that differs is offered beside (sync.md C12).
pub(super) fn merge<'a>(
    state: &'a State,
    from: PupilId,
    to: PupilId,
    fields: &'a [FieldChange],
) -> Result<Outcome<'a>, Problem> {
    let family = state.family.as_deref().filter(|_| from != to).ok_or_else(|| refused("itself"))?;
    match family.gone(from) {
        Some(gone) if gone.to == to => return Ok(Outcome::Same),
        // The other way round is the same child as well.
        None if family.gone(to).is_some_and(|gone| gone.to == from) => return Ok(Outcome::Same),
        // Somebody merged the pupil with another meanwhile.
        Some(_) => return Err(Problem::new(Code::Stale).with("field", "pupil")),
        None => {}
    }
    live(&family.from)?;
    let stands = live(&family.to)?;
    let mut writes = edit(stands, to, fields)?;
    // What was so already is not of this merge, and does not go back with it.
    let changed = fields.iter().filter(|item| stands.fields.get(&item.field) != item.now.as_ref());
    let (goes, stays): (Vec<Thing>, Vec<Thing>) =
        family.from.things().into_iter().partition(|thing| !family.to.has_place_of(thing));
    writes.extend(goes.iter().map(|thing| Write::Moved { thing: thing.clone(), from, to }));
    writes.extend(
        family
            .from
            .conflicts
            .iter()
            .flat_map(|(subject, conflict)| conflicts_go(&family.to, (subject, conflict), from, to)),
    );
    let differs = stays.iter().filter(|thing| !family.to.has(thing));
    writes.extend(differs.filter_map(|thing| offered(&family.to, thing, from, to)));
    writes.push(Write::PupilRemoved(from));

    let of = |pupil: PupilId| family.aliases.get(&pupil).cloned().unwrap_or_default();
    let mut own = of(from);
    own.gone = Some(Gone { with: to, to, moved: goes, fields: changed.cloned().collect() });
    let mut other = of(to);
    other.of.insert(from);
    writes.push(Write::Alias { pupil: from, alias: own });
    writes.push(Write::Alias { pupil: to, alias: other });
    writes.extend(pointed_at(family, from, to));
    Ok(Outcome::Applied(writes))
}

/// What went over goes back, unless it was changed since: that stays where it was changed
/// (sync.md C13).
pub(super) fn unmerge<'a>(state: &'a State, from: PupilId, to: PupilId) -> Result<Outcome<'a>, Problem> {
    let family = state.family.as_deref().filter(|_| from != to).ok_or_else(|| refused("itself"))?;
    let Some(gone) = family.gone(from) else {
        live(&family.from)?;
        return Ok(Outcome::Same);
    };
    if gone.with != to {
        return Err(Problem::new(Code::Stale).with("field", "pupil"));
    }
    // The other was merged in turn: that goes back first.
    if gone.to != to {
        return Err(refused("later"));
    }
    let back = |thing: &&Thing| family.to.has(thing) && !family.from.has_place_of(thing);
    let mut writes: Vec<Write> = gone
        .moved
        .iter()
        .filter(back)
        .map(|thing| Write::Moved { thing: thing.clone(), from: to, to: from })
        .collect();
    let record = live(&family.to)?;
    let fields = gone.fields.iter().filter(|item| is_still_so(record, item));
    writes.extend(fields.map(|item| Write::Field {
        pupil: to,
        field: item.field,
        value: item.was.as_deref(),
    }));
    writes.push(Write::PupilBack(from));
    writes.extend(conflicts_return(family, from, to));

    let of = |pupil: PupilId| family.aliases.get(&pupil).cloned().unwrap_or_default();
    let mut other = of(to);
    other.of.remove(&from);
    writes.push(Write::Alias { pupil: from, alias: Alias { gone: None, ..of(from) } });
    writes.push(Write::Alias { pupil: to, alias: other });
    writes.extend(pointed_at(family, from, from));
    Ok(Outcome::Applied(writes))
}

/// The fields that taking back the merge of this pupil makes what they were.
pub(super) fn fields_back(family: &Family, from: PupilId) -> Vec<FieldChange> {
    let (Some(gone), Some(record)) = (family.gone(from), &family.to.pupil) else { return Vec::new() };
    let back =
        |item: &FieldChange| FieldChange { field: item.field, was: item.now.clone(), now: item.was.clone() };
    gone.fields.iter().filter(|item| is_still_so(record, item)).map(back).collect()
}

/// Whether a field that a merge changed is still as the merge made it.
fn is_still_so(record: &PupilRecord, item: &FieldChange) -> bool {
    record.fields.get(&item.field) == item.now.as_ref() && item.was != item.now
}

fn refused(why: &str) -> Problem {
    Problem::new(Code::MergeRefused).with("why", why)
}

fn live(whole: &Whole) -> Result<&PupilRecord, Problem> {
    whole.pupil.as_ref().filter(|record| !record.removed).ok_or_else(|| not_found("pupil"))
}

/// Whoever was merged with `from` before points at `to`: one step is enough to find who stands.
fn pointed_at<'a>(family: &Family, from: PupilId, to: PupilId) -> Vec<Write<'a>> {
    let before = merged_with(from, |pupil| family.aliases.get(&pupil).cloned());
    let mut writes = Vec::new();
    for pupil in before {
        let Some(mut alias) = family.aliases.get(&pupil).cloned() else { continue };
        if let Some(gone) = &mut alias.gone {
            gone.to = to;
            writes.push(Write::Alias { pupil, alias });
        }
    }
    writes
}

/// A value that differs, as a change of the one who stands.
fn offered<'a>(other: &Whole, thing: &Thing, from: PupilId, to: PupilId) -> Option<Write<'a>> {
    let change = match thing {
        Thing::Cell { at, mark } => {
            let key = Cell { pupil: to, at: *at };
            let was = other.cells.get(at).cloned();
            Change::AttendanceSet { items: vec![CellChange { key, was, now: Some(mark.clone()) }] }
        }
        Thing::Fact { key, value } => Change::FactSet {
            pupil: to,
            key: key.clone(),
            was: other.facts.get(key).cloned(),
            now: Some(value.clone()),
        },
        _ => return None,
    };
    Some(Write::Offered { change, of: from })
}

/// The conflicts of the one who is merged are about the other now, each offer with where it came
/// from.
fn conflicts_go<'a>(
    other: &Whole,
    (subject, conflict): (&str, &Conflict),
    from: PupilId,
    to: PupilId,
) -> Vec<Write<'a>> {
    let Some(mut conflict) = renamed(conflict, from, to) else { return Vec::new() };
    conflict.offers.iter_mut().for_each(|offer| offer.origin = offer.origin.or(Some(from)));
    let now = subject.replace(&from.0.to_string(), &to.0.to_string());
    let mut writes = Vec::new();
    if now != subject {
        writes.push(Write::Conflict { subject: subject.to_owned(), conflict: None });
        if let Some(there) = other.conflicts.get(&now) {
            let came = std::mem::replace(&mut conflict, there.clone());
            conflict.join(came);
        }
    }
    writes.push(Write::Conflict { subject: now, conflict: Some(conflict) });
    writes
}

/// The offers that came with the one who was merged, or with whoever was merged with that one
/// before, go back. What stands there again is in force.
fn conflicts_return<'a>(family: &Family, from: PupilId, to: PupilId) -> Vec<Write<'a>> {
    let mut origins = merged_with(from, |pupil| family.aliases.get(&pupil).cloned());
    origins.insert(from);
    let mut writes = Vec::new();
    for (subject, conflict) in &family.to.conflicts {
        let (go, stay): (Vec<_>, Vec<_>) = conflict
            .offers
            .iter()
            .cloned()
            .partition(|offer| offer.origin.is_some_and(|origin| origins.contains(&origin)));
        if go.is_empty() {
            continue;
        }
        let there = subject.replace(&to.0.to_string(), &from.0.to_string());
        let left = Conflict { offers: stay, ..conflict.clone() };
        let back = Conflict { pupil: Some(from), offers: go, early: Vec::new(), ..conflict.clone() };
        let Some(mut back) = renamed(&back, to, from) else { continue };
        for offer in &mut back.offers {
            offer.origin = offer.origin.filter(|origin| *origin != from);
            if offer.is_open() && stands(&family.from, &offer.change) {
                offer.state = OfferState::InForce;
            }
        }
        let emptied = left.offers.is_empty() && left.early.is_empty() && left.reopened.is_empty();
        if there != *subject {
            let left = (!emptied).then_some(left);
            writes.push(Write::Conflict { subject: subject.clone(), conflict: left });
        } else {
            back.offers.splice(0..0, left.offers);
        }
        writes.push(Write::Conflict { subject: there, conflict: Some(back) });
    }
    writes
}

/// Whether what is offered stands with the one who was merged.
fn stands(whole: &Whole, change: &Change) -> bool {
    match change {
        Change::AttendanceSet { items } => items.first().is_some_and(|item| {
            let cells: &BTreeMap<_, Mark> = &whole.cells;
            cells.get(&item.key.at) == item.now.as_ref()
        }),
        Change::FactSet { key, now, .. } => whole.facts.get(key) == now.as_ref(),
        _ => false,
    }
}
