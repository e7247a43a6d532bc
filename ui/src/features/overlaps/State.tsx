import type { OverlapKind } from "../../backend/generated/OverlapKind";
import type { OverlapPair } from "../../backend/generated/OverlapPair";
import type { Standing } from "../../backend/generated/Standing";
import { Pill, type Tone } from "../../shared";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.overlaps;

const TONES: Record<Standing["state"], Tone> = {
  came_back: "bad",
  open: "warn",
  waiting_for_call: "info",
  other_wrong: "info",
  postponed: "quiet",
  solved: "good",
  nothing_to_do: "quiet",
  gone: "good",
};

const KIND_TONES: Record<OverlapKind, Tone> = {
  double: "bad",
  parallel: "info",
  hospital: "quiet",
  adjoining: "quiet",
};

/** Where a case stands, in a word. */
export function StatePill({ standing }: { standing: Standing }) {
  if (standing.state === "came_back") {
    return <Pill tone="bad">{words.cameBack(standing.came_back)}</Pill>;
  }
  const day = standing.state === "postponed" ? ` tot ${date(standing.until)}` : "";
  return (
    <Pill tone={TONES[standing.state]}>
      {words.states[standing.state]}
      {day}
    </Pill>
  );
}

/** Kind and length of the overlap. */
export function KindOf({ pair }: { pair: OverlapPair }) {
  return (
    <span className="pills">
      <Pill tone={KIND_TONES[pair.kind]}>{words.kinds[pair.kind]}</Pill>
      {pair.overlap ? <span>{words.days(pair.overlap.days)}</span> : null}
    </span>
  );
}
