/** What stands in the cells of several tables of the check. */
import type { NumbersPlan } from "../../../backend/generated/NumbersPlan";
import type { PupilRow } from "../../../backend/generated/PupilRow";
import { date } from "../../../shared/format";
import { remarkText } from "../../../texts/nl";

/** From the old number to the new one. */
export function Numbers({ old, now }: { old: string; now: string }) {
  return (
    <span className="nums wrap">
      <span className="soft">{old}&nbsp;→</span> <span className="strong">{now}</span>
    </span>
  );
}

/** Who, with class and birth date. */
export function Person({ pupil }: { pupil: PupilRow }) {
  return (
    <span>
      <span className="strong">
        {pupil.last_name} {pupil.first_name}
      </span>{" "}
      <span className="soft">
        {[pupil.class, date(pupil.birth_date)].filter(Boolean).join(" · ")}
      </span>
    </span>
  );
}

/** What is to be noticed in a row. */
export function Remarks({ plan, row }: { plan: NumbersPlan; row: number }) {
  return plan.warnings
    .filter((remark) => remark.row === row)
    .map((remark) => (
      <span key={remark.code} className="warn-text">
        <span aria-hidden="true">● </span>
        {remarkText(remark)}
      </span>
    ));
}
