/** Te beslissen: what two people entered differently, side by side; one key or click chooses. */
import { useMemo, useState } from "react";
import type { ConflictChoice } from "../../backend/generated/ConflictChoice";
import { useDo } from "../../backend/queries";
import {
  Busy,
  Button,
  EmptyState,
  Field,
  ProblemMessage,
  Screen,
  useSaid,
  useToast,
} from "../../shared";
import { nl } from "../../texts/nl";
import { DecideGroup } from "./DecideGroup";
import { choice, grouped } from "./groups";
import { useChoosing } from "./useChoosing";
import { useSync } from "./useSync";

const words = nl.sync.decide;

export function DecideScreen() {
  const list = useSync("conflicts");
  const act = useDo("sync_do");
  const said = useSaid();
  const toast = useToast();
  const [reason, setReason] = useState("");
  const rows = list.data?.rows;
  const groups = useMemo(() => grouped(rows ?? []), [rows]);
  const decide = (choices: ConflictChoice[]) =>
    act.mutate(
      { action: "decide", choices, reason: reason.trim() || null },
      {
        onSuccess: ({ done, left, batch }) => {
          if (done > 0) said(words.decided(done), batch);
          if (left.length > 0) toast({ tone: "warn", text: words.left(left.length) });
        },
      },
    );
  const order = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const area = useChoosing(order, (row, side) => decide([choice(row, side)]));
  return (
    <Screen title={words.title} subtitle={list.data ? words.subtitle(list.data.open) : null}>
      <ProblemMessage
        problem={list.error}
        actions={<Button onClick={() => void list.refetch()}>{nl.shared.again}</Button>}
      />
      {list.isPending ? <Busy what={words.loading} /> : null}
      {list.data && groups.length === 0 ? (
        <EmptyState title={words.empty.title}>{words.empty.text}</EmptyState>
      ) : null}
      {groups.length > 0 ? (
        <div className="stack" ref={area}>
          <p className="soft measure">{words.text}</p>
          <p className="hint">{words.keys}</p>
          <Field
            className="wide"
            label={words.reason}
            value={reason}
            maxLength={300}
            hint={words.reasonHint}
            onChange={setReason}
          />
          <ProblemMessage problem={act.error} />
          {groups.map((group) => (
            <DecideGroup key={group.key} group={group} busy={act.isPending} onDecide={decide} />
          ))}
          {list.data && list.data.open > order.length ? (
            <p className="hint">{words.more(order.length, list.data.open)}</p>
          ) : null}
        </div>
      ) : null}
    </Screen>
  );
}
