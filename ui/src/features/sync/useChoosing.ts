import type { RefObject } from "react";
import type { ConflictRow } from "../../backend/generated/ConflictRow";
import { useRowFocus } from "../../shared/rowFocus";
import { possible, sidesOf } from "./groups";

const QUESTION = [".decide-row", "button.decide-choice:not(:disabled)"] as const;

/** Arrows go through the questions, a digit chooses in the one where the focus is. */
export function useChoosing(
  rows: readonly ConflictRow[],
  onChoose: (row: ConflictRow, side: number) => void,
): RefObject<HTMLDivElement | null> {
  return useRowFocus(rows, QUESTION, (place, event) => {
    const row = rows[place];
    const side = Number(event.key) - 1;
    const chosen = row && /^[1-9]$/.test(event.key) ? sidesOf(row)[side] : undefined;
    if (!row || !chosen || !possible(chosen)) return;
    event.preventDefault();
    onChoose(row, side);
  });
}
