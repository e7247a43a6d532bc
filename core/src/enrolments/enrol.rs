//! Enrolling: the two levels, the class, and what the file needs beside them, as one action.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::Connection;
use stamboek_domain::compulsory::age_in;
use stamboek_domain::enrolment::{
    self, EnrolmentRemark, EnrolmentRemarkKind, EnrolmentStatus, GroupEnrolment, GroupEnrolmentId, Level,
    Moment, NewEnrolment, SchoolEnrolment, SchoolEnrolmentId, expected_end, first_attendance, proposed_begin,
};
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};
use stamboek_domain::stamnummer::Stamnummer;
use stamboek_domain::sync::op::{Change, FieldChange, RecordChange};
use uuid::Uuid;

use super::decided::{Decided, run};
use super::identity::Identity;
use super::known::{Known, from_on};
use super::messages::{EnrolPlan, EnrolRequest};
use super::typed::Problems;
use super::{facts, file, numbers, seats, siblings};
use crate::access::{Look, log_once};
use crate::attendance::School;
use crate::pupils::messages::Likeness;
use crate::pupils::{Typed, alike, field, new_tag};
use crate::register::Register;
use crate::settings::of_school;
use crate::{Answer, Core};

/// Likely duplicates that are shown.
const DUPLICATES: usize = 5;

/// Plans an enrolment, and carries it out when asked and nothing stands in the way.
///
/// # Errors
/// `NotFound` for a pupil who is not there; what was typed wrong stands in the plan.
pub fn enrol(core: &Core, request: EnrolRequest) -> Answer<EnrolPlan> {
    let register = core.register()?;
    let school = register.school()?;
    let desk = Desk { register, school, now: core.right_now() };
    let mut plan = run(core, "enrol", request.apply, |db| desk.decide(db, &request))?;
    if plan.batch.is_none() {
        plan.pupil = request.pupil;
    }
    if !plan.duplicates.is_empty() {
        log_once(&desk.register, core.now(), Look::Find, None, plan.duplicates.len(), "")?;
    }
    Ok(plan)
}

/// Who enrols: the day it is, and the school.
struct Desk {
    register: Arc<Register>,
    school: Arc<School>,
    now: DateTime<FixedOffset>,
}

