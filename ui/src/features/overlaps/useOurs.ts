import type { LeaveHow } from "../../backend/generated/LeaveHow";
import type { LeaveRequest } from "../../backend/generated/LeaveRequest";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import { useDo, useRead } from "../../backend/queries";
import { useSaid } from "../../shared";

/**
 * Ends our enrolment, or sets right when it began: planned first, and noted as a step of the case in
 * the same action.
 */
export function useOurs(pupil: OverlapPupil, row: OverlapRow, how: LeaveHow | null) {
  const leave = useDo("leave");
  const said = useSaid();
  const request = (apply: boolean): LeaveRequest => ({
    pupil: pupil.pupil,
    enrolment: pupil.ours[row.ours]?.id ?? null,
    how: how ?? { how: "never_came" },
    case: row.case.key,
    apply,
  });
  const plan = useRead("leave", request(false), { enabled: how !== null });
  return {
    plan: how === null ? undefined : plan.data,
    checking: plan.isFetching && !plan.data,
    ready: how !== null && Boolean(plan.data?.applicable) && !plan.isPlaceholderData,
    busy: leave.isPending,
    problem: plan.error ?? leave.error,
    apply: (text: string, done: () => void) =>
      leave.mutate(request(true), {
        onSuccess: ({ batch }) => {
          if (batch === null) return;
          said(text, batch);
          done();
        },
      }),
  };
}
