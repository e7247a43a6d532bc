import type { EntryState } from "../backend/generated/EntryState";
import { nl } from "../texts/nl";
import { Pill, type Tone } from "./Pill";

const TONES: Record<EntryState, Tone> = {
  saved: "quiet",
  arrived: "good",
  waits: "warn",
  attention: "warn",
};

/** Where an entry stands: here, on the server, or before a person. A laptop alone says nothing. */
export function EntryPill({ state }: { state: EntryState | undefined }) {
  return state ? <Pill tone={TONES[state]}>{nl.sync.states[state]}</Pill> : null;
}
