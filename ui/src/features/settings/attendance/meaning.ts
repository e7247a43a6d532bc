/** What a code of the school stands for, as the form knows it. The program judges. Pure. */
import { asProblem } from "../../../backend";
import type { LocalCode } from "../../../backend/generated/LocalCode";
import type { Meaning } from "../../../backend/generated/Meaning";
import type { OfficialCode } from "../../../backend/generated/OfficialCode";
import { nl } from "../../../texts/nl";

const words = nl.attendanceSettings.codes;

/** The official codes, in the order in which schools list them. */
export const OFFICIAL: readonly OfficialCode[] = ["Z", "P", "R", "B", "H", "M", "A"];

/** Codes that stay in the list. */
export function needed(code: string): boolean {
  return code === "L" || code === "?" || OFFICIAL.includes(code as OfficialCode);
}

/** A code as the register has it, or null when it is none. */
export function parseCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  return /^[A-Z?][A-Z0-9]{0,3}$/.test(code) ? code : null;
}

/** What the first letter decides: the meaning of that letter in the list; null: the letter is free. */
export function ofLetter(codes: readonly LocalCode[], code: string): Meaning | null {
  const letter = code[0] ?? "";
  return codes.find((local) => local.code === letter && local.code !== code)?.meaning ?? null;
}

/** A meaning in words. */
export function meaningText(meaning: Meaning): string {
  if (meaning.as === "late") return words.late;
  if (meaning.as === "open") return words.open;
  const more = [
    meaning.evidence ? words.evidences[meaning.evidence] : "",
    meaning.discipline ? words.disciplineShort : "",
  ].filter(Boolean);
  return [words.officialNames[meaning.official], ...more].join(", ");
}

/** Why the list was refused, or null when it was something else. */
export function codeFault(error: unknown): string | null {
  if (!error) return null;
  const { code, values } = asProblem(error);
  const says = code === "invalid_value" ? words.faults[values.why ?? ""] : undefined;
  return says ? says(values.value ?? "") : null;
}
