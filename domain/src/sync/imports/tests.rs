use super::*;

fn pupil(n: u128) -> PupilId {
    PupilId(Uuid::from_u128(n))
}

fn list(rows: &[(u32, &str, &str)]) -> NumberList {
    let row = |(row, old, new): &(u32, &str, &str)| NumberRow {
        row: *row,
        old: (*old).into(),
        new: (*new).into(),
        pupil: None,
        nobody: false,
    };
    NumberList {
        system: "informat".into(),
        from_database: "SG 1".into(),
        to_database: "SG 2".into(),
        first_day: "2026-11-23".parse().unwrap(),
        rows: rows.iter().map(row).collect(),
        left_out: BTreeSet::new(),
        tried: None,
    }
}

fn held(numbers: &[(u128, &str)]) -> Vec<Held> {
    let one = |(who, value): &(u128, &str)| {
        let number =
            ExternalNumber { system: "informat".into(), database: "SG 1".into(), value: (*value).into() };
        let from = "2026-09-01".parse().unwrap();
        (number, vec![NumberRecord { pupil: pupil(*who), from, until: None }])
    };
    numbers.iter().map(one).collect()
}

fn reasons(planned: &Planned) -> Vec<(Option<u32>, FaultReason)> {
    planned.faults.iter().map(|fault| (fault.row, fault.reason)).collect()
}

#[test]
fn everybody_moves_at_once_and_what_ends_comes_before_what_begins() {
    let list = list(&[(2, "10", "20"), (3, "0020", "10")]);
    let planned = decide(&list, &held(&[(1, "10"), (2, "20")]), |_| true);
    assert_eq!(reasons(&planned), []);
    let (person, at) = (None, "2026-11-23T10:00:00+01:00".parse().unwrap());
    let maker = Maker { inst: Uuid::from_u128(9), before: 0, person, at, list: &list };
    let ops = maker.ops(&planned.moves);
    let kinds: Vec<bool> = ops.iter().map(|op| matches!(op.change, Change::NumberEnd { .. })).collect();
    assert_eq!(kinds, [true, true, false, false]);
    let Change::NumberEnd { until, .. } = &ops[0].change else { panic!() };
    assert_eq!(until.to_string(), "2026-11-22");
    assert!(ops == maker.ops(&planned.moves), "the same list is the same ops");
    let again = Maker { before: 1, ..maker };
    assert!(again.ops(&planned.moves)[0].op_id != ops[0].op_id);
    let ids: BTreeSet<OpId> = ops.iter().map(|op| op.op_id).collect();
    assert_eq!(ids.len(), 4);
}

/// sync.md 10: rows that are missing, double, or point to two pupils.
#[test]
fn one_wrong_row_refuses_the_whole_list() {
    let known = held(&[(1, "10"), (2, "20")]);
    let of = |rows: &[(u32, &str, &str)]| reasons(&decide(&list(rows), &known, |_| true));
    assert_eq!(of(&[(2, "10", "11")]), [(None, FaultReason::RowMissing)]);
    assert_eq!(
        of(&[(2, "10", "11"), (3, "20", "11")]),
        [(Some(2), FaultReason::NewTwice), (Some(3), FaultReason::NewTwice)]
    );
    assert_eq!(of(&[(2, "10", "11"), (3, "20", "")])[1], (Some(3), FaultReason::NewInvalid));
    assert_eq!(
        of(&[(2, "10", "11"), (3, "20", "21"), (4, "30", "31")]),
        [(Some(4), FaultReason::OldUnknown)]
    );
    let mut named = list(&[(2, "10", "11"), (3, "20", "21")]);
    named.rows[0].pupil = Some(pupil(2));
    let said = reasons(&decide(&named, &known, |_| true));
    assert!(said.contains(&(Some(2), FaultReason::PointsToTwo)), "{said:?}");
    assert!(reasons(&decide(&named, &known, |_| false)).contains(&(Some(2), FaultReason::PupilUnknown)));
}

#[test]
fn who_is_left_out_on_purpose_is_not_missing() {
    let mut list = list(&[(2, "10", "11")]);
    list.left_out.insert(pupil(2));
    let planned = decide(&list, &held(&[(1, "10"), (2, "20")]), |_| true);
    assert_eq!((planned.faults.len(), planned.moves.len()), (0, 1));
}
