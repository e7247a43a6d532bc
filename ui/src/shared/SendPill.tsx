import type { SendStatus } from "../backend/generated/SendStatus";
import { nl } from "../texts/nl";
import { Pill, type Tone } from "./Pill";

const TONES: Record<SendStatus, Tone> = {
  to_send: "quiet",
  sending: "info",
  validation_error: "warn",
  processed: "good",
  rejected_by_agodi: "bad",
  system_error: "bad",
};

/** Where something stands on its way to Discimus, the same on every screen. */
export function SendPill({ status }: { status: SendStatus }) {
  return <Pill tone={TONES[status]}>{nl.discimus.statuses[status]}</Pill>;
}
