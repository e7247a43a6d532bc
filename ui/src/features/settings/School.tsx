import { useState } from "react";
import type { SchoolSettings } from "../../backend/generated/SchoolSettings";
import { useDo } from "../../backend/queries";
import { Button, Card, Field, Form, ProblemMessage, useSavePart } from "../../shared";
import { nl } from "../../texts/nl";

/** Name, institution number and database of the school. */
export function School({ answer }: { answer: SchoolSettings }) {
  const words = nl.settings.school;
  const was = answer.settings;
  const [now, setNow] = useState(was);
  const { save, busy, problem } = useSavePart(was, useDo("settings_save"), (settings) => ({
    part: "school" as const,
    was,
    now: settings,
  }));
  const changed = JSON.stringify(now) !== JSON.stringify(was);
  const institutionWrong =
    now.institution !== was.institution && !/^\d{6}$/.test(now.institution.trim());
  return (
    <Card title={words.title}>
      <Form
        onSubmit={() => {
          if (changed && !institutionWrong) save(now, words.saved);
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
            <Button kind="primary" submit busy={busy} disabled={institutionWrong}>
              {words.save}
            </Button>
            <Button onClick={() => setNow(was)}>{words.revert}</Button>
          </div>
        ) : null}
      </Form>
    </Card>
  );
}
