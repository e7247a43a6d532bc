//! An op as it comes in: is it whole, and can it be read.

use serde::Deserialize;

use super::{NEWEST_OP, OLDEST_OP};
use crate::sync::op::{Change, Op, OpId};
use crate::sync::size::items;
use crate::sync::wire::{Hash, HeldReason, OP_BYTES, OP_ITEMS, SentOp};

/// An op of a push, with what the one who serves it says about its maker.
pub struct Incoming {
    /// The op.
    pub received: Received,
    /// Why it may not be applied, whatever it says: the maker's rights, a closed period, a laptop
    /// that was away longer than ids are kept. It is stored and held.
    pub refused: Option<HeldReason>,
}

/// An op that was received whole.
pub struct Received {
    /// Its identity.
    pub op_id: OpId,
    /// Hash of its text.
    pub hash: Hash,
    /// Its text, byte for byte.
    pub body: String,
    /// What it says, or why that cannot be read.
    pub content: Result<Op, HeldReason>,
}

/// An op that cannot even be stored: the push is refused, and the laptop finds the op by sending
/// halves (sync.md 14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiveFault {
    /// Not the text that was hashed: 422 `integrity`.
    Integrity,
    /// No identity, version or type: 400.
    Shape,
    /// Over [`OP_BYTES`]: 413.
    TooLarge,
}

/// What every version of an op has.
#[derive(Deserialize)]
struct Envelope {
    op_id: OpId,
    v: u8,
    #[serde(rename = "type")]
    kind: String,
}

/// Reads an op. One that is not understood is still received: it is held, never lost.
///
/// # Errors
/// When it is not whole, too large, or has no identity.
pub fn receive(sent: SentOp) -> Result<Received, ReceiveFault> {
    if sent.op.get().len() > OP_BYTES {
        return Err(ReceiveFault::TooLarge);
    }
    if !sent.is_whole() {
        return Err(ReceiveFault::Integrity);
    }
    let envelope: Envelope = serde_json::from_str(sent.op.get()).map_err(|_| ReceiveFault::Shape)?;
    let body: Box<str> = sent.op.into();
    let content = match envelope.v {
        OLDEST_OP..=NEWEST_OP => read(&body, &envelope.kind),
        _ => Err(HeldReason::NewerVersion),
    };
    Ok(Received { op_id: envelope.op_id, hash: sent.hash, body: body.into(), content })
}

fn read(body: &str, kind: &str) -> Result<Op, HeldReason> {
    let op: Op = serde_json::from_str(body).map_err(|_| match Change::TYPES.contains(&kind) {
        true => HeldReason::InvalidValue,
        false => HeldReason::UnknownType,
    })?;
    if (1..=OP_ITEMS).contains(&items(&op.change)) { Ok(op) } else { Err(HeldReason::InvalidValue) }
}
