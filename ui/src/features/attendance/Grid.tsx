import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import type { WeekColumn } from "../../backend/generated/WeekColumn";
import type { WeekRow } from "../../backend/generated/WeekRow";
import { shortDay } from "../../shared/days";
import { nl } from "../../texts/nl";
import { Cell } from "./Cell";
import { toneOf } from "./codes";
import type { Cursor, Place } from "./keys";
import { labels } from "./labels";
import type { Register } from "./useRegister";
import { fullName, halfDayText } from "./words";

/** A column behind the half days. */
export interface Extra {
  key: string;
  header: string;
  render: (row: WeekRow) => ReactNode;
}

/**
 * A class and its half days. Only one cell takes the focus: that of the cursor. The keys are those
 * of `keys.ts`.
 */
export function Grid(props: {
  label: string;
  register: Register;
  cursor: Cursor;
  extra: readonly Extra[];
  large?: boolean;
  onKey: (event: KeyboardEvent) => void;
  onPlace: (place: Place, extend: boolean) => void;
}) {
  const { label, register, cursor, extra, large, onKey, onPlace } = props;
  const table = useRef<HTMLTableElement>(null);
  const focused = useRef(false);
  const { row, col } = cursor.at;

  // The focus follows the cursor while it is in the register.
  useEffect(() => {
    if (!focused.current) return;
    const cell = table.current?.querySelector<HTMLElement>(`[data-place="${row}:${col}"]`);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [row, col]);

  const open = register.rows.map((_, index) => !register.why({ row: index, col }));
  const signs = labels(open.filter(Boolean).length);
  let next = 0;
  return (
    <div className="register-scroll">
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with the role grid is what WAI-ARIA describes
        role="grid"
        aria-label={label}
        aria-multiselectable="true"
        className={`register ${large ? "large" : ""} ${cursor.pick === "off" ? "" : "picking"}`}
        style={{ "--halves": register.columns.length } as CSSProperties}
        onKeyDown={onKey}
        onFocus={() => {
          focused.current = true;
        }}
        onBlur={(event) => {
          focused.current = event.currentTarget.contains(event.relatedTarget);
        }}
      >
        <Head columns={register.columns} extra={extra} />
        <tbody>
          {register.rows.map((one, index) => {
            const away = one.cells.every((cell) => cell.not_here);
            const sign = open[index] ? signs[next++] : undefined;
            return (
              <tr key={one.pupil} className={away ? "away" : ""}>
                {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with the role grid is what WAI-ARIA describes */}
                <td role="gridcell" className="register-number">
                  {cursor.pick !== "off" && sign ? <kbd className="key">{sign}</kbd> : index + 1}
                </td>
                <th scope="row" className="register-name" title={fullName(one)}>
                  {fullName(one)}
                </th>
                {register.columns.map((column, place) => (
                  <GridCell
                    // biome-ignore lint/suspicious/noArrayIndexKey: turning a week keeps the cell, and so the focus
                    key={`${place}${column.at.half}`}
                    register={register}
                    cursor={cursor}
                    row={index}
                    col={place}
                    onPlace={onPlace}
                  />
                ))}
                {extra.map((column) => (
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with the role grid is what WAI-ARIA describes
                  <td key={column.key} role="gridcell" className="register-extra">
                    {column.render(one)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Head({ columns, extra }: { columns: readonly WeekColumn[]; extra: readonly Extra[] }) {
  const words = nl.attendance.grid;
  const days = [...new Set(columns.map((column) => column.at.day))];
  return (
    <thead>
      <tr>
        <th scope="col" className="register-number">
          {words.number}
        </th>
        <th scope="col" className="register-name">
          {words.pupil}
        </th>
        {days.length === 1
          ? columns.map(({ at }) => (
              <th key={at.half} scope="col" className="register-day">
                {nl.shared.halves[at.half]}
              </th>
            ))
          : days.map((day) => (
              <th
                key={day}
                scope="colgroup"
                colSpan={columns.filter((column) => column.at.day === day).length}
                className="register-day"
              >
                {shortDay(day)}
              </th>
            ))}
        {extra.map((column) => (
          <th key={column.key} scope="col" className="register-extra">
            {column.header}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** What the cell needs to know, so that only cells that changed are drawn again. */
function GridCell(props: {
  register: Register;
  cursor: Cursor;
  row: number;
  col: number;
  onPlace: (place: Place, extend: boolean) => void;
}) {
  const { register, cursor, row, col, onPlace } = props;
  const { mark, status, offered, failure, draft } = register.cellAt({ row, col });
  const column = register.columns[col];
  const why = register.why({ row, col }) || null;
  const { at, anchor } = cursor;
  const within = (a: number, b: number, x: number) => Math.min(a, b) <= x && x <= Math.max(a, b);
  const selected =
    anchor !== null && within(anchor.row, at.row, row) && within(anchor.col, at.col, col);
  return (
    <Cell
      row={row}
      col={col}
      code={mark?.code ?? null}
      time={mark?.time ?? null}
      tone={mark ? toneOf(register.codes, mark.code) : ""}
      note={Boolean(mark?.note)}
      draft={draft}
      status={status}
      offered={offered}
      failed={failure}
      why={why}
      when={column ? halfDayText(column.at) : ""}
      morning={column?.at.half === "VM"}
      current={at.row === row && at.col === col}
      selected={selected}
      onPlace={onPlace}
    />
  );
}
