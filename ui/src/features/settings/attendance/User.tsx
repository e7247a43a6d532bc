import { useState } from "react";
import type { AttendanceSettings } from "../../../backend/generated/AttendanceSettings";
import { useDo, useRead } from "../../../backend/queries";
import { Button, Card, Field, Form, ProblemMessage, useToast } from "../../../shared";
import { nl } from "../../../texts/nl";

const words = nl.attendanceSettings.user;

/** The name that stands with entries of this laptop. */
export function User({ settings, user }: { settings: AttendanceSettings; user: string }) {
  const [name, setName] = useState(user);
  const save = useDo("settings_save");
  const toast = useToast();
  const changed = name.trim() !== user;
  const locks = (useRead("session_state", {}).data?.locks_after ?? null) !== null;
  if (locks) {
    return (
      <Card title={words.title}>
        <p className="soft">{words.byPin(user)}</p>
      </Card>
    );
  }
  return (
    <Card title={words.title}>
      <Form
        onSubmit={() => {
          if (!changed) return;
          save.mutate(
            { part: "attendance", was: settings, now: settings, user: name.trim() },
            { onSuccess: () => toast({ tone: "good", text: words.saved(name.trim()) }) },
          );
        }}
      >
        <p className="soft">{words.text}</p>
        <Field
          label={words.label}
          value={name}
          maxLength={60}
          hint={words.hint}
          onChange={setName}
        />
        <ProblemMessage problem={save.error} />
        <div>
          <Button submit disabled={!changed} busy={save.isPending}>
            {nl.attendanceSettings.save}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
