import { type KeyboardEvent, useEffect, useRef } from "react";
import { addDays, weekday } from "../../shared/days";
import { monthName } from "../../shared/format";
import { nl } from "../../texts/nl";
import { Cell } from "./Cell";
import { toneOf } from "./codes";
import type { Cursor, Place } from "./keys";
import { HALVES, type Year } from "./useYear";
import { halfDayText } from "./words";

/** A year at a glance: a column a week, the letter and colour of each half day. */
export function YearMap(props: {
  label: string;
  year: Year;
  cursor: Cursor;
  onKey: (event: KeyboardEvent) => void;
  onPlace: (place: Place, extend: boolean) => void;
}) {
  const { year, cursor } = props;
  const table = useRef<HTMLTableElement>(null);
  const focused = useRef(false);
  const { row, col } = cursor.at;
  useEffect(() => {
    if (!focused.current) return;
    table.current?.querySelector<HTMLElement>(`[data-place="${row}:${col}"]`)?.focus();
  }, [row, col]);
  return (
    <div className="year-scroll">
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with the role grid is what WAI-ARIA describes
        role="grid"
        aria-label={props.label}
        aria-multiselectable="true"
        className="register year-map"
        onKeyDown={props.onKey}
        onFocus={() => {
          focused.current = true;
        }}
        onBlur={(event) => {
          focused.current = event.currentTarget.contains(event.relatedTarget);
        }}
      >
        <thead>
          <tr>
            <th scope="col" className="year-half">
              <span className="visually-hidden">{nl.attendance.year.halfDay}</span>
            </th>
            {months(year.mondays).map(([month, weeks]) => (
              <th key={month} scope="colgroup" colSpan={weeks} className="year-month">
                {/* A single week is narrower than the name. */}
                <span className={weeks > 1 ? undefined : "visually-hidden"}>
                  {monthName(Number(month.slice(5, 7))).slice(0, 3)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...Array(HALVES).keys()].map((half) => (
            <tr key={half}>
              <th scope="row" className="year-half">
                {halfName(half)}
              </th>
              {year.mondays.map((monday, week) => (
                <YearCell
                  key={monday}
                  year={year}
                  cursor={cursor}
                  row={half}
                  col={week}
                  onPlace={props.onPlace}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function YearCell(props: {
  year: Year;
  cursor: Cursor;
  row: number;
  col: number;
  onPlace: (place: Place, extend: boolean) => void;
}) {
  const { year, cursor, row, col, onPlace } = props;
  const { mark, status, offered, failure, draft } = year.cellAt({ row, col });
  const target = year.target({ row, col });
  const { at, anchor } = cursor;
  const within = (a: number, b: number, x: number) => Math.min(a, b) <= x && x <= Math.max(a, b);
  return (
    <Cell
      row={row}
      col={col}
      code={mark?.code ?? null}
      time={null}
      tone={mark ? toneOf(year.codes, mark.code) : ""}
      note={Boolean(mark?.note)}
      draft={draft}
      status={status}
      offered={offered}
      failed={failure}
      why={year.why({ row, col }) || null}
      when={target ? halfDayText(target.at) : ""}
      morning={false}
      current={at.row === row && at.col === col}
      selected={
        anchor !== null && within(anchor.row, at.row, row) && within(anchor.col, at.col, col)
      }
      onPlace={onPlace}
    />
  );
}

/** `ma VM`. */
function halfName(row: number): string {
  const day = (nl.shared.weekdays[Math.floor(row / 2)] ?? "").slice(0, 2);
  return `${day} ${row % 2 === 0 ? "VM" : "NM"}`;
}

/** Months with their number of weeks; a week belongs to the month of its Thursday. */
function months(mondays: readonly string[]): [string, number][] {
  const found: [string, number][] = [];
  for (const monday of mondays) {
    const month = addDays(monday, 3 - weekday(monday)).slice(0, 7);
    const last = found.at(-1);
    if (last?.[0] === month) last[1] += 1;
    else found.push([month, 1]);
  }
  return found;
}
