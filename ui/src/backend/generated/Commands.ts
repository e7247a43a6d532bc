// Generated from core/src/commands.rs by `cargo xtask types`.
import type { AttendanceExportAnswer } from "./AttendanceExportAnswer";
import type { AttendanceExportRequest } from "./AttendanceExportRequest";
import type { AttendanceImportPlan } from "./AttendanceImportPlan";
import type { AttendanceImportRequest } from "./AttendanceImportRequest";
import type { AttendanceSetAnswer } from "./AttendanceSetAnswer";
import type { AttendanceSetRequest } from "./AttendanceSetRequest";
import type { BatchList } from "./BatchList";
import type { Board } from "./Board";
import type { BoardDo } from "./BoardDo";
import type { CalendarAnswer } from "./CalendarAnswer";
import type { CalendarRequest } from "./CalendarRequest";
import type { CalendarSave } from "./CalendarSave";
import type { CardsOverview } from "./CardsOverview";
import type { CardsPreview } from "./CardsPreview";
import type { CardsPreviewRequest } from "./CardsPreviewRequest";
import type { CardsPrintAnswer } from "./CardsPrintAnswer";
import type { CardsPrintRequest } from "./CardsPrintRequest";
import type { CardsSheetRequest } from "./CardsSheetRequest";
import type { CardsTestPageRequest } from "./CardsTestPageRequest";
import type { CellHistory } from "./CellHistory";
import type { CellRequest } from "./CellRequest";
import type { ClassWeek } from "./ClassWeek";
import type { ClassWeekRequest } from "./ClassWeekRequest";
import type { Control } from "./Control";
import type { ControlRequest } from "./ControlRequest";
import type { DayRequest } from "./DayRequest";
import type { Discimus } from "./Discimus";
import type { DiscimusDoRequest } from "./DiscimusDoRequest";
import type { DiscimusDone } from "./DiscimusDone";
import type { DiscimusRequest } from "./DiscimusRequest";
import type { Dossier } from "./Dossier";
import type { DossierRequest } from "./DossierRequest";
import type { DossierSave } from "./DossierSave";
import type { Draft } from "./Draft";
import type { DraftRequest } from "./DraftRequest";
import type { ElsewhereImport } from "./ElsewhereImport";
import type { ElsewhereImportRequest } from "./ElsewhereImportRequest";
import type { EnrolPlan } from "./EnrolPlan";
import type { EnrolRequest } from "./EnrolRequest";
import type { EnrolmentsAnswer } from "./EnrolmentsAnswer";
import type { EnrolmentsRequest } from "./EnrolmentsRequest";
import type { FileAnswer } from "./FileAnswer";
import type { ImportReadAnswer } from "./ImportReadAnswer";
import type { ImportReadRequest } from "./ImportReadRequest";
import type { ImportStopRequest } from "./ImportStopRequest";
import type { InszAnswer } from "./InszAnswer";
import type { KeysAnswer } from "./KeysAnswer";
import type { KeysRequest } from "./KeysRequest";
import type { LeavePlan } from "./LeavePlan";
import type { LeaveRequest } from "./LeaveRequest";
import type { LetterAnswer } from "./LetterAnswer";
import type { LetterRequest } from "./LetterRequest";
import type { LockRequest } from "./LockRequest";
import type { MaintainAnswer } from "./MaintainAnswer";
import type { MaintainRequest } from "./MaintainRequest";
import type { MassPlan } from "./MassPlan";
import type { MassRequest } from "./MassRequest";
import type { MergePlan } from "./MergePlan";
import type { MergeRequest } from "./MergeRequest";
import type { MovePlan } from "./MovePlan";
import type { MoveRequest } from "./MoveRequest";
import type { NewYearPlan } from "./NewYearPlan";
import type { NewYearRequest } from "./NewYearRequest";
import type { Nothing } from "./Nothing";
import type { NumbersImportRequest } from "./NumbersImportRequest";
import type { NumbersPlan } from "./NumbersPlan";
import type { OverlapDoRequest } from "./OverlapDoRequest";
import type { Overlaps } from "./Overlaps";
import type { OverlapsRequest } from "./OverlapsRequest";
import type { Overview } from "./Overview";
import type { OverviewRequest } from "./OverviewRequest";
import type { PupilCreateAnswer } from "./PupilCreateAnswer";
import type { PupilCreateRequest } from "./PupilCreateRequest";
import type { PupilEditRequest } from "./PupilEditRequest";
import type { PupilList } from "./PupilList";
import type { PupilRequest } from "./PupilRequest";
import type { PupilSheet } from "./PupilSheet";
import type { PupilYearAnswer } from "./PupilYearAnswer";
import type { PupilYearRequest } from "./PupilYearRequest";
import type { PupilsImportRequest } from "./PupilsImportRequest";
import type { PupilsPlan } from "./PupilsPlan";
import type { ReportSave } from "./ReportSave";
import type { RollTakeRequest } from "./RollTakeRequest";
import type { Saved } from "./Saved";
import type { ScanAnswer } from "./ScanAnswer";
import type { ScanRequest } from "./ScanRequest";
import type { SearchAnswer } from "./SearchAnswer";
import type { SearchRequest } from "./SearchRequest";
import type { SessionState } from "./SessionState";
import type { SettingsAnswer } from "./SettingsAnswer";
import type { SettingsRequest } from "./SettingsRequest";
import type { SettingsSave } from "./SettingsSave";
import type { SetupRequest } from "./SetupRequest";
import type { StateAnswer } from "./StateAnswer";
import type { StateRequest } from "./StateRequest";
import type { StepRequest } from "./StepRequest";
import type { Sync } from "./Sync";
import type { SyncDo } from "./SyncDo";
import type { SyncDone } from "./SyncDone";
import type { SyncRequest } from "./SyncRequest";
import type { Today } from "./Today";
import type { UndoAnswer } from "./UndoAnswer";
import type { UnlockRequest } from "./UnlockRequest";
import type { Worklist } from "./Worklist";

