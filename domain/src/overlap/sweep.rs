//! All pairs among many enrolments, in one pass.

use std::cmp::Ordering;

use chrono::{Days, NaiveDate};

use crate::period::Period;

/// One enrolment in a stream of many: whose, where and when.
pub trait Spell {
    /// By person, in the order of the stream.
    fn by_person(&self, other: &Self) -> Ordering;
    /// Whether both are in the same school: such a pair is a re-enrolment.
    fn same_school(&self, other: &Self) -> bool;
    /// From when until when.
    fn period(&self) -> Period;
}

/// The stream was not in the order of person and first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfOrder;

/// Finds every pair of one person in two schools that shares a day, or of which the later begins at
/// most `reach` days after the last day of the earlier. The enrolments come one by one in the order
/// of an index on person, first day, last day and school; only those of one person that still
/// matter are kept, so it costs one step for each enrolment and each pair, and no self join.
#[derive(Debug)]
pub struct Sweep<S> {
    reach: Days,
    /// Of the person at hand, those that may still meet a later one. The newest is always there.
    open: Vec<S>,
}

impl<S: Spell> Sweep<S> {
    /// `reach` is 0 for shared days alone, [`super::REACH`] for everything that
    /// [`super::classify`] may call adjoining.
    pub fn new(reach: Days) -> Self {
        Self { reach, open: Vec::new() }
    }

    /// Takes the next enrolment and tells each pair that it makes with an earlier one. A stream in
    /// another order is refused: pairs would be missed.
    pub fn add(&mut self, spell: S, mut found: impl FnMut(&S, &S)) -> Result<(), OutOfOrder> {
        let period = spell.period();
        match self.open.last().map(|last| (last.by_person(&spell), last.period().from)) {
            Some((Ordering::Greater, _)) => return Err(OutOfOrder),
            Some((Ordering::Equal, from)) if period.from < from => return Err(OutOfOrder),
            Some((Ordering::Equal, _)) => self.meet(&spell, period, &mut found),
            Some((Ordering::Less, _)) | None => self.open.clear(),
        }
        self.open.push(spell);
        Ok(())
    }

    /// Lets go of those that are over, and tells the pairs with the others. Apart from [`Self::add`]
    /// since most people have one enrolment.
    fn meet(&mut self, spell: &S, period: Period, found: &mut impl FnMut(&S, &S)) {
        let reach = self.reach;
        self.open.retain(|earlier| last_begin(earlier.period(), reach) >= period.from);
        if period.from <= period.last() {
            for earlier in self.open.iter().filter(|earlier| !earlier.same_school(spell)) {
                found(earlier, spell);
            }
        }
    }
}

/// The last day on which another may begin to make a pair with this one.
fn last_begin(period: Period, reach: Days) -> NaiveDate {
    match period.until {
        Some(until) if until < period.from => NaiveDate::MIN,
        Some(until) => until.checked_add_days(reach).unwrap_or(NaiveDate::MAX),
        None => NaiveDate::MAX,
    }
}
