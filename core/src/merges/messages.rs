//! Requests and answers about pupils who could be one child.

use serde::{Deserialize, Serialize};
use stamboek_domain::pupil::{PupilField, PupilId};
use ts_rs::TS;

use crate::pupils::messages::PupilRow;

/// What is asked or done.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
#[ts(export)]
pub enum MergeRequest {
    /// Who could be entered twice (mogelijk dubbel).
    Doubles {
        /// Only pairs with this pupil; `None`: all.
        pupil: Option<PupilId>,
    },
    /// What merging would do; changes nothing.
    Preview {
        /// Who is merged, and no longer shown.
        from: PupilId,
        /// Who stands.
        to: PupilId,
    },
    /// Merges (samenvoegen).
    Merge {
        /// Who is merged.
        from: PupilId,
        /// Who stands.
        to: PupilId,
        /// Fields that are taken from the one who is merged.
        fields: Vec<PupilField>,
        /// `seen` of the preview.
        seen: String,
    },
    /// They are two children: they are not shown as doubles any more.
    Apart {
        /// The one.
        one: PupilId,
        /// The other.
        other: PupilId,
    },
    /// What taking a merge back would do; changes nothing.
    PartPreview {
        /// Who was merged.
        from: PupilId,
    },
    /// Takes a merge back.
    Part {
        /// Who was merged.
        from: PupilId,
        /// `seen` of the preview.
        seen: String,
    },
}

/// The answer, by what was asked.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum MergePlan {
    /// Pairs who could be one child.
    Doubles {
        /// The surest first.
        pairs: Vec<Double>,
    },
    /// What merging would do.
    Merge(MergePreview),
    /// What taking back would do.
    Part(PartPreview),
    /// It was done.
    Done {
        /// The action; `None`: everything was so already.
        batch: Option<String>,
    },
}

/// Two pupils who could be one child.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Double {
    /// The one.
    pub one: PupilRow,
    /// The other.
    pub other: PupilRow,
    /// Why: `same_insz`, `same_name_birth_date`, `swapped_names`, `accents_lost`,
    /// `particles`.
    pub why: Vec<String>,
}

/// A field in which both differ. An INSZ is masked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeField {
    /// Which.
    pub field: PupilField,
    /// What the one who is merged has; empty: nothing.
    pub from: String,
    /// What the one who stands has; empty: nothing.
    pub to: String,
}

/// A half day on which both have a mark, and not the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeCell {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// `VM` or `NM`.
    pub half: String,
    /// Code of the one who is merged: offered beside.
    pub from: String,
    /// Code of the one who stands: stays.
    pub to: String,
}

/// How many things go over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeGoes {
    /// Marks in the attendance register.
    pub marks: u32,
    /// Numbers of other systems.
    pub numbers: u32,
    /// Periods in classes.
    pub classes: u32,
    /// Enrolments in the school and in groups.
    pub enrolments: u32,
    /// Facts of the file.
    pub facts: u32,
    /// Barcode stickers.
    pub cards: u32,
}

/// What merging would do.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergePreview {
    /// Who is merged.
    pub from: PupilRow,
    /// Who stands.
    pub to: PupilRow,
    /// Fields in which they differ: those of `to` stay unless chosen otherwise.
    pub fields: Vec<MergeField>,
    /// What goes over.
    pub goes: MergeGoes,
    /// Half days on which both have another mark: both are kept, a person decides.
    pub cells: Vec<MergeCell>,
    /// Facts in which they differ: both are kept, a person decides.
    pub facts: u32,
    /// Both have an INSZ, and not the same: probably two children.
    pub two_insz: bool,
    /// Mark of what was shown, to be given back when it is done.
    pub seen: String,
}

/// What taking a merge back would do.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PartPreview {
    /// Name of who was merged.
    pub from: String,
    /// Who stands.
    pub to: PupilRow,
    /// What goes back.
    pub goes: MergeGoes,
    /// How many of the things that came stay, since they were changed afterwards.
    pub stays: u32,
    /// Fields of `to` that become what they were.
    pub fields: Vec<PupilField>,
    /// Mark of what was shown.
    pub seen: String,
}

/// Somebody who was merged with the pupil of a sheet.
#[derive(Clone, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergedRow {
    /// Who.
    pub id: PupilId,
    /// Name and first name.
    pub name: String,
}