export type Commands = {
  /** Where the program stands; asked at start and after every change. */
  session_state: { request: Nothing; answer: SessionState };
  /** First start: makes keys and database. */
  setup: { request: SetupRequest; answer: SessionState };
  /** Opens the register by keyring, passphrase or recovery key. */
  unlock: { request: UnlockRequest; answer: SessionState };
  /** Locks and unlocks with the PIN of a person; who has one on this laptop. */
  lock: { request: LockRequest; answer: SessionState };
  /** The recovery sheet written and typed back; a new one, alone or with a new key of the database; */
  /** another passphrase. */
  keys: { request: KeysRequest; answer: KeysAnswer };
  /** Every person in the register, in class and name order. */
  pupils_list: { request: Nothing; answer: PupilList };
  /** Everything on one pupil's sheet. */
  pupil_sheet: { request: PupilRequest; answer: PupilSheet };
  /** The INSZ in clear; logged. */
  pupil_insz: { request: PupilRequest; answer: InszAnswer };
  /** Fields of one pupil. */
  pupil_edit: { request: PupilEditRequest; answer: Saved };
  /** A new pupil typed by hand. */
  pupil_create: { request: PupilCreateRequest; answer: PupilCreateAnswer };
  /** Pupils who could be one child: found, compared, merged, taken apart. */
  merge: { request: MergeRequest; answer: MergePlan };
  /** Search of pupils and classes. */
  search: { request: SearchRequest; answer: SearchAnswer };
  /** Actions of the last days. */
  batches: { request: Nothing; answer: BatchList };
  /** Takes back an action or the last one, or does the last undone one again. */
  undo: { request: StepRequest; answer: UndoAnswer };
  /** Asks for a file and reads it in a child process, or reads the same one in another way. */
  import_read: { request: ImportReadRequest; answer: ImportReadAnswer };
  /** A pupil list: trial run, then all in one transaction. */
  pupils_import: { request: PupilsImportRequest; answer: PupilsPlan };
  /** A number list: trial run, then all in one transaction. */
  numbers_import: { request: NumbersImportRequest; answer: NumbersPlan };
  /** Forgets a reading, or stops the reading or applying that is going on. */
  import_stop: { request: ImportStopRequest; answer: Nothing };
  /** Progress, prints, formats, printers, units. */
  cards_overview: { request: Nothing; answer: CardsOverview };
  /** One sheet of a job, as it comes on paper. */
  cards_preview: { request: CardsPreviewRequest; answer: CardsPreview };
  /** Makes the PDF and remembers what was printed. */
  cards_print: { request: CardsPrintRequest; answer: CardsPrintAnswer };
  /** Marks a sheet as failed, or right after all. */
  cards_sheet: { request: CardsSheetRequest; answer: Nothing };
  /** A test sheet with the variants, or a measuring page. */
  cards_test_page: { request: CardsTestPageRequest; answer: FileAnswer };
  /** Whose code is this? */
  scan: { request: ScanRequest; answer: ScanAnswer };
  /** All classes of a day: taken, open, by whom. */
  attendance_today: { request: DayRequest; answer: Today };
  /** The register of a class in a week. */
  attendance_week: { request: ClassWeekRequest; answer: ClassWeek };
  /** Sets and clears marks. */
  attendance_set: { request: AttendanceSetRequest; answer: AttendanceSetAnswer };
  /** "Iedereen aanwezig", or the register open again. */
  roll_take: { request: RollTakeRequest; answer: Saved };
  /** One code for many at once: plan, then apply. */
  attendance_mass: { request: MassRequest; answer: MassPlan };
  /** Who set what in one cell. */
  attendance_cell: { request: CellRequest; answer: CellHistory };
  /** The year of a pupil at a glance. */
  attendance_pupil: { request: PupilYearRequest; answer: PupilYearAnswer };
  /** What is to be followed up in the whole school. */
  attendance_worklist: { request: Nothing; answer: Worklist };
  /** Absences of a class or the school over a year. */
  attendance_overview: { request: OverviewRequest; answer: Overview };
  /** A register, absence sheet or list of the day, on paper or as a list; or a list of pupils. */
  report_save: { request: ReportSave; answer: FileAnswer };
  /** A letter for each pupil; may record the step. */
  letter_save: { request: LetterRequest; answer: LetterAnswer };
  /** Marks of a period to Informat's text file, a workbook or CSV: count, then write. */
  attendance_export: { request: AttendanceExportRequest; answer: AttendanceExportAnswer };
  /** Marks from Informat's text file: plan, then apply. */
  attendance_import: { request: AttendanceImportRequest; answer: AttendanceImportPlan };
  /** What was typed in a form and not saved; keeps what is typed. */
  draft: { request: DraftRequest; answer: Draft };
  /** The calendar of a school year, and what classes are taught. */
  calendar: { request: CalendarRequest; answer: CalendarAnswer };
  /** Saves a calendar, or what classes are taught. */
  calendar_save: { request: CalendarSave; answer: Saved };
  /** The file of enrolments of a pupil, and what can be chosen in its forms. */
  enrolments: { request: EnrolmentsRequest; answer: EnrolmentsAnswer };
  /** Enrols in the school, a group and a class: plan, then apply. */
  enrol: { request: EnrolRequest; answer: EnrolPlan };
  /** Ends an enrolment, cancels it, or lets it go on: plan, then apply. */
  leave: { request: LeaveRequest; answer: LeavePlan };
  /** Moves pupils to another group, location or class: plan, then apply. */
  move_pupils: { request: MoveRequest; answer: MovePlan };
  /** The new school year, or a new institution number: plan, then apply. */
  new_year: { request: NewYearRequest; answer: NewYearPlan };
  /** Who counts on a day, and what differs from another day. */
  state: { request: StateRequest; answer: StateAnswer };
  /** Who is also enrolled elsewhere, how those enrolments lie, and what was done about it. */
  overlaps: { request: OverlapsRequest; answer: Overlaps };
  /** Enrolments elsewhere or schools from a list: trial run, then all in one transaction. */
  elsewhere_import: { request: ElsewhereImportRequest; answer: ElsewhereImport };
  /** A list of who is enrolled on a day against our own state on that day. */
  control: { request: ControlRequest; answer: Control };
  /** Notes what was done about one, or what somebody knows of an enrolment elsewhere. */
  overlap_do: { request: OverlapDoRequest; answer: Saved };
  /** The link with Discimus: what waits, what went wrong, what is proposed. */
  discimus: { request: DiscimusRequest; answer: Discimus };
  /** Sends, fetches, adopts, or changes the link. */
  discimus_do: { request: DiscimusDoRequest; answer: DiscimusDone };
  /** Sync with the central server: where it stands, what is to be decided, what needs attention. */
  sync: { request: SyncRequest; answer: Sync };
  /** Joins the school's laptops, signs in, sends and fetches, or decides about what waits. */
  sync_do: { request: SyncDo; answer: SyncDone };
  /** Characteristics, certificates, admission checks and measures of a pupil, with their history. */
  dossier: { request: DossierRequest; answer: Dossier };
  /** Saves a part of a pupil's file that is no enrolment and no mark. */
  dossier_save: { request: DossierSave; answer: Saved };
  /** Laptops and users of the school, for its administrator. */
  board: { request: BoardDo; answer: Board };
  /** A part of the settings: of the school, of attendance, of the lock. */
  settings: { request: SettingsRequest; answer: SettingsAnswer };
  /** Saves a part of the settings: of the school, of attendance, of barcodes. */
  settings_save: { request: SettingsSave; answer: Saved };
  /** A verified backup, what putting one back would change, putting it back; or the integrity */
  /** of file, views and ops. */
  maintain: { request: MaintainRequest; answer: MaintainAnswer };
};
