//! History changed, or a check whether the server has everything (sync.md 9).

use chrono::{DateTime, TimeDelta, Utc};

use super::{Effect, Engine, Moment, Path, Reply, Trouble, Wait, Work, all_among, answer};
use crate::sync::op::OpId;
use crate::sync::wire::{Head, RECONCILE_IDS, ReconcileAnswer, ReconcileRequest, Rev};

/// How often retained ops are checked: all of them, so that no clock decides which.
const CHECK_DAYS: i64 = 7;

/// A reconcile under way.
pub(super) struct Recover {
    /// The mirror is rebuilt afterwards.
    rebuild: bool,
    /// Those of the request under way.
    asked: Vec<OpId>,
    /// Place of the last of them, where there may be more.
    last: Option<i64>,
    /// Those that the server does not have, so far.
    unknown: Vec<OpId>,
    /// Head and clock of the last answer.
    told: Option<(Head, DateTime<Utc>)>,
}

impl Engine {
    pub(super) fn recover(&mut self, rebuild: bool, now: Moment) -> Vec<Effect> {
        let (asked, unknown) = Default::default();
        self.read_retained(Recover { rebuild, asked, last: None, unknown, told: None }, now)
    }

    /// Whether there was no check, or the last one is a week ago, by the server's clock.
    pub(super) fn is_check_due(&self, time: DateTime<Utc>) -> bool {
        let week = TimeDelta::days(CHECK_DAYS);
        self.state.checked.is_none_or(|checked| time.signed_duration_since(checked) >= week)
    }

    fn read_retained(&mut self, recover: Recover, now: Moment) -> Vec<Effect> {
        let after = recover.last.unwrap_or(0);
        let work = Work::ReadRetained { after, limit: RECONCILE_IDS };
        self.store(work, Wait::Retained(recover), now)
    }

    pub(super) fn ask(
        &mut self,
        recover: Recover,
        ids: Vec<OpId>,
        last: Option<i64>,
        now: Moment,
    ) -> Vec<Effect> {
        let recover = Recover { asked: ids, last, ..recover };
        let seen = recover.told.map(|(head, _)| head);
        match serde_json::to_string(&ReconcileRequest { op_ids: recover.asked.clone(), seen }) {
            Ok(body) => self.send(Path::Reconcile, body, Wait::Reconcile(recover), now),
            Err(_) => self.fail(Trouble::Store, None, now),
        }
    }

    pub(super) fn answered(&mut self, reply: &Reply, mut recover: Recover, now: Moment) -> Vec<Effect> {
        let answer = answer::read::<ReconcileAnswer>(reply)
            .filter(|answer| all_among(&answer.unknown, &recover.asked) && answer.head.rev <= Rev::LARGEST);
        let Some(answer) = answer else { return self.fail(Trouble::Nonsense, None, now) };
        recover.unknown.extend(answer.unknown);
        recover.told = Some((answer.head, answer.time));
        if recover.last.is_some() {
            return self.read_retained(recover, now);
        }
        let rebuild = recover.rebuild.then_some(answer.head);
        let unknown = std::mem::take(&mut recover.unknown);
        let work = Work::Recover { unknown, rebuild, time: answer.time };
        self.store(work, Wait::Recover(recover), now)
    }

    pub(super) fn recovered(&mut self, recover: Recover, now: Moment) -> Vec<Effect> {
        let Some((head, time)) = recover.told else { return self.fail(Trouble::Store, None, now) };
        self.state.checked = Some(time);
        if recover.rebuild {
            self.state.seen = Some(head);
            self.state.cursor = Rev(0);
            self.state.reconcile_first = false;
        }
        self.went_well(time, now);
        self.read_pending(now)
    }
}
