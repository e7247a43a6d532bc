/** Open absences that a person makes B. */
import { call } from "../../backend";
import type { CellEdit } from "../../backend/generated/CellEdit";
import type { ClassWeek } from "../../backend/generated/ClassWeek";
import type { WorkMark } from "../../backend/generated/WorkMark";
import { mondayOf } from "../../shared/days";
import { markIn } from "../../shared/register";

const PROBLEMATIC = "B";

/** Makes marks B, with their remarks, as they stand now; one that was changed meanwhile stays. */
export async function makeProblematic(marks: readonly WorkMark[]) {
  const weeks = new Map<string, Promise<ClassWeek>>();
  const weekOf = ({ class: name, at: { day } }: WorkMark) => {
    const key = `${name} ${mondayOf(day)}`;
    const week = weeks.get(key) ?? call("attendance_week", { class: name, day });
    weeks.set(key, week);
    return week;
  };
  const cells = await Promise.all(
    marks.map(async (mark): Promise<CellEdit[]> => {
      const was = markIn(await weekOf(mark), mark.pupil, mark.at);
      if (was?.code !== mark.code) return [];
      const now = { ...was, code: PROBLEMATIC, time: null };
      return [{ pupil: mark.pupil, at: mark.at, was, now }];
    }),
  );
  return call("attendance_set", { cells: cells.flat() });
}
