/** Cells to type in: a class and its half days, or the year of one pupil. */

import type { HalfDay } from "../../backend/generated/HalfDay";
import type { Mark } from "../../backend/generated/Mark";
import type { WeekCell } from "../../backend/generated/WeekCell";
import type { Drafts } from "../../shared/drafts";
import { cellKey } from "../../shared/register";
import { problemText } from "../../texts/nl";
import type { Status } from "./Cell";
import type { Codes } from "./codes";
import type { Place } from "./keys";
import type { Saving } from "./saving";

/** One cell as it is to be shown: what was typed counts before what the program answered. */
export interface Shown {
  mark: Mark | null;
  status: Status;
  /** The code that was entered as well and waits for a decision. */
  offered: string | null;
  /** Why the last entry was not kept. */
  failure: string | null;
  /** A remark was typed and not kept yet. */
  draft: boolean;
}

/** Whose half day a cell is. */
export interface Target {
  pupil: string;
  name: string;
  at: HalfDay;
}

export interface Sheet {
  rowCount: number;
  colCount: number;
  codes: Codes;
  target: (place: Place) => Target | null;
  cellAt: (place: Place) => Shown;
  /** Why nothing can be entered; empty: something can. */
  why: (place: Place) => string;
  /** Where typing goes on. */
  next: (from: Place) => Place;
}

export const EMPTY: Shown = {
  mark: null,
  status: null,
  offered: null,
  failure: null,
  draft: false,
};

/** What a cell shows. */
export function shownOf(
  saving: Saving,
  drafts: Drafts,
  pupil: string,
  at: HalfDay,
  cell: WeekCell | undefined,
): Shown {
  const key = cellKey(pupil, at);
  const sending = saving.cells.get(key);
  const failure = saving.failures.find((one) => one.key === key);
  return {
    mark: sending ? sending.now : (cell?.mark ?? null),
    status: sending && !sending.saved ? "sending" : (cell?.state ?? null),
    offered: cell?.offered ?? null,
    failure: failure ? problemText(failure.problem) : null,
    draft: drafts[key] !== undefined,
  };
}

/** Where a cell, named as in `saving`, stands. */
export function placeOf(sheet: Sheet, key: string): Place | null {
  for (let row = 0; row < sheet.rowCount; row += 1) {
    for (let col = 0; col < sheet.colCount; col += 1) {
      const target = sheet.target({ row, col });
      if (target && cellKey(target.pupil, target.at) === key) return { row, col };
    }
  }
  return null;
}
