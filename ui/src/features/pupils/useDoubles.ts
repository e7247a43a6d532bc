import type { Double } from "../../backend/generated/Double";
import { useRead } from "../../backend/queries";

/** Pairs who could be one child, of everybody or of one pupil; nothing while it is being asked. */
export function useDoubles(pupil: string | null): readonly Double[] {
  const { data } = useRead("merge", { what: "doubles", pupil });
  return data?.kind === "doubles" ? data.pairs : [];
}
