/** Trial runs: every choice is worked out again by the program, and only the newest answer counts. */
import { useCallback } from "react";
import { call } from "../../backend";
import type { ImportPreview } from "../../backend/generated/ImportPreview";
import type { NumbersPlanRequest } from "../../backend/generated/NumbersPlanRequest";
import type { PupilsPlanRequest } from "../../backend/generated/PupilsPlanRequest";
import { forgetReading, useNewest } from "../../shared/newest";
import { migrationNow, numbersChosen, pupilsChosen, update } from "./store";

/** What the screen can do with lists, with what is going on. */
export function usePlanning() {
  const { run, busy, problem, setProblem } = useNewest();

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
      forgetReading(migrationNow().pupils.preview);
      update((state) => pupilsChosen(state, preview));
    });
    const { preview, request, plan } = migrationNow().pupils;
    if (preview && !plan && preview.missing.length === 0) await planPupils(request);
  }, [run, planPupils]);

  const chooseNumbers = useCallback(async () => {
    await run("reading", async (current) => {
      const { preview } = await call("import_read", { what: "choose", kind: "numbers" });
      if (!preview || !current()) return;
      forgetReading(migrationNow().numbers.preview);
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
    forgetReading(migrationNow().pupils.preview);
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
