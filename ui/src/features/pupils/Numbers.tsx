import type { NumberRow } from "../../backend/generated/NumberRow";
import { Pill } from "../../shared";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";

/** Numbers in other systems with their periods, and the permanent code. */
export function Numbers({ numbers, tag }: { numbers: readonly NumberRow[]; tag: string }) {
  const words = nl.pupils.sheet;
  return (
    <section className="stack tight" aria-labelledby="pupil-numbers">
      <h3 id="pupil-numbers">{words.numbers}</h3>
      {numbers.length === 0 ? <p className="soft">{words.noNumbers}</p> : null}
      <ul className="lines">
        {numbers.map((one) => (
          <li key={`${one.database}-${one.value}-${one.from}`}>
            <div className="line">
              <span className="strong nums">{one.value}</span>
              {one.until ? <Pill>{words.old}</Pill> : <Pill tone="good">{words.open}</Pill>}
            </div>
            <div className="soft">
              {one.database} ·{" "}
              {one.until
                ? words.period(date(one.from), date(one.until))
                : words.from(date(one.from))}
            </div>
            {one.shared_with.length > 0 ? (
              <div className="warn-text">
                <span aria-hidden="true">● </span>
                {words.shared(one.shared_with.join(", "))}
              </div>
            ) : null}
          </li>
        ))}
        <li>
          <div className="line">
            <span className="mono">{tag}</span>
            <span className="soft">{words.tag}</span>
          </div>
        </li>
      </ul>
    </section>
  );
}
