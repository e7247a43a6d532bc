/** What the first screen needs, asked before anything is drawn. */

import { type Answer, call, type Name } from ".";

/** The questions of the first screen, all without a request. */
const FIRST = ["session_state", "pupils_list"] as const satisfies readonly Name[];

/** Answers on their way, by question. */
export type Ahead = ReadonlyMap<Name, Promise<Answer<Name>>>;

/** Asks what the first screen needs. */
export function askAhead(): Ahead {
  return new Map(FIRST.map((name) => [name, call(name, {})]));
}
