import { addDays, mondayOf } from "../../shared/days";
import type { Handlers } from ".";
import { cell, findings } from "./attendance";
import { saveEntry } from "./dossier";
import { savePersonal } from "./enrolling";
import { saveFollowUp } from "./follow_up";
import { ALLOWED, free, totalsOf, weekOf } from "./school";
import { batch, type World } from "./world";

const YEAR = "2026-2027";
const NO_PREVIOUS = { b: 0, present: 0, acceptable: 0 };

/** Sets one entry of a map as an action that can be taken back. */
function put<V>(world: World, kind: string, map: Map<string, V>, key: string, now: V): string {
  const was = map.get(key);
  return batch(
    world,
    kind,
    1,
    ["pupils", "attendance"],
    () => map.set(key, now),
    () => {
      if (was === undefined) map.delete(key);
      else map.set(key, was);
    },
  );
}

export const pupilYear: Handlers = {
  attendance_pupil: (world, { pupil, year }) => {
    const row = world.rows.find((one) => one.id === pupil);
    if (!row) throw { code: "not_found", values: { what: "pupil" } };
    const cells = [];
    for (let day = mondayOf("2026-09-01"); day <= "2027-06-30"; day = addDays(day, 7)) {
      for (const at of weekOf(day))
        cells.push({ at, free: free(at), cell: cell(world, pupil, at) });
    }
    const lessons = cells.filter(({ at, free: why, cell: of }) => at && !why && !of.not_here);
    return {
      pupil,
      last_name: row.last_name,
      first_name: row.first_name,
      class: row.class,
      year: year ?? YEAR,
      cells,
      totals: totalsOf(world, pupil),
      half_days: [lessons.filter(({ at }) => at.day <= world.today).length, lessons.length],
      allowed: ALLOWED,
      findings: findings(world, pupil),
      follow_ups: [],
      previous: world.school.previous.get(`${pupil}|${year ?? YEAR}`) ?? NO_PREVIOUS,
      kleuter: null,
      measures: world.school.measures.get(pupil) ?? {},
    };
  },
  dossier_save: (world, request) => {
    if (request.part === "follow_up") return saveFollowUp(world, request);
    if (request.part === "previous_school") {
      const key = `${request.pupil}|${request.year}`;
      return { batch: put(world, "previous_school", world.school.previous, key, request.now) };
    }
    if (request.part === "personal") return { batch: savePersonal(world, request) };
    if (request.part === "entry") return { batch: saveEntry(world, request) };
    const { pupil, id, now } = request;
    const { [id ?? ""]: _, ...others } = world.school.measures.get(pupil) ?? {};
    const key = id ?? `measure-${Object.keys(others).length + 1}`;
    const after = now ? { ...others, [key]: now } : others;
    return { batch: put(world, "measure", world.school.measures, pupil, after) };
  },
};
