import { useMemo, useState } from "react";
import type { ElsewhereImport } from "../../../backend/generated/ElsewhereImport";
import type { ElsewhereImportRequest } from "../../../backend/generated/ElsewhereImportRequest";
import type { ElsewhereRow } from "../../../backend/generated/ElsewhereRow";
import type { ElsewhereVerdict } from "../../../backend/generated/ElsewhereVerdict";
import { Button, type Column, Pill, Table, type Tone, Views } from "../../../shared";
import { date, number } from "../../../shared/format";
import { nl, remarkText } from "../../../texts/nl";
import { type Decision, decide } from "./decide";

const words = nl.overlapLists;
const TONES: Record<ElsewhereVerdict, Tone> = {
  new: "good",
  changed: "info",
  unchanged: "quiet",
  ours: "quiet",
  unmatched: "warn",
  left_out: "quiet",
  refused: "bad",
};
const rowKey = (row: ElsewhereRow) => String(row.row);
const nameOf = (row: { last_name: string; first_name: string }) =>
  `${row.last_name} ${row.first_name}`.trim();

/** Every row with what becomes of it; what waits for a decision comes first. */
export function Rows(props: {
  plan: ElsewhereImport;
  request: ElsewhereImportRequest;
  applied: boolean;
  onAsk: (request: ElsewhereImportRequest) => void;
}) {
  const { plan, request, applied, onAsk } = props;
  const [only, setOnly] = useState<ElsewhereVerdict | null>(null);
  const present = (Object.keys(words.verdicts) as ElsewhereVerdict[]).map((verdict) => ({
    verdict,
    count: plan.rows.filter((row) => row.verdict === verdict).length,
  }));
  const rows = useMemo(() => {
    const urgent = (row: ElsewhereRow) =>
      row.verdict === "refused" ? 0 : row.verdict === "unmatched" ? 1 : 2;
    return plan.rows
      .filter((row) => only === null || row.verdict === only)
      .sort((a, b) => urgent(a) - urgent(b) || a.row - b.row);
  }, [plan.rows, only]);
  const columns = rowColumns(applied ? null : (row, how) => onAsk(decide(request, row, how)));
  return (
    <>
      <Views
        label={nl.overlaps.filter}
        value={only}
        onChange={(verdict) => setOnly(only === verdict ? null : verdict)}
        options={present
          .filter((one) => one.count > 0)
          .map(({ verdict, count }) => ({
            value: verdict,
            label: words.verdicts[verdict],
            count: number(count),
          }))}
      />
      <Table
        label={words.rows}
        rows={rows}
        columns={columns}
        rowKey={rowKey}
        searchText={(row) => row.last_name}
        measured
        rowHeight={44}
      />
    </>
  );
}

function rowColumns(
  onDecide: ((row: number, how: Decision) => void) | null,
): Column<ElsewhereRow>[] {
  return [
    {
      key: "row",
      header: words.columns.row,
      width: "56px",
      render: (row) => <span className="soft nums">{row.row}</span>,
    },
    {
      key: "pupil",
      header: words.columns.pupil,
      width: "minmax(140px, 1fr)",
      render: (row) => <div className="wrap">{nameOf(row)}</div>,
    },
    {
      key: "school",
      header: words.columns.school,
      width: "minmax(140px, 1fr)",
      render: (row) => <div className="wrap">{row.school}</div>,
    },
    {
      key: "period",
      header: words.columns.period,
      width: "180px",
      render: (row) =>
        row.now ? (
          <span className="nums">
            {words.period(date(row.now.period.from), date(row.now.period.until))}
          </span>
        ) : null,
    },
    {
      key: "verdict",
      header: words.columns.verdict,
      width: "130px",
      render: (row) => (
        <div className="wrap pills">
          <Pill tone={TONES[row.verdict]}>{words.verdicts[row.verdict]}</Pill>
          {row.comes_back ? <Pill tone="bad">{words.comesBack}</Pill> : null}
        </div>
      ),
    },
    {
      key: "detail",
      header: words.columns.detail,
      width: "minmax(220px, 1.4fr)",
      render: (row) => <Detail row={row} onDecide={onDecide} />,
    },
  ];
}

function Detail(props: {
  row: ElsewhereRow;
  onDecide: ((row: number, how: Decision) => void) | null;
}) {
  const { row, onDecide } = props;
  const undo = row.verdict === "left_out";
  return (
    <div className="wrap stack tight">
      {row.pupil ? <span>{[nameOf(row), row.class].filter(Boolean).join(" · ")}</span> : null}
      {row.remarks.map((remark) => (
        <span key={remark.code} className={row.verdict === "refused" ? "bad-text" : "warn-text"}>
          {remarkText(remark)}
        </span>
      ))}
      {onDecide && row.verdict === "unmatched" ? (
        <>
          {row.candidates.slice(0, 3).map(({ pupil, why }) => (
            <span key={pupil.id} className="row">
              <Button small onClick={() => onDecide(row.row, { is: pupil.id })}>
                {words.isThat(`${nameOf(pupil)} (${pupil.class})`)}
              </Button>
              <span className="hint">
                {why.map((one) => nl.shared.likeness[one] ?? one).join(", ")}
              </span>
            </span>
          ))}
          <span>
            <Button small onClick={() => onDecide(row.row, "nobody")}>
              {words.nobody}
            </Button>
          </span>
        </>
      ) : null}
      {onDecide && row.verdict === "refused" ? (
        <span>
          <Button
            small
            aria-label={words.leaveOutOf(nameOf(row))}
            onClick={() => onDecide(row.row, "out")}
          >
            {words.leaveOut}
          </Button>
        </span>
      ) : null}
      {onDecide && undo ? (
        <span>
          <Button small kind="quiet" onClick={() => onDecide(row.row, "open")}>
            {words.reconsider}
          </Button>
        </span>
      ) : null}
    </div>
  );
}
