import { useState } from "react";
import type { LeaveHow } from "../../backend/generated/LeaveHow";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import type { OwnEnrolment } from "../../backend/generated/OwnEnrolment";
import { Choice, DayField, Field } from "../../shared";
import { nl } from "../../texts/nl";
import { OursForm } from "./OursForm";
import { useOurs } from "./useOurs";

const words = nl.overlaps.leave;

/**
 * Ends ours, what changes shown before anything does: on a day, or without any when the pupil never
 * came. Whoever has not begun yet cannot have a last day (discimus.md 3.3).
 */
export function CloseForm(props: {
  pupil: OverlapPupil;
  row: OverlapRow;
  ours: OwnEnrolment;
  today: string;
  onDone: () => void;
}) {
  const { pupil, row, ours, onDone } = props;
  const proposal = row.pair.last_own_day;
  const coming = ours.id !== null && props.today < ours.period.from;
  const [how, setHow] = useState<"ends" | "never_came">(coming ? "never_came" : "ends");
  const [until, setUntil] = useState(proposal ?? "");
  const [cause, setCause] = useState("");
  const [situation, setSituation] = useState("");
  const ends = how === "ends";
  const asked: LeaveHow | null = ends
    ? until === ""
      ? null
      : { how, until, cause: cause.trim(), situation: situation.trim() }
    : { how };
  const change = useOurs(pupil, row, asked);
  const name = `${pupil.last_name} ${pupil.first_name}`;
  const apply = () =>
    ends
      ? change.apply(words.done(name, until), onDone)
      : change.apply(words.neverCameDone(name), onDone);
  const apart = !ends || (row.pair.overlap !== null && until < row.pair.overlap.from);
  return (
    <OursForm
      change={change}
      apart={apart}
      act={ends ? (until ? words.apply(until) : words.title) : words.neverCameApply}
      onApply={apply}
      onCancel={onDone}
    >
      {ours.id === null ? null : (
        <Choice
          label={words.how}
          value={how}
          onChange={setHow}
          options={[
            { value: "ends", label: words.ends, hint: words.endsHint },
            { value: "never_came", label: words.neverCame, hint: words.neverCameHint },
          ]}
        />
      )}
      {ends ? (
        <>
          <DayField
            label={words.last}
            value={until}
            hint={proposal ? words.proposal(proposal) : words.noProposal}
            onChange={setUntil}
          />
          <Field
            label={words.cause}
            value={cause}
            maxLength={200}
            hint={words.causeHint}
            onChange={setCause}
          />
          <Field
            label={words.situation}
            value={situation}
            maxLength={200}
            onChange={setSituation}
          />
        </>
      ) : null}
    </OursForm>
  );
}
