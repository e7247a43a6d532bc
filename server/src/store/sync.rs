//! What push, pull and reconcile read. Each can be joined with others (see [`Tx`]); it is ready in a
//! transaction that was prepared with [`PUSHES`] or [`LOOKS`].

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;
use stamboek_domain::pupil::PupilId;
use stamboek_domain::sync::authority::{Found, Known, Wanted};
use stamboek_domain::sync::op::OpId;
use stamboek_domain::sync::record::{Kind, OF_PUPIL_BY_ID, RecordKey, Stored};
use stamboek_domain::sync::wire::{
    CommitId, Digest, DigestSum, Hash, Head, OutcomeWord, PullRequest, Rev, Row as Line,
};
use tokio_postgres::Row;
use uuid::Uuid;

use super::devices::{MEMBER, WAITING};
use super::owners::NOT_READ;
use super::people::STANDINGS;
use super::push::WRITE;
use super::{Failure, Tx};
use crate::seal::Place;

pub(super) const LOCK_HEAD: &str = "SELECT rev, commit_id FROM head WHERE inst = $1 FOR UPDATE";
const HEAD: &str = "SELECT rev, commit_id FROM head WHERE inst = $1";
const COMMIT: &str = "SELECT rev_from, rev_to FROM commit WHERE inst = $1 AND commit_id = $2";
const KNOWN: &str = "SELECT op_id, hash, outcome, detail FROM op WHERE inst = $1 AND op_id = ANY($2)";
const WHICH: &str = "SELECT op_id FROM op WHERE inst = $1 AND op_id = ANY($2)";
// One look in the index for each: joined in another way, the database reads the whole institution as
// soon as it thinks that to be small.
const RECORDS: &str = "SELECT r.kind, r.id, r.rev, r.body
    FROM unnest($2::text[], $3::text[]) AS asked (kind, id), LATERAL (SELECT kind, id, rev, body FROM record
    WHERE inst = $1 AND kind = asked.kind AND id = asked.id LIMIT 1) AS r";
const BY_ID: &str = "SELECT kind, id, rev, body FROM record
    WHERE inst = $1 AND kind = ANY($2) AND id > $3 AND id < $4";
const NAMING: &str = "SELECT kind, id, rev, body FROM record
    WHERE inst = $1 AND pupils @> ARRAY[$2::uuid]";
const HOLDERS: &str = "SELECT insz, id FROM record WHERE inst = $1 AND insz = ANY($2)";
const DIGESTS: &str = "SELECT kind, year, n, sum FROM digest WHERE inst = $1 ORDER BY kind, year";
const PAGE: &str = "SELECT kind, id, rev, year, body FROM record WHERE inst = $1 AND rev > $2
    AND (year = 0 OR year = ANY($3)) AND kind <> ALL($4) ORDER BY rev LIMIT $5";

/// What a pull or a reconcile asks.
pub const LOOKS: &[&str] = &[MEMBER, STANDINGS, HEAD, COMMIT, WHICH, PAGE, DIGESTS];
/// What a push asks before it is decided, and what it writes.
pub const PUSHES: &[&str] = &[
    LOCK_HEAD, COMMIT, MEMBER, STANDINGS, KNOWN, RECORDS, BY_ID, NAMING, NOT_READ, HOLDERS, DIGESTS, WRITE,
    WAITING,
];

