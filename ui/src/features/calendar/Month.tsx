import { memo } from "react";
import type { MonthTotal } from "../../backend/generated/MonthTotal";
import { dayName, daysOf, weekday } from "../../shared/days";
import { monthName, number } from "../../shared/format";
import { nl } from "../../texts/nl";
import type { DrawnDay } from "./Year";

const words = nl.calendar;

/** One month: its days in weeks, its half days, and what is special in it in words. */
export const Month = memo(function Month({
  total,
  days,
  active,
  today,
  opened,
  onOpen,
}: {
  total: MonthTotal;
  days: ReadonlyMap<string, DrawnDay>;
  active: string;
  today: string;
  opened: string | null;
  onOpen: (day: string) => void;
}) {
  const all = daysOf(total.year, total.month);
  const blanks = weekday(all[0] ?? "");
  const name = `${monthName(total.month)} ${total.year}`;
  return (
    <section className="month" aria-label={words.monthLabel(name, number(total.half_days))}>
      <header>
        <h2>{monthName(total.month)}</h2>
        <span className="soft nums">{words.halfDays(total.half_days)}</span>
      </header>
      <div className="month-days">
        {nl.shared.weekdays.map((one) => (
          <span key={one} className="month-weekday" aria-hidden="true">
            {one.slice(0, 2)}
          </span>
        ))}
        {all.map((day, index) => {
          const drawn = days.get(day);
          const [morning, afternoon] = drawn?.halves ?? ["outside", "outside"];
          return (
            <button
              key={day}
              type="button"
              className={`day ${index === 0 ? `from-${blanks}` : ""}`}
              data-day={day}
              data-today={day === today || undefined}
              aria-pressed={day === opened}
              tabIndex={day === active ? 0 : -1}
              aria-label={spoken(day, drawn)}
              title={spoken(day, drawn)}
              onClick={() => onOpen(day)}
            >
              <span className={`day-half ${morning}`} aria-hidden="true" />
              <span className={`day-half ${afternoon}`} aria-hidden="true" />
              <span className="day-number" aria-hidden="true">
                {index + 1}
              </span>
            </button>
          );
        })}
      </div>
      <ul className="month-labels">
        {labelled(all, days).map(({ from, until, label }) => (
          <li key={`${from} ${label}`}>
            <span className="nums">
              {Number(from.slice(8))}
              {until === from ? "" : `–${Number(until.slice(8))}`}
            </span>{" "}
            {label}
          </li>
        ))}
      </ul>
    </section>
  );
});

/** A day as it is read out: its name, both halves in words, and what the day is called. */
export function spoken(day: string, drawn: DrawnDay | undefined): string {
  if (!drawn) return dayName(day);
  const [morning, afternoon] = drawn.halves.map((kind) => words.kinds[kind]);
  const halves =
    morning === afternoon
      ? morning
      : `${words.morning} ${morning}, ${words.afternoon} ${afternoon}`;
  const labels = drawn.labels.length > 0 ? ` (${drawn.labels.join(", ")})` : "";
  return `${dayName(day)}: ${halves}${labels}`;
}

/** What is special in a month: one line for days in a row with the same label. */
export function labelled(all: readonly string[], days: ReadonlyMap<string, DrawnDay>) {
  const lines: { from: string; until: string; label: string }[] = [];
  const open = new Map<string, { from: string; until: string; label: string }>();
  for (const day of all) {
    const labels = new Set(days.get(day)?.labels ?? []);
    for (const label of open.keys()) if (!labels.has(label)) open.delete(label);
    for (const label of labels) {
      const line = open.get(label);
      if (line) line.until = day;
      else {
        const fresh = { from: day, until: day, label };
        open.set(label, fresh);
        lines.push(fresh);
      }
    }
  }
  return lines;
}
