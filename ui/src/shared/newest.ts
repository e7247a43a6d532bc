import { useCallback, useRef, useState } from "react";
import { asProblem, call } from "../backend";
import type { ImportPreview } from "../backend/generated/ImportPreview";
import type { Problem } from "../backend/generated/Problem";

type Busy = "reading" | "planning";

/**
 * Reading lists and working out what follows from them: of what was asked only the newest counts.
 * `work` is told by `current` whether that is still itself.
 */
export function useNewest() {
  const newest = useRef(0);
  const [busy, setBusy] = useState<Busy | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback(async (what: Busy, work: (current: () => boolean) => Promise<void>) => {
    newest.current += 1;
    const mine = newest.current;
    const current = () => mine === newest.current;
    setBusy(what);
    setProblem(null);
    try {
      await work(current);
    } catch (error) {
      const found = asProblem(error);
      if (current() && found.code !== "cancelled") setProblem(found);
    } finally {
      if (current()) setBusy(null);
    }
  }, []);
  /** Whatever is still on its way no longer counts. */
  const drop = useCallback(() => {
    newest.current += 1;
    setBusy(null);
  }, []);
  return { run, drop, busy, problem, setProblem };
}

/** Forgets a reading in the program. That it was forgotten already is no problem. */
export function forgetReading(preview: ImportPreview | null): void {
  if (preview) void call("import_stop", { session: preview.session }).catch(() => undefined);
}
