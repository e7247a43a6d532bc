import { useState } from "react";
import { asProblem } from "../../backend";
import type { SettingsAnswer } from "../../backend/generated/SettingsAnswer";
import { useDo } from "../../backend/queries";
import { Button, Card, Field, ProblemMessage, useToast, useUndo } from "../../shared";
import { nl } from "../../texts/nl";

/** Name, institution number and database of the school. */
export function School({ answer }: { answer: SettingsAnswer }) {
  const words = nl.settings.school;
  const toast = useToast();
  const was = answer.settings;
  const [now, setNow] = useState(was);
  const save = useDo("settings_save");
  const { undo } = useUndo();
  const changed = JSON.stringify(now) !== JSON.stringify(was);
  const institutionWrong =
    now.institution !== was.institution && !/^\d{6}$/.test(now.institution.trim());
  const problem = save.error ? asProblem(save.error) : null;
  return (
    <Card title={words.title}>
      <form
        className="stack"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (!changed || institutionWrong) return;
          save.mutate(
            { part: "school", was, now },
            {
              onSuccess: ({ batch }) => {
                toast({
                  tone: "good",
                  text: words.saved,
                  action: batch ? { label: nl.shared.undo, run: () => undo(batch) } : undefined,
                });
              },
            },
          );
        }}
      >
        <Field
          label={words.name}
          value={now.school}
          maxLength={120}
          onChange={(school) => setNow({ ...now, school })}
        />
        <Field
          label={words.institution}
          value={now.institution}
          maxLength={6}
          inputMode="numeric"
          error={institutionWrong ? words.institutionWrong : undefined}
          onChange={(institution) => setNow({ ...now, institution })}
        />
        <Field
          label={words.database}
          value={now.database}
          maxLength={120}
          list="databases"
          hint={words.databaseHint}
          onChange={(database) => setNow({ ...now, database })}
        />
        <datalist id="databases">
          {answer.databases.map((database) => (
            <option key={database} value={database} />
          ))}
        </datalist>
        <ProblemMessage problem={problem} />
        {changed ? (
          <div className="row">
            <Button kind="primary" submit busy={save.isPending} disabled={institutionWrong}>
              {words.save}
            </Button>
            <Button onClick={() => setNow(was)}>{words.revert}</Button>
          </div>
        ) : null}
      </form>
    </Card>
  );
}
