import type { HalfDay } from "../../backend/generated/HalfDay";
import { useRead } from "../../backend/queries";
import { Busy, EntryPill, Panel, ProblemMessage } from "../../shared";
import { dateTime } from "../../shared/format";
import { nl } from "../../texts/nl";
import { OpenQuestion } from "./OpenQuestion";
import { halfDayText, markShort } from "./words";

/** Who set what in one cell, newest first. */
export function HistoryPanel(props: {
  pupil: string;
  name: string;
  at: HalfDay;
  /** The code that was entered as well and waits for a decision. */
  offered: string | null;
  onClose: () => void;
}) {
  const words = nl.attendance.history;
  const history = useRead("attendance_cell", { pupil: props.pupil, at: props.at });
  const rows = history.data?.rows ?? [];
  return (
    <Panel
      title={words.title}
      subtitle={`${props.name}, ${halfDayText(props.at)}`}
      onClose={props.onClose}
    >
      <OpenQuestion offered={props.offered} />
      <ProblemMessage problem={history.error} />
      {history.isPending ? <Busy what={nl.shared.loading} /> : null}
      {history.data && rows.length === 0 ? <p className="soft">{words.none}</p> : null}
      <ul className="lines">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries of a cell never move
          <li key={index} className={row.undone ? "undone" : ""}>
            <div className="line">
              <span>
                {row.was ? <del>{markShort(row.was)}</del> : nl.shared.empty} →{" "}
                <ins>{row.now ? markShort(row.now) : nl.shared.empty}</ins>
              </span>
              <span className="soft nums">{dateTime(row.at)}</span>
            </div>
            <div className="soft">
              {row.by || words.nobody}
              {row.undone ? ` · ${words.undone}` : ""}
            </div>
            <EntryPill state={row.state} />
            {row.now?.note ? <div>{row.now.note}</div> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
