/** Sync: a laptop alone, or one of a school with questions, held entries and every kind of trouble. */
import type { ConflictRow } from "../generated/ConflictRow";
import type { ConflictSide } from "../generated/ConflictSide";
import type { EnteredBy } from "../generated/EnteredBy";
import type { HeldRow } from "../generated/HeldRow";
import type { JoinRequest } from "../generated/JoinRequest";
import type { SyncDo } from "../generated/SyncDo";
import type { SyncDone } from "../generated/SyncDone";
import type { SyncLeft } from "../generated/SyncLeft";
import type { SyncStatus } from "../generated/SyncStatus";
import type { Handlers } from ".";
import { refuse } from ".";
import { batch, pupilAt, type World } from "./world";

/** What is kept of sync, in each world. */
interface Shared {
  status: SyncStatus;
  conflicts: ConflictRow[];
  held: HeldRow[];
}
const worlds = new WeakMap<World, Shared>();

const ALONE: SyncStatus = {
  joined: null,
  waiting: 0,
  waiting_since: null,
  groups: [],
  refused: [],
  conflicts: 0,
  held: 0,
  working: false,
  last_contact: null,
  next_try: null,
  trouble: null,
  download: null,
  clock_ahead: null,
  mass_change: null,
};

/** What the stand-in keeps of sync; tests change it. */
export function syncOf(world: World): Shared {
  const there = worlds.get(world) ?? { status: ALONE, conflicts: [], held: [] };
  worlds.set(world, there);
  return there;
}

export const ELS: EnteredBy = {
  name: "Els",
  at: "2026-11-19T08:41:00+01:00",
  device: "laptop-1",
  laptop: "secretariaat-2",
  here: false,
};
export const HERE: EnteredBy = {
  name: "Jan",
  at: "2026-11-19T08:55:00+01:00",
  device: "laptop-0",
  laptop: "secretariaat-1",
  here: true,
};

const side = (op: string, by: EnteredBy, value: ConflictSide["value"]): ConflictSide => ({
  op,
  value,
  by,
  same_as: null,
  effects: null,
});

/** Joins the world to a server, with questions and held entries. */
export function joined(world: World): Shared {
  const there = syncOf(world);
  const code = (letter: "Z" | "B" | "P") => ({ is: "mark" as const, mark: { code: letter } });
  const cell = (index: number, ours: "B" | "P"): ConflictRow => ({
    subject: `attendance/${index}/2026-11-19/VM`,
    seen: "1",
    who: { ...pupilAt(world, index), class: "1A" },
    about: { is: "half_day", at: { day: "2026-11-19", half: "VM" } },
    day: "2026-11-19",
    in_force: side("op-1", ELS, code("Z")),
    offers: [side(`offer-${index}`, HERE, code(ours))],
  });
  const closed = (until: string) => ({
    is: "enrolments" as const,
    lines: [
      {
        level: "class" as const,
        name: "1A",
        from: "2026-09-01",
        until,
        reason: "",
        status: null,
        cancelled: false,
      },
    ],
  });
  const effects = (marks: number, counts: boolean) => ({
    marks_outside: marks,
    count_days: [{ day: "2027-02-01", counts }],
  });
  there.conflicts = [
    cell(1, "B"),
    cell(2, "P"),
    {
      subject: "enrolment/1",
      seen: "2",
      who: { ...pupilAt(world, 3), class: "2B" },
      about: { is: "class_period" },
      day: "2026-11-20",
      in_force: { ...side("op-2", ELS, closed("2026-11-13")), effects: effects(2, false) },
      offers: [{ ...side("offer-3", HERE, closed("2026-12-18")), effects: effects(0, true) }],
    },
    {
      subject: "field/4/insz",
      seen: "3",
      who: { ...pupilAt(world, 4), class: "2B" },
      about: { is: "field", field: "insz" },
      day: "2026-11-20",
      in_force: { ...side("", ELS, { is: "nothing" }), by: null },
      offers: [
        {
          ...side("offer-4", ELS, { is: "text", text: "••.••.••-•••.••" }),
          same_as: pupilAt(world, 5),
        },
      ],
    },
  ];
  there.held = [
    {
      op: "held-1",
      by: { ...HERE, at: "2026-11-18T09:00:00+01:00" },
      parts: [
        {
          subject: "field/p6/class",
          reason: "not_permitted",
          who: pupilAt(world, 6),
          about: { is: "field", field: "class" },
          value: { is: "text", text: "1B" },
          in_force: { is: "text", text: "1A" },
        },
      ],
      again: null,
    },
    {
      op: "held-2",
      by: null,
      parts: [
        {
          subject: "",
          reason: "newer_version",
          who: null,
          about: { is: "unknown" },
          value: { is: "nothing" },
          in_force: { is: "nothing" },
        },
      ],
      again: refuse("not_found", { what: "entry" }),
    },
  ];
  there.status = {
    ...ALONE,
    joined: {
      server: "https://stamboek.voorbeeld.be",
      school: world.settings.school,
      laptop: "secretariaat-1",
      person: {
        name: "Jan Maes",
        roles: ["secretariat-lead"],
        until: "2026-12-05T08:00:00+01:00",
        ended: false,
      },
    },
    waiting: 14,
    waiting_since: "2026-11-19T07:52:40+01:00",
    groups: [
      { kind: "attendance", day: "2026-11-19", entries: 12 },
      { kind: "enrol", day: "2026-11-20", entries: 2 },
    ],
    last_contact: "2026-11-21T08:30:00+01:00",
    next_try: "2026-11-21T08:45:00+01:00",
    clock_ahead: 4,
  };
  return there;
}

