import { useState } from "react";
import type { LeaveHow } from "../../backend/generated/LeaveHow";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import type { OwnEnrolment } from "../../backend/generated/OwnEnrolment";
import { DayField, Field } from "../../shared";
import { nl } from "../../texts/nl";
import { OursForm } from "./OursForm";
import { useOurs } from "./useOurs";

const words = nl.overlaps.begin;

/** Sets right when ours began, or its moment; what changes is shown before anything does. */
export function BeginForm(props: {
  pupil: OverlapPupil;
  row: OverlapRow;
  ours: OwnEnrolment;
  onDone: () => void;
}) {
  const { pupil, row, ours, onDone } = props;
  const [was, wasTime = ""] = (ours.moment ?? "").split("T");
  const [from, setFrom] = useState(ours.period.from);
  const [day, setDay] = useState(was ?? "");
  const [time, setTime] = useState(wasTime.slice(0, 5));
  const moment = day && time.trim() ? `${day}T${time.trim()}` : day;
  const same = moment === (ours.moment ?? "").slice(0, 16);
  const asked: LeaveHow | null =
    from === "" ? null : { how: "begins", from, moment: same ? "" : moment };
  const change = useOurs(pupil, row, asked);
  const shared = row.pair.overlap;
  const apart = shared?.until != null && shared.until < from;
  const name = `${pupil.last_name} ${pupil.first_name}`;
  return (
    <OursForm
      change={change}
      apart={apart}
      act={words.apply}
      onApply={() => change.apply(words.done(name, from), onDone)}
      onCancel={onDone}
    >
      <DayField label={words.from} value={from} hint={words.fromHint} onChange={setFrom} />
      <DayField label={words.momentDay} value={day} optional onChange={setDay} />
      <Field
        label={words.momentTime}
        value={time}
        maxLength={5}
        hint={words.momentHint}
        onChange={setTime}
      />
    </OursForm>
  );
}
