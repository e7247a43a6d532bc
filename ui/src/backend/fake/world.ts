import type { BatchRow } from "../generated/BatchRow";
import type { BoardSchool } from "../generated/BoardSchool";
import type { Event } from "../generated/Event";
import type { HistoryRow } from "../generated/HistoryRow";
import type { LockPerson } from "../generated/LockPerson";
import type { LockRules } from "../generated/LockRules";
import type { NumberRow } from "../generated/NumberRow";
import type { Phase } from "../generated/Phase";
import type { PupilName } from "../generated/PupilName";
import type { PupilRow } from "../generated/PupilRow";
import type { Settings } from "../generated/Settings";
import { people } from "./people";
import { newSchool, type SchoolWorld } from "./school";

/** What the stand-in remembers. */
export interface World {
  phase: Phase;
  demo: boolean;
  /** Who has a PIN on this laptop, all the same one; the first unlocked. */
  people: LockPerson[];
  rules: LockRules;
  /** Laptops and users; null: this laptop belongs to no server. */
  board: BoardSchool | null;
  settings: Settings;
  rows: PupilRow[];
  insz: Map<string, string>;
  numbers: Map<string, NumberRow[]>;
  history: Map<string, HistoryRow[]>;
  batches: (BatchRow & { undo: () => void; redo: () => void })[];
  /** Attendance. */
  school: SchoolWorld;
  /** The day on which the screens are drawn. */
  today: string;
  /** Milliseconds before every answer. */
  delay: number;
  /** Says that subjects changed. */
  changed: (...subjects: string[]) => void;
  say: (event: Event) => void;
}

/** Today, wherever the screens are drawn. */
export const TODAY = "2026-11-21";
export const NOW = "2026-11-21T08:41:00+01:00";

/** A school with `size` invented pupils. */
export function newWorld(size = 1180, phase: Phase = { phase: "ready" }): World {
  const { rows, insz, numbers } = people(size);
  return {
    phase,
    people: [],
    rules: { minutes: 10, days: 30 },
    board: null,
    demo: true,
    settings: { school: "BS De Regenboog", institution: "039107", database: "SG Dijleland" },
    rows,
    insz,
    numbers,
    history: new Map(),
    batches: [],
    school: newSchool(rows),
    today: TODAY,
    delay: 0,
    changed: () => {},
    say: () => {},
  };
}

/** Remembers an action that can be taken back, and says what changed. */
export function batch(
  world: World,
  kind: string,
  ops: number,
  subjects: string[],
  apply: () => void,
  back: () => void,
): string {
  const id = `batch-${world.batches.length + 1}`;
  apply();
  world.batches.unshift({ batch: id, kind, at: NOW, ops, undone: false, undo: back, redo: apply });
  world.changed(...subjects, "session");
  return id;
}

/** Who stands at a place in the list. */
export function pupilAt(world: World, index: number): PupilName {
  const row = world.rows.filter((one) => one.kind === "pupil")[index];
  return {
    pupil: row?.id ?? "",
    last_name: row?.last_name ?? "",
    first_name: row?.first_name ?? "",
    class: row?.class ?? "",
  };
}
