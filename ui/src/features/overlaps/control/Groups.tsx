import type { ControlGroup } from "../../../backend/generated/ControlGroup";
import { Card, Scrolled } from "../../../shared";
import { number } from "../../../shared/format";
import { nl } from "../../../texts/nl";

const words = nl.overlapLists.control;

/** Counts by administrative group, here and on the list. */
export function Groups({ groups }: { groups: readonly ControlGroup[] }) {
  return (
    <Card title={words.groups}>
      <Scrolled label={words.groups}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{words.groupColumns.group}</th>
              {(["here", "there", "different"] as const).map((key) => (
                <th key={key} scope="col" className="right">
                  {words.groupColumns[key]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((row) => (
              <tr key={row.group} className={row.different > 0 ? "differs" : undefined}>
                <th scope="row" className="nums">
                  {row.group || words.noGroup}
                </th>
                <td className="right nums">{number(row.here)}</td>
                <td className="right nums">{number(row.there)}</td>
                <td className="right nums">
                  {row.different > 0 ? (
                    <span className="warn-text">▲ {number(row.different)}</span>
                  ) : (
                    "0"
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </Card>
  );
}
