//! What a pull asks for: which years, and how many rows.

use super::*;

impl Bench {
    /// The years, and the rows at most, that were asked for.
    fn asked_for(&self) -> (Vec<u16>, usize) {
        let body = self.effects.iter().find_map(|effect| match effect {
            Effect::Send { body, .. } => Some(body),
            _ => None,
        });
        let asked: crate::sync::wire::PullRequest = serde_json::from_str(body.unwrap()).unwrap();
        (asked.years, asked.limit)
    }

    pub(super) fn whole_pull(&mut self) {
        self.success(&page(&[], 5, true, 5));
        self.stored(StoreAnswer::Done);
        self.stored(StoreAnswer::Completed { digest: Vec::new() });
    }
}

/// sync.md 8, 9: a laptop that stays open gets the marks of the new school year from its first day on.
#[test]
fn years_follow_the_clock_of_the_server() {
    let mut bench = Bench::new(known(5, 5));
    bench.pull();
    assert_eq!(bench.asked_for().0, [2026]);
    bench.whole_pull();
    // It is the twenty-third; nothing is begun anew.
    bench.at += 8 * 24 * 3600;
    bench.pull();
    assert_eq!(bench.asked_for().0, [2027]);
    // The server says that this is another scope.
    bench.success(&PullAnswer { scope: "next year".into(), ..page(&[], 5, true, 5) });
    assert_eq!((bench.sent(), bench.asked_for().0), (Some(Path::Pull), vec![2027]));
    assert_eq!(bench.engine.state().cursor, Rev(0));
}

#[test]
fn a_clock_that_jumps_does_not_ask_for_other_years_once_the_server_was_heard() {
    let mut bench = Bench::new(known(5, 5));
    bench.pull();
    bench.whole_pull();
    let jumped = Moment { wall: "2036-12-01T08:00:00Z".parse().unwrap(), ..bench.now() };
    bench.effects = bench.engine.step(Event::Woke(Wake::Asked), jumped);
    let Some(Effect::Store { id, .. }) = bench.effects.first() else { panic!() };
    let answer = StoreAnswer::Pending { ops: Vec::new(), waiting: 0 };
    bench.effects = bench.engine.step(Event::Stored { id: *id, answer }, jumped);
    assert_eq!(bench.asked_for().0, [2026]);
}

/// sync.md 13: a page that does not travel comes in smaller ones.
#[test]
fn a_page_that_is_too_large_is_asked_for_in_halves_until_the_pull_is_complete() {
    let mut bench = Bench::new(known(5, 5));
    for rows in [10, 5, 2, 1, 1] {
        bench.pull();
        assert_eq!(bench.asked_for().1, rows);
        let id = bench.asked;
        bench.step(Event::Reply { id, reply: Err(Failure::TooLong) });
        bench.left_alone(Trouble::Nonsense);
    }
    bench.pull();
    bench.success(&page(&[6], 6, false, 7));
    bench.stored(StoreAnswer::Done);
    assert_eq!(bench.asked_for().1, 1, "the next page is no smaller");
    bench.success(&page(&[7], 7, true, 7));
    bench.stored(StoreAnswer::Done);
    bench.stored(StoreAnswer::Completed { digest: Vec::new() });
    bench.pull();
    assert_eq!(bench.asked_for().1, 10);
}
