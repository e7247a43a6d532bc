/** Taking two merged records apart again, with what goes back and what stays (sync.md C13). */
import { Link, useLocation } from "wouter";
import type { PartPreview } from "../../backend/generated/PartPreview";
import { Busy, Button, Card, ProblemMessage, Screen } from "../../shared";
import { nameOf } from "../../shared/pupil";
import { nl } from "../../texts/nl";
import { LeadConfirm } from "./LeadConfirm";
import { Lines } from "./Lines";
import { fieldNames, goesText } from "./proposal";
import { useMerge, useMergeDo } from "./useMerge";

const words = nl.merges.part;

export function PartScreen({ from }: { from: string }) {
  const answer = useMerge({ what: "part_preview", from });
  const { data } = answer;
  return (
    <Screen
      title={words.title}
      subtitle={data ? nl.merges.doubles.and(data.from, nameOf(data.to)) : null}
      actions={
        data ? (
          <Link className="button" href={`/leerlingen/${data.to.id}`}>
            {nl.merges.find.sheet}
          </Link>
        ) : null
      }
    >
      <ProblemMessage
        problem={answer.error}
        actions={<Button onClick={() => void answer.refetch()}>{nl.shared.again}</Button>}
      />
      {answer.isPending ? <Busy what={words.loading} /> : null}
      {data ? <Plan from={from} plan={data} /> : null}
    </Screen>
  );
}

function Plan({ from, plan }: { from: string; plan: PartPreview }) {
  const [, go] = useLocation();
  const { run, busy, error } = useMergeDo();
  const to = nameOf(plan.to);
  const back = goesText(plan.goes);
  return (
    <div className="stack">
      <p className="measure">
        {words.text(plan.from, [to, plan.to.class].filter(Boolean).join(" "))}
      </p>
      <Card title={words.back}>
        <div className="stack tight">
          {back.length > 0 ? (
            <>
              <p>{words.backText(plan.from)}</p>
              <Lines of={back} />
            </>
          ) : (
            <p>{plan.stays > 0 ? words.nothingBack : words.nothingWent}</p>
          )}
          {plan.fields.length > 0 ? <p>{words.fields(to, fieldNames(plan.fields))}</p> : null}
        </div>
      </Card>
      <Card title={words.stays}>
        <div className="stack tight">
          {plan.stays > 0 ? <p>{words.staysSome(plan.stays, to)}</p> : null}
          <p>{words.staysLater(to)}</p>
        </div>
      </Card>
      <ProblemMessage problem={error} />
      <div className="row">
        <LeadConfirm
          label={words.label}
          question={words.question(plan.from, to)}
          yes={words.yes}
          busy={busy}
          onYes={() =>
            run({ what: "part", from, seen: plan.seen }, words.done(plan.from), () =>
              go(`/leerlingen/${from}`),
            )
          }
        />
      </div>
    </div>
  );
}
