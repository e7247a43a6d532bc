/** Aandacht nodig: entries that arrived and could not be carried out, with why and what to do. */
import { useState } from "react";
import type { HeldRow } from "../../backend/generated/HeldRow";
import type { SyncLeft } from "../../backend/generated/SyncLeft";
import { useDo } from "../../backend/queries";
import { Busy, Button, Card, EmptyState, ProblemMessage, Screen, useSaid } from "../../shared";
import { nl, problemText } from "../../texts/nl";
import { HeldEntry } from "./HeldEntry";
import { reasonOf } from "./held";
import { useSync } from "./useSync";
import { Refused } from "./Waits";

const words = nl.sync.held;

export function HeldScreen() {
  const list = useSync("held");
  const refused = useSync("status").data?.refused ?? [];
  const act = useDo("sync_do");
  const said = useSaid();
  const [left, setLeft] = useState<readonly SyncLeft[]>([]);
  const rows = list.data?.rows ?? [];
  const reasons = [...new Set(rows.map(reasonOf))];
  const again = (some: readonly HeldRow[]) =>
    act.mutate(
      { action: "enter_again", ops: some.map((row) => row.op) },
      {
        onSuccess: (answer) => {
          if (answer.done > 0) said(words.entered(answer.done), answer.batch);
          setLeft(answer.left);
        },
      },
    );
  const dismiss = (row: HeldRow, reason: string) =>
    act.mutate(
      { action: "dismiss", ops: [row.op], reason },
      {
        onSuccess: (answer) => {
          if (answer.done > 0) said(words.dismissed(answer.done), null);
          setLeft(answer.left);
        },
      },
    );
  return (
    <Screen title={words.title} subtitle={list.data ? words.subtitle(list.data.open) : null}>
      <ProblemMessage
        problem={list.error ?? act.error}
        actions={<Button onClick={() => void list.refetch()}>{nl.shared.again}</Button>}
      />
      {list.isPending ? <Busy what={words.loading} /> : null}
      {left.length > 0 ? (
        <div className="notice warn" role="alert">
          {words.left(left.length)} {left.map((one) => problemText(one.problem)).join(" ")}
        </div>
      ) : null}
      {list.data && rows.length + refused.length === 0 ? (
        <EmptyState title={words.empty.title}>{words.empty.text}</EmptyState>
      ) : null}
      <div className="stack">
        {rows.length > 0 ? <p className="soft measure">{words.text}</p> : null}
        {reasons.map((reason) => {
          const some = rows.filter((row) => reasonOf(row) === reason);
          const possible = some.filter((row) => row.again === null);
          const { title, proposal } = nl.sync.reasons[reason];
          return (
            <Card
              key={reason}
              title={title}
              actions={
                possible.length > 1 ? (
                  <Button small busy={act.isPending} onClick={() => again(possible)}>
                    {words.againAll(possible.length)}
                  </Button>
                ) : null
              }
            >
              <p className="soft measure">{proposal}</p>
              <ul className="decide-rows" aria-label={words.list(title)}>
                {some.map((row) => (
                  <HeldEntry
                    key={row.op}
                    row={row}
                    busy={act.isPending}
                    onAgain={() => again([row])}
                    onDismiss={(why) => dismiss(row, why)}
                  />
                ))}
              </ul>
            </Card>
          );
        })}
        <Refused rows={refused} />
      </div>
    </Screen>
  );
}
