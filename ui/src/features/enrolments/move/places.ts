import type { PlaceInSchool } from "../../../backend/generated/PlaceInSchool";
import { nl } from "../../../texts/nl";

const words = nl.enrolmentFile.moving;

/** Where somebody is, in the few letters of a column: class, group, location. */
export function placeCodes({ group, location, class: name }: PlaceInSchool): string {
  return [name, group, location].filter(Boolean).join(" · ") || words.nowhere;
}

/** Where somebody is, in words. */
export function placeText({ group, location, class: name }: PlaceInSchool): string {
  return words.where(group, location, name) || words.nowhere;
}
