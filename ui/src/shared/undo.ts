import { useCallback, useMemo } from "react";
import { asProblem, call, type Request } from "../backend";
import type { UndoAnswer } from "../backend/generated/UndoAnswer";
import { batchText, nl, problemText } from "../texts/nl";
import { number } from "./format";
import { useToast } from "./Toast";

/** Ctrl Z and Ctrl Y: says what was taken back, and offers the way back. */
export function useUndo(): { undo: (batch?: string) => void; redo: () => void } {
  const toast = useToast();
  const redo = useCallback(() => {
    call("undo", { direction: "again" }).then(
      (answer) => toast({ tone: "good", replaces: true, text: said(nl.app.redone, answer) }),
      (error) => toast(refusal(error, nl.app.nothingToRedo)),
    );
  }, [toast]);
  const undo = useCallback(
    (batch?: string) => {
      call("undo", { direction: "back", batch: batch ?? null }).then(
        (answer) =>
          toast({
            tone: answer.kept > 0 ? "warn" : "good",
            replaces: true,
            text: said(nl.app.undone, answer),
            action: { label: nl.shared.redo, run: redo },
          }),
        (error) => toast(refusal(error, nl.app.nothingToUndo)),
      );
    },
    [toast, redo],
  );
  return useMemo(() => ({ undo, redo }), [undo, redo]);
}

/** Whether a step takes back this action. */
export function takesBack(step: Request<"undo">, batch: string): boolean {
  return step.direction === "back" && step.batch === batch;
}

function said(sentence: (what: string, n: string) => string, answer: UndoAnswer): string {
  const changes = nl.app.changes(number(answer.undone), answer.undone === 1);
  return (
    sentence(batchText(answer.kind), changes) +
    (answer.kept > 0 ? nl.app.kept(number(answer.kept)) : "")
  );
}

function refusal(error: unknown, nothing: string) {
  const problem = asProblem(error);
  const none = ["not_found", "nothing_to_undo", "nothing_to_redo"].includes(problem.code);
  return {
    tone: none ? ("quiet" as const) : ("bad" as const),
    text: none ? nothing : problemText(problem),
  };
}
