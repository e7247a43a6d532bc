/** What each half of a day is, for drawing. Whether there are lessons the program says; why not, this. */
import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import type { CalendarDay } from "../../backend/generated/CalendarDay";
import type { Scope } from "../../backend/generated/Scope";
import type { SpecialDay } from "../../backend/generated/SpecialDay";
import type { SpecialKind } from "../../backend/generated/SpecialKind";
import { weekday } from "../../shared/days";

/** Lessons, or why there are none. `extra` has lessons although it would be free. */
export type HalfKind =
  | "lesson"
  | "extra"
  | "weekend"
  | "outside"
  | "holiday"
  | "not_worked"
  | Exclude<SpecialKind, "lesson">;

/** Which class the calendar is looked at for; empty: the whole school. */
export interface Viewed {
  class: string;
  location: string;
}

function covers(scope: Scope, viewed: Viewed): boolean {
  if (scope.of === "school") return true;
  return scope.of === "class" ? scope.name === viewed.class : scope.name === viewed.location;
}

const RANK = { school: 0, location: 1, class: 2 } as const;

/** The special day that decides on a half day: the narrowest, and of those the last entered. */
function decides(days: readonly SpecialDay[], day: string, half: 0 | 1, viewed: Viewed) {
  const name = half === 0 ? "VM" : "NM";
  let found: SpecialDay | null = null;
  for (const one of days) {
    if (day < one.from || day > one.until || (one.half !== null && one.half !== name)) continue;
    if (!covers(one.scope, viewed)) continue;
    if (!found || RANK[one.scope.of] >= RANK[found.scope.of]) found = one;
  }
  return found;
}

/** Both halves of a day. */
export function halvesOf(
  { day, lessons }: CalendarDay,
  { calendar, holidays }: CalendarAnswer,
  viewed: Viewed,
): [HalfKind, HalfKind] {
  const holiday = holidays.some((one) => one.from <= day && day <= one.until);
  const kind = (half: 0 | 1): HalfKind => {
    const special = decides(calendar.special_days, day, half, viewed);
    if (lessons[half]) return special?.kind === "lesson" ? "extra" : "lesson";
    if (day < calendar.first_day || day > calendar.last_day) return holiday ? "holiday" : "outside";
    if (weekday(day) > 4) return "weekend";
    if (holiday) return "holiday";
    return special && special.kind !== "lesson" ? special.kind : "not_worked";
  };
  return [kind(0), kind(1)];
}

/** Special days that touch a day, with their place in the calendar. */
export function specialOn(
  days: readonly SpecialDay[],
  day: string,
): { special: SpecialDay; index: number }[] {
  return days
    .map((special, index) => ({ special, index }))
    .filter(({ special }) => special.from <= day && day <= special.until);
}
