//! The control list: AGODI's list "enrolled on day X" (Mijn Onderwijs) against our state on that day.

mod here;
mod there;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use stamboek_domain::class;
use stamboek_domain::enrolment::Moment;
use stamboek_domain::institution::InstitutionNumber;
use stamboek_domain::insz::Insz;
use stamboek_domain::name::sort_key;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::pupil::{PupilField, PupilId};

use super::import::ByPerson;
use super::messages::*;
use crate::imports::messages::{FieldDiff, SheetKind};
use crate::imports::readings::guard;
use crate::imports::remarks::RemarkCode;
use crate::imports::rows::remark;
use crate::imports::snapshot::{Known, Snapshot};
use crate::{Answer, Core};
use here::Here;
use there::{There, there};

/// Compares their list with our state on that day. Only what the list tells is compared: a column
/// that is not there, or a cell that is empty, says nothing.
///
/// # Errors
/// `BadRequest` for a reading of another kind; `ColumnsMissing`; `NotFound`.
pub fn control(core: &Core, request: ControlRequest) -> Answer<Control> {
    let reading = core.readings.get(request.session)?;
    let reading = guard(&reading);
    if reading.kind != SheetKind::Control {
        return Err(Problem::new(Code::BadRequest).with("command", "control"));
    }
    let (lines, skipped, warnings) = there(&reading.reader(core)?);
    let tells_groups = lines.iter().any(|line| line.group.is_some());
    core.register()?.read(|db| {
        let snapshot = Snapshot::read(db, "")?;
        let institution = crate::imports::school(db)?.institution;
        let of_list: BTreeSet<InstitutionNumber> = lines.iter().filter_map(There::institution).collect();
        let here = here::on(db, request.on, &of_list)?;
        let mut compared = Compared::new(&snapshot, here, request.on);
        compared.answer.skipped = skipped;
        compared.answer.warnings = warnings;
        let by = ByPerson::new(&snapshot);
        for line in &lines {
            compared.line(line, by.find(&line.person, &institution));
        }
        Ok(compared.finished(tells_groups))
    })
}

/// The comparison while it goes on.
struct Compared<'a> {
    snapshot: &'a Snapshot,
    here: HashMap<PupilId, Here>,
    /// Line of each pupil that was met.
    met: HashMap<PupilId, u32>,
    /// Of each group, who is in it here and who there; a line of nobody has its number.
    groups: BTreeMap<String, [BTreeSet<Member>; 2]>,
    answer: Control,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Member {
    Pupil(PupilId),
    Line(u32),
}

impl<'a> Compared<'a> {
    fn new(snapshot: &'a Snapshot, here: HashMap<PupilId, Here>, on: NaiveDate) -> Self {
        let mut groups: BTreeMap<String, [BTreeSet<Member>; 2]> = BTreeMap::new();
        for (pupil, one) in here.iter().filter(|(_, one)| !one.group.is_empty()) {
            groups.entry(one.group.clone()).or_default()[0].insert(Member::Pupil(*pupil));
        }
        let answer = Control {
            on,
            there: 0,
            here: here.len() as u32,
            same: 0,
            missing_here: Vec::new(),
            missing_there: Vec::new(),
            different: Vec::new(),
            groups: Vec::new(),
            skipped: Vec::new(),
            warnings: Vec::new(),
        };
        Self { snapshot, here, met: HashMap::new(), groups, answer }
    }

    fn line(&mut self, line: &There, known: Option<&Known>) {
        let number = line.person.number;
        let pupil = known.map(|known| known.row.id);
        if let Some(first) = pupil.and_then(|pupil| self.met.get(&pupil)) {
            let warning = remark(number, RemarkCode::TwoRowsOnePupil, [("other_row", &*first.to_string())]);
            return self.answer.warnings.push(warning);
        }
        self.met.extend(pupil.map(|pupil| (pupil, number)));
        self.answer.there += 1;
        if let Some(group) = &line.group {
            let member = pupil.map_or(Member::Line(number), Member::Pupil);
            self.groups.entry(group.clone()).or_default()[1].insert(member);
        }
        let here = pupil.and_then(|pupil| self.here.get(&pupil));
        match (known, here) {
            (Some(known), Some(here)) => {
                let fields = differences(line, known, here);
                match fields.is_empty() {
                    true => self.answer.same += 1,
                    false => self.answer.different.push(shown(known, Some(number), &here.group, fields)),
                }
            }
            (Some(known), None) => {
                let group = line.group.as_deref().unwrap_or_default();
                self.answer.missing_here.push(shown(known, Some(number), group, Vec::new()));
            }
            (None, _) => self.answer.missing_here.push(stranger(line)),
        }
    }

