//! Where sync stands, out of the tables and out of what only the running program knows.

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use rusqlite::{Connection, Row};
use stamboek_domain::sync::op::OpId;

use super::device::Server;
use super::live::Live;
use super::messages::{Joined, MassChange, RefusedEntry, SignedIn, SyncStatus, WaitingGroup};
use super::{person, store};
use crate::db::OrProblem;
use crate::{Answer, Core, belgian};

const GROUPS: &str = "SELECT coalesce(b.kind, ''), substr(o.saved_at, 1, 10) AS day, count(*)
    FROM outbox o LEFT JOIN batch b ON b.n = o.batch
    WHERE o.n >= (SELECT open_from FROM sync_state) AND o.state = 'pending' AND o.refused IS NULL
    GROUP BY 1, 2 ORDER BY 2, 1";
const REFUSED: &str = "SELECT o.op_id, coalesce(b.kind, ''), o.saved_at, o.refused
    FROM outbox o LEFT JOIN batch b ON b.n = o.batch WHERE o.refused IS NOT NULL ORDER BY o.n";
const SINCE: &str =
    "SELECT saved_at FROM outbox WHERE n >= (SELECT open_from FROM sync_state) AND state = 'pending'
     AND refused IS NULL ORDER BY n LIMIT 1";
const CONFLICTS: &str = "SELECT count(*) FROM view_conflict WHERE open = 1";
const HELD: &str = "SELECT count(*) FROM view_held WHERE open = 1";

/// Where sync of the open register stands.
///
/// # Errors
/// `NotReady`, `Disk`.
pub fn status(core: &Core) -> Answer<SyncStatus> {
    let (live, now) = (core.sync.live(), core.now());
    core.register()?.read(|db| of(db, &live, now))
}

fn of(db: &Connection, live: &Live, now: DateTime<FixedOffset>) -> Answer<SyncStatus> {
    let Some(joined) = joined(db, live.server_time(now))? else { return Ok(SyncStatus::default()) };
    let groups = groups(db)?;
    let state = store::state(db)?;
    let count = |sql: &str| db.query_row(sql, [], |row| row.get(0)).or_problem();
    let waits = !groups.is_empty();
    Ok(SyncStatus {
        joined: Some(joined),
        waiting: groups.iter().map(|group| group.entries).sum(),
        waiting_since: if waits { Some(count_text(db, SINCE)?) } else { None },
        groups,
        refused: refused(db)?,
        conflicts: count(CONFLICTS)?,
        held: count(HELD)?,
        working: live.working,
        last_contact: state.last_ok.map(|at| moment(belgian::time(&at))),
        next_try: live.next.map(moment),
        trouble: live.trouble,
        download: live.download,
        clock_ahead: live.clock_ahead(),
        mass_change: store::mass_change(db)?.map(|mass| MassChange {
            mark: mass.mark,
            removed: mass.removed,
            merged: mass.merged,
            unenrolled: mass.unenrolled,
            of: mass.of,
        }),
    })
}

fn count_text(db: &Connection, sql: &str) -> Answer<String> {
    db.query_row(sql, [], |row| row.get(0)).or_problem()
}

fn joined(db: &Connection, now: DateTime<Utc>) -> Answer<Option<Joined>> {
    let Some(server) = Server::of(db)? else { return Ok(None) };
    let person = person::current(db)?.map(|person| SignedIn {
        roles: person.roles(server.institution),
        until: person.until.to_rfc3339_opts(SecondsFormat::Secs, true),
        ended: person.has_ended(now),
        name: person.name,
    });
    Ok(Some(Joined {
        server: server.address.as_str().to_owned(),
        school: server.institution_name,
        laptop: server.label,
        person,
    }))
}

fn groups(db: &Connection) -> Answer<Vec<WaitingGroup>> {
    let group = |row: &Row| Ok(WaitingGroup { kind: row.get(0)?, day: row.get(1)?, entries: row.get(2)? });
    let mut select = db.prepare_cached(GROUPS).or_problem()?;
    select.query_map([], group).and_then(Iterator::collect).or_problem()
}

fn refused(db: &Connection) -> Answer<Vec<RefusedEntry>> {
    let entry = |row: &Row| {
        let id: [u8; 16] = row.get(0)?;
        let op = OpId(uuid::Uuid::from_bytes(id)).0.to_string();
        Ok(RefusedEntry { op, kind: row.get(1)?, at: row.get(2)?, status: row.get(3)? })
    };
    let mut select = db.prepare_cached(REFUSED).or_problem()?;
    select.query_map([], entry).and_then(Iterator::collect).or_problem()
}

fn moment(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false)
}
