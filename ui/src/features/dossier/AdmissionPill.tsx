import type { AdmissionMeaning } from "../../backend/generated/AdmissionMeaning";
import { Pill, type Tone } from "../../shared";
import { nl } from "../../texts/nl";

/** Red, orange, white and green, as the list of pupils has them. */
const TONES: Record<AdmissionMeaning, Tone> = {
  not_admitted: "bad",
  council_must_decide: "warn",
  open: "quiet",
  admitted: "good",
};

/** What the result of an admission check means: its colour, with sign and word. */
export function AdmissionPill({ meaning }: { meaning: AdmissionMeaning }) {
  return <Pill tone={TONES[meaning]}>{nl.dossier.meanings[meaning]}</Pill>;
}
