import { useState } from "react";
import type { LinkSettings as Link } from "../../backend/generated/LinkSettings";
import { useDo } from "../../backend/queries";
import { Button, Card, Checkbox, Field, Form, ProblemMessage, useSavePart } from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.discimus.settings;

/** Whether this laptop keeps the link, and where the program is that carries it further. */
export function LinkSettings({ was }: { was: Link }) {
  const [on, setOn] = useState(was.on);
  const [port, setPort] = useState(String(was.port));
  const { save, busy, problem } = useSavePart(was, useDo("discimus_do"), (now) => ({
    action: "settings" as const,
    was,
    now,
  }));
  const number = /^\d{1,5}$/.test(port.trim()) ? Number(port) : 0;
  const wrong = number < 1 || number > 65_535;
  return (
    <Card title={words.title}>
      <Form
        onSubmit={() => {
          if (!wrong) save({ on, port: number }, words.saved);
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
        <ProblemMessage problem={problem} />
        <div>
          <Button kind="primary" submit disabled={wrong} busy={busy}>
            {words.save}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
