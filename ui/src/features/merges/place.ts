/** Addresses behind Leerlingen that are about doubles. Apart from the screens, which are read later. */

const COMPARE = /^samenvoegen\/([^/]+)\/([^/]+)$/;
const PART = /^uit-elkaar\/([^/]+)$/;
const FIND = /^([^/]+)\/samenvoegen$/;

/** What an address asks for. */
export type MergesPlace =
  | { what: "doubles" }
  | { what: "compare"; one: string; other: string }
  | { what: "find"; pupil: string }
  | { what: "part"; from: string };

/** Null: about something else. */
export function mergesPlace(place: string): MergesPlace | null {
  if (place === "dubbel") return { what: "doubles" };
  const [, one, other] = COMPARE.exec(place) ?? [];
  if (one && other) return { what: "compare", one, other };
  const from = PART.exec(place)?.[1];
  if (from) return { what: "part", from };
  const pupil = FIND.exec(place)?.[1];
  return pupil ? { what: "find", pupil } : null;
}
