/** Who made an entry, in words. Pure. */
import type { ConflictRow } from "../../backend/generated/ConflictRow";
import type { ConflictSide } from "../../backend/generated/ConflictSide";
import type { EnteredBy } from "../../backend/generated/EnteredBy";
import { valueText } from "../../shared/entryText";
import { dateTime } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.sync;

/** On which laptop. */
export function laptopText(by: EnteredBy): string {
  if (by.here) return words.by.here;
  return by.laptop || words.by.other;
}

/** Who and where, for a decision about everything of somebody. */
export function makerText(by: EnteredBy): string {
  const where = laptopText(by);
  return by.name ? `${by.name} (${where})` : where;
}

/** Who, when and where. */
export function byText(by: EnteredBy | null): string {
  if (!by) return words.by.unknown;
  return `${by.name || words.by.nobody}, ${dateTime(by.at)}, ${laptopText(by)}`;
}

/** Tells one side of a question from another: an entry that was merged may offer more than one. */
export const sideKey = (row: ConflictRow, side: ConflictSide) =>
  side === row.in_force ? "in_force" : `${side.op} ${valueText(side.value, row.about)}`;

/** Tells one maker from another. */
export const makerKey = (by: EnteredBy) => `${by.device} ${by.name}`;
