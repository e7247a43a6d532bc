import type { MergeCell } from "../../backend/generated/MergeCell";
import { Card } from "../../shared";
import { codeText } from "../../shared/codeText";
import { date } from "../../shared/format";
import { nl } from "../../texts/nl";

const words = nl.merges.compare;

/** Half days on which both have another code: both are kept (C12). */
export function Cells({ cells }: { cells: readonly MergeCell[] }) {
  if (cells.length === 0) return null;
  return (
    <Card title={words.cells}>
      <div className="stack tight">
        <p className="soft measure">{words.cellsText}</p>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{words.half}</th>
              <th scope="col">{words.holds}</th>
              <th scope="col">{words.offered}</th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr key={`${cell.day} ${cell.half}`}>
                <th scope="row" className="nums">
                  {date(cell.day)} {nl.shared.halves[cell.half as keyof typeof nl.shared.halves]}
                </th>
                <td>{codeText(cell.to)}</td>
                <td>{codeText(cell.from)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
