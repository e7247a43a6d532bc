//! The one list of commands: name, request, answer, and whether the register must be open.
//!
//! From this list follow the dispatcher, the check of the state, and the TypeScript types.

use serde::{Deserialize, Serialize};
use stamboek_domain::problem::{Code, Problem};
use ts_rs::TS;

use crate::attendance::messages::*;
use crate::board::messages::*;
use crate::calendar::messages::*;
use crate::cards::messages::*;
use crate::discimus::messages::*;
use crate::dossier::messages::*;
use crate::enrolments::messages::*;
use crate::history::messages::*;
use crate::imports::messages::*;
use crate::lock::messages::*;
use crate::merges::messages::*;
use crate::overlaps::messages::*;
use crate::pupils::messages::*;
use crate::reports::messages::*;
use crate::scanning::messages::*;
use crate::session::messages::*;
use crate::settings::messages::*;
use crate::sync::messages::*;
use crate::{Answer, Core};

/// No content.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Nothing {}

/// When a command may run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Also while the program is locked.
    Always,
    /// Without a register, but not while the program is locked.
    Nothing,
    /// Only with an open register.
    Register,
}

macro_rules! commands {
    ($( $(#[doc = $doc:literal])+ $name:ident($request:ty) -> $answer:ty, $needs:ident, $run:path; )+) => {
        /// Every command with its need, in the order of the list.
        pub const ALL: &[(&str, Needs)] = &[$((stringify!($name), Needs::$needs)),+];

        /// Runs one command and answers its JSON text. Blocking: call it on the blocking pool.
        pub fn call(core: &Core, name: &str, request: serde_json::Value) -> Answer<String> {
            match name {
                $(stringify!($name) => {
                    if Needs::$needs != Needs::Always && core.is_locked() {
                        return Err(Problem::new(Code::Locked));
                    }
                    if Needs::$needs == Needs::Register && !core.is_ready() {
                        return Err(Problem::new(Code::NotReady));
                    }
                    let request: $request = serde_json::from_value(request)
                        .map_err(|_| Problem::new(Code::BadRequest).with("command", name))?;
                    let answer: $answer = $run(core, request)?;
                    serde_json::to_string(&answer)
                        .map_err(|_| Problem::new(Code::Internal).with("detail", "answer"))
                })+
                _ => Err(Problem::new(Code::BadRequest)),
            }
        }

        /// The list as a TypeScript type: `{ name: { request: …; answer: … } }`.
        pub fn typescript() -> String {
            let config = ts_rs::Config::from_env();
            let mut text = String::from("export type Commands = {\n");
            $(
                $(text.push_str(concat!("  /**", $doc, " */\n"));)+
                text.push_str(&format!("  {}: {{ request: {}; answer: {} }};\n", stringify!($name),
                    <$request as TS>::name(&config), <$answer as TS>::name(&config)));
            )+
            text.push_str("};\n");
            text
        }
    };
}

commands! {
    /// Where the program stands; asked at start and after every change.
    session_state(Nothing) -> SessionState, Always, crate::session::state;
    /// First start: makes keys and database.
    setup(SetupRequest) -> SessionState, Nothing, crate::session::setup;
    /// Opens the register by keyring, passphrase or recovery key.
    unlock(UnlockRequest) -> SessionState, Always, crate::session::unlock;
    /// Locks and unlocks with the PIN of a person; who has one on this laptop.
    lock(LockRequest) -> SessionState, Always, crate::lock::lock;
    /// The recovery sheet written and typed back; a new one, alone or with a new key of the database;
    /// another passphrase.
    keys(KeysRequest) -> KeysAnswer, Nothing, crate::session::keys;

    /// Every person in the register, in class and name order.
    pupils_list(Nothing) -> PupilList, Register, crate::pupils::list;
    /// Everything on one pupil's sheet.
    pupil_sheet(PupilRequest) -> PupilSheet, Register, crate::pupils::sheet;
    /// The INSZ in clear; logged.
    pupil_insz(PupilRequest) -> InszAnswer, Register, crate::pupils::insz;
    /// Fields of one pupil.
    pupil_edit(PupilEditRequest) -> Saved, Register, crate::pupils::edit;
    /// A new pupil typed by hand.
    pupil_create(PupilCreateRequest) -> PupilCreateAnswer, Register, crate::pupils::create;
    /// Pupils who could be one child: found, compared, merged, taken apart.
    merge(MergeRequest) -> MergePlan, Register, crate::merges::merge;
    /// Search of pupils and classes.
    search(SearchRequest) -> SearchAnswer, Register, crate::pupils::search;
    /// Actions of the last days.
    batches(Nothing) -> BatchList, Register, crate::history::batches;
    /// Takes back an action or the last one, or does the last undone one again.
    undo(StepRequest) -> UndoAnswer, Register, crate::history::step;

    /// Asks for a file and reads it in a child process, or reads the same one in another way.
    import_read(ImportReadRequest) -> ImportReadAnswer, Register, crate::imports::read_sheet;
    /// A pupil list: trial run, then all in one transaction.
    pupils_import(PupilsImportRequest) -> PupilsPlan, Register, crate::imports::import_pupils;
    /// A number list: trial run, then all in one transaction.
    numbers_import(NumbersImportRequest) -> NumbersPlan, Register, crate::renumbering::import;
    /// Forgets a reading, or stops the reading or applying that is going on.
    import_stop(ImportStopRequest) -> Nothing, Nothing, crate::imports::stop;

    /// Progress, prints, formats, printers, units.
    cards_overview(Nothing) -> CardsOverview, Register, crate::cards::overview;
    /// One sheet of a job, as it comes on paper.
    cards_preview(CardsPreviewRequest) -> CardsPreview, Register, crate::cards::preview;
    /// Makes the PDF and remembers what was printed.
    cards_print(CardsPrintRequest) -> CardsPrintAnswer, Register, crate::cards::print;
    /// Marks a sheet as failed, or right after all.
    cards_sheet(CardsSheetRequest) -> Nothing, Register, crate::cards::mark_sheet;
    /// A test sheet with the variants, or a measuring page.
    cards_test_page(CardsTestPageRequest) -> FileAnswer, Register, crate::cards::test_page;

    /// Whose code is this?
    scan(ScanRequest) -> ScanAnswer, Register, crate::scanning::scan;

    /// All classes of a day: taken, open, by whom.
    attendance_today(DayRequest) -> Today, Register, crate::attendance::today;
    /// The register of a class in a week.
    attendance_week(ClassWeekRequest) -> ClassWeek, Register, crate::attendance::class_week;
    /// Sets and clears marks.
    attendance_set(AttendanceSetRequest) -> AttendanceSetAnswer, Register, crate::attendance::set;
    /// "Iedereen aanwezig", or the register open again.
    roll_take(RollTakeRequest) -> Saved, Register, crate::attendance::take_roll;
    /// One code for many at once: plan, then apply.
    attendance_mass(MassRequest) -> MassPlan, Register, crate::attendance::mass;
    /// Who set what in one cell.
    attendance_cell(CellRequest) -> CellHistory, Register, crate::attendance::cell_history;
    /// The year of a pupil at a glance.
    attendance_pupil(PupilYearRequest) -> PupilYearAnswer, Register, crate::attendance::pupil_year;
    /// What is to be followed up in the whole school.
    attendance_worklist(Nothing) -> Worklist, Register, crate::attendance::worklist;
    /// Absences of a class or the school over a year.
    attendance_overview(OverviewRequest) -> Overview, Register, crate::attendance::overview;
    /// A register, absence sheet or list of the day, on paper or as a list; or a list of pupils.
    report_save(ReportSave) -> FileAnswer, Register, crate::reports::save;
    /// A letter for each pupil; may record the step.
    letter_save(LetterRequest) -> LetterAnswer, Register, crate::reports::letter_save;
    /// Marks of a period to Informat's text file, a workbook or CSV: count, then write.
    attendance_export(AttendanceExportRequest) -> AttendanceExportAnswer, Register, crate::reports::attendance_export;
    /// Marks from Informat's text file: plan, then apply.
    attendance_import(AttendanceImportRequest) -> AttendanceImportPlan, Register, crate::reports::attendance_import;
    /// What was typed in a form and not saved; keeps what is typed.
    draft(DraftRequest) -> Draft, Register, crate::attendance::draft;

    /// The calendar of a school year, and what classes are taught.
    calendar(CalendarRequest) -> CalendarAnswer, Register, crate::calendar::calendar;
    /// Saves a calendar, or what classes are taught.
    calendar_save(CalendarSave) -> Saved, Register, crate::calendar::save_part;

    /// The file of enrolments of a pupil, and what can be chosen in its forms.
    enrolments(EnrolmentsRequest) -> EnrolmentsAnswer, Register, crate::enrolments::enrolments;
    /// Enrols in the school, a group and a class: plan, then apply.
    enrol(EnrolRequest) -> EnrolPlan, Register, crate::enrolments::enrol;
    /// Ends an enrolment, cancels it, or lets it go on: plan, then apply.
    leave(LeaveRequest) -> LeavePlan, Register, crate::enrolments::leave;
    /// Moves pupils to another group, location or class: plan, then apply.
    move_pupils(MoveRequest) -> MovePlan, Register, crate::enrolments::move_pupils;
    /// The new school year, or a new institution number: plan, then apply.
    new_year(NewYearRequest) -> NewYearPlan, Register, crate::enrolments::new_year;
    /// Who counts on a day, and what differs from another day.
    state(StateRequest) -> StateAnswer, Register, crate::enrolments::state;

    /// Who is also enrolled elsewhere, how those enrolments lie, and what was done about it.
    overlaps(OverlapsRequest) -> Overlaps, Register, crate::overlaps::overlaps;
    /// Enrolments elsewhere or schools from a list: trial run, then all in one transaction.
    elsewhere_import(ElsewhereImportRequest) -> ElsewhereImport, Register, crate::overlaps::elsewhere_import;
    /// A list of who is enrolled on a day against our own state on that day.
    control(ControlRequest) -> Control, Register, crate::overlaps::control;
    /// Notes what was done about one, or what somebody knows of an enrolment elsewhere.
    overlap_do(OverlapDoRequest) -> Saved, Register, crate::overlaps::overlap_do;

    /// The link with Discimus: what waits, what went wrong, what is proposed.
    discimus(DiscimusRequest) -> Discimus, Register, crate::discimus::discimus;
    /// Sends, fetches, adopts, or changes the link.
    discimus_do(DiscimusDoRequest) -> DiscimusDone, Register, crate::discimus::discimus_do;

    /// Sync with the central server: where it stands, what is to be decided, what needs attention.
    sync(SyncRequest) -> Sync, Register, crate::sync::sync;
    /// Joins the school's laptops, signs in, sends and fetches, or decides about what waits.
    sync_do(SyncDo) -> SyncDone, Register, crate::sync::sync_do;

    /// Characteristics, certificates, admission checks and measures of a pupil, with their history.
    dossier(DossierRequest) -> Dossier, Register, crate::dossier::read;
    /// Saves a part of a pupil's file that is no enrolment and no mark.
    dossier_save(DossierSave) -> Saved, Register, crate::dossier::save;

    /// Laptops and users of the school, for its administrator.
    board(BoardDo) -> Board, Register, crate::board::board;

    /// A part of the settings: of the school, of attendance, of the lock.
    settings(SettingsRequest) -> SettingsAnswer, Register, crate::settings::read;
    /// Saves a part of the settings: of the school, of attendance, of barcodes.
    settings_save(SettingsSave) -> Saved, Register, crate::settings::save_part;
    /// A verified backup, what putting one back would change, putting it back; or the integrity
    /// of file, views and ops.
    maintain(MaintainRequest) -> MaintainAnswer, Nothing, crate::settings::maintain;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The generated folder is committed; `cargo xtask types` writes it anew with
    /// `STAMBOEK_WRITE_TYPES=1`.
    #[test]
    fn the_typescript_list_of_commands_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/backend/generated/Commands.ts");
        let list = typescript();
        let mut names: Vec<&str> = list
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| {
                w.starts_with(|c: char| c.is_uppercase())
                    && list.contains(&format!("request: {w};")) | list.contains(&format!("answer: {w} }}"))
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        let mut text = String::from("// Generated from core/src/commands.rs by `cargo xtask types`.\n");
        for name in names {
            text.push_str(&format!("import type {{ {name} }} from \"./{name}\";\n"));
        }
        text.push('\n');
        text.push_str(&list);
        if std::env::var_os("STAMBOEK_WRITE_TYPES").is_some() {
            std::fs::write(path, &text).unwrap();
        }
        assert!(std::fs::read_to_string(path).unwrap_or_default() == text, "stale: run `cargo xtask types`");
    }
}
