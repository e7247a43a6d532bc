//! A laptop that was lost or stolen: what was within reach on it, and what came from it since
//! (security.md S71; sync.md 15). The undo itself is made by laptops, as ordinary entries.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use chrono::{DateTime, Utc};
use serde_json::value::RawValue;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::apply::PupilRecord;
use stamboek_domain::sync::erase::everybody;
use stamboek_domain::sync::op::{Op, OpId};
use stamboek_domain::sync::person::{DEVICE_ENTRIES, DeviceEntries, DeviceEntry, DeviceReach};
use stamboek_domain::sync::record::{Body, Kind};
use stamboek_domain::sync::roles::Role;
use uuid::Uuid;

use super::pull::left_out;
use super::rights::institution_as_any;
use crate::http::{Answer, App, BAD_REQUEST, NOT_FOUND, Refusal, Signed, ok};
use crate::store::access_log::Act;
use crate::store::reach::Entry;
use crate::store::{Doing, Whose};

/// Who may know which laptop reached what.
const MAY_ASK: &[Role] = &[Role::BoardAdministrator, Role::SecretariatLead, Role::PrivacyOfficer];
/// Who may see what came from it.
const MAY_LIST: &[Role] = &[Role::BoardAdministrator, Role::SecretariatLead];

/// `GET /v1/institutions/{inst}/devices/{device}/reach`: by what its scope is now; pupils by identity,
/// fields as far as any of them has them filled in.
///
/// # Errors
/// 401 · 403 · 404 · 429 · 503.
pub async fn reach(
    State(app): State<Arc<App>>,
    Path((inst, device)): Path<(String, String)>,
    signed: Signed,
) -> Result<Answer<DeviceReach>, Refusal> {
    let (inst, _) = institution_as_any(&app, &signed, &inst, MAY_ASK).await?;
    let device = Uuid::parse_str(&device).map_err(|_| NOT_FOUND)?;
    let mut tx = app.store.begin(&Whose::institution(inst), Doing::Looks).await?;
    let (row, scope) = tx.device_of(inst, device).await?.ok_or(NOT_FOUND)?;
    let without = left_out(&scope);
    let kinds: Vec<String> = Kind::ALL
        .iter()
        .map(|kind| kind.as_str())
        .filter(|kind| !without.contains(kind))
        .map(str::to_owned)
        .collect();
    let (mut pupils, mut fields) = (Vec::new(), BTreeSet::new());
    if kinds.iter().any(|kind| kind == Kind::Pupil.as_str()) {
        for (id, body) in tx.pupil_records(inst).await? {
            let Some(record) = pupil(&body) else { continue };
            pupils.push(PupilId(id));
            fields.extend(record.fields.into_keys().map(|field| field.name().to_owned()));
        }
    }
    tx.undo().await?;
    app.store.log_act(inst, signed.by((app.clock)()), &Act::at_laptop("device.reach", device)).await?;
    let fields = fields.into_iter().collect();
    Ok(ok(DeviceReach {
        device,
        label: row.label,
        state: row.state,
        last_contact: row.last_contact,
        waiting: row.waiting,
        kinds,
        fields,
        pupils,
    }))
}

fn pupil(body: &RawValue) -> Option<PupilRecord> {
    serde_json::from_str::<Body<PupilRecord>>(body.get()).ok()?.value
}

/// `GET /v1/institutions/{inst}/devices/{device}/entries?since=…&after=…`. The lead of the
/// secretariat sees what was entered; the administrator sees that it was, and when.
///
/// # Errors
/// 400 · 401 · 403 · 404 · 429 · 503.
pub async fn entries(
    State(app): State<Arc<App>>,
    Path((inst, device)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    signed: Signed,
) -> Result<Answer<DeviceEntries>, Refusal> {
    let (inst, roles) = institution_as_any(&app, &signed, &inst, MAY_LIST).await?;
    let device = Uuid::parse_str(&device).map_err(|_| NOT_FOUND)?;
    let from = asked(query.as_deref().unwrap_or_default()).ok_or(BAD_REQUEST)?;
    let mut tx = app.store.begin(&Whose::institution(inst), Doing::Looks).await?;
    tx.device_of(inst, device).await?.ok_or(NOT_FOUND)?;
    let found = tx.entries_of(inst, device, from, DEVICE_ENTRIES).await?;
    tx.undo().await?;
    app.store.log_act(inst, signed.by((app.clock)()), &Act::at_laptop("device.entries", device)).await?;
    let whole = roles.contains(&Role::SecretariatLead);
    Ok(ok(DeviceEntries { entries: found.into_iter().map(|entry| shown(entry, whole)).collect() }))
}

fn shown(entry: Entry, whole: bool) -> DeviceEntry {
    let op = serde_json::from_str::<Op>(&entry.text).ok();
    let value: Option<serde_json::Value> = serde_json::from_str(&entry.text).ok();
    let kind = value.as_ref().and_then(|value| value["type"].as_str()).map(str::to_owned);
    let pupils = op.filter(|_| whole).map(|op| everybody(&op.change)).unwrap_or_default();
    DeviceEntry {
        op: OpId(entry.op),
        received: entry.received,
        user: entry.user,
        outcome: entry.outcome,
        kind,
        pupils: pupils.into_iter().collect(),
        entry: value.filter(|_| whole),
    }
}

fn asked(query: &str) -> Option<(DateTime<Utc>, Uuid)> {
    let (mut since, mut after) = (None, Uuid::nil());
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=')? {
            ("since", at) => since = Some(at.replace("%3A", ":").replace("%2B", "+").parse().ok()?),
            ("after", op) => after = op.parse().ok()?,
            _ => return None,
        }
    }
    // Without a last entry, what came at that very instant counts as well.
    Some((since?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_when_is_asked_and_after_which_may_be() {
        let (since, after) = asked("since=2026-11-22T09%3A00%3A00Z").unwrap();
        assert_eq!((since.to_rfc3339().as_str(), after), ("2026-11-22T09:00:00+00:00", Uuid::nil()));
        let id = Uuid::from_u128(7);
        assert_eq!(asked(&format!("since=2026-11-22T09:00:00Z&after={id}")).unwrap().1, id);
        for wrong in ["", "after=x", "since=yesterday", "since=2026-11-22T09:00:00Z&name=Emma"] {
            assert!(asked(wrong).is_none(), "{wrong}");
        }
    }
}
