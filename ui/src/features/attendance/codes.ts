/** The school's codes as the keyboard and the screen need them. Pure. */

import type { AttendanceSettings } from "../../backend/generated/AttendanceSettings";
import type { LocalCode } from "../../backend/generated/LocalCode";

export type Codes = readonly LocalCode[];
const NONE: Codes = [];

/** The codes of the settings, in the order in which the school shows them. */
export function codesOf(settings: Pick<AttendanceSettings, "codes"> | undefined): Codes {
  return settings?.codes.codes ?? NONE;
}

/** The entry of a code; a code that the school no longer has is not found. */
export function find(codes: Codes, code: string): LocalCode | undefined {
  return codes.find((local) => local.code === code);
}

/** Subcodes under a letter: `R01`, `R02`, `R10`. */
export function subcodes(codes: Codes, letter: string): LocalCode[] {
  return codes.filter((local) => local.code.length > 1 && local.code.startsWith(letter));
}

/** What typing this behind a letter means. */
export interface Sub {
  /** The subcode that is meant by now. */
  found: LocalCode | undefined;
  /** Whether more may follow. */
  more: boolean;
}

/** `3` and `03` find `R03`, `t` finds `BT`; `0` may still become `03`. */
export function subcode(codes: Codes, letter: string, typed: string): Sub {
  const wanted = typed.toUpperCase();
  const under = subcodes(codes, letter).map((local) => ({ local, rest: local.code.slice(1) }));
  const number = (text: string) => (/^\d+$/.test(text) ? Number(text) : null);
  const exact = under.find(({ rest }) => rest === wanted);
  const value = number(wanted);
  const same = under.find(({ rest }) => value !== null && number(rest) === value);
  return {
    found: (exact ?? same)?.local,
    more: under.some(({ rest }) => rest.length > wanted.length && rest.startsWith(wanted)),
  };
}

/** By which letter a code is counted and coloured: the official one, `L`, `?`, or as typed. */
export function keyOf(codes: Codes, code: string): string {
  const meaning = find(codes, code)?.meaning;
  if (meaning?.as === "absent") return meaning.official;
  if (meaning?.as === "late") return "L";
  if (meaning?.as === "open") return "?";
  return code;
}

const TONES: Record<string, string> = {
  Z: "z",
  R: "r",
  P: "p",
  B: "b",
  H: "h",
  M: "m",
  A: "a",
  L: "l",
  "?": "open",
};

/** Class of style of a code; never the only sign of it. */
export function toneOf(codes: Codes, code: string): string {
  return `code-${TONES[keyOf(codes, code)] ?? "other"}`;
}

/** In words; the code itself where the school no longer has it. */
export function labelOf(codes: Codes, code: string): string {
  return find(codes, code)?.label ?? code;
}

/** `{ Z: 3, R: 2 }` → `3 Z · 2 R`, in the order in which the school shows its codes. */
export function totalsText(codes: Codes, totals: { [key in string]: number }): string {
  const order = [...new Set(codes.map((local) => keyOf(codes, local.code)))];
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.entries(totals)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b))
    .map(([key, count]) => `${count} ${key}`)
    .join(" · ");
}
