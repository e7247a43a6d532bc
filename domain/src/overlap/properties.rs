//! Properties of the classification and of the sweep, on invented enrolments.

use std::cmp::Ordering;

use chrono::{Days, NaiveTime};
use proptest::prelude::*;

use super::*;
use crate::period;

fn moments() -> impl Strategy<Value = Option<Moment>> {
    let time = proptest::option::weighted(0.8, 8u32..11);
    proptest::option::weighted(
        0.9,
        (1u32..5, time).prop_map(|(day, hour)| Moment {
            day: NaiveDate::from_ymd_opt(2026, 3, day).unwrap_or_default(),
            time: hour.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0)),
        }),
    )
}

fn enrolments() -> impl Strategy<Value = KnownEnrolment> {
    let kinds =
        prop::sample::select(vec![None, Some(SchoolKind::Bao), Some(SchoolKind::So), Some(SchoolKind::Buso)]);
    let group = proptest::option::of(0u32..2);
    let school = (100_000u32..100_004, kinds, group, proptest::bool::weighted(0.1));
    (school, period::samples(), moments()).prop_map(|((number, kind, group, hospital), period, moment)| {
        let institution = |n: u32| InstitutionNumber::parse(&n.to_string()).expect("six digits");
        KnownEnrolment {
            institution: Some(institution(number)),
            kind,
            school_group: group.map(|group| institution(200_000 + group)),
            hospital,
            period,
            moment,
        }
    })
}

fn today() -> impl Strategy<Value = NaiveDate> {
    (0u64..500).prop_map(|n| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default() + Days::new(n))
}

fn mirrored(later: LaterEnrolment) -> LaterEnrolment {
    match later {
        LaterEnrolment::Ours => LaterEnrolment::Theirs,
        LaterEnrolment::Theirs => LaterEnrolment::Ours,
        same => same,
    }
}

