/** Vergelijken en samenvoegen: two records side by side, and what merging them does. */
import { useState } from "react";
import { Link, useLocation } from "wouter";
import type { MergePreview } from "../../backend/generated/MergePreview";
import type { PupilField } from "../../backend/generated/PupilField";
import type { PupilRow } from "../../backend/generated/PupilRow";
import { Busy, Button, Card, Choice, ProblemMessage, pupilFacts, Screen } from "../../shared";
import { nameOf } from "../../shared/pupil";
import { nl } from "../../texts/nl";
import { Cells } from "./Cells";
import { FieldChoices } from "./FieldChoices";
import { LeadConfirm } from "./LeadConfirm";
import { Lines } from "./Lines";
import { fieldNames, goesText, haveOneNumber, proposed, taken } from "./proposal";
import { useMerge, useMergeDo } from "./useMerge";

const words = nl.merges.compare;
const doubles = nl.merges.doubles;

export function CompareScreen({ one, other }: { one: string; other: string }) {
  const [stays, setStays] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<PupilField, boolean>>(new Map());
  const first = useMerge({ what: "preview", from: other, to: one });
  const found = first.data;
  const to = stays ?? (found ? proposed(found.to, found.from).id : one);
  const from = to === one ? other : one;
  const answer = useMerge({ what: "preview", from, to }, { enabled: found !== undefined });
  // While the other direction is on its way the old one still stands there.
  const plan = answer.data?.to.id === to && answer.data.from.id === from ? answer.data : undefined;
  const problem = first.error ?? answer.error;
  return (
    <Screen
      title={words.title}
      subtitle={found ? doubles.and(nameOf(found.to), nameOf(found.from)) : null}
      actions={
        <Link className="button" href="/leerlingen/dubbel">
          {doubles.title}
        </Link>
      }
    >
      <ProblemMessage
        problem={problem}
        actions={<Button onClick={() => void first.refetch()}>{nl.shared.again}</Button>}
      />
      {!problem && !plan ? <Busy what={words.loading} /> : null}
      {found ? (
        <div className="stack">
          <Who
            pupils={[found.to, found.from]}
            stays={to}
            onChange={(id) => {
              setStays(id);
              // What was chosen was said of the other direction.
              setChosen(new Map([...chosen].map(([field, theirs]) => [field, !theirs])));
            }}
          />
          {plan ? (
            <Plan
              plan={plan}
              chosen={chosen}
              onChoose={(field, theirs) => setChosen(new Map([...chosen, [field, theirs]]))}
            />
          ) : null}
        </div>
      ) : null}
    </Screen>
  );
}

/** Who stays, and of whom everything goes over. */
function Who(props: {
  pupils: readonly [PupilRow, PupilRow];
  stays: string;
  onChange: (id: string) => void;
}) {
  const best = proposed(...props.pupils).id;
  return (
    <div className="merge-who">
      <Choice
        label={words.who}
        value={props.stays}
        onChange={props.onChange}
        options={props.pupils.map((pupil) => ({
          value: pupil.id,
          label: nameOf(pupil),
          hint: [
            pupilFacts(pupil),
            pupil.stamnummer ? `${nl.pupils.columns.stamnummer} ${pupil.stamnummer}` : "",
            pupil.id === best ? words.proposed : "",
          ]
            .filter(Boolean)
            .join(" · "),
        }))}
      />
    </div>
  );
}

function Plan(props: {
  plan: MergePreview;
  chosen: ReadonlyMap<PupilField, boolean>;
  onChoose: (field: PupilField, theirs: boolean) => void;
}) {
  const { plan, chosen, onChoose } = props;
  const goes = goesText(plan.goes);
  return (
    <>
      {plan.two_insz ? (
        <section className="notice warn stack tight" role="alert" aria-label={words.twoInsz}>
          <h2>{words.twoInsz}</h2>
          <p>{words.twoInszText}</p>
        </section>
      ) : null}
      <FieldChoices plan={plan} taken={new Set(taken(plan, chosen))} onChoose={onChoose} />
      <Card title={words.goesOver}>
        <div className="stack tight">
          {goes.length > 0 ? (
            <>
              <p>{words.goesText(nameOf(plan.to))}</p>
              <Lines of={goes} />
            </>
          ) : (
            <p>{nl.merges.nothingGoes}</p>
          )}
          {plan.facts > 0 ? <p>{words.otherFacts(plan.facts)}</p> : null}
          {plan.to.class !== "" && plan.goes.classes > 0 ? (
            <p>{words.twiceEnrolled(nameOf(plan.to))}</p>
          ) : null}
          <p className="soft">{words.numbersStay}</p>
        </div>
      </Card>
      <Cells cells={plan.cells} />
      <Act plan={plan} fields={taken(plan, chosen)} goes={goes} />
    </>
  );
}

/** Merging, with a summary first; or saying that they are two. */
function Act(props: { plan: MergePreview; fields: PupilField[]; goes: string[] }) {
  const { plan, fields, goes } = props;
  const { from, to, seen } = plan;
  const [, go] = useLocation();
  const { run, busy, error } = useMergeDo();
  const name = nameOf(to);
  const pair = doubles.and(name, nameOf(from));
  const oneNumber = haveOneNumber(to, from);
  const questions = plan.cells.length + plan.facts;
  const summary = [
    words.question([name, to.class].filter(Boolean).join(" ")),
    goes.length > 0 ? words.over(goes.join(", ")) : "",
    fields.length > 0 ? words.taken(fieldNames(fields)) : words.noneTaken,
    questions > 0 ? words.decide(questions) : "",
    words.later,
  ];
  return (
    <div className="stack tight">
      <ProblemMessage problem={error} />
      {oneNumber ? <p className="notice">{doubles.sameStamnummer}</p> : null}
      <div className="row">
        <LeadConfirm
          label={words.label}
          question={summary.filter(Boolean).join(" ")}
          yes={words.yes}
          busy={busy}
          onYes={() =>
            run({ what: "merge", from: from.id, to: to.id, fields, seen }, words.merged(name), () =>
              go(`/leerlingen/${to.id}`),
            )
          }
        />
        {oneNumber ? null : (
          <Button
            busy={busy}
            onClick={() =>
              run({ what: "apart", one: to.id, other: from.id }, doubles.areTwo(pair), () =>
                go("/leerlingen/dubbel"),
              )
            }
          >
            {doubles.apart}
          </Button>
        )}
      </div>
    </div>
  );
}
