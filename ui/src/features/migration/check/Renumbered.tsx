/** Who gets a new number. */
import type { NumbersPlan } from "../../../backend/generated/NumbersPlan";
import type { RenumberedRow } from "../../../backend/generated/RenumberedRow";
import { Button, type Column, EmptyState, Pill, Table } from "../../../shared";
import { nl } from "../../../texts/nl";
import { Numbers, Person, Remarks } from "./cells";

const text = nl.migration.numbers;

export function Renumbered(props: {
  plan: NumbersPlan;
  applied: boolean;
  onReconsider: (row: number) => void;
}) {
  const { plan, applied, onReconsider } = props;
  const columns: Column<RenumberedRow>[] = [
    {
      key: "row",
      header: text.columns.row,
      width: "60px",
      render: (row) => <span className="soft">{row.row}</span>,
    },
    {
      key: "who",
      header: text.columns.who,
      width: "minmax(200px, 1.4fr)",
      render: (row) => <Person pupil={row.pupil} />,
    },
    {
      key: "numbers",
      header: text.columns.numbers,
      width: "220px",
      render: (row) => <Numbers old={row.old} now={row.new} />,
    },
    {
      key: "formerly",
      header: text.columns.formerly,
      width: "minmax(140px, 1fr)",
      render: (row) => <span title={row.formerly_of.join(", ")}>{row.formerly_of.join(", ")}</span>,
    },
    {
      key: "more",
      header: "",
      width: "minmax(180px, 1.4fr)",
      align: "right",
      render: (row) => (
        <span className="decide wrap">
          <Remarks plan={plan} row={row.row} />
          {row.confirmed ? <Pill tone="good">{text.confirmed}</Pill> : null}
          {row.confirmed && !applied ? (
            <Button small kind="quiet" onClick={() => onReconsider(row.row)}>
              {text.reconsider}
            </Button>
          ) : null}
        </span>
      ),
    },
  ];
  // What deserves a look comes first.
  const warned = new Set(plan.warnings.map((remark) => remark.row));
  const rows = [
    ...plan.renumbered.filter((row) => warned.has(row.row)),
    ...plan.renumbered.filter((row) => !warned.has(row.row)),
  ];
  return (
    <Table
      label={text.tabs.renumbered}
      rows={rows}
      measured
      rowKey={(row) => String(row.row)}
      columns={columns}
      searchText={(row) => row.pupil.last_name}
      empty={<EmptyState title={text.nothing} />}
    />
  );
}
