//! What a list of persons would do to the register: a pure decision, made again when it is
//! carried out.
//!
//! An empty or unusable cell never empties a field of the register. A row is a person of the
//! register by, in this order: what somebody chose, the number in that database, the INSZ,
//! institution and stamnummer, exactly the same name, first name and birth date.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use serde::Serialize;
use stamboek_domain::insz::Insz;
use stamboek_domain::matching::Index;
use stamboek_domain::name;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::sync::op::FieldChange;

use super::messages::*;
use super::remarks::RemarkCode;
use super::rows::Row;
use super::snapshot::{Known, KnownNumber, Snapshot, clearly_other, person_of};
use crate::pupils::messages::Likeness;

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
    let request = choices.request;
    let left_out: BTreeSet<u32> = request.leave_out.iter().copied().collect();
    let lookup = Lookup::new(known, &request.database);
    let counts = |row: &Row| !row.skipped && !left_out.contains(&row.number);

    let mut who: Vec<Option<usize>> = Vec::with_capacity(rows.len());
    for row in &mut rows {
        let found = if counts(row) { lookup.find(row, choices) } else { None };
        who.push(found);
    }
    let live: Vec<usize> = (0..rows.len()).filter(|i| counts(&rows[*i])).collect();
    refuse_doubles(&mut rows, &live, &who, known, choices);
    check_numbers(&mut rows, &live, &who, &lookup);

    let mut index = None;
    let mut planned = Planned { plan: empty(), actions: Vec::new() };
    for (row, who) in rows.iter().zip(who) {
        let mut shown = PlanRow {
            row: row.number,
            verdict: Verdict::Unchanged,
            last_name: row.field(PupilField::LastName).to_owned(),
            first_name: row.field(PupilField::FirstName).to_owned(),
            class: row.field(PupilField::Class).to_owned(),
            pupil: who.map(|i| known.pupils[i].row.id),
            changes: Vec::new(),
            remarks: Vec::new(),
            likely: Vec::new(),
        };
        let plan = &mut planned.plan;
        if row.skipped {
            shown.verdict = Verdict::Skipped;
            plan.skipped.push(row.number);
        } else if left_out.contains(&row.number) {
            shown.verdict = Verdict::LeftOut;
            plan.left_out.push(row.number);
        } else {
            shown.remarks = row.remarks.clone();
            for remark in &row.remarks {
                let list = if remark.code.refuses() { &mut plan.refused } else { &mut plan.warnings };
                list.push(remark.clone());
            }
            if row.refused() {
                shown.verdict = Verdict::Refused;
            } else if let Some(who) = who {
                let (changes, action) = change(row, &known.pupils[who], &lookup);
                shown.changes = changes;
                if let Some(action) = action {
                    shown.verdict = Verdict::Changed;
                    plan.changed += 1;
                    planned.actions.push(action);
                } else {
                    plan.unchanged += 1;
                }
            } else {
                shown.verdict = Verdict::New;
                if !request.different.contains(&row.number) {
                    let index = index
                        .get_or_insert_with(|| Index::new(known.pupils.iter().map(Known::person).collect()));
                    shown.likely = likely(row, known, index, choices.institution);
                }
                if !shown.likely.is_empty() {
                    plan.undecided.push(row.number);
                }
                plan.created += 1;
                planned.actions.push(create(row, choices));
            }
        }
        planned.plan.rows.push(shown);
    }
    planned.plan.applicable = planned.plan.refused.is_empty() && planned.plan.undecided.is_empty();
    planned
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

/// The register by everything that a row can name.
struct Lookup<'a> {
    known: &'a Snapshot,
    number: BTreeMap<&'a str, &'a KnownNumber>,
    of_pupil: HashMap<PupilId, &'a KnownNumber>,
    insz: HashMap<&'a str, usize>,
    stamnummer: HashMap<String, usize>,
    exact: HashMap<(&'a str, &'a str, &'a str), Vec<usize>>,
}

impl<'a> Lookup<'a> {
    fn new(known: &'a Snapshot, database: &str) -> Self {
        let mut lookup = Self {
            known,
            number: known.holders(database),
            of_pupil: HashMap::new(),
            insz: HashMap::new(),
            stamnummer: HashMap::new(),
            exact: HashMap::new(),
        };
        for number in lookup.number.values() {
            lookup.of_pupil.insert(number.pupil, number);
        }
        for (index, one) in known.pupils.iter().enumerate() {
            if !one.insz.is_empty() {
                lookup.insz.insert(&one.insz, index);
            }
            if let Some(key) = one.stamnummer_key() {
                lookup.stamnummer.insert(key, index);
            }
            let row = &one.row;
            if !row.birth_date.is_empty() {
                let key = (row.last_name.as_str(), row.first_name.as_str(), row.birth_date.as_str());
                lookup.exact.entry(key).or_default().push(index);
            }
        }
        lookup
    }

