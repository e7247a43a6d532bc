/** Why the whole list cannot be used. */
import type { NumbersPlan } from "../../../backend/generated/NumbersPlan";
import type { RowRemark } from "../../../backend/generated/RowRemark";
import { type Column, EmptyState, Table } from "../../../shared";
import { nl, remarkText } from "../../../texts/nl";

const text = nl.migration.numbers;

export function Refused({ plan }: { plan: NumbersPlan }) {
  const columns: Column<RowRemark & { at: number }>[] = [
    { key: "row", header: text.columns.row, width: "70px", render: (row) => row.row },
    {
      key: "reason",
      header: text.columns.reason,
      width: "1fr",
      render: (row) => (
        <span className="bad-text">
          <span aria-hidden="true">▲ </span>
          {remarkText(row)}
        </span>
      ),
    },
  ];
  return (
    <>
      {plan.refused.length > 0 ? <p className="notice warn">{text.refusedText}</p> : null}
      <Table
        label={text.tabs.refused}
        rows={plan.refused.map((remark, at) => ({ ...remark, at }))}
        rowKey={(row) => String(row.at)}
        columns={columns}
        empty={<EmptyState title={text.cards.refusedHint} />}
      />
    </>
  );
}
