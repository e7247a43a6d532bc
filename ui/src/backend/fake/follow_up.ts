import { addDays } from "../../shared/days";
import type { Finding } from "../generated/Finding";
import type { FollowUp } from "../generated/FollowUp";
import type { FollowUpRequest } from "../generated/FollowUpRequest";
import type { Saved } from "../generated/Saved";
import type { WorkItem } from "../generated/WorkItem";
import type { Handlers } from ".";
import { batch, TODAY, type World } from "./world";

const CIRCULAR = {
  title: "Omzendbrief BaO/2002/11",
  address: "http://data-onderwijs.vlaanderen.be/edulex/document.aspx?docid=13281",
};
const SCHOOL = { title: "Instelling van de school", address: "" };
const YEAR = "2026-2027";

const FINDINGS: Omit<Finding, "key" | "since">[] = [
  { rule: "problematic", count: 6, limit: 5, step: "contact_clb", source: CIRCULAR },
  { rule: "notes_used", count: 4, limit: 4, step: "letter_notes_used", source: CIRCULAR },
  { rule: "open_reason", count: 11, limit: 7, step: "ask_reason", source: SCHOOL },
  { rule: "note_too_long", count: 5, limit: 3, step: "ask_certificate", source: CIRCULAR },
];

const signed = new WeakMap<World, FollowUp[]>();
const worlds = (world: World) => signed.get(world) ?? [];

function items(world: World): WorkItem[] {
  const done = worlds(world);
  return world.rows
    .filter((row, index) => row.kind === "pupil" && index % 13 === 4)
    .flatMap((row, index): WorkItem[] => {
      const finding = FINDINGS[index % FINDINGS.length];
      if (!finding) return [];
      const key = `${finding.rule}/${YEAR}/${index + 1}`;
      if (done.some((one) => one.key === key && one.step === finding.step)) return [];
      return [
        {
          pupil: row.id,
          last_name: row.last_name,
          first_name: row.first_name,
          class: row.class,
          finding: { ...finding, key, since: { day: addDays(TODAY, -11), half: "VM" } },
          done: [],
        },
      ];
    });
}

function put(world: World, now: FollowUp[]): string {
  const was = worlds(world);
  return batch(
    world,
    "follow_up",
    1,
    ["attendance"],
    () => signed.set(world, now),
    () => signed.set(world, was),
  );
}

/** Signs off a step, or takes that back. */
export function saveFollowUp(world: World, { follow_up, done }: FollowUpRequest): Saved {
  const others = worlds(world).filter(
    (one) => one.key !== follow_up.key || one.step !== follow_up.step,
  );
  return { batch: put(world, done ? [...others, follow_up] : others) };
}

export const followUp: Handlers = {
  attendance_worklist: (world) => ({
    items: items(world),
    stray: [],
    proposed_b: [],
    kleuters: [],
  }),
};
