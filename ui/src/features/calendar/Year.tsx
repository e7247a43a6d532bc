import { type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from "react";
import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import { addDays, daysOf, weekday } from "../../shared/days";
import { nl } from "../../texts/nl";
import { type HalfKind, halvesOf, type Viewed } from "./halves";
import { Month } from "./Month";

/** What is drawn of one day. */
export interface DrawnDay {
  day: string;
  halves: [HalfKind, HalfKind];
  labels: readonly string[];
}

/** Keys that move over the days, in days; months by PageUp and PageDown. */
const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

/** The same day of another month, or its last one. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const index = year * 12 + month - 1 + months;
  const days = daysOf(Math.floor(index / 12), (index % 12) + 1);
  return days[Math.min(date, days.length) - 1] ?? day;
}

/** Where a key leads from a day, or null. */
export function moved(day: string, key: string): string | null {
  const step = STEPS[key];
  if (step !== undefined) return addDays(day, step);
  if (key === "PageUp") return monthsLater(day, -1);
  if (key === "PageDown") return monthsLater(day, 1);
  if (key === "Home") return addDays(day, -weekday(day));
  if (key === "End") return addDays(day, 6 - weekday(day));
  return null;
}

/** Twelve months at a glance. Arrows move over the days, Enter opens one. */
export const Year = memo(function Year({
  answer,
  viewed,
  today,
  opened,
  onOpen,
}: {
  answer: CalendarAnswer;
  viewed: Viewed;
  today: string;
  opened: string | null;
  onOpen: (day: string) => void;
}) {
  const days = useMemo(() => {
    const drawn = answer.days.map(
      (one): DrawnDay => ({
        day: one.day,
        halves: halvesOf(one, answer, viewed),
        labels: one.labels,
      }),
    );
    return new Map(drawn.map((one) => [one.day, one]));
  }, [answer, viewed]);
  const [active, setActive] = useState(opened ?? today);
  const begin = days.has(active) ? active : answer.calendar.first_day;
  const box = useRef<HTMLDivElement>(null);

  const keyDown = useCallback(
    (event: KeyboardEvent) => {
      const day = (event.target as HTMLElement).dataset.day;
      const to = day ? moved(day, event.key) : null;
      if (to === null || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      if (!days.has(to)) return;
      setActive(to);
      box.current?.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus();
    },
    [days],
  );

  return (
    <div className="year" ref={box} onKeyDown={keyDown}>
      {answer.months.map((total) => (
        <Month
          key={`${total.year}-${total.month}`}
          total={total}
          days={days}
          active={begin}
          today={today}
          opened={opened}
          onOpen={onOpen}
        />
      ))}
      <p className="visually-hidden">{nl.calendar.keys}</p>
    </div>
  );
});
