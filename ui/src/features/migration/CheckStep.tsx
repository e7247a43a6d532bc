/** Step 3: what the number list would change, and the rows that a person decides. */
import { useState } from "react";
import type { NumbersPlan } from "../../backend/generated/NumbersPlan";
import type { NumbersPlanRequest } from "../../backend/generated/NumbersPlanRequest";
import { Button, Card, EmptyState, Pill } from "../../shared";
import { nl } from "../../texts/nl";
import { Ambiguous } from "./check/Ambiguous";
import { count, Figures, type Tab } from "./check/Figures";
import { Missing } from "./check/Missing";
import { Refused } from "./check/Refused";
import { Renumbered } from "./check/Renumbered";
import { Unmatched } from "./check/Unmatched";
import type { Planning } from "./planning";
import {
  certain,
  type Decision,
  decideNumbers,
  openQuestions,
  type Reading,
  type Step,
} from "./store";

const text = nl.migration.numbers;

/** The table that asks for something comes first. */
export function firstTab(plan: NumbersPlan): Tab {
  if (plan.refused.length > 0) return "refused";
  return openQuestions(plan) > 0 ? "unmatched" : "renumbered";
}

/** The step. */
export function CheckStep(props: {
  reading: Reading<NumbersPlanRequest, NumbersPlan>;
  planning: Planning;
  onSearch: (row: number) => void;
  onGo: (step: Step) => void;
}) {
  const { reading, planning, onSearch, onGo } = props;
  const { plan, preview } = reading;
  if (!plan || !preview) {
    return (
      <Card>
        <EmptyState
          title={text.emptyTitle}
          actions={
            <Button kind="primary" onClick={() => onGo(2)}>
              {text.toList}
            </Button>
          }
        >
          {text.emptyText}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Check
      key={preview.session}
      plan={plan}
      request={reading.request}
      planning={planning}
      onSearch={onSearch}
      onGo={onGo}
    />
  );
}

function Check(props: {
  plan: NumbersPlan;
  request: NumbersPlanRequest;
  planning: Planning;
  onSearch: (row: number) => void;
  onGo: (step: Step) => void;
}) {
  const { plan, request, planning, onSearch, onGo } = props;
  const [tab, setTab] = useState<Tab>(() => firstTab(plan));
  const applied = plan.batch !== null;
  const decide = (row: number, decision: Decision) =>
    void planning.planNumbers(decideNumbers(request, [[row, decision]]));
  const open = openQuestions(plan);
  const sure = applied ? [] : certain(plan);

  return (
    <>
      <Figures plan={plan} tab={tab} onTab={setTab} />
      <div className="row">
        <h2>
          {text.tabs[tab]}{" "}
          <span className="soft nums">{nl.migration.number(count(plan, tab))}</span>
        </h2>
        <span className="grow" />
        {sure.length > 1 ? (
          <Button
            small
            title={text.bulkHint}
            onClick={() => void planning.planNumbers(decideNumbers(request, sure))}
          >
            {text.bulk(sure.length)}
          </Button>
        ) : null}
        {applied ? (
          <>
            <Pill tone="good">{text.alreadyApplied(plan.renumbered.length)}</Pill>
            <Button kind="primary" onClick={() => onGo(5)}>
              {nl.migration.reprint.go}
            </Button>
          </>
        ) : (
          <>
            {open > 0 ? <span className="warn-text">{text.next(open)}</span> : null}
            {plan.applicable && plan.renumbered.length === 0 ? (
              <span className="soft">{text.nothing}</span>
            ) : null}
            <Button
              kind="primary"
              disabled={!plan.applicable || plan.renumbered.length === 0 || planning.busy !== null}
              onClick={() => onGo(4)}
            >
              {text.toApply}…
            </Button>
          </>
        )}
      </div>
      {tab === "unmatched" ? (
        <Unmatched plan={plan} applied={applied} onDecide={decide} onSearch={onSearch} />
      ) : tab === "renumbered" ? (
        <Renumbered plan={plan} applied={applied} onReconsider={(row) => decide(row, "open")} />
      ) : tab === "missing" ? (
        <Missing plan={plan} />
      ) : tab === "refused" ? (
        <Refused plan={plan} />
      ) : (
        <Ambiguous plan={plan} />
      )}
      {plan.ambiguous.length > 0 && tab !== "ambiguous" ? (
        <section className="card scan-attention">
          <h2>{text.attention}</h2>
          <p className="soft">{text.attentionText(plan.ambiguous.length)}</p>
          <Button small onClick={() => setTab("ambiguous")}>
            {text.show}
          </Button>
        </section>
      ) : null}
    </>
  );
}
