//! What a list of persons would do to the register: a pure decision, made again when it is
//! carried out.
//!
//! An empty or unusable cell never empties a field of the register. A row is a person of the
//! register by, in this order: what somebody chose, the number in that database, the INSZ,
//! institution and stamnummer, exactly the same name, first name and birth date.

mod doubles;
mod lookup;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;
use stamboek_domain::insz::Insz;
use stamboek_domain::matching::Index;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::FieldChange;

use super::entering::{self, Entry};
use super::messages::*;
use super::rows::Row;
use super::snapshot::{Known, Snapshot};
use doubles::Live;
use lookup::Lookup;

/// Likely duplicates shown of one row.
const LIKELY: usize = 5;

/// What the person chose, with the defaults of the school filled in.
pub struct Choices<'a> {
    /// As asked.
    pub request: &'a PupilsPlanRequest,
    /// Institution of persons whose row names none.
    pub institution: &'a str,
}

/// One step of the plan.
#[derive(Serialize)]
pub enum Action {
    /// A new person.
    Create {
        /// First values.
        fields: BTreeMap<PupilField, String>,
        /// Number in the database.
        number: Option<String>,
        /// The enrolments, where the list tells when the pupil comes.
        entry: Option<Entry>,
    },
    /// Somebody in the register changes.
    Change {
        /// Who.
        pupil: PupilId,
        /// Field by field.
        items: Vec<FieldChange>,
        /// The number that ends, and its first day.
        end: Option<(String, NaiveDate)>,
        /// The number that begins.
        add: Option<String>,
        /// The enrolments of somebody without any, where the list tells when the pupil came.
        entry: Option<Entry>,
    },
}

/// The plan as shown and as carried out.
pub struct Planned {
    /// As shown.
    pub plan: PupilsPlan,
    /// In the order of the rows.
    pub actions: Vec<Action>,
}

/// Decides.
pub fn plan(known: &Snapshot, mut rows: Vec<Row>, choices: &Choices) -> Planned {
    let left_out: BTreeSet<u32> = choices.request.leave_out.iter().copied().collect();
    let lookup = Lookup::new(known, &choices.request.database);
    let counts = |row: &Row| !row.skipped && !left_out.contains(&row.number);

    let mut who: Vec<Option<usize>> = Vec::with_capacity(rows.len());
    for row in &mut rows {
        let found = if counts(row) { lookup.find(row, choices) } else { None };
        who.push(found);
    }
    let live = Live { rows: (0..rows.len()).filter(|i| counts(&rows[*i])).collect(), who: &who };
    doubles::refuse(&mut rows, &live, &lookup, choices);
    doubles::check_numbers(&mut rows, &live, &lookup);
    for (row, who) in rows.iter_mut().zip(&who).filter(|(row, _)| counts(row)) {
        let known = who.map(|who| &known.pupils[who]);
        if !known.is_some_and(|known| known.enrolled) {
            let fields = fields_after(row, known, choices);
            row.entry = entering::entry(row, &fields, known.is_some_and(|known| known.seated));
        }
    }

    let mut index = None;
    let mut planned = Planned { plan: empty(), actions: Vec::new() };
    for (row, who) in rows.iter().zip(&who) {
        let mut shown = shown(row, who.map(|i| known.pupils[i].row.id));
        if row.skipped {
            shown.verdict = Verdict::Skipped;
            planned.plan.skipped.push(row.number);
        } else if left_out.contains(&row.number) {
            shown.verdict = Verdict::LeftOut;
            planned.plan.left_out.push(row.number);
        } else {
            judge(row, *who, &lookup, choices, &mut index, &mut shown, &mut planned);
        }
        planned.plan.rows.push(shown);
    }
    planned.plan.applicable = planned.plan.refused.is_empty() && planned.plan.undecided.is_empty();
    planned
}

fn shown(row: &Row, pupil: Option<PupilId>) -> PlanRow {
    PlanRow {
        row: row.number,
        verdict: Verdict::Unchanged,
        last_name: row.field(PupilField::LastName).to_owned(),
        first_name: row.field(PupilField::FirstName).to_owned(),
        class: row.field(PupilField::Class).to_owned(),
        pupil,
        changes: Vec::new(),
        remarks: Vec::new(),
        likely: Vec::new(),
    }
}

