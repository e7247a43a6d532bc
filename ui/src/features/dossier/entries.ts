/** Entries of the file as they begin, and in words. Pure. */
import type { AdmissionMeaning } from "../../backend/generated/AdmissionMeaning";
import type { Dossier } from "../../backend/generated/Dossier";
import type { DossierEntry } from "../../backend/generated/DossierEntry";
import { keptLike } from "../../shared";
import { yearLater } from "../../shared/days";
import { date, number } from "../../shared/format";
import { nl } from "../../texts/nl";

export type Kind = DossierEntry["kind"];
/** The parts, in the order of the screen. */
export const KINDS: readonly Kind[] = [
  "characteristic",
  "certificate",
  "admission",
  "measure",
  "previous_school",
];

/** The school year of a day: `2026-2027`. */
export function yearOf(day: string): string {
  const begin = Number(day.slice(0, 4)) - (day.slice(5) < "09-01" ? 1 : 0);
  return `${begin}-${begin + 1}`;
}

/** School years to choose from: the next, this one, and five before. */
export function yearsAround(year: string): string[] {
  return [1, 0, -1, -2, -3, -4, -5].map((by) => yearLater(year, by));
}

/** An entry of which nothing was typed yet. */
export function emptyEntry(kind: Kind, today: string, dossier: Dossier): DossierEntry {
  const year = yearOf(today);
  switch (kind) {
    case "characteristic":
      return {
        kind,
        value: { kind: "mother_education", value: "", from: today, form_kept: false },
      };
    case "certificate": {
      const first = dossier.certificates[0]?.kind ?? "other";
      const value = { kind: first, title: "", year, group: null, on: today, exclusions: "" };
      return { kind, value };
    }
    case "admission": {
      const result = dossier.results[0]?.result ?? "not_checked";
      const value = { year, group: null, result, on: today, source: "school" as const, note: "" };
      return { kind, value };
    }
    case "measure":
      return {
        kind,
        value: { kind: "preventive_suspension", from: today, until: null, expected: false },
      };
    case "previous_school":
      return { kind, value: { year, totals: { b: 0, present: 0, acceptable: 0 } } };
  }
}

/** An entry that was kept while it was typed; what is missing in it is as it opens. */
export function keptEntry(empty: DossierEntry, body: unknown): DossierEntry | null {
  const kept = keptLike(empty)(body);
  if (kept?.kind !== empty.kind) return null;
  const value = keptLike<object>(empty.value)(kept.value);
  return value ? ({ ...empty, value } as DossierEntry) : null;
}

/** What the result of an admission check means; nothing for other entries. */
export function meaningOf(entry: DossierEntry, dossier: Dossier): AdmissionMeaning | null {
  if (entry.kind !== "admission") return null;
  return dossier.results.find((one) => one.result === entry.value.result)?.meaning ?? null;
}

/** An entry as its title and what is to be known beside it. */
export function textOf(entry: DossierEntry, dossier: Dossier): [string, string] {
  const words = nl.dossier;
  const says = words.lines;
  const join = (...parts: string[]) => parts.filter(Boolean).join(" · ");
  switch (entry.kind) {
    case "characteristic": {
      const { kind, value, from, form_kept } = entry.value;
      const about = join(says.from(date(from)), form_kept ? says.formKept : "");
      return [`${words.kinds[kind]}: ${value}`, about];
    }
    case "certificate": {
      const { kind, title, year, group, on, exclusions } = entry.value;
      const label = dossier.certificates.find((one) => one.kind === kind)?.label ?? "";
      return [
        join(label, title),
        join(says.year(year), group ? says.group(group) : "", says.on(date(on)), exclusions),
      ];
    }
    case "admission": {
      const { result, year, group, on, source, note } = entry.value;
      const label = dossier.results.find((one) => one.result === result)?.label ?? result;
      const about = [says.year(year), group ? says.group(group) : "", says.on(date(on))];
      return [label, join(...about, words.sources[source], note)];
    }
    case "measure": {
      const { kind, from, until, expected } = entry.value;
      return [
        nl.attendance.measures[kind],
        join(says.period(date(from), date(until)), expected ? says.expected : ""),
      ];
    }
    case "previous_school": {
      const { year, totals } = entry.value;
      return [
        says.year(year),
        says.totals(number(totals.b), number(totals.present), number(totals.acceptable)),
      ];
    }
  }
}
