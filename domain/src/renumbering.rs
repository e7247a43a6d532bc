//! A database migration gives everybody another number: the old → new list as one mapping.
//!
//! Old and new ranges overlap in real migrations, so the rows are not carried out one after the
//! other but all at once (sync.md 10): first it is decided whose each old number is, from the
//! register as it stands, then everybody moves. A swap, a chain, an old number that is somebody's
//! new number are nothing special. Applying the same list again changes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::pupil::PupilId;

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

/// The numbers of one database, looked up both ways.
struct Held<'a> {
    open: HashMap<&'a str, PupilId>,
    open_of: HashMap<PupilId, &'a str>,
    closed: HashMap<&'a str, BTreeSet<PupilId>>,
}

impl<'a> Held<'a> {
    fn new(holdings: &'a [Holding]) -> Self {
        let mut held = Self { open: HashMap::new(), open_of: HashMap::new(), closed: HashMap::new() };
        for holding in holdings {
            if holding.open {
                held.open.insert(&holding.value, holding.pupil);
                held.open_of.insert(holding.pupil, &holding.value);
            } else {
                held.closed.entry(&holding.value).or_default().insert(holding.pupil);
            }
        }
        held
    }

    fn holder(&self, value: &str) -> Option<PupilId> {
        self.open.get(value).copied()
    }

