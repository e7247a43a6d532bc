/** What was decided for the new school year, before it is carried out. Pure. */
import type { NewYearRequest } from "../../../backend/generated/NewYearRequest";
import type { Passing } from "../../../backend/generated/Passing";

/** By class, and by pupil where that differs. */
export interface Decisions {
  classes: Readonly<Record<string, Passing>>;
  pupils: Readonly<Record<string, Passing>>;
}

/** Nothing decided: everybody follows the proposal. */
export const NONE: Decisions = { classes: {}, pupils: {} };

/** Decisions that were kept, or nothing when they are no longer readable. */
export function readDecisions(body: unknown): Decisions | null {
  if (typeof body !== "object" || body === null) return null;
  const { classes, pupils } = body as Partial<Decisions>;
  if (typeof classes !== "object" || typeof pupils !== "object") return null;
  return { classes: passings(classes), pupils: passings(pupils) };
}

function passings(kept: object | null): Record<string, Passing> {
  const sound = (one: unknown) =>
    typeof one === "object" && one !== null && "to" in one && typeof one.to === "string";
  return Object.fromEntries(Object.entries(kept ?? {}).filter(([, one]) => sound(one)));
}

/** What is asked of the program. */
export function requestOf({ classes, pupils }: Decisions, apply: boolean): NewYearRequest {
  return {
    change: {
      what: "pass",
      year: null,
      classes: Object.entries(classes).map(([name, passing]) => ({ class: name, passing })),
      pupils: Object.entries(pupils).map(([pupil, passing]) => ({ pupil, passing })),
    },
    apply,
  };
}

/** The decisions with this one for some; `null` goes back to the proposal. */
export function decided(
  of: Readonly<Record<string, Passing>>,
  whom: readonly string[],
  passing: Passing | null,
): Record<string, Passing> {
  const others = Object.entries(of).filter(([key]) => !whom.includes(key));
  const now = passing === null ? [] : whom.map((key): [string, Passing] => [key, passing]);
  return Object.fromEntries([...others, ...now]);
}

/** What a letter on a pupil decides: `undefined` for a letter that decides nothing. */
export function passingOfKey(letter: string): Passing | null | undefined {
  switch (letter.toLowerCase()) {
    case "o":
      return null;
    case "v":
      return { to: "leaves", cause: "", situation: "" };
    case "n":
      return { to: "unknown" };
    default:
      return undefined;
  }
}
