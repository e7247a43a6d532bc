import { useMemo, useRef, useState } from "react";
import { Link } from "wouter";
import type { Discimus } from "../../backend/generated/Discimus";
import type { LinkSettings } from "../../backend/generated/LinkSettings";
import type { QueueRow } from "../../backend/generated/QueueRow";
import { useDo, useRead } from "../../backend/queries";
import {
  Button,
  type Column,
  EmptyState,
  Field,
  Pill,
  ProblemMessage,
  SendPill,
  Table,
  useSavePart,
  useToast,
  Views,
} from "../../shared";
import { number, whenShort } from "../../shared/format";
import { faultText, nl } from "../../texts/nl";
import { FILTERS, type Filter, found, isWrong, shows, told } from "./queue";

const words = nl.discimus;
/** What is not processed, with what is wrong and sending it again. */
export function Queue({ answer }: { answer: Discimus }) {
  const today = useRead("session_state", {}).data?.today ?? "";
  const [filter, setFilter] = useState<Filter>("all");
  const [text, setText] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const act = useDo("discimus_do");
  const toast = useToast();
  const { queue, counts, link } = answer;
  const rows = useMemo(
    () => found(queue, text).filter((row) => shows(filter, row)),
    [queue, text, filter],
  );
  const wrong = queue.filter((row) => isWrong(row.status)).map((row) => row.id);
  const total = counts.reduce((sum, one) => sum + (one.status === "processed" ? 0 : one.count), 0);
  const retry = (ids: number[]) =>
    act.mutate(
      { action: "retry", ids },
      { onSuccess: ({ done }) => toast({ tone: "good", text: words.retried(done) }) },
    );
  const send = (row: QueueRow) =>
    act.mutate(
      { action: "send", pupil: row.pupil },
      { onSuccess: () => toast({ tone: "good", text: words.sent }) },
    );
  if (queue.length === 0) {
    return link.settings.on ? (
      <EmptyState title={words.empty.title}>{words.empty.text}</EmptyState>
    ) : (
      <TurnOn was={link.settings} />
    );
  }
  return (
    <>
      <div className="overlap-filters" role="search">
        <Field
          ref={search}
          label={words.search}
          hiddenLabel
          placeholder={words.search}
          value={text}
          maxLength={100}
          onChange={setText}
        />
        <Views
          label={nl.overlaps.filter}
          value={filter}
          onChange={setFilter}
          options={FILTERS.map((value) => ({
            value,
            label: words.filters[value],
            count: number(queue.filter((row) => shows(value, row)).length),
          }))}
        />
        <span className="grow" />
        {link.settings.on && wrong.length > 0 ? (
          <Button busy={act.isPending} onClick={() => retry(wrong)}>
            {words.retryAll(wrong.length)}
          </Button>
        ) : null}
      </div>
      <ProblemMessage problem={act.error} />
      <Table
        label={words.list}
        rows={rows}
        columns={columns(today, link.settings.on ? { retry, send } : null)}
        rowKey={(row) => String(row.id)}
        onType={(letter) => {
          setText((now) => now + letter);
          search.current?.focus();
        }}
        measured
        rowHeight={48}
        empty={<Pill>{words.empty.filtered}</Pill>}
      />
      {total > queue.length ? <p className="hint">{words.more(queue.length, total)}</p> : null}
    </>
  );
}

/** Nothing waits while the link is off: one button turns it on, on the port that is known. */
function TurnOn({ was }: { was: LinkSettings }) {
  const { save, busy, problem } = useSavePart(was, useDo("discimus_do"), (now) => ({
    action: "settings" as const,
    was,
    now,
  }));
  return (
    <EmptyState
      title={words.empty.offTitle}
      actions={
        <Button kind="primary" busy={busy} onClick={() => save({ on: true }, words.turnedOn)}>
          {words.turnOn}
        </Button>
      }
    >
      <p>{words.empty.off}</p>
      <p>{words.empty.port(was.port)}</p>
      <ProblemMessage problem={problem} />
    </EmptyState>
  );
}

function columns(
  today: string,
  doing: { retry: (ids: number[]) => void; send: (row: QueueRow) => void } | null,
): Column<QueueRow>[] {
  return [
    {
      key: "pupil",
      header: words.columns.pupil,
      width: "minmax(150px, 1fr)",
      render: (row) => (
        <div className="wrap">
          <Link href={`/leerlingen/${row.pupil}`}>
            {row.last_name} {row.first_name}
          </Link>
          <div className="hint">{row.class}</div>
        </div>
      ),
    },
    {
      key: "subject",
      header: words.columns.subject,
      width: "minmax(160px, 1fr)",
      render: (row) => (
        <div className="wrap">
          {told(row)}
          {row.behind ? (
            <div className="hint">{words.behind(words.subjects[row.behind])}</div>
          ) : null}
        </div>
      ),
    },
    {
      key: "status",
      header: words.columns.status,
      width: "130px",
      render: (row) => (
        <div className="wrap">
          <SendPill status={row.status} />
          {row.attempts > 0 ? <div className="hint">{words.attempts(row.attempts)}</div> : null}
        </div>
      ),
    },
    {
      key: "since",
      header: words.columns.since,
      width: "130px",
      render: (row) => (
        <div className="wrap nums">
          {whenShort(row.since, today)}
          {row.next_try ? (
            <div className="hint">{words.nextTry(whenShort(row.next_try, today))}</div>
          ) : null}
        </div>
      ),
    },
    {
      key: "fault",
      header: words.columns.fault,
      width: "minmax(200px, 1.6fr)",
      render: (row) => <FaultOf row={row} />,
    },
    {
      key: "action",
      header: words.columns.action,
      width: "172px",
      align: "right",
      render: (row) =>
        !doing ? null : isWrong(row.status) ? (
          <Button small onClick={() => doing.retry([row.id])}>
            {words.retry}
          </Button>
        ) : (
          <Button
            small
            aria-label={words.sendOne(`${row.last_name} ${row.first_name}`)}
            onClick={() => doing.send(row)}
          >
            {words.send}
          </Button>
        ),
    },
  ];
}

/** What is wrong, and who says so. */
function FaultOf({ row }: { row: QueueRow }) {
  const { fault } = row;
  if (!fault) return null;
  const who = fault.own ? words.own : fault.text ? words.theirs : "";
  const code = fault.own || fault.text === "" ? "" : fault.code;
  return (
    <div className="wrap">
      <div className="hint">
        {[who, code ? words.faultCode(code) : ""].filter(Boolean).join(" · ")}
      </div>
      <div>{faultText(fault)}</div>
    </div>
  );
}
