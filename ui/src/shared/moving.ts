/**
 * Pupils put aside to be moved together: Leerlingen adds to it, Verplaatsen moves them. Lives as
 * long as the window; nothing is stored.
 */
import { store } from "./store";

const chosen = store<readonly string[]>([]);

/** Replaces the selection. */
export function setMoving(ids: readonly string[]): void {
  chosen.set([...new Set(ids)]);
}

/** The selection, followed by the screen. */
export const useMoving = chosen.use;
