//! The rules of a number list: swaps, chains, doubles, two databases.

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
