import type { PlanRow } from "../../../backend/generated/PlanRow";
import type { PupilsPlan } from "../../../backend/generated/PupilsPlan";
import type { PupilsPlanRequest } from "../../../backend/generated/PupilsPlanRequest";
import type { Verdict } from "../../../backend/generated/Verdict";
import { type Column, Pill, type Tone } from "../../../shared";
import { nl } from "../../../texts/nl";
import type { Planning } from "../planning";
import { Detail } from "./Detail";

const text = nl.migration;

const TONES: Record<Verdict, Tone> = {
  new: "info",
  changed: "info",
  unchanged: "good",
  skipped: "quiet",
  refused: "bad",
  left_out: "quiet",
};

/** Identity of a row in the table. */
export const rowKey = (row: PlanRow) => String(row.row);

/** The columns of a trial run. */
export function columns(
  plan: PupilsPlan,
  request: PupilsPlanRequest,
  planning: Planning,
): Column<PlanRow>[] {
  const open = new Set(plan.undecided);
  return [
    {
      key: "row",
      header: text.plan.columns.row,
      width: "64px",
      render: (row) => <span className="soft">{row.row}</span>,
    },
    {
      key: "who",
      header: text.plan.columns.who,
      width: "minmax(150px, 1fr)",
      render: (row) =>
        row.last_name || row.first_name ? (
          <>
            <span className="strong">{row.last_name}</span> {row.first_name}
          </>
        ) : (
          <span className="soft">{text.plan.noName}</span>
        ),
    },
    { key: "class", header: text.plan.columns.class, width: "70px", render: (row) => row.class },
    {
      key: "verdict",
      header: text.plan.columns.verdict,
      width: "144px",
      render: (row) =>
        open.has(row.row) ? (
          <Pill tone="warn">{text.verdicts.undecided}</Pill>
        ) : (
          <Pill tone={TONES[row.verdict]}>{text.verdicts[row.verdict]}</Pill>
        ),
    },
    {
      key: "detail",
      header: text.plan.columns.detail,
      width: "minmax(260px, 2.4fr)",
      render: (row) => (
        <Detail
          row={row}
          open={open.has(row.row)}
          request={request}
          planning={planning}
          applied={plan.batch !== null}
        />
      ),
    },
  ];
}
