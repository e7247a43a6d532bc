import { useState } from "react";
import type { LeavePlan } from "../../backend/generated/LeavePlan";
import type { LeaveRequest } from "../../backend/generated/LeaveRequest";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import type { OwnEnrolment } from "../../backend/generated/OwnEnrolment";
import { useDo, useRead } from "../../backend/queries";
import { Busy, Button, DayField, Field, Form, ProblemMessage, useSaid } from "../../shared";
import { nl, problemText } from "../../texts/nl";
import { enrolmentRemarkText } from "../../texts/nl/enrolment_remarks";

const words = nl.overlaps.leave;

/** Closes ours on a day: what changes is shown before anything does. */
export function CloseForm(props: {
  pupil: OverlapPupil;
  row: OverlapRow;
  ours: OwnEnrolment;
  onDone: () => void;
}) {
  const { pupil, row, ours, onDone } = props;
  const proposal = row.pair.last_own_day;
  const [until, setUntil] = useState(proposal ?? "");
  const [cause, setCause] = useState("");
  const [situation, setSituation] = useState("");
  const leave = useDo("leave");
  const log = useDo("overlap_do");
  const said = useSaid();
  const request = (apply: boolean): LeaveRequest => ({
    pupil: pupil.pupil,
    enrolment: ours.id,
    how: { how: "ends", until, cause: cause.trim(), situation: situation.trim() },
    apply,
  });
  const plan = useRead("leave", request(false), { enabled: until !== "" });
  const apply = () =>
    leave.mutate(request(true), {
      onSuccess: ({ batch }) => {
        log.mutate(
          {
            pupil: pupil.pupil,
            act: {
              do: "note",
              case: row.case.key,
              action: { what: "ours_closed", until },
              note: "",
            },
          },
          { onSettled: onDone },
        );
        said(words.done(`${pupil.last_name} ${pupil.first_name}`, until), batch);
      },
    });
  return (
    <Form
      onSubmit={() => {
        if (plan.data?.applicable) apply();
      }}
    >
      <DayField
        label={words.last}
        value={until}
        hint={proposal ? words.proposal(proposal) : words.noProposal}
        onChange={setUntil}
      />
      <Field
        label={words.cause}
        value={cause}
        maxLength={200}
        hint={words.causeHint}
        onChange={setCause}
      />
      <Field label={words.situation} value={situation} maxLength={200} onChange={setSituation} />
      {plan.isFetching && !plan.data ? <Busy what={words.checking} /> : null}
      <ProblemMessage problem={plan.error ?? leave.error ?? log.error} />
      {plan.data && until ? <Plan plan={plan.data} until={until} row={row} /> : null}
      <div className="row">
        <Button
          kind="primary"
          submit
          disabled={!plan.data?.applicable || plan.isPlaceholderData}
          busy={leave.isPending}
        >
          {until ? words.apply(until) : words.title}
        </Button>
        <Button onClick={onDone}>{nl.shared.cancel}</Button>
      </div>
    </Form>
  );
}

/** What closing on that day changes. */
function Plan({ plan, until, row }: { plan: LeavePlan; until: string; row: OverlapRow }) {
  const { overlap } = row.pair;
  return (
    <ul className="happens" aria-live="polite">
      {plan.problem ? <li className="bad-text">{problemText(plan.problem)}</li> : null}
      {plan.remarks.map((remark) => (
        <li key={remark.kind.what} className={remark.refuses ? "bad-text" : "warn-text"}>
          {remark.refuses ? words.refuses : words.warns} {enrolmentRemarkText(remark.kind)}
        </li>
      ))}
      <li>{plan.marks.length > 0 ? words.marks(plan.marks.length) : words.noMarks}</li>
      {plan.count_days.map((one) => (
        <li key={one.day}>{words.countDay(one.day, one.now)}</li>
      ))}
      {plan.count_days.length === 0 ? <li>{words.noCountDay}</li> : null}
      {overlap ? <li>{words.remaining(until < overlap.from ? 0 : null)}</li> : null}
    </ul>
  );
}
