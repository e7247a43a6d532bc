import { addDays } from "../../shared/days";
import type { EnrolmentRow } from "../generated/EnrolmentRow";
import type { Handlers } from ".";
import { batch, type World } from "./world";

const worlds = new WeakMap<World, Map<string, EnrolmentRow[]>>();

function all(world: World): Map<string, EnrolmentRow[]> {
  const kept = worlds.get(world) ?? new Map<string, EnrolmentRow[]>();
  worlds.set(world, kept);
  return kept;
}

/** Periods of a pupil in classes, newest first. Who was never enrolled by hand has one of the year. */
export function enrolmentsOf(world: World, pupil: string): EnrolmentRow[] {
  const row = world.rows.find((one) => one.id === pupil);
  if (!row?.class) return all(world).get(pupil) ?? [];
  const enrolment = {
    pupil,
    class: row.class,
    location: row.location,
    from: "2026-09-01",
    until: null,
  };
  return all(world).get(pupil) ?? [{ id: `enrolment-${pupil}`, enrolment }];
}

function put(world: World, kind: string, pupil: string, now: EnrolmentRow[]): string {
  const was = enrolmentsOf(world, pupil);
  return batch(
    world,
    kind,
    1,
    ["pupils", "attendance"],
    () => all(world).set(pupil, now),
    () => all(world).set(pupil, was),
  );
}

export const enrolments: Handlers = {
  class_enrol: (world, { pupil, class: name, location, from }) => {
    const rows = enrolmentsOf(world, pupil);
    const ended = rows.map((row) =>
      row.enrolment.until === null
        ? { ...row, enrolment: { ...row.enrolment, until: addDays(from, -1) } }
        : row,
    );
    const id = `enrolment-${pupil}-${rows.length}`;
    const fresh = { id, enrolment: { pupil, class: name, location, from, until: null } };
    return { batch: put(world, "enrol", pupil, [fresh, ...ended]) };
  },
  class_leave: (world, { id, pupil, now }) => {
    const rows = enrolmentsOf(world, pupil);
    const row = rows.find((one) => one.id === id);
    if (!row) throw { code: "not_found", values: { what: "enrolment" } };
    if (now !== null && now < row.enrolment.from) {
      throw { code: "invalid_value", values: { field: "until", value: now } };
    }
    const changed = rows.map((one) =>
      one.id === id ? { ...one, enrolment: { ...one.enrolment, until: now } } : one,
    );
    return { batch: put(world, "leave", pupil, changed) };
  },
};
