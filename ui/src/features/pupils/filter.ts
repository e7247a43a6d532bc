/** What of the list is on screen: filters, search, order. Pure, so that it can be tested. */

import type { PupilRow } from "../../backend/generated/PupilRow";
import { byName, fold } from "../../shared/format";

/** Stands for persons without a class in the filter of classes. */
export const NO_CLASS = "-";

/** Empty: no filter. */
export interface Filter {
  text: string;
  class: string;
  location: string;
  kind: string;
  card: string;
}

export const NO_FILTER: Filter = { text: "", class: "", location: "", kind: "", card: "" };

const folded = new WeakMap<PupilRow, string>();

/** Everything of a row that can be searched; worked out once a row. */
function searchable(row: PupilRow): string {
  let text = folded.get(row);
  if (text === undefined) {
    const [year, month, day] = row.birth_date.split("-");
    text = fold(
      [
        row.last_name,
        row.first_name,
        row.last_name,
        row.class,
        row.number,
        row.stamnummer,
        `${day}/${month}/${year}`,
      ].join(" "),
    );
    folded.set(row, text);
  }
  return text;
}

/** Rows that pass the filter: every word typed occurs somewhere. Leading zeros of a number may be typed. */
export function filtered(rows: readonly PupilRow[], filter: Filter): PupilRow[] {
  const words = fold(filter.text)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => (/^0+\d{4,}$/.test(word) ? word.replace(/^0+/, "") : word));
  return rows.filter(
    (row) =>
      (!filter.class || row.class === (filter.class === NO_CLASS ? "" : filter.class)) &&
      (!filter.location || row.location === filter.location) &&
      (!filter.kind || row.kind === filter.kind) &&
      (!filter.card || row.card === filter.card) &&
      words.every((word) => searchable(row).includes(word)),
  );
}

/** Values that occur, in the order of a register. */
export function values(rows: readonly PupilRow[], key: "class" | "location" | "kind"): string[] {
  return [...new Set(rows.map((row) => row[key]))].filter(Boolean).sort(byName);
}

/** By name, then first name. */
export function compareName(a: PupilRow, b: PupilRow): number {
  return byName(a.last_name, b.last_name) || byName(a.first_name, b.first_name);
}

const CARD_ORDER = ["outdated", "never", "printed"];

/** How each column sorts; equal rows stay in order of name. */
export const COMPARE: Record<string, (a: PupilRow, b: PupilRow) => number> = {
  name: compareName,
  class: (a, b) => byName(a.class, b.class) || compareName(a, b),
  born: (a, b) => a.birth_date.localeCompare(b.birth_date) || compareName(a, b),
  sex: (a, b) => a.sex.localeCompare(b.sex) || compareName(a, b),
  stamnummer: (a, b) => byName(a.stamnummer, b.stamnummer) || compareName(a, b),
  location: (a, b) => byName(a.location, b.location) || compareName(a, b),
  number: (a, b) => Number(a.number || 0) - Number(b.number || 0) || compareName(a, b),
  card: (a, b) => CARD_ORDER.indexOf(a.card) - CARD_ORDER.indexOf(b.card) || compareName(a, b),
};
