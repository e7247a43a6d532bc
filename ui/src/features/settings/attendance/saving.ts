import type { AttendanceSettings } from "../../../backend/generated/AttendanceSettings";
import { useDo } from "../../../backend/queries";
import { useSavePart } from "../../../shared";

/** Saves a part of the settings of attendance. */
export function useSaveSettings(was: AttendanceSettings) {
  return useSavePart(was, useDo("attendance_settings_save"), (now) => ({ was, now, user: null }));
}
