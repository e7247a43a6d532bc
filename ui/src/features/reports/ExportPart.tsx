import { useState } from "react";
import type { AttendanceExportAnswer } from "../../backend/generated/AttendanceExportAnswer";
import type { MarksFormat } from "../../backend/generated/MarksFormat";
import { useDo } from "../../backend/queries";
import {
  Busy,
  Button,
  Card,
  Checkbox,
  DayField,
  ProblemMessage,
  Select,
  useToast,
} from "../../shared";
import { count, number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { ExportReport } from "./ExportReport";

const words = nl.reports.export;

/** The marks of a period to a file: first what it would hold, then the file. */
export function ExportPart({ today }: { today: string }) {
  const [format, setFormat] = useState<MarksFormat>("informat");
  const [from, setFrom] = useState(`${today.slice(0, 7)}-01`);
  const [until, setUntil] = useState(today);
  const [all, setAll] = useState(false);
  const [plan, setPlan] = useState<AttendanceExportAnswer | null>(null);
  const run = useDo("attendance_export");
  const toast = useToast();
  const reversed = until < from;
  // What was counted holds for what was asked then.
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setPlan(null);
      set(value);
    };
  const ask = (apply: boolean, cleared_there = false) =>
    run.mutate(
      { format, from, until, database: "", all, cleared_there, apply },
      {
        onSuccess: (answer) => {
          if (answer.file_name !== null) {
            const marks = count(answer.marks, "code", "codes");
            toast({ tone: "good", text: words.saved(answer.file_name, marks) });
            setPlan(null);
          } else setPlan(answer);
        },
      },
    );
  return (
    <>
      <Card title={words.title}>
        <div className="stack">
          <p className="soft measure">{words.text}</p>
          <div className="report-fields">
            <Select
              label={words.format}
              value={format}
              onChange={changed(setFormat)}
              options={(["informat", "xlsx", "csv"] as const).map((value) => ({
                value,
                label: words.formats[value],
              }))}
            />
            <DayField label={words.from} value={from} onChange={changed(setFrom)} />
            <DayField label={words.until} value={until} onChange={changed(setUntil)} />
          </div>
          {format === "informat" ? (
            <Checkbox checked={all} onChange={changed(setAll)} hint={words.allHint}>
              {words.all}
            </Checkbox>
          ) : null}
          {reversed ? (
            <p className="field-error" role="alert">
              {words.reversed}
            </p>
          ) : null}
          <ProblemMessage problem={run.error} />
          <div className="row">
            <Button
              kind={plan ? "plain" : "primary"}
              busy={run.isPending && !run.variables?.apply}
              disabled={reversed}
              onClick={() => ask(false)}
            >
              {words.check}
            </Button>
            {plan && plan.marks > 0 ? (
              <Button
                kind="primary"
                busy={run.isPending && run.variables?.apply}
                onClick={() => ask(true)}
              >
                {words.save}
              </Button>
            ) : null}
          </div>
          {run.isPending ? <Busy what={nl.reports.busy} /> : null}
        </div>
      </Card>
      {plan ? (
        <ExportReport
          plan={plan}
          informat={format === "informat"}
          onCleared={() => ask(false, true)}
        />
      ) : null}
      {plan && plan.marks === 0 ? (
        <p className="notice">
          {words.none} {words.noneText} ({number(plan.unchanged)})
        </p>
      ) : null}
    </>
  );
}
