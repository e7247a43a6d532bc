/** The link with Discimus: a queue with each kind of trouble, and proposals. */
import type { Discimus } from "../generated/Discimus";
import type { LinkSettings } from "../generated/LinkSettings";
import type { Proposal } from "../generated/Proposal";
import type { QueueRow } from "../generated/QueueRow";
import type { Handlers } from ".";
import { batch, NOW, pupilAt, type World } from "./world";

/** What is kept of the link, in each world. */
interface Desk {
  settings: LinkSettings;
  queue: QueueRow[];
  proposals: Proposal[];
}
const desks = new WeakMap<World, Desk>();

function newDesk(world: World): Desk {
  const row = (id: number, pupil: number, over: Partial<QueueRow>): QueueRow => ({
    id,
    ...pupilAt(world, pupil),
    subject: "person",
    withdraws: false,
    about: "",
    step: 0,
    status: "to_send",
    since: "2026-11-21T08:12:00+01:00",
    attempts: 0,
    fault: null,
    next_try: null,
    behind: null,
    ...over,
  });
  const proposal = (id: number, pupil: number, over: Partial<Proposal>): Proposal => ({
    id,
    ...pupilAt(world, pupil),
    kind: "insz",
    was: "",
    now: "17.03.12-•••.••",
    seen_at: NOW,
    birth_agrees: true,
    sex_agrees: true,
    problem: null,
    ...over,
  });
  return {
    settings: { on: true, port: 4460 },
    queue: [
      row(1, 1, {
        status: "rejected_by_agodi",
        attempts: 1,
        since: "2026-11-20T16:30:00+01:00",
        fault: { code: "P104", text: "ongeldig rijksregisternummer", own: false },
      }),
      row(2, 1, { subject: "school", step: 1, about: "2026-11-16", behind: "person" }),
      row(3, 4, {
        subject: "group",
        step: 2,
        about: "2026-11-16",
        status: "system_error",
        attempts: 3,
        fault: { code: "slow", text: "", own: false },
        next_try: "2026-11-21T09:30:00+01:00",
      }),
      row(4, 7, { subject: "leaving", step: 3, about: "2026-11-13", status: "sending" }),
      row(5, 9, { subject: "attendance", step: 3, about: "2026-10" }),
    ],
    proposals: [
      proposal(11, 2, {}),
      proposal(12, 5, {
        kind: "last_name",
        was: "Simic",
        now: "Šimić",
        birth_agrees: null,
        sex_agrees: null,
      }),
      proposal(13, 8, {
        problem: { code: "insz_taken", values: { name: "Peeters Noor", class: "2B" } },
        birth_agrees: false,
      }),
    ],
  };
}

/** What the stand-in keeps of the link; tests change it. */
export function desk(world: World): Desk {
  const there = desks.get(world) ?? newDesk(world);
  desks.set(world, there);
  return there;
}

export const discimus: Handlers = {
  discimus: (world, { pupil }): Discimus => {
    const there = desk(world);
    const of = <R extends { pupil: string }>(rows: R[]) =>
      rows.filter((row) => pupil === null || row.pupil === pupil);
    const statuses = [...new Set(there.queue.map((row) => row.status))];
    return {
      link: {
        settings: there.settings,
        sender: { is: there.settings.on ? "this" : "not_this", laptop: "secretariaat-1" },
        name: "Oefenschool",
        simulator: true,
        working: null,
        last_contact: there.settings.on ? "2026-11-21T08:30:00+01:00" : null,
        problem: null,
        next_run: there.settings.on ? "2026-11-21T09:00:00+01:00" : null,
      },
      queue: of(there.queue),
      counts: statuses.map((status) => ({
        status,
        count: there.queue.filter((row) => row.status === status).length,
      })),
      proposals: of(there.proposals),
      faulty: there.queue.filter((row) => row.fault).map((row) => row.pupil),
    };
  },
  discimus_do: (world, request) => {
    const there = desk(world);
    const answer = { batch: null as string | null, done: 0, left: [], insz: null as string | null };
    const drop = (ids: number[]) => {
      const before = there.proposals;
      const after = before.filter((row) => !ids.includes(row.id));
      answer.done = before.length - after.length;
      const put = (rows: Proposal[]) => () => {
        there.proposals = rows;
      };
      answer.batch = batch(world, "discimus", 1, ["pupils", "discimus"], put(after), put(before));
    };
    if (request.action === "settings") there.settings = request.now;
    if (request.action === "adopt") drop(request.ids);
    if (request.action === "refuse") drop(request.ids);
    if (request.action === "show") answer.insz = "17.03.12-000.99";
    if (request.action === "retry") {
      answer.done = request.ids.length;
      there.queue = there.queue.map((row) =>
        request.ids.includes(row.id) ? { ...row, status: "to_send", fault: null } : row,
      );
    }
    if (request.action === "send") {
      there.queue = there.queue.filter(
        (row) => row.fault !== null || (request.pupil !== null && row.pupil !== request.pupil),
      );
    }
    world.changed("discimus");
    return answer;
  },
};
