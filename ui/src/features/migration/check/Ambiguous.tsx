/** Numbers that meant somebody else before. */
import type { AmbiguousNumber } from "../../../backend/generated/AmbiguousNumber";
import type { NumbersPlan } from "../../../backend/generated/NumbersPlan";
import { type Column, EmptyState, Table } from "../../../shared";
import { nl } from "../../../texts/nl";
import { Person } from "./cells";

const text = nl.migration.numbers;

export function Ambiguous({ plan }: { plan: NumbersPlan }) {
  const columns: Column<AmbiguousNumber>[] = [
    {
      key: "number",
      header: text.columns.number,
      width: "160px",
      render: (row) => <span className="nums">{row.number}</span>,
    },
    {
      key: "now",
      header: text.columns.now,
      width: "1fr",
      render: (row) => <Person pupil={row.now} />,
    },
    {
      key: "before",
      header: text.columns.before,
      width: "1fr",
      render: (row) => row.before.map((pupil) => <Person key={pupil.id} pupil={pupil} />),
    },
  ];
  return (
    <Table
      label={text.tabs.ambiguous}
      rows={plan.ambiguous}
      rowKey={(row) => `${row.number} ${row.now.id}`}
      columns={columns}
      searchText={(row) => row.now.last_name}
      empty={<EmptyState title={text.attentionNone} />}
    />
  );
}
