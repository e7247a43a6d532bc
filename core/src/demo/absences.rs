//! Invented absences: illness in runs, more on Mondays and Fridays, a few late, a few without a
//! reason yet, and pupils who stay away.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use stamboek_domain::attendance::codes::{CodeList, Meaning, allowed};
use stamboek_domain::attendance::{Half, HalfDay, Mark, MarkCode};
use stamboek_domain::enrolment::Level;

use super::random::Random;

/// How often a pupil is away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Trait {
    /// As most are.
    #[default]
    Ordinary,
    /// Often ill: the notes of the parents are soon used.
    Ill,
    /// Stays away now and then.
    Truant,
    /// Stayed away in the year before as well.
    Absent,
}

impl Trait {
    pub(super) fn of(random: &mut Random) -> Self {
        match random.below(1000) {
            0..40 => Self::Ill,
            40..52 => Self::Truant,
            _ => Self::Ordinary,
        }
    }

    /// Runs of illness that begin on a day, in a thousand.
    fn ill(self) -> usize {
        match self {
            Self::Ill => 75,
            _ => 24,
        }
    }

    /// Half days B, in a thousand.
    fn problematic(self, back: u16) -> usize {
        match (self, back) {
            (Self::Ordinary | Self::Ill, _) => 0,
            (Self::Truant, _) => 60,
            (Self::Absent, 0) => 130,
            (Self::Absent, _) => 85,
        }
    }
}

/// The absences of one pupil in one school year.
pub(super) struct Absences<'a> {
    pub(super) today: NaiveDate,
    pub(super) codes: &'a CodeList,
    pub(super) birth: NaiveDate,
    pub(super) level: Level,
    pub(super) kind: Trait,
    /// School years before the present one.
    pub(super) back: u16,
}

impl Absences<'_> {
    /// Marks on some of these half days, in their order.
    pub(super) fn marks(&self, random: &mut Random, lessons: &[HalfDay]) -> Vec<(HalfDay, Mark)> {
        let mut marks = Vec::new();
        let mut away: Option<(NaiveDate, &str)> = None;
        for day in lessons.chunk_by(|a, b| a.day == b.day) {
            let date = day[0].day;
            if away.is_none_or(|(until, _)| until < date) {
                away = self.begins(random, date);
                // A run may begin in the afternoon.
                if let Some((_, code)) = away
                    && random.permille(200)
                {
                    marks.extend(day.iter().filter(|at| at.half == Half::Nm).map(|at| (*at, mark(code))));
                    continue;
                }
            }
            match away {
                Some((_, code)) => marks.extend(day.iter().map(|at| (*at, mark(code)))),
                None => marks.extend(day.iter().filter_map(|at| Some((*at, self.odd(random, *at)?)))),
            }
        }
        marks.retain(|(at, mark)| self.may(at.day, &mark.code));
        marks
    }

    /// Whether a run begins: its last calendar day and its code.
    fn begins(&self, random: &mut Random, day: NaiveDate) -> Option<(NaiveDate, &'static str)> {
        let often = match day.weekday() {
            Weekday::Mon | Weekday::Fri => 14,
            _ => 9,
        };
        if !random.permille(self.kind.ill() * often / 10) {
            return None;
        }
        let days = *random.pick(&[1, 1, 1, 2, 2, 3, 3, 4, 5, 8]);
        let until = day.checked_add_days(chrono::Days::new(days - 1))?;
        Some((until, self.reason(random, day, days)))
    }

    fn reason(&self, random: &mut Random, day: NaiveDate, days: u64) -> &'static str {
        let recent = (self.today - day).num_days() < 6;
        if random.permille(if recent { 300 } else { 4 }) {
            return "?";
        }
        let wished = match random.below(1000) {
            0..60 => "P",
            60..110 => "R",
            _ if days > 3 && !random.permille(60) => "D",
            110..300 => "D",
            _ => "Z",
        };
        let may = |code: &&str| MarkCode::parse(code).is_ok_and(|code| self.may(day, &code));
        // A kleuter: A before compulsory age, P at five.
        [wished, "A", "P"].into_iter().find(may).unwrap_or("?")
    }

    /// Something of one half day: late, or stayed away.
    fn odd(&self, random: &mut Random, at: HalfDay) -> Option<Mark> {
        if random.permille(self.kind.problematic(self.back)) {
            return Some(mark("B"));
        }
        if at.half == Half::Vm && random.permille(6) {
            let time = NaiveTime::from_hms_opt(8, 32 + random.below(28) as u32, 0);
            return Some(Mark { time, ..mark("L") });
        }
        None
    }

    fn may(&self, day: NaiveDate, code: &MarkCode) -> bool {
        match self.codes.find(code).map(|local| local.meaning) {
            Some(Meaning::Absent { official, .. }) => {
                allowed(official, Some(self.birth), Some(self.level), false, day).is_ok()
            }
            Some(_) => true,
            None => false,
        }
    }
}

fn mark(code: &str) -> Mark {
    Mark::of(MarkCode::parse(code).expect("one of the standard codes"))
}
