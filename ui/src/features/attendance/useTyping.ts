import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import type { Mark } from "../../backend/generated/Mark";
import { useUndo } from "../../shared";
import { nl } from "../../texts/nl";
import { type Act, type Cursor, cursorAt, type Place, press, type Shape } from "./keys";
import type { Say } from "./Spoken";
import { afterAll, type Edit, setCells } from "./saving";
import type { Sheet } from "./sheet";
import { type Register, useSettle } from "./useRegister";
import { halfDayText } from "./words";

/** Time of the clock of this laptop, `HH:MM`. */
export function clock(now = new Date()): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(now.getHours())}:${two(now.getMinutes())}`;
}

/** A cell with another code: the remark stays, a time belongs to lateness alone. */
export function withCode(before: Mark | null, code: string | null, late: boolean): Mark | null {
  if (code === null) return null;
  return {
    code,
    ...(late ? { time: before?.code === code && before.time ? before.time : clock() } : {}),
    ...(before?.note ? { note: before.note } : {}),
  };
}

/** Where the cursor stands when a register opens: the first open half day of that day. */
export function startOf(register: Register, day: string): Place {
  const { columns, rows } = register;
  const first = (wanted: (col: number) => boolean) =>
    columns.findIndex((column, col) => column.free === null && wanted(col));
  const tries = [
    first((col) => columns[col]?.at.day === day && !columns[col]?.taken),
    first((col) => columns[col]?.at.day === day),
    first((col) => columns[col]?.due !== null),
    first(() => true),
  ];
  const col = tries.find((one) => one >= 0) ?? 0;
  const row = rows.findIndex((_, index) => !register.why({ row: index, col }));
  return { row: Math.max(0, row), col };
}

/** Keys of a register: what they change goes to `saving`, what they mean elsewhere to the screen. */
export function useTyping(props: {
  sheet: Sheet;
  /** Where the cursor stands until a key moves it. */
  start: Place;
  say: Say;
  onRoll: (col: number, both: boolean) => void;
  onTurn: (by: 1 | -1) => void;
  onClass: (by: 1 | -1) => void;
}) {
  const { sheet, say, onRoll, onTurn, onClass } = props;
  const settle = useSettle();
  const { undo, redo } = useUndo();
  const [kept, setCursor] = useState<Cursor | null>(null);
  const { row, col } = props.start;
  const start = useMemo(() => cursorAt({ row, col }), [row, col]);
  const cursor = useMemo(() => inside(kept ?? start, sheet), [kept, start, sheet]);
  const shape: Shape = useMemo(
    () => ({
      rows: sheet.rowCount,
      cols: sheet.colCount,
      codes: sheet.codes,
      open: (place) => !sheet.why(place),
      next: sheet.next,
    }),
    [sheet],
  );

  const setMark = useCallback(
    (cells: readonly Place[], change: (before: Mark | null) => Mark | null) => {
      const edits: Edit[] = cells.flatMap((place) => {
        const target = sheet.target(place);
        if (!target) return [];
        const seen = sheet.cellAt(place).mark;
        return [{ pupil: target.pupil, at: target.at, seen, now: change(seen) }];
      });
      return edits.length > 0 ? setCells(edits, settle) : Promise.resolve(true);
    },
    [sheet, settle],
  );

  const setCode = useCallback(
    (cells: readonly Place[], code: string | null) => {
      const late = sheet.codes.some((local) => local.code === code && local.meaning.as === "late");
      void setMark(cells, (before) => withCode(before, code, late));
      say(saidOf(sheet, cells, code));
    },
    [sheet, setMark, say],
  );

  const act = (what: Act) => {
    switch (what.do) {
      case "set":
        return setCode(what.cells, what.code);
      case "blocked":
        return say(nl.attendance.said.blocked(sheet.why(what.at)), true);
      case "unknown":
        return say(nl.attendance.said.unknown(what.letter), true);
      case "roll":
        return onRoll(cursor.at.col, what.both);
      case "turn":
        return onTurn(what.by);
      case "class":
        return onClass(what.by);
      case "undo":
        return afterAll(undo);
      case "redo":
        return afterAll(redo);
    }
  };

  const onKey = (event: KeyboardEvent) => {
    if (!(event.target as HTMLElement).dataset.place) return;
    const outcome = press(cursor, { ...pick(event), code: event.nativeEvent.code }, shape);
    if (!outcome) return;
    event.preventDefault();
    setCursor(outcome.cursor);
    if (outcome.act) act(outcome.act);
  };

  const onPlace = useCallback(
    (at: Place, extend: boolean) =>
      setCursor((now) => {
        const before = now ?? start;
        return {
          ...before,
          at,
          anchor: extend ? (before.anchor ?? before.at) : null,
          pending: null,
        };
      }),
    [start],
  );

  return { cursor, setCursor, onKey, onPlace, setCode, setMark };
}

/** The cursor on a cell that exists: another week may have fewer pupils. */
function inside(cursor: Cursor, sheet: Sheet): Cursor {
  const row = Math.min(cursor.at.row, Math.max(0, sheet.rowCount - 1));
  const col = Math.min(cursor.at.col, Math.max(0, sheet.colCount - 1));
  return row === cursor.at.row && col === cursor.at.col ? cursor : { ...cursor, at: { row, col } };
}

function pick(event: KeyboardEvent) {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  return { key, shiftKey, ctrlKey, altKey, metaKey };
}

/** What a screen reader says after a key. */
function saidOf(sheet: Sheet, cells: readonly Place[], code: string | null): string {
  const words = nl.attendance.said;
  const target = cells[0] && sheet.target(cells[0]);
  if (!target) return "";
  if (cells.length > 1) return words.many(String(cells.length), code ?? nl.shared.empty);
  const when = halfDayText(target.at);
  return code ? words.set(target.name, when, code) : words.cleared(target.name, when);
}
