import { type RefObject, useEffect, useRef } from "react";

/**
 * Arrows go through the rows of a list; other keys are told with the place of the row where the
 * focus is (-1: in none). What leaves the list gives the focus to the row that takes its place.
 *
 * `row` and `first`: how to find a row, and in it what takes the focus.
 */
export function useRowFocus(
  rows: readonly unknown[],
  [row, first]: readonly [row: string, first: string],
  onKey?: (place: number, event: KeyboardEvent) => void,
): RefObject<HTMLDivElement | null> {
  const area = useRef<HTMLDivElement>(null);
  const place = useRef(-1);
  const pressed = useRef(onKey);
  pressed.current = onKey;

  useEffect(() => {
    const lost = document.activeElement === document.body || document.activeElement === null;
    const to = Math.min(place.current, rows.length - 1);
    if (lost && to >= 0) focus(area.current, to, row, first);
  }, [rows, row, first]);

  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target instanceof HTMLInputElement) return;
      const now = placeOf(area.current, row);
      if (key === "ArrowDown" || key === "ArrowUp") {
        event.preventDefault();
        const to = Math.max(0, now + (key === "ArrowDown" ? 1 : -1));
        focus(area.current, Math.min(to, rows.length - 1), row, first);
      }
      pressed.current?.(now, event);
    };
    const focusIn = () => {
      const now = placeOf(area.current, row);
      if (now >= 0) place.current = now;
    };
    window.addEventListener("keydown", keyDown);
    window.addEventListener("focusin", focusIn);
    return () => {
      window.removeEventListener("keydown", keyDown);
      window.removeEventListener("focusin", focusIn);
    };
  }, [rows, row, first]);
  return area;
}

const all = (area: HTMLElement | null, row: string) => [
  ...(area?.querySelectorAll<HTMLElement>(row) ?? []),
];

/** The place of the row where the focus is; -1: in none. */
const placeOf = (area: HTMLElement | null, row: string) =>
  all(area, row).findIndex((one) => one.contains(document.activeElement));

function focus(area: HTMLElement | null, place: number, row: string, first: string): void {
  all(area, row)[place]?.querySelector<HTMLElement>(first)?.focus();
}
