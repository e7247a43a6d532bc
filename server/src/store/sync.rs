//! What push, pull and reconcile read and write.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde_json::value::RawValue;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::authority::{Found, Known, OpRow, RecordRow, Wanted};
use stamboek_domain::sync::op::OpId;
use stamboek_domain::sync::record::{Kind, RecordKey, Stored};
use stamboek_domain::sync::wire::{
    CommitId, Digest, DigestSum, Hash, Head, OutcomeWord, PullRequest, Rev, Row as Line,
};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{Failure, Tx};

const LOCK_HEAD: &str = "SELECT rev, commit_id FROM head WHERE inst = $1 FOR UPDATE";
const HEAD: &str = "SELECT rev, commit_id FROM head WHERE inst = $1";
const COMMIT: &str = "SELECT rev_from, rev_to FROM commit WHERE inst = $1 AND commit_id = $2";
const KNOWN: &str = "SELECT op_id, hash, outcome, detail FROM op WHERE inst = $1 AND op_id = ANY($2)";
const WHICH: &str = "SELECT op_id FROM op WHERE inst = $1 AND op_id = ANY($2)";
const RECORDS: &str = "SELECT r.kind, r.id, r.rev, r.body FROM record r
    JOIN unnest($2::text[], $3::text[]) AS asked (kind, id) ON asked.kind = r.kind AND asked.id = r.id
    WHERE r.inst = $1";
const HOLDERS: &str = "SELECT insz, id FROM record WHERE inst = $1 AND insz = ANY($2)";
const DIGESTS: &str = "SELECT kind, year, n, sum FROM digest WHERE inst = $1 ORDER BY kind, year";
const ADD_OPS: &str = "INSERT INTO op
    (inst, op_id, commit_id, device, user_id, hash, body, outcome, detail, received)
    SELECT $1, a.op_id, $2, $3, a.user_id, a.hash, a.body, a.outcome, a.detail, $4
    FROM unnest($5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::text[])
    AS a (op_id, user_id, hash, body, outcome, detail)";
const SET_RECORDS: &str = "INSERT INTO record (inst, kind, id, year, rev, body, insz)
    SELECT $1, a.* FROM unnest($2::text[], $3::text[], $4::integer[], $5::bigint[], $6::text[], $7::text[]) AS a
    ON CONFLICT (inst, kind, id)
    DO UPDATE SET year = excluded.year, rev = excluded.rev, body = excluded.body, insz = excluded.insz";
const SET_DIGESTS: &str = "INSERT INTO digest (inst, kind, year, n, sum)
    SELECT $1, a.* FROM unnest($2::text[], $3::integer[], $4::bigint[], $5::bigint[]) AS a
    ON CONFLICT (inst, kind, year) DO UPDATE SET n = excluded.n, sum = excluded.sum";
const ADD_COMMIT: &str = "INSERT INTO commit (inst, commit_id, rev_from, rev_to, device, at)
    VALUES ($1, $2, $3, $4, $5, $6)";
const MOVE_HEAD: &str = "UPDATE head SET rev = $3, commit_id = $2, updated = $4 WHERE inst = $1";
const PAGE: &str = "SELECT kind, id, rev, year, body FROM record WHERE inst = $1 AND rev > $2
    AND (year = 0 OR year = ANY($3)) AND kind <> ALL($4) ORDER BY rev LIMIT $5";

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
    /// To be added to the digests.
    pub digests: &'a [Digest],
}

fn number(rev: Rev) -> i64 {
    // Revisions end at 2⁵³ − 1.
    i64::try_from(rev.0).unwrap_or(i64::MAX)
}

fn rev(row: &Row, column: &str) -> Rev {
    Rev(row.get::<_, i64>(column).unsigned_abs())
}

fn head(row: &Row) -> Head {
    Head { rev: rev(row, "rev"), commit: CommitId(row.get("commit_id")) }
}

fn year(row: &Row) -> Option<u16> {
    u16::try_from(row.get::<_, i32>("year")).ok().filter(|year| *year > 0)
}

/// A text that we wrote ourselves reads as what it was; if not, the database was changed by others.
fn odd() -> Failure {
    Failure::Fault("stored".to_owned())
}

