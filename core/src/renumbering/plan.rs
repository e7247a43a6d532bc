//! What a number list would do: the mapping in words, with whom a row could mean.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;
use stamboek_domain::matching::Index;
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::renumbering::{Holding, ListRow, Mapping, Meaning, Numbers, Refusal, plan as decide};

use super::list::Line;
use crate::imports::messages::*;
use crate::imports::remarks::RemarkCode;
use crate::imports::rows::remark;
use crate::imports::snapshot::{Known, KnownNumber, Snapshot, clearly_other};
use crate::pupils::messages::{Likeness, PupilRow};

/// People shown of one row whose old number is unknown.
const CANDIDATES: usize = 5;

/// One person moves.
#[derive(Serialize)]
pub struct Move {
    /// Who.
    pub pupil: PupilId,
    /// The number that ends in the old database, and its first day.
    pub end: Option<(String, NaiveDate)>,
    /// The number that begins in the new database.
    pub add: Option<String>,
}

/// The plan as shown and as carried out.
pub struct Planned {
    /// As shown.
    pub plan: NumbersPlan,
    /// In the order of the rows.
    pub moves: Vec<Move>,
}

/// Decides and explains.
pub fn plan(
    known: &Snapshot,
    lines: &[Line],
    skipped: Vec<u32>,
    request: &NumbersPlanRequest,
    institution: &str,
) -> Planned {
    let mapping = mapping(known, lines, request);
    let mut planned = Planned {
        plan: NumbersPlan {
            renumbered: Vec::new(),
            unchanged: 0,
            unmatched: Vec::new(),
            missing: Vec::new(),
            ambiguous: Vec::new(),
            skipped,
            warnings: Vec::new(),
            refused: Vec::new(),
            applicable: false,
            batch: None,
        },
        moves: Vec::new(),
    };
    let plan = &mut planned.plan;
    plan.refused = refusals(known, lines, &mapping, request);
    let ever = known.ever();
    let mut index = None;
    let mut covered = BTreeSet::new();
    for line in lines {
        match mapping.meanings.get(&line.row) {
            Some(Meaning::Renumber { pupil, end, add }) => {
                let Some(holder) = known.get(*pupil) else { continue };
                covered.insert(*pupil);
                compare(known, line, holder, request, plan);
                let others = ever.get(line.new.as_str()).into_iter().flatten().filter(|p| *p != pupil);
                let others: Vec<&Known> = others.filter_map(|p| known.get(*p)).collect();
                if !others.is_empty() {
                    plan.ambiguous.push(AmbiguousNumber {
                        number: line.new.clone(),
                        now: holder.row.clone(),
                        before: others.iter().map(|o| o.row.clone()).collect(),
                    });
                }
                plan.renumbered.push(RenumberedRow {
                    row: line.row,
                    pupil: holder.row.clone(),
                    old: line.old.clone(),
                    new: line.new.clone(),
                    formerly_of: others.iter().map(|o| o.label()).collect(),
                    confirmed: request.confirm.contains_key(&line.row),
                });
                let from = |value: &String| {
                    let same = |n: &&KnownNumber| {
                        n.open
                            && n.pupil == *pupil
                            && n.value == *value
                            && n.database == request.from_database
                    };
                    known.numbers.iter().find(same).map(|n| (value.clone(), n.from))
                };
                let end = end.as_ref().and_then(from);
                planned.moves.push(Move { pupil: *pupil, end, add: add.clone() });
            }
            Some(Meaning::InForce { pupil }) => {
                covered.insert(*pupil);
                plan.unchanged += 1;
            }
            Some(meaning @ (Meaning::Unmatched { .. } | Meaning::Nobody)) => {
                let index = index.get_or_insert_with(|| known.likeness());
                let nobody = *meaning == Meaning::Nobody;
                let mut row = unmatched(line, nobody);
                if let Meaning::Unmatched { formerly } = meaning {
                    row.candidates = candidates(known, index, line, formerly, institution);
                    for who in formerly.iter().filter_map(|p| known.get(*p)) {
                        let closed = remark(line.row, RemarkCode::OldNumberClosed, [("name", &who.label())]);
                        plan.warnings.push(closed);
                    }
                }
                plan.unmatched.push(row);
            }
            None => {}
        }
    }
    plan.missing = missing(known, request, &covered);
    plan.applicable = plan.refused.is_empty();
    planned
}

fn mapping(known: &Snapshot, lines: &[Line], request: &NumbersPlanRequest) -> Mapping {
    let holdings = |database: &str| -> Vec<Holding> {
        let of = known.numbers.iter().filter(|n| n.database == database);
        of.map(|n| Holding { pupil: n.pupil, value: n.value.clone(), open: n.open }).collect()
    };
    let from = holdings(&request.from_database);
    let to = (request.to_database != request.from_database).then(|| holdings(&request.to_database));
    let rows: Vec<ListRow> = lines
        .iter()
        .filter(|line| line.refused.is_empty())
        .map(|line| ListRow {
            row: line.row,
            old: line.old.clone(),
            new: line.new.clone(),
            chosen: request.confirm.get(&line.row).copied().filter(|p| known.get(*p).is_some()),
            nobody: request.nobody.contains(&line.row),
        })
        .collect();
    decide(&Numbers { from: &from, to: to.as_deref() }, &rows)
}

