import type { RefusedEntry } from "../../backend/generated/RefusedEntry";
import type { SyncStatus } from "../../backend/generated/SyncStatus";
import { useDo } from "../../backend/queries";
import { Button, Card, PlainTable, ProblemMessage, useToast } from "../../shared";
import { date, dateTime, number, whenShort } from "../../shared/format";
import { batchText, nl } from "../../texts/nl";

/** What is not on the server, by kind of action and day. */
export function Waits({ status, today }: { status: SyncStatus; today: string }) {
  const words = nl.sync.waits;
  if (status.waiting === 0) {
    return (
      <Card title={words.title}>
        <p>{words.none}</p>
      </Card>
    );
  }
  return (
    <Card title={words.title}>
      <p>{words.text(status.waiting, whenShort(status.waiting_since, today))}</p>
      <PlainTable columns={[words.kind, words.day, { right: words.entries }]}>
        {status.groups.map((group) => (
          <tr key={`${group.kind} ${group.day}`}>
            <td>{batchText(group.kind)}</td>
            <td className="nums">{date(group.day)}</td>
            <td className="right nums">{number(group.entries)}</td>
          </tr>
        ))}
      </PlainTable>
    </Card>
  );
}

/** Entries that the server took in no push, and sending them once more; what is damaged here cannot be sent. */
export function Refused({ rows }: { rows: readonly RefusedEntry[] }) {
  const words = nl.sync.refused;
  const act = useDo("sync_do");
  const toast = useToast();
  if (rows.length === 0) return null;
  const ops = rows.filter((row) => row.status !== 0).map((row) => row.op);
  const again = () =>
    act.mutate(
      { action: "send_again", ops },
      { onSuccess: () => toast({ tone: "good", text: words.sent(ops.length), replaces: true }) },
    );
  return (
    <Card
      title={words.title}
      actions={
        ops.length > 0 ? (
          <Button small busy={act.isPending} onClick={again}>
            {words.again}
          </Button>
        ) : null
      }
    >
      <p className="soft measure">{words.text}</p>
      <ProblemMessage problem={act.error} />
      <PlainTable columns={[nl.sync.waits.kind, nl.sync.waits.day, { right: words.status }]}>
        {rows.map((row) => (
          <tr key={row.op}>
            <td>{batchText(row.kind)}</td>
            <td className="nums">{dateTime(row.at)}</td>
            <td className="right nums">{row.status}</td>
          </tr>
        ))}
      </PlainTable>
    </Card>
  );
}
