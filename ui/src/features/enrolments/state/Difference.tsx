import type { ReactNode } from "react";
import { Link } from "wouter";
import type { StateAnswer } from "../../../backend/generated/StateAnswer";
import type { StateChange } from "../../../backend/generated/StateChange";
import type { StateRow } from "../../../backend/generated/StateRow";
import { Card } from "../../../shared";
import { date, number } from "../../../shared/format";
import { nl } from "../../../texts/nl";

const words = nl.state;

/** Who is on one day and not on the other, and who is enrolled otherwise. */
export function Difference({ data }: { data: StateAnswer }) {
  const { difference } = data;
  if (!difference) return null;
  const { came, left, changed } = difference;
  if (came.length + left.length + changed.length === 0) return <p>{words.same}</p>;
  return (
    <div className="stack">
      <People title={words.came(number(came.length))} rows={came} />
      <People title={words.left(number(left.length))} rows={left} />
      {changed.length > 0 ? (
        <Card title={words.changed(number(changed.length))}>
          <ul className="lines">
            {changed.map((change) => (
              <Who key={change.now.pupil} row={change.now}>
                {changesText(change)}
              </Who>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  );
}

function People({ title, rows }: { title: string; rows: readonly StateRow[] }) {
  if (rows.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="lines">
        {rows.map((row) => (
          <Who key={row.pupil} row={row}>
            {nl.enrolmentFile.period(date(row.from), date(row.until))}
          </Who>
        ))}
      </ul>
    </Card>
  );
}

function Who({ row, children }: { row: StateRow; children: ReactNode }) {
  return (
    <li className="line">
      <span>
        <Link href={`/leerlingen/${row.pupil}/inschrijvingen`}>
          {row.last_name} {row.first_name}
        </Link>{" "}
        <span className="soft">{row.class}</span>
      </span>
      <span className="soft nums">{children}</span>
    </li>
  );
}

/** What differs of one pupil, field by field. */
function changesText({ was, now, fields }: StateChange): string {
  return fields
    .map((field) => {
      const key = field as keyof StateRow;
      const shown = (row: StateRow) => {
        const value = String(row[key] ?? "");
        return key === "level" ? (words.levels[value] ?? value) : date(value);
      };
      return words.was(words.fields[field] ?? field, shown(was), shown(now));
    })
    .join(" · ");
}
