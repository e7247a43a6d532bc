//! Somebody is erased: what is about her loses its content, in one transaction (security.md S69).

use stamboek_domain::pupil::PupilId;
use stamboek_domain::retention::Confirmed;
use stamboek_domain::sync::record::RecordKey;
use uuid::Uuid;

use super::{Failure, Tx};
use crate::seal::Place;

const BLANK_OPS: &str = "UPDATE op SET body = a.body, detail = NULL
    FROM unnest($2::uuid[], $3::bytea[]) AS a (op_id, body) WHERE op.inst = $1 AND op.op_id = a.op_id";
const REMOVE: &str = "DELETE FROM record AS r USING unnest($2::text[], $3::text[]) AS a (kind, id)
    WHERE r.inst = $1 AND r.kind = a.kind AND r.id = a.id";
// What the daily digest of the log was taken over stays; whom it was about does not.
const BLANK_LOOKS: &str = "UPDATE access_log SET pupil = NULL,
    mark = sha256(convert_to(id::text || '/' || pupil::text, 'UTF8')) WHERE inst = $1 AND pupil = ANY($2)";
const TERMS: &str = "SELECT attendance_years, enrolment_years FROM retention WHERE inst = $1";
const CONFIRM: &str = "INSERT INTO retention (inst, attendance_years, enrolment_years, confirmed)
    VALUES ($1, $2, $3, now()) ON CONFLICT (inst) DO UPDATE
    SET attendance_years = $2, enrolment_years = $3, confirmed = now()";

impl Tx {
    /// Entries keep their identity and lose what is said here.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn blank_ops(&mut self, inst: Uuid, ops: &[(Uuid, String)]) -> Result<(), Failure> {
        let seal = self.seal()?;
        let body = |(op, text): &(Uuid, String)| match text.as_str() {
            "" => Ok(Vec::new()),
            text => Ok(seal.seal(Place::Op(*op), text)?),
        };
        let bodies = ops.iter().map(body).collect::<Result<Vec<_>, Failure>>()?;
        let ids: Vec<Uuid> = ops.iter().map(|(op, _)| *op).collect();
        self.change(BLANK_OPS, &[&inst, &ids, &bodies]).await.map(drop)
    }

    /// Records go without a trace, for their identity says who it was.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn remove_records(&mut self, inst: Uuid, keys: &[(String, String)]) -> Result<(), Failure> {
        let (kinds, ids): (Vec<&str>, Vec<&str>) =
            keys.iter().map(|(kind, id)| (kind.as_str(), id.as_str())).unzip();
        self.change(REMOVE, &[&inst, &kinds, &ids]).await.map(drop)
    }

    /// Looks at somebody are no longer looks at her.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn blank_looks(&mut self, inst: Uuid, pupils: &[PupilId]) -> Result<(), Failure> {
        let pupils: Vec<Uuid> = pupils.iter().map(|pupil| pupil.0).collect();
        self.change(BLANK_LOOKS, &[&inst, &pupils]).await.map(drop)
    }

    /// The terms that the board confirmed, if it did.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn confirmed_terms(&mut self, inst: Uuid) -> Result<Option<Confirmed>, Failure> {
        let years =
            |row: &tokio_postgres::Row, name: &str| u8::try_from(row.get::<_, i32>(name)).unwrap_or(u8::MAX);
        Ok(self.row(TERMS, &[&inst]).await?.map(|row| Confirmed {
            attendance_years: years(&row, "attendance_years"),
            enrolment_years: years(&row, "enrolment_years"),
        }))
    }

    /// The board confirms its terms: as the owner of the tables.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn confirm_terms(&mut self, inst: Uuid, terms: &Confirmed) -> Result<(), Failure> {
        let (attendance, enrolment) = (i32::from(terms.attendance_years), i32::from(terms.enrolment_years));
        self.change(CONFIRM, &[&inst, &attendance, &enrolment]).await.map(drop)
    }

    /// What stands of a pupil: nothing, that she was erased, or her record.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn pupil(&mut self, inst: Uuid, pupil: PupilId) -> Result<Pupil, Failure> {
        const ONE: &str =
            "SELECT kind, id, rev, year, body FROM record WHERE inst = $1 AND kind = $2 AND id = $3";
        let key = RecordKey::pupil(pupil);
        let Some(row) = self.row(ONE, &[&inst, &key.kind.as_str(), &key.id]).await? else {
            return Ok(Pupil::Unknown);
        };
        #[derive(serde::Deserialize)]
        struct Erased {
            #[serde(default)]
            erased: bool,
        }
        let body = self.line(&row)?.body;
        let Some(body) = body else { return Ok(Pupil::Unknown) };
        let erased: Erased = serde_json::from_str(body.get()).map_err(|_| super::sync::odd())?;
        Ok(if erased.erased { Pupil::Erased } else { Pupil::There })
    }
}

/// Whether there is a pupil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pupil {
    /// Never heard of.
    Unknown,
    /// Was there, and was erased.
    Erased,
    /// Is there.
    There,
}
