/** Step 3: what the number list would change, and the rows that a person decides. */
import { useState } from "react";
import type { AmbiguousNumber } from "../../backend/generated/AmbiguousNumber";
import type { NumbersPlan } from "../../backend/generated/NumbersPlan";
import type { NumbersPlanRequest } from "../../backend/generated/NumbersPlanRequest";
import type { PupilRow } from "../../backend/generated/PupilRow";
import type { RenumberedRow } from "../../backend/generated/RenumberedRow";
import type { RowRemark } from "../../backend/generated/RowRemark";
import type { UnmatchedRow } from "../../backend/generated/UnmatchedRow";
import { Button, Card, type Column, EmptyState, Pill, Table } from "../../shared";
import { date } from "../../shared/format";
import { nl, remarkText } from "../../texts/nl";
import type { Planning } from "./planning";
import {
  certain,
  type Decision,
  decideNumbers,
  openQuestions,
  type Reading,
  type Step,
} from "./store";

const text = nl.migration.numbers;

/** What the table shows. */
export type Tab = "unmatched" | "renumbered" | "missing" | "refused" | "ambiguous";

/** The table that asks for something comes first. */
export function firstTab(plan: NumbersPlan): Tab {
  if (plan.refused.length > 0) return "refused";
  return openQuestions(plan) > 0 ? "unmatched" : "renumbered";
}