/// Why the whole list cannot be used, in the order of the rows.
fn refusals(
    known: &Snapshot,
    lines: &[Line],
    mapping: &Mapping,
    request: &NumbersPlanRequest,
) -> Vec<RowRemark> {
    let by_row: BTreeMap<u32, &Line> = lines.iter().map(|line| (line.row, line)).collect();
    let label = |pupil: &PupilId| known.get(*pupil).map_or(String::new(), Known::label);
    let mut refused: Vec<RowRemark> = lines.iter().flat_map(|line| line.refused.clone()).collect();
    for line in lines {
        if request.confirm.get(&line.row).is_some_and(|p| known.get(*p).is_none()) {
            refused.push(remark(line.row, RemarkCode::ChosenIsGone, []));
        }
    }
    for (row, refusal) in &mapping.refusals {
        let Some(line) = by_row.get(row) else { continue };
        refused.push(match refusal {
            Refusal::OldTwice { other } => {
                let values = [("other_row", &*other.to_string()), ("number", &*line.old)];
                remark(*row, RemarkCode::OldNumberTwice, values)
            }
            Refusal::NewTwice { other } => {
                let values = [("other_row", &*other.to_string()), ("number", &*line.new)];
                remark(*row, RemarkCode::NewNumberTwice, values)
            }
            Refusal::TwoRowsOnePupil { other } => {
                remark(*row, RemarkCode::TwoRowsOnePupil, [("other_row", &*other.to_string())])
            }
            Refusal::PointsToTwo { holder } => {
                let chosen = request.confirm.get(row).map(label).unwrap_or_default();
                let names = format!("{}, {chosen}", label(holder));
                remark(*row, RemarkCode::PointsToTwo, [("names", &*names)])
            }
            Refusal::NewTaken { holder } => {
                let values = [("number", &*line.new), ("name", &*label(holder))];
                remark(*row, RemarkCode::NewNumberTaken, values)
            }
            Refusal::OtherNumber { number } => {
                remark(*row, RemarkCode::HasOtherNumber, [("number", &**number)])
            }
        });
    }
    refused.sort_by_key(|r| (r.row, r.code));
    refused
}

/// What else the row says must not be somebody else's.
fn compare(
    known: &Snapshot,
    line: &Line,
    holder: &Known,
    request: &NumbersPlanRequest,
    plan: &mut NumbersPlan,
) {
    let confirmed = request.confirm.contains_key(&line.row);
    let other_name = clearly_other(&line.person, holder);
    let insz = line.person.field(PupilField::Insz);
    if !insz.is_empty() && insz != holder.insz && !confirmed {
        let owner = known.pupils.iter().find(|p| p.insz == insz);
        // A bis number that became a national one is no contradiction while the name is the same.
        if owner.is_some() || (other_name && !holder.insz.is_empty()) {
            let names = match owner {
                Some(owner) => format!("{}, {}", holder.label(), owner.label()),
                None => holder.label(),
            };
            plan.refused.push(remark(line.row, RemarkCode::PointsToTwo, [("names", &*names)]));
            return;
        }
    }
    let birth = line.person.field(PupilField::BirthDate);
    if other_name {
        let name = holder.label();
        plan.warnings.push(remark(line.row, RemarkCode::NameDiffers, [("name", &*name)]));
    } else if !birth.is_empty() && !holder.row.birth_date.is_empty() && birth != holder.row.birth_date {
        let values = [("birth_date", &*holder.row.birth_date)];
        plan.warnings.push(remark(line.row, RemarkCode::BirthDateDiffers, values));
    }
}

fn unmatched(line: &Line, nobody: bool) -> UnmatchedRow {
    let field = |field: PupilField| line.person.field(field).to_owned();
    UnmatchedRow {
        row: line.row,
        last_name: field(PupilField::LastName),
        first_name: field(PupilField::FirstName),
        class: field(PupilField::Class),
        old: line.old.clone(),
        new: line.new.clone(),
        candidates: Vec::new(),
        nobody,
    }
}

/// Whom the row could mean: by INSZ, stamnummer, name and birth date; whoever held the number
/// before comes last unless the row says more of him.
fn candidates(
    known: &Snapshot,
    index: &Index,
    line: &Line,
    formerly: &[PupilId],
    institution: &str,
) -> Vec<Likeness> {
    let mut candidates = known.likely(index, &line.person, institution, CANDIDATES);
    for who in formerly.iter().filter_map(|p| known.get(*p)) {
        if !candidates.iter().any(|c| c.pupil.id == who.row.id) {
            candidates.push(Likeness { pupil: who.row.clone(), why: Vec::new(), score: 0 });
        }
    }
    candidates
}

/// Persons of that kind and database without a row, in class and name order.
fn missing(known: &Snapshot, request: &NumbersPlanRequest, covered: &BTreeSet<PupilId>) -> Vec<PupilRow> {
    let open = known.numbers.iter().filter(|n| n.open && n.database == request.from_database);
    let of_kind = |p: &&Known| request.person_kind.is_empty() || p.row.kind == request.person_kind;
    let mut missing: Vec<PupilRow> = open
        .filter(|n| !covered.contains(&n.pupil))
        .filter_map(|n| known.get(n.pupil))
        .filter(of_kind)
        .map(|p| p.row.clone())
        .collect();
    missing.sort_by(|a, b| {
        let name = |r: &PupilRow| stamboek_domain::name::sort_key(&r.last_name, &r.first_name);
        stamboek_domain::class::compare(&a.class, &b.class).then_with(|| name(a).cmp(&name(b)))
    });
    missing
}
