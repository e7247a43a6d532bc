import { useState } from "react";
import type { BoardDevice } from "../../backend/generated/BoardDevice";
import type { BoardEntries } from "../../backend/generated/BoardEntries";
import type { BoardEntry } from "../../backend/generated/BoardEntry";
import { useDo } from "../../backend/queries";
import { Busy, Button, DayField, Form, Panel, Pill, ProblemMessage } from "../../shared";
import { addDays } from "../../shared/days";
import { entryLine } from "../../shared/entryText";
import { date, dateTime } from "../../shared/format";
import { nl } from "../../texts/nl";
import { TakeBack } from "./TakeBack";

const words = nl.board.came;
/** Days before the last contact from which is looked at first. */
const BEFORE = 7;
/** Parts of one entry that are shown at once. */
const PARTS = 5;

/** What came from a laptop since a day (S71): for who may decide with names, for the administrator without. */
export function Came(props: { device: BoardDevice; today: string; onClose: () => void }) {
  const { device, today, onClose } = props;
  const last = device.last_contact?.slice(0, 10) ?? today;
  const [since, setSince] = useState(addDays(last, -BEFORE));
  const [found, setFound] = useState<{ since: string; entries: BoardEntries } | null>(null);
  const act = useDo("board");
  const look = () =>
    act.mutate(
      { what: "entries", device: device.device, since },
      { onSuccess: (board) => board.shows === "entries" && setFound({ since, entries: board }) },
    );
  return (
    <Panel title={words.title(device.label)} onClose={onClose}>
      <p className="soft">{words.text}</p>
      <Form onSubmit={look}>
        <DayField label={words.since} value={since} onChange={setSince} />
        <div className="row">
          <Button kind="primary" submit busy={act.isPending}>
            {words.look}
          </Button>
        </div>
      </Form>
      <ProblemMessage problem={act.error} />
      {act.isPending ? <Busy what={words.loading} /> : null}
      {found && !act.isPending ? (
        <>
          <Rows entries={found.entries} since={found.since} />
          {found.entries.rows.some((row) => row.outcome === "applied" && row.lines.length > 0) ? (
            <TakeBack key={found.since} device={device} since={found.since} />
          ) : null}
        </>
      ) : null}
    </Panel>
  );
}

function Rows({ entries, since }: { entries: BoardEntries; since: string }) {
  const { rows, more } = entries;
  const title = words.found(rows.length, date(since));
  return (
    <section className="stack tight" aria-label={title}>
      <p role="status">{title}</p>
      {more ? <p className="warn-text">{words.more}</p> : null}
      {rows.length > 0 && rows.every((row) => row.lines.length === 0) ? (
        <p className="hint">{words.withoutNames}</p>
      ) : null}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.op}>
            <Row row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { row: BoardEntry }) {
  const [all, setAll] = useState(false);
  const lines = all ? row.lines : row.lines.slice(0, PARTS);
  const hidden = row.lines.length - lines.length;
  return (
    <>
      <div className="line">
        <span className="strong">{words.kinds[row.kind] ?? words.unread}</span>
        <span className="soft nums">{dateTime(row.at)}</span>
      </div>
      {lines.map((line) => (
        <div key={line.subject}>{entryLine(line)}</div>
      ))}
      {hidden > 0 ? (
        <Button small kind="quiet" onClick={() => setAll(true)}>
          {words.rest(hidden)}
        </Button>
      ) : null}
      <div className="row">
        <span className="soft">{row.by || words.nobody}</span>
        <Pill tone={row.outcome === "held" || row.outcome === "conflict" ? "warn" : "quiet"}>
          {words.outcomes[row.outcome] ?? row.outcome}
        </Pill>
      </div>
    </>
  );
}
