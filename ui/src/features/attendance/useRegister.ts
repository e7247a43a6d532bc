import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { ClassWeek } from "../../backend/generated/ClassWeek";
import type { WeekColumn } from "../../backend/generated/WeekColumn";
import type { WeekRow } from "../../backend/generated/WeekRow";
import { askAgain, useNewest, useRead } from "../../backend/queries";
import type { Drafts } from "../../shared/drafts";
import { nl } from "../../texts/nl";
import { codesOf } from "./codes";
import type { Place } from "./keys";
import { useSaving } from "./saving";
import { EMPTY, type Sheet, shownOf } from "./sheet";
import { fullName, notHereText } from "./words";

/** The register on screen. */
export interface Register extends Sheet {
  columns: readonly WeekColumn[];
  rows: readonly WeekRow[];
  /** Place of a column among the ten half days of the week. */
  indexOf: (col: number) => number;
}

/** The rows and columns of a week, or of one day of it, with what was typed. */
export function useRegister(read: ClassWeek, day: string | null, drafts: Drafts): Register {
  const settings = useRead("settings", { part: "attendance" });
  const codes = useMemo(() => codesOf(settings.data?.attendance?.settings), [settings.data]);
  const saving = useSaving();
  const week = useNewest("attendance_week", { class: read.class, day: read.monday }, read);
  return useMemo(() => {
    const places = week.columns
      .map((_, index) => index)
      .filter((index) => day === null || week.columns[index]?.at.day === day);
    const columns = places.flatMap((index) => week.columns[index] ?? []);
    const { rows } = week;
    const indexOf = (col: number) => places[col] ?? 0;
    const why = ({ row, col }: Place) => {
      const free = columns[col]?.free;
      if (free) return nl.attendance.free(free);
      const away = rows[row]?.cells[indexOf(col)]?.not_here;
      return away ? notHereText(away) : "";
    };
    return {
      columns,
      rows,
      codes,
      indexOf,
      why,
      rowCount: rows.length,
      colCount: columns.length,
      target: ({ row, col }) => {
        const one = rows[row];
        const at = columns[col]?.at;
        return one && at ? { pupil: one.pupil, name: fullName(one), at } : null;
      },
      cellAt: ({ row, col }) => {
        const one = rows[row];
        const at = columns[col]?.at;
        if (!one || !at) return EMPTY;
        return shownOf(saving, drafts, one.pupil, at, one.cells[indexOf(col)]);
      },
      // Down to the next pupil who is there; at the end it stays.
      next: (from) => {
        for (let row = from.row + 1; row < rows.length; row += 1) {
          if (!why({ ...from, row })) return { ...from, row };
        }
        return from;
      },
    };
  }, [week, day, codes, saving, drafts]);
}

const REGISTERS: readonly string[] = ["attendance_week", "attendance_cell", "attendance_pupil"];

/** Asks the registers again and waits until they are there. */
export function useSettle(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => askAgain(client, (name) => REGISTERS.includes(name)), [client]);
}
