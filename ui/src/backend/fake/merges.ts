/** Doubles: found by name and date of birth; merging moves rows, and can be taken back. */
import { fold } from "../../shared/format";
import { PLAIN_FIELDS } from "../../shared/pupil";
import type { Double } from "../generated/Double";
import type { MergeCell } from "../generated/MergeCell";
import type { MergeField } from "../generated/MergeField";
import type { MergePlan } from "../generated/MergePlan";
import type { MergePreview } from "../generated/MergePreview";
import type { MergeRequest } from "../generated/MergeRequest";
import type { PupilRow } from "../generated/PupilRow";
import type { Handlers } from ".";
import { refuse } from ".";
import { batch, type World } from "./world";

/** Somebody who was merged. */
interface Gone {
  row: PupilRow;
  to: string;
  before: PupilRow;
  preview: MergePreview;
}
interface Merges {
  apart: Set<string>;
  gone: Map<string, Gone>;
  /** Half days on which both have another code; tests fill it. */
  cells: MergeCell[];
}
const worlds = new WeakMap<World, Merges>();

/** What the stand-in keeps of doubles; tests change it. */
export function mergesOf(world: World): Merges {
  const there = worlds.get(world) ?? { apart: new Set(), gone: new Map(), cells: [] };
  worlds.set(world, there);
  return there;
}

/** Puts somebody in the register a second time, as a colleague typed it. */
export function addDouble(world: World, of: PupilRow, change: Partial<PupilRow> = {}): PupilRow {
  const id = of.id.replace(/^0{8}/, "00000009");
  const row = { ...of, id, number: "", has_insz: false, card: "never", ...change };
  world.rows = [...world.rows, row];
  return row;
}

const pairKey = (one: string, other: string) => [one, other].sort().join(" ");

function find(world: World, id: string): PupilRow {
  const row = world.rows.find((one) => one.id === id);
  if (!row) throw refuse("not_found", { what: "pupil" });
  return row;
}

function doubles(world: World, pupil: string | null): Double[] {
  const first = new Map<string, PupilRow>();
  const pairs: Double[] = [];
  for (const row of world.rows) {
    const key = `${fold(`${row.last_name} ${row.first_name}`)} ${row.birth_date}`;
    const one = first.get(key);
    if (!one) first.set(key, row);
    else pairs.push({ one, other: row, why: ["same_name_birth_date"] });
  }
  return pairs.filter(
    ({ one, other }) =>
      (pupil === null || pupil === one.id || pupil === other.id) &&
      !mergesOf(world).apart.has(pairKey(one.id, other.id)),
  );
}

const MASKED = "••.••.••-•••.••";

function preview(world: World, fromId: string, toId: string): MergePreview {
  const from = find(world, fromId);
  const to = find(world, toId);
  if (fromId === toId) throw refuse("merge_refused", { why: "itself" });
  const fields: MergeField[] = PLAIN_FIELDS.filter((field) => from[field] !== to[field]).map(
    (field) => ({
      field,
      from: from[field],
      to: to[field],
    }),
  );
  const two_insz = from.has_insz && to.has_insz && world.insz.get(fromId) !== world.insz.get(toId);
  if (two_insz || from.has_insz !== to.has_insz) {
    const shown = (row: PupilRow) => (row.has_insz ? MASKED : "");
    fields.push({ field: "insz", from: shown(from), to: shown(to) });
  }
  const { cells } = mergesOf(world);
  const numbers = world.numbers.get(fromId)?.length ?? 0;
  return {
    from,
    to,
    fields,
    goes: { marks: 3, numbers, classes: 1, enrolments: 0, facts: 2, cards: 0 },
    cells,
    facts: 0,
    two_insz,
    seen: `${fromId} ${toId} ${fields.length}`,
  };
}

function merge(world: World, request: Extract<MergeRequest, { what: "merge" }>): MergePlan {
  const { from, to, fields, seen } = request;
  const plan = preview(world, from, to);
  if (plan.seen !== seen) throw refuse("merge_refused", { why: "changed" });
  const before = plan.to;
  const after = { ...before };
  for (const field of fields) {
    if (field === "insz") after.has_insz = plan.from.has_insz;
    else after[field] = plan.from[field];
  }
  const done = batch(
    world,
    "merge",
    1,
    ["pupils", "cards", "attendance"],
    () => {
      world.rows = world.rows
        .filter((row) => row.id !== from)
        .map((row) => (row.id === to ? after : row));
      mergesOf(world).gone.set(from, { row: plan.from, to, before, preview: plan });
    },
    () => takeApart(world, from),
  );
  return { kind: "done", batch: done };
}

function takeApart(world: World, from: string): void {
  const gone = mergesOf(world).gone.get(from);
  if (!gone) return;
  mergesOf(world).gone.delete(from);
  world.rows = [...world.rows.map((row) => (row.id === gone.to ? gone.before : row)), gone.row];
}

/** Answers about doubles. */
export function answer(world: World, request: MergeRequest): MergePlan {
  switch (request.what) {
    case "doubles":
      return { kind: "doubles", pairs: doubles(world, request.pupil) };
    case "preview":
      return { kind: "merge", ...preview(world, request.from, request.to) };
    case "merge":
      return merge(world, request);
    case "apart": {
      const { apart } = mergesOf(world);
      const key = pairKey(request.one, request.other);
      const done = batch(
        world,
        "apart",
        1,
        ["pupils"],
        () => apart.add(key),
        () => apart.delete(key),
      );
      return { kind: "done", batch: done };
    }
    case "part_preview":
    case "part": {
      const gone = mergesOf(world).gone.get(request.from);
      if (!gone) throw refuse("not_found", { what: "pupil" });
      if (request.what === "part") {
        const done = batch(
          world,
          "unmerge",
          1,
          ["pupils", "cards", "attendance"],
          () => takeApart(world, request.from),
          () => mergesOf(world).gone.set(request.from, gone),
        );
        return { kind: "done", batch: done };
      }
      return {
        kind: "part",
        from: `${gone.row.last_name} ${gone.row.first_name}`,
        to: find(world, gone.to),
        goes: gone.preview.goes,
        stays: 1,
        fields: PLAIN_FIELDS.filter((field) => find(world, gone.to)[field] !== gone.before[field]),
        seen: `part ${request.from}`,
      };
    }
  }
}

export const merges: Handlers = { merge: answer };
