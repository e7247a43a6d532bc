import type { Calendar } from "../../backend/generated/Calendar";
import { useDo } from "../../backend/queries";
import { useSaid } from "../../shared";

/** Saves a calendar as seen and as it becomes; says so with the way back. */
export function useSaveCalendar(was: Calendar) {
  const save = useDo("calendar_save");
  const said = useSaid();
  return {
    save: (change: Partial<Calendar>, text: string, done?: () => void) =>
      save.mutate(
        { was, now: { ...was, ...change } },
        {
          onSuccess: ({ batch }) => {
            said(text, batch);
            done?.();
          },
        },
      ),
    busy: save.isPending,
    problem: save.error,
  };
}