/// What becomes of a row that counts.
fn judge(
    row: &Row,
    who: Option<usize>,
    lookup: &Lookup,
    choices: &Choices,
    index: &mut Option<Index>,
    shown: &mut PlanRow,
    planned: &mut Planned,
) {
    let Planned { plan, actions } = planned;
    shown.remarks = row.remarks.clone();
    for remark in &row.remarks {
        let list = if remark.code.refuses() { &mut plan.refused } else { &mut plan.warnings };
        list.push(remark.clone());
    }
    if row.refused() {
        shown.verdict = Verdict::Refused;
    } else if let Some(who) = who {
        let (changes, action) = change(row, &lookup.known.pupils[who], lookup);
        shown.changes = changes;
        if let Some(action) = action {
            shown.verdict = Verdict::Changed;
            plan.changed += 1;
            actions.push(action);
        } else {
            plan.unchanged += 1;
        }
    } else {
        shown.verdict = Verdict::New;
        if !choices.request.different.contains(&row.number) {
            let index = index.get_or_insert_with(|| lookup.known.likeness());
            shown.likely = lookup.known.likely(index, row, choices.institution, LIKELY);
        }
        if !shown.likely.is_empty() {
            plan.undecided.push(row.number);
        }
        plan.created += 1;
        actions.push(create(row, choices));
    }
}

fn empty() -> PupilsPlan {
    PupilsPlan {
        created: 0,
        changed: 0,
        unchanged: 0,
        skipped: Vec::new(),
        left_out: Vec::new(),
        warnings: Vec::new(),
        refused: Vec::new(),
        undecided: Vec::new(),
        applicable: false,
        batch: None,
        rows: Vec::new(),
    }
}

/// What changes of somebody in the register.
fn change(row: &Row, known: &Known, lookup: &Lookup) -> (Vec<FieldDiff>, Option<Action>) {
    let mut diffs = Vec::new();
    let mut items = Vec::new();
    for (field, now) in &row.fields {
        let was = known.field(*field);
        if was == now {
            continue;
        }
        let masked = |text: &str| match field {
            PupilField::Insz if !text.is_empty() => Insz::MASKED.to_owned(),
            _ => text.to_owned(),
        };
        diffs.push(FieldDiff { field: field.name().to_owned(), was: masked(was), now: masked(now) });
        let was = (!was.is_empty()).then(|| was.to_owned());
        items.push(FieldChange { field: *field, was, now: Some(now.clone()) });
    }
    let current = lookup.of_pupil.get(&known.row.id);
    let add = row.external.clone().filter(|value| current.is_none_or(|n| n.value != *value));
    let end = current.filter(|_| add.is_some()).map(|n| (n.value.clone(), n.from));
    if let Some(now) = &add {
        let was = end.as_ref().map_or(String::new(), |(value, _)| value.clone());
        diffs.push(FieldDiff { field: "number".to_owned(), was, now: now.clone() });
    }
    let entry = row.entry.clone();
    if let Some(entry) = &entry {
        let mut shows = |field: &str, now: String| {
            diffs.push(FieldDiff { field: field.to_owned(), was: String::new(), now });
        };
        shows("from", entry.from().to_string());
        if let Some(group) = entry.group() {
            shows("group", group.to_string());
        }
    }
    if items.is_empty() && add.is_none() && entry.is_none() {
        return (diffs, None);
    }
    (diffs, Some(Action::Change { pupil: known.row.id, items, end, add, entry }))
}

/// The fields that the person of a row will have; an empty cell leaves what is known.
fn fields_after(row: &Row, known: Option<&Known>, choices: &Choices) -> BTreeMap<PupilField, String> {
    let mut fields = row.fields.clone();
    let here = [
        PupilField::Kind,
        PupilField::Institution,
        PupilField::Stamnummer,
        PupilField::Class,
        PupilField::Location,
    ];
    for (field, known) in here.into_iter().filter_map(|field| Some((field, known?.field(field)))) {
        if !known.is_empty() {
            fields.entry(field).or_insert_with(|| known.to_owned());
        }
    }
    let kind = &choices.request.person_kind;
    let kind = if kind.is_empty() { "pupil" } else { kind };
    fields.entry(PupilField::Kind).or_insert_with(|| kind.to_owned());
    if !choices.institution.is_empty() {
        fields.entry(PupilField::Institution).or_insert_with(|| choices.institution.to_owned());
    }
    fields
}

fn create(row: &Row, choices: &Choices) -> Action {
    let fields = fields_after(row, None, choices);
    Action::Create { fields, number: row.external.clone(), entry: row.entry.clone() }
}
