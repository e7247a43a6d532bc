//! A real store beside the model: it is given the same to do, and must come to the same.

use stamboek_domain::sync::engine::{StoreAnswer, SyncState, Work};
use stamboek_domain::sync::op::Op;
use stamboek_domain::sync::record::DeviceId;

use crate::store::View;

/// What the model holds after a step.
pub struct Seen<'a> {
    /// What a screen reads.
    pub view: &'a View,
    /// What is remembered of sync.
    pub sync: &'a SyncState,
    /// Which laptop.
    pub device: DeviceId,
}

/// The disk of a laptop. Each step says how it differs from the model, if it does.
pub trait Disk {
    /// An op was saved, with this text.
    fn save(&mut self, op: &Op, body: &str, model: &Seen) -> Result<(), String>;

    /// Store work was carried out, and the model answered so. The text of an op in an answer may be
    /// another: the model's disk damages some.
    fn work(&mut self, work: Work, answer: &StoreAnswer, model: &Seen) -> Result<(), String>;

    /// This is an older copy that was put back: by the program out of a backup, or behind its back.
    fn put_back(&mut self, out_of_a_backup: bool) -> Result<(), String>;

    /// A copy that goes its own way.
    fn copy(&self) -> Box<dyn Disk>;
}

/// A disk that is copied with its laptop.
pub struct Beside(pub Box<dyn Disk>);

impl Clone for Beside {
    fn clone(&self) -> Self {
        Self(self.0.copy())
    }
}
