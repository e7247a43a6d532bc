/** Half days, marks and pupils as people read them. Pure. */

import type { HalfDay } from "../../backend/generated/HalfDay";
import type { Mark } from "../../backend/generated/Mark";
import type { NotHere } from "../../backend/generated/NotHere";
import type { Taken } from "../../backend/generated/Taken";
import { dayMonth, dayName, shortDay } from "../../shared/days";
import { time } from "../../shared/format";
import { nl } from "../../texts/nl";

/** `di 24 november 2026, voormiddag`. */
export function halfDayText(at: HalfDay): string {
  return `${dayName(at.day)}, ${nl.shared.halves[at.half]}`;
}

/** `di 24 VM`. */
export function halfDayShort(at: HalfDay): string {
  return `${shortDay(at.day)} ${at.half}`;
}

/** `Özdemir Emma`. */
export function fullName(of: { last_name: string; first_name: string }): string {
  return `${of.last_name} ${of.first_name}`;
}

/** `L 8:51` or the code. */
export function markShort(mark: Mark): string {
  return mark.time ? `${mark.code} ${mark.time.replace(/^0/, "")}` : mark.code;
}

/** `ingeschreven vanaf 30/11`. */
export function notHereText(why: NotHere): string {
  const words = nl.attendance.grid;
  return why.why === "enrolled_from"
    ? words.enrolledFrom(dayMonth(why.day))
    : words.leftOn(dayMonth(why.day));
}

/** `08:52 Katrien`. */
export function takenText(taken: Taken): string {
  return [time(taken.at), taken.by].filter(Boolean).join(" ");
}
