/**
 * Persons put aside for printing: Scannen and Leerlingen add to it, Barcodes prints it.
 * Lives as long as the window; nothing is stored.
 */
import { store } from "./store";

const chosen = store<readonly string[]>([]);
const wanted = store<"outdated" | "pupils" | null>(null);

/** Adds persons (by identity), each once, behind those already there. */
export function addToCards(ids: readonly string[]): void {
  chosen.update((now) => [...new Set([...now, ...ids])]);
}

/** Replaces the whole selection. */
export function setCards(ids: readonly string[]): void {
  chosen.set([...new Set(ids)]);
}

/** The selection, followed by the screen. */
export const useCards = chosen.use;

/** Tells Barcodes with which choice to open: whoever is outdated, or the selection. */
export function wantCards(who: "outdated" | "pupils"): void {
  wanted.set(who);
}

/** What Barcodes was told, once. */
export function takeWanted(): "outdated" | "pupils" | null {
  const who = wanted.get();
  if (who) wanted.set(null);
  return who;
}
