import { useDo, useRead } from "../../backend/queries";
import {
  Card,
  Confirm,
  EntryPill,
  Pill,
  PlainTable,
  ProblemMessage,
  takesBack,
} from "../../shared";
import { number, whenShort } from "../../shared/format";
import { batchText, nl } from "../../texts/nl";

/** Actions that cannot be taken back as such. */
const STAYS = new Set(["demo", "setup", "undo", "dismiss"]);

/** What was done of late; each can be taken back as a whole. */
export function Actions({ today }: { today: string }) {
  const words = nl.settings.actions;
  const list = useRead("batches", {});
  const undo = useDo("undo");
  const batches = list.data?.batches ?? [];
  return (
    <Card title={words.title}>
      <div className="stack">
        <p className="soft">{words.text}</p>
        <ProblemMessage problem={list.error ?? undo.error} />
        {list.data && batches.length === 0 ? <p>{words.none}</p> : null}
        {batches.length > 0 ? (
          <PlainTable
            columns={[words.when, words.what, { right: words.changes }, { hidden: words.undo }]}
          >
            {batches.map((batch) => (
              <tr key={batch.batch}>
                <td className="nums">{whenShort(batch.at, today)}</td>
                <td>
                  {batchText(batch.kind)} <EntryPill state={batch.state} />
                </td>
                <td className="right nums">{number(batch.ops)}</td>
                <td className="right">
                  {batch.undone ? (
                    <Pill>{words.undone}</Pill>
                  ) : STAYS.has(batch.kind) ? null : (
                    <Confirm
                      small
                      label={words.undo}
                      question={words.question(batchText(batch.kind), number(batch.ops))}
                      yes={words.yes}
                      busy={undo.isPending && takesBack(undo.variables, batch.batch)}
                      onYes={() => undo.mutate({ direction: "back", batch: batch.batch })}
                    />
                  )}
                </td>
              </tr>
            ))}
          </PlainTable>
        ) : null}
      </div>
    </Card>
  );
}
