import { useState } from "react";
import type { AttendanceSettings } from "../../../backend/generated/AttendanceSettings";
import { Button, Card, Checkbox, Field, Form, ProblemMessage } from "../../../shared";
import { nl } from "../../../texts/nl";
import { useSaveSettings } from "./saving";

const words = nl.attendanceSettings.followUp;

/** A number of days as typed, or null when it is none. */
export function daysOf(text: string): number | null {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return days >= 1 && days <= 365 ? days : null;
}

/** What the school decides for itself about absences without a reason. */
export function FollowUpRules({ settings }: { settings: AttendanceSettings }) {
  const was = settings.follow_up;
  const [open, setOpen] = useState(String(was.open_days));
  const [propose, setPropose] = useState(was.open_to_b_days !== null);
  const [days, setDays] = useState(String(was.open_to_b_days ?? ""));
  const { save, busy, problem } = useSaveSettings(settings);
  const open_days = daysOf(open);
  const open_to_b_days = propose ? daysOf(days) : null;
  const wrong = open_days === null || (propose && open_to_b_days === null);
  const changed = open_days !== was.open_days || open_to_b_days !== was.open_to_b_days;
  return (
    <Card title={words.title}>
      <Form
        onSubmit={() => {
          if (open_days === null || wrong || !changed) return;
          save({ follow_up: { open_days, open_to_b_days } }, nl.attendanceSettings.saved);
        }}
      >
        <Field
          label={words.open}
          value={open}
          inputMode="numeric"
          maxLength={3}
          hint={words.openHint}
          error={open_days === null ? words.wrong : undefined}
          onChange={setOpen}
        />
        <Checkbox checked={propose} onChange={setPropose} hint={words.proposeHint}>
          {words.propose}
        </Checkbox>
        {propose ? (
          <Field
            label={words.days}
            value={days}
            inputMode="numeric"
            maxLength={3}
            error={days !== "" && open_to_b_days === null ? words.wrong : undefined}
            onChange={setDays}
          />
        ) : null}
        <ProblemMessage problem={problem} />
        <div>
          <Button submit disabled={!changed || wrong} busy={busy}>
            {nl.attendanceSettings.save}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
