import { useRead } from "../../backend/queries";

/** How many pupils somebody has to look at, for the navigation. */
export function useOverlapsCount(): number {
  return useRead("overlaps", { on: null, pupil: null, school: null }).data?.counts.due ?? 0;
}
