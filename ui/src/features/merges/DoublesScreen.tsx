/** Mogelijk dubbel: pairs who could be one child (sync.md C10). */
import { Link, useLocation } from "wouter";
import type { Double } from "../../backend/generated/Double";
import type { PupilRow } from "../../backend/generated/PupilRow";
import {
  Busy,
  Button,
  Card,
  EmptyState,
  Likeness,
  ProblemMessage,
  pupilFacts,
  Screen,
} from "../../shared";
import { nameOf } from "../../shared/pupil";
import { useRowFocus } from "../../shared/rowFocus";
import { nl } from "../../texts/nl";
import { haveOneNumber } from "./proposal";
import { useMerge, useMergeDo } from "./useMerge";

const words = nl.merges.doubles;
const PAIR = [".decide-row", "button"] as const;
const NONE: readonly Double[] = [];

export function DoublesScreen() {
  const [, go] = useLocation();
  const answer = useMerge({ what: "doubles", pupil: null });
  const { run, busy, error } = useMergeDo();
  const pairs = answer.data?.pairs ?? NONE;
  const area = useRowFocus(pairs, PAIR);
  return (
    <Screen
      title={words.title}
      subtitle={answer.data ? words.subtitle(pairs.length) : null}
      actions={<Button onClick={() => go("/leerlingen")}>{nl.pupils.title}</Button>}
    >
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {answer.isPending ? <Busy what={words.loading} /> : null}
      {answer.data && pairs.length === 0 ? (
        <EmptyState
          title={words.empty.title}
          actions={<Button onClick={() => go("/leerlingen")}>{nl.pupils.title}</Button>}
        >
          {words.empty.text}
        </EmptyState>
      ) : null}
      {pairs.length > 0 ? (
        <div className="stack" ref={area}>
          <p className="soft measure">{words.text}</p>
          <p className="hint">{words.keys}</p>
          <ProblemMessage problem={error} />
          <Card>
            <ul className="decide-rows" aria-label={words.list}>
              {pairs.map((pair) => (
                <Pair
                  key={`${pair.one.id} ${pair.other.id}`}
                  pair={pair}
                  busy={busy}
                  onCompare={() => go(`/leerlingen/samenvoegen/${pair.one.id}/${pair.other.id}`)}
                  onApart={() =>
                    run(
                      { what: "apart", one: pair.one.id, other: pair.other.id },
                      words.areTwo(nameOfPair(pair)),
                    )
                  }
                />
              ))}
            </ul>
          </Card>
        </div>
      ) : null}
    </Screen>
  );
}

const nameOfPair = ({ one, other }: Double) => words.and(nameOf(one), nameOf(other));

function Pair(props: { pair: Double; busy: boolean; onCompare: () => void; onApart: () => void }) {
  const { pair, busy, onCompare, onApart } = props;
  const name = nameOfPair(pair);
  const oneNumber = haveOneNumber(pair.one, pair.other);
  return (
    <li className="decide-row">
      <div className="decide-sides">
        <Who pupil={pair.one} />
        <Who pupil={pair.other} />
      </div>
      <div className="merge-why">
        <Likeness why={pair.why} />
        {oneNumber ? <p className="hint">{words.sameStamnummer}</p> : null}
      </div>
      <div className="row">
        <Button small aria-label={words.compareOf(name)} onClick={onCompare}>
          {words.compare}
        </Button>
        {oneNumber ? null : (
          <Button small busy={busy} aria-label={words.apartOf(name)} onClick={onApart}>
            {words.apart}
          </Button>
        )}
      </div>
    </li>
  );
}

function Who({ pupil }: { pupil: PupilRow }) {
  return (
    <div>
      <Link className="strong" href={`/leerlingen/${pupil.id}`}>
        {nameOf(pupil)}
      </Link>
      <div className="hint">{pupilFacts(pupil)}</div>
    </div>
  );
}
