//! Absences of this school year, a month at a time.

use std::collections::BTreeMap;

use stamboek_domain::attendance::codes::Meaning;
use stamboek_domain::discimus::{Absence, Attendance, Content, Subject};
use stamboek_domain::enrolment::SchoolEnrolment;
use stamboek_domain::follow_up::Lessons;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::pupil::PupilId;

use super::{Source, Wanted};
use crate::Answer;
use crate::attendance::Days;

/// Only absences with an official code are told, never a presence and never `L` (discimus.md 2.1),
/// on half days with lessons inside an enrolment: what stands after the leaving waits until somebody
/// decides (sync.md C8). A month of which something was told is told again when it is empty.
pub(super) fn of_pupil(
    source: &Source,
    pupil: PupilId,
    realised: &[&SchoolEnrolment],
    wanted: &mut Vec<Wanted>,
) -> Answer<()> {
    let (first, last) = (source.year.first_day(), source.year.last_day());
    let mut months: BTreeMap<(InstitutionNumber, String), Vec<Absence>> = BTreeMap::new();
    for school in realised {
        let mut day = first;
        while day <= last.min(source.today) {
            let month = day.format("%Y-%m").to_string();
            if source.is_told(&record(&school.institution, pupil, &month)) {
                months.entry((school.institution.clone(), month)).or_default();
            }
            day = day + chrono::Months::new(1);
        }
    }
    if let Some(member) = source.members.of_pupil(pupil) {
        let days = Days::of(source.school, member, &[source.year]);
        for (at, code) in source.memory.marks_between(pupil, first, last) {
            let local = source.school.settings.codes.find(code);
            let Some(Meaning::Absent { official, .. }) = local.map(|local| local.meaning) else { continue };
            let school = realised.iter().find(|school| school.period().covers(at.day));
            let Some(school) = school.filter(|_| days.on(*at)) else { continue };
            let month = at.day.format("%Y-%m").to_string();
            let absence = Absence { day: at.day, half: at.half, code: official };
            months.entry((school.institution.clone(), month)).or_default().push(absence);
        }
    }
    wanted.extend(months.into_iter().map(|((institution, month), absences)| Wanted {
        record: record(&institution, pupil, &month),
        pupil,
        institution,
        subject: Subject::Attendance,
        place: month.clone(),
        about: month.clone(),
        content: Content::Attendance(Attendance { month, absences }),
        fault: None,
    }));
    Ok(())
}

fn record(institution: &InstitutionNumber, pupil: PupilId, month: &str) -> String {
    format!("attendance/{}/{}/{month}", institution.as_str(), pupil.0)
}
