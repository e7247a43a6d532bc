import { type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import type { CellHistoryRow } from "../../backend/generated/CellHistoryRow";
import type { Finding } from "../../backend/generated/Finding";
import type { Mark } from "../../backend/generated/Mark";
import { useRead } from "../../backend/queries";
import { Button } from "../../shared";
import { whenShort } from "../../shared/format";
import { cellKey } from "../../shared/register";
import { nl } from "../../texts/nl";
import { type Codes, labelOf, toneOf } from "./codes";
import { FindingLines } from "./Findings";
import { NoteField, TimeField } from "./NoteField";
import { OpenQuestion } from "./OpenQuestion";
import type { Shown, Target } from "./sheet";
import { halfDayText } from "./words";

/** The last value, a moment after it stopped changing. */
function useCalm<T>(value: T, key: string): T {
  const [calm, setCalm] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the value
  useEffect(() => {
    const timer = setTimeout(() => setCalm(value), 120);
    return () => clearTimeout(timer);
  }, [key]);
  return calm;
}

/** Everything about the cell of the cursor: what, who, when, before, remark, rules. */
export function DetailLine(props: {
  target: Target;
  findings: readonly Finding[];
  /** Who took the register of this half day. */
  taken?: ReactNode;
  /** With a way to the year of the pupil. */
  withYear?: boolean;
  shown: Shown;
  codes: Codes;
  today: string;
  /** Why nothing can be entered. */
  why: string;
  draft: string | undefined;
  onMark: (change: (before: Mark | null) => Mark | null) => Promise<boolean>;
  /** A remark is in the register. */
  onKept: () => void;
  onType: (text: string) => void;
  onForget: () => void;
  onLeave: () => void;
  onHistory: () => void;
}) {
  const { target, shown, codes, today, why, onMark, onKept, onLeave } = props;
  const words = nl.attendance.detail;
  const { pupil, name, at } = target;
  const { mark, status } = shown;
  const cell = useCalm({ pupil, at }, cellKey(pupil, at));
  const settled = cellKey(cell.pupil, cell.at) === cellKey(pupil, at);
  const history = useRead("attendance_cell", cell, { enabled: settled && mark !== null });
  const last = settled && mark ? history.data?.rows.find((one) => !one.undone) : undefined;
  return (
    <section className="card detail-line" aria-label={words.label}>
      <div className="detail-what">
        <div>
          <span className="strong">{name}</span> <span className="soft">{halfDayText(at)}</span>
        </div>
        <div className="row">
          {mark ? (
            <span className={`mark-pill ${toneOf(codes, mark.code)}`}>
              {mark.code} {labelOf(codes, mark.code)}
            </span>
          ) : (
            <span className="soft">{why || words.present}</span>
          )}
          {last ? <Told row={last} today={today} /> : null}
        </div>
        {shown.failure ? <div className="field-error">▲ {shown.failure}</div> : null}
        <OpenQuestion offered={shown.offered} />
        <div className="row">
          {status ? (
            <span className={status === "attention" ? "warn-text" : "soft"}>{words[status]}</span>
          ) : null}
          {props.taken}
        </div>
        <FindingLines findings={props.findings} />
      </div>
      <div className="detail-fields">
        {mark?.time ? (
          <TimeField
            key={mark.time}
            time={mark.time}
            onSave={(time) => void onMark((before) => (before ? { ...before, time } : before))}
            onLeave={onLeave}
          />
        ) : null}
        <NoteField
          note={mark?.note ?? ""}
          draft={props.draft}
          disabled={mark === null}
          onType={props.onType}
          onSave={(text) =>
            void onMark((before) => withNote(before, text.trim())).then((kept) => kept && onKept())
          }
          onCancel={props.onForget}
          onLeave={onLeave}
        />
        <Button onClick={props.onHistory}>{words.history}</Button>
        {props.withYear ? (
          <Link className="button" href={`/aanwezigheden/leerling/${pupil}`}>
            {words.year}
          </Link>
        ) : null}
      </div>
    </section>
  );
}

function withNote(before: Mark | null, note: string): Mark | null {
  if (!before) return before;
  const { note: _, ...rest } = before;
  return note ? { ...rest, note } : rest;
}

function Told({ row, today }: { row: CellHistoryRow; today: string }) {
  const words = nl.attendance.detail;
  return (
    <span className="soft">
      {words.set(row.by, whenShort(row.at, today))} · {words.was(row.was?.code ?? words.empty)}
    </span>
  );
}
