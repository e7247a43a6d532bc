import { Link } from "wouter";
import type { ConflictChoice } from "../../backend/generated/ConflictChoice";
import type { ConflictRow } from "../../backend/generated/ConflictRow";
import type { ConflictSide } from "../../backend/generated/ConflictSide";
import type { EntryDetail } from "../../backend/generated/EntryDetail";
import { Button, Card } from "../../shared";
import { detailTexts, differing } from "../../shared/details";
import { aboutText, lineText, valueText } from "../../shared/entryText";
import { nameOf } from "../../shared/pupil";
import { nl } from "../../texts/nl";
import { allOf, choice, type Group, possible, sidesOf } from "./groups";
import { byText, makerKey, makerText, sideKey } from "./said";

const words = nl.sync.decide;

interface Props {
  group: Group;
  busy: boolean;
  onDecide: (choices: ConflictChoice[]) => void;
}

/** The questions of a class on a day, with everything of one person or laptop at once. */
export function DecideGroup({ group, busy, onDecide }: Props) {
  const many = group.rows.length > 1;
  return (
    <Card
      title={group.title}
      actions={
        many
          ? group.makers.map((maker) => (
              <Button
                key={makerKey(maker)}
                small
                busy={busy}
                aria-label={words.allOfLabel(makerText(maker), group.title)}
                onClick={() => onDecide(allOf(group, maker))}
              >
                {words.allOf(makerText(maker))}
              </Button>
            ))
          : null
      }
    >
      <ul className="decide-rows" aria-label={words.list(group.title)}>
        {group.rows.map((row) => (
          <Question
            key={row.subject}
            row={row}
            group={group}
            onChoose={(side) => onDecide([choice(row, side)])}
          />
        ))}
      </ul>
    </Card>
  );
}

/** One question: what is in force, and beside it what was entered as well. */
function Question(props: { row: ConflictRow; group: Group; onChoose: (side: number) => void }) {
  const { row, group, onChoose } = props;
  const { who, about } = row;
  return (
    <li className="decide-row" data-subject={row.subject}>
      <div className="decide-about">
        {who ? <Link href={`/leerlingen/${who.pupil}`}>{nameOf(who)}</Link> : null}
        <div>{aboutText(about)}</div>
        {about.is === "half_day" && group.class ? (
          <Link
            className="hint"
            href={`/aanwezigheden/${encodeURIComponent(group.class)}/${about.at.day}`}
          >
            {words.week}
          </Link>
        ) : null}
      </div>
      <div className="decide-sides">
        {sidesOf(row).map((side, index) => (
          <Side
            key={sideKey(row, side)}
            row={row}
            side={side}
            index={index}
            onChoose={() => onChoose(index)}
          />
        ))}
      </div>
    </li>
  );
}

/** One of the values, with who entered it and what follows from it. */
function Side(props: {
  row: ConflictRow;
  side: ConflictSide;
  index: number;
  onChoose: () => void;
}) {
  const { row, side, index, onChoose } = props;
  return (
    <div className="decide-side">
      <button type="button" className="decide-choice" disabled={!possible(side)} onClick={onChoose}>
        <span className="key">{index + 1}</span>
        <span className="grow">
          <span className="hint">{index === 0 ? words.inForce : words.offered}</span>
          <Says side={side} row={row} />
          <span className="soft">{byText(side.by)}</span>
        </span>
      </button>
      {side.same_as ? (
        <p className="bad-text">
          {nl.sync.values.sameAs}{" "}
          <Link href={`/leerlingen/${side.same_as.pupil}`}>
            {nameOf(side.same_as)} ({side.same_as.class})
          </Link>
          {row.who ? (
            <>
              {" · "}
              <Link href={`/leerlingen/samenvoegen/${row.who.pupil}/${side.same_as.pupil}`}>
                {words.compare}
              </Link>
            </>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}

/** The parts of a fact; of a setting, which may be large, those that differ. */
function Details({ of, row }: { of: readonly EntryDetail[]; row: ConflictRow }) {
  const all = sidesOf(row).map(({ value }) => (value.is === "details" ? value.details : []));
  const lines = detailTexts(row.about.is === "setting" ? differing(of, all) : of);
  return (
    <span className="stack tight">
      {lines.length === 0 ? nl.sync.values.filled : null}
      {lines.map((line) => (
        <span key={line} className="decide-line">
          {line}
        </span>
      ))}
    </span>
  );
}

function Says({ side, row }: { side: ConflictSide; row: ConflictRow }) {
  const { value, effects } = side;
  if (value.is === "details") return <Details of={value.details} row={row} />;
  if (value.is !== "enrolments") {
    return <span className="decide-value">{valueText(value, row.about)}</span>;
  }
  return (
    <span className="stack tight">
      {value.lines.map((line) => (
        <span key={lineText(line)} className="decide-line">
          {lineText(line)}
        </span>
      ))}
      {effects ? (
        <span className="soft">
          {[
            nl.sync.values.marksOutside(effects.marks_outside),
            ...effects.count_days.map(({ day, counts }) => nl.sync.values.counts(day, counts)),
          ].join(" · ")}
        </span>
      ) : null}
    </span>
  );
}