    fn holder(&self, value: &str) -> Option<usize> {
        self.number.get(value).and_then(|n| self.known.index(n.pupil))
    }

    fn named(&self, indexes: impl IntoIterator<Item = usize>) -> String {
        indexes.into_iter().map(|i| self.known.pupils[i].label()).collect::<Vec<_>>().join(", ")
    }

    /// Who the row is in the register; says in the row why it cannot be told.
    fn find(&self, row: &mut Row, choices: &Choices) -> Option<usize> {
        let by_insz = self.insz.get(row.field(PupilField::Insz)).copied();
        if let Some(chosen) = choices.request.same.get(&row.number) {
            let found = self.known.index(*chosen);
            if found.is_none() {
                row.remark(RemarkCode::ChosenIsGone, []);
            }
            if by_insz.is_some() && by_insz != found {
                self.drop_insz(row, by_insz);
            }
            return found;
        }
        let by_number = row.external.as_deref().and_then(|value| self.holder(value));
        let by_stamnummer =
            row.stamnummer_key(choices.institution).and_then(|key| self.stamnummer.get(&key).copied());
        if choices.request.different.contains(&row.number) {
            self.drop_insz(row, by_insz);
            if let Some(holder) = by_stamnummer {
                row.remark(RemarkCode::NameDiffers, [("name", &self.known.pupils[holder].label())]);
            }
            return None;
        }
        let other = |index: Option<usize>| index.is_some_and(|i| clearly_other(row, &self.known.pupils[i]));
        // The INSZ alone does not make somebody with another name and birth date the same person,
        // unless the number says so, too.
        let agreed = by_insz.is_some() && (by_insz == by_number || by_insz == by_stamnummer);
        if by_insz.is_some() && !agreed && other(by_insz) {
            self.drop_insz(row, by_insz);
            return self.find_by(row, by_number, None, by_stamnummer);
        }
        self.find_by(row, by_number, by_insz, by_stamnummer)
    }

    fn find_by(
        &self,
        row: &mut Row,
        by_number: Option<usize>,
        by_insz: Option<usize>,
        by_stamnummer: Option<usize>,
    ) -> Option<usize> {
        for found in [by_number, by_stamnummer].into_iter().flatten() {
            let known = &self.known.pupils[found];
            if by_insz != Some(found) && clearly_other(row, known) {
                row.remark(RemarkCode::NameDiffers, [("name", &known.label())]);
                return None;
            }
        }
        let key = (
            row.field(PupilField::LastName),
            row.field(PupilField::FirstName),
            row.field(PupilField::BirthDate),
        );
        let exact = self.exact.get(&key).map_or(&[][..], Vec::as_slice);
        let mut people: BTreeSet<usize> = [by_number, by_insz, by_stamnummer].into_iter().flatten().collect();
        if people.is_empty() || exact.len() == 1 {
            people.extend(exact);
        }
        if people.len() > 1 {
            let names = self.named(people);
            row.remark(RemarkCode::PointsToTwo, [("names", &names)]);
            return None;
        }
        people.pop_first()
    }

    fn drop_insz(&self, row: &mut Row, holder: Option<usize>) {
        if let Some(holder) = holder {
            row.fields.remove(&PupilField::Insz);
            row.remark(RemarkCode::InszTaken, [("name", &self.known.pupils[holder].label())]);
        }
    }
}

