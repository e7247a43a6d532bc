//! One person, for the privacy officer: everything about her, and that it is erased (security.md
//! S66, S69).

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Map, Value};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::access::AccessEntry;
use stamboek_domain::sync::erase::{Person, Share};
use stamboek_domain::sync::person::{Dossier, DossierEntry, DossierLook, DossierRecord, Erase};
use stamboek_domain::sync::roles::Role;
use stamboek_domain::sync::wire::ProblemKind;
use uuid::Uuid;

use super::rights::institution_as;
use crate::erasure::{self, Erasing};
use crate::http::{Answer, App, Kept, Keyed, NOT_FOUND, Refusal, Signed, ok};
use crate::store::access_log::Act;
use crate::store::erasure::Pupil;
use crate::store::person::{PersonOp, PersonRecord};
use crate::store::sync::PUSHES;
use crate::store::{Doing, Tx, Whose};

const ERASED: Refusal = Refusal::new(StatusCode::GONE, ProblemKind::Erased, "this person was erased");
/// Somebody of whom it is not known what she is or was here.
const STAFF: &str = "staff";

/// `GET /v1/institutions/{inst}/pupils/{pupil}/dossier`: read as of one moment, and answered only
/// when it stands in the log that it was read.
///
/// # Errors
/// 401 · 403 · 404 · 410 erased · 429 · 503.
pub async fn dossier(
    State(app): State<Arc<App>>,
    Path((inst, pupil)): Path<(String, String)>,
    signed: Signed,
) -> Result<Answer<Dossier>, Refusal> {
    let (inst, pupil) = named(&app, &signed, (&inst, &pupil)).await?;
    let mut tx = app.store.begin(&Whose::institution(inst), Doing::Looks).await?;
    there(&mut tx, inst, pupil).await?;
    let mut person = Person::new(pupil);
    let records = tx.person_records(inst, &mut person).await?;
    let ops = tx.person_ops(inst, &person).await?;
    let looks = tx.looks_at(inst, &person).await?;
    let staff = Staff(tx.roles(inst).await?);
    tx.undo().await?;
    let now = (app.clock)();
    let act = Act { pupil: Some(pupil.0), ..Act::of("dossier") };
    app.store.log_act(inst, signed.by(now), &act).await?;
    Ok(ok(Dossier {
        pupil,
        made: now,
        records: records.into_iter().map(|record| staff.record(record)).collect(),
        entries: ops.into_iter().map(|op| staff.entry(op)).collect(),
        looks: looks.into_iter().map(|look| staff.look(look)).collect(),
    }))
}

/// `POST /v1/institutions/{inst}/pupils/{pupil}/erasure`: at once and for good, when no duty to keep
/// runs any more.
///
/// # Errors
/// 400 · 401 · 403 · 404 · 409 `retention` with the reason, `running` · 410 · 422 · 429 · 503.
pub async fn erase(
    State(app): State<Arc<App>>,
    Path((inst, pupil)): Path<(String, String)>,
    signed: Signed,
    sent: Keyed<Erase>,
) -> Result<Kept, Refusal> {
    let (inst, pupil) = named(&app, &signed, (&inst, &pupil)).await?;
    let (Erase {}, call) = sent.split(signed.0.device);
    let whose = Whose { caller: Some(call.caller), erased: Some(pupil.0), ..Whose::institution(inst) };
    let mut tx = app.store.prepare(&whose, Doing::Writes, PUSHES).await?;
    tx.open().await?;
    if let Some(said) = call.said(&mut tx, &app).await? {
        return Ok(said);
    }
    let head = tx.lock_head(inst).await?.ok_or(NOT_FOUND)?;
    there(&mut tx, inst, pupil).await?;
    let now = (app.clock)();
    let erasing = Erasing::read(&mut tx, inst, Person::new(pupil)).await?;
    erasing.is_due(tx.confirmed_terms(inst).await?.as_ref(), now)?;
    let (erased, plan) = erasing.carry_out(&mut tx, head).await?;
    // Whom it is about stands in the ledger and nowhere else.
    tx.log_act(inst, signed.by(now), &Act::of("erasure")).await?;
    let answer = call.keep(&mut tx, StatusCode::ACCEPTED, &erased).await?;
    erasure::enter_in_ledger(&app, inst, &erased, now)?;
    plan.finish(tx, inst, signed.0.device, now).await?;
    Ok(answer)
}

async fn named(app: &App, signed: &Signed, (inst, pupil): (&str, &str)) -> Result<(Uuid, PupilId), Refusal> {
    let inst = institution_as(app, signed, inst, Role::PrivacyOfficer).await?;
    let pupil = Uuid::parse_str(pupil).map_err(|_| NOT_FOUND)?;
    Ok((inst, PupilId(pupil)))
}

async fn there(tx: &mut Tx, inst: Uuid, pupil: PupilId) -> Result<(), Refusal> {
    match tx.pupil(inst, pupil).await? {
        Pupil::Unknown => Err(NOT_FOUND),
        Pupil::Erased => Err(ERASED),
        Pupil::There => Ok(()),
    }
}

/// What everybody who worked here is or was.
struct Staff(BTreeMap<Uuid, String>);

impl Staff {
    fn role(&self, user: Option<Uuid>) -> String {
        user.and_then(|user| self.0.get(&user)).cloned().unwrap_or_else(|| STAFF.to_owned())
    }

    fn record(&self, record: PersonRecord) -> DossierRecord {
        let body = match record.share {
            Share::Part { hers, .. } => Some(hers),
            Share::All | Share::None => record.line.body,
        };
        let (kind, id, rev) = (record.line.kind, record.line.id, record.line.rev);
        DossierRecord { kind, id, rev, body: self.plain(body.as_deref().map_or("null", |body| body.get())) }
    }

    fn entry(&self, op: PersonOp) -> DossierEntry {
        let text = match op.share {
            Share::Part { hers, .. } => hers,
            Share::All | Share::None => op.text,
        };
        let by = self.role(op.user);
        DossierEntry { received: op.received, by, outcome: op.outcome, entry: self.plain(&text) }
    }

    fn look(&self, look: AccessEntry) -> DossierLook {
        DossierLook { at: look.at, by: self.role(look.user), kind: look.kind }
    }

    /// The same with staff as their role, and without their laptops.
    fn plain(&self, text: &str) -> Value {
        self.without_staff(serde_json::from_str(text).unwrap_or_default())
    }

    fn without_staff(&self, value: Value) -> Value {
        match value {
            Value::Array(all) => all.into_iter().map(|one| self.without_staff(one)).collect(),
            Value::Object(fields) => {
                let field = |(name, value): (String, Value)| match name.as_str() {
                    "device" => None,
                    "user" | "person" => {
                        let user = value.as_str().and_then(|user| Uuid::parse_str(user).ok());
                        Some((name, self.role(user).into()))
                    }
                    _ => Some((name, self.without_staff(value))),
                };
                Value::Object(fields.into_iter().filter_map(field).collect::<Map<_, _>>())
            }
            plain => plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_appear_as_their_role_and_never_by_name() {
        let els = Uuid::from_u128(1);
        let staff = Staff(BTreeMap::from([(els, "secretariat".to_owned())]));
        let text = format!(
            r#"{{"by":{{"person":"{els}","device":"x"}},"parts":[{{"user":"Els Peeters"}}],"now":"B"}}"#
        );
        let plain = staff.plain(&text).to_string();
        assert_eq!(plain, r#"{"by":{"person":"secretariat"},"now":"B","parts":[{"user":"staff"}]}"#);
    }
}
