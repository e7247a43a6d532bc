/** The scans of this session: on the screen only, nowhere stored (personal data). */
import type { ScanAnswer } from "../../backend/generated/ScanAnswer";
import { store } from "../../shared/store";

/** What a scan became. */
export type Result = "green" | "amber" | "ambiguous" | "article" | "red" | "refused";

/** One line of the list. */
export type Scan = {
  /** Counts up from 1. */
  id: number;
  /** When, in milliseconds. */
  at: number;
  code: string;
  result: Result;
  answer: ScanAnswer | null;
  /** Why it was not read. */
  why?: "too_long" | "too_fast" | "strange";
};

/** Older scans fall off. */
export const KEEP = 500;

const kept = store<readonly Scan[]>([]);
let next = 1;

/** Adds a scan in front. */
export function remember(scan: Omit<Scan, "id">): void {
  kept.update((scans) => [{ ...scan, id: next++ }, ...scans].slice(0, KEEP));
}

/** Empties the list. */
export function forget(): void {
  kept.set([]);
}

/** The scans, newest first, followed by the screen. */
export const useScans = kept.use;

/** The result of an answer; a word that this version does not know is not green. */
export function resultOf(answer: ScanAnswer): Result {
  const known: readonly string[] = ["green", "amber", "ambiguous", "article"];
  return known.includes(answer.result) ? (answer.result as Result) : "red";
}

/** How often each result came. */
export function counts(list: readonly Scan[]): Record<Result, number> {
  const all: Record<Result, number> = {
    green: 0,
    amber: 0,
    ambiguous: 0,
    article: 0,
    red: 0,
    refused: 0,
  };
  for (const { result } of list) all[result] += 1;
  return all;
}

/** Identities of the persons whose card has to be printed again, each once. */
export function toReprint(list: readonly Scan[]): string[] {
  const ids = list.flatMap(({ result, answer }) =>
    result === "amber"
      ? (answer?.matches ?? [])
          .filter(({ pupil }) => pupil.card !== "printed")
          .map(({ pupil }) => pupil.id)
      : [],
  );
  return [...new Set(ids)];
}
