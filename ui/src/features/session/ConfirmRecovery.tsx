import { useState } from "react";
import type { Purpose } from "../../backend/generated/Purpose";
import { useDo, useProgress } from "../../backend/queries";
import { Busy, Button, Field, Form, Pill, ProblemMessage, Progress, useToast } from "../../shared";
import { nl } from "../../texts/nl";
import { StartPage } from "./parts";

/**
 * The recovery sheet: saved or printed, and two groups of it typed back (S6). Then the database gets its
 * new key, when that is what it is for (S9).
 */
export function ConfirmRecovery({
  ask,
  saved,
  purpose,
}: {
  ask: number[];
  saved: boolean;
  purpose: Purpose;
}) {
  const words = nl.session.recovery;
  const [groups, setGroups] = useState<string[]>(() => ask.map(() => ""));
  const save = useDo("keys");
  const confirm = useDo("keys");
  const back = useDo("unlock");
  const progress = useProgress("key_rotate");
  const toast = useToast();
  const rotates = purpose === "rotated";
  const name = save.data?.file_name;
  const kept = saved || Boolean(name);
  const complete = groups.every((group) => group.trim().length >= 4);
  return (
    <StartPage title={rotates ? words.rotate.title : words.title}>
      <p>{rotates ? words.rotate.intro : words.intro}</p>
      <section className="stack">
        <h2>{words.save}</h2>
        <p className="soft">{words.saveHint}</p>
        <div className="row">
          <Button
            kind={kept ? "plain" : "primary"}
            busy={save.isPending}
            onClick={() => save.mutate({ what: "sheet" })}
          >
            {kept ? words.saveAgain : words.saveButton}
          </Button>
          {kept ? <Pill tone="good">{name ? words.saved(name) : words.savedBefore}</Pill> : null}
        </div>
        <ProblemMessage problem={save.error} />
      </section>
      <Form
        onSubmit={() => {
          if (!kept || !complete) return;
          confirm.mutate(
            { what: "confirm", groups },
            {
              onSuccess: () => {
                if (rotates) toast({ tone: "good", text: words.rotate.done });
              },
            },
          );
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
            {rotates ? words.rotate.confirm : words.confirm}
          </Button>
          {purpose === "needed" ? null : (
            <Button
              disabled={confirm.isPending}
              busy={back.isPending}
              onClick={() => back.mutate({ method: "retry" })}
            >
              {words.back}
            </Button>
          )}
          {confirm.isPending ? (
            <Busy what={rotates ? words.rotate.busy : nl.session.passphrase.busy} />
          ) : null}
        </div>
        {confirm.isPending && progress ? (
          <Progress label={words.rotate.busy} done={progress.done} total={progress.total} />
        ) : null}
      </Form>
    </StartPage>
  );
}
