//! When the engine does something by itself (sync.md 14).

use super::*;

/// sync.md 14: thousands of laptops that slept over the weekend do not return in the same seconds.
#[test]
fn after_a_long_sleep_the_first_contact_is_spread() {
    let spread = |away: u64, due: u64| {
        let mut bench = Bench::new(SyncState { last_ok: TIME.parse().ok(), ..known(5, 5) });
        bench.pull();
        bench.whole_pull();
        bench.at += due;
        let wall = TIME.parse::<DateTime<Utc>>().unwrap() + Duration::from_secs(away);
        let monotonic = Duration::from_secs(bench.at);
        let mut most = Duration::ZERO;
        for random in [0, 9_999, 59_999] {
            let now = Moment { monotonic, wall, random };
            let mut copy = Bench::new(SyncState { last_ok: TIME.parse().ok(), ..known(5, 5) });
            copy.pull();
            copy.whole_pull();
            let effects = copy.engine.step(Event::Woke(Wake::Resume), now);
            let Some(Effect::Timer(after)) = effects.last() else { panic!() };
            most = most.max(*after);
        }
        most.as_secs()
    };
    let weekend = 60 * 3600;
    assert_eq!(spread(weekend, 0), 59, "a timer that stood still");
    assert_eq!(spread(weekend, 1000), 59, "and one that ran out meanwhile");
    assert_eq!(spread(3600, 0), 9);
}

/// sync.md 14: `Retry-After` is a lower bound for everything but a person who asks.
#[test]
fn nothing_but_a_person_comes_back_before_a_busy_server_asked() {
    let mut bench = Bench::new(SyncState { last_ok: TIME.parse().ok(), ..known(5, 5) });
    bench.pull();
    let busy = |seconds| Reply {
        status: 503,
        media_type: String::new(),
        retry_after: Some(Duration::from_secs(seconds)),
        body: String::new(),
    };
    let id = bench.asked;
    bench.step(Event::Reply { id, reply: Ok(busy(300)) });
    for wake in [Wake::Focus, Wake::Network, Wake::Resume] {
        bench.at += 10;
        bench.step(Event::Woke(wake));
    }
    assert_eq!(bench.timer, Duration::from_secs(270));
    bench.step(Event::Woke(Wake::Asked));
    assert!(bench.work().is_some(), "she asked");
}