impl Desk {
    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    fn decide(&self, db: &Connection, request: &EnrolRequest) -> Answer<Decided<EnrolPlan>> {
        let today = self.today();
        let mut problems = Problems::default();
        let known = match request.pupil {
            Some(pupil) => Known::read(db, pupil)?,
            None => Known::nobody(PupilId(Uuid::now_v7())),
        };
        let identity = Identity::read(db, request, &known, &mut problems, today)?;
        let class = problems.keep("class", field::parse(PupilField::Class, &request.class, today)).flatten();
        let moment = problems.moment(&request.school.moment, self.now);
        let institution = problems.institution(&request.school.institution, &of_school(db)?.institution);
        let level = self.level(class.as_deref(), &identity);
        let base = moment.map_or(today, |moment| moment.day.max(today));
        let calendar = self.school.calendar(School::year_of(request.school.from.unwrap_or(base)));
        let from =
            request.school.from.unwrap_or_else(|| proposed_begin(base, level, identity.birth(), &calendar));
        let calendar = self.school.calendar(School::year_of(from));
        let moment = moment.unwrap_or(Moment { day: today, time: None });
        let status = request.school.status;
        let really = matches!(status, EnrolmentStatus::Realised | EnrolmentStatus::Parallel);
        if status == EnrolmentStatus::Cancelled {
            problems
                .add("status", Problem::new(Code::InvalidValue).with("field", "status").with("value", ""));
        }
        let mut remarks = NewEnrolment {
            level,
            birth: identity.birth(),
            has_insz: identity.fields.contains_key(&PupilField::Insz),
            moment,
            from,
            status,
            reason: &request.school.reason,
            today,
            calendar: &calendar,
        }
        .check();
        remarks.extend(identity.contradictions());
        let stamnummer = match &institution {
            Some(institution) if really => {
                remarks.extend(already(&known, institution, from));
                self.stamnummer(db, request, &known, institution, from, (&mut problems, &mut remarks))?
            }
            _ => None,
        };
        remarks.sort_by_key(|remark| !remark.refuses);
        let details = match &request.group {
            Some(draft) if status != EnrolmentStatus::NotRealised => problems.details(draft),
            _ => None,
        };
        let school = institution.map(|institution| SchoolEnrolment {
            id: SchoolEnrolmentId(Uuid::now_v7()),
            pupil: known.pupil,
            institution,
            stamnummer: stamnummer.clone(),
            moment,
            from,
            status,
            reason: request.school.reason.trim().to_owned(),
            leaving: None,
        });
        let expected = request.group.as_ref().and_then(|draft| draft.expected_until);
        let expected = expected.or_else(|| expected_end(from)).unwrap_or(from);
        if expected < from || expected_end(from).is_some_and(|last| last < expected) {
            let problem = Problem::new(Code::InvalidValue).with("field", "expected_until");
            problems.add("expected_until", problem.with("value", expected).with("why", "range"));
        }
        let group = details.zip(school.as_ref()).map(|(details, school)| GroupEnrolment {
            id: GroupEnrolmentId(Uuid::now_v7()),
            enrolment: school.id,
            from,
            expected_until: expected,
            until: None,
            never_came: false,
            details,
        });
        let duplicates = self.duplicates(request, &identity)?;
        let mut changes = Vec::new();
        if problems.0.is_empty()
            && let Some(school) = &school
        {
            let seat = class.filter(|_| status != EnrolmentStatus::NotRealised);
            match self.changes(db, request, &known, &identity, (school, group.as_ref(), seat.as_deref())) {
                Ok(made) => changes = made,
                Err(problem) => problems.add("class", problem),
            }
        }
        let refused = remarks.iter().any(|remark| remark.refuses);
        let register_by = enrolment::register_by(moment, first_attendance(from, &calendar));
        let last_name = identity.text(PupilField::LastName);
        let plan = EnrolPlan {
            applicable: problems.0.is_empty() && !refused && duplicates.is_empty() && school.is_some(),
            siblings: siblings::siblings(
                &self.register,
                db,
                last_name,
                request.address.as_ref(),
                request.pupil,
            )?,
            missing: file::missing_after(&identity.fields, request, &facts::Facts::read(db, known.pupil)?),
            problems: problems.0,
            remarks,
            insz_tells: identity.insz_tells(&known),
            duplicates,
            before: known.schools.clone(),
            stamnummer: stamnummer.map(String::from).unwrap_or_default(),
            from,
            register_by,
            school,
            group,
            pupil: Some(known.pupil),
            batch: None,
        };
        Ok(Decided { plan, changes })
    }

    fn level(&self, class: Option<&str>, identity: &Identity) -> Level {
        let said = class.and_then(|class| self.school.said_of(class).level);
        let year = School::year_of(self.today());
        let usual = || identity.birth().map(|birth| Level::usual_at(age_in(year, birth)));
        said.or_else(usual).unwrap_or(Level::Lager)
    }

    fn stamnummer(
        &self,
        db: &Connection,
        request: &EnrolRequest,
        known: &Known,
        institution: &InstitutionNumber,
        from: NaiveDate,
        (problems, remarks): (&mut Problems, &mut Vec<EnrolmentRemark>),
    ) -> Answer<Option<Stamnummer>> {
        let own = numbers::own(known, institution);
        let typed = request.school.stamnummer.trim();
        if typed.is_empty() {
            return match own {
                Some(own) => Ok(Some(own)),
                None => numbers::next(&self.register, db, institution, School::year_of(from)).map(Some),
            };
        }
        let invalid = |why: &str| {
            let problem = Problem::new(Code::InvalidValue).with("field", "stamnummer");
            problem.with("value", typed).with("why", why)
        };
        let parsed = Stamnummer::parse(typed).map_err(|fault| invalid(fault.code()));
        let Some(stamnummer) = problems.keep("stamnummer", parsed) else { return Ok(None) };
        if own.is_some_and(|own| own != stamnummer) {
            remarks.push(EnrolmentRemarkKind::OtherStamnummer.into());
        }
        problems.keep("stamnummer", numbers::check_free(db, institution, &stamnummer, request.pupil));
        Ok(Some(stamnummer))
    }

