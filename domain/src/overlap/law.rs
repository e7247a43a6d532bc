//! What the law lets our school do about a pupil who is also enrolled elsewhere.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{KnownEnrolment, LaterEnrolment, OverlapKind, OverlapPair, OverlapYear, source};
use crate::calendar::SchoolKind;
use crate::enrolment::Moment;
use crate::source::RuleSource;

/// Something that our school may do. None of them is a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum LawfulAction {
    /// Uitschrijven: the later enrolment is elsewhere, which is ground enough in primary education.
    Deregister,
    /// Keep the pupil for a while, in consultation.
    KeepInConsultation,
    /// Nothing of our own: ours is the later enrolment, so the other primary school may deregister.
    OtherMayDeregister,
    /// Change the begin or end date of our enrolment.
    AdjustDates,
    /// Contact the other school.
    CallSchool,
    /// Ask the parents for their final choice.
    AskParents,
    /// Fill in our own moment of enrolment, or its time: without it nobody knows who was later.
    CompleteMoment,
    /// Leave it as it is: lawful.
    LeaveAsIs,
}

/// One thing that our school may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct LawfulStep {
    /// What.
    pub action: LawfulAction,
    /// Where it stands.
    pub source: RuleSource,
}

/// The steps for a pair of which everything else is known. The law knows no school groups, so
/// parallel is treated as double; of a school year that is over it says nothing.
pub(super) fn steps(pair: &OverlapPair, ours: &KnownEnrolment, theirs: &KnownEnrolment) -> Vec<LawfulStep> {
    use LawfulAction::{AdjustDates, AskParents, CallSchool, LeaveAsIs};
    let step = |action, source| LawfulStep { action, source };
    match (pair.kind, pair.year, ours.kind) {
        (OverlapKind::Adjoining, ..) => Vec::new(),
        (OverlapKind::Hospital, ..) => vec![step(LeaveAsIs, source::COLOURS)],
        (_, OverlapYear::Earlier, _) | (_, _, None) => Vec::new(),
        (_, _, Some(SchoolKind::Bao)) => primary(pair, ours, theirs),
        (_, OverlapYear::Next, Some(SchoolKind::So | SchoolKind::Buso)) => {
            vec![step(AskParents, source::SECONDARY)]
        }
        (_, OverlapYear::Current, Some(SchoolKind::So | SchoolKind::Buso)) => {
            vec![step(AdjustDates, source::SECONDARY), step(CallSchool, source::SECONDARY)]
        }
    }
}

/// Primary education, for the current and the next school year alike.
fn primary(pair: &OverlapPair, ours: &KnownEnrolment, theirs: &KnownEnrolment) -> Vec<LawfulStep> {
    use LawfulAction::{CallSchool, CompleteMoment, Deregister, KeepInConsultation, OtherMayDeregister};
    let call = LawfulStep { action: CallSchool, source: source::COMES_BACK };
    let of_law = |action| LawfulStep { action, source: source::PRIMARY };
    let of_faq = |action| LawfulStep { action, source: source::FAQ };
    match pair.later {
        LaterEnrolment::Theirs if pair.same_day => {
            vec![of_law(Deregister), of_law(KeepInConsultation), call]
        }
        LaterEnrolment::Theirs => vec![of_law(Deregister), of_law(KeepInConsultation)],
        LaterEnrolment::Ours if theirs.kind == Some(SchoolKind::Bao) => {
            vec![of_law(OtherMayDeregister), call]
        }
        LaterEnrolment::Unknown if is_incomplete(ours.moment, theirs.moment) => {
            vec![of_faq(CompleteMoment), call]
        }
        LaterEnrolment::Ours | LaterEnrolment::Same | LaterEnrolment::Unknown => vec![call],
    }
}

/// Whether it is our own moment that is missing, or its time.
fn is_incomplete(ours: Option<Moment>, theirs: Option<Moment>) -> bool {
    ours.is_none_or(|ours| ours.time.is_none() && theirs.is_some_and(|theirs| theirs.day == ours.day))
}
