import type { ReactNode } from "react";

/** A column: its name, a name above numbers or buttons at the right, or one that is only spoken. */
type PlainColumn = string | { right: string } | { hidden: string };

/** A short table without keys of its own, in a card. */
export function PlainTable(props: {
  columns: readonly PlainColumn[];
  /** Rows, each a `tr`. */
  children: ReactNode;
}) {
  return (
    <table className="plain">
      <thead>
        <tr>{props.columns.map(head)}</tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}

function head(column: PlainColumn) {
  if (typeof column === "string") {
    return (
      <th key={column} scope="col">
        {column}
      </th>
    );
  }
  if ("right" in column) {
    return (
      <th key={column.right} scope="col" className="right">
        {column.right}
      </th>
    );
  }
  return (
    <th key={column.hidden} scope="col">
      <span className="visually-hidden">{column.hidden}</span>
    </th>
  );
}
