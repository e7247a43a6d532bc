/** The enrolments of a pupil as bars on a time axis. Pure. */
import type { EnrolmentFile } from "../../../backend/generated/EnrolmentFile";
import { addDays } from "../../../shared/days";
import { nl } from "../../../texts/nl";

/** A bar: days included, `until` empty while it is open. */
export interface Span {
  key: string;
  lane: "school" | "group" | "class";
  label: string;
  from: string;
  until: string;
  /** Refused, cancelled, or never came: drawn as an outline. */
  void: boolean;
}

/** Bars of a file, in the order in which they are drawn. */
export function spansOf(file: EnrolmentFile): Span[] {
  const spans: Span[] = [];
  for (const { enrolment, groups } of file.schools) {
    spans.push({
      key: enrolment.id,
      lane: "school",
      label: nl.enrolments.statuses[enrolment.status],
      from: enrolment.from,
      until: enrolment.leaving?.until ?? "",
      void: enrolment.status === "cancelled" || enrolment.status === "not_realised",
    });
    for (const { enrolment: group } of groups) {
      spans.push({
        key: group.id,
        lane: "group",
        label: group.details.group,
        from: group.from,
        until: group.until ?? group.expected_until,
        void: group.never_came,
      });
    }
  }
  for (const { id, enrolment } of file.classes) {
    spans.push({
      key: id,
      lane: "class",
      label: enrolment.class,
      from: enrolment.from,
      until: enrolment.until ?? "",
      void: false,
    });
  }
  return spans;
}

/** 1 September and 31 August around a day. */
function yearAround(day: string): [string, string] {
  const year = Number(day.slice(0, 4)) - (day.slice(5) < "09-01" ? 1 : 0);
  return [`${year}-09-01`, `${year + 1}-08-31`];
}

/** The axis: whole school years around every bar and today. */
export function axisOf(spans: readonly Span[], today: string): { from: string; until: string } {
  const days = [today, ...spans.flatMap(({ from, until }) => (until ? [from, until] : [from]))];
  days.sort();
  return {
    from: yearAround(days[0] ?? today)[0],
    until: yearAround(days.at(-1) ?? today)[1],
  };
}

const DAY = 86_400_000;
const days = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / DAY;

/** Where a day lies, from 0 to 100. */
export function placeOf(day: string, axis: { from: string; until: string }): number {
  const whole = days(axis.from, axis.until) + 1;
  return (100 * Math.max(0, Math.min(whole, days(axis.from, day)))) / whole;
}

/** Begin and width of a bar, in hundredths; the last day belongs to it. */
export function barOf(span: Span, axis: { from: string; until: string }): [number, number] {
  const begin = placeOf(span.from, axis);
  const end = placeOf(span.until ? addDays(span.until, 1) : addDays(axis.until, 1), axis);
  return [begin, Math.max(0.6, end - begin)];
}

/** Each 1 September of the axis; for one year each first of a month. */
export function ticksOf(axis: { from: string; until: string }): { day: string; label: string }[] {
  const first = Number(axis.from.slice(0, 4));
  const last = Number(axis.until.slice(0, 4));
  if (last - first > 1) {
    return Array.from({ length: last - first }, (_, index) => ({
      day: `${first + index}-09-01`,
      label: `${first + index}-${String(first + index + 1).slice(2)}`,
    }));
  }
  return Array.from({ length: 12 }, (_, index) => {
    const month = ((index + 8) % 12) + 1;
    const year = index < 4 ? first : first + 1;
    return {
      day: `${year}-${String(month).padStart(2, "0")}-01`,
      label: MONTHS[month - 1] ?? "",
    };
  });
}

const MONTHS = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
