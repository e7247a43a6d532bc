import type { LeavePlan } from "../../backend/generated/LeavePlan";
import { nl, problemText } from "../../texts/nl";
import { enrolmentRemarkText } from "../../texts/nl/enrolment_remarks";

const words = nl.overlaps.leave;

/** What a change of our enrolment does; `apart`: no shared day is left. */
export function OursPlan({ plan, apart }: { plan: LeavePlan; apart: boolean }) {
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
      {plan.applicable ? <li>{words.remaining(apart)}</li> : null}
    </ul>
  );
}
