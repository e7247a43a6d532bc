import type { EnrolmentRemark } from "../../backend/generated/EnrolmentRemark";
import { Pill } from "../../shared";
import { nl } from "../../texts/nl";
import { enrolmentRemarkText } from "../../texts/nl/enrolment_remarks";

const words = nl.enrolments.remarks;

/** What the rules say, each with where it stands; refusals and warnings told apart by a word. */
export function RemarkLines({ remarks }: { remarks: readonly EnrolmentRemark[] }) {
  if (remarks.length === 0) return null;
  return (
    <ul className="remarks">
      {remarks.map((remark) => (
        <li key={JSON.stringify(remark.kind)} className={remark.refuses ? "refuses" : "warns"}>
          <Pill tone={remark.refuses ? "bad" : "warn"}>
            {remark.refuses ? words.refusal : words.warning}
          </Pill>{" "}
          {enrolmentRemarkText(remark.kind)}{" "}
          <span className="hint">
            {words.source}: {remark.source.title}
            {remark.source.address ? ` · ${remark.source.address}` : ""}
          </span>
        </li>
      ))}
    </ul>
  );
}