pub(super) fn number(rev: Rev) -> i64 {
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
pub(super) fn odd() -> Failure {
    Failure::Fault("stored".to_owned())
}

impl Tx {
    /// The newest head, locked until the end of the transaction: the first read of a push, so that
    /// all that is read after it is what the commit before left.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn lock_head(&self, inst: Uuid) -> Result<Option<Head>, Failure> {
        Ok(self.ask(LOCK_HEAD, &[&inst]).await?.first().map(head))
    }

    /// The newest head.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn head(&self, inst: Uuid) -> Result<Option<Head>, Failure> {
        Ok(self.ask(HEAD, &[&inst]).await?.first().map(head))
    }

    /// The revisions of a commit, if there is one with that id.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn commit_of(&self, inst: Uuid, seen: Option<Head>) -> Result<Option<(Rev, Rev)>, Failure> {
        let Some(seen) = seen else { return Ok(None) };
        let rows = self.ask(COMMIT, &[&inst, &seen.commit.0]).await?;
        Ok(rows.first().map(|row| (rev(row, "rev_from"), rev(row, "rev_to"))))
    }

    /// What was decided before about these ops.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn known(&self, inst: Uuid, ops: &[Uuid]) -> Result<BTreeMap<OpId, Known>, Failure> {
        let known = |row: &Row| {
            let outcome = [OutcomeWord::Same, OutcomeWord::Applied, OutcomeWord::Held, OutcomeWord::Conflict]
                .into_iter()
                .find(|word| word.as_str() == row.get::<_, &str>("outcome"));
            let op = row.get("op_id");
            let detail: Option<&[u8]> = row.get("detail");
            let detail =
                detail.map(|sealed| self.seal()?.open(Place::Detail(op), sealed).map_err(Failure::from));
            let detail = detail.transpose()?.map_or(Ok(Vec::new()), |text| serde_json::from_str(&text));
            let hash = Hash::try_from(row.get::<_, String>("hash"));
            let known = Known {
                hash: hash.map_err(|_| odd())?,
                outcome: outcome.ok_or_else(odd)?,
                detail: detail.map_err(|_| odd())?,
            };
            Ok((OpId(op), known))
        };
        self.ask(KNOWN, &[&inst, &ops]).await?.iter().map(known).collect()
    }

    /// Which of these ops are here.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn which(&self, inst: Uuid, ops: &[Uuid]) -> Result<BTreeSet<OpId>, Failure> {
        Ok(self.ask(WHICH, &[&inst, &ops]).await?.iter().map(|row| OpId(row.get(0))).collect())
    }

    /// Adds what is wanted to what was found, also that it is not there.
    ///
    /// # Errors
    /// [`Failure`]; [`Failure::NotRead`] before a merge can be decided.
    pub async fn find(&self, inst: Uuid, wanted: Wanted, found: &mut Found) -> Result<(), Failure> {
        let (kinds, ids): (Vec<&str>, Vec<&str>) =
            wanted.records.iter().map(|key| (key.kind.as_str(), key.id.as_str())).unzip();
        let seal = self.seal()?;
        let hashes = |insz: &String| seal.all_insz(insz).map(|hash| (hash, insz.clone())).collect::<Vec<_>>();
        let hashes: BTreeMap<Vec<u8>, String> = wanted.insz.iter().flat_map(hashes).collect();
        let asked: Vec<&[u8]> = hashes.keys().map(Vec::as_slice).collect();
        let (records, holders) = tokio::join!(
            async {
                if kinds.is_empty() {
                    Ok(Vec::new())
                } else {
                    self.ask(RECORDS, &[&inst, &kinds, &ids]).await
                }
            },
            async {
                if asked.is_empty() { Ok(Vec::new()) } else { self.ask(HOLDERS, &[&inst, &asked]).await }
            },
        );
        let mut records = records?;
        if !wanted.whole.is_empty() && !self.is_read(inst).await? {
            return Err(Failure::NotRead);
        }
        for pupil in wanted.whole {
            records.extend(self.whole(inst, pupil).await?);
            found.whole.insert(pupil);
        }
        for row in records {
            let kind = Kind::parse(row.get("kind")).ok_or_else(odd)?;
            let stored = Stored { rev: rev(&row, "rev"), body: self.body(&row)? };
            found.records.read(RecordKey::new(kind, row.get::<_, &str>("id")), stored);
        }
        for row in holders? {
            let pupil = PupilId(Uuid::parse_str(row.get("id")).map_err(|_| odd())?);
            let insz = hashes.get(row.get::<_, &[u8]>("insz")).ok_or_else(odd)?;
            found.insz.entry(insz.clone()).or_default().insert(pupil);
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

    /// Every record of a pupil, for a merge.
    async fn whole(&self, inst: Uuid, pupil: PupilId) -> Result<Vec<Row>, Failure> {
        let kinds = OF_PUPIL_BY_ID.map(Kind::as_str);
        // After all ids that begin with the pupil and a slash comes what begins with the pupil and a 0.
        let (first, last) = (format!("{}/", pupil.0), format!("{}0", pupil.0));
        let mut rows = self.ask(BY_ID, &[&inst, &&kinds[..], &first, &last]).await?;
        rows.extend(self.ask(NAMING, &[&inst, &pupil.0]).await?);
        Ok(rows)
    }

    /// The digests, of all years or of these and of what has no year.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn digests(&self, inst: Uuid, years: Option<&[u16]>) -> Result<Vec<Digest>, Failure> {
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
        Ok(self.ask(DIGESTS, &[&inst]).await?.iter().map(digest).filter(asked).collect())
    }

    /// Records above a revision in its order: one more than the page may hold, where there are.
    ///
    /// # Errors
    /// [`Failure`].
    pub async fn page(
        &self,
        inst: Uuid,
        request: &PullRequest,
        limit: usize,
        left_out: &[&str],
    ) -> Result<Vec<Line>, Failure> {
        let years: Vec<i32> = request.years.iter().map(|year| i32::from(*year)).collect();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = self.ask(PAGE, &[&inst, &number(request.after), &years, &left_out, &limit]).await?;
        rows.iter().map(|row| self.line(row)).collect()
    }

    /// A record as it travels, out of its columns `kind`, `id`, `rev`, `year` and `body`.
    ///
    /// # Errors
    /// [`Failure`] when it was not sealed by us, there.
    pub(super) fn line(&self, row: &Row) -> Result<Line, Failure> {
        Ok(Line {
            kind: row.get("kind"),
            id: row.get("id"),
            rev: rev(row, "rev"),
            year: year(row),
            body: self.body(row)?,
        })
    }

    /// The text of an entry, out of its columns `op_id` and `body`; empty where nothing of it is left.
    ///
    /// # Errors
    /// [`Failure`] when it was not sealed by us, there.
    pub(super) fn text_of_op(&self, row: &Row) -> Result<String, Failure> {
        match row.get::<_, &[u8]>("body") {
            [] => Ok(String::new()),
            sealed => Ok(self.seal()?.open(Place::Op(row.get("op_id")), sealed)?),
        }
    }

    pub(super) fn body(&self, row: &Row) -> Result<Option<Box<RawValue>>, Failure> {
        let Some(sealed) = row.get("body") else { return Ok(None) };
        let text = self.seal()?.open(Place::Record(row.get("kind"), row.get("id")), sealed)?;
        RawValue::from_string(text).map(Some).map_err(|_| odd())
    }
}
