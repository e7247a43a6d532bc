//! Enrolments in the school and in groups, refusals and leaving.

use std::collections::BTreeMap;

use stamboek_domain::discimus::{Content, Group, Leaving, Refusal, School, Subject};
use stamboek_domain::enrolment::{EnrolmentStatus, GroupEnrolment, SchoolEnrolment};
use stamboek_domain::pupil::PupilId;

use super::{Source, Wanted};
use crate::Answer;
use crate::register::views::enrolments::groups;

/// Realised enrolments that touch this school year or a later one, with their groups; refusals
/// (discimus.md 3.2). What was told before stays told, also when it is cancelled.
pub(super) fn of_pupil(
    source: &Source,
    pupil: PupilId,
    schools: &[SchoolEnrolment],
    wanted: &mut Vec<Wanted>,
) -> Answer<()> {
    let first = source.year.first_day();
    let mut below: BTreeMap<_, Vec<GroupEnrolment>> = BTreeMap::new();
    for group in groups(source.db, "WHERE pupil = ?1 ORDER BY from_date", [pupil.0.to_string()])? {
        below.entry(group.enrolment).or_default().push(group);
    }
    for school in schools {
        let record = format!("school/{}", school.id.0);
        let told = source.is_told(&record);
        let ahead = school.period().until.is_none_or(|until| first <= until);
        match school.status {
            EnrolmentStatus::Realised if ahead || told => {
                wanted.push(of_school(school, record));
                let groups = below.remove(&school.id).unwrap_or_default();
                wanted.extend(groups.iter().filter_map(|group| of_group(source, school, group)));
                wanted.extend(leaving(school));
            }
            EnrolmentStatus::Cancelled if told => wanted.push(of_school(school, record)),
            EnrolmentStatus::NotRealised => wanted.extend(refusal(source, school)),
            _ => {}
        }
    }
    Ok(())
}

fn base(school: &SchoolEnrolment, record: String, content: Content, subject: Subject) -> Wanted {
    Wanted {
        record,
        pupil: school.pupil,
        institution: school.institution.clone(),
        subject,
        place: school.from.to_string(),
        about: school.from.to_string(),
        content,
        fault: None,
    }
}

fn of_school(school: &SchoolEnrolment, record: String) -> Wanted {
    let cancelled = school.status == EnrolmentStatus::Cancelled;
    let content = Content::School(School {
        enrolment: school.id,
        stamnummer: school.stamnummer.clone(),
        moment: school.moment,
        from: school.from,
        cancelled: if cancelled { school.reason.clone() } else { String::new() },
    });
    let fault = school.stamnummer.is_none().then_some("stamnummer_missing");
    Wanted { fault, ..base(school, record, content, Subject::School) }
}

/// A refusal must be reported (discimus.md 3.2); it is no enrolment.
fn refusal(source: &Source, school: &SchoolEnrolment) -> Option<Wanted> {
    let record = format!("refusal/{}", school.id.0);
    let content = Content::Refusal(Refusal {
        enrolment: school.id,
        moment: school.moment,
        from: school.from,
        reason: school.reason.clone(),
    });
    let now = source.year.first_day() <= school.from || source.is_told(&record);
    now.then(|| base(school, record, content, Subject::Refusal))
}

/// A pupil who never came is told only as the cancelling of what was told before.
fn of_group(source: &Source, school: &SchoolEnrolment, group: &GroupEnrolment) -> Option<Wanted> {
    let record = format!("group/{}", group.id.0);
    let until = group.until.unwrap_or(group.expected_until);
    let now = !group.never_came && source.year.first_day() <= until;
    let content = Content::Group(Group {
        id: group.id,
        enrolment: group.enrolment,
        from: group.from,
        expected_until: group.expected_until,
        until: group.until,
        cancelled: group.never_came,
        details: group.details.clone(),
    });
    let days = group.from.to_string();
    (now || source.is_told(&record)).then(|| Wanted {
        place: days.clone(),
        about: days,
        ..base(school, record, content, Subject::Group)
    })
}

fn leaving(school: &SchoolEnrolment) -> Option<Wanted> {
    let leaving = school.leaving.as_ref()?;
    let content = Content::Leaving(Leaving {
        enrolment: school.id,
        until: leaving.until,
        cause: leaving.cause.clone(),
        situation: leaving.situation.clone(),
    });
    let record = format!("leaving/{}", school.id.0);
    let about = leaving.until.to_string();
    Some(Wanted { about, ..base(school, record, content, Subject::Leaving) })
}
