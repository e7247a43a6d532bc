/**
 * What a key does in a register. Pure: cursor and key in, cursor and act out.
 *
 * One letter sets a code and moves on; a digit or second letter right behind it makes it a
 * subcode. F3 puts a letter before each pupil: that letter goes to the pupil, the next one sets the
 * code, and so on. Three absentees anywhere in a class and the register taken are then
 * F3, 3 × (letter, code), F2: 8 keys.
 */

import { physicalDigit } from "../../shared/keyboard";
import { type Codes, find, subcode, subcodes } from "./codes";
import { labelled } from "./labels";

export interface Place {
  row: number;
  col: number;
}

/** The part of a keyboard event that matters. */
export interface Press {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** A code that was just typed: what follows may still make it a subcode. */
export interface Pending {
  cells: readonly Place[];
  letter: string;
  typed: string;
  /** Where the cursor stood. */
  from: Place;
}

export interface Cursor {
  at: Place;
  /** The other corner of a block. */
  anchor: Place | null;
  pending: Pending | null;
  /** What Space repeats. */
  last: string | null;
  /** `pupil`: the next letter goes to a pupil; `code`: it sets the code of that pupil. */
  pick: "off" | "pupil" | "code";
  /** First letter of a label of two. */
  prefix: string;
}

/** What the register looks like to the keyboard. */
export interface Shape {
  rows: number;
  cols: number;
  codes: Codes;
  /** Whether something can be entered there. */
  open: (place: Place) => boolean;
  /** Where typing goes on: down in the same half day, or along the days of a year. */
  next: (from: Place) => Place;
}

/** What is to be done. */
export type Act =
  | { do: "set"; cells: readonly Place[]; code: string | null }
  /** Nothing can be entered there. */
  | { do: "blocked"; at: Place }
  | { do: "unknown"; letter: string }
  | { do: "roll"; both: boolean }
  | { do: "turn"; by: 1 | -1 }
  | { do: "class"; by: 1 | -1 }
  | { do: "undo" }
  | { do: "redo" };

export interface Outcome {
  cursor: Cursor;
  act?: Act;
}

export function cursorAt(at: Place): Cursor {
  return { at, anchor: null, pending: null, last: null, pick: "off", prefix: "" };
}

/** Cells from one corner to the other. */
export function block(a: Place, b: Place): Place[] {
  const cells: Place[] = [];
  for (let row = Math.min(a.row, b.row); row <= Math.max(a.row, b.row); row += 1) {
    for (let col = Math.min(a.col, b.col); col <= Math.max(a.col, b.col); col += 1) {
      cells.push({ row, col });
    }
  }
  return cells;
}

/** The digit of a key; on a Belgian keyboard that of the physical key, without Shift. */
function digitOf({ key, code }: Press): string | null {
  if (/^\d$/.test(key)) return key;
  if (key.length !== 1 || /[a-z?]/i.test(key)) return null;
  return physicalDigit(code);
}

const STEPS: Record<string, [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** One key. `null`: not a key of the register. */
export function press(cursor: Cursor, event: Press, shape: Shape): Outcome | null {
  const { key, shiftKey, altKey } = event;
  const control = event.ctrlKey || event.metaKey;
  if (control) return withControl(cursor, key, shiftKey, shape);
  if (altKey) {
    if (key === "ArrowRight" || key === "ArrowDown") return { cursor, act: { do: "class", by: 1 } };
    if (key === "ArrowLeft" || key === "ArrowUp") return { cursor, act: { do: "class", by: -1 } };
    return null;
  }
  const step = STEPS[key];
  if (step) return move(cursor, step, shiftKey, shape);
  switch (key) {
    case "Enter":
      return move(cursor, shiftKey ? [-1, 0] : [1, 0], false, shape);
    case "Home":
      return go(cursor, { ...cursor.at, col: 0 });
    case "End":
      return go(cursor, { ...cursor.at, col: shape.cols - 1 });
    case "PageUp":
      return { cursor, act: { do: "turn", by: -1 } };
    case "PageDown":
      return { cursor, act: { do: "turn", by: 1 } };
    case "F2":
      return { cursor: calm(cursor), act: { do: "roll", both: shiftKey } };
    case "F3":
      return { cursor: { ...calm(cursor), pick: cursor.pick === "off" ? "pupil" : "off" } };
    case "Escape":
      return leave(cursor);
    case " ":
      return cursor.last ? set(cursor, cursor.last, shape) : { cursor };
    case "Delete":
      return set({ ...cursor, pending: null }, null, shape);
    case "Backspace":
      return backspace(cursor, shape);
  }
  return character(cursor, event, shape);
}

function withControl(cursor: Cursor, key: string, shift: boolean, shape: Shape): Outcome | null {
  const letter = key.toLowerCase();
  if (letter === "z") return { cursor: calm(cursor), act: { do: shift ? "redo" : "undo" } };
  if (letter === "y") return { cursor: calm(cursor), act: { do: "redo" } };
  if (key === "Home") return go(cursor, { row: 0, col: 0 });
  if (key === "End") return go(cursor, { row: shape.rows - 1, col: shape.cols - 1 });
  return null;
}

/** Without what was half typed. */
function calm(cursor: Cursor): Cursor {
  return { ...cursor, anchor: null, pending: null, pick: "off", prefix: "" };
}

function go(cursor: Cursor, at: Place): Outcome {
  return { cursor: { ...cursor, at, anchor: null, pending: null, prefix: "" } };
}

function leave(cursor: Cursor): Outcome | null {
  const busy = cursor.anchor || cursor.pending || cursor.pick !== "off";
  return busy ? { cursor: calm(cursor) } : null;
}

function move(
  cursor: Cursor,
  [down, right]: [number, number],
  extend: boolean,
  shape: Shape,
): Outcome {
  const at = {
    row: Math.max(0, Math.min(shape.rows - 1, cursor.at.row + down)),
    col: Math.max(0, Math.min(shape.cols - 1, cursor.at.col + right)),
  };
  if (!extend) return go(cursor, at);
  return { cursor: { ...cursor, at, anchor: cursor.anchor ?? cursor.at, pending: null } };
}

/** Where the cursor goes after a code. */
function onward(cursor: Cursor, shape: Shape): Pick<Cursor, "at" | "pick"> {
  if (cursor.anchor) return { at: cursor.at, pick: cursor.pick };
  if (cursor.pick !== "off") return { at: cursor.at, pick: "pupil" };
  return { at: shape.next(cursor.at), pick: "off" };
}

/** Sets the cell of the cursor, or every open cell of the block. */
function set(cursor: Cursor, code: string | null, shape: Shape): Outcome {
  const cells = (cursor.anchor ? block(cursor.anchor, cursor.at) : [cursor.at]).filter(shape.open);
  if (cells.length === 0) return { cursor, act: { do: "blocked", at: cursor.at } };
  const stays = code === null && !cursor.anchor && cursor.pick === "off";
  return {
    cursor: {
      ...cursor,
      ...(stays ? {} : onward(cursor, shape)),
      anchor: null,
      pending: null,
      prefix: "",
      last: code ?? cursor.last,
    },
    act: { do: "set", cells, code },
  };
}

/** Right behind a code Backspace takes that code away and goes back to it, as in a text. */
function backspace(cursor: Cursor, shape: Shape): Outcome {
  const { pending } = cursor;
  if (!pending) return set(cursor, null, shape);
  return {
    cursor: {
      ...cursor,
      at: pending.from,
      pending: null,
      pick: cursor.pick === "off" ? "off" : "code",
    },
    act: { do: "set", cells: pending.cells, code: null },
  };
}

function character(cursor: Cursor, event: Press, shape: Shape): Outcome | null {
  const digit = digitOf(event);
  if (digit === null && !/^[a-z?]$/i.test(event.key)) return null;
  const typed = (digit ?? event.key).toUpperCase();
  if (cursor.pending && (digit !== null || cursor.pick === "off")) {
    const found = refine(cursor, cursor.pending, typed, shape.codes);
    if (found) return found;
  }
  if (digit !== null) return { cursor: { ...cursor, pending: null } };
  if (cursor.pick === "pupil") return pick(cursor, typed, shape);
  return letter(cursor, typed, shape);
}

/** A digit or letter that makes the code before it a subcode. */
function refine(cursor: Cursor, pending: Pending, typed: string, codes: Codes): Outcome | null {
  const all = pending.typed + typed;
  const { found, more } = subcode(codes, pending.letter, all);
  if (!found && !more) return null;
  const still = more ? { ...pending, typed: all } : null;
  if (!found) return { cursor: { ...cursor, pending: still } };
  return {
    cursor: { ...cursor, pending: still, last: found.code },
    act: { do: "set", cells: pending.cells, code: found.code },
  };
}

function pick(cursor: Cursor, typed: string, shape: Shape): Outcome {
  const label = cursor.prefix + typed;
  const rows = [...Array(shape.rows).keys()].filter((row) => shape.open({ ...cursor.at, row }));
  const found = labelled(rows.length, label);
  const row = found.index === null ? undefined : rows[found.index];
  if (row !== undefined) {
    return {
      cursor: { ...cursor, at: { ...cursor.at, row }, pick: "code", prefix: "", pending: null },
    };
  }
  return { cursor: { ...cursor, prefix: found.more ? label : "", pending: null } };
}

function letter(cursor: Cursor, typed: string, shape: Shape): Outcome {
  const known = find(shape.codes, typed);
  if (!known && subcodes(shape.codes, typed).length === 0) {
    return { cursor: { ...cursor, pending: null }, act: { do: "unknown", letter: typed } };
  }
  const cells = (cursor.anchor ? block(cursor.anchor, cursor.at) : [cursor.at]).filter(shape.open);
  const pending = { cells, letter: typed, typed: "", from: cursor.at };
  if (!known) {
    // Only subcodes: nothing is set until one is complete.
    if (cells.length === 0) return { cursor, act: { do: "blocked", at: cursor.at } };
    return { cursor: { ...cursor, ...onward(cursor, shape), anchor: null, pending } };
  }
  const outcome = set(cursor, known.code, shape);
  if (outcome.act?.do !== "set") return outcome;
  return { ...outcome, cursor: { ...outcome.cursor, pending } };
}
