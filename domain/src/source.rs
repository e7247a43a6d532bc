//! Where a rule stands, to be shown beside what it says.

use serde::Serialize;
use ts_rs::TS;

/// A circular or page; every rule on a screen names its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RuleSource {
    /// Its official name, or of whom it is.
    pub title: &'static str,
    /// Where it can be read; empty for what the school decides for itself, and for what stands on no
    /// public page.
    pub address: &'static str,
}
