import type { PupilField } from "../backend/generated/PupilField";

/** Fields of a pupil in the order of the sheet, but for the INSZ, which no list holds in clear (S64). */
export const PLAIN_FIELDS = [
  "last_name",
  "first_name",
  "birth_date",
  "sex",
  "class",
  "stamnummer",
  "institution",
  "location",
  "kind",
] as const satisfies readonly Exclude<PupilField, "insz">[];

/** A pupil by name, as lists and titles say it. */
export const nameOf = (pupil: { last_name: string; first_name: string }) =>
  `${pupil.last_name} ${pupil.first_name}`.trim();
