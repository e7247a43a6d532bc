//! Figures for whoever watches the server, as Prometheus reads them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;

/// Upper bounds of durations, in seconds.
const BOUNDS: [f64; 8] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

#[derive(Default)]
struct Route {
    statuses: BTreeMap<u16, u64>,
    below: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

/// Counters since the start.
#[derive(Default)]
pub struct Figures {
    routes: Mutex<BTreeMap<String, Route>>,
}

impl Figures {
    /// A request was answered.
    pub fn answered(&self, route: &str, status: u16, seconds: f64) {
        let mut routes = self.routes.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let one = routes.entry(route.to_owned()).or_default();
        *one.statuses.entry(status).or_default() += 1;
        one.count += 1;
        one.seconds += seconds;
        for (bound, below) in BOUNDS.iter().zip(&mut one.below) {
            *below += u64::from(seconds <= *bound);
        }
    }

    /// All of them as text, with the connections in use and open.
    pub fn text(&self, (used, open): (usize, usize)) -> String {
        let routes = self.routes.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let mut text = format!(
            "# TYPE stamboek_connections_used gauge\nstamboek_connections_used {used}\n\
             # TYPE stamboek_connections_open gauge\nstamboek_connections_open {open}\n\
             # TYPE stamboek_requests_total counter\n"
        );
        for (route, one) in routes.iter() {
            for (status, count) in &one.statuses {
                // Writing to a text does not fail.
                let _ = writeln!(
                    text,
                    "stamboek_requests_total{{route=\"{route}\",status=\"{status}\"}} {count}"
                );
            }
        }
        text.push_str("# TYPE stamboek_request_seconds histogram\n");
        for (route, one) in routes.iter() {
            let name = "stamboek_request_seconds";
            for (bound, below) in BOUNDS.iter().zip(one.below) {
                let _ = writeln!(text, "{name}_bucket{{route=\"{route}\",le=\"{bound}\"}} {below}");
            }
            let _ = writeln!(text, "{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", one.count);
            let _ = writeln!(text, "{name}_sum{{route=\"{route}\"}} {}", one.seconds);
            let _ = writeln!(text, "{name}_count{{route=\"{route}\"}} {}", one.count);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_counted_by_route_status_and_duration() {
        let figures = Figures::default();
        figures.answered("/v1/hello", 200, 0.004);
        figures.answered("/v1/hello", 200, 0.2);
        figures.answered("/v1/hello", 503, 9.0);
        let text = figures.text((1, 2));
        for line in [
            "stamboek_connections_used 1",
            "stamboek_requests_total{route=\"/v1/hello\",status=\"200\"} 2",
            "stamboek_request_seconds_bucket{route=\"/v1/hello\",le=\"0.005\"} 1",
            "stamboek_request_seconds_bucket{route=\"/v1/hello\",le=\"0.25\"} 2",
            "stamboek_request_seconds_bucket{route=\"/v1/hello\",le=\"+Inf\"} 3",
        ] {
            assert!(text.lines().any(|one| one == line), "{line}\n{text}");
        }
    }
}
