import { useMemo } from "react";
import type { PupilYearAnswer } from "../../backend/generated/PupilYearAnswer";
import type { PupilYearRequest } from "../../backend/generated/PupilYearRequest";
import type { YearCell } from "../../backend/generated/YearCell";
import { useNewest, useRead } from "../../backend/queries";
import { mondayOf, weekday } from "../../shared/days";
import type { Drafts } from "../../shared/drafts";
import { nl } from "../../texts/nl";
import { codesOf } from "./codes";
import type { Place } from "./keys";
import { useSaving } from "./saving";
import { EMPTY, type Sheet, shownOf } from "./sheet";
import { fullName, notHereText } from "./words";

/** Half days of a week: the rows of the year. */
export const HALVES = 10;

/** The year of a pupil: a column a week, a row a half day of the week. */
export interface Year extends Sheet {
  mondays: readonly string[];
  /** Where a half day of that day stands; the first one when the year does not hold it. */
  placeOfDay: (day: string) => Place;
}

function rowOf({ at }: YearCell): number {
  return weekday(at.day) * 2 + (at.half === "NM" ? 1 : 0);
}

/** The cells by `row:col`, and the Mondays of the columns. */
function arranged(cells: readonly YearCell[]) {
  const mondays = [...new Set(cells.map(({ at }) => mondayOf(at.day)))].sort();
  const column = new Map(mondays.map((day, index) => [day, index]));
  const byPlace = new Map<string, YearCell>();
  for (const cell of cells) {
    byPlace.set(`${rowOf(cell)}:${column.get(mondayOf(cell.at.day)) ?? 0}`, cell);
  }
  return { mondays, byPlace };
}

/** The year on screen, with what was typed. */
export function useYear(read: PupilYearAnswer, request: PupilYearRequest, drafts: Drafts): Year {
  const settings = useRead("settings", { part: "attendance" });
  const codes = useMemo(() => codesOf(settings.data?.attendance?.settings), [settings.data]);
  const saving = useSaving();
  const answer = useNewest("attendance_pupil", request, read);
  const { mondays, byPlace } = useMemo(() => arranged(answer.cells), [answer]);
  return useMemo(() => {
    const cell = ({ row, col }: Place) => byPlace.get(`${row}:${col}`);
    const why = (place: Place) => {
      const found = cell(place);
      if (!found) return nl.attendance.free({ reason: "outside_year" });
      if (found.free) return nl.attendance.free(found.free);
      return found.cell.not_here ? notHereText(found.cell.not_here) : "";
    };
    return {
      mondays,
      codes,
      why,
      rowCount: HALVES,
      colCount: mondays.length,
      placeOfDay: (day) => ({
        row: Math.min(weekday(day), 4) * 2,
        col: Math.max(0, mondays.indexOf(mondayOf(day))),
      }),
      target: (place) => {
        const found = cell(place);
        return found ? { pupil: answer.pupil, name: fullName(answer), at: found.at } : null;
      },
      cellAt: (place) => {
        const found = cell(place);
        if (!found) return EMPTY;
        return shownOf(saving, drafts, answer.pupil, found.at, found.cell);
      },
      // Along the days, to the next half day with lessons.
      next: (from) => {
        for (let n = from.col * HALVES + from.row + 1; n < mondays.length * HALVES; n += 1) {
          const place = { row: n % HALVES, col: Math.floor(n / HALVES) };
          if (!why(place)) return place;
        }
        return from;
      },
    };
  }, [answer, mondays, byPlace, codes, saving, drafts]);
}
