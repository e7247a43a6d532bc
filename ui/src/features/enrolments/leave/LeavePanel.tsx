import { useState } from "react";
import type { EnrolmentFile } from "../../../backend/generated/EnrolmentFile";
import type { LeaveHow } from "../../../backend/generated/LeaveHow";
import { usePlan } from "../../../backend/plan";
import { useDo, useRead } from "../../../backend/queries";
import {
  Button,
  Checkbox,
  Choice,
  DayField,
  Panel,
  ProblemMessage,
  Suggest,
  useSaid,
} from "../../../shared";
import { nl } from "../../../texts/nl";
import { RemarkLines } from "../RemarkLines";
import { LeavePreview } from "./LeavePreview";

const words = nl.enrolmentFile.leaving;
/** Another begin is set right where it matters: in a case of Ook elders. */
type How = Exclude<LeaveHow["how"], "begins">;

/** Ending an enrolment, with what falls outside before anything is kept. */
export function LeavePanel(props: {
  file: EnrolmentFile;
  /** Which enrolment in the school; null: the present one. */
  enrolment: string | null;
  onClose: () => void;
}) {
  const { file, enrolment } = props;
  const said = useSaid();
  const choices = useRead("enrolments", { pupil: null, choices: true }).data?.choices;
  const left = file.schools.find((row) => row.enrolment.id === enrolment)?.enrolment.leaving;
  const [how, setHow] = useState<How>(left ? "stays" : "ends");
  const proposed = file.proposed_end;
  const [until, setUntil] = useState(proposed.day);
  const [cause, setCause] = useState("");
  const [situation, setSituation] = useState("");
  const [reason, setReason] = useState("");
  const [confirmed, setConfirmed] = useState(false);
  const request = {
    pupil: file.pupil.id,
    enrolment,
    how: howOf(how, { until, cause, situation, reason, confirmed }),
    case: null,
    apply: false,
  };
  const { plan, problem, late } = usePlan("leave", request);
  const leave = useDo("leave");
  const name = `${file.pupil.last_name} ${file.pupil.first_name}`;
  const hasSchool = file.schools.length > 0;
  const options = (left ? ["stays", "ends", "cancel"] : ["ends", "never_came", "cancel"]) as How[];
  const plain = (values: readonly string[] | undefined) =>
    (values ?? []).map((value) => ({ value }));
  return (
    <Panel
      title={words.title}
      subtitle={name}
      onClose={props.onClose}
      actions={
        <>
          <Button
            kind="primary"
            busy={leave.isPending}
            disabled={late || !plan?.applicable}
            onClick={() =>
              leave.mutate(
                { ...request, apply: true },
                {
                  onSuccess: (done) => {
                    if (done.batch === null) return;
                    said(words.done[how](name), done.batch);
                    props.onClose();
                  },
                },
              )
            }
          >
            {words.apply[how]}
          </Button>
          <Button onClick={props.onClose}>{nl.shared.cancel}</Button>
        </>
      }
    >
      {hasSchool ? (
        <Choice
          label={words.how}
          value={how}
          onChange={setHow}
          options={options.map((value) => ({
            value,
            label: words[LABEL[value]],
            hint: words[HINT[value]],
          }))}
        />
      ) : null}
      {how === "ends" ? (
        <>
          <DayField
            label={words.until}
            value={until}
            hint={`${until === proposed.day ? words.proposed[proposed.why](proposed.day) : ""} ${words.untilHint}`}
            onChange={setUntil}
          />
          {hasSchool ? (
            <>
              <Suggest
                label={words.cause}
                value={cause}
                hint={words.freeHint}
                suggestions={plain(choices?.causes)}
                onChange={setCause}
              />
              <Suggest
                label={words.situation}
                value={situation}
                suggestions={plain(choices?.situations)}
                onChange={setSituation}
              />
            </>
          ) : null}
        </>
      ) : null}
      {how === "cancel" ? (
        <>
          <Suggest
            label={words.reason}
            value={reason}
            suggestions={plain(choices?.reasons)}
            onChange={setReason}
          />
          <Checkbox checked={confirmed} onChange={setConfirmed}>
            {words.confirmed}
          </Checkbox>
        </>
      ) : null}
      <ProblemMessage problem={leave.error ?? problem ?? plan?.problem} />
      {plan ? <RemarkLines remarks={plan.remarks} /> : null}
      <section className="notice" aria-label={words.plan} aria-live="polite">
        <h3>{words.plan}</h3>
        {plan ? <LeavePreview plan={plan} /> : <p>{words.planning}</p>}
      </section>
    </Panel>
  );
}

const LABEL = {
  ends: "ends",
  never_came: "neverCame",
  cancel: "cancel",
  stays: "stays",
} as const;
const HINT = {
  ends: "endsHint",
  never_came: "neverCameHint",
  cancel: "cancelHint",
  stays: "staysHint",
} as const;

function howOf(
  how: How,
  typed: {
    until: string;
    cause: string;
    situation: string;
    reason: string;
    confirmed: boolean;
  },
): LeaveHow {
  const { until, cause, situation, reason, confirmed } = typed;
  if (how === "ends") return { how, until, cause, situation };
  return how === "cancel" ? { how, reason, confirmed } : { how };
}
