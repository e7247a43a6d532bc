import { useState } from "react";
import type { CaseAction } from "../../backend/generated/CaseAction";
import { useRead } from "../../backend/queries";
import { Checkbox, DayField, Field, Form, FormFoot } from "../../shared";
import { addDays } from "../../shared/days";
import { nl } from "../../texts/nl";

const words = nl.overlaps.act;
/** Days after which a postponed case is proposed to come back. */
const WEEK = 7;

/** A step with a remark: a call, a day to come back to it, or how it ends. */
export function NoteForm(props: {
  what: "call" | "postpone" | "other_wrong" | "solved";
  noting: {
    busy: boolean;
    note: (action: CaseAction, note: string, done?: () => void) => void;
  };
  onDone: () => void;
}) {
  const { what, noting, onDone } = props;
  const today = useRead("session_state", {}).data?.today ?? "";
  const [note, setNote] = useState("");
  const [waits, setWaits] = useState(false);
  const [chosen, setUntil] = useState<string | null>(null);
  const until = chosen ?? (today ? addDays(today, WEEK) : "");
  const action: CaseAction =
    what === "call" ? { what, waits } : what === "postpone" ? { what, until } : { what };
  return (
    <Form onSubmit={() => noting.note(action, note.trim(), onDone)}>
      {what === "other_wrong" ? <p className="soft">{words.otherWrongText}</p> : null}
      {what === "solved" ? <p className="soft">{words.solvedText}</p> : null}
      {what === "postpone" ? (
        <DayField label={words.until} value={until} hint={words.untilHint} onChange={setUntil} />
      ) : null}
      <Field
        label={words.note}
        value={note}
        maxLength={500}
        hint={words.noteHint}
        onChange={setNote}
      />
      {what === "call" ? (
        <Checkbox checked={waits} onChange={setWaits}>
          {words.waits}
        </Checkbox>
      ) : null}
      <FormFoot act={words.save} busy={noting.busy} onCancel={onDone} />
    </Form>
  );
}
