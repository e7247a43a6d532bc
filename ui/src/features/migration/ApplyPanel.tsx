/** The last look before a list is applied: in one go, after a tick, never with Enter alone. */
import { useState } from "react";
import type { Answer, Request } from "../../backend";
import type { NumbersPlan } from "../../backend/generated/NumbersPlan";
import type { NumbersPlanRequest } from "../../backend/generated/NumbersPlanRequest";
import type { PupilsPlan } from "../../backend/generated/PupilsPlan";
import type { PupilsPlanRequest } from "../../backend/generated/PupilsPlanRequest";
import { useDo, useProgress } from "../../backend/queries";
import { Busy, Button, Checkbox, Panel, ProblemMessage, useToast } from "../../shared";
import { nl } from "../../texts/nl";
import { openQuestions, update } from "./store";

const text = nl.migration.confirm;

function ApplyPanel<N extends "pupils_import" | "numbers_import">(props: {
  command: N;
  request: Request<N>;
  title: string;
  apply: string;
  /** What will happen, a line each; `false` does not apply. */
  happens: readonly (string | false)[];
  /** Keeps what was done, and says it. */
  onApplied: (done: Answer<N>) => string;
  onClose: () => void;
}) {
  const { command, request, title, apply, happens, onApplied, onClose } = props;
  const [seen, setSeen] = useState(false);
  const run = useDo(command);
  const cancel = useDo("import_stop");
  const progress = useProgress("import_apply");
  const toast = useToast();
  const busy = run.isPending;
  const onApply = () =>
    run.mutate(request, {
      onSuccess: (done) => {
        toast({ tone: "good", text: onApplied(done) });
        onClose();
      },
    });
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
        {happens
          .filter((line) => line !== false)
          .map((line) => (
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
          onStop={() => cancel.mutate({ session: null })}
        />
      ) : null}
      {run.error ? <ProblemMessage problem={run.error} /> : null}
    </Panel>
  );
}

/** For a list of pupils. */
export function ApplyPupilsPanel(props: {
  plan: PupilsPlan;
  request: PupilsPlanRequest;
  onClose: () => void;
}) {
  const { plan, request, onClose } = props;
  return (
    <ApplyPanel
      command="pupils_import"
      request={{ choices: request, apply: true }}
      title={text.pupilsTitle}
      apply={text.applyPupils}
      happens={[
        plan.created > 0 && text.created(plan.created),
        plan.changed > 0 && text.changed(plan.changed),
        plan.left_out.length > 0 && text.leftOut(plan.left_out.length),
        text.undo,
      ]}
      onApplied={(done) => {
        update((state) => ({ ...state, pupils: { ...state.pupils, plan: done } }));
        return nl.migration.plan.applied(done.created, done.changed);
      }}
      onClose={onClose}
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
  const open = openQuestions(plan);
  return (
    <ApplyPanel
      command="numbers_import"
      request={{ choices: request, apply: true }}
      title={text.numbersTitle}
      apply={text.apply}
      happens={[
        text.renumbered(plan.renumbered.length, request.to_database),
        text.old,
        open > 0 && text.undecided(open),
        plan.missing.length > 0 && text.missing(plan.missing.length),
        request.nobody.length > 0 && text.nobody(request.nobody.length),
        plan.ambiguous.length > 0 && text.ambiguous(plan.ambiguous.length),
        text.undo,
      ]}
      onApplied={(done) => {
        update((state) => ({ ...state, step: 5, numbers: { ...state.numbers, plan: done } }));
        return nl.migration.numbers.alreadyApplied(done.renumbered.length);
      }}
      onClose={onClose}
    />
  );
}