    fn open_of(&self, pupil: PupilId) -> Option<&'a str> {
        self.open_of.get(&pupil).copied()
    }

    fn held_before(&self, pupil: PupilId, value: &str) -> bool {
        self.closed.get(value).is_some_and(|people| people.contains(&pupil))
    }

    fn formerly(&self, value: &str) -> Vec<PupilId> {
        self.closed.get(value).into_iter().flatten().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn id(n: u32) -> PupilId {
        PupilId(Uuid::from_u128(u128::from(n) + 1))
    }

    fn open(pupil: u32, value: &str) -> Holding {
        Holding { pupil: id(pupil), value: value.to_owned(), open: true }
    }

    fn closed(pupil: u32, value: &str) -> Holding {
        Holding { open: false, ..open(pupil, value) }
    }

    fn row(row: u32, old: &str, new: &str) -> ListRow {
        ListRow { row, old: old.to_owned(), new: new.to_owned(), chosen: None, nobody: false }
    }

    fn within(holdings: &[Holding], rows: &[ListRow]) -> Mapping {
        plan(&Numbers { from: holdings, to: None }, rows)
    }

    /// First all ends, then all beginnings, as the register does.
    fn carry_out(holdings: &[Holding], mapping: &Mapping) -> Vec<Holding> {
        let mut after = holdings.to_vec();
        for meaning in mapping.meanings.values() {
            if let Meaning::Renumber { pupil, end: Some(end), .. } = meaning {
                for held in after.iter_mut().filter(|h| h.open && h.pupil == *pupil && h.value == *end) {
                    held.open = false;
                }
            }
        }
        for meaning in mapping.meanings.values() {
            if let Meaning::Renumber { pupil, add: Some(add), .. } = meaning {
                after.push(Holding { pupil: *pupil, value: add.clone(), open: true });
            }
        }
        after
    }

    fn open_numbers(holdings: &[Holding]) -> BTreeMap<PupilId, String> {
        holdings.iter().filter(|h| h.open).map(|h| (h.pupil, h.value.clone())).collect()
    }

    #[test]
    fn a_swap_and_a_chain_are_one_step() {
        let before = [open(1, "10"), open(2, "20"), open(3, "30"), open(4, "40")];
        let rows = [row(1, "10", "20"), row(2, "20", "10"), row(3, "30", "40"), row(4, "40", "50")];
        let mapping = within(&before, &rows);
        assert!(mapping.refusals.is_empty());
        let after = open_numbers(&carry_out(&before, &mapping));
        let expected = [(1, "20"), (2, "10"), (3, "40"), (4, "50")];
        assert_eq!(after, expected.map(|(p, n)| (id(p), n.to_owned())).into());
    }

    #[test]
    fn a_second_list_that_reuses_a_number_is_not_taken_for_the_first() {
        // X went from 10 to 20; now Z has 10 and gets 20, while X moves on to 30.
        let before = [closed(1, "10"), open(1, "20"), open(2, "10")];
        let mapping = within(&before, &[row(1, "10", "20"), row(2, "20", "30")]);
        assert!(mapping.refusals.is_empty());
        let after = open_numbers(&carry_out(&before, &mapping));
        assert_eq!(after, BTreeMap::from([(id(1), "30".to_owned()), (id(2), "20".to_owned())]));
    }

    #[test]
    fn what_is_double_missing_or_taken_refuses_the_list() {
        let before = [open(1, "10"), open(2, "20"), open(3, "30")];
        let refusals = |rows: &[ListRow]| within(&before, rows).refusals.into_iter().collect::<Vec<_>>();
        assert_eq!(
            refusals(&[row(1, "10", "11"), row(2, "10", "12")])[..1],
            [(1, Refusal::OldTwice { other: 2 })]
        );
        assert_eq!(
            refusals(&[row(1, "10", "11"), row(2, "20", "11")]),
            [(1, Refusal::NewTwice { other: 2 }), (2, Refusal::NewTwice { other: 1 })]
        );
        assert_eq!(refusals(&[row(1, "10", "30")]), [(1, Refusal::NewTaken { holder: id(3) })]);
        let chosen = ListRow { chosen: Some(id(2)), ..row(1, "10", "11") };
        assert_eq!(refusals(&[chosen]), [(1, Refusal::PointsToTwo { holder: id(1) })]);
        let chosen = ListRow { chosen: Some(id(2)), ..row(2, "99", "12") };
        assert_eq!(
            refusals(&[row(1, "20", "11"), chosen]),
            [(1, Refusal::TwoRowsOnePupil { other: 2 }), (2, Refusal::TwoRowsOnePupil { other: 1 })]
        );
    }

    #[test]
    fn an_unknown_old_number_waits_for_a_person() {
        let before = [closed(1, "10"), open(1, "77"), open(2, "20")];
        let unknown = row(1, "10", "11");
        let meaning = |row: ListRow| within(&before, &[row]).meanings[&1].clone();
        assert_eq!(meaning(unknown.clone()), Meaning::Unmatched { formerly: vec![id(1)] });
        assert_eq!(meaning(ListRow { nobody: true, ..unknown.clone() }), Meaning::Nobody);
        let moved = Meaning::Renumber { pupil: id(1), end: Some("77".into()), add: Some("11".into()) };
        assert_eq!(meaning(ListRow { chosen: Some(id(1)), ..unknown }), moved);
        let known = ListRow { nobody: true, ..row(1, "20", "11") };
        assert!(matches!(meaning(known), Meaning::Renumber { .. }), "a known number is somebody");
    }

    #[test]
    fn two_databases_do_not_mix() {
        let (from, to) = ([open(1, "10"), open(2, "20")], [open(3, "20"), open(2, "55")]);
        let numbers = Numbers { from: &from, to: Some(&to) };
        let fine = plan(&numbers, &[row(1, "10", "21")]);
        let moved = Meaning::Renumber { pupil: id(1), end: Some("10".into()), add: Some("21".into()) };
        assert_eq!((fine.refusals.len(), &fine.meanings[&1]), (0, &moved));
        let taken = plan(&numbers, &[row(1, "10", "20")]).refusals;
        assert_eq!(taken, BTreeSet::from([(1, Refusal::NewTaken { holder: id(3) })]));
        let other = plan(&numbers, &[row(1, "20", "56")]).refusals;
        assert_eq!(other, BTreeSet::from([(1, Refusal::OtherNumber { number: "55".into() })]));
    }

    prop_compose! {
        /// People with numbers, and a list that permutes some of them and moves others to numbers
        /// that nobody has; in any order.
        fn migration()(size in 1usize..40)(
            people in Just(size),
            moved in prop::collection::vec(any::<bool>(), size),
            mut targets in Just((0..size).collect::<Vec<_>>()).prop_shuffle(),
            fresh in prop::collection::vec(any::<bool>(), size),
            order in Just((0..size).collect::<Vec<_>>()).prop_shuffle(),
        ) -> (Vec<Holding>, Vec<ListRow>) {
            let before = (0..people).map(|p| open(p as u32, &(100 + p).to_string())).collect();
            // Only numbers that are left by a moved person may be given to another.
            let free: Vec<usize> = (0..people).filter(|p| moved[*p]).collect();
            targets.retain(|t| moved[*t]);
            let rows = free.iter().zip(&targets).map(|(p, t)| {
                let new = if fresh[*p] { 1000 + p } else { 100 + t };
                row(*p as u32, &(100 + p).to_string(), &new.to_string())
            }).collect::<Vec<_>>();
            let mut rows: Vec<(usize, ListRow)> = rows.into_iter().map(|r| (order[r.row as usize], r)).collect();
            rows.sort_by_key(|(at, _)| *at);
            (before, rows.into_iter().map(|(_, r)| r).collect())
        }
    }

    proptest! {
        #[test]
        fn nobody_shares_a_number_and_everybody_gets_his_own((before, rows) in migration()) {
            let mapping = within(&before, &rows);
            prop_assert!(mapping.refusals.is_empty());
            let after = open_numbers(&carry_out(&before, &mapping));
            prop_assert_eq!(after.len(), before.len());
            prop_assert_eq!(after.values().collect::<BTreeSet<_>>().len(), before.len());
            for row in &rows {
                prop_assert_eq!(&after[&id(row.row)], &row.new);
            }
        }

        #[test]
        fn the_order_of_the_rows_means_nothing((before, mut rows) in migration()) {
            let mapping = within(&before, &rows);
            rows.reverse();
            prop_assert_eq!(&within(&before, &rows), &mapping);
            rows.sort_by(|a, b| a.new.cmp(&b.new));
            prop_assert_eq!(&within(&before, &rows), &mapping);
        }

        #[test]
        fn the_same_list_again_changes_nothing((before, rows) in migration()) {
            let after = carry_out(&before, &within(&before, &rows));
            let again = within(&after, &rows);
            prop_assert!(again.refusals.is_empty());
            let all = again.meanings.values().all(|m| matches!(m, Meaning::InForce { .. }));
            prop_assert!(all);
        }

        #[test]
        fn taking_it_back_restores_every_number((before, rows) in migration()) {
            let mapping = within(&before, &rows);
            let mut after = carry_out(&before, &mapping);
            for meaning in mapping.meanings.values() {
                let Meaning::Renumber { pupil, end, add } = meaning else { continue };
                after.retain(|h| !(h.open && h.pupil == *pupil && Some(&h.value) == add.as_ref()));
                for held in after.iter_mut().filter(|h| h.pupil == *pupil && Some(&h.value) == end.as_ref()) {
                    held.open = true;
                }
            }
            prop_assert_eq!(open_numbers(&after), open_numbers(&before));
        }
    }
}
