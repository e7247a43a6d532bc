//! Who looked at what (security.md S61): the log is the server's, and so are the names of people; the
//! names of pupils and laptops beside it are of this laptop.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use rusqlite::Connection;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::access::{ACCESS_ENTRIES, AccessLog, AccessRow, PersonName};
use stamboek_domain::sync::looks::{Looked, Why, has_surname, stands_out};
use stamboek_domain::sync::record::DeviceId;
use uuid::Uuid;

use super::messages::*;
use super::{Desk, identity};
use crate::sync::person::everybody;
use crate::sync::who::{Laptops, named};
use crate::{Answer, belgian};

/// Requests for one answer at most: a busy school makes some hundreds of entries a day.
const PAGES: usize = 5;

/// What the server told.
pub(super) struct Told {
    rows: Vec<AccessRow>,
    people: BTreeMap<Uuid, String>,
    older: Option<DateTime<Utc>>,
}

impl Desk<'_> {
    /// Entries, newest first: some pages of the server. Who asks for what is older gets those of its
    /// first moment once more.
    pub(super) fn looks(
        &self,
        pupil: Option<PupilId>,
        user: Option<&str>,
        before: Option<&str>,
    ) -> Answer<Told> {
        let user = user.map(|user| identity(user, "user")).transpose()?;
        let moment = |text: &str| DateTime::parse_from_rfc3339(text).map(|at| at.with_timezone(&Utc));
        let mut before = before.and_then(|before| moment(before).ok());
        let mut told = Told { rows: Vec::new(), people: BTreeMap::new(), older: None };
        let mut seen = BTreeSet::new();
        for _ in 0..PAGES {
            let AccessLog { entries, people } = self.get(&self.looks_path(pupil, user, before))?;
            let (many, oldest) = (entries.len(), entries.last().map(|row| row.entry.at.with_timezone(&Utc)));
            told.people.extend(people.into_iter().map(|PersonName { user, name }| (user, name)));
            let known = told.rows.len();
            told.rows.extend(entries.into_iter().filter(|row| seen.insert(row.entry.id)));
            // Others of the same moment may come on the next page, unless this one is full of them.
            let stuck = told.rows.len() == known;
            let next = |oldest| if stuck { oldest } else { oldest + TimeDelta::microseconds(1) };
            told.older = oldest.filter(|_| many >= ACCESS_ENTRIES).map(next);
            if told.older.is_none() {
                break;
            }
            before = told.older;
        }
        Ok(told)
    }

    fn looks_path(
        &self,
        pupil: Option<PupilId>,
        user: Option<Uuid>,
        before: Option<DateTime<Utc>>,
    ) -> String {
        let pupil = pupil.map(|pupil| format!("pupil={}", pupil.0));
        let user = user.map(|user| format!("user={user}"));
        let before = before.map(|at| format!("before={}", at.to_rfc3339_opts(SecondsFormat::Micros, true)));
        let asked: Vec<String> = [pupil, user, before].into_iter().flatten().collect();
        match asked.is_empty() {
            true => self.path("access-log"),
            false => format!("{}?{}", self.path("access-log"), asked.join("&")),
        }
    }
}

/// The entries with the names that are known, and what stands out among them. Of a server that names
/// nobody yet, those who signed in on this laptop are named.
pub(super) fn book(db: &Connection, told: Told) -> Answer<LookBook> {
    let mut people: BTreeMap<Uuid, String> =
        everybody(db)?.into_iter().map(|person| (person.user, person.name)).collect();
    people.extend(told.people);
    let laptops = Laptops::read(db)?;
    let name = |user: Option<Uuid>| user.and_then(|user| people.get(&user)).cloned().unwrap_or_default();
    let mut looked = Vec::new();
    let mut looks = Vec::new();
    for AccessRow { entry, device, about, role, .. } in told.rows {
        let at = belgian::time(&entry.at);
        let pupil = named(db, entry.pupil.map(PupilId))?;
        let own = pupil.as_ref().is_some_and(|pupil| has_surname(&name(entry.user), &pupil.last_name));
        let personal = LOOKS.contains(&entry.kind.as_str());
        looked.extend(entry.user.filter(|_| personal).map(|user| Looked {
            at,
            user,
            sheet: entry.kind == "sheet",
            own_name: own,
        }));
        looks.push(LookRow {
            id: entry.id.to_string(),
            at: at.to_rfc3339(),
            name: name(entry.user),
            board: entry.user.is_none() && entry.is_act(),
            user: entry.user.map(|user| user.to_string()),
            about: about.map(|account| name(Some(account))),
            role,
            kind: entry.kind,
            unknown: entry.pupil.is_some() && pupil.is_none(),
            pupil,
            count: entry.count,
            laptop: device.and_then(|one| laptops.names.get(&DeviceId(one))).cloned().unwrap_or_default(),
        });
    }
    let out = stands_out(&looked).into_iter().map(|one| LooksOut {
        why: match one.why {
            Why::ManySheets => LooksOutWhy::ManySheets,
            Why::Night => LooksOutWhy::Night,
            Why::OwnName => LooksOutWhy::OwnName,
        },
        name: name(Some(one.user)),
        user: one.user.to_string(),
        from: one.from.to_rfc3339(),
        until: one.until.to_rfc3339(),
        count: u32::try_from(one.count).unwrap_or(u32::MAX),
    });
    let older = told.older.map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true));
    Ok(LookBook { looks, older, stands_out: out.collect() })
}