proptest! {
    #[test]
    fn seen_from_the_other_school_a_pair_is_the_same(a in enrolments(), b in enrolments(), on in today()) {
        match (classify(&a, &b, on), classify(&b, &a, on)) {
            (Some(ours), Some(theirs)) => {
                prop_assert_eq!(ours.kind, theirs.kind);
                prop_assert_eq!(ours.year, theirs.year);
                prop_assert_eq!(ours.overlap, theirs.overlap);
                prop_assert_eq!(ours.same_day, theirs.same_day);
                prop_assert_eq!(ours.later, mirrored(theirs.later));
            }
            (ours, theirs) => prop_assert_eq!(ours, theirs),
        }
    }

    #[test]
    fn the_overlap_is_the_set_of_shared_days(a in enrolments(), b in enrolments(), on in today()) {
        let Some(pair) = classify(&a, &b, on) else { return Ok(()) };
        let from = NaiveDate::from_ymd_opt(2026, 5, 1).unwrap_or_default();
        let both = from.iter_days().take(400).filter(|day| a.period.covers(*day) && b.period.covers(*day));
        let shared: Vec<NaiveDate> = both.collect();
        prop_assert_eq!(pair.kind == OverlapKind::Adjoining, shared.is_empty());
        prop_assert_eq!(pair.overlap.map(|overlap| overlap.from), shared.first().copied());
        if let Some(SharedDays { until: Some(until), days, summer_only, .. }) = pair.overlap {
            prop_assert_eq!(Some(&until), shared.last());
            prop_assert_eq!(days, u32::try_from(shared.len()).ok());
            prop_assert_eq!(summer_only, shared.iter().all(|day| [7, 8].contains(&day.month())));
        }
    }

    #[test]
    fn closing_on_the_last_own_day_leaves_no_shared_day(a in enrolments(), b in enrolments(), on in today()) {
        let Some(last) = classify(&a, &b, on).and_then(|pair| pair.last_own_day) else { return Ok(()) };
        prop_assert_eq!(Period { until: Some(last), ..a.period }.shared(b.period), None);
    }

    #[test]
    fn deregistering_needs_a_primary_school_and_a_later_enrolment_elsewhere(
        a in enrolments(), b in enrolments(), on in today()
    ) {
        let Some(pair) = classify(&a, &b, on) else { return Ok(()) };
        let may = |action| pair.may.iter().any(|step| step.action == action);
        let double = matches!(pair.kind, OverlapKind::Double | OverlapKind::Parallel);
        let ground = double
            && pair.year != OverlapYear::Earlier
            && a.kind == Some(SchoolKind::Bao)
            && pair.later == LaterEnrolment::Theirs;
        prop_assert_eq!(may(LawfulAction::Deregister), ground);
        if pair.kind == OverlapKind::Hospital {
            prop_assert!(pair.may.iter().all(|step| step.action == LawfulAction::LeaveAsIs));
        }
        prop_assert!(pair.may.iter().all(|step| step.source.address.starts_with("https://")));
    }

    #[test]
    fn the_sweep_finds_the_pairs_that_comparing_all_with_all_finds(
        mut spells in proptest::collection::vec((0u8..4, enrolments()), 0..24),
        reach in prop::sample::select(vec![0u64, 1, 70])
    ) {
        spells.sort_by_key(|(person, e)| (*person, e.period.from, e.period.until, e.institution.clone()));
        let (mut sweep, mut found) = (Sweep::new(Days::new(reach)), Vec::new());
        for (place, (person, enrolment)) in spells.iter().enumerate() {
            let spell = Numbered { place, person: *person, enrolment };
            prop_assert_eq!(sweep.add(spell, |a, b| found.push((a.place, b.place))), Ok(()));
        }
        let mut expected = Vec::new();
        for (second, (person, b)) in spells.iter().enumerate() {
            for (first, (_, a)) in spells[..second].iter().enumerate().filter(|(_, (p, _))| p == person) {
                let real = |e: &KnownEnrolment| e.period.from <= e.period.last();
                let near = a.period.until.is_none_or(|until| until + Days::new(reach) >= b.period.from);
                if real(a) && real(b) && near && a.institution != b.institution {
                    expected.push((first, second));
                }
            }
        }
        prop_assert_eq!(&found, &expected);
        // What classify calls a pair is among them.
        if reach == 70 {
            let on = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap_or_default();
            for (second, (person, b)) in spells.iter().enumerate() {
                for (first, (_, a)) in spells[..second].iter().enumerate().filter(|(_, (p, _))| p == person) {
                    prop_assert!(classify(a, b, on).is_none() || found.contains(&(first, second)));
                }
            }
        }
    }
}

struct Numbered<'a> {
    place: usize,
    person: u8,
    enrolment: &'a KnownEnrolment,
}

impl Spell for Numbered<'_> {
    fn by_person(&self, other: &Self) -> Ordering {
        self.person.cmp(&other.person)
    }
    fn same_school(&self, other: &Self) -> bool {
        self.enrolment.institution == other.enrolment.institution
    }
    fn period(&self) -> Period {
        self.enrolment.period
    }
}

#[test]
fn a_stream_in_another_order_is_refused() {
    let enrolment = |from: &str| KnownEnrolment {
        institution: InstitutionNumber::parse("100000").ok(),
        kind: None,
        school_group: None,
        hospital: false,
        period: Period { from: from.parse().unwrap(), until: None },
        moment: None,
    };
    let (early, late) = (enrolment("2026-09-01"), enrolment("2026-09-02"));
    for (first, second, expected) in [
        ((1, &early), (1, &late), Ok(())),
        ((1, &late), (1, &early), Err(OutOfOrder)),
        ((1, &late), (2, &early), Ok(())),
        ((2, &early), (1, &late), Err(OutOfOrder)),
    ] {
        let mut sweep = Sweep::new(Days::new(0));
        let spell = |(person, enrolment)| Numbered { place: 0, person, enrolment };
        assert_eq!(sweep.add(spell(first), |_, _| {}), Ok(()));
        assert_eq!(sweep.add(spell(second), |_, _| {}), expected);
    }
}
