/** What an entry is about, what it says and who made it, in words. Pure. */
import type { ConflictRow } from "../../backend/generated/ConflictRow";
import type { ConflictSide } from "../../backend/generated/ConflictSide";
import type { EnrolmentLine } from "../../backend/generated/EnrolmentLine";
import type { EnteredBy } from "../../backend/generated/EnteredBy";
import type { EntrySubject } from "../../backend/generated/EntrySubject";
import type { EntryValue } from "../../backend/generated/EntryValue";
import type { HalfDay } from "../../backend/generated/HalfDay";
import type { PupilName } from "../../backend/generated/PupilName";
import { codeText } from "../../shared/codeText";
import { fieldText } from "../../shared/fieldText";
import { date, dateTime } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.sync;

export const nameOf = (who: PupilName) => `${who.last_name} ${who.first_name}`.trim();

const halfDay = (at: HalfDay) => `${date(at.day)} ${nl.shared.halves[at.half]}`;

/** What it is about. */
export function aboutText(about: EntrySubject): string {
  switch (about.is) {
    case "half_day":
      return halfDay(about.at);
    case "roll":
      return words.about.roll(about.class, halfDay(about.at));
    case "field":
      return words.about.field(nl.shared.fields[about.field] ?? about.field);
    case "number":
      return words.about.number(about.value);
    case "fact":
      return words.about.fact(about.kind);
    case "setting":
      return words.about.setting(about.key);
    default:
      return words.about[about.is];
  }
}

/** What it says, in one line. */
export function valueText(value: EntryValue, about: EntrySubject): string {
  switch (value.is) {
    case "nothing":
      return words.values.nothing;
    case "taken":
      return words.values.taken;
    case "mark": {
      const { code, time, note } = value.mark;
      const text = words.values.at(codeText(code), time ?? "");
      return note ? `${text}, “${note}”` : text;
    }
    case "text":
      return about.is === "field" ? fieldText(about.field, value.text) : days(value.text);
    case "enrolments":
      return value.lines.map(lineText).join("; ");
  }
}

/** Days in a text as people write them. */
const days = (text: string) => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => date(day));

/** An enrolment in one line. */
export function lineText(line: EnrolmentLine): string {
  const name = line.name || (line.level === "school" ? words.values.toFollow : "");
  const status =
    line.status && line.status !== "realised" && !line.cancelled ? words.statuses[line.status] : "";
  return [
    `${words.levels[line.level]} ${name}`.trim(),
    words.values.from(line.from, line.until),
    status,
    line.reason ? words.values.reason(line.reason) : "",
    line.cancelled ? words.values.cancelled : "",
  ]
    .filter(Boolean)
    .join(", ");
}

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
