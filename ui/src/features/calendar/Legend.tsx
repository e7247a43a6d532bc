import { nl } from "../../texts/nl";
import type { HalfKind } from "./halves";

const words = nl.calendar;
const KINDS: readonly HalfKind[] = [
  "lesson",
  "holiday",
  "free_day",
  "study_day",
  "other",
  "not_worked",
  "extra",
];

/** What the colours and hatchings mean, in words. */
export function Legend() {
  return (
    <ul className="legend" aria-label={words.legend}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <span className={`legend-half ${kind}`} aria-hidden="true" />
          {words.kinds[kind]}
        </li>
      ))}
    </ul>
  );
}
