/** What is asked for, as a report. Pure. */
import type { Report } from "../../backend/generated/Report";

export const KINDS = ["week_register", "month_register", "absence_sheet", "day_list"] as const;
/** Which report. */
export type Kind = (typeof KINDS)[number];

/** What the form holds. */
export interface Wanted {
  kind: Kind;
  /** Empty: the whole school. */
  class: string;
  /** Empty: every pupil of the class. */
  pupil: string;
  day: string;
}

/** The report of a form; `pupils` are those of the class. */
export function reportOf(wanted: Wanted, pupils: readonly string[]): Report {
  const classes = wanted.class === "" ? [] : [wanted.class];
  if (wanted.kind === "absence_sheet") {
    const whose = wanted.pupil === "" ? [...pupils] : [wanted.pupil];
    return { report: wanted.kind, pupils: whose, year: null };
  }
  return { report: wanted.kind, classes, day: wanted.day };
}
