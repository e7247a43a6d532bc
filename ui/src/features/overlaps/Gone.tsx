import type { GoneCase } from "../../backend/generated/GoneCase";
import { nl } from "../../texts/nl";
import { LogLines } from "./Log";

const words = nl.overlaps.gone;

/** Cases that were worked on and overlap no more: what was done stays to be read. */
export function Gone({ cases }: { cases: readonly GoneCase[] }) {
  return (
    <details className="card gone">
      <summary className="strong">{words.title(cases.length)}</summary>
      <p className="soft">{words.text}</p>
      <ul className="lines">
        {cases.map((one) => (
          <li key={`${one.pupil} ${one.case.key}`}>
            <div className="strong">
              {one.last_name} {one.first_name} <span className="soft">{one.class}</span> ·{" "}
              {one.school}
            </div>
            <LogLines steps={one.case.steps} />
          </li>
        ))}
      </ul>
    </details>
  );
}