    /// Whom a new pupil could be; nothing once the person saw it.
    fn duplicates(&self, request: &EnrolRequest, identity: &Identity) -> Answer<Vec<Likeness>> {
        if request.pupil.is_some() || request.despite_duplicates {
            return Ok(Vec::new());
        }
        let typed = Typed {
            last_name: identity.text(PupilField::LastName),
            first_name: identity.text(PupilField::FirstName),
            birth_date: identity.birth(),
            insz: identity.text(PupilField::Insz),
        };
        alike(&self.register, &typed, DUPLICATES)
    }

    fn changes(
        &self,
        db: &Connection,
        request: &EnrolRequest,
        known: &Known,
        identity: &Identity,
        (school, group, class): (&SchoolEnrolment, Option<&GroupEnrolment>, Option<&str>),
    ) -> Answer<Vec<Change>> {
        let pupil = known.pupil;
        let mut fields = identity.fields.clone();
        if school.counts() {
            fields.insert(PupilField::Institution, school.institution.to_string());
            fields.extend(school.stamnummer.clone().map(|number| (PupilField::Stamnummer, number.into())));
        }
        let location = group.map(|group| group.details.location.as_str());
        let location = location.unwrap_or(known.field(PupilField::Location)).to_owned();
        let mut changes = Vec::new();
        if request.pupil.is_none() {
            let coming = School::year_of(school.from) <= School::year_of(self.today());
            if let Some(class) = class.filter(|_| coming) {
                fields.insert(PupilField::Class, class.to_owned());
                fields.extend((!location.is_empty()).then(|| (PupilField::Location, location.clone())));
            }
            fields.entry(PupilField::Kind).or_insert_with(|| "pupil".to_owned());
            let tag = new_tag()?.as_str().to_owned();
            changes.push(Change::PupilCreate { pupil, tag, fields });
        } else {
            let item = |(field, now): (PupilField, Option<String>)| {
                let was = known.fields.get(&field).cloned();
                (was != now).then_some(FieldChange { field, was, now })
            };
            let mut wanted = identity.typed.clone();
            for field in [PupilField::Institution, PupilField::Stamnummer] {
                wanted.insert(field, fields.get(&field).cloned());
            }
            let items: Vec<FieldChange> = wanted.into_iter().filter_map(item).collect();
            changes.extend((!items.is_empty()).then_some(Change::PupilEdit { pupil, items }));
        }
        let schools = vec![RecordChange::open(school.clone())];
        let groups = group.map(|group| RecordChange::open(group.clone())).into_iter().collect();
        changes.push(Change::EnrolmentSet { pupil, schools, groups });
        if let Some(class) = class {
            let mut made = seats::enter(db, known, (class, &location), school.from, self.today())?;
            // The sheet of a new pupil has it from the start.
            made.retain(|change| request.pupil.is_some() || !matches!(change, Change::PupilEdit { .. }));
            changes.extend(made);
        }
        let (contacts, nationality) = (request.contacts.as_deref(), request.nationality.as_deref());
        changes.extend(facts::changes(db, pupil, request.address.as_ref(), contacts, nationality)?);
        Ok(changes)
    }
}

/// An enrolment in this school that has a day from then on.
fn already(known: &Known, institution: &InstitutionNumber, from: NaiveDate) -> Option<EnrolmentRemark> {
    let counting = known.schools.iter().filter(|school| school.counts());
    let mut here = counting.filter(|school| school.institution == *institution);
    let found = here.find(|school| school.period().shared(from_on(from)).is_some())?;
    let until = found.leaving.as_ref().map(|leaving| leaving.until);
    Some(EnrolmentRemarkKind::AlreadyEnrolled { from: found.from, until }.into())
}
