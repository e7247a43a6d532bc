import { useState } from "react";
import type { AttendanceSettings } from "../../../backend/generated/AttendanceSettings";
import { Button, Card, Field, Form, ProblemMessage } from "../../../shared";
import { nl } from "../../../texts/nl";
import { useSaveSettings } from "./saving";

const words = nl.attendanceSettings.slots;

/** The digits of morning and afternoon in the text file for Informat. */
export function Slots({ settings }: { settings: AttendanceSettings }) {
  const was = settings.slots;
  const [vm, setVm] = useState(String(was[0]));
  const [nm, setNm] = useState(String(was[1]));
  const { save, busy, problem } = useSaveSettings(settings);
  const wrong = vm === nm || ![vm, nm].every((text) => /^[1-9]$/.test(text));
  const changed = vm !== String(was[0]) || nm !== String(was[1]);
  return (
    <Card title={words.title}>
      <Form
        onSubmit={() => {
          if (!wrong && changed) {
            save({ slots: [Number(vm), Number(nm)] }, nl.attendanceSettings.saved);
          }
        }}
      >
        <p className="soft">{words.text}</p>
        <div className="pair">
          <Field label={words.vm} value={vm} inputMode="numeric" maxLength={1} onChange={setVm} />
          <Field
            label={words.nm}
            value={nm}
            inputMode="numeric"
            maxLength={1}
            error={wrong ? words.wrong : undefined}
            onChange={setNm}
          />
        </div>
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
