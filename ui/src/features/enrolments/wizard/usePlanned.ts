import { useEffect, useMemo, useState } from "react";
import type { EnrolPlan } from "../../../backend/generated/EnrolPlan";
import type { Likeness } from "../../../backend/generated/Likeness";
import type { Problem } from "../../../backend/generated/Problem";
import { usePlan } from "../../../backend/plan";
import { type Form, requestOf } from "./form";

const NOBODY: readonly Likeness[] = [];

/** The plan of what is typed, and whom somebody still has to tell apart. */
export function usePlanned(form: Form, ready: boolean) {
  const identity = JSON.stringify([form.pupil, form.fields]);
  // The identity for which everybody likely was judged; other letters ask again.
  const [judged, setJudged] = useState("");
  const despite = judged === identity;
  const request = useMemo(() => requestOf(form, false, despite), [form, despite]);
  const planned = usePlan("enrol", ready ? request : null);
  const { plan, problem, late } = planned;
  const likely = useMemo(
    () => plan?.duplicates.filter((one) => !form.others.includes(one.pupil.id)) ?? NOBODY,
    [plan, form.others],
  );
  const settled = !late && plan !== null && plan.duplicates.length > 0 && likely.length === 0;
  useEffect(() => {
    if (settled) setJudged(identity);
  }, [settled, identity]);
  return {
    plan: plan as EnrolPlan | null,
    problem: problem as Problem | null,
    late: late || settled,
    likely,
    despite,
  };
}
