import type { Calendar } from "../../backend/generated/Calendar";
import { useDo } from "../../backend/queries";
import { useSavePart } from "../../shared";

/** Saves a part of the calendar. */
export function useSaveCalendar(was: Calendar) {
  return useSavePart(was, useDo("calendar_save"), (now) => ({ part: "year" as const, was, now }));
}
