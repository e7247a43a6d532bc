import { memo } from "react";
import type { EntryState } from "../../backend/generated/EntryState";
import { nl } from "../../texts/nl";
import type { Place } from "./keys";
import { markShort } from "./words";

/** How sure the register is of a cell. */
export type Status = EntryState | "sending" | null;

interface Props {
  row: number;
  col: number;
  code: string | null;
  time: string | null;
  tone: string;
  note: boolean;
  draft: boolean;
  status: Status;
  /** The code that was entered as well and waits for a decision; empty: it would clear the cell. */
  offered: string | null;
  /** The sentence why the last entry was not kept. */
  failed: string | null;
  /** Why nothing can be entered. */
  why: string | null;
  when: string;
  morning: boolean;
  current: boolean;
  selected: boolean;
  onPlace: (place: Place, extend: boolean) => void;
}

/** What a screen reader says of a cell: what stands in it, when, and what is odd. */
function spoken({ code, time, why, when, status, offered, failed, note, draft }: Props): string {
  const words = nl.attendance.grid;
  return [
    // What can be read stands in it as it is read, also a time.
    code ? markShort({ code, time: time ?? undefined }) : why ? null : words.blank,
    when,
    why,
    status === "sending" ? words.sending : null,
    status === "attention" ? words.attention : null,
    status === "waits" ? words.waits : null,
    status === "saved" ? words.saved : null,
    offered === null ? null : words.offered(offered || words.blank),
    note ? words.hasNote : null,
    draft ? words.hasDraft : null,
    failed ? `${words.failed}: ${failed}` : null,
  ]
    .filter(Boolean)
    .join(", ");
}

/** One half day of one pupil. Drawn again only when something in it changes. */
export const Cell = memo(function Cell(props: Props) {
  const { row, col, code, time, tone, note, draft, status, offered, failed, why, morning } = props;
  const names = [
    "register-cell",
    morning ? "morning" : "",
    why ? "free" : "",
    props.selected ? "selected" : "",
    status === "sending" ? "sending" : "",
    status === "attention" || status === "waits" ? "attention" : "",
    status === "saved" ? "local" : "",
    offered === null ? "" : "conflict",
    failed ? "failed" : "",
  ];
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with the role grid is what WAI-ARIA describes
      role="gridcell"
      data-place={`${row}:${col}`}
      tabIndex={props.current ? 0 : -1}
      aria-label={spoken(props)}
      aria-selected={props.selected || props.current}
      aria-readonly={why !== null || undefined}
      aria-busy={status === "sending" || undefined}
      title={failed ?? why ?? undefined}
      className={names.filter(Boolean).join(" ")}
      onMouseDown={(event) => {
        if (event.button === 0) props.onPlace({ row, col }, event.shiftKey);
      }}
    >
      {code ? (
        <span className={`mark ${tone} ${time ? "with-time" : ""}`}>
          {markShort({ code, time: time ?? undefined })}
        </span>
      ) : null}
      {offered === null ? null : (
        <span className="offered" aria-hidden="true">
          {offered || "–"}
        </span>
      )}
      {note || draft ? (
        <span className={`note-sign ${draft ? "draft" : ""}`} aria-hidden="true">
          ✎
        </span>
      ) : null}
      {failed || status === "attention" || status === "waits" ? (
        <span className="failed-sign" aria-hidden="true">
          ▲
        </span>
      ) : null}
    </td>
  );
});
