/** The last look before a list is applied: in one go, after a tick, never with Enter alone. */
import { type ReactNode, useState } from "react";
import type { NumbersPlan } from "../../backend/generated/NumbersPlan";
import type { NumbersPlanRequest } from "../../backend/generated/NumbersPlanRequest";
import type { PupilsPlan } from "../../backend/generated/PupilsPlan";
import type { PupilsPlanRequest } from "../../backend/generated/PupilsPlanRequest";
import { useDo, useProgress } from "../../backend/queries";
import { Busy, Button, Checkbox, Panel, ProblemMessage, useToast } from "../../shared";
import { nl } from "../../texts/nl";
import { openQuestions, update } from "./store";

const text = nl.migration.confirm;

function Confirm(props: {
  title: string;
  apply: string;
  happens: readonly string[];
  busy: boolean;
  problem: unknown;
  onApply: () => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { title, apply, happens, busy, problem, onApply, onClose } = props;
  const [seen, setSeen] = useState(false);
  const cancel = useDo("import_cancel");
  const progress = useProgress("import_apply");
  return (
    <Panel
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" disabled={!seen} busy={busy} onClick={onApply}>
            {apply}
          </Button>
          <Button onClick={onClose} disabled={busy}>
            {nl.shared.cancel}
          </Button>
        </>
      }
    >
      <p className="strong">{text.willHappen}</p>
      <ul className="happens">
        {happens.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Checkbox checked={seen} disabled={busy} onChange={setSeen}>
        {text.seen}
      </Checkbox>
      {busy ? (
        <Busy
          what={nl.migration.file.applying}
          progress={progress}
          onStop={() => cancel.mutate({})}
        />
      ) : null}
      {problem ? <ProblemMessage problem={problem} /> : null}
    </Panel>
  );
}

const lines = (all: readonly (string | false)[]): string[] => all.filter((line) => line !== false);

/** For a list of pupils. */
export function ApplyPupilsPanel(props: {
  plan: PupilsPlan;
  request: PupilsPlanRequest;
  onClose: () => void;
}) {
  const { plan, request, onClose } = props;
  const apply = useDo("pupils_apply");
  const toast = useToast();
  return (
    <Confirm
      title={text.pupilsTitle}
      apply={text.applyPupils}
      happens={lines([
        plan.created > 0 && text.created(plan.created),
        plan.changed > 0 && text.changed(plan.changed),
        plan.left_out.length > 0 && text.leftOut(plan.left_out.length),
        text.undo,
      ])}
      busy={apply.isPending}
      problem={apply.error}
      onClose={onClose}
      onApply={() =>
        apply.mutate(request, {
          onSuccess: (done) => {
            update((state) => ({ ...state, pupils: { ...state.pupils, plan: done } }));
            toast({ tone: "good", text: nl.migration.plan.applied(done.created, done.changed) });
            onClose();
          },
        })
      }
    />
  );
}

/** For a number list. */
export function ApplyNumbersPanel(props: {
  plan: NumbersPlan;
  request: NumbersPlanRequest;
  onClose: () => void;
}) {
  const { plan, request, onClose } = props;
  const apply = useDo("numbers_apply");
  const toast = useToast();
  return (
    <Confirm
      title={text.numbersTitle}
      apply={text.apply}
      happens={lines([
        text.renumbered(plan.renumbered.length, request.to_database),
        text.old,
        openQuestions(plan) > 0 && text.undecided(openQuestions(plan)),
        plan.missing.length > 0 && text.missing(plan.missing.length),
        request.nobody.length > 0 && text.nobody(request.nobody.length),
        plan.ambiguous.length > 0 && text.ambiguous(plan.ambiguous.length),
        text.undo,
      ])}
      busy={apply.isPending}
      problem={apply.error}
      onClose={onClose}
      onApply={() =>
        apply.mutate(request, {
          onSuccess: (done) => {
            update((state) => ({ ...state, step: 5, numbers: { ...state.numbers, plan: done } }));
            toast({
              tone: "good",
              text: nl.migration.numbers.alreadyApplied(done.renumbered.length),
            });
            onClose();
          },
        })
      }
    />
  );
}
