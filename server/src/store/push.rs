//! What a push writes: one statement, in one packet with the end of the transaction.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::authority::{OpRow, RecordRow};
use stamboek_domain::sync::record::{Kind, OF_PUPIL_BY_BODY, owners};
use stamboek_domain::sync::wire::{Digest, DigestSum, Head};
use uuid::Uuid;

use super::sync::{number, odd};
use super::{Failure, Tx};
use crate::seal::{Place, Seal};

/// Everything of a commit. Sums of digests wrap, which no database does: they were read, added, and
/// are written as they come to be, under the lock of the head.
pub(super) const WRITE: &str = "WITH
    new_op AS (INSERT INTO op
        (inst, op_id, commit_id, device, user_id, hash, body, outcome, detail, received)
        SELECT $1, a.op_id, $2, $3, a.user_id, a.hash, a.body, a.outcome, a.detail, $4
        FROM unnest($7::uuid[], $8::uuid[], $9::text[], $10::bytea[], $11::text[], $12::bytea[])
        AS a (op_id, user_id, hash, body, outcome, detail)),
    new_record AS (INSERT INTO record (inst, kind, id, year, rev, body, insz, pupils)
        SELECT $1, a.kind, a.id, a.year, a.rev, a.body, a.insz, string_to_array(a.pupils, ' ')::uuid[]
        FROM unnest($13::text[], $14::text[], $15::integer[], $16::bigint[], $17::bytea[], $18::bytea[],
        $23::text[]) AS a (kind, id, year, rev, body, insz, pupils) ON CONFLICT (inst, kind, id) DO UPDATE
        SET year = excluded.year, rev = excluded.rev, body = excluded.body, insz = excluded.insz,
        pupils = excluded.pupils),
    new_digest AS (INSERT INTO digest (inst, kind, year, n, sum)
        SELECT $1, a.* FROM unnest($19::text[], $20::integer[], $21::bigint[], $22::bigint[]) AS a
        ON CONFLICT (inst, kind, year) DO UPDATE SET n = excluded.n, sum = excluded.sum),
    new_commit AS (INSERT INTO commit (inst, commit_id, rev_from, rev_to, device, at)
        VALUES ($1, $2, $5, $6, $3, $4))
    UPDATE head SET rev = $6, commit_id = $2, updated = $4 WHERE inst = $1";

/// The rows of a commit that was decided.
pub struct Commit<'a> {
    /// The head before it.
    pub from: Head,
    /// The head that it makes.
    pub to: Head,
    /// Whose.
    pub device: Uuid,
    /// When it came.
    pub at: DateTime<Utc>,
    /// Its ops, each with the person who entered it.
    pub ops: &'a [(OpRow, Option<Uuid>)],
    /// Records as they stand afterwards.
    pub records: &'a [RecordRow],
    /// The digests before it.
    pub digests: &'a [Digest],
    /// To be added to them.
    pub added: &'a [Digest],
}

impl Tx {
    /// Writes everything of a commit, if there is one, and how many entries the laptop still holds if
    /// that changed, and makes it last.
    ///
    /// # Errors
    /// [`Failure`]; nothing was kept, but for [`Failure::Unconfirmed`].
    pub async fn finish_push(
        mut self,
        inst: Uuid,
        commit: Option<&Commit<'_>>,
        waiting: Option<(Uuid, u32)>,
    ) -> Result<(), Failure> {
        self.connection()?.take_warning();
        // After a failure to write, the end takes everything back.
        let (written, told, said) = tokio::join!(
            async {
                match commit {
                    Some(commit) => self.write(inst, commit).await,
                    None => Ok(()),
                }
            },
            async {
                match waiting {
                    Some((device, waiting)) => self.set_waiting(inst, device, waiting).await,
                    None => Ok(()),
                }
            },
            self.ending("COMMIT"),
        );
        self.ended(written.and(told).and(said))
    }

    async fn write(&self, inst: Uuid, commit: &Commit<'_>) -> Result<(), Failure> {
        let (from, to, id) = (number(commit.from.rev), number(commit.to.rev), commit.to.commit.0);
        let (ops, records, digests) =
            (Ops::of(commit, self.seal()?)?, Rows::of(commit.records, self.seal()?)?, Sums::of(commit));
        let values: super::Values<'_> = &[
            &inst,
            &id,
            &commit.device,
            &commit.at,
            &from,
            &to,
            &ops.ids,
            &ops.users,
            &ops.hashes,
            &ops.bodies,
            &ops.outcomes,
            &ops.details,
            &records.kinds,
            &records.ids,
            &records.years,
            &records.revs,
            &records.bodies,
            &records.insz,
            &digests.kinds,
            &digests.years,
            &digests.counts,
            &digests.sums,
            &records.pupils,
        ];
        self.ask(WRITE, values).await.map(drop)
    }
}

