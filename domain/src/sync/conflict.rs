//! What arrived and is not in force: offers beside a value that came first, and entries that are
//! held. Both wait for a person (sync.md 7, 10).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::op::{Change, OpId};
use super::parts::named_pupils;
use super::record::Author;
use super::wire::HeldReason;
use crate::pupil::PupilId;

/// Everything that was offered for one subject beside what is in force. Nothing is ever taken out
/// of it. The value in force is the record of the subject itself.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The pupil that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pupil: Option<PupilId>,
    /// In the order in which they arrived.
    pub offers: Vec<Offer>,
    /// Decisions about offers that did not arrive yet: after a restore they may come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub early: Vec<Early>,
    /// Decisions that were taken back, whether they came before that or come after it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub reopened: BTreeSet<OpId>,
}

/// A decision that came before the offer that it is about.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Early {
    /// The op of the offer.
    pub offer: OpId,
    /// Who decided.
    pub by: Author,
}

/// A change that arrived when the value was no longer what its maker had seen.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Who offers it.
    pub by: Author,
    /// One part of that op, with what was seen and what it should become.
    pub change: Change,
    /// Who had entered what was in force then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<Author>,
    /// Another pupil has that INSZ already (sync.md C15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<PupilId>,
    /// It came with this pupil, who was merged with the one that it is about now: it goes back with
    /// that pupil, and is not carried out by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<PupilId>,
    /// Whether somebody decided.
    pub state: OfferState,
}

/// Where an offer stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferState {
    /// Nobody decided yet.
    Open,
    /// Its maker offers something else since, or came back to what is in force (sync.md C2).
    Amended(Author),
    /// What its maker had seen came into force again, and then this.
    InForce,
    /// Somebody chose: this, the value in force, or something else.
    Decided(Author),
}

impl Offer {
    /// What a pupil who is merged had, beside what the other has.
    pub fn of_merged(change: Change, of: PupilId, by: Author, instead_of: Option<Author>) -> Self {
        Self { by, change, instead_of, same_as: None, origin: Some(of), state: OfferState::Open }
    }

    /// Whether it still waits.
    pub fn is_open(&self) -> bool {
        self.state == OfferState::Open
    }
}

impl Conflict {
    /// A conflict to which nothing was offered yet.
    pub fn about(pupil: Option<PupilId>) -> Self {
        Self { pupil, offers: Vec::new(), early: Vec::new(), reopened: BTreeSet::new() }
    }

    /// The conflict about a value that both pupils of a merge had, with what the one who goes had as an
    /// offer.
    pub fn of_merge(there: Option<Self>, offer: Offer) -> Self {
        let mut conflict = there.unwrap_or_else(|| Self::about(None));
        conflict.pupil = conflict.pupil.or_else(|| named_pupils(&offer.change).into_iter().next());
        conflict.add(offer);
        conflict
    }

    /// Somebody decided about these offers, those that did not arrive yet included.
    pub fn settle(&mut self, offers: &[OpId], by: &Author) {
        if self.reopened.contains(&by.op) {
            return;
        }
        for op in offers {
            let mut there = false;
            for offer in self.offers.iter_mut().filter(|offer| offer.by.op == *op) {
                there = true;
                if offer.is_open() {
                    offer.state = OfferState::Decided(by.clone());
                }
            }
            let same = |early: &Early| early.offer == *op && early.by.op == by.op;
            if !there && !self.early.iter().any(same) {
                self.early.push(Early { offer: *op, by: by.clone() });
            }
        }
    }

    /// A decision was taken back: what was decided by it alone waits again.
    pub fn reopen(&mut self, decision: OpId) {
        self.reopened.insert(decision);
        self.catch_up();
    }

    /// Adds an offer; one that was decided before it came does not wait.
    pub fn add(&mut self, offer: Offer) {
        self.offers.push(offer);
        self.catch_up();
    }

    /// Everything of another conflict stands in this one too. What the one decided early about an offer
    /// of the other is decided.
    pub fn join(&mut self, other: Self) {
        self.offers.extend(other.offers);
        self.early.extend(other.early);
        self.reopened.extend(other.reopened);
        self.catch_up();
    }

    /// Brings offers, decisions and their taking back to what they come to in whatever order they came.
    fn catch_up(&mut self) {
        self.early.retain(|early| !self.reopened.contains(&early.by.op));
        for offer in &mut self.offers {
            if let OfferState::Decided(by) = &offer.state
                && self.reopened.contains(&by.op)
            {
                offer.state = OfferState::Open;
            }
            if let Some(early) = self.early.iter().find(|early| early.offer == offer.by.op)
                && offer.is_open()
            {
                offer.state = OfferState::Decided(early.by.clone());
            }
        }
    }

    /// Whether something was decided by this op and stays so.
    pub fn is_decided_by(&self, decision: OpId) -> bool {
        let decided = |offer: &Offer| matches!(&offer.state, OfferState::Decided(by) if by.op == decision);
        self.offers.iter().any(decided) || self.early.iter().any(|early| early.by.op == decision)
    }

    /// Whether something waits.
    pub fn is_open(&self) -> bool {
        self.offers.iter().any(Offer::is_open)
    }
}

/// An entry, or parts of it, that is stored and not applied.
#[derive(Clone, Serialize, Deserialize)]
pub struct Held {
    /// What of it is held.
    pub parts: Vec<HeldPart>,
    /// The whole entry, where the server cannot read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Box<RawValue>>,
    /// Why the whole entry is held; `None` where its parts differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<HeldReason>,
    /// Who entered it; `None` where it cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Author>,
    /// Whether somebody did something about it.
    pub state: HeldState,
}

/// One part that is held.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct HeldPart {
    /// Why.
    pub reason: HeldReason,
    /// What it should have done.
    pub change: Change,
}

/// Where a held entry stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldState {
    /// Nobody did anything yet.
    Open,
    /// What it missed came, and it was decided after all.
    Released,
    /// Put aside by a person, who says why.
    Dismissed {
        /// Who.
        by: Author,
        /// Why.
        reason: String,
    },
}

impl Held {
    /// Whether it still waits.
    pub fn is_open(&self) -> bool {
        self.state == HeldState::Open
    }
}

/// Whether a choice about these offers has nothing left to decide.
pub(super) fn all_decided(conflict: &Conflict, offers: &[OpId]) -> bool {
    offers.iter().all(|op| {
        let mut its = conflict.offers.iter().filter(|offer| offer.by.op == *op);
        its.clone().next().is_some() && !its.any(Offer::is_open)
    })
}
