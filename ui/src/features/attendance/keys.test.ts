import { describe, expect, it } from "vitest";
import type { LocalCode } from "../../backend/generated/LocalCode";
import { type Act, block, type Cursor, cursorAt, type Press, press, type Shape } from "./keys";
import { labels } from "./labels";

const absent = (code: string): LocalCode => ({
  code,
  label: code,
  meaning: {
    as: "absent",
    official: code[0] as "R",
    evidence: null,
    discipline: false,
  },
});
const CODES: LocalCode[] = [
  ...["Z", "P", "R", "B", "H", "M", "A", "R01", "R03", "R10", "BT"].map(absent),
  { code: "L", label: "Te laat", meaning: { as: "late" } },
  { code: "?", label: "Nog te bepalen", meaning: { as: "open" } },
];

function shape(over: Partial<Shape> = {}): Shape {
  const rows = over.rows ?? 25;
  return {
    rows,
    cols: 10,
    codes: CODES,
    open: () => true,
    next: (from) => ({ ...from, row: Math.min(rows - 1, from.row + 1) }),
    ...over,
  };
}

const plain = { code: "", shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

/** Types keys and gives back where it ended and what was done. */
function type(
  keys: readonly (string | Partial<Press>)[],
  of = shape(),
  start = cursorAt({ row: 0, col: 0 }),
) {
  let cursor: Cursor = start;
  const acts: Act[] = [];
  for (const one of keys) {
    const event: Press = { ...plain, key: "", ...(typeof one === "string" ? { key: one } : one) };
    const outcome = press(cursor, event, of);
    if (!outcome) continue;
    cursor = outcome.cursor;
    if (outcome.act) acts.push(outcome.act);
  }
  return { cursor, acts };
}

/** The register after the acts, as `row:col` to code. */
function register(acts: readonly Act[]): Record<string, string | null> {
  const marks: Record<string, string | null> = {};
  for (const act of acts) {
    if (act.do !== "set") continue;
    for (const { row, col } of act.cells) marks[`${row}:${col}`] = act.code;
  }
  return marks;
}

describe("keys of a register", () => {
  it("sets a code with one letter and goes down in the same half day", () => {
    const { cursor, acts } = type(["z", "ArrowDown", "b", "?"]);
    expect(register(acts)).toEqual({ "0:0": "Z", "2:0": "B", "3:0": "?" });
    expect(cursor.at).toEqual({ row: 4, col: 0 });
  });

  it("makes a subcode of digits or a letter that follow at once", () => {
    expect(register(type(["r", "0", "3"]).acts)).toEqual({ "0:0": "R03" });
    expect(register(type(["r", "3"]).acts)).toEqual({ "0:0": "R03" });
    expect(register(type(["b", "t"]).acts)).toEqual({ "0:0": "BT" });
    expect(register(type(["r", "1", "0"]).acts)).toEqual({ "0:0": "R10" });
    expect(register(type(["r", "0", "3", "z"]).acts)).toEqual({ "0:0": "R03", "1:0": "Z" });
  });

  it("sets the next pupil when the second letter is no subcode", () => {
    expect(register(type(["z", "b"]).acts)).toEqual({ "0:0": "Z", "1:0": "B" });
  });

  it("takes the digits of a Belgian keyboard without Shift", () => {
    const keys = ["r", { key: "à", code: "Digit0" }, { key: '"', code: "Digit3" }];
    expect(register(type(keys).acts)).toEqual({ "0:0": "R03" });
  });

  it("repeats with Space, also a subcode", () => {
    expect(register(type(["r", "0", "3", " ", " "]).acts)).toEqual({
      "0:0": "R03",
      "1:0": "R03",
      "2:0": "R03",
    });
  });

  it("takes a code just typed away with Backspace and stands on it again", () => {
    const { cursor, acts } = type(["z", "Backspace"]);
    expect(register(acts)).toEqual({ "0:0": null });
    expect(cursor.at).toEqual({ row: 0, col: 0 });
    expect(register(type(["ArrowDown", "Backspace"]).acts)).toEqual({ "1:0": null });
    expect(register(type(["Delete"]).acts)).toEqual({ "0:0": null });
  });

  it("fills a block with one letter and leaves cells that are not open", () => {
    const down = { key: "ArrowDown", shiftKey: true };
    const right = { key: "ArrowRight", shiftKey: true };
    const of = shape({ open: ({ row }) => row !== 1 });
    const { cursor, acts } = type([down, down, right, "z"], of);
    expect(register(acts)).toEqual({ "0:0": "Z", "0:1": "Z", "2:0": "Z", "2:1": "Z" });
    expect(cursor.anchor).toBeNull();
    expect(block({ row: 2, col: 1 }, { row: 0, col: 0 })).toHaveLength(6);
  });

  it("makes a subcode of a whole block", () => {
    const down = { key: "ArrowDown", shiftKey: true };
    expect(register(type([down, "r", "0", "3"]).acts)).toEqual({ "0:0": "R03", "1:0": "R03" });
  });

  it("says that nothing can be entered, or that a letter is no code", () => {
    expect(type(["z"], shape({ open: () => false })).acts).toEqual([
      { do: "blocked", at: { row: 0, col: 0 } },
    ]);
    expect(type(["e"]).acts).toEqual([{ do: "unknown", letter: "E" }]);
  });

  it("turns pages and classes, takes registers, takes back and does again", () => {
    const alt = { key: "ArrowRight", altKey: true };
    const keys = [
      "PageUp",
      "PageDown",
      alt,
      "F2",
      { key: "F2", shiftKey: true },
      { key: "z", ctrlKey: true },
      { key: "Z", ctrlKey: true, shiftKey: true },
      { key: "y", ctrlKey: true },
    ];
    expect(type(keys).acts).toEqual([
      { do: "turn", by: -1 },
      { do: "turn", by: 1 },
      { do: "class", by: 1 },
      { do: "roll", both: false },
      { do: "roll", both: true },
      { do: "undo" },
      { do: "redo" },
      { do: "redo" },
    ]);
  });

  it("leaves keys of others alone", () => {
    const at = cursorAt({ row: 0, col: 0 });
    for (const key of ["Tab", "F1", "Shift", "é", "Escape"]) {
      expect(press(at, { ...plain, key }, shape())).toBeNull();
    }
    expect(press(at, { ...plain, key: "k", ctrlKey: true }, shape())).toBeNull();
    expect(press(at, { ...plain, key: "4", altKey: true }, shape())).toBeNull();
  });

  it("takes any three absentees of a class of 25 and its register in 8 keys", () => {
    const signs = labels(25);
    for (let a = 0; a < 25; a += 1) {
      for (let b = 0; b < 25; b += 1) {
        for (const c of [0, 7, 24]) {
          if (new Set([a, b, c]).size < 3) continue;
          const keys = ["F3", signs[a], "z", signs[b], "b", signs[c], "r", "F2"] as string[];
          const { acts } = type(keys);
          expect(register(acts)).toEqual({ [`${a}:0`]: "Z", [`${b}:0`]: "B", [`${c}:0`]: "R" });
          expect(acts.at(-1)).toEqual({ do: "roll", both: false });
          expect(keys).toHaveLength(8);
        }
      }
    }
  });

  it("takes a subcode while picking, and leaves with Escape", () => {
    expect(register(type(["F3", "C", "r", "0", "3", "D", "z"]).acts)).toEqual({
      "2:0": "R03",
      "3:0": "Z",
    });
    expect(register(type(["F3", "C", "Escape", "z"]).acts)).toEqual({ "2:0": "Z" });
  });

  it("labels every open pupil once, with one letter each up to 26", () => {
    for (const count of [1, 25, 26, 27, 40, 60, 700]) {
      const all = labels(count);
      expect(all).toHaveLength(Math.min(count, 676));
      expect(new Set(all).size).toBe(all.length);
      for (const one of all) {
        expect(all.filter((other) => other.startsWith(one))).toEqual([one]);
      }
    }
    expect(labels(26).every((one) => one.length === 1)).toBe(true);
    const of = shape({ open: ({ row }) => row !== 0 });
    expect(register(type(["F3", "A", "z"], of).acts)).toEqual({ "1:0": "Z" });
  });
});
