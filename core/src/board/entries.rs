//! What came from a laptop since a day, in words (security.md S71; sync.md 15).

use chrono::{NaiveDate, SecondsFormat};
use rusqlite::Connection;
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::access::UserList;
use stamboek_domain::sync::op::Op;
use stamboek_domain::sync::person::{DEVICE_ENTRIES, DeviceEntries, DeviceEntry};

use super::messages::*;
use super::{Desk, by_user, identity, moment};
use crate::Answer;
use crate::belgian::midnight;
use crate::sync::lines::lines;

/// Pages that are asked for at most to be looked at.
pub(super) const PAGES: usize = 4;

/// As the server told it.
pub(super) struct Came {
    device: String,
    entries: Vec<DeviceEntry>,
    users: Vec<BoardUser>,
    more: bool,
}

impl Came {
    /// Of what came, what had effect, oldest first.
    ///
    /// # Errors
    /// `ServerFailed` with `forbidden` for whom the server does not show what was entered, `too_old` where
    /// this program cannot read all of it: half of an action is not taken back.
    pub(super) fn applied(self) -> Answer<Vec<Op>> {
        let failed = |why: &str| Problem::new(Code::ServerFailed).with("why", why);
        let applied = self.entries.into_iter().filter(|entry| entry.outcome == "applied");
        let op = |entry: DeviceEntry| {
            let shown = entry.entry.ok_or_else(|| failed("forbidden"))?;
            serde_json::from_value(shown).map_err(|_| failed("too_old"))
        };
        applied.map(op).collect()
    }
}

impl Desk<'_> {
    /// Asks what came from a laptop since midnight of that day.
    ///
    /// # Errors
    /// `NotFound` of the laptop; `InvalidValue` of the day; what the server refuses.
    pub(super) fn came(&self, device: &str, since: &str, pages: usize) -> Answer<Came> {
        let device = identity(device, "device")?;
        let wrong = || Problem::new(Code::InvalidValue).with("field", "since").with("value", since);
        let day: NaiveDate = since.parse().map_err(|_| wrong())?;
        let mut from = midnight(day).ok_or_else(wrong)?;
        let mut after = String::new();
        // Whoever may see entries need not see users: then nobody is named.
        let users: Answer<UserList> = self.get(&self.path("users"));
        let users = users.map(|list| by_user(list.users)).unwrap_or_default();
        let mut came = Came { device: device.to_string(), entries: Vec::new(), users, more: false };
        for _ in 0..pages {
            let at = from.to_rfc3339_opts(SecondsFormat::AutoSi, true);
            let path = self.path(&format!("devices/{device}/entries?since={at}{after}"));
            let page: DeviceEntries = self.get(&path)?;
            came.more = page.entries.len() >= DEVICE_ENTRIES;
            let Some(last) = page.entries.last() else { break };
            (from, after) = (last.received, format!("&after={}", last.op.0));
            came.entries.extend(page.entries);
            if !came.more {
                break;
            }
        }
        Ok(came)
    }

    /// What came, with the names that this register and this school know.
    pub(super) fn entries(&self, db: &Connection, came: Came) -> Answer<BoardEntries> {
        let row = |entry: DeviceEntry| {
            let user = entry.user.map(|user| user.to_string());
            let by = came.users.iter().find(|one| Some(&one.user) == user.as_ref());
            // What this program cannot read is told by its type alone.
            let op = entry.entry.and_then(|text| serde_json::from_str::<Op>(&text.to_string()).ok());
            Ok(BoardEntry {
                op: entry.op.0.to_string(),
                at: moment(&entry.received),
                by: by.map(|one| one.name.clone()).unwrap_or_default(),
                outcome: entry.outcome,
                kind: entry.kind.unwrap_or_default(),
                lines: op.map(|op| lines(db, &op.change)).transpose()?.unwrap_or_default(),
            })
        };
        let rows = came.entries.into_iter().map(row).collect::<Answer<_>>()?;
        Ok(BoardEntries { device: came.device, rows, more: came.more })
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use serde_json::{Value, json};

    use super::*;
    use crate::sync::http::Method;

    const DEVICE: &str = "00000000-0000-0000-0000-000000000009";
    const GREET: &str = "00000000-0000-0000-0000-000000000007";

    fn entry(n: usize, entry: Value) -> Value {
        json!({ "op": format!("00000000-0000-0000-0001-{n:012}"), "received": "2026-11-22T09:00:00.5Z",
            "user": GREET, "outcome": "applied", "kind": "setting.set", "pupils": [], "entry": entry })
    }

    /// Asks a server with so many entries, the last of which it shows; and says what it was asked.
    fn asked(many: usize, since: &str, last: &Value) -> (Answer<BoardEntries>, Vec<String>) {
        let told = RefCell::new(Vec::new());
        let ask = |_: Method, path: &str, _: Option<&str>| {
            if path.ends_with("/users") {
                let right = json!({ "user": GREET, "login": "greet", "name": "Greet Baert",
                    "blocked": false, "role": "secretariat", "from": "2026-09-01", "until": null });
                return Ok(json!({ "users": [right] }).to_string());
            }
            let sent: usize = told.borrow().len() * DEVICE_ENTRIES;
            told.borrow_mut().push(path.to_owned());
            let page = (sent..many.min(sent + DEVICE_ENTRIES))
                .map(|n| entry(n, if n + 1 == many { last.clone() } else { Value::Null }));
            Ok(json!({ "entries": page.collect::<Vec<_>>() }).to_string())
        };
        let desk = Desk { institution: GREET.parse().unwrap(), here: GREET.parse().unwrap(), ask: &ask };
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE view_setting (key TEXT, value TEXT)").unwrap();
        let said = desk.came(DEVICE, since, PAGES).and_then(|came| desk.entries(&db, came));
        (said, told.into_inner())
    }

    #[test]
    fn everything_since_midnight_is_asked_page_by_page() {
        let (said, told) = asked(DEVICE_ENTRIES + 1, "2026-11-22", &Value::Null);
        let said = said.unwrap();
        assert!(said.rows.len() == DEVICE_ENTRIES + 1 && !said.more);
        assert!(told[0].ends_with(&format!("/devices/{DEVICE}/entries?since=2026-11-21T23:00:00Z")));
        assert!(
            told[1].contains("since=2026-11-22T09:00:00.500Z&after=00000000-0000-0000-0001-000000000499")
        );
        let row = &said.rows[0];
        assert_eq!((row.at.as_str(), row.by.as_str()), ("2026-11-22T10:00:00+01:00", "Greet Baert"));
        assert!(row.lines.is_empty() && row.kind == "setting.set", "the administrator sees no pupils");
        assert!(asked(9 * DEVICE_ENTRIES, "2026-11-22", &Value::Null).0.unwrap().more);
    }

    #[test]
    fn who_may_decide_sees_what_was_entered() {
        let op = json!({ "op_id": DEVICE, "v": 1, "batch": DEVICE, "entered_at": "2026-11-22T09:00:00+01:00",
            "clock": "ok", "type": "setting.set", "key": "school", "was": null, "now": "\"De Regenboog\"" });
        let (said, _) = asked(1, "2026-11-22", &op);
        let rows = said.unwrap().rows;
        assert_eq!(rows[0].lines.len(), 1);
    }

    #[test]
    fn a_day_that_is_none_asks_nothing() {
        let (said, told) = asked(1, "gisteren", &Value::Null);
        assert!(said.is_err() && told.is_empty());
    }
}
