/** What a table is given. */
import type { KeyboardEvent, ReactNode } from "react";

/** A column of a table. */
export interface Column<R> {
  key: string;
  header: string;
  /** A track of a CSS grid: `120px`, `minmax(140px, 1fr)`. */
  width: string;
  render: (row: R) => ReactNode;
  /** Present: the header sorts. */
  compare?: (a: R, b: R) => number;
  align?: "right";
}

/** By which column, and which way. */
export interface Sort {
  key: string;
  down: boolean;
}

/** All of it. */
export interface Props<R> {
  /** Read out. */
  label: string;
  rows: readonly R[];
  columns: readonly Column<R>[];
  rowKey: (row: R) => string;
  /** Enter or a click. */
  onOpen?: (row: R) => void;
  /** The row whose panel is open. */
  opened?: string | null;
  /** Present: Space and the boxes select. */
  selected?: ReadonlySet<string>;
  onSelect?: (selected: ReadonlySet<string>) => void;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  /** A letter typed on the table, on the row that the arrows stand on: for a search field or a decision. */
  onType?: (letter: string, row: R | undefined) => void;
  /** Any key, before the table looks at it; true: it was taken. */
  onKey?: (event: KeyboardEvent, row: R | undefined) => boolean;
  /** Without `onType`, letters jump to the next row that begins so. */
  searchText?: (row: R) => string;
  /** Pixels; every row is as high. Default 36. */
  rowHeight?: number;
  /** Rows measure themselves; `rowHeight` is the guess. */
  measured?: boolean;
  /** Shown instead of rows. */
  empty?: ReactNode;
  /** At most so high; without it the table takes the height that is left. */
  maxHeight?: number;
  rowClass?: (row: R) => string;
}
