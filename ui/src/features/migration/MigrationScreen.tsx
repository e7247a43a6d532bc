/** Migratie: five steps on one page, from the lists of a database migration to reprinted cards. */
import { useEffect, useState } from "react";
import { useDo, useRead } from "../../backend/queries";
import { Busy, Button, Panel, ProblemMessage, Screen } from "../../shared";
import { longDate } from "../../shared/format";
import { nl } from "../../texts/nl";
import { ApplyNumbersPanel, ApplyPupilsPanel } from "./ApplyPanel";
import { CheckStep } from "./CheckStep";
import { NumbersStep } from "./NumbersStep";
import { PupilsStep } from "./PupilsStep";
import { usePlanning } from "./planning";
import { ReprintStep } from "./ReprintStep";
import { SearchPanel } from "./SearchPanel";
import { StepBar } from "./StepBar";
import { decideNumbers, type Step, standings, update, useMigration } from "./store";
import { UndoPanel } from "./UndoPanel";

const text = nl.migration;

/** The one side panel of the screen. */
export type Side =
  | { panel: "playbook" | "undo" | "apply_pupils" | "apply_numbers" }
  | { panel: "search"; row: number };

/** The screen. */
export function MigrationScreen() {
  const state = useMigration();
  const planning = usePlanning();
  const [side, setSide] = useState<Side | null>(null);
  const session = useRead("session_state", {}).data;
  const overview = useRead("cards_overview", {}).data;
  const settings = useRead("settings", { part: "school" }).data?.school;
  const batches = useRead("batches", {}).data?.batches ?? [];
  const cancel = useDo("import_stop");
  const { pupils, numbers } = state;
  const last = batches.find((batch) => batch.kind === "renumber" && !batch.undone);

  // The database that the school works with is where its present numbers come from.
  const database = settings?.settings.database ?? "";
  useEffect(() => {
    if (database === "") return;
    update((now) => ({
      ...now,
      pupils: {
        ...now.pupils,
        request: { ...now.pupils.request, database: now.pupils.request.database || database },
      },
      numbers: {
        ...now.numbers,
        request: {
          ...now.numbers.request,
          from_database: now.numbers.request.from_database || database,
        },
      },
    }));
  }, [database]);

  // What was applied and then undone is a trial run again.
  const undone = batches.find((batch) => batch.batch === numbers.plan?.batch)?.undone ?? false;
  const { planNumbers } = planning;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the action is undone
  useEffect(() => {
    if (undone) void planNumbers(numbers.request);
  }, [undone]);

  const go = (step: Step) => {
    planning.setProblem(null);
    if (step === 4) {
      update((now) => ({ ...now, step: 3 }));
      if (numbers.plan?.applicable && !numbers.plan.batch) setSide({ panel: "apply_numbers" });
      return;
    }
    setSide(null);
    update((now) => ({ ...now, step }));
  };

  const to = numbers.request.to_database;
  const applying = side?.panel === "apply_numbers";
  const shown: Step = applying || (state.step === 3 && numbers.plan?.batch) ? 4 : state.step;
  const known = {
    pupils: session?.pupils ?? 0,
    printed: overview?.printed ?? 0,
    total: overview?.total ?? 0,
  };
  const close = () => setSide(null);

  return (
    <Screen
      title={numbers.preview && to ? text.titleTo(to) : text.title}
      subtitle={
        numbers.preview && to
          ? text.transition(longDate(numbers.request.date || session?.today || ""))
          : text.intro
      }
      fill={
        state.step === 3 ||
        (state.step === 1 && pupils.plan !== null && pupils.preview?.missing.length === 0)
      }
      actions={
        <>
          <Button
            aria-expanded={side?.panel === "playbook"}
            onClick={() => setSide(side?.panel === "playbook" ? null : { panel: "playbook" })}
          >
            {text.playbook}
          </Button>
          {last ? (
            <Button
              aria-expanded={side?.panel === "undo"}
              onClick={() => setSide({ panel: "undo" })}
            >
              {text.undo}
            </Button>
          ) : null}
        </>
      }
      aside={
        side?.panel === "playbook" ? (
          <Playbook onClose={close} />
        ) : side?.panel === "undo" && last ? (
          <UndoPanel batch={last} onClose={close} />
        ) : side?.panel === "apply_pupils" && pupils.plan ? (
          <ApplyPupilsPanel plan={pupils.plan} request={pupils.request} onClose={close} />
        ) : applying && numbers.plan ? (
          <ApplyNumbersPanel plan={numbers.plan} request={numbers.request} onClose={close} />
        ) : side?.panel === "search" ? (
          <SearchPanel
            row={numbers.plan?.unmatched.find((row) => row.row === side.row) ?? null}
            onDecide={(decision) => {
              void planNumbers(decideNumbers(numbers.request, [[side.row, decision]]));
              close();
            }}
            onClose={close}
          />
        ) : null
      }
    >
      <StepBar
        state={state}
        known={known}
        standing={standings(state, known)}
        current={shown}
        onGo={go}
      />
      {planning.problem ? <ProblemMessage problem={planning.problem} /> : null}
      {planning.busy ? (
        <Busy
          key={planning.busy}
          what={planning.busy === "reading" ? text.file.reading : text.file.planning}
          onStop={() => cancel.mutate({ session: null })}
        />
      ) : null}
      {state.step === 1 ? (
        <PupilsStep
          reading={pupils}
          inRegister={known.pupils}
          databases={settings?.databases ?? []}
          planning={planning}
          onApply={() => setSide({ panel: "apply_pupils" })}
          onNext={() => go(2)}
        />
      ) : null}
      {state.step === 2 ? (
        <NumbersStep
          reading={numbers}
          inRegister={known.pupils}
          databases={settings?.databases ?? []}
          today={session?.today ?? ""}
          planning={planning}
          onGo={go}
        />
      ) : null}
      {state.step === 3 ? (
        <CheckStep
          reading={numbers}
          planning={planning}
          onSearch={(row) => setSide({ panel: "search", row })}
          onGo={go}
        />
      ) : null}
      {state.step === 5 ? <ReprintStep overview={overview} /> : null}
    </Screen>
  );
}

/** What a school does before, during and after a migration. To read, nothing to click. */
function Playbook({ onClose }: { onClose: () => void }) {
  const { title, intro, phases } = text.playbookPanel;
  return (
    <Panel title={title} onClose={onClose}>
      <p className="soft">{intro}</p>
      {phases.map((phase) => (
        <section key={phase.title} className="stack-small">
          <h3>{phase.title}</h3>
          <ol className="numbered">
            {phase.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ol>
        </section>
      ))}
    </Panel>
  );
}
