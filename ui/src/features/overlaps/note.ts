import type { CaseAction } from "../../backend/generated/CaseAction";
import type { OverlapPupil } from "../../backend/generated/OverlapPupil";
import type { OverlapRow } from "../../backend/generated/OverlapRow";
import { useDo } from "../../backend/queries";
import { useSaid } from "../../shared";
import { nl } from "../../texts/nl";

const words = nl.overlaps.act;

/** Notes a step of the case, and says so with the way back. */
export function useNote(pupil: OverlapPupil, row: OverlapRow) {
  const act = useDo("overlap_do");
  const said = useSaid();
  const name = `${pupil.last_name} ${pupil.first_name}`;
  return {
    busy: act.isPending,
    problem: act.error,
    note: (action: CaseAction, note: string, done?: () => void) =>
      act.mutate(
        { pupil: pupil.pupil, act: { do: "note", case: row.case.key, action, note } },
        {
          onSuccess: ({ batch }) => {
            said(words.saved(name, words.step(action)), batch);
            done?.();
          },
        },
      ),
  };
}