/** The status with its counts as they are now. */
function status(there: Shared): SyncStatus {
  return { ...there.status, conflicts: there.conflicts.length, held: there.held.length };
}

/** Takes rows away as one action that can be taken back. */
function act<R>(
  world: World,
  kind: string,
  [rows, idOf]: [R[], (row: R) => string],
  wanted: string[],
): SyncDone {
  const gone = rows.filter((row) => wanted.includes(idOf(row)));
  const left: SyncLeft[] = wanted
    .filter((id) => !rows.some((row) => idOf(row) === id))
    .map((id) => ({ id, problem: refuse("stale", { field: "conflict" }) }));
  const id = batch(
    world,
    kind,
    gone.length,
    ["sync", "attendance", "pupils"],
    () => {
      for (const row of gone) rows.splice(rows.indexOf(row), 1);
    },
    () => rows.push(...gone),
  );
  return { batch: gone.length > 0 ? id : null, done: gone.length, left };
}

/** Joins with a code, of which those that begin with 0 are unknown. */
function enter(world: World, { code }: JoinRequest): Shared {
  if (/^0/.test(code)) throw refuse("code_refused", { why: "unknown" });
  return joined(world);
}

/** A new register joins: nobody signed in, and nothing is here yet. */
export function beginsThere(world: World, asked: JoinRequest): void {
  const there = enter(world, asked);
  const { joined } = there.status;
  there.conflicts = [];
  there.held = [];
  there.status = { ...ALONE, joined: joined && { ...joined, person: null }, trouble: "sign_in" };
}

function carryOut(world: World, request: SyncDo): SyncDone {
  const there = syncOf(world);
  const nothing: SyncDone = { batch: null, done: 0, left: [] };
  const tell = (change: Partial<SyncStatus>) => {
    there.status = { ...there.status, ...change };
    world.changed("sync");
    return nothing;
  };
  switch (request.action) {
    case "join":
      enter(world, request);
      return tell({});
    case "sign_in":
      if (request.password !== "geheim") throw refuse("sign_in_refused");
      return tell({ trouble: null });
    case "now":
      return tell({ trouble: null, waiting: 0, waiting_since: null, groups: [] });
    case "leave":
      there.conflicts = [];
      there.held = [];
      return tell(ALONE);
    case "send_again": {
      const { refused, waiting } = there.status;
      const stays = refused.filter((entry) => !request.ops.includes(entry.op));
      return tell({ refused: stays, waiting: waiting + refused.length - stays.length });
    }
    case "confirm_mass_change":
      return tell({ mass_change: null });
    case "decide": {
      const wanted = request.choices.map((choice) => choice.subject);
      return act(world, "decide", [there.conflicts, (row) => row.subject], wanted);
    }
    case "dismiss":
      return act(world, "dismiss", [there.held, (row) => row.op], request.ops);
    case "enter_again":
      return act(world, "enter_again", [there.held, (row) => row.op], request.ops);
  }
}

export const sync: Handlers = {
  sync: (world, { about }) => {
    const there = syncOf(world);
    if (about === "status") return { about, ...status(there) };
    if (about === "held") return { about, rows: there.held, open: there.held.length };
    return { about, rows: there.conflicts, open: there.conflicts.length };
  },
  sync_do: carryOut,
};
