//! What goes into the engine and what comes out.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;
use ts_rs::TS;

use crate::sync::op::OpId;
use crate::sync::wire::{Digest, Hash, Head, OpResult, Rev, Row};

/// Now, as the program around the engine knows it.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Never goes back, whatever the clock does; timers count in it.
    pub monotonic: Duration,
    /// The laptop's clock; information only.
    pub wall: DateTime<Utc>,
    /// Fresh randomness, for spreading requests.
    pub random: u64,
}

/// What does not change while an engine runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// School years of attendance that the laptop keeps, at this moment.
    pub years: fn(DateTime<Utc>) -> Vec<u16>,
    /// Rows of a page at most.
    pub page_rows: usize,
}

/// What the store remembers of sync (table `sync_state`), read at the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncState {
    /// Revision up to which the mirror is complete; 0: it is to be built anew.
    pub cursor: Rev,
    /// Newest head that was told.
    pub seen: Option<Head>,
    /// Scope of the mirror.
    pub scope: String,
    /// Server's clock at the last good answer.
    pub last_ok: Option<DateTime<Utc>>,
    /// Server's clock at the last check of the retained ops.
    pub checked: Option<DateTime<Utc>>,
    /// This database comes out of a backup: reconcile before anything is pushed (S19).
    pub reconcile_first: bool,
}

/// What happened.
pub enum Event {
    /// The program runs. Always the first.
    Started,
    /// An op was committed to the outbox.
    Saved,
    /// Now may be a good moment.
    Woke(Wake),
    /// The timer of the last [`Effect::Timer`] ran out.
    Timer,
    /// Store work is done; its id.
    Stored {
        /// Of the effect.
        id: u64,
        /// What came of it.
        answer: StoreAnswer,
    },
    /// A request was answered, or not; its id.
    Reply {
        /// Of the effect.
        id: u64,
        /// The answer, or what came between.
        reply: Result<Reply, Failure>,
    },
    /// A new token was asked for; its id.
    Token {
        /// Of the effect.
        id: u64,
        /// Whether there is one now.
        renewed: bool,
    },
}

/// Why now may be a good moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The window came to the front.
    Focus,
    /// The network changed.
    Network,
    /// The laptop slept.
    Resume,
    /// A person asked ("nu proberen").
    Asked,
}

/// An answer of whoever answered.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Status.
    pub status: u16,
    /// Type of the body, without parameters.
    pub media_type: String,
    /// `Retry-After`.
    pub retry_after: Option<Duration>,
    /// The body, unpacked; reading ends at [`UNPACKED_BYTES`](crate::sync::wire::UNPACKED_BYTES).
    pub body: String,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No network, nobody there, or too slow.
    Unreachable,
    /// The answer went over a limit.
    TooLong,
    /// Somebody in between shows a certificate of its own (S25).
    Proxy,
    /// By the clock of this laptop the certificate is not valid yet, or no more.
    Date,
    /// It was not asked: the server says that it does not read the ops of this program (sync.md 12).
    ServerTooOld,
}

/// What the store must do, each in one transaction. It fails as a whole.
#[derive(Clone)]
pub enum Work {
    /// Read the oldest ops in state `pending` that are not refused. [`StoreAnswer::Pending`].
    ReadPending {
        /// At most so many.
        ops: usize,
        /// At most so many bytes of bodies, but at least one op.
        bytes: usize,
    },
    /// `pending` → `acked` with outcome and detail, `seen`, the views of their keys. An op whose
    /// outcome is `id_reused` becomes `done`, and its content is appended anew under a fresh id.
    /// [`StoreAnswer::Done`].
    Ack {
        /// Only of ops that were sent, each with the hash that was sent.
        results: Vec<OpResult>,
        /// Newest head.
        seen: Head,
        /// Server's clock.
        time: DateTime<Utc>,
    },
    /// The server takes this op in no push: mark it for attention, keep it, send it no more.
    /// [`StoreAnswer::Done`].
    Refuse {
        /// Which.
        op_id: OpId,
        /// Status of the refusal.
        status: u16,
    },
    /// Put a page into the stage, and remember `seen`. [`StoreAnswer::Done`].
    Stage {
        /// Empty the stage first.
        fresh: bool,
        /// The page.
        rows: Vec<Row>,
        /// Newest head.
        seen: Head,
    },
    /// The stage becomes the mirror: over it, or in its place. Cursor, scope, every `acked` op →
    /// `done`, the touched views. [`StoreAnswer::Completed`]; or [`StoreAnswer::Waits`], and nothing
    /// of it.
    Complete {
        /// The mirror is what was staged, and nothing else.
        replace: bool,
        /// The new cursor.
        cursor: Rev,
        /// The scope.
        scope: String,
        /// Server's clock.
        time: DateTime<Utc>,
    },
    /// Read ids of ops that are not `pending`, in the order of the outbox. [`StoreAnswer::Retained`].
    ReadRetained {
        /// Only after this place in the outbox.
        after: i64,
        /// At most so many.
        limit: usize,
    },
    /// These ops → `pending` again. Where history changed: `seen`, cursor 0 and an empty stage, in
    /// the same transaction; the old mirror stays until it is replaced. [`StoreAnswer::Done`].
    Recover {
        /// The ops that the server does not have.
        unknown: Vec<OpId>,
        /// Newest head, where the mirror is to be rebuilt; `None` for a check.
        rebuild: Option<Head>,
        /// Server's clock.
        time: DateTime<Utc>,
    },
}

