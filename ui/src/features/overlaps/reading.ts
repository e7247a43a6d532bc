import { useCallback, useState } from "react";
import { call } from "../../backend";
import type { ImportPreview } from "../../backend/generated/ImportPreview";
import type { SheetKind } from "../../backend/generated/SheetKind";
import { forgetReading, useNewest } from "../../shared/newest";

/**
 * A list that is read, with what follows from it: `plan` works that out by the program, again after
 * every choice, and only the newest answer counts.
 */
export function useReading<Request extends { session: number }, Plan>(
  first: Request,
  plan: (request: Request) => Promise<Plan>,
) {
  const { run, drop, busy, problem } = useNewest();
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [request, setRequest] = useState(first);
  const [made, setMade] = useState<Plan | null>(null);

  /** Works it out with these choices. */
  const ask = useCallback(
    (next: Request) => {
      setRequest(next);
      return run("planning", async (current) => {
        const found = await plan(next);
        if (current()) setMade(found);
      });
    },
    [run, plan],
  );

  /** What was understood of the file; a mapping that lacks nothing is worked out at once. */
  const read = (next: ImportPreview, choices: Request) => {
    setPreview(next);
    setMade(null);
    const asked = { ...choices, session: next.session };
    setRequest(asked);
    if (next.missing.length === 0) void ask(asked);
  };

  return {
    preview,
    request,
    plan: made,
    busy,
    problem,
    ask,
    /** Shows what was carried out. */
    done: setMade,
    choose: async (kind: SheetKind, choices: Request = first) => {
      let chosen: ImportPreview | null = null;
      await run("reading", async (current) => {
        const answer = await call("import_read", { what: "choose", kind });
        if (current()) chosen = answer.preview;
      });
      if (!chosen) return;
      forgetReading(preview);
      read(chosen, choices);
    },
    map: (next: ImportPreview) => read(next, request),
    forget: () => {
      forgetReading(preview);
      drop();
      setPreview(null);
      setMade(null);
      setRequest(first);
    },
    stop: () => void call("import_stop", { session: null }).catch(() => undefined),
  };
}

/** What `useReading` gives. */
export type Reading<Request extends { session: number }, Plan> = ReturnType<
  typeof useReading<Request, Plan>
>;
