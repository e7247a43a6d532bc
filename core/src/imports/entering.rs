//! The enrolments that a list of pupils makes: in the school, in the administrative group and in the
//! class, of whom the list tells when the pupil came and the register knows no enrolment yet.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use stamboek_domain::enrolment::{
    Enrolment, EnrolmentId, EnrolmentStatus, GroupDetails, GroupEnrolment, GroupEnrolmentId, Moment,
    SchoolEnrolment, SchoolEnrolmentId, begins_in_weekend, expected_end,
};
use stamboek_domain::group::AdministrativeGroup;
use stamboek_domain::institution::{InstitutionNumber, Location};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::stamnummer::Stamnummer;
use stamboek_domain::sync::op::{Change, RecordChange};
use uuid::Uuid;

use super::enrolment_cells::Unreadable;
use super::remarks::RemarkCode;
use super::rows::{Reader, Row};
use crate::attendance::School;

/// What a row makes of enrolments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    institution: InstitutionNumber,
    stamnummer: Option<Stamnummer>,
    moment: Moment,
    from: NaiveDate,
    group: Option<(AdministrativeGroup, Location)>,
    /// Class and location; `None`: no class, or periods are known already.
    seat: Option<(String, String)>,
}

impl Reader<'_> {
    /// The lines of a list of pupils, with what they tell of enrolments.
    pub fn pupil_rows(&self) -> Vec<Row> {
        let mut rows = self.rows();
        for (at, row) in rows.iter_mut().enumerate().filter(|(_, row)| !row.skipped) {
            self.arrival(self.header + 1 + at, row);
        }
        rows
    }

    /// Begin date, moment and group of a line. A begin date that cannot be read holds the row up, as a
    /// birth date does: nobody is enrolled from another day than the list says, or not at all.
    fn arrival(&self, index: usize, row: &mut Row) {
        row.from = self.day(index, "from").unwrap_or_else(|Unreadable(value)| {
            row.remark(RemarkCode::PeriodUnreadable, [("field", "from"), ("value", &value)]);
            None
        });
        row.moment = self.moment(index).unwrap_or_else(|Unreadable(value)| {
            row.remark(RemarkCode::MomentUnreadable, [("value", &value)]);
            None
        });
        let written = self.cell(index, "group").text.trim();
        if !written.is_empty() {
            row.group = AdministrativeGroup::parse_stripped(written).ok();
            if row.group.is_none() {
                row.remark(RemarkCode::GroupUnreadable, [("value", written)]);
            }
        }
    }
}

/// What the row makes of enrolments for somebody without any; `fields` are those that the person will
/// have, `seated` whether periods in classes are known. What keeps something of it from being made is
/// said of the row.
pub fn entry(row: &mut Row, fields: &BTreeMap<PupilField, String>, seated: bool) -> Option<Entry> {
    let text = |field| fields.get(&field).map_or("", String::as_str);
    if text(PupilField::Kind) == "staff" {
        return None;
    }
    let institution = InstitutionNumber::parse(text(PupilField::Institution)).ok();
    let location = Location::parse(text(PupilField::Location)).ok();
    if row.group.is_some() {
        let known = [
            ("from", row.from.is_some()),
            ("institution", institution.is_some()),
            ("location", location.is_some()),
        ];
        if let Some((missing, _)) = known.into_iter().find(|(_, known)| !known) {
            row.remark(RemarkCode::GroupLeftOut, [("field", missing)]);
        }
    }
    let (from, institution) = (row.from?, institution?);
    if begins_in_weekend(from) {
        row.remark(RemarkCode::BeginInWeekend, [("value", &from.to_string())]);
        return None;
    }
    // Without a moment of its own the enrolment is known from the begin date, and never later.
    let moment = row.moment.filter(|moment| moment.day <= from);
    let seat = || (text(PupilField::Class).to_owned(), text(PupilField::Location).to_owned());
    Some(Entry {
        institution,
        stamnummer: Stamnummer::parse(text(PupilField::Stamnummer)).ok(),
        moment: moment.unwrap_or(Moment { day: from, time: None }),
        from,
        group: row.group.clone().zip(location),
        seat: Some(seat()).filter(|(class, _)| !seated && !class.is_empty()),
    })
}

impl Entry {
    /// The begin date.
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// The administrative group.
    pub fn group(&self) -> Option<&AdministrativeGroup> {
        self.group.as_ref().map(|(group, _)| group)
    }

    /// The changes that make the enrolments. In a group and in a class nobody is from an earlier day
    /// than the first of this school year: each year has its own.
    pub fn changes(&self, pupil: PupilId, today: NaiveDate) -> Vec<Change> {
        let school = SchoolEnrolment {
            id: SchoolEnrolmentId(Uuid::now_v7()),
            pupil,
            institution: self.institution.clone(),
            stamnummer: self.stamnummer.clone(),
            moment: self.moment,
            from: self.from,
            status: EnrolmentStatus::Realised,
            reason: String::new(),
            leaving: None,
        };
        let from = self.from.max(School::year_of(today).first_day());
        let group = self.group.clone().map(|(group, location)| {
            RecordChange::open(GroupEnrolment {
                id: GroupEnrolmentId(Uuid::now_v7()),
                enrolment: school.id,
                from,
                expected_until: expected_end(from).unwrap_or(from),
                until: None,
                never_came: false,
                details: GroupDetails::new(group, location),
            })
        });
        let (schools, groups) = (vec![RecordChange::open(school)], group.into_iter().collect());
        let mut changes = vec![Change::EnrolmentSet { pupil, schools, groups }];
        if let Some((class, location)) = self.seat.clone() {
            let enrolment = Enrolment { pupil, class, location, from, until: None };
            changes.push(Change::EnrolmentOpen { id: EnrolmentId(Uuid::now_v7()), enrolment });
        }
        changes
    }
}
