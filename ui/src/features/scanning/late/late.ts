/** Who comes in late: the rules, and the arrivals since the window opened. */
import { call } from "../../../backend";
import type { Half } from "../../../backend/generated/Half";
import type { HalfDay } from "../../../backend/generated/HalfDay";
import type { Mark } from "../../../backend/generated/Mark";
import type { PupilRow } from "../../../backend/generated/PupilRow";
import { markIn } from "../../../shared/register";
import { store } from "../../../shared/store";

/** The code of somebody who is late: a presence with a time, never reported. */
const LATE = "L";
/** Nog te bepalen: who was missing without a reason turns out to be late. */
const OPEN = "?";
/** Older arrivals fall off the screen; they stay in the register. */
const KEEP = 200;

/** One pupil who came in. */
export interface Arrival {
  /** Counts up from 1. */
  id: number;
  pupil: PupilRow;
  at: HalfDay;
  /** What stands in the register now. */
  mark: Mark;
  /** The actions on this arrival, newest first, to take back. */
  batches: readonly string[];
  undone: boolean;
}

/** What a scan of a pupil became. */
export type Outcome =
  | { kind: "saved"; arrival: Arrival }
  /** Another code stands there; a person decides. */
  | { kind: "already"; pupil: PupilRow; at: HalfDay; mark: Mark }
  | { kind: "not_found"; pupil: PupilRow };

const kept = store<readonly Arrival[]>([]);
let next = 1;

/** The arrivals, newest first, followed by the screen. */
export const useArrivals = kept.use;

/** Empties the list on the screen. */
export function forgetArrivals(): void {
  kept.set([]);
}

/** `08:51` on this laptop's clock. */
export function clock(now: Date): string {
  return now.toTimeString().slice(0, 5);
}

/** The half day of a moment: until noon the morning. */
export function halfAt(now: Date): Half {
  return now.getHours() < 12 ? "VM" : "NM";
}

/** Marks a pupil as late, unless another code stands there and nobody said to replace it. */
export async function arrive(
  pupil: PupilRow,
  at: HalfDay,
  time: string,
  replace = false,
): Promise<Outcome> {
  if (!pupil.class) return { kind: "not_found", pupil };
  const week = await call("attendance_week", { class: pupil.class, day: at.day });
  const was = markIn(week, pupil.id, at);
  if (was === undefined) return { kind: "not_found", pupil };
  if (was && was.code !== OPEN && !replace) return { kind: "already", pupil, at, mark: was };
  const mark: Mark = { code: LATE, time, note: was?.note ?? "" };
  const { batch } = await call("attendance_set", {
    cells: [{ pupil: pupil.id, at, was, now: mark }],
  });
  const arrival: Arrival = {
    id: next++,
    pupil,
    at,
    mark,
    batches: batch ? [batch] : [],
    undone: false,
  };
  kept.update((all) => [arrival, ...all].slice(0, KEEP));
  return { kind: "saved", arrival };
}

/** Writes the reason at a mark. */
export async function explain(arrival: Arrival, note: string): Promise<Arrival> {
  const mark: Mark = { ...arrival.mark, note };
  const { batch } = await call("attendance_set", {
    cells: [{ pupil: arrival.pupil.id, at: arrival.at, was: arrival.mark, now: mark }],
  });
  return change({
    ...arrival,
    mark,
    batches: batch ? [batch, ...arrival.batches] : arrival.batches,
  });
}

/** Takes an arrival back, with its reason. */
export async function takeBack(arrival: Arrival): Promise<Arrival> {
  for (const batch of arrival.batches) await call("undo", { direction: "back", batch });
  return change({ ...arrival, batches: [], undone: true });
}

function change(arrival: Arrival): Arrival {
  kept.update((all) => all.map((one) => (one.id === arrival.id ? arrival : one)));
  return arrival;
}
