//! What stands out in the access log (security.md S61): it proves nothing, and is worth a question.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Timelike};
use uuid::Uuid;

use crate::name::fold;

/// Sheets of pupils that somebody opens within [`WITHIN`], at most, before it stands out. Taking
/// registers opens none.
pub const MANY_SHEETS: usize = 50;

/// See [`MANY_SHEETS`].
pub const WITHIN: TimeDelta = TimeDelta::hours(1);

/// The night ends and begins at these hours. S61 says "night hours"; these two are ours.
pub const NIGHT: (u32, u32) = (6, 22);

/// One look at pupils.
#[derive(Clone, Debug)]
pub struct Looked {
    /// When, on the clock of the school.
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub user: Uuid,
    /// Whether the sheet of one pupil was opened.
    pub sheet: bool,
    /// Whether it was at somebody with her own surname.
    pub own_name: bool,
}

/// Why looks stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// More than [`MANY_SHEETS`] sheets within [`WITHIN`].
    ManySheets,
    /// In the night.
    Night,
    /// At somebody with her own surname.
    OwnName,
}

/// Looks of one person that stand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandsOut {
    /// Why.
    pub why: Why,
    /// Who.
    pub user: Uuid,
    /// The first of them.
    pub from: DateTime<FixedOffset>,
    /// The last.
    pub until: DateTime<FixedOffset>,
    /// How many.
    pub count: usize,
}

/// Looks that stand out, newest first: of many sheets each stretch, in the night each night, at her
/// own surname each day.
pub fn stands_out(looks: &[Looked]) -> Vec<StandsOut> {
    let mut by_user: BTreeMap<Uuid, Vec<&Looked>> = BTreeMap::new();
    for look in looks {
        by_user.entry(look.user).or_default().push(look);
    }
    let mut all = Vec::new();
    for own in by_user.values_mut() {
        own.sort_by_key(|look| look.at);
        all.extend(many_sheets(own));
        all.extend(each_day(Why::Night, own, |look| night_of(look.at)));
        all.extend(each_day(Why::OwnName, own, |look| look.own_name.then(|| look.at.date_naive())));
    }
    all.sort_by_key(|one| (std::cmp::Reverse(one.from), one.why));
    all
}

/// Stretches in which every sheet is one of more than [`MANY_SHEETS`] within [`WITHIN`].
fn many_sheets(own: &[&Looked]) -> Vec<StandsOut> {
    let sheets: Vec<&Looked> = own.iter().copied().filter(|look| look.sheet).collect();
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    let mut first = 0;
    for last in 0..sheets.len() {
        while sheets[last].at - sheets[first].at >= WITHIN {
            first += 1;
        }
        if last + 1 - first > MANY_SHEETS {
            match stretches.last_mut().filter(|(_, until)| first <= *until) {
                Some((_, until)) => *until = last,
                None => stretches.push((first, last)),
            }
        }
    }
    stretches
        .into_iter()
        .map(|(first, last)| StandsOut {
            why: Why::ManySheets,
            user: sheets[first].user,
            from: sheets[first].at,
            until: sheets[last].at,
            count: last + 1 - first,
        })
        .collect()
}

/// One for each day that the looks are of.
fn each_day(
    why: Why,
    own: &[&Looked],
    day_of: impl Fn(&Looked) -> Option<NaiveDate>,
) -> impl Iterator<Item = StandsOut> {
    let mut days: BTreeMap<NaiveDate, StandsOut> = BTreeMap::new();
    for look in own {
        let Some(day) = day_of(look) else { continue };
        let one = StandsOut { why, user: look.user, from: look.at, until: look.at, count: 0 };
        let found = days.entry(day).or_insert(one);
        found.until = look.at;
        found.count += 1;
    }
    days.into_values()
}

/// The evening that a night begins, for a look in it.
fn night_of(at: DateTime<FixedOffset>) -> Option<NaiveDate> {
    let day = at.date_naive();
    match at.hour() {
        hour if hour >= NIGHT.1 => Some(day),
        hour if hour < NIGHT.0 => day.pred_opt(),
        _ => None,
    }
}

