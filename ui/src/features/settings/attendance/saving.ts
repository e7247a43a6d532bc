import type { AttendanceSettings } from "../../../backend/generated/AttendanceSettings";
import { useDo } from "../../../backend/queries";
import { useSaid } from "../../../shared";

/** Saves a part of the settings as seen and as it becomes; says so with the way back. */
export function useSaveSettings(was: AttendanceSettings) {
  const save = useDo("attendance_settings_save");
  const said = useSaid();
  return {
    save: (change: Partial<AttendanceSettings>, text: string, done?: () => void) =>
      save.mutate(
        { was, now: { ...was, ...change }, user: null },
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