/// Two rows about one person, or one number for two.
fn refuse_doubles(
    rows: &mut [Row],
    live: &[usize],
    who: &[Option<usize>],
    known: &Snapshot,
    choices: &Choices,
) {
    let mut same_person: HashMap<String, Vec<usize>> = HashMap::new();
    let mut insz: HashMap<String, Vec<usize>> = HashMap::new();
    for i in live {
        let row = &rows[*i];
        match who[*i] {
            Some(who) => same_person.entry(format!("known {who}")).or_default().push(*i),
            None => {
                let fold = |f| name::squash(&name::fold(row.field(f)));
                let (last, first) = (fold(PupilField::LastName), fold(PupilField::FirstName));
                let birth = row.field(PupilField::BirthDate);
                // Without a date two of one name in two classes may well be two.
                let apart = if birth.is_empty() { row.field(PupilField::Class) } else { birth };
                same_person.entry(format!("new {last}|{first}|{apart}")).or_default().push(*i);
            }
        }
        if let Some(value) = row.fields.get(&PupilField::Insz) {
            insz.entry(value.clone()).or_default().push(*i);
        }
    }
    let mut together: BTreeSet<(usize, usize)> = BTreeSet::new();
    for same in same_person.into_values().filter(|same| same.len() > 1) {
        for i in &same {
            let other = if *i == same[0] { same[1] } else { same[0] };
            together.insert((*i, other));
            let number = rows[other].number.to_string();
            rows[*i].remark(RemarkCode::TwoRowsOnePupil, [("other_row", &number)]);
        }
    }
    for (value, same) in insz.into_iter().filter(|(_, same)| same.len() > 1) {
        for i in &same {
            let other = if *i == same[0] { same[1] } else { same[0] };
            let keeps = who[*i].is_some_and(|w| known.pupils[w].insz == value);
            if keeps || together.contains(&(*i, other)) {
                continue;
            }
            let number = rows[other].number.to_string();
            rows[*i].fields.remove(&PupilField::Insz);
            rows[*i].remark(RemarkCode::InszTwice, [("other_row", &number)]);
        }
    }
    let mut stamnummers: HashMap<String, Vec<usize>> = HashMap::new();
    let mut numbers: HashMap<String, Vec<usize>> = HashMap::new();
    for i in live {
        if let Some(key) = rows[*i].stamnummer_key(choices.institution) {
            stamnummers.entry(key).or_default().push(*i);
        }
        if let Some(value) = &rows[*i].external {
            numbers.entry(value.clone()).or_default().push(*i);
        }
    }
    for (key, same) in stamnummers.into_iter().chain(numbers).filter(|(_, same)| same.len() > 1) {
        for i in &same {
            let other = if *i == same[0] { same[1] } else { same[0] };
            if !together.contains(&(*i, other)) {
                let (row, number) = (rows[other].number.to_string(), key.rsplit('/').next().unwrap_or(""));
                rows[*i].remark(RemarkCode::NumberTwice, [("other_row", &row), ("number", number)]);
            }
        }
    }
}

/// A number that somebody else holds; a number that replaces another one.
fn check_numbers(rows: &mut [Row], live: &[usize], who: &[Option<usize>], lookup: &Lookup) {
    for i in live {
        let Some(value) = rows[*i].external.clone() else { continue };
        let holder = lookup.holder(&value);
        if holder.is_some() && holder != who[*i] {
            // Already said when the row has another name than the holder of its number.
            if !rows[*i].refused() {
                let name = lookup.named(holder);
                rows[*i].remark(RemarkCode::NumberTaken, [("number", &value), ("name", &name)]);
            }
        } else if holder.is_none()
            && let Some(who) = who[*i]
            && let Some(current) = lookup.of_pupil.get(&lookup.known.pupils[who].row.id)
        {
            let was = current.value.clone();
            rows[*i].remark(RemarkCode::NumberChanges, [("was", &was), ("now", &value)]);
        }
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
        diffs.push(FieldDiff { field: field_name(*field), was: masked(was), now: masked(now) });
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
    if items.is_empty() && add.is_none() {
        return (diffs, None);
    }
    (diffs, Some(Action::Change { pupil: known.row.id, items, end, add }))
}

fn create(row: &Row, choices: &Choices) -> Action {
    let mut fields = row.fields.clone();
    let kind = &choices.request.person_kind;
    let kind = if kind.is_empty() { "pupil" } else { kind };
    fields.entry(PupilField::Kind).or_insert_with(|| kind.to_owned());
    if !choices.institution.is_empty() {
        fields.entry(PupilField::Institution).or_insert_with(|| choices.institution.to_owned());
    }
    Action::Create { fields, number: row.external.clone() }
}

fn likely(row: &Row, known: &Snapshot, index: &Index, institution: &str) -> Vec<Likeness> {
    index
        .find(&person_of(row, institution), LIKELY)
        .into_iter()
        .map(|(at, likeness)| Likeness {
            pupil: known.pupils[at].row.clone(),
            why: likeness.why.iter().map(|w| w.code().to_owned()).collect(),
            score: likeness.score,
        })
        .collect()
}

/// Name of a field as it crosses the seam.
pub fn field_name(field: PupilField) -> String {
    let name = match field {
        PupilField::LastName => "last_name",
        PupilField::FirstName => "first_name",
        PupilField::BirthDate => "birth_date",
        PupilField::Insz => "insz",
        PupilField::Sex => "sex",
        PupilField::Class => "class",
        PupilField::Stamnummer => "stamnummer",
        PupilField::Institution => "institution",
        PupilField::Location => "location",
        PupilField::Kind => "kind",
    };
    name.to_owned()
}
