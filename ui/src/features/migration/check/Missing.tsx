/** Who does not stand on the list and keeps the number. */
import type { NumbersPlan } from "../../../backend/generated/NumbersPlan";
import type { PupilRow } from "../../../backend/generated/PupilRow";
import { type Column, EmptyState, Table } from "../../../shared";
import { nl } from "../../../texts/nl";
import { Person } from "./cells";

const text = nl.migration.numbers;

export function Missing({ plan }: { plan: NumbersPlan }) {
  const columns: Column<PupilRow>[] = [
    {
      key: "who",
      header: text.columns.who,
      width: "minmax(220px, 2fr)",
      render: (row) => <Person pupil={row} />,
    },
    {
      key: "number",
      header: text.columns.current,
      width: "1fr",
      render: (row) => <span className="nums">{row.number}</span>,
    },
  ];
  return (
    <Table
      label={text.tabs.missing}
      rows={plan.missing}
      rowKey={(row) => row.id}
      columns={columns}
      searchText={(row) => row.last_name}
      empty={<EmptyState title={text.cards.missingNone} />}
    />
  );
}
