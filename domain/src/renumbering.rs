//! A database migration gives everybody another number: the old → new list as one mapping.
//!
//! Old and new ranges overlap in real migrations, so the rows are not carried out one after the
//! other but all at once (sync.md 10): first it is decided whose each old number is, from the
//! register as it stands, then everybody moves. A swap, a chain, an old number that is somebody's
//! new number are nothing special. Applying the same list again changes nothing.

mod held;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Days, NaiveDate};

use crate::pupil::PupilId;
use held::Held;

/// A number that a person holds or held in one database, without leading zeros.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub struct Holding {
    /// Whose.
    pub pupil: PupilId,
    /// The number.
    pub value: String,
    /// Whether it still holds.
    pub open: bool,
}

/// The numbers of the register that a list speaks of.
pub struct Numbers<'a> {
    /// In the database that the old numbers come from.
    pub from: &'a [Holding],
    /// In the database that issued the new numbers; `None`: it is the same database.
    pub to: Option<&'a [Holding]>,
}

/// A row of the list; numbers without leading zeros.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub struct ListRow {
    /// Line number, the row's name.
    pub row: u32,
    /// Old number.
    pub old: String,
    /// New number.
    pub new: String,
    /// A person said who it is.
    pub chosen: Option<PupilId>,
    /// A person said that it is nobody in the register; heeded only when the old number is
    /// nobody's.
    pub nobody: bool,
}

/// What a row means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The person moves.
    Renumber {
        /// Who.
        pupil: PupilId,
        /// The number that ends, in the old database.
        end: Option<String>,
        /// The number that begins, in the new database.
        add: Option<String>,
    },
    /// It is so already.
    InForce {
        /// Who.
        pupil: PupilId,
    },
    /// The old number is nobody's today.
    Unmatched {
        /// Who held it before, in that database.
        formerly: Vec<PupilId>,
    },
    /// Nobody in the register, said a person.
    Nobody,
}

/// Why a row makes the whole list unusable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// Another row has the same old number.
    OldTwice {
        /// That row.
        other: u32,
    },
    /// Another row gives the same new number.
    NewTwice {
        /// That row.
        other: u32,
    },
    /// Another row is about the same person.
    TwoRowsOnePupil {
        /// That row.
        other: u32,
    },
    /// The old number is another person's than the one chosen.
    PointsToTwo {
        /// Who holds the old number.
        holder: PupilId,
    },
    /// Somebody who keeps it holds the new number.
    NewTaken {
        /// Who.
        holder: PupilId,
    },
    /// The person has another number in the new database.
    OtherNumber {
        /// That number.
        number: String,
    },
}

/// What the list does, row by row, and why it cannot be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// By row.
    pub meanings: BTreeMap<u32, Meaning>,
    /// Empty: it can be done.
    pub refusals: BTreeSet<(u32, Refusal)>,
}

/// Decides. Depends on the set of rows, not on their order.
pub fn plan(numbers: &Numbers, rows: &[ListRow]) -> Mapping {
    let from = Held::new(numbers.from);
    let to = numbers.to.map(Held::new);
    let (to, same_database) = (to.as_ref().unwrap_or(&from), to.is_none());

    let mut mapping = Mapping::default();
    let active: Vec<&ListRow> = rows.iter().filter(|r| !passed_over(r, &from)).collect();
    for row in rows.iter().filter(|r| passed_over(r, &from)) {
        mapping.meanings.insert(row.row, Meaning::Nobody);
    }
    refuse_twice(&active, |r| &r.old, |other| Refusal::OldTwice { other }, &mut mapping);
    refuse_twice(&active, |r| &r.new, |other| Refusal::NewTwice { other }, &mut mapping);

    let in_force = in_force(&active, &from, to, same_database);
    for row in active {
        let meaning = match (in_force.get(&row.row), from.holder(&row.old), row.chosen) {
            (Some(pupil), ..) => Meaning::InForce { pupil: *pupil },
            (None, Some(holder), chosen) => {
                if chosen.is_some_and(|c| c != holder) {
                    mapping.refusals.insert((row.row, Refusal::PointsToTwo { holder }));
                }
                moves(row, holder, &from, to, same_database)
            }
            (None, None, Some(chosen)) => moves(row, chosen, &from, to, same_database),
            (None, None, None) => Meaning::Unmatched { formerly: from.formerly(&row.old) },
        };
        mapping.meanings.insert(row.row, meaning);
    }
    refuse_collisions(rows, to, same_database, &mut mapping);
    mapping
}

