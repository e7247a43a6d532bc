import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { nl } from "../texts/nl";
import { fold } from "./format";

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

interface Props<R> {
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

/** Height of the headers in pixels, as `table.css` has it. */
const HEAD = 33;

/**
 * A list of any length: only the rows in sight are there. Arrows move, Enter opens, Space
 * selects, Ctrl A selects all, letters search.
 */
export function Table<R>(props: Props<R>) {
  const {
    rows,
    columns,
    rowKey,
    selected,
    onSelect,
    sort,
    onSort,
    rowHeight = 36,
    measured,
  } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const anchor = useRef<number | null>(null);
  const typed = useRef({ text: "", at: 0 });
  const current = Math.min(active, rows.length - 1);

  // The same function as long as the rows are the same: another one measures every row again.
  const getItemKey = useCallback(
    (index: number) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    [rows, rowKey],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The rows begin below the headers, which stay and cover the first of them.
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    // The row that the arrows stand on stays there for screen readers, in sight or not.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      if (current < 0 || shown.includes(current)) return shown;
      return [...shown, current].sort((a, b) => a - b);
    },
    getItemKey,
  });

  // A panel opened from elsewhere (search, link) brings its row into sight.
  const opened = props.opened ?? null;
  const position = useMemo(
    () => (opened === null ? -1 : rows.findIndex((row) => rowKey(row) === opened)),
    [opened, rows, rowKey],
  );
  // Only when another row is opened: a row that moves after an edit leaves the list where it is.
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (position >= 0 && opened !== shown.current) {
      shown.current = opened;
      setActive(position);
      virtual.scrollToIndex(position, { align: "auto" });
    } else if (opened === null) {
      shown.current = null;
    }
  }, [position, opened, virtual]);

  const move = (to: number, extend: boolean) => {
    const target = Math.max(0, Math.min(rows.length - 1, to));
    if (extend && onSelect && selected) {
      anchor.current ??= current;
      const [low, high] = [Math.min(anchor.current, target), Math.max(anchor.current, target)];
      onSelect(new Set([...selected, ...rows.slice(low, high + 1).map(rowKey)]));
    } else {
      anchor.current = null;
    }
    setActive(target);
    virtual.scrollToIndex(target, { align: "auto" });
  };

  const toggle = (row: R) => {
    if (!onSelect || !selected) return;
    const next = new Set(selected);
    if (!next.delete(rowKey(row))) next.add(rowKey(row));
    onSelect(next);
  };

  const page = () =>
    Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2);

  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // Keys for a field or button inside a row are that one's own.
    if (event.target !== event.currentTarget) return;
    const row = rows[current];
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(current + 1, shiftKey),
      ArrowUp: () => move(current - 1, shiftKey),
      PageDown: () => move(current + page(), shiftKey),
      PageUp: () => move(current - page(), shiftKey),
      Home: () => move(0, shiftKey),
      End: () => move(rows.length - 1, shiftKey),
      Enter: () => row !== undefined && props.onOpen?.(row),
      " ": () => row !== undefined && toggle(row),
    };
    if (!ctrlKey && !metaKey && !altKey && steps[key]) {
      if (key === "Enter" && !props.onOpen) return;
      event.preventDefault();
      steps[key]();
    } else if ((ctrlKey || metaKey) && key.toLowerCase() === "a" && onSelect) {
      event.preventDefault();
      onSelect(new Set(rows.map(rowKey)));
    } else if (key === "Escape" && onSelect && selected?.size) {
      event.preventDefault();
      onSelect(new Set());
    } else if (key.length === 1 && key !== "?" && !ctrlKey && !metaKey && !altKey) {
      if (props.onType) {
        event.preventDefault();
        props.onType(key, row);
      } else if (props.searchText) {
        event.preventDefault();
        jump(key);
      }
    }
  };

  const jump = (letter: string) => {
    const now = Date.now();
    typed.current = {
      text: (now - typed.current.at < 900 ? typed.current.text : "") + fold(letter),
      at: now,
    };
    const found = rows.findIndex((row) =>
      fold(props.searchText?.(row) ?? "").startsWith(typed.current.text),
    );
    if (found >= 0) move(found, false);
  };

  const selecting = Boolean(onSelect && selected);
  const tracks = `${selecting ? "36px " : ""}${columns.map((column) => column.width).join(" ")}`;
  const allSelected = selecting && rows.length > 0 && selected?.size === rows.length;
  const activeRow = rows[current];
  const style: CSSProperties = { "--columns": tracks, maxHeight: props.maxHeight } as CSSProperties;

  return (
    <div className={`table ${props.maxHeight ? "" : "grow"}`} style={style}>
      <div
        ref={scroller}
        className="table-scroll"
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable={selecting || undefined}
        aria-activedescendant={activeRow === undefined ? undefined : `${id}-${current}`}
        onKeyDown={keyDown}
      >
        <div className="table-row table-head" role="row" aria-rowindex={1}>
          {selecting ? (
            <div role="columnheader" className="cell box">
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={nl.shared.selectAll}
                checked={allSelected}
                onChange={() => onSelect?.(allSelected ? new Set() : new Set(rows.map(rowKey)))}
              />
            </div>
          ) : null}
          {columns.map((column) => {
            const sorted = sort?.key === column.key;
            return (
              <div
                key={column.key}
                role="columnheader"
                className={`cell ${column.align ?? ""}`}
                aria-sort={sorted ? (sort?.down ? "descending" : "ascending") : undefined}
              >
                {column.compare && onSort ? (
                  <button
                    type="button"
                    className="sort"
                    onClick={() => onSort({ key: column.key, down: sorted ? !sort?.down : false })}
                  >
                    {column.header}
                    <span aria-hidden="true">{sorted ? (sort?.down ? " ▾" : " ▴") : ""}</span>
                  </button>
                ) : (
                  column.header
                )}
              </div>
            );
          })}
        </div>
        {rows.length === 0 && props.empty ? (
          <div className="table-empty" role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        ) : (
          <div
            className="table-body"
            role="presentation"
            style={{ height: virtual.getTotalSize() }}
          >
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              const key = rowKey(row);
              const isSelected = selected?.has(key) ?? false;
              return (
                <div
                  key={item.key}
                  id={`${id}-${item.index}`}
                  data-index={item.index}
                  ref={measured ? virtual.measureElement : undefined}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={selecting ? isSelected : undefined}
                  className={[
                    "table-row",
                    item.index === current ? "active" : "",
                    isSelected ? "selected" : "",
                    key === opened ? "opened" : "",
                    props.onOpen ? "opens" : "",
                    props.rowClass?.(row) ?? "",
                  ]
                    .filter(Boolean)
                    .join(" ")}
                  style={{
                    transform: `translateY(${item.start - HEAD}px)`,
                    height: measured ? undefined : rowHeight,
                    minHeight: rowHeight,
                  }}
                  onClick={(event) => {
                    if ((event.target as HTMLElement).closest("button, input, a, select")) return;
                    if (event.shiftKey && selecting) return move(item.index, true);
                    setActive(item.index);
                    if ((event.ctrlKey || event.metaKey) && selecting) return toggle(row);
                    props.onOpen?.(row);
                  }}
                >
                  {selecting ? (
                    <div role="gridcell" className="cell box">
                      <input
                        type="checkbox"
                        tabIndex={-1}
                        aria-label={nl.shared.select}
                        checked={isSelected}
                        onChange={() => {
                          setActive(item.index);
                          toggle(row);
                        }}
                      />
                    </div>
                  ) : null}
                  <Cells row={row} columns={columns} />
                </div>
              );
            })}
          </div>
        )}
      </div>
    </div>
  );
}

/** The cells of a row; drawn again only for another row or other columns, not for every scroll. */
const Cells = memo(function Cells<R>({ row, columns }: { row: R; columns: readonly Column<R>[] }) {
  return columns.map((column) => (
    <div key={column.key} role="gridcell" className={`cell ${column.align ?? ""}`}>
      {column.render(row)}
    </div>
  ));
}) as <R>(props: { row: R; columns: readonly Column<R>[] }) => ReactNode;