impl Tx {
    /// The newest head, locked until the end of the transaction: the first read of a push, so that
    /// all that is read after it is what the commit before left.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn lock_head(&mut self, inst: Uuid) -> Result<Option<Head>, Failure> {
        Ok(self.row(LOCK_HEAD, &[&inst]).await?.as_ref().map(head))
    }

    /// The newest head.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn head(&mut self, inst: Uuid) -> Result<Option<Head>, Failure> {
        Ok(self.row(HEAD, &[&inst]).await?.as_ref().map(head))
    }

    /// The revisions of a commit, if there is one with that id.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn commit_of(&mut self, inst: Uuid, seen: Option<Head>) -> Result<Option<(Rev, Rev)>, Failure> {
        let Some(seen) = seen else { return Ok(None) };
        let row = self.row(COMMIT, &[&inst, &seen.commit.0]).await?;
        Ok(row.map(|row| (rev(&row, "rev_from"), rev(&row, "rev_to"))))
    }

    /// What was decided before about these ops.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn known(&mut self, inst: Uuid, ops: &[Uuid]) -> Result<BTreeMap<OpId, Known>, Failure> {
        let known = |row: &Row| {
            let outcome = [OutcomeWord::Same, OutcomeWord::Applied, OutcomeWord::Held, OutcomeWord::Conflict]
                .into_iter()
                .find(|word| word.as_str() == row.get::<_, &str>("outcome"));
            let detail = row.get::<_, Option<&str>>("detail").map_or(Ok(Vec::new()), serde_json::from_str);
            let hash = Hash::try_from(row.get::<_, String>("hash"));
            let known = Known {
                hash: hash.map_err(|_| odd())?,
                outcome: outcome.ok_or_else(odd)?,
                detail: detail.map_err(|_| odd())?,
            };
            Ok((OpId(row.get("op_id")), known))
        };
        self.rows(KNOWN, &[&inst, &ops]).await?.iter().map(known).collect()
    }

    /// Which of these ops are here.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn which(&mut self, inst: Uuid, ops: &[Uuid]) -> Result<BTreeSet<OpId>, Failure> {
        Ok(self.rows(WHICH, &[&inst, &ops]).await?.iter().map(|row| OpId(row.get(0))).collect())
    }

    /// Adds what is wanted to what was found, also that it is not there.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn find(&mut self, inst: Uuid, wanted: Wanted, found: &mut Found) -> Result<(), Failure> {
        if !wanted.records.is_empty() {
            let (kinds, ids): (Vec<&str>, Vec<&str>) =
                wanted.records.iter().map(|key| (key.kind.as_str(), key.id.as_str())).unzip();
            for row in self.rows(RECORDS, &[&inst, &kinds, &ids]).await? {
                let kind = Kind::parse(row.get("kind")).ok_or_else(odd)?;
                let stored = Stored { rev: rev(&row, "rev"), body: body(&row)? };
                found.records.read(RecordKey::new(kind, row.get::<_, &str>("id")), stored);
            }
        }
        if !wanted.insz.is_empty() {
            let asked: Vec<&str> = wanted.insz.iter().map(String::as_str).collect();
            for row in self.rows(HOLDERS, &[&inst, &asked]).await? {
                let pupil = PupilId(Uuid::parse_str(row.get("id")).map_err(|_| odd())?);
                found.insz.entry(row.get("insz")).or_default().insert(pupil);
            }
        }
        for key in wanted.records {
            if !found.records.has(&key) {
                found.records.read(key, Stored::default());
            }
        }
        for insz in wanted.insz {
            found.insz.entry(insz).or_default();
        }
        Ok(())
    }

    /// Writes everything of a commit.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn write(&mut self, inst: Uuid, commit: &Commit<'_>) -> Result<(), Failure> {
        self.write_ops(inst, commit).await?;
        self.write_records(inst, commit.records).await?;
        self.write_digests(inst, commit.digests).await?;
        let (id, at) = (commit.to.commit.0, commit.at);
        let (from, to) = (number(commit.from.rev), number(commit.to.rev));
        self.change(ADD_COMMIT, &[&inst, &id, &from, &to, &commit.device, &at]).await?;
        self.change(MOVE_HEAD, &[&inst, &id, &to, &at]).await?;
        Ok(())
    }

    async fn write_ops(&mut self, inst: Uuid, commit: &Commit<'_>) -> Result<(), Failure> {
        let ids: Vec<Uuid> = commit.ops.iter().map(|(op, _)| op.op_id.0).collect();
        let users: Vec<Option<Uuid>> = commit.ops.iter().map(|(_, user)| *user).collect();
        let hashes: Vec<String> = commit.ops.iter().map(|(op, _)| String::from(op.hash)).collect();
        let bodies: Vec<&str> = commit.ops.iter().map(|(op, _)| op.body.as_str()).collect();
        let outcomes: Vec<&str> = commit.ops.iter().map(|(op, _)| op.outcome.as_str()).collect();
        let detail = |op: &OpRow| match op.detail.is_empty() {
            true => Ok(None),
            false => serde_json::to_string(&op.detail).map(Some).map_err(|_| odd()),
        };
        let details: Vec<Option<String>> =
            commit.ops.iter().map(|(op, _)| detail(op)).collect::<Result<_, _>>()?;
        let values: super::Values<'_> = &[
            &inst,
            &commit.to.commit.0,
            &commit.device,
            &commit.at,
            &ids,
            &users,
            &hashes,
            &bodies,
            &outcomes,
            &details,
        ];
        self.change(ADD_OPS, values).await.map(drop)
    }

    async fn write_records(&mut self, inst: Uuid, records: &[RecordRow]) -> Result<(), Failure> {
        if records.is_empty() {
            return Ok(());
        }
        let kinds: Vec<&str> = records.iter().map(|row| row.key.kind.as_str()).collect();
        let ids: Vec<&str> = records.iter().map(|row| row.key.id.as_str()).collect();
        let years: Vec<i32> = records.iter().map(|row| row.year.map_or(0, i32::from)).collect();
        let revs: Vec<i64> = records.iter().map(|row| number(row.rev)).collect();
        let bodies: Vec<Option<&str>> =
            records.iter().map(|row| row.body.as_ref().map(|body| body.get())).collect();
        let insz: Vec<Option<String>> = records.iter().map(insz).collect();
        self.change(SET_RECORDS, &[&inst, &kinds, &ids, &years, &revs, &bodies, &insz]).await.map(drop)
    }

    /// Sums wrap, which no database does: read, added here and written, under the lock of the head.
    async fn write_digests(&mut self, inst: Uuid, added: &[Digest]) -> Result<(), Failure> {
        if added.is_empty() {
            return Ok(());
        }
        let before = self.digests(inst, None).await?;
        let (mut kinds, mut years, mut counts, mut sums) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for more in added {
            let found = before.iter().find(|one| one.kind == more.kind && one.year == more.year);
            let sum = found.map_or(DigestSum::default(), |one| one.sum);
            kinds.push(more.kind.as_str());
            years.push(more.year.map_or(0, i32::from));
            counts.push(sum.n.wrapping_add(more.sum.n).cast_signed());
            sums.push(sum.sum.wrapping_add(more.sum.sum).cast_signed());
        }
        self.change(SET_DIGESTS, &[&inst, &kinds, &years, &counts, &sums]).await.map(drop)
    }

    /// The digests, of all years or of these and of what has no year.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn digests(&mut self, inst: Uuid, years: Option<&[u16]>) -> Result<Vec<Digest>, Failure> {
        let digest = |row: &Row| {
            let sum = DigestSum {
                n: row.get::<_, i64>("n").cast_unsigned(),
                sum: row.get::<_, i64>("sum").cast_unsigned(),
            };
            Digest { kind: row.get("kind"), year: year(row), sum }
        };
        let asked = |digest: &Digest| match (years, digest.year) {
            (Some(years), Some(year)) => years.contains(&year),
            (None, _) | (_, None) => true,
        };
        Ok(self.rows(DIGESTS, &[&inst]).await?.iter().map(digest).filter(asked).collect())
    }

    /// Records above a revision in its order: one more than the page may hold, where there are.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn page(
        &mut self,
        inst: Uuid,
        request: &PullRequest,
        limit: usize,
        left_out: &[&str],
    ) -> Result<Vec<Line>, Failure> {
        let years: Vec<i32> = request.years.iter().map(|year| i32::from(*year)).collect();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.rows(PAGE, &[&inst, &number(request.after), &years, &left_out, &limit]).await?;
        let line = |row: &Row| {
            Ok(Line {
                kind: row.get("kind"),
                id: row.get("id"),
                rev: rev(row, "rev"),
                year: year(row),
                body: body(row)?,
            })
        };
        rows.iter().map(line).collect()
    }
}

fn body(row: &Row) -> Result<Option<Box<RawValue>>, Failure> {
    let text: Option<String> = row.get("body");
    text.map(|text| RawValue::from_string(text).map_err(|_| odd())).transpose()
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
