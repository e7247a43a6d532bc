/** Which pupils the list shows. Pure. */
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import { fold } from "../../shared/format";

/** What can be shown alone. */
export const FILTERS = [
  "all",
  "due",
  "came_back",
  "double",
  "parallel",
  "hospital",
  "adjoining",
  "waiting",
  "postponed",
  "other_wrong",
  "solved",
] as const;
export type Filter = (typeof FILTERS)[number];

const STATE = {
  came_back: "came_back",
  waiting: "waiting_for_call",
  postponed: "postponed",
  other_wrong: "other_wrong",
  solved: "solved",
} as const;

/** Whether a pupil belongs to what is shown. */
export function shows(filter: Filter, pupil: OverlapPupil): boolean {
  const states = pupil.pairs.map((row) => row.case.standing.state);
  switch (filter) {
    case "all":
      return true;
    case "due":
      // What Discimus does not show yet, asks for nothing today.
      return pupil.pairs.some(
        ({ pair, case: { standing } }) =>
          pair.visible && (standing.state === "open" || standing.state === "came_back"),
      );
    case "double":
    case "parallel":
    case "hospital":
      return pupil.pairs.some((row) => row.pair.kind === filter);
    case "adjoining":
      return pupil.pairs.every((row) => row.pair.kind === filter);
    default:
      return states.includes(STATE[filter]);
  }
}

/** How many pupils each filter shows; those without any are left away, but for all and due. */
export function counts(pupils: readonly OverlapPupil[]): { filter: Filter; count: number }[] {
  return FILTERS.map((filter) => ({
    filter,
    count: pupils.filter((pupil) => shows(filter, pupil)).length,
  })).filter(({ filter, count }) => count > 0 || filter === "all" || filter === "due");
}

/** Pupils in whose name, class or schools all words stand. */
export function found(pupils: readonly OverlapPupil[], text: string): OverlapPupil[] {
  const wanted = fold(text).split(" ").filter(Boolean);
  return pupils.filter((pupil) => {
    const hay = fold(
      [
        pupil.last_name,
        pupil.first_name,
        pupil.class,
        ...pupil.theirs.flatMap((one) => [one.name, one.told.institution ?? ""]),
      ].join(" "),
    );
    return wanted.every((word) => hay.includes(word));
  });
}
