import { useState } from "react";
import type { AttendanceFile } from "../../backend/generated/AttendanceFile";
import type { AttendanceImportPlan } from "../../backend/generated/AttendanceImportPlan";
import { useDo } from "../../backend/queries";
import { Busy, Button, Card, Checkbox, ProblemMessage, useSaid } from "../../shared";
import { count, number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { ImportLists } from "./ImportLists";

const words = nl.reports.import;

/** Marks from a file: choose, see what it does, take over. */
export function ImportPart() {
  const [plan, setPlan] = useState<AttendanceImportPlan | null>(null);
  const [replace, setReplace] = useState(false);
  const run = useDo("attendance_import");
  const said = useSaid();
  const [known, setKnown] = useState(false);
  const ask = (chosen: AttendanceFile | null, replaces: boolean, apply: boolean) =>
    run.mutate(
      { chosen, database: plan?.database ?? "", replace: replaces, known_there: known, apply },
      {
        onSuccess: (answer) => {
          if (apply) {
            said(words.applied(count(answer.cells, "code", "codes")), answer.batch);
            setPlan(null);
          } else if (answer.chosen !== null) setPlan(answer);
        },
      },
    );
  const chosen = plan?.chosen ?? null;
  return (
    <>
      <Card title={words.title}>
        <div className="stack">
          <p className="soft measure">{words.text}</p>
          <div>
            <Button
              kind={plan ? "plain" : "primary"}
              busy={run.isPending}
              onClick={() => {
                setReplace(false);
                setKnown(false);
                ask(null, false, false);
              }}
            >
              {words.choose}
            </Button>
          </div>
          {run.isPending ? <Busy what={words.busy} /> : null}
          <ProblemMessage problem={run.error} />
        </div>
      </Card>
      {plan && chosen ? (
        <Card title={words.file(chosen.name, plan.database)}>
          {plan.faults.length > 0 ? (
            <Faults plan={plan} />
          ) : (
            <div className="stack">
              <Counts plan={plan} />
              {plan.differs.length > 0 ? (
                <Checkbox
                  checked={replace}
                  hint={words.replaceHint}
                  onChange={(value) => {
                    setReplace(value);
                    ask(chosen, value, false);
                  }}
                >
                  {words.replace}
                </Checkbox>
              ) : null}
              <Checkbox checked={known} hint={words.knownHint} onChange={setKnown}>
                {words.known}
              </Checkbox>
              {plan.cells > 0 || (known && plan.marks > 0) ? (
                <div>
                  <Button
                    kind="primary"
                    busy={run.isPending}
                    onClick={() => ask(chosen, replace, true)}
                  >
                    {plan.cells > 0
                      ? words.apply(count(plan.cells, "code", "codes"))
                      : words.remember}
                  </Button>
                </div>
              ) : (
                <p className="notice">{words.nothing}</p>
              )}
              <ImportLists plan={plan} />
            </div>
          )}
        </Card>
      ) : null}
    </>
  );
}

function Faults({ plan }: { plan: AttendanceImportPlan }) {
  return (
    <div className="stack" role="alert">
      <p className="notice warn">{words.faults}</p>
      <ul className="lines">
        {plan.faults.map((fault) => (
          <li key={`${fault.line} ${fault.kind}`}>
            {words.fault(number(fault.line), nl.reports.faults[fault.kind])}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Counts({ plan }: { plan: AttendanceImportPlan }) {
  const parts = [
    words.new(number(plan.new)),
    words.same(number(plan.same)),
    words.differs(number(plan.differs.length)),
    words.refused(number(plan.refused.length)),
    words.unknown(number(plan.unknown.reduce((sum, one) => sum + one.marks, 0))),
  ];
  return (
    <div role="status">
      <p className="strong">{words.counts(count(plan.marks, "code", "codes"))}</p>
      <ul>
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </div>
  );
}