/** The step. */
export function CheckStep(props: {
  reading: Reading<NumbersPlanRequest, NumbersPlan>;
  planning: Planning;
  onSearch: (row: number) => void;
  onGo: (step: Step) => void;
}) {
  const { reading, planning, onSearch, onGo } = props;
  const { plan, preview } = reading;
  if (!plan || !preview) {
    return (
      <Card>
        <EmptyState
          title={text.emptyTitle}
          actions={
            <Button kind="primary" onClick={() => onGo(2)}>
              {text.toList}
            </Button>
          }
        >
          {text.emptyText}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Check
      key={preview.session}
      plan={plan}
      request={reading.request}
      planning={planning}
      onSearch={onSearch}
      onGo={onGo}
    />
  );
}

function Check(props: {
  plan: NumbersPlan;
  request: NumbersPlanRequest;
  planning: Planning;
  onSearch: (row: number) => void;
  onGo: (step: Step) => void;
}) {
  const { plan, request, planning, onSearch, onGo } = props;
  const [tab, setTab] = useState<Tab>(() => firstTab(plan));
  const applied = plan.batch !== null;
  const decide = (row: number, decision: Decision) =>
    void planning.planNumbers(decideNumbers(request, [[row, decision]]));
  const open = openQuestions(plan);
  const sure = applied ? [] : certain(plan);

  return (
    <>
      <Cards plan={plan} tab={tab} onTab={setTab} />
      <div className="row">
        <h2>
          {text.tabs[tab]}{" "}
          <span className="soft nums">{nl.migration.number(count(plan, tab))}</span>
        </h2>
        <span className="grow" />
        {sure.length > 1 ? (
          <Button
            small
            title={text.bulkHint}
            onClick={() => void planning.planNumbers(decideNumbers(request, sure))}
          >
            {text.bulk(sure.length)}
          </Button>
        ) : null}
        {applied ? (
          <>
            <Pill tone="good">{text.alreadyApplied(plan.renumbered.length)}</Pill>
            <Button kind="primary" onClick={() => onGo(5)}>
              {nl.migration.reprint.go}
            </Button>
          </>
        ) : (
          <>
            {open > 0 ? <span className="warn-text">{text.next(open)}</span> : null}
            {plan.applicable && plan.renumbered.length === 0 ? (
              <span className="soft">{text.nothing}</span>
            ) : null}
            <Button
              kind="primary"
              disabled={!plan.applicable || plan.renumbered.length === 0 || planning.busy !== null}
              onClick={() => onGo(4)}
            >
              {text.toApply}…
            </Button>
          </>
        )}
      </div>
      {tab === "unmatched" ? (
        <Unmatched plan={plan} applied={applied} onDecide={decide} onSearch={onSearch} />
      ) : tab === "renumbered" ? (
        <Renumbered plan={plan} applied={applied} onReconsider={(row) => decide(row, "open")} />
      ) : tab === "missing" ? (
        <Missing plan={plan} />
      ) : tab === "refused" ? (
        <Refused plan={plan} />
      ) : (
        <Ambiguous plan={plan} />
      )}
      {plan.ambiguous.length > 0 && tab !== "ambiguous" ? (
        <section className="card scan-attention">
          <h2>{text.attention}</h2>
          <p className="soft">{text.attentionText(plan.ambiguous.length)}</p>
          <Button small onClick={() => setTab("ambiguous")}>
            {text.show}
          </Button>
        </section>
      ) : null}
    </>
  );
}

function count(plan: NumbersPlan, tab: Tab): number {
  return tab === "unmatched" ? openQuestions(plan) : plan[tab].length;
}

/** The four figures of the check; each opens its table. */
function Cards({ plan, tab, onTab }: { plan: NumbersPlan; tab: Tab; onTab: (tab: Tab) => void }) {
  const open = plan.unmatched.filter((row) => !row.nobody);
  const proposed = open.filter((row) => row.candidates.length > 0).length;
  const formerly = plan.renumbered.filter((row) => row.formerly_of.length > 0).length;
  const refused = new Set(plan.refused.map((remark) => remark.row)).size;
  const cards: { tab: Tab; title: string; figure: number; tone: string; hint: string }[] = [
    {
      tab: "renumbered",
      title: text.cards.renumbered,
      figure: plan.renumbered.length,
      tone: "",
      hint:
        text.cards.formerly(formerly) +
        (plan.unchanged > 0 ? `; ${text.cards.unchangedToo(plan.unchanged)}` : ""),
    },
    {
      tab: "unmatched",
      title: text.cards.unmatched,
      figure: open.length,
      tone: open.length > 0 ? "warn" : "good",
      hint: text.cards.unmatchedHint(proposed, open.length - proposed),
    },
    {
      tab: "missing",
      title: text.cards.missing,
      figure: plan.missing.length,
      tone: plan.missing.length > 0 ? "warn" : "good",
      hint: plan.missing.length > 0 ? text.cards.missingHint : text.cards.missingNone,
    },
    {
      tab: "refused",
      title: text.cards.refused,
      figure: refused,
      tone: refused > 0 ? "bad" : "good",
      hint: refused > 0 ? text.cards.refusedSome : text.cards.refusedHint,
    },
  ];
  return (
    <div className="verdicts four">
      {cards.map((card) => (
        <button
          key={card.tab}
          type="button"
          className={`verdict ${card.tone}`}
          aria-pressed={tab === card.tab}
          onClick={() => onTab(card.tab)}
        >
          <span className="soft">{card.title}</span>
          <span className="figure nums">{nl.migration.number(card.figure)}</span>
          <span className="hint">{card.hint}</span>
        </button>
      ))}
    </div>
  );
}

function Numbers({ old, now }: { old: string; now: string }) {
  return (
    <span className="nums wrap">
      <span className="soft">{old}&nbsp;→</span> <span className="strong">{now}</span>
    </span>
  );
}

function Person({ pupil }: { pupil: PupilRow }) {
  return (
    <span>
      <span className="strong">
        {pupil.last_name} {pupil.first_name}
      </span>{" "}
      <span className="soft">
        {[pupil.class, date(pupil.birth_date)].filter(Boolean).join(" · ")}
      </span>
    </span>
  );
}

function Remarks({ plan, row }: { plan: NumbersPlan; row: number }) {
  return plan.warnings
    .filter((remark) => remark.row === row)
    .map((remark) => (
      <span key={remark.code} className="warn-text">
        <span aria-hidden="true">● </span>
        {remarkText(remark)}
      </span>
    ));
}

function Unmatched(props: {
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
      width: "48px",
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

function Renumbered(props: {
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

function Missing({ plan }: { plan: NumbersPlan }) {
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

function Refused({ plan }: { plan: NumbersPlan }) {
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

function Ambiguous({ plan }: { plan: NumbersPlan }) {
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
