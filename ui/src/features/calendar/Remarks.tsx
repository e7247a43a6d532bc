import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import { Card, Pill } from "../../shared";
import { nl } from "../../texts/nl";
import { remarkText } from "./words";

const words = nl.calendar.remarks;

/** What is odd in the calendar, each rule with its source. */
export function Remarks({ answer }: { answer: CalendarAnswer }) {
  return (
    <Card title={words.title}>
      {answer.remarks.length === 0 ? <p className="soft">{words.none}</p> : null}
      <ul className="lines">
        {answer.remarks.map((remark) => (
          <li key={JSON.stringify(remark.kind)}>
            <div>
              <Pill tone={remark.refuses ? "bad" : "warn"}>
                {remark.refuses ? words.refusal : words.warning}
              </Pill>{" "}
              {remarkText(remark.kind, answer)}
            </div>
            {remark.source ? (
              <div className="hint">
                {words.source}: {remark.source.title}
                {remark.source.address ? ` · ${remark.source.address}` : ""}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
