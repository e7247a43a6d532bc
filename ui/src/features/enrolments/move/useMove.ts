import type { MoveRequest } from "../../../backend/generated/MoveRequest";
import { usePlan } from "../../../backend/plan";
import { useDo } from "../../../backend/queries";
import { useSaid } from "../../../shared";
import { date, number } from "../../../shared/format";
import { nl } from "../../../texts/nl";

/** The plan of a move, and carrying it out. */
export function useMove(request: MoveRequest | null, onDone: () => void) {
  const said = useSaid();
  const { plan, problem, late } = usePlan("move_pupils", request);
  const move = useDo("move_pupils");
  return {
    plan,
    problem: move.error ?? problem,
    busy: move.isPending,
    ready: request !== null && !late && plan?.applicable === true,
    run: () =>
      request &&
      move.mutate(
        { ...request, apply: true },
        {
          onSuccess: ({ batch, moves }) => {
            if (batch === null) return;
            const words = nl.enrolmentFile.moving;
            said(words.done(number(moves), moves === 1, date(request.on)), batch);
            onDone();
          },
        },
      ),
  };
}
