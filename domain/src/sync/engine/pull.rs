//! Fetching what stands (sync.md 8).

use chrono::{DateTime, Utc};

use super::{Effect, Engine, Moment, Path, Reply, Trouble, Wait, Work, answer, same_digest};
use crate::sync::wire::{Digest, Head, PullAnswer, PullRequest, Rev};

/// A page that was taken, and is being stored.
pub(super) struct Page {
    next: Rev,
    complete: bool,
    head: Head,
    digest: Vec<Digest>,
    scope: String,
    time: DateTime<Utc>,
}

impl Engine {
    pub(super) fn pull(&mut self, now: Moment) -> Vec<Effect> {
        let after = self.state.cursor;
        self.ask_page(after, true, now)
    }

    fn ask_page(&mut self, after: Rev, first: bool, now: Moment) -> Vec<Effect> {
        let (seen, years, limit) = (self.state.seen, self.years(now), self.rows);
        match serde_json::to_string(&PullRequest { seen, after, years, limit }) {
            Ok(body) => self.send(Path::Pull, body, Wait::Page { after, first }, now),
            Err(_) => self.fail(Trouble::Store, None, now),
        }
    }

    pub(super) fn page(&mut self, reply: &Reply, after: Rev, first: bool, now: Moment) -> Vec<Effect> {
        let answer = answer::read::<PullAnswer>(reply)
            .filter(|answer| fits(answer, after, self.rows) && !self.goes_back(answer.head));
        let Some(answer) = answer else { return self.fail(Trouble::Nonsense, None, now) };
        // Another scope than the one of the mirror: everything anew (sync.md 9).
        if self.state.scope != answer.scope && after > Rev(0) {
            self.state.cursor = Rev(0);
            self.state.scope = answer.scope;
            return self.ask_page(Rev(0), true, now);
        }
        self.state.scope.clone_from(&answer.scope);
        let PullAnswer { rows, next, complete, head, digest, scope, time } = answer;
        let page = Page { next, complete, head, digest, scope, time };
        self.store(Work::Stage { fresh: first, rows, seen: head }, Wait::Stage(page), now)
    }

    pub(super) fn staged(&mut self, page: Page, now: Moment) -> Vec<Effect> {
        self.state.seen = Some(page.head);
        self.pace.succeeded();
        self.went_well(page.time, now);
        if !page.complete {
            return self.ask_page(page.next, false, now);
        }
        let work = Work::Complete {
            replace: self.state.cursor == Rev(0),
            cursor: page.next,
            scope: page.scope.clone(),
            time: page.time,
        };
        self.store(work, Wait::Complete(page), now)
    }

    /// School years of attendance by the server's clock, as far as it was heard: a laptop that stays open
    /// goes on to the next year, and one whose clock is wrong throws no marks away.
    fn years(&self, now: Moment) -> Vec<u16> {
        (self.settings.years)(self.clock.server(now).unwrap_or(now.wall))
    }

    /// A page was too large to travel: the pull begins anew, in pages of half as many rows.
    pub(super) fn fewer_rows(&mut self, wait: &Wait) {
        if let Wait::Page { .. } = wait {
            self.rows = (self.rows / 2).max(1);
        }
    }

    pub(super) fn completed(&mut self, page: Page, digest: Vec<Digest>, now: Moment) -> Vec<Effect> {
        self.rows = self.settings.page_rows;
        self.state.cursor = page.next;
        if !same_digest(&digest, &page.digest) {
            // Once more right after a rebuild would go round for ever: then later.
            let mut effects = vec![Effect::DigestDiffers];
            effects.extend(match std::mem::replace(&mut self.rebuilt, true) {
                false => self.recover(true, now),
                true => {
                    self.state.reconcile_first = true;
                    self.fail(Trouble::Nonsense, None, now)
                }
            });
            return effects;
        }
        match self.is_check_due(page.time) {
            true => self.recover(false, now),
            false => self.rest(now),
        }
    }

    /// Whether a head would take back what was told: then somebody answers who is not the server,
    /// which would have said that history changed.
    pub(super) fn goes_back(&self, head: Head) -> bool {
        head.rev > Rev::LARGEST || self.state.seen.is_some_and(|seen| head.rev < seen.rev)
    }
}

/// Whether a page is what the protocol says: rows in order, inside their bounds, and an end.
fn fits(answer: &PullAnswer, after: Rev, limit: usize) -> bool {
    let in_order = answer.rows.iter().try_fold(after, |last, row| (row.rev > last).then_some(row.rev));
    let Some(last) = in_order else { return false };
    let ends = match answer.complete {
        true => answer.next == answer.head.rev && answer.head.rev >= after,
        false => answer.next == last && last > after,
    };
    ends && last <= answer.next && answer.next <= answer.head.rev && answer.rows.len() <= limit
}
