//! What a new telling changes of what is known of one pupil.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Elsewhere, ElsewhereKey, ElsewhereSource};

/// An enrolment elsewhere from what was known to what is known now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What was known; `None`: nothing.
    pub was: Option<Elsewhere>,
    /// What is known now; `None`: it is told no more.
    pub now: Option<Elsewhere>,
}

impl Change {
    /// Which enrolment it is about.
    pub fn key(&self) -> Option<ElsewhereKey> {
        self.now.as_ref().or(self.was.as_ref()).map(Elsewhere::key)
    }
}

/// Compares what is known of a pupil with what `source` tells now; answers what changes, in the order
/// of the keys. When the telling is `complete`, what the same source told before and tells no more is
/// gone; what others told stays. A moment that is not told does not take away the one that is known.
pub fn refresh(
    known: &[Elsewhere],
    told: &[Elsewhere],
    source: ElsewhereSource,
    complete: bool,
) -> Vec<Change> {
    let before: BTreeMap<ElsewhereKey, &Elsewhere> = known.iter().map(|one| (one.key(), one)).collect();
    let after: BTreeMap<ElsewhereKey, &Elsewhere> = told.iter().map(|one| (one.key(), one)).collect();
    let mut changes = BTreeMap::new();
    for (key, now) in &after {
        let was = before.get(key).copied();
        if let Some(now) = merged(was, now, source) {
            changes.insert(key.clone(), Change { was: was.cloned(), now: Some(now) });
        }
    }
    for (key, was) in &before {
        if complete && was.source == source && !after.contains_key(key) {
            changes.insert(key.clone(), Change { was: Some((*was).clone()), now: None });
        }
    }
    changes.into_values().collect()
}

/// What is kept of a telling; `None` when nothing changes. Discimus outranks the others: what it
/// tells too becomes its own, so that it also vanishes when Discimus tells it no more.
fn merged(was: Option<&Elsewhere>, now: &Elsewhere, source: ElsewhereSource) -> Option<Elsewhere> {
    let told = Elsewhere { source, ..now.clone() };
    let Some(was) = was else { return Some(told) };
    let moment = told.moment.or(was.moment);
    let school = if told.school.is_empty() { was.school.clone() } else { told.school.clone() };
    let told = Elsewhere { moment, school, ..told };
    match was.says_the_same(&told) {
        true if source != ElsewhereSource::Discimus || was.source == source => None,
        true => Some(Elsewhere { source, ..was.clone() }),
        false => Some(told),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::institution::InstitutionNumber;
    use crate::period;

    fn sources() -> impl Strategy<Value = ElsewhereSource> {
        prop::sample::select(vec![ElsewhereSource::Discimus, ElsewhereSource::List, ElsewhereSource::Typed])
    }

    fn one() -> impl Strategy<Value = Elsewhere> {
        (0u32..3, period::samples(), sources(), proptest::bool::ANY).prop_map(
            |(school, period, source, hospital)| Elsewhere {
                institution: InstitutionNumber::parse(&format!("10000{school}")).ok().filter(|_| school > 0),
                school: format!("School {school}"),
                period,
                moment: None,
                hospital,
                source,
                seen_on: NaiveDate::default(),
            },
        )
    }

    /// As the register holds them: each key once.
    fn held() -> impl Strategy<Value = Vec<Elsewhere>> {
        proptest::collection::vec(one(), 0..6).prop_map(|all| {
            let by_key: BTreeMap<_, _> = all.into_iter().map(|one| (one.key(), one)).collect();
            by_key.into_values().collect()
        })
    }

    fn carried_out(known: &[Elsewhere], changes: &[Change]) -> Vec<Elsewhere> {
        let mut all: BTreeMap<_, _> = known.iter().map(|one| (one.key(), one.clone())).collect();
        for change in changes {
            if let Some(was) = &change.was {
                assert_eq!(all.remove(&was.key()).as_ref(), Some(was));
            }
            all.extend(change.now.clone().map(|now| (now.key(), now)));
        }
        all.into_values().collect()
    }

    proptest! {
        #[test]
        fn the_same_telling_twice_changes_nothing_the_second_time(
            known in held(), told in held(), source in sources(), complete in proptest::bool::ANY
        ) {
            let after = carried_out(&known, &refresh(&known, &told, source, complete));
            prop_assert_eq!(refresh(&after, &told, source, complete), vec![]);
        }

        #[test]
        fn after_a_telling_everything_told_is_known_and_what_others_told_stays(
            known in held(), told in held(), source in sources(), complete in proptest::bool::ANY
        ) {
            let after = carried_out(&known, &refresh(&known, &told, source, complete));
            for one in &told {
                prop_assert!(after.iter().any(|now| now.key() == one.key() && now.says_the_same(one)));
            }
            for was in known.iter().filter(|was| !complete || was.source != source) {
                prop_assert!(after.iter().any(|now| now.key() == was.key()));
            }
            if complete {
                let own = after.iter().filter(|now| now.source == source);
                prop_assert!(own.into_iter().all(|now| told.iter().any(|one| one.key() == now.key())));
            }
        }
    }

    #[test]
    fn a_list_without_the_moment_does_not_take_it_away() {
        let known = Elsewhere {
            institution: InstitutionNumber::parse("039107").ok(),
            school: String::new(),
            period: crate::period::Period { from: NaiveDate::default(), until: None },
            moment: crate::enrolment::Moment::parse("2026-03-12T10:05").ok(),
            hospital: false,
            source: ElsewhereSource::Discimus,
            seen_on: NaiveDate::default(),
        };
        let told = Elsewhere { moment: None, ..known.clone() };
        assert_eq!(refresh(&[known], &[told], ElsewhereSource::List, false), []);
    }
}
