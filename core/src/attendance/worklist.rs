//! What is to be followed up in the whole school.

use chrono::NaiveDate;
use stamboek_domain::attendance::{HalfDay, MarkCode};
use stamboek_domain::follow_up::kleuter::{self, KleuterTotals};
use stamboek_domain::follow_up::{Finding, FollowUpRule, Lessons, findings, open_reason, still_open};
use stamboek_domain::school_year::SchoolYear;

use super::memory::Memory;
use super::messages::*;
use super::year::{free, nearest};
use super::{Member, School, rules};
use crate::commands::Nothing;
use crate::{Answer, Core};

/// Everything to be followed up today.
pub fn worklist(core: &Core, _request: Nothing) -> Answer<Worklist> {
    let today = core.today();
    let year = School::year_of(today);
    let register = core.register()?;
    let members = register.members()?;
    register.attendance(|_, school, memory| {
        let look = Look { school, memory, year, today };
        let mut list = Worklist::default();
        for member in members.everybody() {
            look.at(member, &mut list);
        }
        // The members stand in the order of names, and sorting keeps it.
        list.items.sort_by_key(|item| (urgency(item.finding.rule), item.finding.since));
        list.stray.sort_by_key(|mark| mark.at);
        list.proposed_b.sort_by_key(|mark| mark.at);
        Ok(list)
    })
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
    fn at(&self, member: &Member, list: &mut Worklist) {
        let Self { school, memory, year, today } = *self;
        let here = member.of_year(year);
        let marks = memory.marks_between(member.pupil, year.first_day(), year.last_day());
        // Somebody with marks in the year whose enrolments all lie in other years is looked at, too.
        if here.is_none() && marks.is_empty() {
            return;
        }
        let member = here.as_ref().unwrap_or(member);
        let settings = &school.settings.follow_up;
        let rules_on = rules::PupilRules::new(school, memory, member, year);
        let (found, proposed, kleuter) = rules_on.ask(today, |pupil| {
            let kleuter = kleuter::concerns(pupil).then(|| kleuter::totals(pupil));
            (findings(pupil, settings), open_reason::proposed_as_b(pupil, settings), kleuter)
        });
        list.kleuters.extend(kleuter.map(|totals| self.kleuter(member, totals)));
        let open = still_open(found, &member.facts.follow_ups);
        list.items.extend(open.into_iter().map(|finding| self.item(member, finding)));
        for (at, code) in marks {
            if !rules_on.days().on(*at) {
                list.stray.push(self.mark(member, *at, code));
            } else if proposed.contains(at) {
                list.proposed_b.push(self.mark(member, *at, code));
            }
        }
    }

    fn item(&self, member: &Member, finding: Finding) -> WorkItem {
        let same = member.facts.follow_ups.iter().filter(|step| step.key.rule == finding.rule);
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
            code: *code,
            free: free(self.school, member, at),
            not_here: member.not_here(at.day),
        }
    }

    fn class(&self, member: &Member, day: NaiveDate) -> String {
        nearest(member, day).map(|stay| stay.class.clone()).unwrap_or_default()
    }
}
