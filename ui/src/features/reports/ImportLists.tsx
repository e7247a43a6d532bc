import type { ReactNode } from "react";
import type { AttendanceImportPlan } from "../../backend/generated/AttendanceImportPlan";
import type { HalfDay } from "../../backend/generated/HalfDay";
import { date, number } from "../../shared/format";
import { nl, problemText } from "../../texts/nl";

const words = nl.reports.import;
const head = words.columns;

const when = (at: HalfDay) => `${date(at.day)} ${at.half}`;

/** What of the file needs a look, line by line. */
export function ImportLists({ plan }: { plan: AttendanceImportPlan }) {
  return (
    <>
      <List
        title={words.titles.differs}
        columns={[head.line, head.pupil, head.at, head.was, head.now]}
        rows={plan.differs.map((row) => [
          number(row.line),
          `${row.last_name} ${row.first_name}`,
          when(row.at),
          row.was.code,
          row.now,
        ])}
      />
      <List
        title={words.titles.refused}
        columns={[head.line, head.pupil, head.at, head.why]}
        rows={plan.refused.map((row) => [
          number(row.line),
          `${row.last_name} ${row.first_name}`,
          when(row.at),
          problemText(row.problem),
        ])}
      />
      <List
        title={words.titles.unknown}
        columns={[head.line, head.number, head.marks]}
        rows={plan.unknown.map((row) => [number(row.line), row.number, number(row.marks)])}
      />
    </>
  );
}

function List({
  title,
  columns,
  rows,
}: {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}) {
  if (rows.length === 0) return null;
  return (
    <table className="plain">
      <caption className="strong">{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a plan never move
          <tr key={index}>
            {row.map((cell, at) => (
              <td key={columns[at]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
