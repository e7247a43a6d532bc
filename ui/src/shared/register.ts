/** What stands in a register that was read. Pure. */
import type { ClassWeek } from "../backend/generated/ClassWeek";
import type { HalfDay } from "../backend/generated/HalfDay";
import type { Mark } from "../backend/generated/Mark";

/** Names a half day of a pupil in what is typed and on its way. */
export function cellKey(pupil: string, at: HalfDay): string {
  return `${pupil}|${at.day}|${at.half}`;
}

/** What stands at a half day of a pupil; `undefined`: not in this register at all. */
export function markIn(week: ClassWeek, pupil: string, at: HalfDay): Mark | null | undefined {
  const column = week.columns.findIndex((one) => one.at.day === at.day && one.at.half === at.half);
  const row = week.rows.find((one) => one.pupil === pupil);
  if (!row) return undefined;
  return row.cells[column]?.mark ?? null;
}
