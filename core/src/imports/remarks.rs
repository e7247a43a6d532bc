//! Everything that a plan can say of one row. The sentences stand with whoever speaks.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is said of a row, with its values. "Refused" means that the whole file waits until the
/// row is mended or left out by name; the others are warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RemarkCode {
    // Warnings in a list of persons: that value is left empty, the rest of the row counts.
    /// The INSZ has no 11 digits.
    InszLength,
    /// The check digits of the INSZ do not fit.
    InszCheckDigits,
    /// The INSZ holds an impossible month or day.
    InszDate,
    /// The INSZ is another person's in the register; `name`.
    InszTaken,
    /// Another row, about somebody else, has the same INSZ; `other_row`.
    InszTwice,
    /// The sex is none of M, V, X; `value`.
    SexUnreadable,
    /// Not an institution number of six digits; `value`.
    InstitutionUnreadable,
    /// Not a number of a location of three digits; `value`.
    LocationUnreadable,
    /// Not a stamnummer; `value`.
    StamnummerUnreadable,
    /// Longer than a class code can be; `value`.
    ClassUnreadable,
    /// Not pupil, boarder or staff; `value`.
    KindUnreadable,
    /// Not a person number; `value`.
    NumberUnreadable,
    /// A spreadsheet rounded the number (`1,23E+11`) and the last digits are lost; `field`,
    /// `value`. Refused in a number list.
    NumberRounded,

    // Warnings in a list of persons: the value is used.
    /// The INSZ and the birth date contradict each other; `birth_date`.
    InszBirthDate,
    /// Name and first name stood in one column and were parted by a guess; `last_name`,
    /// `first_name`.
    FullNameSplit,
    /// The name or the first name is missing, yet another field says that it is a person; `field`.
    NameIncomplete,
    /// The person has another number in that database, which is closed; `was`, `now`.
    NumberChanges,

    // Refused in a list of persons.
    /// The birth date cannot be read; `value`.
    DateUnreadable,
    /// The birth date lies in the future or before 1900; `value`.
    DateUnlikely,
    /// Another row is about the same person; `other_row`.
    TwoRowsOnePupil,
    /// The fields of the row point to several persons; `names`.
    PointsToTwo,
    /// The number or stamnummer is that of somebody with another name and birth date; `name`.
    /// In a number list a warning.
    NameDiffers,
    /// Another row gives somebody else the same number; `other_row`, `number`.
    NumberTwice,
    /// The number is somebody else's in that database; `number`, `name`.
    NumberTaken,
    /// The cell holds a formula whose result is not in the file, or an error; `column`.
    CellWithoutValue,

    // In a number list. Refused, except where told.
    /// The row names a person and has no old number.
    OldNumberMissing,
    /// The row has no new number.
    NewNumberMissing,
    /// Not a number; `field`, `value`.
    NumberInvalid,
    /// Another row has the same old number; `other_row`, `number`.
    OldNumberTwice,
    /// Another row gives the same new number; `other_row`, `number`.
    NewNumberTwice,
    /// Somebody who has no row holds the new number in that database; `number`, `name`.
    NewNumberTaken,
    /// The person already has another number in the new database; `number`.
    HasOtherNumber,
    /// The birth date of the row is not that of the person (warning); `birth_date`.
    BirthDateDiffers,
    /// The old number was closed before; the person is proposed (warning); `name`.
    OldNumberClosed,
    /// The person chosen for the row does not exist (any more).
    ChosenIsGone,

    // In a list of persons, of enrolments elsewhere or of schools, or a control list. Warnings: that
    // value is left out.
    /// The moment of enrolment cannot be read; `value`.
    MomentUnreadable,
    /// The kind of school cannot be read; `value`.
    LevelUnreadable,
    /// Not an administrative group of six digits; `value`.
    GroupUnreadable,
    /// The administrative group is not taken over, because something else is missing; `field`: `from`,
    /// `institution`, `location`.
    GroupLeftOut,
    /// Only the shared days are told, so the enrolment may be longer on both sides.
    OnlySharedDays,

    // Refused in those lists.
    /// The begin or end date cannot be read; `field`, `value`.
    PeriodUnreadable,
    /// The begin date is missing.
    BeginMissing,
    /// The begin date is a Saturday or Sunday, and not 1 September; `value`.
    BeginInWeekend,
    /// The end date comes before the begin date.
    EndBeforeBegin,
    /// The row names no school.
    SchoolMissing,
    /// Another row tells the same enrolment, or the same school, differently; `other_row`.
    ToldTwice,
}

impl RemarkCode {
    /// Whether the row cannot be applied in a list of persons.
    pub fn refuses(self) -> bool {
        use RemarkCode::*;
        match self {
            DateUnreadable | DateUnlikely | TwoRowsOnePupil | PointsToTwo | NameDiffers | NumberTwice
            | NumberTaken | CellWithoutValue | OldNumberMissing | NewNumberMissing | NumberInvalid
            | OldNumberTwice | NewNumberTwice | NewNumberTaken | HasOtherNumber | ChosenIsGone
            | PeriodUnreadable | BeginMissing | BeginInWeekend | EndBeforeBegin | SchoolMissing
            | ToldTwice => true,
            InszLength
            | InszCheckDigits
            | InszDate
            | InszTaken
            | InszTwice
            | SexUnreadable
            | InstitutionUnreadable
            | LocationUnreadable
            | StamnummerUnreadable
            | ClassUnreadable
            | KindUnreadable
            | NumberUnreadable
            | NumberRounded
            | InszBirthDate
            | FullNameSplit
            | NameIncomplete
            | NumberChanges
            | BirthDateDiffers
            | OldNumberClosed
            | MomentUnreadable
            | LevelUnreadable
            | GroupUnreadable
            | GroupLeftOut
            | OnlySharedDays => false,
        }
    }
}
