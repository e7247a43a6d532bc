import { Link } from "wouter";
import type { MergedRow } from "../../backend/generated/MergedRow";
import { nl } from "../../texts/nl";

const words = nl.merges.sheet;

/** Who was merged with this pupil, and the way to merge with somebody else. */
export function Merged({ pupil, merged }: { pupil: string; merged: readonly MergedRow[] }) {
  return (
    <section className="stack tight" aria-labelledby="pupil-merged">
      <h3 id="pupil-merged">{words.title}</h3>
      {merged.length > 0 ? (
        <ul className="lines">
          {merged.map(({ id, name }) => (
            <li key={id}>
              <div className="line">
                <span>
                  {words.mergedWith} <span className="strong">{name}</span>
                </span>
              </div>
              <Link
                className="button small"
                aria-label={words.partOf(name)}
                href={`/leerlingen/uit-elkaar/${id}`}
              >
                {words.part}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="row">
        <Link className="button small" href={`/leerlingen/${pupil}/samenvoegen`}>
          {words.mergeWith}
        </Link>
      </div>
    </section>
  );
}
