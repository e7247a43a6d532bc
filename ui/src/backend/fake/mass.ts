import { addDays } from "../../shared/days";
import type { CellEdit } from "../generated/CellEdit";
import type { MassPlan } from "../generated/MassPlan";
import type { MassRequest } from "../generated/MassRequest";
import type { Handlers } from ".";
import { refusal, write } from "./attendance";
import { free, notHere } from "./school";
import type { World } from "./world";

function plan(world: World, request: MassRequest): MassPlan {
  const chosen = world.rows.filter((row) =>
    request.pupils.length > 0
      ? request.pupils.includes(row.id)
      : request.classes.length === 0
        ? row.class !== ""
        : request.classes.includes(row.class),
  );
  const made: MassPlan = { pupils: 0, cells: 0, existing: {}, free: 0, refused: {}, batch: null };
  const edits: CellEdit[] = [];
  for (const { id } of chosen) {
    const before = edits.length;
    for (let day = request.from; day <= request.until; day = addDays(day, 1)) {
      for (const half of ["VM", "NM"] as const) {
        if (request.half && request.half !== half) continue;
        const at = { day, half };
        if (free(at) || notHere(world, id, day)) {
          made.free += 1;
          continue;
        }
        const was = world.school.marks.get(`${id}|${day}|${half}`) ?? null;
        if (was) made.existing[was.code] = (made.existing[was.code] ?? 0) + 1;
        if (was && !request.replace) continue;
        const now = request.code
          ? { code: request.code, ...(request.note ? { note: request.note } : {}) }
          : null;
        if (was === null && now === null) continue;
        const problem = refusal(world, { pupil: id, at, was, now });
        if (problem) made.refused[problem.code] = (made.refused[problem.code] ?? 0) + 1;
        else edits.push({ pupil: id, at, was, now });
      }
    }
    if (edits.length > before) made.pupils += 1;
  }
  made.cells = edits.length;
  if (request.apply) made.batch = write(world, edits);
  return made;
}

export const mass: Handlers = {
  attendance_mass: (world, request) => {
    if (request.until < request.from) {
      throw { code: "invalid_value", values: { field: "until", why: "range" } };
    }
    return plan(world, request);
  },
};