/// Whether somebody with this name has this surname: it stands in her name as it is, in whole words,
/// with a first name beside it.
pub fn has_surname(name: &str, surname: &str) -> bool {
    let (name, surname) = (fold(name), fold(surname));
    let after = name.strip_suffix(&surname).is_some_and(|first| first.ends_with(' '));
    let before = name.strip_prefix(&surname).is_some_and(|first| first.starts_with(' '));
    !surname.is_empty() && (after || before)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ANNE: Uuid = Uuid::from_u128(1);

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    fn sheet(at: DateTime<FixedOffset>) -> Looked {
        Looked { at, user: ANNE, sheet: true, own_name: false }
    }

    /// So many sheets, one each so many seconds, from nine o'clock on.
    fn sheets(many: usize, seconds: i64) -> Vec<Looked> {
        let nine = at("2026-11-20T09:00:00+01:00");
        (0..many).map(|n| sheet(nine + TimeDelta::seconds(n as i64 * seconds))).collect()
    }

    #[test]
    fn more_than_fifty_sheets_within_an_hour_stand_out() {
        assert!(stands_out(&sheets(50, 60)).is_empty(), "fifty do not");
        assert!(stands_out(&sheets(500, 72)).is_empty(), "fifty in every hour do not");
        let found = stands_out(&sheets(80, 60));
        assert_eq!(found.len(), 1, "one stretch is told once");
        assert_eq!((found[0].why, found[0].count), (Why::ManySheets, 80));
        let two: Vec<Looked> = sheets(60, 10)
            .into_iter()
            .chain(sheets(60, 10).into_iter().map(|look| sheet(look.at + TimeDelta::hours(3))))
            .collect();
        assert_eq!(stands_out(&two).len(), 2, "two stretches are two");
    }

    #[test]
    fn a_night_is_told_once_and_ends_in_the_morning() {
        let looks: Vec<Looked> = [
            "2026-11-20T21:59:59+01:00",
            "2026-11-20T22:00:00+01:00",
            "2026-11-21T05:59:59+01:00",
            "2026-11-21T06:00:00+01:00",
        ]
        .map(|when| sheet(at(when)))
        .into();
        let found = stands_out(&looks);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].why, found[0].count), (Why::Night, 2));
        assert_eq!((found[0].from, found[0].until), (looks[1].at, looks[2].at));
    }

    #[test]
    fn a_surname_is_ones_own_in_whole_words() {
        for (name, surname) in [
            ("Greet Baert", "BAERT"),
            ("An De Smet", "De Smet"),
            ("Müller, Jo", "Muller"),
            ("Baert Greet", "Baert"),
        ] {
            assert!(has_surname(name, surname), "{name} {surname}");
        }
        for (name, surname) in [
            ("Greet Baert", "Aert"),
            ("Baert", "Baert"),
            ("Greet Baert", ""),
            ("", ""),
            ("Greet Baerts", "Baert"),
        ] {
            assert!(!has_surname(name, surname), "{name} {surname}");
        }
    }

    proptest! {
        /// What stands out does not depend on the order in which the log tells it, and counts no more
        /// looks than there are.
        #[test]
        fn the_order_does_not_matter(seconds in prop::collection::vec(0i64..200_000, 0..200)) {
            let start = at("2026-11-20T00:00:00+01:00");
            let looks: Vec<Looked> = seconds.iter().map(|s| sheet(start + TimeDelta::seconds(*s))).collect();
            let found = stands_out(&looks);
            let turned: Vec<Looked> = looks.iter().rev().cloned().collect();
            prop_assert_eq!(&found, &stands_out(&turned));
            for one in found {
                let within = looks.iter().filter(|look| (one.from..=one.until).contains(&look.at)).count();
                prop_assert!(one.count <= within);
            }
        }
    }
}
