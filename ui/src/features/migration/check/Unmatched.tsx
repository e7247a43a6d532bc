/** Rows whose old number nobody has: a person says who it is. */
import type { NumbersPlan } from "../../../backend/generated/NumbersPlan";
import type { UnmatchedRow } from "../../../backend/generated/UnmatchedRow";
import { Button, type Column, EmptyState, Pill, Table } from "../../../shared";
import { nl } from "../../../texts/nl";
import type { Decision } from "../store";
import { Numbers, Person, Remarks } from "./cells";

const text = nl.migration.numbers;

export function Unmatched(props: {
  plan: NumbersPlan;
  applied: boolean;
  onDecide: (row: number, decision: Decision) => void;
  onSearch: (row: number) => void;
}) {
  const { plan, applied, onDecide, onSearch } = props;
  const columns: Column<UnmatchedRow>[] = [
    {
      key: "row",
      header: text.columns.row,
      width: "68px",
      render: (row) => <span className="soft">{row.row}</span>,
    },
    {
      key: "list",
      header: text.columns.inList,
      width: "minmax(130px, 1.1fr)",
      render: (row) => (
        <div className="wrap">
          {row.last_name || row.first_name ? (
            `${row.last_name}${row.first_name ? `, ${row.first_name}` : ""}`
          ) : (
            <span className="soft">{nl.migration.plan.noName}</span>
          )}
          {row.class ? <span className="soft"> · {row.class}</span> : null}
        </div>
      ),
    },
    {
      key: "numbers",
      header: text.columns.numbers,
      width: "168px",
      render: (row) => <Numbers old={row.old} now={row.new} />,
    },
    {
      key: "proposal",
      header: text.columns.proposal,
      width: "minmax(188px, 1.3fr)",
      render: (row) => {
        const [first, ...others] = row.candidates;
        if (row.nobody) return <Pill>{text.passedOver}</Pill>;
        if (!first) return <span className="soft">{text.noProposal}</span>;
        return (
          <div className="wrap">
            <Person pupil={first.pupil} />
            {others.length > 0 ? <div className="hint">{text.more(others.length)}</div> : null}
          </div>
        );
      },
    },
    {
      key: "why",
      header: text.columns.why,
      width: "150px",
      render: (row) => (
        <div className="wrap pills">
          {row.nobody
            ? null
            : row.candidates[0]?.why.map((why) => (
                <Pill key={why} tone="info">
                  {nl.shared.likeness[why] ?? why}
                </Pill>
              ))}
          <Remarks plan={plan} row={row.row} />
        </div>
      ),
    },
    {
      key: "decision",
      header: text.columns.decision,
      width: "300px",
      align: "right",
      render: (row) => {
        if (applied) return null;
        if (row.nobody) {
          return (
            <Button small kind="quiet" onClick={() => onDecide(row.row, "open")}>
              {text.reconsider}
            </Button>
          );
        }
        const [first, ...others] = row.candidates;
        return (
          <span className="decide">
            {first ? (
              <Button
                small
                kind="primary"
                onClick={() => onDecide(row.row, { is: first.pupil.id })}
              >
                {text.same}
              </Button>
            ) : null}
            {first && others.length === 0 ? null : (
              <Button small onClick={() => onSearch(row.row)}>
                {text.search}
              </Button>
            )}
            {others.length > 0 ? null : (
              <Button
                small
                onClick={() => (first ? onSearch(row.row) : onDecide(row.row, "other"))}
              >
                {first ? text.other : text.nobodyShort}
              </Button>
            )}
          </span>
        );
      },
    },
  ];
  return (
    <>
      <Table
        label={text.tabs.unmatched}
        rows={plan.unmatched}
        rowKey={(row) => String(row.row)}
        columns={columns}
        measured
        rowHeight={52}
        onOpen={(row) => {
          if (!applied) onSearch(row.row);
        }}
        onType={(letter, row) => {
          if (!row || applied || row.nobody) return;
          const [first] = row.candidates;
          if (letter.toLowerCase() === "z" && first) onDecide(row.row, { is: first.pupil.id });
          if (letter.toLowerCase() === "a") onSearch(row.row);
        }}
        empty={<EmptyState title={text.allDecided}>{text.allKnown}</EmptyState>}
      />
      {plan.unmatched.length > 0 && !applied ? <p className="hint">{text.keys}</p> : null}
    </>
  );
}
