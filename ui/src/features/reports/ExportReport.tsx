import type { AttendanceExportAnswer } from "../../backend/generated/AttendanceExportAnswer";
import type { ExportCell } from "../../backend/generated/ExportCell";
import { Button, Card, Pill } from "../../shared";
import { count, date, number } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.reports.export;

/** What the file would hold, and what it cannot carry, mark by mark. */
export function ExportReport({
  plan,
  informat,
  onCleared,
}: {
  plan: AttendanceExportAnswer;
  informat: boolean;
  /** What was cleared here was cleared in Informat as well. */
  onCleared: () => void;
}) {
  return (
    <Card title={words.carries}>
      <div className="stack" role="status">
        <p className="strong">
          {words.counts(
            count(plan.marks, "code", "codes"),
            count(plan.pupils, "leerling", "leerlingen"),
          )}
        </p>
        {informat ? (
          <p className="soft">
            {words.database(plan.database)}{" "}
            {plan.unchanged > 0 ? words.unchanged(number(plan.unchanged)) : ""}
          </p>
        ) : null}
        {plan.remarks.map((remark) => (
          <section key={`${remark.kind} ${remark.left_out}`} className="stack tight">
            <div>
              <Pill tone={remark.left_out ? "warn" : "quiet"}>
                {number(remark.count)} {remark.left_out ? words.leftOut : words.losesPart}
              </Pill>{" "}
              {nl.reports.remarks[remark.kind]}
            </div>
            <Cells cells={remark.cells} />
            {remark.kind === "present" ? (
              <div>
                <Button small onClick={onCleared}>
                  {words.cleared}
                </Button>
              </div>
            ) : null}
          </section>
        ))}
        {plan.not_counted.length > 0 ? (
          <section className="stack tight">
            <p>{words.notCounted}</p>
            <Cells cells={plan.not_counted} />
          </section>
        ) : null}
        {informat ? <p className="hint">{words.unknown}</p> : null}
      </div>
    </Card>
  );
}

function Cells({ cells }: { cells: readonly ExportCell[] }) {
  return (
    <details>
      <summary>{words.show(number(cells.length))}</summary>
      <ul className="lines">
        {cells.map((cell) => (
          <li key={`${cell.pupil} ${cell.at.day} ${cell.at.half}`}>
            {cell.last_name} {cell.first_name} {cell.class ? `(${cell.class})` : ""}{" "}
            <span className="soft nums">
              {date(cell.at.day)} {cell.at.half}
            </span>{" "}
            <span className="strong">{cell.code ?? words.present}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
