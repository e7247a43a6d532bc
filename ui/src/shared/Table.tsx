import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { nl } from "../texts/nl";
import { Cells } from "./table/Cells";
import { Head } from "./table/Head";
import type { Props } from "./table/props";
import { useKeys } from "./table/useKeys";

export type { Column, Sort } from "./table/props";

/** Height of the headers in pixels, as `table.css` has it. */
const HEAD = 33;

/**
 * A list of any length: only the rows in sight are there. Arrows move, Enter opens, Space
 * selects, Ctrl A selects all, letters search.
 */
export function Table<R>(props: Props<R>) {
  const { rows, columns, rowKey, selected, onSelect, rowHeight = 36, measured } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
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

  const { move, toggle, keyDown } = useKeys(props, {
    current,
    page: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 2),
    onMove: (to) => {
      setActive(to);
      virtual.scrollToIndex(to, { align: "auto" });
    },
  });

  const selecting = Boolean(onSelect && selected);
  const tracks = `${selecting ? "36px " : ""}${columns.map((column) => column.width).join(" ")}`;
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
        <Head table={props} selecting={selecting} />
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
