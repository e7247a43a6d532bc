//! Mistakes that the simulation must find.

/// One mistake, made on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plant {
    /// The server takes every change, whatever its maker saw.
    LastWriterWins,
    /// The server decides an op again each time that it comes.
    NoOpIdCheck,
    /// Records become visible after the head that counts them.
    LateVisibility,
    /// The cursor is stored before the data, and a crash comes in between.
    CursorBeforeData,
    /// What was acknowledged is no longer shown, before the mirror has it.
    OverlayDroppedAtAck,
    /// The laptop believes that the server has everything.
    NoReconcile,
    /// The server takes any `seen`.
    SeenIgnored,
    /// The server takes any `seen` of a push.
    SeenIgnoredOnPush,
    /// The server looks at the revision alone.
    OnlyRevisionChecked,
    /// A commit in which no record changed does not move the head.
    HeadStays,
    /// The id of an op stands for the commit.
    OpIdAsCommit,
    /// Any 200 counts as an acknowledgement.
    AnySuccess,
    /// A correction is written into the op that waits.
    WaitingOpEdited,
    /// Every page goes into the mirror at once.
    PagesOneByOne,
    /// An op that the server refuses is sent again and again.
    BadOpBlocks,
    /// A conflict is answered and not recorded.
    ConflictForgotten,
    /// A held op is answered and not recorded.
    HeldForgotten,
    /// "Saved" is said before the disk has it.
    SavedBeforeCommit,
    /// Pulls leave out what is gone.
    TombstonesForgotten,
    /// A disk that refuses is taken for done.
    DiskFullIgnored,
    /// The timer after a failure is not set.
    TimerForgotten,
    /// The server enters under the old name what is said about a pupil who was merged.
    AliasNotFollowed,
    /// The laptop shows it there.
    AliasNotFollowedInViews,
    /// The server answers that a decision was taken back, and leaves it.
    StaysDecided,
    /// What fell out of the mirror on the server stays on the laptop.
    RebuildOverTheOldMirror,
}

impl Plant {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::LastWriterWins,
        Self::NoOpIdCheck,
        Self::LateVisibility,
        Self::CursorBeforeData,
        Self::OverlayDroppedAtAck,
        Self::NoReconcile,
        Self::SeenIgnored,
        Self::SeenIgnoredOnPush,
        Self::OnlyRevisionChecked,
        Self::HeadStays,
        Self::OpIdAsCommit,
        Self::AnySuccess,
        Self::WaitingOpEdited,
        Self::PagesOneByOne,
        Self::BadOpBlocks,
        Self::ConflictForgotten,
        Self::HeldForgotten,
        Self::SavedBeforeCommit,
        Self::TombstonesForgotten,
        Self::DiskFullIgnored,
        Self::TimerForgotten,
        Self::AliasNotFollowed,
        Self::AliasNotFollowedInViews,
        Self::StaysDecided,
        Self::RebuildOverTheOldMirror,
    ];
}
