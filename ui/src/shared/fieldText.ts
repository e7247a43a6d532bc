import { nl } from "../texts/nl";
import { date } from "./format";

/** The value of a field of a pupil as people read it. */
export function fieldText(field: string, value: string): string {
  if (field === "birth_date") return date(value);
  if (field === "sex") return nl.shared.sexes[value] ?? value;
  if (field === "kind") return nl.shared.kinds[value] ?? value;
  return value;
}
