import { type KeyboardEvent, useRef } from "react";
import { fold } from "../format";
import type { Props } from "./props";

/** Milliseconds after which a letter begins another word. */
const PAUSE = 900;

/** The keyboard of a table: arrows, paging, selecting, letters. */
export function useKeys<R>(
  table: Props<R>,
  at: {
    /** The row that the arrows stand on. */
    current: number;
    /** How many rows a page has. */
    page: () => number;
    /** Stands on another row and brings it into sight. */
    onMove: (to: number) => void;
  },
) {
  const { rows, rowKey, selected, onSelect } = table;
  const { current, page, onMove } = at;
  const anchor = useRef<number | null>(null);
  const typed = useRef({ text: "", at: 0 });

  const move = (to: number, extend: boolean) => {
    const target = Math.max(0, Math.min(rows.length - 1, to));
    if (extend && onSelect && selected) {
      anchor.current ??= current;
      const [low, high] = [Math.min(anchor.current, target), Math.max(anchor.current, target)];
      onSelect(new Set([...selected, ...rows.slice(low, high + 1).map(rowKey)]));
    } else {
      anchor.current = null;
    }
    onMove(target);
  };

  const toggle = (row: R) => {
    if (!onSelect || !selected) return;
    const next = new Set(selected);
    if (!next.delete(rowKey(row))) next.add(rowKey(row));
    onSelect(next);
  };

  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // Keys for a field or button inside a row are that one's own.
    if (event.target !== event.currentTarget) return;
    const row = rows[current];
    if (table.onKey?.(event, row)) {
      event.preventDefault();
      return;
    }
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(current + 1, shiftKey),
      ArrowUp: () => move(current - 1, shiftKey),
      PageDown: () => move(current + page(), shiftKey),
      PageUp: () => move(current - page(), shiftKey),
      Home: () => move(0, shiftKey),
      End: () => move(rows.length - 1, shiftKey),
      Enter: () => row !== undefined && table.onOpen?.(row),
      " ": () => row !== undefined && toggle(row),
    };
    if (!ctrlKey && !metaKey && !altKey && steps[key]) {
      if (key === "Enter" && !table.onOpen) return;
      event.preventDefault();
      steps[key]();
    } else if ((ctrlKey || metaKey) && key.toLowerCase() === "a" && onSelect) {
      event.preventDefault();
      onSelect(new Set(rows.map(rowKey)));
    } else if (key === "Escape" && onSelect && selected?.size) {
      event.preventDefault();
      onSelect(new Set());
    } else if (key.length === 1 && key !== "?" && !ctrlKey && !metaKey && !altKey) {
      if (table.onType) {
        event.preventDefault();
        table.onType(key, row);
      } else if (table.searchText) {
        event.preventDefault();
        jump(key);
      }
    }
  };

  const jump = (letter: string) => {
    const now = Date.now();
    typed.current = {
      text: (now - typed.current.at < PAUSE ? typed.current.text : "") + fold(letter),
      at: now,
    };
    const found = rows.findIndex((row) =>
      fold(table.searchText?.(row) ?? "").startsWith(typed.current.text),
    );
    if (found >= 0) move(found, false);
  };

  return { move, toggle, keyDown };
}
