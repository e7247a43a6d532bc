import type { PlanRow } from "../../../backend/generated/PlanRow";
import type { PupilsPlanRequest } from "../../../backend/generated/PupilsPlanRequest";
import { Button, Pill } from "../../../shared";
import { date } from "../../../shared/format";
import { nl, remarkText } from "../../../texts/nl";
import type { Planning } from "../planning";
import { decidePupil, leaveOut } from "../store";

const text = nl.migration;

/** What changes in a row, what is said of it, and what can be decided. */
export function Detail(props: {
  row: PlanRow;
  open: boolean;
  applied: boolean;
  request: PupilsPlanRequest;
  planning: Planning;
}) {
  const { row, open, applied, request, planning } = props;
  const name = `${row.last_name} ${row.first_name}`.trim();
  const shown = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : value);
  const decided = request.same[row.row] !== undefined || request.different.includes(row.row);
  return (
    <div className="detail">
      <div className="grow">
        {row.verdict === "changed"
          ? row.changes.map((change) => (
              <div key={change.field}>
                <span className="soft">{nl.shared.fields[change.field] ?? change.field}: </span>
                {change.was ? (
                  <s className="soft">{shown(change.was)}</s>
                ) : (
                  <span className="soft">{text.plan.empty}</span>
                )}
                {" → "}
                {change.now ? shown(change.now) : <span className="soft">{text.plan.empty}</span>}
              </div>
            ))
          : null}
        {row.remarks.map((remark) => (
          <div
            key={`${remark.code} ${Object.values(remark.values).join(" ")}`}
            className={row.verdict === "refused" ? "bad-text" : "warn-text"}
          >
            <span aria-hidden="true">{row.verdict === "refused" ? "▲ " : "● "}</span>
            {remarkText(remark)}
          </div>
        ))}
        {open
          ? row.likely.slice(0, 3).map((like) => (
              <div key={like.pupil.id} className="likely">
                <span>
                  <span className="strong">
                    {like.pupil.last_name} {like.pupil.first_name}
                  </span>{" "}
                  <span className="soft">
                    {[like.pupil.class, date(like.pupil.birth_date)].filter(Boolean).join(" · ")}
                  </span>
                </span>
                {like.why.map((why) => (
                  <Pill key={why} tone="info">
                    {nl.shared.likeness[why] ?? why}
                  </Pill>
                ))}
                <Button
                  small
                  onClick={() =>
                    void planning.planPupils(decidePupil(request, row.row, { is: like.pupil.id }))
                  }
                >
                  {text.numbers.same}
                </Button>
              </div>
            ))
          : null}
      </div>
      {applied ? null : open ? (
        <Button
          small
          onClick={() => void planning.planPupils(decidePupil(request, row.row, "other"))}
        >
          {text.numbers.other}
        </Button>
      ) : decided ? (
        <Button
          small
          kind="quiet"
          onClick={() => void planning.planPupils(decidePupil(request, row.row, "open"))}
        >
          {text.numbers.reconsider}
        </Button>
      ) : null}
      {applied || row.verdict === "skipped" ? null : row.verdict === "left_out" ? (
        <Button
          small
          kind="quiet"
          onClick={() => void planning.planPupils(leaveOut(request, row.row, false))}
        >
          {text.plan.takeBack}
        </Button>
      ) : row.verdict === "refused" || open || row.remarks.length > 0 ? (
        <Button
          small
          kind={row.verdict === "refused" ? "plain" : "quiet"}
          aria-label={text.plan.leaveOut(name)}
          onClick={() => void planning.planPupils(leaveOut(request, row.row, true))}
        >
          {text.plan.leaveOutShort}
        </Button>
      ) : null}
    </div>
  );
}
