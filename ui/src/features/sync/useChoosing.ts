import { type RefObject, useEffect, useRef } from "react";
import type { ConflictRow } from "../../backend/generated/ConflictRow";
import { possible, sidesOf } from "./groups";

/**
 * Arrows go through the questions, a digit chooses in the one where the focus is. What was decided
 * leaves the list: the focus goes to the question that takes its place.
 */
export function useChoosing(
  rows: readonly ConflictRow[],
  onChoose: (row: ConflictRow, side: number) => void,
): RefObject<HTMLDivElement | null> {
  const area = useRef<HTMLDivElement>(null);
  const place = useRef(-1);
  const choose = useRef(onChoose);
  choose.current = onChoose;

  useEffect(() => {
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (lost && place.current >= 0) focus(area.current, Math.min(place.current, rows.length - 1));
  }, [rows]);

  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof HTMLInputElement) return;
      const now = placeOf(area.current);
      if (key === "ArrowDown" || key === "ArrowUp") {
        event.preventDefault();
        const to = now + (key === "ArrowDown" ? 1 : -1);
        focus(area.current, Math.max(0, Math.min(to, rows.length - 1)));
      }
      const row = rows[now];
      const side = Number(key) - 1;
      const chosen = row && /^[1-9]$/.test(key) ? sidesOf(row)[side] : undefined;
      if (row && chosen && possible(chosen)) {
        event.preventDefault();
        choose.current(row, side);
      }
    };
    const focusIn = () => {
      const now = placeOf(area.current);
      if (now >= 0) place.current = now;
    };
    window.addEventListener("keydown", keyDown);
    window.addEventListener("focusin", focusIn);
    return () => {
      window.removeEventListener("keydown", keyDown);
      window.removeEventListener("focusin", focusIn);
    };
  }, [rows]);
  return area;
}

const all = (area: HTMLElement | null) => [
  ...(area?.querySelectorAll<HTMLElement>(".decide-row") ?? []),
];

/** The place of the question where the focus is; -1: in none. */
const placeOf = (area: HTMLElement | null) =>
  all(area).findIndex((row) => row.contains(document.activeElement));

function focus(area: HTMLElement | null, place: number): void {
  const row = all(area)[place];
  row?.querySelector<HTMLElement>("button.decide-choice:not(:disabled)")?.focus();
}
