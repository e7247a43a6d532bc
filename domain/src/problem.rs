//! Every problem that a screen or the command line can explain: a code and values, no sentences.
//!
//! A code exists only when somebody can do something with it. The Dutch sentences stand with
//! whoever speaks: `ui/src/texts/nl.ts` for the window, `core/src/bin/texts.rs` for the command
//! line. Both are checked by the compiler to have a sentence for every code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What went wrong. Serialised in `snake_case`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Code {
    // The program and its folder.
    /// We are at fault; `detail` names the place without personal data.
    Internal,
    /// The disk refused a read or a write; `detail` is the class of the system's error.
    Disk,
    /// No space left on the disk.
    DiskFull,
    /// The command does not exist or its request has another shape.
    BadRequest,
    /// The command needs an open register.
    NotReady,
    /// The person stopped the work.
    Cancelled,
    /// The record named does not exist (any more); `what`.
    NotFound,
    /// The value changed since the person saw it; `field`, `now`.
    Stale,
    /// The value is not acceptable for that field; `field`, `value`, and `why` where one is known
    /// (`empty`, `characters`, `length`, `shape`, `range`, `future`, `month`, `check_digits`).
    InvalidValue,

    // Files of others (imports).
    /// None of XLSX, XLS, ODS, CSV.
    SheetUnknownFormat,
    /// The file contradicts its own format; `detail` names the place without its content.
    SheetDamaged,
    /// The file is locked with a password.
    SheetEncrypted,
    /// The file holds macros.
    SheetMacros,
    /// The file draws on other files or programs.
    SheetExternalLinks,
    /// The file holds another packed file.
    SheetNestedArchive,
    /// Over a limit; `what` is `file` (MiB packed), `members`, `unpacked` (MiB), `ratio`, `rows`,
    /// `columns`, `cell` (characters), `text` (MiB read) or `memory`; `limit`; `row` where known.
    SheetTooLarge,
    /// Reading took too long and was stopped; `seconds`.
    SheetTimeout,
    /// The file or the sheet holds no rows.
    SheetEmpty,
    /// A quote that is opened in line `row` is never closed.
    CsvQuotes,
    /// A NUL character in line `row`: not a text file.
    CsvNul,
    /// Line `row` is longer than `limit` MiB.
    CsvLineTooLong,
    /// Bytes in line `row` that are no text in the encoding of the file.
    CsvEncoding,
    /// Columns are needed that are not mapped; `targets`, separated by commas.
    ColumnsMissing,
    /// The plan has refused rows or open questions; `refused`, `undecided`.
    PlanNotApplicable,

    /// The system has no program to show a PDF with.
    NoViewer,

    // Keys and the session.
    /// No usable keyring: none, locked, or it refused.
    KeyringUnavailable,
    /// The keyring works and holds no key for this database.
    KeyAbsent,
    /// The key is not the one of this database: it opens no page of the file (or the first
    /// sixteen bytes of the file are damaged, which looks the same).
    KeyWrong,
    /// `keys.json` is not beside the database.
    KeysFileMissing,
    /// `keys.json` is there and cannot be read (truncated, or of a newer program).
    KeysFileDamaged,
    /// The passphrase or the recovery key is wrong; `wait_seconds` before the next try.
    SecretWrong,
    /// Tried again before the wait was over; `wait_seconds` left.
    TooSoon,
    /// The recovery key was mistyped; `group` (from 1), or `0`: not eight groups of five.
    RecoveryMistyped,
    /// At least 14 characters or 5 words are needed, and not one character over and over.
    PassphraseWeak,
    /// The administrator struck this laptop off.
    Revoked,
    /// A PIN is asked first.
    Locked,
    /// Not the PIN of this person; `left` tries before it counts no more for a while.
    PinWrong,
    /// After five wrong PINs: `wait_seconds` before the next try, or `sign_in` for who signs in at the
    /// server.
    PinBlocked,
    /// The server was not heard for long: sign in first, a PIN is not enough.
    SignInNeeded,
    /// At least six digits are needed, neither all the same nor a row.
    PinWeak,
    /// There is no keyring to keep the key in: a passphrase is needed.
    PassphraseNeeded,
    /// The two groups typed back are not those of the recovery sheet.
    RecoveryGroupsWrong,
    /// The recovery sheet must be saved or printed first.
    RecoveryNotSaved,
    /// A register exists already in this folder: nothing was made.
    RegisterExists,
    /// Backups or keys of a register are there, the register itself is not: nothing was made.
    RegisterMissing,
    /// Set-up was not finished: the recovery sheet waits. (Command line.)
    SetupUnfinished,
    // Barcode sheets.
    /// The barcode with its quiet zones is wider than the label; `sheet`, `have` and `needed` (mm),
    /// `fits` (code of the smallest format on which it fits, or empty), `example` (longest text).
    CardsLabelTooSmall,
    /// The correction of the printer would push what is printed off the page; `printer`, `sheet`.
    CardsOffPage,
    /// A text has characters without a symbol, or too many; `text`, `symbology` (`code128`,
    /// `code39`, or `scan`: our scan field takes only `0-9 A-Z -`).
    CardsCharacters,
    /// Nobody in the selection has what is to be printed; `left_out` (persons without a number).
    CardsNobody,

    // Attendance.
    /// No lessons on that half day; `day`, `half`, `why` (`outside_year`, `weekend`, `holiday`,
    /// `not_worked`, `free`), `name` of the holiday or the free day.
    NoLessons,
    /// The pupil is not enrolled on that day; `day`, and `from` (comes then) or `until` (left then).
    NotEnrolled,
    /// The school has no such code; `code`.
    CodeUnknown,
    /// This pupil cannot get that code on that day; `code`, `reason` (as
    /// [`Refusal`](crate::attendance::refusal::Refusal) travels, with its values), `source`.
    MarkRefused,
    /// The calendar cannot be kept so; `what` (as
    /// [`RemarkKind`](crate::calendar::RemarkKind) travels), `place` of the special day from 1.
    CalendarRefused,
    /// The pupil belongs to a class in that period already; `class`, `from`, `until` (empty: open).
    EnrolmentOverlaps,
    /// An enrolment begins in a weekend, and not on 1 September; `day`.
    EnrolmentWeekend,
    /// The enrolment in the school was cancelled: nothing can change in it.
    EnrolmentCancelled,
    /// The measures of the pupil cannot stand beside each other; `why` (as
    /// [`MeasureFault`](crate::measure::MeasureFault) travels).
    MeasureRefused,
    /// The entry of the file cannot be kept so; `why` (as
    /// [`DossierRemarkKind`](crate::dossier::DossierRemarkKind) travels, with its values), `source`.
    EntryRefused,

    // The link with Discimus.
    /// The link does not work; `why`: `off`, `nobody` (nothing listens there), `slow`, `failed` (an
    /// error at the other side), `answer` (not understood: thrown away), `school` (does not speak for
    /// this school).
    LinkFailed,

    // The central server.
    /// The register belongs to no server.
    NotJoined,
    /// The register belongs to a server already.
    JoinedAlready,
    /// The code lets no laptop in; `why`: `unknown`, `used`, `expired`, `too_many` (tried too often).
    CodeRefused,
    /// Not this name with this password.
    SignInRefused,
    /// The server could not be asked, or would not; `why`: as
    /// `SyncTrouble` travels, or `used`.
    ServerFailed,
    /// Entries wait that the server does not have; `waiting`.
    EntriesWait,
    /// Only the lead of the secretariat or an administrator lets a mass change in.
    MassChangeNotYours,

    // Changes.
    /// Over a limit of what can be saved; `what` is `entry`, `text`, or `letter` with its name in `letter`
    /// and in `over` how many bytes it is too long.
    EntryTooLarge,
    /// Somebody else holds that number in its database; `number`, `database`.
    NumberTaken,
    /// Another person of the register has that INSZ; `name`, `class`.
    InszTaken,
    /// Another person of the institution has that stamnummer; `name`, `class`.
    StamnummerTaken,
    /// These two cannot be merged, or not be taken apart; `why`: `itself` (one and the same), `merged`
    /// (somebody merged one of them, or took it back, meanwhile), `later` (who stands was merged in
    /// turn: that goes back first), `changed` (it looks otherwise than in the preview).
    MergeRefused,
    /// A list with INSZ numbers needs a reason.
    ReasonNeeded,
    /// There is no action to take back.
    NothingToUndo,
    /// There is no action to do again.
    NothingToRedo,

    // The register's file.
    /// Another window or command has this register open.
    RegisterInUse,
    /// A newer version of the program wrote this register; `found`, `known`.
    RegisterNewer,
    /// The file is damaged: `detail` says where. It was left as it is.
    RegisterDamaged,
    /// The upgrade of the register failed and was taken back; `version`.
    UpgradeFailed,
    /// A backup could not be written, or did not pass its check; `detail`.
    BackupFailed,
    /// The copy under a new key does not hold the same as the register; `detail`. The register and
    /// its key stay as they were.
    CopyDiffers,
    /// The backup was made under an earlier key of the database: the recovery sheet of then opens it.
    KeyOfBefore,
    /// The database library is older than the oldest safe one; `found`, `needed`.
    SqliteTooOld,
    /// Others can read the profile folder and that could not be changed.
    FolderNotPrivate,
    /// The profile folder lies on a network drive.
    FolderOnNetwork,
    /// The profile folder lies in a folder that a cloud service copies; `service`.
    FolderInCloud,
}

impl Code {
    /// The code as it travels, `snake_case`.
    pub fn name(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(name)) => name,
            _ => String::new(),
        }
    }
}

/// A refusal with what is needed to explain it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Problem {
    /// What went wrong.
    pub code: Code,
    /// The values that the sentence needs, as text. May hold personal data: never logged.
    pub values: BTreeMap<String, String>,
}

impl Problem {
    /// A problem without values.
    pub fn new(code: Code) -> Self {
        Self { code, values: BTreeMap::new() }
    }

    /// The same problem with one more value.
    pub fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.values.insert(key.to_owned(), value.to_string());
        self
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::new(code)
    }
}

/// Shows the code only: the values may be personal.
impl std::fmt::Debug for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Problem({:?}, ‹…›)", self.code)
    }
}
