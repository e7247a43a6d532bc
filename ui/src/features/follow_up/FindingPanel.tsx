import { useState } from "react";
import { useLocation } from "wouter";
import type { FollowUp } from "../../backend/generated/FollowUp";
import type { WorkItem } from "../../backend/generated/WorkItem";
import { useDo, useRead } from "../../backend/queries";
import { Button, DayField, Field, Form, Panel, ProblemMessage, useSaid } from "../../shared";
import { date, longDate, number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { RulePill } from "./columns";
import { Letter } from "./Letter";

const words = nl.followUp.panel;

/** One finding: the rule in words with its source, the next step, and signing it off. */
export function FindingPanel(props: {
  item: WorkItem;
  /** What was typed at the sign-off and not saved. */
  draft: string;
  onType: (note: string) => void;
  /** Saved or made: the draft is no longer needed. */
  onDone: () => void;
  onClose: () => void;
}) {
  const { item, onClose, onDone } = props;
  const { finding } = item;
  const rule = nl.followUp.rules[finding.rule];
  const [, go] = useLocation();
  return (
    <Panel
      title={`${item.last_name} ${item.first_name}`}
      subtitle={
        <span className="row">
          {item.class} <RulePill rule={finding.rule} />
        </span>
      }
      onClose={onClose}
    >
      <section className="stack tight">
        <p className="strong">{rule.counted(number(finding.count), number(finding.limit))}</p>
        {finding.since ? (
          <p className="soft">
            {words.since(nl.shared.halves[finding.since.half], longDate(finding.since.day))}
          </p>
        ) : null}
        <p>{rule.text}</p>
        <p className="hint">
          {words.source}: {finding.source.title}
          {finding.source.address ? ` · ${finding.source.address}` : ""}
        </p>
      </section>
      <section className="stack tight">
        <h3>{words.step}</h3>
        <p>{nl.followUp.steps[finding.step]}</p>
        <Letter item={item} onMade={onDone} />
      </section>
      <SignOff item={item} note={props.draft} onType={props.onType} onSigned={onDone} />
      <Done item={item} />
      <div className="row">
        <Button onClick={() => go(`/leerlingen/${item.pupil}`)}>{words.pupil}</Button>
        <Button onClick={() => go(`/aanwezigheden/leerling/${item.pupil}`)}>{words.year}</Button>
      </div>
    </Panel>
  );
}

function SignOff(props: {
  item: WorkItem;
  note: string;
  onType: (note: string) => void;
  onSigned: () => void;
}) {
  const { item, note, onType, onSigned } = props;
  const today = useRead("session_state", {}).data?.today ?? "";
  const [chosen, setOn] = useState<string | null>(null);
  const save = useDo("dossier_save");
  const said = useSaid();
  const on = chosen ?? today;
  const { key, step } = item.finding;
  return (
    <Form
      onSubmit={() => {
        save.mutate(
          {
            part: "follow_up",
            pupil: item.pupil,
            follow_up: { key, step, on, note: note.trim() },
            done: true,
          },
          {
            onSuccess: ({ batch }) => {
              const name = `${item.last_name} ${item.first_name}`;
              said(words.saved(name, nl.followUp.steps[step]), batch);
              onSigned();
            },
          },
        );
      }}
    >
      <h3>{words.sign}</h3>
      <DayField label={words.on} value={on} onChange={setOn} />
      <Field
        label={words.note}
        value={note}
        maxLength={500}
        hint={words.noteHint}
        onChange={onType}
      />
      <ProblemMessage problem={save.error} />
      <div>
        <Button kind="primary" submit busy={save.isPending}>
          {words.save}
        </Button>
      </div>
    </Form>
  );
}

/** What was done about this rule before, each to take back. */
function Done({ item }: { item: WorkItem }) {
  const remove = useDo("dossier_save");
  const said = useSaid();
  if (item.done.length === 0) return null;
  const take = (follow_up: FollowUp) =>
    remove.mutate(
      { part: "follow_up", pupil: item.pupil, follow_up, done: false },
      { onSuccess: ({ batch }) => said(words.removed, batch) },
    );
  return (
    <section className="stack tight">
      <h3>{words.done}</h3>
      <ProblemMessage problem={remove.error} />
      <ul className="lines">
        {item.done.map((follow_up) => {
          const what = words.doneOn(date(follow_up.on), nl.followUp.steps[follow_up.step]);
          return (
            <li key={`${follow_up.key} ${follow_up.step} ${follow_up.on}`}>
              <div className="line">
                <span>{what}</span>
                <Button
                  small
                  kind="quiet"
                  aria-label={`${words.remove}: ${what}`}
                  onClick={() => take(follow_up)}
                >
                  {words.remove}
                </Button>
              </div>
              {follow_up.note ? <div className="soft">{follow_up.note}</div> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
