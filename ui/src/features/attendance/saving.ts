/**
 * What was typed and is not in the register yet. A mark shows at once and is sent in the order of
 * typing, one action after the other; nothing waits for an answer but the next request. It lives
 * outside the screens, so that leaving one loses nothing.
 */

import { asProblem, call } from "../../backend";
import type { AttendanceSetAnswer } from "../../backend/generated/AttendanceSetAnswer";
import type { HalfDay } from "../../backend/generated/HalfDay";
import type { Mark } from "../../backend/generated/Mark";
import type { Problem } from "../../backend/generated/Problem";
import { cellKey } from "../../shared/register";
import { store } from "../../shared/store";

/** One cell as seen and as it becomes. */
export interface Edit {
  pupil: string;
  at: HalfDay;
  seen: Mark | null;
  now: Mark | null;
}

/** A cell that is on its way into the register. */
export interface Sending {
  now: Mark | null;
  /** Which edit was the last one of this cell. */
  n: number;
  /** The program answered; the screen has not asked again yet. */
  saved: boolean;
}

/** A cell that went back to what it was. */
export interface Failure {
  key: string;
  pupil: string;
  at: HalfDay;
  tried: Mark | null;
  problem: Problem;
}

export interface Saving {
  cells: ReadonlyMap<string, Sending>;
  /** Registers that are being taken, by `rollKey`. */
  rolls: ReadonlySet<string>;
  failures: readonly Failure[];
  /** Actions that wait for an answer. */
  waiting: number;
}

const NOTHING: Saving = { cells: new Map(), rolls: new Set(), failures: [], waiting: 0 };
const state = store<Saving>(NOTHING);
/** What the register holds, of cells with edits on their way. */
const bases = new Map<string, Mark | null>();
let serial = 0;
let last: Promise<void> = Promise.resolve();

export const useSaving = state.use;

export function rollKey(className: string, at: HalfDay): string {
  return `${className}|${at.day}|${at.half}`;
}

/** Whether two marks are the same to a person. */
export function same(a: Mark | null, b: Mark | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.code === b.code && (a.time ?? "") === (b.time ?? "") && (a.note ?? "") === (b.note ?? "")
  );
}

function patch(change: Partial<Saving>): void {
  state.set({ ...state.get(), ...change });
}

/** Runs after everything that was typed before; `settle` asks the screens again at the end. */
function enqueue(run: () => Promise<void>, settle: () => Promise<unknown>): Promise<void> {
  patch({ waiting: state.get().waiting + 1 });
  last = last.then(async () => {
    await run();
    patch({ waiting: state.get().waiting - 1 });
    if (state.get().waiting === 0) await forget(settle);
  });
  return last;
}

/** Drops what the screens know by themselves by now. */
async function forget(settle: () => Promise<unknown>): Promise<void> {
  const until = serial;
  await settle().catch(() => {});
  const cells = new Map(state.get().cells);
  for (const [key, sending] of cells) {
    if (!sending.saved || sending.n > until) continue;
    cells.delete(key);
    bases.delete(key);
  }
  patch({ cells });
}

/**
 * Sets cells as one action. Answers whether all of them were kept; never rejects: what fails is
 * said in `failures`.
 */
export async function setCells(
  edits: readonly Edit[],
  settle: () => Promise<unknown>,
): Promise<boolean> {
  const n = ++serial;
  const cells = new Map(state.get().cells);
  const touched = new Set<string>();
  for (const { pupil, at, seen, now } of edits) {
    const key = cellKey(pupil, at);
    touched.add(key);
    if (!cells.has(key)) bases.set(key, seen);
    cells.set(key, { now, n, saved: false });
  }
  patch({ cells, failures: state.get().failures.filter((one) => !touched.has(one.key)) });
  let kept = false;
  await enqueue(async () => {
    kept = await send(edits, n);
  }, settle);
  return kept;
}

async function send(edits: readonly Edit[], n: number): Promise<boolean> {
  const cells = edits
    .map(({ pupil, at, now }) => ({ pupil, at, was: bases.get(cellKey(pupil, at)) ?? null, now }))
    .filter(({ was, now }) => !same(was, now));
  try {
    const answer: AttendanceSetAnswer | null =
      cells.length > 0 ? await call("attendance_set", { cells }) : null;
    const refused = new Map(
      (answer?.refused ?? []).map((one) => [cellKey(one.pupil, one.at), one.problem]),
    );
    finish(edits, n, (edit) => refused.get(cellKey(edit.pupil, edit.at)) ?? null);
    return refused.size === 0;
  } catch (error) {
    const problem = asProblem(error);
    finish(edits, n, () => problem);
    return false;
  }
}

/** Keeps what was saved, and takes back what was not. A later edit of the same cell stays. */
function finish(edits: readonly Edit[], n: number, problemOf: (edit: Edit) => Problem | null) {
  const cells = new Map(state.get().cells);
  const failures = [...state.get().failures];
  for (const edit of edits) {
    const key = cellKey(edit.pupil, edit.at);
    const problem = problemOf(edit);
    const newest = cells.get(key)?.n === n;
    if (!problem) {
      bases.set(key, edit.now);
      if (newest) cells.set(key, { now: edit.now, n, saved: true });
    } else if (newest) {
      // Kept as the register has it until the screen asked again.
      cells.set(key, { now: bases.get(key) ?? null, n, saved: true });
      failures.push({ key, pupil: edit.pupil, at: edit.at, tried: edit.now, problem });
    }
  }
  patch({ cells, failures });
}

/**
 * Takes the register of half days, after the marks that were typed before. Answers the problem, or
 * null when it was taken.
 */
export async function takeRoll(
  className: string,
  at: readonly HalfDay[],
  settle: () => Promise<unknown>,
): Promise<Problem | null> {
  const keys = at.map((one) => rollKey(className, one));
  let problem: Problem | null = null;
  patch({ rolls: new Set([...state.get().rolls, ...keys]) });
  await enqueue(async () => {
    try {
      await call("roll_take", { class: className, at: [...at], taken: true });
    } catch (error) {
      problem = asProblem(error);
    }
  }, settle);
  patch({ rolls: new Set([...state.get().rolls].filter((key) => !keys.includes(key))) });
  return problem;
}

/** Does something when all that was typed before has been answered, for instance taking back. */
export function afterAll(run: () => void): void {
  last = last.then(run);
}

/** The person read why. */
export function dismiss(key: string): void {
  patch({ failures: state.get().failures.filter((one) => one.key !== key) });
}

/** As when the window opens. For tests. */
export function resetSaving(): void {
  state.set(NOTHING);
  bases.clear();
  last = Promise.resolve();
}
