import { useMerge } from "./useMerge";

/** Pairs who could be one child, for the navigation. */
export const useDoublesCount = () =>
  useMerge({ what: "doubles", pupil: null }).data?.pairs.length ?? 0;
