//! On which half days a pupil's marks count: lessons, inside an enrolment.

use std::sync::Arc;

use chrono::NaiveDate;
use stamboek_domain::attendance::HalfDay;
use stamboek_domain::calendar::ClassCalendar;
use stamboek_domain::follow_up::Lessons;
use stamboek_domain::school_year::SchoolYear;

use super::{Member, School};

/// The half days of a pupil that count, worked out for some years: each question costs a look in
/// a table.
pub(crate) struct Days(Vec<Span>);

/// Days on which a pupil is in one class, within one school year.
struct Span {
    from: NaiveDate,
    until: NaiveDate,
    calendar: Arc<ClassCalendar>,
}

impl Days {
    pub(crate) fn of(school: &School, member: &Member, years: &[SchoolYear]) -> Self {
        let mut spans = Vec::with_capacity(years.len());
        // Of two periods that hold on a day the first one counts: a later one begins after it.
        let mut free = NaiveDate::MIN;
        for stay in member.all.iter() {
            let begin = stay.from.unwrap_or(NaiveDate::MIN).max(free);
            let end = stay.until.unwrap_or(NaiveDate::MAX);
            for year in years {
                let (from, until) = (begin.max(year.first_day()), end.min(year.last_day()));
                if from <= until {
                    let calendar = school.class_calendar(*year, &stay.class, &stay.location);
                    spans.push(Span { from, until, calendar });
                }
            }
            free = free.max(end.succ_opt().unwrap_or(NaiveDate::MAX));
        }
        Self(spans)
    }
}

impl Lessons for Days {
    fn on(&self, at: HalfDay) -> bool {
        let span = self.0.iter().find(|span| span.from <= at.day && at.day <= span.until);
        span.is_some_and(|span| span.calendar.lesson(at).is_ok())
    }

    fn between(&self, from: NaiveDate, until: NaiveDate) -> u32 {
        let of_span = |span: &Span| span.calendar.half_days(from.max(span.from), until.min(span.until));
        self.0.iter().map(of_span).sum()
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days as Step;
    use proptest::prelude::*;
    use rusqlite::Connection;
    use stamboek_domain::attendance::Half;
    use stamboek_domain::pupil::PupilId;
    use uuid::Uuid;

    use super::super::{Stay, rules};
    use super::*;

    fn member(mut all: Vec<Stay>) -> Member {
        all.sort_by_key(|stay| stay.from);
        Member {
            pupil: PupilId(Uuid::nil()),
            last_name: String::new(),
            first_name: String::new(),
            birth: None,
            stays: all.clone(),
            all: all.into(),
            facts: Arc::default(),
        }
    }

    proptest! {
        #[test]
        fn the_table_says_of_each_half_day_what_asking_for_that_one_says(
            periods in prop::collection::vec((prop::option::of(0u64..700), prop::option::of(0u64..300)), 0..4),
            (from, length) in (0u64..640, 0u64..90),
        ) {
            let year = SchoolYear::beginning(2025).unwrap();
            let years = [year, SchoolYear::beginning(2026).unwrap()];
            let day = |n| year.first_day() + Step::new(n);
            let stay = |(from, length): (Option<u64>, Option<u64>)| Stay {
                class: "1A".to_owned(),
                location: String::new(),
                from: from.map(day),
                until: length.map(|length| day(from.unwrap_or_default() + length)),
            };
            let db = Connection::open_in_memory().unwrap();
            crate::db::migrate::fresh(&db).unwrap();
            let (school, member) = (School::read(&db).unwrap(), member(periods.into_iter().map(stay).collect()));
            let days = Days::of(&school, &member, &years);
            let mut count = 0;
            for n in from..=from + length {
                for half in Half::BOTH {
                    let at = HalfDay { day: day(n), half };
                    prop_assert_eq!(days.on(at), rules::counts(&school, &member, at), "{:?}", at);
                    count += u32::from(days.on(at));
                }
            }
            prop_assert_eq!(days.between(day(from), day(from + length)), count);
        }
    }
}
