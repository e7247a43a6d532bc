/** Where days lie in the picture. Pure. */
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { Period } from "../../backend/generated/Period";

/** From the first to the last day that the picture shows. */
export interface Axis {
  from: string;
  until: string;
}

const DAY = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;

/** The school year of a day begins on 1 September of this year. */
export function yearOf(day: string): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= "09-01" ? year : year - 1;
}

/** The school year of `on` with the summer before it, and the next one too when a pair plays there. */
export function axisOf(on: string, pupils: readonly OverlapPupil[]): Axis {
  const year = yearOf(on);
  const next = pupils.some((one) =>
    one.pairs.some(({ pair }) => pair.year === "next" && pair.visible),
  );
  return { from: `${year}-07-01`, until: `${year + (next ? 2 : 1)}-08-31` };
}

/** How many days the axis has. */
export function lengthOf({ from, until }: Axis): number {
  return at(until) - at(from) + 1;
}

/** Begin and width of a period, in days of the axis; null when it lies outside. */
export function span(axis: Axis, { from, until }: Period): { x: number; width: number } | null {
  const length = lengthOf(axis);
  const x = Math.max(0, at(from) - at(axis.from));
  const end = Math.min(length, (until === null ? length : at(until) - at(axis.from)) + 1);
  return end > x && x < length ? { x, width: end - x } : null;
}

/** The first day of each month but the first, in days of the axis. */
export function months(axis: Axis): { x: number; month: number }[] {
  const found = [];
  for (
    let year = Number(axis.from.slice(0, 4)), month = Number(axis.from.slice(5, 7)) + 1;
    ;
    month += 1
  ) {
    if (month > 12) {
      month = 1;
      year += 1;
    }
    const x = at(`${year}-${String(month).padStart(2, "0")}-01`) - at(axis.from);
    if (x >= lengthOf(axis)) return found;
    found.push({ x, month });
  }
}