/// The day before a number is replaced, but never before it began.
pub fn last_day(first_of_new: NaiveDate, from: NaiveDate) -> NaiveDate {
    first_of_new.checked_sub_days(Days::new(1)).unwrap_or(first_of_new).max(from)
}

fn passed_over(row: &ListRow, from: &Held) -> bool {
    row.nobody && row.chosen.is_none() && from.holder(&row.old).is_none()
}

/// The row's person moves: what ends, what begins.
fn moves(row: &ListRow, pupil: PupilId, from: &Held, to: &Held, same_database: bool) -> Meaning {
    let end = from.open_of(pupil).filter(|value| !(same_database && *value == row.new));
    let add = (to.open_of(pupil) != Some(&row.new)).then(|| row.new.clone());
    Meaning::Renumber { pupil, end: end.map(str::to_owned), add }
}

/// The rows that hold already, with their person: the new number is open and the old one closed.
///
/// In one database that alone can deceive: after a → b for X, a later list may move X on from b
/// and give b to whoever has a now. So a row counts only together with the rows it hangs on: the
/// person is not moved on by a row that is still to be done, and whoever has the old number today
/// has it by a row that is done.
fn in_force(rows: &[&ListRow], from: &Held, to: &Held, same_database: bool) -> BTreeMap<u32, PupilId> {
    let mut done: BTreeMap<u32, PupilId> = BTreeMap::new();
    for row in rows {
        let Some(pupil) = to.holder(&row.new) else { continue };
        let same_number = same_database && row.old == row.new;
        let known = row.chosen.map_or_else(|| from.held_before(pupil, &row.old), |c| c == pupil);
        let moved = same_database || from.open_of(pupil).is_none();
        if same_number || (known && moved && (same_database || from.holder(&row.old).is_none())) {
            done.insert(row.row, pupil);
        }
    }
    if !same_database {
        return done;
    }
    loop {
        let people: HashSet<PupilId> = done.values().copied().collect();
        let still_to_do: HashSet<&str> =
            rows.iter().filter(|r| !done.contains_key(&r.row)).map(|r| r.old.as_str()).collect();
        let before = done.len();
        for row in rows {
            let holder_is_done = from.holder(&row.old).is_none_or(|h| people.contains(&h));
            if still_to_do.contains(row.new.as_str()) || !holder_is_done {
                done.remove(&row.row);
            }
        }
        if done.len() == before {
            return done;
        }
    }
}

fn refuse_twice<'a>(
    rows: &[&'a ListRow],
    number: impl Fn(&'a ListRow) -> &'a String,
    refusal: impl Fn(u32) -> Refusal,
    mapping: &mut Mapping,
) {
    let mut seen: HashMap<&str, Vec<u32>> = HashMap::new();
    for row in rows {
        seen.entry(number(row)).or_default().push(row.row);
    }
    for mut same in seen.into_values().filter(|same| same.len() > 1) {
        same.sort_unstable();
        for row in &same {
            let other = if *row == same[0] { same[1] } else { same[0] };
            mapping.refusals.insert((*row, refusal(other)));
        }
    }
}

fn refuse_collisions(rows: &[ListRow], to: &Held, same_database: bool, mapping: &mut Mapping) {
    let mut of_pupil: BTreeMap<PupilId, Vec<u32>> = BTreeMap::new();
    let mut leaving = HashSet::new();
    for (row, meaning) in &mapping.meanings {
        match meaning {
            Meaning::Renumber { pupil, end, .. } => {
                of_pupil.entry(*pupil).or_default().push(*row);
                if let Some(end) = end.as_ref().filter(|_| same_database) {
                    leaving.insert((*pupil, end.clone()));
                }
            }
            Meaning::InForce { pupil } => of_pupil.entry(*pupil).or_default().push(*row),
            Meaning::Unmatched { .. } | Meaning::Nobody => {}
        }
    }
    for same in of_pupil.values().filter(|same| same.len() > 1) {
        for row in same {
            let other = if *row == same[0] { same[1] } else { same[0] };
            mapping.refusals.insert((*row, Refusal::TwoRowsOnePupil { other }));
        }
    }
    for row in rows {
        let Some(Meaning::Renumber { pupil, .. }) = mapping.meanings.get(&row.row) else { continue };
        if let Some(holder) = to.holder(&row.new)
            && holder != *pupil
            && !leaving.contains(&(holder, row.new.clone()))
        {
            mapping.refusals.insert((row.row, Refusal::NewTaken { holder }));
        }
        if let Some(number) = to.open_of(*pupil).filter(|n| !same_database && *n != row.new) {
            mapping.refusals.insert((row.row, Refusal::OtherNumber { number: number.to_owned() }));
        }
    }
}

#[cfg(test)]
mod tests;
