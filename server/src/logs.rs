//! The log: one line of JSON an event, on standard output. What can be written is listed here and
//! nowhere else: codes, counts, durations and random ids, never a name or a text (security.md S73).

use std::io::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use uuid::Uuid;

/// Everything that the log can say.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event<'a> {
    /// The server serves.
    Started {
        /// Version of the program.
        version: &'a str,
    },
    /// The server was asked to end, and ends what it began.
    Stopping,
    /// A request was answered.
    Request {
        /// Its identity, also in the answer.
        request: Uuid,
        /// The route as it is declared, without values.
        route: &'a str,
        /// Status of the answer.
        status: u16,
        /// How long it took.
        microseconds: u64,
        /// Class of a fault.
        #[serde(skip_serializing_if = "Option::is_none")]
        fault: Option<&'a str>,
    },
    /// The keys could not be read again; those of before still work.
    KeysUnread,
    /// A handler fell over. Nothing of what it worked on is said.
    Panic {
        /// File and line in the program.
        place: &'a str,
    },
}

/// Writes an event.
pub fn write(now: DateTime<Utc>, event: &Event<'_>) {
    #[derive(Serialize)]
    struct Line<'a> {
        at: String,
        #[serde(flatten)]
        event: &'a Event<'a>,
    }
    let line = Line { at: now.to_rfc3339_opts(SecondsFormat::Millis, true), event };
    let mut text = serde_json::to_vec(&line).unwrap_or_default();
    text.push(b'\n');
    // A log that nobody reads any more is no reason to stop serving.
    let _ = std::io::stdout().lock().write_all(&text);
}
