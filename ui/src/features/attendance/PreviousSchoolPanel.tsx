import { useState } from "react";
import type { PreviousSchool } from "../../backend/generated/PreviousSchool";
import type { PupilYearAnswer } from "../../backend/generated/PupilYearAnswer";
import { useDo } from "../../backend/queries";
import { Button, Field, Panel, ProblemMessage, useSaid } from "../../shared";
import { nl } from "../../texts/nl";

const FIELDS = ["b", "present", "acceptable"] as const;

/** Totals of this school year that a previous school handed over. */
export function PreviousSchoolPanel(props: { answer: PupilYearAnswer; onClose: () => void }) {
  const { answer, onClose } = props;
  const words = nl.attendance.year;
  const said = useSaid();
  const save = useDo("dossier_save");
  const [typed, setTyped] = useState<Record<keyof PreviousSchool, string>>({
    b: String(answer.previous.b),
    present: String(answer.previous.present),
    acceptable: String(answer.previous.acceptable),
  });
  const wrong = FIELDS.filter((field) => !/^\d{1,3}$/.test(typed[field].trim()));
  const submit = () => {
    if (wrong.length > 0) return;
    const now = {
      b: Number(typed.b),
      present: Number(typed.present),
      acceptable: Number(typed.acceptable),
    };
    save.mutate(
      {
        part: "previous_school",
        pupil: answer.pupil,
        year: answer.year,
        was: answer.previous,
        now,
      },
      {
        onSuccess: ({ batch }) => {
          said(words.previousSaved, batch);
          onClose();
        },
      },
    );
  };
  return (
    <Panel
      title={words.previousSchool}
      subtitle={words.previousAbout}
      onClose={onClose}
      actions={
        <Button kind="primary" busy={save.isPending} disabled={wrong.length > 0} onClick={submit}>
          {nl.shared.save}
        </Button>
      }
    >
      {FIELDS.map((field) => (
        <Field
          key={field}
          label={words.previousFields[field]}
          inputMode="numeric"
          maxLength={3}
          value={typed[field]}
          error={wrong.includes(field) ? words.wholeNumber : undefined}
          onChange={(text) => setTyped({ ...typed, [field]: text })}
          onKeyDown={(event) => {
            if (event.key === "Enter") submit();
          }}
        />
      ))}
      <ProblemMessage problem={save.error} />
    </Panel>
  );
}
