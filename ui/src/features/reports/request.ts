/** What is asked for, as a report. Pure. */
import type { MembersBy } from "../../backend/generated/MembersBy";
import type { Report } from "../../backend/generated/Report";
import { yearLater } from "../../shared/days";

export const KINDS = [
  "week_register",
  "month_register",
  "absence_sheet",
  "day_list",
  "members",
  "enrolment_register",
] as const;
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
  /** How a list of pupils is put together. */
  by: MembersBy;
  /** School year of the register of enrolments; empty: the present one. */
  year: string;
}

/** Whether codes of absence stand in it. */
export function hasCodes(kind: Kind): boolean {
  return kind !== "members" && kind !== "enrolment_register";
}

/** School years of which the register of enrolments is asked: the next, this one, five before. */
export function yearsFor(today: string): string[] {
  const begin = Number(today.slice(0, 4)) - (today.slice(5) < "09-01" ? 1 : 0);
  const present = `${begin}-${begin + 1}`;
  return [1, 0, -1, -2, -3, -4, -5].map((by) => yearLater(present, by));
}

/** The report of a form; `pupils` are those of the class. */
export function reportOf(wanted: Wanted, pupils: readonly string[]): Report {
  const classes = wanted.class === "" ? [] : [wanted.class];
  switch (wanted.kind) {
    case "absence_sheet": {
      const whose = wanted.pupil === "" ? [...pupils] : [wanted.pupil];
      return { report: wanted.kind, pupils: whose, year: null };
    }
    case "members":
      return {
        report: wanted.kind,
        by: wanted.by,
        on: wanted.day,
        only: wanted.by === "class" ? classes : [],
      };
    case "enrolment_register":
      return { report: wanted.kind, year: wanted.year || null, institution: "" };
    default:
      return { report: wanted.kind, classes, day: wanted.day };
  }
}
