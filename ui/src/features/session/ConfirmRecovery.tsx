import { useState } from "react";
import { useDo } from "../../backend/queries";
import { Busy, Button, Field, Form, Pill, ProblemMessage } from "../../shared";
import { nl } from "../../texts/nl";
import { StartPage } from "./parts";

/** The recovery sheet: saved or printed, and two groups of it typed back (S6). */
export function ConfirmRecovery({ ask, saved }: { ask: number[]; saved: boolean }) {
  const words = nl.session.recovery;
  const [groups, setGroups] = useState<string[]>(() => ask.map(() => ""));
  const save = useDo("recovery_sheet_save");
  const confirm = useDo("recovery_confirm");
  const name = save.data?.file_name;
  const kept = saved || Boolean(name);
  const complete = groups.every((group) => group.trim().length >= 4);
  return (
    <StartPage title={words.title}>
      <p>{words.intro}</p>
      <section className="stack">
        <h2>{words.save}</h2>
        <p className="soft">{words.saveHint}</p>
        <div className="row">
          <Button
            kind={kept ? "plain" : "primary"}
            busy={save.isPending}
            onClick={() => save.mutate({})}
          >
            {kept ? words.saveAgain : words.saveButton}
          </Button>
          {kept ? <Pill tone="good">{name ? words.saved(name) : words.savedBefore}</Pill> : null}
        </div>
        <ProblemMessage problem={save.error} />
      </section>
      <Form
        onSubmit={() => {
          if (kept && complete) confirm.mutate({ groups });
        }}
      >
        <h2>{words.type}</h2>
        <p className="soft">{words.typeHint}</p>
        <div className="start-pair">
          {ask.map((group, index) => (
            <Field
              key={group}
              label={words.group(group)}
              className="mono"
              value={groups[index] ?? ""}
              disabled={!kept}
              maxLength={12}
              onChange={(value) =>
                setGroups((all) => all.map((one, at) => (at === index ? value.toUpperCase() : one)))
              }
            />
          ))}
        </div>
        <ProblemMessage problem={confirm.error} />
        <div className="row">
          <Button kind="primary" submit busy={confirm.isPending} disabled={!kept || !complete}>
            {words.confirm}
          </Button>
          {confirm.isPending ? <Busy what={nl.session.passphrase.busy} /> : null}
        </div>
      </Form>
    </StartPage>
  );
}
