/** Taking a migration back as a whole, after a tick: never with Enter alone. */
import { useState } from "react";
import type { BatchRow } from "../../backend/generated/BatchRow";
import { useDo } from "../../backend/queries";
import { Button, Checkbox, Panel, ProblemMessage, useToast } from "../../shared";
import { dateTime } from "../../shared/format";
import { nl } from "../../texts/nl";

const text = nl.migration.undoPanel;

/** The side panel. */
export function UndoPanel({ batch, onClose }: { batch: BatchRow; onClose: () => void }) {
  const [sure, setSure] = useState(false);
  const undo = useDo("undo");
  const toast = useToast();
  return (
    <Panel
      title={text.title}
      onClose={onClose}
      actions={
        <>
          <Button
            kind="danger"
            disabled={!sure}
            busy={undo.isPending}
            onClick={() =>
              undo.mutate(
                { direction: "back", batch: batch.batch },
                {
                  onSuccess: ({ undone, kept }) => {
                    toast({ tone: kept > 0 ? "warn" : "good", text: text.done(undone, kept) });
                    onClose();
                  },
                },
              )
            }
          >
            {text.do}
          </Button>
          <Button onClick={onClose}>{nl.shared.cancel}</Button>
        </>
      }
    >
      <p>{text.text(batch.ops, dateTime(batch.at))}</p>
      <Checkbox checked={sure} onChange={setSure}>
        {text.confirm}
      </Checkbox>
      {undo.error ? <ProblemMessage problem={undo.error} /> : null}
    </Panel>
  );
}
