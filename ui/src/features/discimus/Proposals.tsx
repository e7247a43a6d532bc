import { useState } from "react";
import { Link } from "wouter";
import type { Proposal } from "../../backend/generated/Proposal";
import { useDo } from "../../backend/queries";
import {
  Button,
  type Column,
  EmptyState,
  Pill,
  ProblemMessage,
  Table,
  useSaid,
  useToast,
} from "../../shared";
import { nl, problemText } from "../../texts/nl";

const words = nl.discimus;
const nameOf = (row: Proposal) => `${row.last_name} ${row.first_name}`;

/** A found number first: without it nothing else is found. */
const ORDER: readonly Proposal["kind"][] = ["insz", "last_name", "first_name", "previous_b"];

/** What Discimus proposes: adopted one by one, chosen ones together, or all. */
export function Proposals({ rows: told }: { rows: readonly Proposal[] }) {
  const rows = [...told].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState<Record<number, string>>({});
  const act = useDo("discimus_do");
  const said = useSaid();
  const toast = useToast();
  const adopt = (ids: number[]) =>
    act.mutate(
      { action: "adopt", ids },
      {
        onSuccess: ({ batch, done, left }) => {
          if (done > 0) said(words.adopted(done), batch);
          if (left.length > 0) toast({ tone: "warn", text: words.left(left.length) });
          setSelected(new Set());
        },
      },
    );
  const refuse = (ids: number[]) =>
    act.mutate(
      { action: "refuse", ids },
      { onSuccess: ({ done }) => toast({ tone: "good", text: words.refused(done) }) },
    );
  const show = (id: number) =>
    act.mutate(
      { action: "show", id },
      { onSuccess: ({ insz }) => insz && setShown((now) => ({ ...now, [id]: insz })) },
    );
  if (rows.length === 0) {
    return <EmptyState title={words.proposalsEmpty.title}>{words.proposalsEmpty.text}</EmptyState>;
  }
  const possible = rows.filter((row) => row.problem === null);
  const chosen = possible.filter((row) => selected.has(String(row.id)));
  const many = chosen.length > 0 ? chosen : possible;
  return (
    <>
      <div className="row">
        <p className="soft grow">{words.proposalsText}</p>
        <Button
          kind="primary"
          disabled={many.length === 0}
          busy={act.isPending}
          onClick={() => adopt(many.map((row) => row.id))}
        >
          {chosen.length > 0 ? words.adoptSome(chosen.length) : words.adoptAll(possible.length)}
        </Button>
      </div>
      <ProblemMessage problem={act.error} />
      <Table
        label={words.proposalsList}
        rows={rows}
        columns={columns({ adopt, refuse, show, shown })}
        rowKey={(row) => String(row.id)}
        selected={selected}
        onSelect={setSelected}
        searchText={(row) => row.last_name}
        measured
        rowHeight={48}
      />
    </>
  );
}

function columns(doing: {
  adopt: (ids: number[]) => void;
  refuse: (ids: number[]) => void;
  show: (id: number) => void;
  shown: Record<number, string>;
}): Column<Proposal>[] {
  return [
    {
      key: "pupil",
      header: words.proposalColumns.pupil,
      width: "minmax(150px, 1fr)",
      render: (row) => (
        <div className="wrap">
          <Link href={`/leerlingen/${row.pupil}`}>{nameOf(row)}</Link>
          <div className="hint">{row.class}</div>
        </div>
      ),
    },
    {
      key: "kind",
      header: words.proposalColumns.kind,
      width: "minmax(140px, 1fr)",
      render: (row) => <div className="wrap">{words.proposals[row.kind]}</div>,
    },
    {
      key: "was",
      header: words.proposalColumns.was,
      width: "minmax(110px, 0.8fr)",
      render: (row) => row.was || <span className="soft">{words.nothing}</span>,
    },
    {
      key: "now",
      header: words.proposalColumns.now,
      width: "minmax(200px, 1.6fr)",
      render: (row) => (
        <div className="wrap stack tight">
          <span className="row tightly">
            <span className="strong nums">{doing.shown[row.id] ?? row.now}</span>
            {row.kind === "insz" && !doing.shown[row.id] ? (
              <Button
                small
                kind="quiet"
                aria-label={words.showOf(nameOf(row))}
                onClick={() => doing.show(row.id)}
              >
                {words.show}
              </Button>
            ) : null}
          </span>
          <Agrees row={row} />
        </div>
      ),
    },
    {
      key: "action",
      header: words.proposalColumns.action,
      width: "262px",
      align: "right",
      render: (row) => (
        <span className="decide">
          <Button
            small
            disabled={row.problem !== null}
            aria-label={words.adoptOf(words.proposals[row.kind], nameOf(row))}
            onClick={() => doing.adopt([row.id])}
          >
            {words.adopt}
          </Button>
          <Button
            small
            kind="quiet"
            aria-label={words.refuseOf(words.proposals[row.kind], nameOf(row))}
            onClick={() => doing.refuse([row.id])}
          >
            {words.refuse}
          </Button>
        </span>
      ),
    },
  ];
}

/** What in a found number agrees with the register, or why it cannot be adopted. */
function Agrees({ row }: { row: Proposal }) {
  if (row.problem) return <div className="wrap bad-text">{problemText(row.problem)}</div>;
  return (
    <div className="wrap pills">
      {row.birth_agrees === null ? null : (
        <Pill tone={row.birth_agrees ? "good" : "warn"}>
          {row.birth_agrees ? words.birthAgrees : words.birthDiffers}
        </Pill>
      )}
      {row.sex_agrees === null ? null : (
        <Pill tone={row.sex_agrees ? "good" : "warn"}>
          {row.sex_agrees ? words.sexAgrees : words.sexDiffers}
        </Pill>
      )}
    </div>
  );
}
