import type { StateAnswer } from "../../../backend/generated/StateAnswer";
import type { StateBy } from "../../../backend/generated/StateBy";
import type { StateCount } from "../../../backend/generated/StateCount";
import { Card } from "../../../shared";
import { date, number } from "../../../shared/format";
import { nl } from "../../../texts/nl";

const words = nl.state;
const ORDER: readonly StateBy[] = ["level", "group", "location", "class", "funding"];

/** Numbers of pupils, by what they are counted. */
export function Counts({ data }: { data: StateAnswer }) {
  return (
    <div className="state-counts">
      {ORDER.map((by) => {
        const rows = data.counts.filter((row) => row.by === by);
        if (rows.length === 0) return null;
        return (
          <Card key={by} title={words.by[by]}>
            <CountTable
              rows={rows}
              against={data.difference?.against ?? null}
              title={words.by[by]}
            />
          </Card>
        );
      })}
    </div>
  );
}

function CountTable(props: { rows: readonly StateCount[]; against: string | null; title: string }) {
  const { rows, against } = props;
  return (
    <table className="plain" aria-label={props.title}>
      <thead>
        <tr>
          <th scope="col">{words.columns.code}</th>
          <th scope="col" className="right">
            {words.columns.pupils}
          </th>
          {against ? (
            <>
              <th scope="col" className="right">
                {words.columns.against(date(against))}
              </th>
              <th scope="col" className="right">
                {words.columns.difference}
              </th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row">
              <span className="nums">{codeText(row)}</span>{" "}
              <span className="soft">{row.by === "level" ? "" : row.label}</span>
            </th>
            <td className="right nums">{number(row.pupils)}</td>
            {against ? (
              <>
                <td className="right nums soft">{number(row.against ?? 0)}</td>
                <td className="right nums">{signed(row.pupils - (row.against ?? 0))}</td>
              </>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function codeText({ by, code }: StateCount): string {
  if (code === "") return words.without;
  return by === "level" ? (words.levels[code] ?? code) : code;
}

/** `+3`, `−2`, `0`. */
function signed(difference: number): string {
  if (difference === 0) return "0";
  return difference > 0 ? `+${number(difference)}` : `−${number(-difference)}`;
}
