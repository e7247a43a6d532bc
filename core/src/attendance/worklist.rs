//! What is to be followed up in the whole school.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::Connection;
use stamboek_domain::attendance::{HalfDay, MarkCode};
use stamboek_domain::follow_up::kleuter::{self, KleuterTotals};
use stamboek_domain::follow_up::{Finding, FollowUpRule, findings, open_reason, still_open};
use stamboek_domain::problem::Code;
use stamboek_domain::school_year::SchoolYear;

use super::memory::Memory;
use super::messages::*;
use super::year::{free, nearest};
use super::{Member, School, members, rules};
use crate::commands::Nothing;
use crate::{Answer, Core};

/// Everything to be followed up today.
pub fn worklist(core: &Core, _request: Nothing) -> Answer<Worklist> {
    let today = core.today();
    let year = School::year_of(today);
    core.register()?.attendance(|db, school, memory| {
        let mut members = members::of_school(db, year)?;
        add_others(db, memory, &mut members, year)?;
        let facts = rules::facts(db)?;
        let none = rules::Facts::default();
        let look = Look { school, memory, year, today };
        let mut list = Worklist::default();
        for member in &members {
            look.at(member, facts.get(&member.pupil).unwrap_or(&none), &mut list);
        }
        // The members stand in the order of names, and sorting keeps it.
        list.items.sort_by_key(|item| (urgency(item.finding.rule), item.finding.since));
        list.stray.sort_by_key(|mark| mark.at);
        list.proposed_b.sort_by_key(|mark| mark.at);
        Ok(list)
    })
}

/// Pupils with marks in the year whose enrolments all lie in other years.
fn add_others(db: &Connection, memory: &Memory, members: &mut Vec<Member>, year: SchoolYear) -> Answer<()> {
    let here: HashSet<_> = members.iter().map(|member| member.pupil).collect();
    let marked = |pupil: &_| !memory.marks_between(*pupil, year.first_day(), year.last_day()).is_empty();
    for pupil in memory.pupils().filter(|pupil| !here.contains(pupil) && marked(pupil)) {
        match members::known(db, pupil) {
            Ok(member) => members.push(member),
            // Taken back since; the marks of nobody need no follow-up.
            Err(problem) if problem.code == Code::NotFound => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(())
}

/// What costs most when it is late comes first: the order is ours, no source gives one.
fn urgency(rule: FollowUpRule) -> u8 {
    match rule {
        FollowUpRule::AllowanceBack => 0,
        FollowUpRule::Problematic => 1,
        FollowUpRule::KleuterCompulsory => 2,
        FollowUpRule::KleuterAdmission => 3,
        FollowUpRule::NotesUsed => 4,
        FollowUpRule::NoteTooLong => 5,
        FollowUpRule::OpenReason => 6,
    }
}

struct Look<'a> {
    school: &'a School,
    memory: &'a Memory,
    year: SchoolYear,
    today: NaiveDate,
}

impl Look<'_> {
    fn at(&self, member: &Member, facts: &rules::Facts, list: &mut Worklist) {
        let Self { school, memory, year, today } = *self;
        let settings = &school.settings.follow_up;
        let (found, proposed, kleuter) =
            rules::with_year(school, memory, member, facts, year, today, |pupil| {
                let kleuter = kleuter::concerns(pupil).then(|| kleuter::totals(pupil));
                (findings(pupil, settings), open_reason::proposed_as_b(pupil, settings), kleuter)
            });
        list.kleuters.extend(kleuter.map(|totals| self.kleuter(member, totals)));
        let open = still_open(found, &facts.follow_ups);
        list.items.extend(open.into_iter().map(|finding| self.item(member, facts, finding)));
        let days = rules::Days::of(school, member, &[year]);
        for (at, code) in memory.marks_between(member.pupil, year.first_day(), year.last_day()) {
            if !days.counts(*at) {
                list.stray.push(self.mark(member, *at, code));
            } else if proposed.contains(at) {
                list.proposed_b.push(self.mark(member, *at, code));
            }
        }
    }

    fn item(&self, member: &Member, facts: &rules::Facts, finding: Finding) -> WorkItem {
        let same = facts.follow_ups.iter().filter(|step| step.key.rule == finding.rule);
        let mut done: Vec<_> = same.cloned().collect();
        done.sort_by_key(|step| std::cmp::Reverse(step.on));
        WorkItem {
            pupil: member.pupil,
            last_name: member.last_name.clone(),
            first_name: member.first_name.clone(),
            class: self.class(member, self.today),
            finding,
            done,
        }
    }

    fn kleuter(&self, member: &Member, totals: KleuterTotals) -> KleuterRow {
        KleuterRow {
            pupil: member.pupil,
            last_name: member.last_name.clone(),
            first_name: member.first_name.clone(),
            class: self.class(member, self.today),
            totals,
        }
    }

    fn mark(&self, member: &Member, at: HalfDay, code: &MarkCode) -> WorkMark {
        WorkMark {
            pupil: member.pupil,
            last_name: member.last_name.clone(),
            first_name: member.first_name.clone(),
            class: self.class(member, at.day),
            at,
            code: code.clone(),
            free: free(self.school, member, at),
            not_here: member.not_here(at.day),
        }
    }

    fn class(&self, member: &Member, day: NaiveDate) -> String {
        nearest(member, day).map(|stay| stay.class.clone()).unwrap_or_default()
    }
}
