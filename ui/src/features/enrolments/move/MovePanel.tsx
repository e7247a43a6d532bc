import { useState } from "react";
import type { EnrolmentFile } from "../../../backend/generated/EnrolmentFile";
import type { GroupDraft } from "../../../backend/generated/GroupDraft";
import type { GroupEnrolment } from "../../../backend/generated/GroupEnrolment";
import { useRead } from "../../../backend/queries";
import {
  Button,
  Checkbox,
  keptLike,
  Panel,
  ProblemMessage,
  Restored,
  Select,
  Suggest,
  useFormDraft,
} from "../../../shared";
import { nextWeekday } from "../../../shared/days";
import { nl } from "../../../texts/nl";
import { GroupFields, suggestionsOf } from "../GroupFields";
import { RemarkLines } from "../RemarkLines";
import { goesSomewhere, MoveCounts, moveRequest, type Target, TargetFields } from "./MoveForm";
import { placeText } from "./places";
import { useMove } from "./useMove";

const words = nl.enrolmentFile.moving;

/** What is typed in the panel. */
interface Typed {
  target: Target;
  /** Of a group record with other details; null: those stay. */
  details: GroupDraft | null;
}

/** One pupil to another group, location or class; or with other details from a day on. */
export function MovePanel(props: { file: EnrolmentFile; today: string; onClose: () => void }) {
  const { file, today, onClose } = props;
  const choices = useRead("enrolments", { pupil: null, choices: true }).data?.choices ?? null;
  const present = file.schools[0]?.groups.find(({ enrolment }) => !enrolment.never_came);
  const [empty] = useState<Typed>({
    target: { on: nextWeekday(today), group: "", location: "", class: "" },
    details: null,
  });
  const draft = useFormDraft(`move/${file.pupil.id}`, empty, keptLike(empty));
  const { target, details } = draft.form;
  const put = (change: Partial<Target>) =>
    draft.set((now) => ({ ...now, target: { ...now.target, ...change } }));
  const setDetails = (change: (now: GroupDraft | null) => GroupDraft | null) =>
    draft.set((now) => ({ ...now, details: change(now.details) }));
  const forget = () => {
    draft.clear();
    onClose();
  };
  const request =
    details || goesSomewhere(target)
      ? { ...moveRequest(target, [file.pupil.id], ""), details }
      : null;
  const move = useMove(request, forget);
  const row = move.plan?.rows[0];
  const putDetails = (change: Partial<GroupDraft>) =>
    setDetails((now) => now && { ...now, ...change });
  return (
    <Panel
      title={words.panelTitle}
      subtitle={`${file.pupil.last_name} ${file.pupil.first_name}`}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" busy={move.busy} disabled={!move.ready} onClick={move.run}>
            {nl.enrolmentFile.moving.title}
          </Button>
          <Button onClick={forget}>{nl.shared.cancel}</Button>
        </>
      }
    >
      <Restored draft={draft} />
      <TargetFields target={target} choices={choices} onlyClass={details !== null} onChange={put} />
      {present ? (
        <Checkbox
          checked={details !== null}
          onChange={(on) => setDetails(() => (on ? draftOf(present.enrolment) : null))}
        >
          {words.details}
        </Checkbox>
      ) : null}
      {details ? (
        <>
          <Suggest
            label={nl.enrol.school.group}
            value={details.group}
            suggestions={suggestionsOf(choices?.groups)}
            onChange={(group) => putDetails({ group })}
          />
          <Suggest
            label={nl.enrol.school.location}
            value={details.location}
            suggestions={(choices?.locations ?? []).map((value) => ({ value }))}
            onChange={(location) => putDetails({ location })}
          />
          {(["philosophy", "funding"] as const).map((field) => (
            <Select
              key={field}
              label={nl.enrol.school[field]}
              value={details[field]}
              onChange={(code) => putDetails({ [field]: code })}
              options={[
                { value: "", label: nl.enrol.school.none },
                ...(choices?.[field] ?? []).map(({ code, label }) => ({
                  value: code,
                  label: `${code} – ${label}`,
                })),
              ]}
            />
          ))}
          <GroupFields group={details} choices={choices} onChange={putDetails} />
        </>
      ) : null}
      <ProblemMessage problem={move.problem ?? row?.problem} />
      {row ? (
        <section className="notice stack tight" aria-live="polite">
          <MoveCounts plan={move.plan as NonNullable<typeof move.plan>} />
          <div className="soft">
            {placeText(row.was)} → <span className="strong">{placeText(row.now)}</span>
          </div>
          <RemarkLines remarks={row.remarks} />
        </section>
      ) : null}
    </Panel>
  );
}

/** What is registered, as it is typed. */
function draftOf({ details, expected_until }: GroupEnrolment): GroupDraft {
  return {
    ...details,
    expected_until,
    philosophy: details.philosophy ?? "",
    funding: details.funding ?? "",
    previous: details.previous ?? "",
  };
}
