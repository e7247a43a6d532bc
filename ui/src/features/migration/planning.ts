/** Trial runs: every choice is worked out again by the program, and only the newest answer counts. */
import { useCallback, useRef, useState } from "react";
import { asProblem, call } from "../../backend";
import type { ImportPreview } from "../../backend/generated/ImportPreview";
import type { NumbersPlanRequest } from "../../backend/generated/NumbersPlanRequest";
import type { Problem } from "../../backend/generated/Problem";
import type { PupilsPlanRequest } from "../../backend/generated/PupilsPlanRequest";
import { migrationNow, numbersChosen, pupilsChosen, update } from "./store";

/** Forgets a reading in the program. That it was forgotten already is no problem. */
function close(preview: ImportPreview | null): void {
  if (preview) void call("import_stop", { session: preview.session }).catch(() => undefined);
}

/** What the screen can do with lists, with what is going on. */
export function usePlanning() {
  const newest = useRef(0);
  const [busy, setBusy] = useState<"reading" | "planning" | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  const run = useCallback(
    async (what: "reading" | "planning", work: (current: () => boolean) => Promise<void>) => {
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
    },
    [],
  );

  const planPupils = useCallback(
    (request: PupilsPlanRequest) => {
      update((state) => ({ ...state, pupils: { ...state.pupils, request } }));
      return run("planning", async (current) => {
        const plan = await call("pupils_import", { choices: request, apply: false });
        if (current()) update((state) => ({ ...state, pupils: { ...state.pupils, plan } }));
      });
    },
    [run],
  );

  const planNumbers = useCallback(
    (request: NumbersPlanRequest) => {
      update((state) => ({ ...state, numbers: { ...state.numbers, request } }));
      return run("planning", async (current) => {
        const plan = await call("numbers_import", { choices: request, apply: false });
        if (current()) update((state) => ({ ...state, numbers: { ...state.numbers, plan } }));
      });
    },
    [run],
  );

  const choosePupils = useCallback(async () => {
    await run("reading", async (current) => {
      const { preview } = await call("import_read", { what: "choose", kind: "pupils" });
      if (!preview || !current()) return;
      close(migrationNow().pupils.preview);
      update((state) => pupilsChosen(state, preview));
    });
    const { preview, request, plan } = migrationNow().pupils;
    if (preview && !plan && preview.missing.length === 0) await planPupils(request);
  }, [run, planPupils]);

  const chooseNumbers = useCallback(async () => {
    await run("reading", async (current) => {
      const { preview } = await call("import_read", { what: "choose", kind: "numbers" });
      if (!preview || !current()) return;
      close(migrationNow().numbers.preview);
      update((state) => numbersChosen(state, preview));
    });
  }, [run]);

  const mapPupils = useCallback(
    (preview: ImportPreview) => {
      update((state) => ({ ...state, pupils: { ...state.pupils, preview, plan: null } }));
      if (preview.missing.length === 0) void planPupils(migrationNow().pupils.request);
    },
    [planPupils],
  );

  const mapNumbers = useCallback((preview: ImportPreview) => {
    update((state) => ({ ...state, numbers: { ...state.numbers, preview, plan: null } }));
  }, []);

  const forgetPupils = useCallback(() => {
    close(migrationNow().pupils.preview);
    update((state) => ({ ...state, pupils: { ...state.pupils, preview: null, plan: null } }));
  }, []);

  return {
    busy,
    problem,
    setProblem,
    choosePupils,
    chooseNumbers,
    mapPupils,
    mapNumbers,
    planPupils,
    planNumbers,
    forgetPupils,
  };
}

/** What `usePlanning` gives. */
export type Planning = ReturnType<typeof usePlanning>;
