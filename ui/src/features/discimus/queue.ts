/** Reading the queue. Pure. */
import type { Discimus } from "../../backend/generated/Discimus";
import type { QueueRow } from "../../backend/generated/QueueRow";
import type { SendStatus } from "../../backend/generated/SendStatus";
import { date, fold } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.discimus;

/** What the list can be narrowed to. */
export const FILTERS = ["all", "wrong", "waits", "sending"] as const;
export type Filter = (typeof FILTERS)[number];

/** Statuses that a person has to look at. */
const WRONG: readonly SendStatus[] = ["validation_error", "rejected_by_agodi", "system_error"];

/** Whether it went wrong. */
export function isWrong(status: SendStatus): boolean {
  return WRONG.includes(status);
}

/** How many went wrong. */
export function wrongOf(counts: Discimus["counts"]): number {
  return counts.filter((one) => isWrong(one.status)).reduce((sum, one) => sum + one.count, 0);
}

/** Whether a transaction belongs to what is shown. */
export function shows(filter: Filter, row: QueueRow): boolean {
  if (filter === "all") return true;
  if (filter === "wrong") return isWrong(row.status);
  return row.status === (filter === "waits" ? "to_send" : "sending");
}

/** Transactions of pupils in whose name or class all words stand. */
export function found(rows: readonly QueueRow[], text: string): QueueRow[] {
  const wanted = fold(text).split(" ").filter(Boolean);
  return rows.filter((row) => {
    const hay = fold(`${row.last_name} ${row.first_name} ${row.class}`);
    return wanted.every((word) => hay.includes(word));
  });
}

/** What a transaction tells, with the day or month that it is about. */
export function told(row: QueueRow): string {
  const subject = words.subjects[row.subject];
  const what = row.withdraws ? words.withdraws(subject) : subject;
  const [year, month, day] = row.about.split("-");
  const when = day ? date(row.about) : month ? `${month}/${year}` : "";
  return when ? words.about(what, when) : what;
}
