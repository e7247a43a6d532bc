import type { WeekColumn } from "../../backend/generated/WeekColumn";
import { Pill } from "../../shared";
import { nl } from "../../texts/nl";
import { rollKey, useSaving } from "./saving";
import { halfDayShort, takenText } from "./words";

/** Which half days were taken and by whom, and which are still open. */
export function StatePills({ name, columns }: { name: string; columns: readonly WeekColumn[] }) {
  const words = nl.attendance.states;
  const { rolls } = useSaving();
  return (
    <ul className="state-pills" aria-label={words.label} title={words.deadline}>
      {columns.map(({ at, taken, due }) => {
        const half = halfDayShort(at);
        const taking = rolls.has(rollKey(name, at));
        if (!taken && !due && !taking) return null;
        return (
          <li key={half}>
            {taken ? (
              <Pill tone="good">{words.taken(half, takenText(taken))}</Pill>
            ) : taking ? (
              <Pill tone="info">{words.taking(half)}</Pill>
            ) : due ? (
              <Pill tone={due === "late" ? "bad" : "warn"}>{words[due](half)}</Pill>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
