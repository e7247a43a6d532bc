/**
 * The one door to the program: `call` a command, hear what changed.
 *
 * Only this folder knows how the window speaks to the shell. Screens use the hooks of
 * `queries.ts`, which ask again when the program says that a subject changed.
 */

import type { Commands } from "./generated/Commands";
import type { Event } from "./generated/Event";
import type { Problem } from "./generated/Problem";
import { shell } from "./tauri";

/** Name of a command. */
export type Name = keyof Commands;
/** What a command asks. */
export type Request<N extends Name> = Commands[N]["request"];
/** What a command answers. */
export type Answer<N extends Name> = Commands[N]["answer"];

/** Carries requests over; the shell in the window, a stand-in in tests and development. */
export interface Transport {
  call(name: Name, request: unknown): Promise<unknown>;
  listen(heard: (event: Event) => void): void;
}

/** A refusal of the program, with the problem that a screen explains. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = "Refusal";
    this.problem = problem;
  }
}

let transport: Transport | null = null;
const listeners = new Set<(event: Event) => void>();

/** Chooses what carries the requests. Called once at start, and by tests. */
export function use(chosen: Transport): void {
  transport = chosen;
  chosen.listen((event) => {
    if (transport === chosen) for (const heard of listeners) heard(event);
  });
}

/** Connects to the shell. A development server without a shell gets the stand-in. */
export async function connect(): Promise<void> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { asked, fake } = await import("./fake");
    use(fake(asked(window.location.search)));
    return;
  }
  use(shell);
}

/** Runs one command. Rejects with a `Refusal`. */
export async function call<N extends Name>(name: N, request: Request<N>): Promise<Answer<N>> {
  if (!transport) throw new Refusal({ code: "not_ready", values: {} });
  try {
    return (await transport.call(name, request)) as Answer<N>;
  } catch (error) {
    throw new Refusal(asProblem(error));
  }
}

/** Hears what the program says by itself; returns how to stop hearing. */
export function onEvent(heard: (event: Event) => void): () => void {
  listeners.add(heard);
  return () => listeners.delete(heard);
}

/** Whatever was thrown as a problem; what is not one becomes `internal`. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  if (typeof error === "object" && error !== null && "code" in error) {
    const { code, values } = error as Partial<Problem>;
    if (typeof code === "string") return { code, values: values ?? {} };
  }
  return { code: "internal", values: { detail: "window" } };
}
