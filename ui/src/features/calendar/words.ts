import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import type { RemarkKind } from "../../backend/generated/RemarkKind";
import type { Scope } from "../../backend/generated/Scope";
import type { SpecialDay } from "../../backend/generated/SpecialDay";
import { date, number } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.calendar;

/** For whom something holds, in words. */
export function scopeText(scope: Scope): string {
  if (scope.of === "school") return words.week.of.school.toLowerCase();
  return `${words.week.of[scope.of].toLowerCase()} ${scope.name}`;
}

/** When a special day is, in words. */
export function periodText(special: SpecialDay): string {
  const days =
    special.from === special.until
      ? date(special.from)
      : `${date(special.from)} – ${date(special.until)}`;
  return special.half === null ? days : `${days}, ${nl.shared.halves[special.half]}`;
}

/** A remark on the calendar, as a sentence. */
export function remarkText(kind: RemarkKind, { calendar }: CalendarAnswer): string {
  const label = (day: number) => calendar.special_days[day]?.label ?? "";
  const says = words.remark;
  switch (kind.what) {
    case "period":
      return says.period(label(kind.day));
    case "no_effect":
      return says.no_effect(label(kind.day));
    case "pattern_twice":
      return says.pattern_twice(scopeText(kind.scope));
    case "first_day":
      return says.first_day(date(kind.expected));
    case "last_day":
      return says.last_day(date(kind.expected));
    case "too_many":
      return says.too_many(
        words.specialKinds[kind.kind],
        scopeText(kind.scope),
        number(kind.taken),
        number(kind.allowed),
      );
    default:
      return says[kind.what]();
  }
}
