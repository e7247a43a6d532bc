import { useLocation } from "wouter";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import type { SchoolKind } from "../../backend/generated/SchoolKind";
import { useRead } from "../../backend/queries";
import { Busy, Button, Panel, ProblemMessage } from "../../shared";
import { nl } from "../../texts/nl";
import { Actions } from "./Actions";
import { axisOf } from "./axis";
import { Bars, Legend } from "./Bars";
import { Career } from "./Career";
import { moments } from "./columns";
import { Enrolments } from "./Enrolments";
import { Lawful } from "./Lawful";
import { LogLines } from "./Log";
import { MarkWord } from "./Mark";
import { Refresh } from "./Refresh";
import { KindOf, StatePill } from "./State";

const words = nl.overlaps;

/** Everything about one pupil who is also enrolled elsewhere. */
export function CasePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const [, go] = useLocation();
  const answer = useRead("overlaps", { on: null, pupil: id, school: null });
  const pupil = answer.data?.pupils.find((one) => one.pupil === id);
  const gone = answer.data?.gone.filter((one) => one.pupil === id) ?? [];
  const whose = pupil ?? gone[0];
  const name = whose ? `${whose.last_name} ${whose.first_name}` : words.title;
  return (
    <Panel
      title={name}
      subtitle={
        pupil ? (
          <span className="row">
            {pupil.class} <MarkWord mark={pupil.mark} label={pupil.mark_label} />
          </span>
        ) : null
      }
      onClose={onClose}
    >
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {answer.isPending ? <Busy what={words.loading} /> : null}
      {answer.data && !pupil ? (
        <p className="soft">
          {answer.data.career?.all.length ? words.panel.apart : words.panel.none}
        </p>
      ) : null}
      {pupil && answer.data ? (
        <>
          <section className="stack tight">
            <h3 className="visually-hidden">{words.panel.picture}</h3>
            <Bars pupil={pupil} axis={axisOf(answer.data.on, [pupil])} today={answer.data.on} />
            <Legend />
          </section>
          {pupil.pairs.map((row) => (
            <Pair
              key={`${row.case.key} ${row.ours} ${row.theirs}`}
              pupil={pupil}
              row={row}
              kind={answer.data.kind}
            />
          ))}
          <section className="stack tight overlap-pair">
            <h3>{words.panel.enrolments}</h3>
            <Enrolments pupil={pupil} />
          </section>
        </>
      ) : null}
      {gone.map((one) => (
        <section key={one.case.key} className="stack tight overlap-pair" aria-label={one.school}>
          <div className="row">
            <h3>{one.school}</h3>
            <StatePill standing={one.case.standing} />
          </div>
          <LogLines steps={one.case.steps} />
        </section>
      ))}
      {answer.data?.career ? <Career career={answer.data.career} /> : null}
      <div className="row">
        <Refresh pupil={id} />
        <Button onClick={() => go(`/leerlingen/${id}`)}>{words.panel.pupil}</Button>
      </div>
    </Panel>
  );
}

/** The shared days and both moments, in one line. */
function said(pupil: OverlapPupil, row: OverlapRow): string[] {
  const { here, there } = moments(pupil, row);
  const { overlap } = row.pair;
  const days = overlap ? [words.bars.together(overlap.from, overlap.until)] : [];
  return [...days, words.panel.enrolled(there), words.panel.enrolled(here)];
}

/** One of ours against one of theirs: how they lie, what may be done, doing it, what was done. */
function Pair(props: { pupil: OverlapPupil; row: OverlapRow; kind: SchoolKind }) {
  const { pupil, row, kind } = props;
  const { pair } = row;
  const school = pupil.theirs[row.theirs];
  return (
    <section className="stack overlap-pair" aria-label={school?.name}>
      <header className="stack tight">
        <h3>{school?.name}</h3>
        <div className="row">
          <KindOf pair={pair} />
          <StatePill standing={row.case.standing} />
          {pair.year === "current" ? null : <span className="soft">{words.years[pair.year]}</span>}
        </div>
        <p className="nums">{said(pupil, row).join(" · ")}</p>
        <p>{words.kindTexts[pair.kind]}</p>
        {pair.overlap?.summer_only ? <p className="soft">{words.panel.summer}</p> : null}
        {pair.visible || !pair.visible_from ? null : (
          <p className="soft">{words.hidden(pair.visible_from)}</p>
        )}
      </header>
      <Lawful pair={pair} kind={kind} />
      <Actions pupil={pupil} row={row} />
      <div className="stack tight">
        <h4>{words.panel.log}</h4>
        <LogLines steps={row.case.steps} />
      </div>
    </section>
  );
}
