import { useCallback } from "react";
import { nl } from "../texts/nl";
import { useToast } from "./Toast";
import { useUndo } from "./undo";

/** Says that an action was saved, with the way back for that action. */
export function useSaid(): (text: string, batch: string | null) => void {
  const toast = useToast();
  const { undo } = useUndo();
  return useCallback(
    (text, batch) =>
      toast({
        tone: "good",
        text,
        action: batch ? { label: nl.shared.undo, run: () => undo(batch) } : undefined,
      }),
    [toast, undo],
  );
}