/// What came of store work.
pub enum StoreAnswer {
    /// Committed.
    Done,
    /// Nothing was changed (disk full, an error of the disk).
    Failed,
    /// Nothing was changed: a person must agree first to what the pull would change (S31). The pull
    /// begins anew later, and at once when she wakes the engine.
    Waits,
    /// The oldest ops.
    Pending {
        /// In their order.
        ops: Vec<WaitingOp>,
        /// How many wait in all.
        waiting: u32,
    },
    /// Committed; what the mirror holds now.
    Completed {
        /// Over all its records.
        digest: Vec<Digest>,
    },
    /// Ids.
    Retained {
        /// In the order of the outbox.
        ids: Vec<OpId>,
        /// Place of the last one, where there may be more.
        last: Option<i64>,
    },
}

/// An op that waits.
pub struct WaitingOp {
    /// Identity.
    pub op_id: OpId,
    /// Of the body, made when it was saved.
    pub hash: Hash,
    /// Byte for byte.
    pub body: String,
}

/// To which address of the institution a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// `push`.
    Push,
    /// `pull`.
    Pull,
    /// `reconcile`.
    Reconcile,
}

/// What is to be done.
pub enum Effect {
    /// Store work.
    Store {
        /// Comes back with [`Event::Stored`].
        id: u64,
        /// What.
        work: Work,
    },
    /// A POST with this body; it counts as lost after
    /// [`REQUEST_SECONDS`](crate::sync::wire::REQUEST_SECONDS).
    Send {
        /// Comes back with [`Event::Reply`].
        id: u64,
        /// Where.
        path: Path,
        /// JSON.
        body: String,
    },
    /// Get a new token. Comes back with [`Event::Token`].
    RenewToken {
        /// Of the request.
        id: u64,
    },
    /// Let this be the one timer; the one before it is gone.
    Timer(Duration),
    /// Tell a person, or that all is well.
    Trouble(Option<Trouble>),
    /// The server says that this device was revoked: check the signed order in the body (S16).
    Revoked(String),
    /// Mirror and server differ although they should not: an error of a program. The mirror is
    /// rebuilt; nothing else is touched.
    DigestDiffers,
}

/// Why nothing gets through, to be said in plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Trouble {
    /// No network, or nobody there.
    Unreachable,
    /// Somebody answers who is not the server: the sign-in page of a public network, a proxy.
    Nonsense,
    /// A proxy opens the connection, or the certificate is not one that this program trusts.
    Proxy,
    /// The clock of this laptop is wrong, or the server's certificate ran out: one of them lies about
    /// the date.
    Date,
    /// The server asks to come back later.
    Busy,
    /// A person must sign in.
    SignIn,
    /// The administrator struck this laptop off.
    Revoked,
    /// Not for this institution.
    Forbidden,
    /// This program is too old for records; entries still go out.
    TooOld,
    /// The server does not read the ops of this program yet: it would hold every one of them. Nothing
    /// goes out or comes in.
    ServerTooOld,
    /// The disk refused.
    Store,
    /// A pull waits until a person agreed to it (S31); entries still go out.
    MassChange,
}
