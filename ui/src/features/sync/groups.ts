/** Questions by class and day, and what a choice about them says. Pure. */
import type { ConflictChoice } from "../../backend/generated/ConflictChoice";
import type { ConflictRow } from "../../backend/generated/ConflictRow";
import type { ConflictSide } from "../../backend/generated/ConflictSide";
import type { EnteredBy } from "../../backend/generated/EnteredBy";
import { longDate } from "../../shared/format";
import { nl } from "../../texts/nl";
import { makerKey } from "./said";

export interface Group {
  key: string;
  title: string;
  class: string;
  day: string;
  rows: ConflictRow[];
  /** Everybody of whom something stands in it. */
  makers: EnteredBy[];
}

/** The questions of a class on a day together, in the order in which they came. */
export function grouped(rows: readonly ConflictRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const name = row.who?.class ?? (row.about.is === "roll" ? row.about.class : "");
    const key = `${name} ${row.day}`;
    const group = groups.get(key) ?? {
      key,
      title: nl.sync.decide.group(name, longDate(row.day)),
      class: name,
      day: row.day,
      rows: [],
      makers: [],
    };
    group.rows.push(row);
    groups.set(key, group);
  }
  for (const group of groups.values()) group.makers = makersOf(group.rows);
  return [...groups.values()];
}

/** What is in force first, then what was offered. */
export const sidesOf = (row: ConflictRow): ConflictSide[] => [row.in_force, ...row.offers];

function makersOf(rows: readonly ConflictRow[]): EnteredBy[] {
  const makers = new Map<string, EnteredBy>();
  for (const side of rows.flatMap(sidesOf)) {
    if (side.by) makers.set(makerKey(side.by), side.by);
  }
  return [...makers.values()];
}

/** The choice of one side: 0 leaves what is in force. */
export function choice(row: ConflictRow, side: number): ConflictChoice {
  return {
    subject: row.subject,
    seen: row.seen,
    offers: row.offers.map((offer) => offer.op),
    choose: side === 0 ? null : (row.offers[side - 1]?.op ?? null),
  };
}

/** Whether a side can be chosen: a number of somebody else cannot (C15). */
export const possible = (side: ConflictSide) => side.same_as === null;

/** Everything of one maker: the last that she entered about each question. */
export function allOf(group: Group, maker: EnteredBy): ConflictChoice[] {
  return group.rows.flatMap((row) => {
    const side = sidesOf(row).findLastIndex(
      (one) => one.by !== null && makerKey(one.by) === makerKey(maker) && possible(one),
    );
    return side < 0 ? [] : [choice(row, side)];
  });
}
