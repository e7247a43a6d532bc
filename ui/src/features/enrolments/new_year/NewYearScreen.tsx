import { useMemo, useState } from "react";
import type { NewYearPlan } from "../../../backend/generated/NewYearPlan";
import type { NewYearVerdict } from "../../../backend/generated/NewYearVerdict";
import type { Passing } from "../../../backend/generated/Passing";
import { usePlan } from "../../../backend/plan";
import { useDo, useRead } from "../../../backend/queries";
import {
  Busy,
  Confirm,
  EmptyState,
  ProblemMessage,
  Screen,
  Table,
  useFormDraft,
  useSaid,
  Views,
} from "../../../shared";
import { number } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { EnrolTabs } from "../EnrolTabs";
import { CLASS_COLUMNS, PUPIL_COLUMNS } from "./columns";
import { decided, NONE, passingOfKey, readDecisions, requestOf } from "./decisions";
import { PassingPanel } from "./PassingPanel";

const words = nl.newYear;
/** By class, or the pupils: all, or those of a verdict. */
type Shown = "classes" | "all" | NewYearVerdict;
const VERDICTS = ["unknown", "refused", "leaves", "passes", "already"] as const;

/** Of whom something is decided. */
type Open = { of: "class"; name: string } | { of: "pupils"; ids: readonly string[] } | null;

/** Everybody to the next school year, or out: decided, looked at, and then done in one action. */
export function NewYearScreen() {
  const said = useSaid();
  const draft = useFormDraft("new_year", NONE, readDecisions);
  const { form: decisions, set } = draft;
  const choices = useRead("enrolments", { pupil: null, choices: true }).data?.choices ?? null;
  const apply = useDo("new_year");
  const request = useMemo(() => requestOf(decisions, false), [decisions]);
  const { plan, problem, late } = usePlan("new_year", draft.ready ? request : null);
  const [shown, setShown] = useState<Shown>("classes");
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<Open>(null);

  const decide = (passing: Passing | null, target: Open) => {
    set((now) =>
      target?.of === "class"
        ? { ...now, classes: decided(now.classes, [target.name], passing) }
        : { ...now, pupils: decided(now.pupils, target?.ids ?? [], passing) },
    );
    setOpen(null);
  };
  const these = (id: string): Open => ({
    of: "pupils",
    ids: selected.has(id) ? [...selected] : [id],
  });
  const rows = plan?.rows.filter((row) => shown === "all" || row.verdict === shown) ?? [];
  const run = () =>
    apply.mutate(requestOf(decisions, true), {
      onSuccess: (answer) => {
        if (answer.batch === null) return;
        said(words.done(answer.year, number(answer.passing), number(answer.leaving)), answer.batch);
        draft.clear();
      },
    });

  return (
    <Screen
      fill
      title={words.title}
      subtitle={plan ? words.subtitle(plan.year) : null}
      actions={
        <>
          {decisions === NONE ? null : (
            <Confirm
              label={words.clear}
              question={words.clearAsk}
              yes={words.clearYes}
              onYes={draft.clear}
            />
          )}
          {plan?.applicable && !late ? (
            <Confirm
              kind="primary"
              label={words.apply(plan.year)}
              busy={apply.isPending}
              question={words.ask(number(plan.passing), number(plan.leaving), number(plan.unknown))}
              yes={words.yes}
              onYes={run}
            />
          ) : null}
        </>
      }
      aside={open && plan ? panel(open, plan) : null}
    >
      <EnrolTabs current="/inschrijven/schooljaar" />
      <ProblemMessage problem={apply.error ?? problem} />
      {plan && !late ? null : <Busy what={words.planning} />}
      {plan && plan.rows.length === 0 ? (
        <EmptyState title={words.none.title}>{words.none.text}</EmptyState>
      ) : null}
      {plan && plan.rows.length > 0 ? (
        <>
          <Views
            label={words.views.label}
            value={shown}
            onChange={setShown}
            options={[
              { value: "classes", label: words.views.classes, count: number(plan.classes.length) },
              { value: "all", label: words.views.pupils, count: number(plan.rows.length) },
              ...VERDICTS.map((value) => ({
                value: value as Shown,
                label: words.verdicts[value],
                count: number(countOf(plan, value)),
              })),
            ]}
          />
          <p className="hint">{shown === "classes" ? words.intro : words.keys}</p>
          <div className="pupils-table">
            {shown === "classes" ? (
              <Table
                label={words.views.classes}
                rows={plan.classes}
                columns={CLASS_COLUMNS}
                rowKey={(row) => row.class || "-"}
                opened={open?.of === "class" ? open.name || "-" : null}
                searchText={(row) => row.class}
                onOpen={(row) => setOpen({ of: "class", name: row.class })}
              />
            ) : (
              <Table
                label={words.views.pupils}
                rows={rows}
                columns={PUPIL_COLUMNS}
                rowKey={(row) => row.pupil.id}
                selected={selected}
                onSelect={setSelected}
                empty={<p className="soft">{words.nobody}</p>}
                opened={open?.of === "pupils" ? (open.ids[0] ?? null) : null}
                onOpen={(row) => setOpen(these(row.pupil.id))}
                onType={(letter, row) => {
                  const passing = passingOfKey(letter);
                  if (row && passing !== undefined) decide(passing, these(row.pupil.id));
                }}
              />
            )}
          </div>
        </>
      ) : null}
    </Screen>
  );

  function panel(target: NonNullable<Open>, made: NewYearPlan) {
    const inClass =
      target.of === "class" ? made.classes.find((row) => row.class === target.name) : null;
    const first =
      target.of === "pupils" ? made.rows.find((row) => row.pupil.id === target.ids[0]) : null;
    const passing = inClass?.passing ?? first?.passing;
    if (!passing) return null;
    const title = inClass
      ? words.panel.class(inClass.class || words.withoutClass)
      : target.of === "pupils" && target.ids.length > 1
        ? words.panel.pupils(number(target.ids.length))
        : `${first?.pupil.last_name} ${first?.pupil.first_name}`;
    return (
      <PassingPanel
        key={title}
        title={title}
        passing={passing}
        choices={choices}
        decided={inClass?.decided ?? first?.decided ?? false}
        onDecide={(now) => decide(now, target)}
        onClose={() => setOpen(null)}
      />
    );
  }
}

function countOf(plan: NewYearPlan, verdict: NewYearVerdict): number {
  const { passing, leaving, unknown, already, refused } = plan;
  return { passes: passing, leaves: leaving, unknown, already, refused }[verdict];
}
