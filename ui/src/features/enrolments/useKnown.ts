import type { EnrolmentFile } from "../../backend/generated/EnrolmentFile";
import { useRead } from "../../backend/queries";

/** The file of somebody of the register; never that of another pupil. */
export function useKnown(pupil: string | null): EnrolmentFile | null {
  const answer = useRead("enrolments", { pupil, choices: false }, { enabled: pupil !== null });
  const file = answer.data?.file ?? null;
  return file?.pupil.id === pupil ? file : null;
}
