import type { CaseStep } from "../../backend/generated/CaseStep";
import { dateTime } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.overlaps;

/** Every step of a case, newest first. */
export function LogLines({ steps }: { steps: readonly CaseStep[] }) {
  if (steps.length === 0) return <p className="soft">{words.panel.logEmpty}</p>;
  return (
    <ol className="overlap-log">
      {[...steps].reverse().map((step) => (
        <li key={`${step.at} ${step.action.what} ${step.note}`}>
          <div className="hint">{words.act.by(step.by, dateTime(step.at))}</div>
          <div className={step.action.what === "seen_again" ? "bad-text" : undefined}>
            {words.act.step(step.action)}
          </div>
          {step.note ? <div className="soft">{step.note}</div> : null}
        </li>
      ))}
    </ol>
  );
}
