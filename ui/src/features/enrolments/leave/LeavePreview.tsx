import type { ClassStep } from "../../../backend/generated/ClassStep";
import type { GroupStep } from "../../../backend/generated/GroupStep";
import type { LeavePlan } from "../../../backend/generated/LeavePlan";
import type { SchoolStep } from "../../../backend/generated/SchoolStep";
import { dayMonth } from "../../../shared/days";
import { date, number } from "../../../shared/format";
import { nl } from "../../../texts/nl";

const words = nl.enrolmentFile.leaving;
/** Half days that are named one by one. */
const NAMED = 6;

/** What leaving changes, and what of attendance falls outside. */
export function LeavePreview({ plan }: { plan: LeavePlan }) {
  const lines = [
    ...(plan.school ? [schoolLine(plan.school)] : []),
    ...plan.groups.map(groupLine),
    ...plan.classes.map(classLine),
  ].filter(Boolean);
  const { marks } = plan;
  return (
    <ul className="stack tight">
      {lines.length === 0 ? <li>{words.nothing}</li> : null}
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {marks.length > 0 ? (
        <li>
          <span className="strong">{words.marks(number(marks.length), marks.length === 1)}</span>
          <div className="soft nums">
            {marks
              .slice(0, NAMED)
              .map(({ at, code }) => `${dayMonth(at.day)} ${at.half} ${code}`)
              .join(" · ")}
            {marks.length > NAMED ? ` · ${words.more(number(marks.length - NAMED))}` : ""}
          </div>
        </li>
      ) : null}
      {plan.count_days.map(({ day, now }) => (
        <li key={day} className="strong">
          {words.countDay(date(day), now)}
        </li>
      ))}
    </ul>
  );
}

function schoolLine({ now }: SchoolStep): string {
  if (!now || now.status === "cancelled") return words.schoolCancelled;
  return now.leaving ? words.schoolEnds(date(now.leaving.until)) : words.schoolStays;
}

function groupLine({ was, now }: GroupStep): string {
  const group = (now ?? was)?.details.group ?? "";
  if (!now || now.never_came) return words.groupCancelled(group);
  if (!was) return words.groupStarts(group, date(now.from));
  return now.until ? words.groupEnds(group, date(now.until)) : words.groupStays(group);
}

function classLine({ was, now }: ClassStep): string {
  const name = (now ?? was)?.enrolment.class ?? "";
  if (!now) return words.classGone(name);
  return now.enrolment.until
    ? words.classEnds(name, date(now.enrolment.until))
    : words.classStays(name);
}
