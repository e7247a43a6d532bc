/** Plans that follow what is being typed: "decide, then do". */
import { useEffect, useRef, useState } from "react";
import { type Answer, asProblem, call, type Name, onEvent, type Request } from ".";
import type { Problem } from "./generated/Problem";

/** Milliseconds after the last key. */
const PAUSE = 150;

/** A plan, and whether it is that of what stands on the screen now. */
export interface Planned<A> {
  plan: A | null;
  problem: Problem | null;
  /** A newer plan is on its way. */
  late: boolean;
}

/**
 * Asks for a plan a moment after the last change, and again when the register changed. Nothing of it
 * is kept: what somebody types here may be an INSZ. `null` asks nothing.
 */
export function usePlan<N extends Name>(name: N, request: Request<N> | null): Planned<Answer<N>> {
  const [found, setFound] = useState<{
    key: string;
    plan: Answer<N> | null;
    problem: Problem | null;
  }>({ key: "", plan: null, problem: null });
  const [changes, setChanges] = useState(0);
  useEffect(
    () => onEvent(({ event }) => event === "changed" && setChanges((count) => count + 1)),
    [],
  );
  const key = request === null ? "" : `${changes} ${JSON.stringify(request)}`;
  const asked = useRef(request);
  asked.current = request;
  useEffect(() => {
    if (key === "") return setFound({ key: "", plan: null, problem: null });
    let gone = false;
    const keep = (plan: Answer<N> | null, problem: Problem | null) => {
      if (!gone) setFound((was) => ({ key, plan: plan ?? (problem ? null : was.plan), problem }));
    };
    const timer = setTimeout(() => {
      call(name, asked.current as Request<N>).then(
        (plan) => keep(plan, null),
        (error) => keep(null, asProblem(error)),
      );
    }, PAUSE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [key, name]);
  return { plan: found.plan, problem: found.problem, late: found.key !== key };
}
