/** The other record of a pupil, looked for by hand. */
import { Link } from "wouter";
import type { PupilRow } from "../../backend/generated/PupilRow";
import { useRead } from "../../backend/queries";
import { Person, ProblemMessage, PupilSearch, pupilFacts, Screen } from "../../shared";
import { nameOf } from "../../shared/pupil";
import { nl } from "../../texts/nl";
import { useMerge } from "./useMerge";

const words = nl.merges.find;

export function FindScreen({ pupil }: { pupil: string }) {
  const sheet = useRead("pupil_sheet", { id: pupil });
  const row = sheet.data?.row;
  const likely = useMerge({ what: "doubles", pupil }).data?.pairs ?? [];
  const others = likely.map(({ one, other, why }) => ({
    who: one.id === pupil ? other : one,
    why,
  }));
  const compare = (other: PupilRow) => (
    <Link
      className="button small"
      aria-label={nl.merges.doubles.compareOf(`${nameOf(other)} ${other.class}`.trim())}
      href={`/leerlingen/samenvoegen/${pupil}/${other.id}`}
    >
      {nl.merges.doubles.compare}
    </Link>
  );
  return (
    <Screen
      title={words.title(row ? nameOf(row) : "")}
      subtitle={row ? pupilFacts(row) : null}
      actions={
        <Link className="button" href={`/leerlingen/${pupil}`}>
          {words.sheet}
        </Link>
      }
    >
      <ProblemMessage problem={sheet.error} />
      <div className="stack merge-find">
        <p className="soft measure">{words.text}</p>
        {others.length > 0 ? (
          <section className="stack tight" aria-labelledby="merge-likely">
            <h2 id="merge-likely">{words.likely}</h2>
            {others.map(({ who, why }) => (
              <Person key={who.id} pupil={who} why={why}>
                {compare(who)}
              </Person>
            ))}
          </section>
        ) : null}
        <PupilSearch
          label={words.field}
          hint={words.hint}
          nobody={words.nobody}
          without={new Set([pupil, ...others.map(({ who }) => who.id)])}
          action={compare}
        />
      </div>
    </Screen>
  );
}
