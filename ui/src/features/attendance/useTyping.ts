import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import type { ClassWeek } from "../../backend/generated/ClassWeek";
import type { Mark } from "../../backend/generated/Mark";
import { useUndo } from "../../shared";
import { nl } from "../../texts/nl";
import { type Act, type Cursor, cursorAt, type Place, press, type Shape } from "./keys";
import { afterAll, type Edit, setCells } from "./saving";
import { type Register, useSettle } from "./useRegister";
import { fullName, halfDayText, notHereText } from "./words";

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

/** Where the cursor stands when a register opens: the first open half day of today. */
export function startOf(register: Register, today: string): Place {
  const { columns, rows } = register;
  const first = (wanted: (col: number) => boolean) =>
    columns.findIndex((column, col) => column.free === null && wanted(col));
  const tries = [
    first((col) => columns[col]?.at.day === today && !columns[col]?.taken),
    first((col) => columns[col]?.at.day === today),
    first((col) => columns[col]?.due !== null),
    first(() => true),
  ];
  const col = tries.find((one) => one >= 0) ?? 0;
  const row = rows.findIndex((_, index) => register.isOpen({ row: index, col }));
  return { row: Math.max(0, row), col };
}

/** Why nothing can be entered in a cell. */
export function blockedWhy(register: Register, place: Place): string {
  const column = register.columns[place.col];
  if (column?.free) return nl.attendance.free(column.free);
  const here = register.rows[place.row]?.cells[register.indexOf(place.col)]?.not_here;
  return here ? notHereText(here) : "";
}

/** Keys of a register: what they change goes to `saving`, what they mean elsewhere to the screen. */
export function useTyping(props: {
  week: ClassWeek | undefined;
  register: Register;
  today: string;
  say: (text: string) => void;
  onRoll: (col: number, both: boolean) => void;
  onTurn: (by: 1 | -1) => void;
  onClass: (by: 1 | -1) => void;
}) {
  const { week, register, today, say, onRoll, onTurn, onClass } = props;
  const settle = useSettle();
  const { undo, redo } = useUndo();
  const [kept, setCursor] = useState<Cursor | null>(null);
  const start = useMemo(
    () => (week ? cursorAt(startOf(register, today)) : cursorAt({ row: 0, col: 0 })),
    [week, register, today],
  );
  const cursor = useMemo(() => inside(kept ?? start, register), [kept, start, register]);

  const shape: Shape = useMemo(
    () => ({
      rows: register.rows.length,
      cols: register.columns.length,
      codes: register.codes,
      open: register.isOpen,
      // Down to the next pupil who is there; at the end it stays.
      next: (from) => {
        for (let row = from.row + 1; row < register.rows.length; row += 1) {
          if (register.isOpen({ row, col: from.col })) return { ...from, row };
        }
        return from;
      },
    }),
    [register],
  );

  const setMark = useCallback(
    (cells: readonly Place[], change: (before: Mark | null) => Mark | null) => {
      const edits: Edit[] = cells.flatMap((place) => {
        const at = register.at(place.col);
        const row = register.rows[place.row];
        if (!at || !row) return [];
        const seen = register.cellAt(place).mark;
        return [{ pupil: row.pupil, at, seen, now: change(seen) }];
      });
      return edits.length > 0 ? setCells(edits, settle) : Promise.resolve(true);
    },
    [register, settle],
  );

  const setCode = useCallback(
    (cells: readonly Place[], code: string | null) => {
      const late = register.codes.some(
        (local) => local.code === code && local.meaning.as === "late",
      );
      void setMark(cells, (before) => withCode(before, code, late));
      say(saidOf(register, cells, code));
    },
    [register, setMark, say],
  );

  const act = (what: Act) => {
    switch (what.do) {
      case "set":
        return setCode(what.cells, what.code);
      case "blocked":
        return say(nl.attendance.said.blocked(blockedWhy(register, what.at)));
      case "unknown":
        return say(nl.attendance.said.unknown(what.letter));
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
function inside(cursor: Cursor, register: Register): Cursor {
  const row = Math.min(cursor.at.row, Math.max(0, register.rows.length - 1));
  const col = Math.min(cursor.at.col, Math.max(0, register.columns.length - 1));
  return row === cursor.at.row && col === cursor.at.col ? cursor : { ...cursor, at: { row, col } };
}

function pick(event: KeyboardEvent) {
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  return { key, shiftKey, ctrlKey, altKey, metaKey };
}

/** What a screen reader says after a key. */
function saidOf(register: Register, cells: readonly Place[], code: string | null): string {
  const words = nl.attendance.said;
  const [first] = cells;
  const row = first && register.rows[first.row];
  const at = first && register.at(first.col);
  if (!row || !at) return "";
  const shown = code ?? nl.shared.empty;
  if (cells.length > 1) return words.many(String(cells.length), shown);
  return code
    ? words.set(fullName(row), halfDayText(at), code)
    : words.cleared(fullName(row), halfDayText(at));
}