/// Columns of the ops of a commit.
#[derive(Default)]
struct Ops {
    ids: Vec<Uuid>,
    users: Vec<Option<Uuid>>,
    hashes: Vec<String>,
    bodies: Vec<Vec<u8>>,
    outcomes: Vec<&'static str>,
    details: Vec<Option<Vec<u8>>>,
}

impl Ops {
    fn of(commit: &Commit<'_>, seal: &Seal) -> Result<Self, Failure> {
        let mut columns = Self::default();
        for (op, user) in commit.ops {
            let detail = || {
                let text = serde_json::to_string(&op.detail).map_err(|_| odd())?;
                Ok::<_, Failure>(seal.seal(Place::Detail(op.op_id.0), &text)?)
            };
            columns.ids.push(op.op_id.0);
            columns.users.push(*user);
            columns.hashes.push(op.hash.into());
            columns.bodies.push(seal.seal(Place::Op(op.op_id.0), &op.body)?);
            columns.outcomes.push(op.outcome.as_str());
            columns.details.push((!op.detail.is_empty()).then(detail).transpose()?);
        }
        Ok(columns)
    }
}

/// Columns of the records of a commit.
#[derive(Default)]
struct Rows<'a> {
    kinds: Vec<&'static str>,
    ids: Vec<&'a str>,
    years: Vec<i32>,
    revs: Vec<i64>,
    bodies: Vec<Option<Vec<u8>>>,
    insz: Vec<Option<Vec<u8>>>,
    pupils: Vec<Option<String>>,
}

impl<'a> Rows<'a> {
    fn of(records: &'a [RecordRow], seal: &Seal) -> Result<Self, Failure> {
        let mut columns = Self::default();
        for row in records {
            columns.kinds.push(row.key.kind.as_str());
            columns.ids.push(&row.key.id);
            columns.years.push(row.year.map_or(0, i32::from));
            columns.revs.push(number(row.rev));
            let place = Place::Record(row.key.kind.as_str(), &row.key.id);
            columns.bodies.push(row.body.as_ref().map(|body| seal.seal(place, body.get())).transpose()?);
            columns.insz.push(insz(row).and_then(|insz| seal.insz(&insz)));
            columns.pupils.push(pupils(row));
        }
        Ok(columns)
    }
}

/// Columns of the digests after a commit.
#[derive(Default)]
struct Sums<'a> {
    kinds: Vec<&'a str>,
    years: Vec<i32>,
    counts: Vec<i64>,
    sums: Vec<i64>,
}

impl<'a> Sums<'a> {
    fn of(commit: &Commit<'a>) -> Self {
        let mut columns = Self::default();
        for more in commit.added {
            let found = commit.digests.iter().find(|one| one.kind == more.kind && one.year == more.year);
            let sum = found.map_or(DigestSum::default(), |one| one.sum);
            columns.kinds.push(&more.kind);
            columns.years.push(more.year.map_or(0, i32::from));
            columns.counts.push(sum.n.wrapping_add(more.sum.n).cast_signed());
            columns.sums.push(sum.sum.wrapping_add(more.sum.sum).cast_signed());
        }
        columns
    }
}

/// The pupils whom the record names, by which a merge finds it; `None` where its text names nobody.
fn pupils(row: &RecordRow) -> Option<String> {
    let body = row.body.as_ref().filter(|_| OF_PUPIL_BY_BODY.contains(&row.key.kind))?;
    Some(names(&owners(&row.key, body.get())))
}

/// Pupils as one text for the database, empty where it was looked and nobody is named.
pub(super) fn names(pupils: &BTreeSet<PupilId>) -> String {
    let names: Vec<String> = pupils.iter().map(|pupil| pupil.0.to_string()).collect();
    names.join(" ")
}

/// The INSZ of a pupil who was not taken back: by it doubles are found.
fn insz(row: &RecordRow) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Pupil {
        value: Option<Value>,
    }
    #[derive(serde::Deserialize)]
    struct Value {
        #[serde(default)]
        removed: bool,
        fields: Fields,
    }
    #[derive(serde::Deserialize)]
    struct Fields {
        insz: Option<String>,
    }
    if row.key.kind != Kind::Pupil {
        return None;
    }
    let pupil: Pupil = serde_json::from_str(row.body.as_ref()?.get()).ok()?;
    pupil.value.filter(|value| !value.removed)?.fields.insz
}
