/** Which of two stays, which values are taken, and what is said of them. Pure. */
import type { MergeGoes } from "../../backend/generated/MergeGoes";
import type { MergePreview } from "../../backend/generated/MergePreview";
import type { PupilField } from "../../backend/generated/PupilField";
import type { PupilRow } from "../../backend/generated/PupilRow";
import { PLAIN_FIELDS } from "../../shared/pupil";
import { nl } from "../../texts/nl";

/** Every field of a pupil, in the order of the sheet. */
const FIELDS: readonly PupilField[] = PLAIN_FIELDS.flatMap((field) =>
  field === "birth_date" ? [field, "insz"] : [field],
);

/** How much hangs on a record: what other systems and papers know weighs most. */
function weight(pupil: PupilRow): number {
  const filled = PLAIN_FIELDS.filter((field) => pupil[field] !== "").length;
  return (
    (pupil.number ? 100 : 0) +
    (pupil.has_insz ? 50 : 0) +
    (pupil.stamnummer ? 30 : 0) +
    (pupil.card === "never" ? 0 : 20) +
    filled
  );
}

/** Who is proposed to stay: the one on whom most hangs, of equals the first. */
export const proposed = (one: PupilRow, other: PupilRow): PupilRow =>
  weight(other) > weight(one) ? other : one;

/** Whether both have the stamnummer that one child alone can have. */
export const haveOneNumber = (one: PupilRow, other: PupilRow): boolean =>
  one.stamnummer !== "" &&
  one.stamnummer === other.stamnummer &&
  one.institution !== "" &&
  one.institution === other.institution;

/** Fields that are taken from the record that goes: chosen so, or empty on the one that stays. */
export function taken(
  preview: MergePreview,
  chosen: ReadonlyMap<PupilField, boolean>,
): PupilField[] {
  return preview.fields
    .filter((one) => chosen.get(one.field) ?? (one.to === "" && one.from !== ""))
    .map((one) => one.field);
}

/** Fields that are filled in and the same on both. */
export function equal(preview: MergePreview): PupilField[] {
  const differ = new Set(preview.fields.map((one) => one.field));
  const filled = (field: PupilField) =>
    field === "insz" ? preview.to.has_insz : preview.to[field] !== "";
  return FIELDS.filter((field) => !differ.has(field) && filled(field));
}

/** What goes over, in words: only what there is. */
export function goesText(goes: MergeGoes): string[] {
  const kinds = Object.keys(nl.merges.goes) as (keyof MergeGoes)[];
  return kinds.filter((kind) => goes[kind] > 0).map((kind) => nl.merges.goes[kind](goes[kind]));
}

/** Names of fields within a sentence. */
export const fieldNames = (fields: readonly PupilField[]) =>
  fields
    .map((field) => nl.shared.fields[field] ?? field)
    .map((name) => (name === name.toUpperCase() ? name : name.toLowerCase()))
    .join(", ");
