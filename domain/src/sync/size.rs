//! Whether an op is within the limits of the protocol (sync.md 13). Saving checks it, so that nothing is
//! said to be saved that no server takes, or that no laptop would take back.

use super::op::Change;
use super::parts::{parts, subject};
use super::wire::{OP_BYTES, OP_ITEMS, STRING_BYTES, is_within_limits};

/// Over which limit an op goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooLarge {
    /// [`OP_BYTES`] or [`OP_ITEMS`].
    Entry,
    /// A text in it: [`STRING_BYTES`].
    Text,
}

/// Items of a change that stand beside each other.
pub fn items(change: &Change) -> usize {
    match change {
        Change::AttendanceSet { items } => items.len(),
        Change::PupilEdit { items, .. } => items.len(),
        Change::CardsPrint { cards, .. } => cards.len(),
        Change::EnrolmentSet { schools, groups, .. } => schools.len() + groups.len(),
        _ => 1,
    }
}

/// Whether this change, written so, may be made.
///
/// # Errors
/// The limit that it is over.
pub fn check(change: &Change, body: &str) -> Result<(), TooLarge> {
    if body.len() > OP_BYTES || items(change) > OP_ITEMS {
        return Err(TooLarge::Entry);
    }
    // What a part is about is put together from texts of it: two short ones stay within the limit.
    let long = body.len() > STRING_BYTES / 2;
    let fits =
        || is_within_limits(body) && parts(change).iter().all(|part| subject(part).len() <= STRING_BYTES);
    if long && !fits() { Err(TooLarge::Text) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::attendance::{Half, HalfDay};
    use crate::sync::authority::receive;
    use crate::sync::op::{BatchId, Clock, Op, OpId};
    use crate::sync::wire::{PushRequest, SentOp};

    fn op(change: Change) -> Op {
        Op {
            op_id: OpId(Uuid::nil()),
            v: 1,
            batch: BatchId(Uuid::nil()),
            entered_at: DateTime::UNIX_EPOCH.fixed_offset(),
            clock: Clock::Ok,
            change,
            user: None,
            person: None,
            note: None,
        }
    }

    /// A text of about so many bytes, of characters that are written in one, two and six.
    fn text() -> impl Strategy<Value = String> {
        let character = prop_oneof![Just('a'), Just('"'), Just('\u{1}'), Just('é'), Just('😀')];
        let length = prop_oneof![
            0..40_usize,
            STRING_BYTES / 2 - 40..STRING_BYTES / 2,
            STRING_BYTES - 60..STRING_BYTES + 9
        ];
        (character, length)
            .prop_map(|(character, length)| character.to_string().repeat(length / character.len_utf8()))
    }

    proptest! {
        /// Whatever can be saved the server takes, and the laptop takes back.
        #[test]
        fn what_can_be_saved_passes_every_check(key in text(), was in text(), now in text(), roll in any::<bool>()) {
            let at = HalfDay { day: Default::default(), half: Half::Vm };
            let change = match roll {
                true => Change::RollTake { class: key, at },
                false => Change::SettingSet { key, was: Some(was), now: Some(now) },
            };
            let op = op(change);
            let body = serde_json::to_string(&op).unwrap();
            prop_assume!(check(&op.change, &body).is_ok());
            let sent = SentOp::saved(body).unwrap();
            prop_assert!(receive(sent.clone()).is_ok());
            let push = serde_json::to_string(&PushRequest { seen: None, ops: vec![sent], waiting: 1 }).unwrap();
            prop_assert!(is_within_limits(&push));
            let subject = subject(&op.change);
            let back = json!({ "rows": [{ "kind": "held", "id": subject, "body": { "value": { "parts": [{ "change": op.change }] } } }] });
            prop_assert!(is_within_limits(&back.to_string()));
        }
    }

    #[test]
    fn what_is_over_a_limit_is_named() {
        let set = |now: usize| Change::SettingSet { key: "x".into(), was: None, now: Some("a".repeat(now)) };
        let of = |change: Change| check(&change, &serde_json::to_string(&op(change.clone())).unwrap());
        assert_eq!(of(set(STRING_BYTES)), Ok(()));
        assert_eq!(of(set(STRING_BYTES + 1)), Err(TooLarge::Text));
        assert_eq!(of(set(OP_BYTES)), Err(TooLarge::Entry));
        let long = Change::RollTake {
            class: "a".repeat(STRING_BYTES),
            at: HalfDay { day: Default::default(), half: Half::Vm },
        };
        assert_eq!(of(long), Err(TooLarge::Text), "its record would have a longer name");
    }
}