/// Kinds that are looks at pupils, and no act of an administrator.
const LOOKS: [&str; 9] = ["sheet", "cell", "insz", "search", "find", "scan", "export", "print", "dossier"];

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use serde_json::{Value, json};

    use super::*;
    use crate::sync::http::Method;

    /// A log of so many entries, so many of them at each moment; and what was asked of it.
    fn read_of(many: usize, at_once: usize) -> (Told, Vec<String>) {
        let start = DateTime::parse_from_rfc3339("2026-11-22T09:00:00Z").unwrap();
        let log: Vec<AccessRow> = (0..many)
            .map(|n| {
                let at = start - TimeDelta::seconds((n / at_once) as i64);
                let entry = json!({ "id": Uuid::from_u128(n as u128), "at": at, "user": null, "kind": "sheet",
                    "pupil": null, "count": 1, "device": null, "received": start });
                serde_json::from_value(entry).unwrap()
            })
            .collect();
        let asked = RefCell::new(Vec::new());
        let ask = |_: Method, path: &str, _: Option<&str>| {
            asked.borrow_mut().push(path.to_owned());
            let before = path.split_once("before=").map(|(_, at)| DateTime::parse_from_rfc3339(at).unwrap());
            let older = log.iter().filter(|row| before.is_none_or(|before| row.entry.at < before));
            let entries: Vec<Value> =
                older.take(ACCESS_ENTRIES).map(|row| serde_json::to_value(row).unwrap()).collect();
            Ok(json!({ "entries": entries }).to_string())
        };
        let nobody = Uuid::nil();
        let desk = Desk { institution: nobody, here: nobody, ask: &ask };
        let told = desk.looks(None, None, None).unwrap();
        (told, asked.into_inner())
    }

    #[test]
    fn pages_are_read_on_and_each_entry_is_told_once() {
        for (many, at_once) in [(0, 1), (499, 1), (500, 1), (501, 1), (1_203, 7), (2_000, 400)] {
            let (told, asked) = read_of(many, at_once);
            assert_eq!(told.rows.len(), many, "{many} entries, {at_once} at once");
            assert!(told.older.is_none());
            assert!(asked.len() <= PAGES);
        }
    }

    #[test]
    fn of_a_long_log_the_newest_are_told_and_where_to_go_on() {
        let (told, asked) = read_of(10_000, 3);
        assert_eq!(asked.len(), PAGES);
        assert!((2_400..=2_500).contains(&told.rows.len()));
        let oldest = told.rows.last().unwrap().entry.at;
        assert!(
            told.older.is_some_and(|older| older > oldest && older - oldest.to_utc() < TimeDelta::seconds(1))
        );
    }

    /// Looks at moments of summer and winter: what stands beside each, and what is said of the nights.
    fn told_of(moments: &[&str]) -> LookBook {
        let rows = moments.iter().enumerate().map(|(n, at)| {
            let entry = json!({ "id": Uuid::from_u128(n as u128), "at": at, "user": Uuid::from_u128(7),
                "kind": "insz", "pupil": null, "count": 1, "device": null, "received": at });
            serde_json::from_value(entry).unwrap()
        });
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE local_fact (key TEXT, value TEXT)").unwrap();
        let people = BTreeMap::from([(Uuid::from_u128(7), "Greet".to_owned())]);
        book(&db, Told { rows: rows.collect(), people, older: None }).unwrap()
    }

    /// The night is reckoned by the clock of the moment of the look, whatever it is today.
    #[test]
    fn the_hour_of_a_look_is_that_of_its_own_season() {
        for (utc, here, night) in [
            // Winter until the last Sunday of March: 22 o'clock is 21 in Greenwich.
            ("2026-03-27T20:30:00Z", "2026-03-27T21:30:00+01:00", false),
            ("2026-03-27T21:00:00Z", "2026-03-27T22:00:00+01:00", true),
            ("2026-03-28T04:30:00Z", "2026-03-28T05:30:00+01:00", true),
            // Summer from then on: 20.
            ("2026-03-30T04:30:00Z", "2026-03-30T06:30:00+02:00", false),
            ("2026-03-30T19:30:00Z", "2026-03-30T21:30:00+02:00", false),
            ("2026-03-30T20:30:00Z", "2026-03-30T22:30:00+02:00", true),
            // Until the last Sunday of October.
            ("2026-10-23T20:30:00Z", "2026-10-23T22:30:00+02:00", true),
            ("2026-10-26T20:30:00Z", "2026-10-26T21:30:00+01:00", false),
            ("2026-10-26T04:30:00Z", "2026-10-26T05:30:00+01:00", true),
        ] {
            let told = told_of(&[utc]);
            assert_eq!((told.looks[0].at.as_str(), told.looks[0].name.as_str()), (here, "Greet"));
            let nights: Vec<_> = told.stands_out.iter().map(|one| (one.why, one.from.as_str())).collect();
            assert_eq!(nights, if night { vec![(LooksOutWhy::Night, here)] } else { Vec::new() });
        }
    }

    /// Before and after the clock went back, in one night: it is told once.
    #[test]
    fn a_night_in_which_the_clock_changes_is_one() {
        for (evening, morning) in [
            ("2026-03-28T22:00:00Z", "2026-03-29T03:59:00Z"),
            ("2026-10-24T21:00:00Z", "2026-10-25T04:59:00Z"),
        ] {
            let told = told_of(&[evening, morning]);
            assert_eq!(told.stands_out.iter().map(|one| one.count).collect::<Vec<_>>(), [2]);
        }
    }
}
