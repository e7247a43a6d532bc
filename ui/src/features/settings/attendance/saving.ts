import type { AttendanceSettings } from "../../../backend/generated/AttendanceSettings";
import { useDo } from "../../../backend/queries";
import { useSavePart } from "../../../shared";

/** Saves a part of the settings of attendance. */
export function useSaveSettings(was: AttendanceSettings) {
  return useSavePart(was, useDo("settings_save"), (now) => ({
    part: "attendance" as const,
    was,
    now,
    user: null,
  }));
}