    fn finished(mut self, tells_groups: bool) -> Control {
        let not_met = self.here.iter().filter(|(pupil, _)| !self.met.contains_key(pupil));
        let missing = not_met.filter_map(|(pupil, here)| {
            Some(shown(self.snapshot.get(*pupil)?, None, &here.group, Vec::new()))
        });
        self.answer.missing_there = missing.collect();
        let answer = &mut self.answer;
        for list in [&mut answer.missing_here, &mut answer.missing_there, &mut answer.different] {
            let name = |one: &ControlPupil| sort_key(&one.last_name, &one.first_name);
            list.sort_by(|a, b| class::compare(&a.class, &b.class).then_with(|| name(a).cmp(&name(b))));
        }
        if tells_groups {
            let counted = |(group, [here, there]): (String, [BTreeSet<Member>; 2])| ControlGroup {
                group,
                here: here.len() as u32,
                there: there.len() as u32,
                different: here.symmetric_difference(&there).count() as u32,
            };
            self.answer.groups = self.groups.into_iter().map(counted).collect();
        }
        self.answer
    }
}

fn shown(known: &Known, row: Option<u32>, group: &str, fields: Vec<FieldDiff>) -> ControlPupil {
    ControlPupil {
        row,
        pupil: Some(known.row.id),
        last_name: known.row.last_name.clone(),
        first_name: known.row.first_name.clone(),
        class: known.row.class.clone(),
        group: group.to_owned(),
        fields,
    }
}

fn stranger(line: &There) -> ControlPupil {
    ControlPupil {
        row: Some(line.person.number),
        pupil: None,
        last_name: line.person.field(PupilField::LastName).to_owned(),
        first_name: line.person.field(PupilField::FirstName).to_owned(),
        class: String::new(),
        group: line.group.clone().unwrap_or_default(),
        fields: Vec::new(),
    }
}

/// What the list tells differently.
fn differences(line: &There, known: &Known, here: &Here) -> Vec<FieldDiff> {
    let mut fields = Vec::new();
    let mut add = |field: &str, was: &str, now: &str| {
        let masked = |text: &str| match field {
            "insz" if !text.is_empty() => Insz::MASKED.to_owned(),
            _ => text.to_owned(),
        };
        fields.push(FieldDiff { field: field.to_owned(), was: masked(was), now: masked(now) });
    };
    let of_person = [PupilField::LastName, PupilField::FirstName, PupilField::BirthDate, PupilField::Insz];
    for field in of_person.into_iter().chain([PupilField::Sex]) {
        let (was, now) = (known.field(field), line.person.field(field));
        // Capitals are how a list is printed; accents are how a name is spelt.
        if !now.is_empty() && was.to_lowercase() != now.to_lowercase() {
            add(field.name(), was, now);
        }
    }
    let person = |field| Some(line.person.field(field)).filter(|text: &&str| !text.is_empty());
    for (name, was, now) in [
        ("stamnummer", &here.stamnummer, person(PupilField::Stamnummer)),
        ("institution", &here.institution, person(PupilField::Institution)),
        ("location", &here.location, person(PupilField::Location)),
        ("group", &here.group, line.group.as_deref()),
        ("philosophy", &here.philosophy, line.philosophy.as_deref()),
        ("funding", &here.funding, line.funding.as_deref()),
    ] {
        if let Some(now) = now.filter(|now| now != was) {
            add(name, was, now);
        }
    }
    if let Some(from) = line.from.filter(|from| !here.begins.contains(from)) {
        add("from", &first(&here.begins), &from.to_string());
    }
    if let Some(until) = line.until.filter(|until| !here.ends.contains(until)) {
        add("until", &first(&here.ends), &until.to_string());
    }
    if let Some(moment) = line.moment.filter(|moment| !agree(here.moment, *moment)) {
        add("moment", &here.moment.to_string(), &moment.to_string());
    }
    fields
}

/// A list may tell only the day.
fn agree(ours: Moment, theirs: Moment) -> bool {
    ours.day == theirs.day && ours.time.zip(theirs.time).is_none_or(|(ours, theirs)| ours == theirs)
}

fn first(days: &[NaiveDate]) -> String {
    days.first().map(ToString::to_string).unwrap_or_default()
}
