//! What classes are taught.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use stamboek_domain::class::{self, ClassCode};
use stamboek_domain::compulsory::age_in;
use stamboek_domain::enrolment::Level;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::school_year::SchoolYear;

use super::messages::*;
use crate::attendance::{CLASSES, Member, School};
use crate::history::messages::Saved;
use crate::settings::{get_setting, put_setting};
use crate::{Answer, Core};

/// The classes of a year with what was said of them, in the order in which people expect them.
/// Pupils are those of today, or of the nearest day of that year.
pub(super) fn rows(school: &School, members: &[Member], year: SchoolYear, today: NaiveDate) -> Vec<ClassRow> {
    let day = today.clamp(year.first_day(), year.last_day());
    let mut classes: BTreeMap<&str, (u32, Vec<i32>)> = BTreeMap::new();
    for member in members {
        for stay in &member.stays {
            let (pupils, ages) = classes.entry(&stay.class).or_default();
            *pupils += u32::from(stay.covers(day));
            ages.extend(member.birth.map(|birth| age_in(year, birth)));
        }
    }
    let row = |(class, (pupils, ages)): (&str, (u32, Vec<i32>))| ClassRow {
        class: class.to_owned(),
        pupils,
        teaching: school.said_of(class),
        proposal: proposal(&ages),
    };
    let mut rows: Vec<ClassRow> = classes.into_iter().map(row).collect();
    rows.sort_by(|a, b| class::compare(&a.class, &b.class));
    rows
}

/// The level at which more than half of these ages usually are.
fn proposal(ages: &[i32]) -> Option<Level> {
    let at = |level| ages.iter().filter(|age| Level::usual_at(**age) == level).count();
    [Level::Kleuter, Level::Lager, Level::Secundair].into_iter().find(|level| at(*level) * 2 > ages.len())
}

/// Saves what kind of teaching classes get; the others stay as they are.
///
/// # Errors
/// `InvalidValue` for something that is no name of a class.
pub fn save_classes(core: &Core, request: ClassesSaveRequest) -> Answer<Saved> {
    for class in request.classes.keys() {
        if ClassCode::parse(class).is_err() {
            return Err(Problem::new(Code::InvalidValue).with("field", "class").with("value", class));
        }
    }
    core.register()?.write("setting", |batch| {
        let mut classes: BTreeMap<String, ClassTeaching> =
            get_setting(batch.tx(), CLASSES)?.unwrap_or_default();
        classes.extend(request.classes);
        put_setting(batch, CLASSES, &classes)?;
        Ok(Saved { batch: batch.saved() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proposal_is_the_level_of_more_than_half_of_the_pupils() {
        assert_eq!(proposal(&[5, 5, 6]), Some(Level::Kleuter));
        assert_eq!(proposal(&[6, 11, 12]), Some(Level::Lager));
        assert_eq!(proposal(&[12, 19]), Some(Level::Secundair));
        assert_eq!(proposal(&[5, 6]), None);
        assert_eq!(proposal(&[]), None);
    }
}
