/** What a fact or a setting holds, a line for each part, in official words. Pure. */
import type { EntryDetail } from "../backend/generated/EntryDetail";
import { nl } from "../texts/nl";
import * as words from "../texts/nl/details";
import { date, dateTime } from "./format";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const IDENTITY = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
/** What is written in a word of a list: never what somebody typed. */
const WORD = /^[a-z]+(_[a-z0-9]+)+$/;

const isPlace = (part: string) => /^\d+$/.test(part);

/** One part: `soort: Tijdelijke uitsluiting`. Null: nothing that says something to a person. */
export function detailText({ name, value }: EntryDetail): string | null {
  const parts = name.split(".").filter(Boolean);
  const week = parts.lastIndexOf("pattern");
  if (week >= 0) return patternText(parts, week, value);
  const label = labelText(parts);
  const shown = valueText(listOf(parts), value);
  if (shown === null) return null;
  if (!label && (value === "true" || value === "false")) return null;
  return words.line(label, shown);
}

/** Every part in words, in the order in which they are told. */
export const detailTexts = (details: readonly EntryDetail[]): string[] =>
  details.map(detailText).filter((text): text is string => text !== null);

/** Only what is not the same in the others: of a large setting that is what the question is about. */
export function differing(
  details: readonly EntryDetail[],
  others: readonly (readonly EntryDetail[])[],
): EntryDetail[] {
  const has = (of: readonly EntryDetail[], one: EntryDetail) =>
    of.some((other) => other.name === one.name && other.value === one.value);
  return details.filter((one) => others.some((of) => !has(of, one)));
}

/** Under which name the words of the value stand. */
function listOf(parts: readonly string[]): string {
  const name = parts.findLast((part) => !isPlace(part)) ?? "";
  return name === "kind" && parts.includes("special_days") ? "special_kind" : name;
}

/** `bijzondere dag 2, van`; a name that the school gave (of a class) as it is. */
function labelText(parts: readonly string[]): string {
  const labels: string[] = [];
  for (const part of parts) {
    const before = labels.at(-1);
    if (!isPlace(part)) labels.push(words.labels[part] ?? (WORD.test(part) ? "" : part));
    else if (before !== undefined) labels.splice(-1, 1, words.nth(before, Number(part)).trim());
  }
  return labels.filter(Boolean).join(", ");
}

function valueText(name: string, value: string): string | null {
  if (value === "true") return words.yes;
  if (value === "false") return words.no;
  if (DAY.test(value)) return date(value);
  if (INSTANT.test(value)) return dateTime(value);
  if (IDENTITY.test(value)) return null;
  return words.values[name]?.[value] ?? value;
}

/** Half days of a week: `lesweek, woensdag namiddag: geen les`. */
function patternText(parts: readonly string[], week: number, value: string): string | null {
  const [day, half] = parts.slice(week + 1).map(Number);
  const name = nl.shared.weekdays[day ?? -1];
  const halfDay = half === 0 ? nl.shared.halves.VM : nl.shared.halves.NM;
  if (!name || half === undefined) return null;
  const label = labelText(parts.slice(0, week + 1));
  return words.line(`${label}, ${name} ${halfDay}`, words.lesson(value === "true"));
}
