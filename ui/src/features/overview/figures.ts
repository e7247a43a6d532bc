/** Counting for the pictures: what, out of how many. Pure. */
import type { Overview } from "../../backend/generated/Overview";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";

/** Late is a presence (discimus.md 2.1): no absence. */
const LATE = "L";
/** Official codes in the order of the alphabet, then what is never reported. */
const CODES = ["A", "B", "H", "M", "P", "R", "Z", "?", LATE];

/** One bar with its numbers. */
export interface Figure {
  key: string;
  label: string;
  /** Half days with the mark. */
  marks: number;
  /** Half days of lessons, all pupils together. */
  of: number;
}

type Marks = { [code in string]?: number };

/** Half days with one code, or with any absence when `code` is empty. */
export function counted(marks: Marks, code: string): number {
  if (code !== "") return marks[code] ?? 0;
  return Object.entries(marks).reduce(
    (sum, [one, count]) => (one === LATE ? sum : sum + (count ?? 0)),
    0,
  );
}

/** Parts of the whole, from 0 to 1. */
export function share({ marks, of }: Pick<Figure, "marks" | "of">): number {
  return of === 0 ? 0 : marks / of;
}

export function byWeek(overview: Overview, code: string): Figure[] {
  return overview.weeks.map((week) => ({
    key: week.monday,
    label: date(week.monday),
    marks: counted(week.marks, code),
    of: week.half_days,
  }));
}

export function byWeekday(overview: Overview, code: string): Figure[] {
  return overview.weekdays
    .filter((one) => one.half_days > 0)
    .map((one) => ({
      key: `${one.weekday} ${one.half}`,
      label: `${nl.shared.weekdays[one.weekday] ?? ""} ${one.half}`,
      marks: counted(one.marks, code),
      of: one.half_days,
    }));
}

export function byCode(overview: Overview): Figure[] {
  const of = overview.weeks.reduce((sum, week) => sum + week.half_days, 0);
  const present = new Set(overview.weeks.flatMap((week) => Object.keys(week.marks)));
  const known = CODES.filter((code) => present.has(code));
  const others = [...present].filter((code) => !CODES.includes(code)).sort();
  return [...known, ...others].map((code) => ({
    key: code,
    label: nl.overview.code(code, nl.overview.codes[code] ?? ""),
    marks: overview.weeks.reduce((sum, week) => sum + counted(week.marks, code), 0),
    of,
  }));
}

/** The round share at the top of the axis: the first of these that holds every bar. */
export function top(figures: readonly Figure[]): number {
  const most = Math.max(0, ...figures.map(share));
  return [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5].find((one) => one >= most) ?? 1;
}
