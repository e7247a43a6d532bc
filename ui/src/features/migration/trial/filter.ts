/** Which rows of a trial run are shown. */
import type { PlanRow } from "../../../backend/generated/PlanRow";
import type { PupilsPlan } from "../../../backend/generated/PupilsPlan";
import type { Verdict } from "../../../backend/generated/Verdict";

/** What the list of rows is narrowed to. */
export type Filter = Verdict | "undecided" | "warned" | "all";
/** In the order of the buttons. */
export const FILTERS: readonly Filter[] = [
  "new",
  "changed",
  "unchanged",
  "undecided",
  "refused",
  "warned",
  "skipped",
  "left_out",
];

/** The rows that a filter keeps. */
export function rowsOf(plan: PupilsPlan, filter: Filter): PlanRow[] {
  if (filter === "all") return plan.rows;
  if (filter === "undecided") {
    const open = new Set(plan.undecided);
    return plan.rows.filter((row) => open.has(row.row));
  }
  if (filter === "warned")
    return plan.rows.filter((row) => row.remarks.length > 0 && row.verdict !== "refused");
  return plan.rows.filter((row) => row.verdict === filter);
}

/** The filter that shows first what asks for something. */
export function firstFilter(plan: PupilsPlan): Filter {
  if (rowsOf(plan, "refused").length > 0) return "refused";
  return plan.undecided.length > 0 ? "undecided" : "all";
}
