import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { ClassWeek } from "../../backend/generated/ClassWeek";
import type { HalfDay } from "../../backend/generated/HalfDay";
import type { Mark } from "../../backend/generated/Mark";
import type { WeekColumn } from "../../backend/generated/WeekColumn";
import type { WeekRow } from "../../backend/generated/WeekRow";
import { useRead } from "../../backend/queries";
import { problemText } from "../../texts/nl";
import type { Status } from "./Cell";
import { type Codes, codesOf } from "./codes";
import type { Drafts } from "./drafts";
import type { Place } from "./keys";
import { cellKey, type Saving, useSaving } from "./saving";

/** One cell as it is to be shown: what was typed counts before what the program answered. */
export interface Shown {
  mark: Mark | null;
  status: Status;
  /** Why the last entry was not kept. */
  failure: string | null;
  /** A remark was typed and not kept yet. */
  draft: boolean;
}

/** The register on screen. */
export interface Register {
  columns: readonly WeekColumn[];
  rows: readonly WeekRow[];
  codes: Codes;
  /** Place of a column among the ten half days of the week. */
  indexOf: (col: number) => number;
  at: (col: number) => HalfDay | undefined;
  cellAt: (place: Place) => Shown;
  isOpen: (place: Place) => boolean;
}

const EMPTY: Shown = { mark: null, status: null, failure: null, draft: false };

/** The rows and columns of a week, or of one day of it, with what was typed. */
export function useRegister(
  week: ClassWeek | undefined,
  day: string | null,
  drafts: Drafts,
): Register {
  const settings = useRead("attendance_settings", {});
  const codes = useMemo(() => codesOf(settings.data?.settings), [settings.data]);
  const saving = useSaving();
  return useMemo(() => {
    const places = (week?.columns ?? [])
      .map((_, index) => index)
      .filter((index) => day === null || week?.columns[index]?.at.day === day);
    const columns = places.flatMap((index) => week?.columns[index] ?? []);
    const rows = week?.rows ?? [];
    const indexOf = (col: number) => places[col] ?? 0;
    return {
      columns,
      rows,
      codes,
      indexOf,
      at: (col) => columns[col]?.at,
      cellAt: ({ row, col }) => {
        const one = rows[row];
        const at = columns[col]?.at;
        if (!one || !at) return EMPTY;
        return shown(saving, drafts, one, at, indexOf(col));
      },
      isOpen: ({ row, col }) =>
        columns[col]?.free === null && rows[row]?.cells[indexOf(col)]?.not_here === null,
    };
  }, [week, day, codes, saving, drafts]);
}

function shown(saving: Saving, drafts: Drafts, row: WeekRow, at: HalfDay, index: number): Shown {
  const key = cellKey(row.pupil, at);
  const cell = row.cells[index];
  const sending = saving.cells.get(key);
  const failure = saving.failures.find((one) => one.key === key);
  const status: Status = !sending
    ? (cell?.state ?? null)
    : sending.saved
      ? sending.now
        ? "saved"
        : null
      : "sending";
  return {
    mark: sending ? sending.now : (cell?.mark ?? null),
    status,
    failure: failure ? problemText(failure.problem) : null,
    draft: drafts[key] !== undefined,
  };
}

/** Asks the register again and waits until it is there. */
export function useSettle(): () => Promise<unknown> {
  const client = useQueryClient();
  return useCallback(
    () =>
      Promise.all(
        ["attendance_week", "attendance_cell"].map((name) =>
          client.invalidateQueries({ queryKey: [name] }),
        ),
      ),
    [client],
  );
}
