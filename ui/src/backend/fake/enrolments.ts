import { addDays } from "../../shared/days";
import type { EnrolmentRow } from "../generated/EnrolmentRow";
import type { World } from "./world";

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

/** Puts a pupil in a class from a day on, or leaves it so without one; answers how to take it back. */
export function putClass(world: World, pupil: string, name: string, from: string): () => void {
  const was = all(world).get(pupil);
  const ended = enrolmentsOf(world, pupil).map((row) =>
    row.enrolment.until === null && row.enrolment.from < from
      ? { ...row, enrolment: { ...row.enrolment, until: addDays(from, -1) } }
      : row,
  );
  const enrolment = { pupil, class: name, location: "", from, until: null };
  if (name) {
    const others = ended.filter((row) => row.enrolment.from !== from);
    all(world).set(pupil, [{ id: `enrolment-${pupil}-${from}`, enrolment }, ...others]);
  }
  return () => {
    if (was) all(world).set(pupil, was);
    else all(world).delete(pupil);
  };
}

/** Puts periods as they become, by identity; answers how to take it back. */
export function putPeriods(world: World, pupil: string, now: readonly EnrolmentRow[]): () => void {
  const was = all(world).get(pupil);
  const rows = enrolmentsOf(world, pupil);
  all(world).set(
    pupil,
    rows.map((row) => now.find((one) => one.id === row.id) ?? row),
  );
  return () => {
    if (was) all(world).set(pupil, was);
    else all(world).delete(pupil);
  };
}
