/** Every word on the screens. One file per feature; no sentence stands anywhere else. */

import type { Fault } from "../backend/generated/Fault";
import type { Problem } from "../backend/generated/Problem";
import type { RemarkCode } from "../backend/generated/RemarkCode";
import type { RowRemark } from "../backend/generated/RowRemark";
import { app } from "./nl/app";
import { attendance } from "./nl/attendance";
import { attendanceSettings } from "./nl/attendance_settings";
import { board } from "./nl/board";
import { calendar } from "./nl/calendar";
import { cards } from "./nl/cards";
import { discimus } from "./nl/discimus";
import { dossier } from "./nl/dossier";
import { enrol } from "./nl/enrol";
import { enrolmentFile } from "./nl/enrolment_file";
import { enrolments } from "./nl/enrolments";
import { followUp } from "./nl/follow_up";
import { imports } from "./nl/imports";
import { lock } from "./nl/lock";
import { looks } from "./nl/looks";
import { merges } from "./nl/merges";
import { migration } from "./nl/migration";
import { newYear } from "./nl/new_year";
import { overlapLists } from "./nl/overlap_lists";
import { overlaps } from "./nl/overlaps";
import { overview } from "./nl/overview";
import { problems } from "./nl/problems";
import { pupils } from "./nl/pupils";
import { remarks } from "./nl/remarks";
import { reports } from "./nl/reports";
import { scanning } from "./nl/scanning";
import { session } from "./nl/session";
import { settings } from "./nl/settings";
import { shared } from "./nl/shared";
import { state } from "./nl/state";
import { sync } from "./nl/sync";
import { today } from "./nl/today";

export const nl = {
  app,
  attendance,
  attendanceSettings,
  board,
  calendar,
  cards,
  discimus,
  dossier,
  enrol,
  enrolmentFile,
  enrolments,
  followUp,
  imports,
  lock,
  looks,
  merges,
  migration,
  newYear,
  overlapLists,
  overlaps,
  overview,
  pupils,
  reports,
  scanning,
  session,
  settings,
  shared,
  state,
  sync,
  today,
};

/** The sentence for a problem: what is wrong, where, and what to do. */
export function problemText(problem: Problem): string {
  const sentence = problems[problem.code];
  return sentence ? sentence(problem.values) : problems.internal({ detail: problem.code });
}

/** What is wrong with a transaction: found by our own check, said by AGODI, or nobody answered. */
export function faultText({ own, code, text }: Fault): string {
  if (own) return discimus.faults[code] ?? code;
  return text || problemText({ code: "link_failed", values: { why: code } });
}

/** The sentence for a remark at a row of a file. */
export function remarkText(remark: Pick<RowRemark, "code" | "values">): string {
  const sentence = remarks[remark.code as RemarkCode];
  return sentence ? sentence(remark.values) : remark.code;
}

/** What an action is called, for undo and history. */
export function batchText(kind: string): string {
  return shared.batches[kind] ?? kind;
}
