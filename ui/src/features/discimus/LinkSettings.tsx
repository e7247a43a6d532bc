import { useState } from "react";
import type { LinkSettings as Link } from "../../backend/generated/LinkSettings";
import { useDo } from "../../backend/queries";
import { Button, Card, Checkbox, Field, ProblemMessage, useSaid } from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.discimus.settings;

/** Whether this laptop keeps the link, and where the program is that carries it further. */
export function LinkSettings({ was }: { was: Link }) {
  const [on, setOn] = useState(was.on);
  const [port, setPort] = useState(String(was.port));
  const save = useDo("discimus_do");
  const said = useSaid();
  const number = /^\d{1,5}$/.test(port.trim()) ? Number(port) : 0;
  const wrong = number < 1 || number > 65_535;
  return (
    <Card title={words.title}>
      <form
        className="stack"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong) return;
          save.mutate(
            { action: "settings", was, now: { ...was, on, port: number } },
            { onSuccess: ({ batch }) => said(words.saved, batch) },
          );
        }}
      >
        <p className="soft measure">{words.text}</p>
        <div>
          <Checkbox checked={on} onChange={setOn}>
            {words.on}
          </Checkbox>
          <p className="hint">{words.onHint}</p>
        </div>
        <Field
          className="short"
          label={words.port}
          value={port}
          inputMode="numeric"
          maxLength={5}
          hint={words.portHint}
          error={wrong ? words.portWrong : undefined}
          onChange={setPort}
        />
        <ProblemMessage problem={save.error} />
        <div>
          <Button kind="primary" submit disabled={wrong} busy={save.isPending}>
            {words.save}
          </Button>
        </div>
      </form>
    </Card>
  );
}
