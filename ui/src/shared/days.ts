/** Days as `YYYY-MM-DD`. Pure; a day has no clock. */
import { nl } from "../texts/nl";
import { longDate } from "./format";

const DAY = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

/** So many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return iso(at(day) + days * DAY);
}

/** 0 Monday to 6 Sunday. */
export function weekday(day: string): number {
  return (new Date(at(day)).getUTCDay() + 6) % 7;
}

/** The Monday of its week. */
export function mondayOf(day: string): string {
  return addDays(day, -weekday(day));
}

/** Every day of a month; `month` from 1. */
export function daysOf(year: number, month: number): string[] {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const first = iso(Date.UTC(year, month - 1, 1));
  return Array.from({ length }, (_, index) => addDays(first, index));
}

/** `2026-11-25` → `woensdag 25 november 2026`. */
export function dayName(day: string): string {
  return `${nl.shared.weekdays[weekday(day)] ?? ""} ${longDate(day)}`;
}

/** `2026-11-24` → `di 24`. */
export function shortDay(day: string): string {
  return `${(nl.shared.weekdays[weekday(day)] ?? "").slice(0, 2)} ${Number(day.slice(8, 10))}`;
}

/** `2026-11-24` → `24/11`. */
export function dayMonth(day: string): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}`;
}

/** Whether it is a day of the calendar. */
export function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at(day)) && iso(at(day)) === day;
}

/** The previous or next day from Monday to Friday. */
export function schoolDay(day: string, by: 1 | -1): string {
  let next = addDays(day, by);
  while (weekday(next) > 4) next = addDays(next, by);
  return next;
}

/** That day, or the Monday after it in a weekend. Nothing stays nothing. */
export function nextWeekday(day: string): string {
  return day !== "" && weekday(day) > 4 ? schoolDay(day, 1) : day;
}

/** `2026-2027` and so many school years later. */
export function yearLater(year: string, years: number): string {
  const begin = Number(year.slice(0, 4)) + years;
  return `${begin}-${begin + 1}`;
}
