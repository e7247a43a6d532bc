/** What an entry is about and what it says, in words. Pure. */
import type { EnrolmentLine } from "../backend/generated/EnrolmentLine";
import type { EntryLine } from "../backend/generated/EntryLine";
import type { EntrySubject } from "../backend/generated/EntrySubject";
import type { EntryValue } from "../backend/generated/EntryValue";
import type { HalfDay } from "../backend/generated/HalfDay";
import { nl } from "../texts/nl";
import { codeText } from "./codeText";
import { detailTexts } from "./details";
import { fieldText } from "./fieldText";
import { date } from "./format";
import { nameOf } from "./pupil";

const words = nl.sync;

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
      return about.is === "merge" ? words.values.apart : words.values.nothing;
    case "taken":
      return words.values.taken;
    case "mark": {
      const { code, time, note } = value.mark;
      const text = words.values.at(codeText(code), time ?? "");
      return note ? `${text}, “${note}”` : text;
    }
    case "text":
      if (about.is === "merge") return words.values.mergedWith(value.text);
      return about.is === "field" ? fieldText(about.field, value.text) : days(value.text);
    case "details":
      return detailTexts(value.details).join("; ") || words.values.filled;
    case "enrolments":
      return value.lines.map(lineText).join("; ");
  }
}

/** Days in a text as people write them. */
const days = (text: string) => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => date(day));

/** An enrolment in one line. */
export function lineText(line: EnrolmentLine): string {
  const number = line.name ? words.values.stamnummer(line.name) : words.values.toFollow;
  const name = line.level === "school" ? number : line.name;
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

/** One part of an entry: whose, about what, and what it makes of it. */
export function entryLine({ who, about, value }: EntryLine): string {
  const whose = who ? [nameOf(who), who.class].filter(Boolean).join(" ") : "";
  const what = [whose, aboutText(about)].filter(Boolean).join(", ");
  return `${what}: ${valueText(value, about)}`;
}
