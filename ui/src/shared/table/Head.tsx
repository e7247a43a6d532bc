import { nl } from "../../texts/nl";
import type { Column, Props } from "./props";

/** The headers: a box that selects all, and buttons that sort. */
export function Head<R>({ table, selecting }: { table: Props<R>; selecting: boolean }) {
  const { rows, columns, rowKey, selected, onSelect, sort, onSort } = table;
  const all = selecting && rows.length > 0 && selected?.size === rows.length;
  const header = (column: Column<R>, sorted: boolean) =>
    column.compare && onSort ? (
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
    );
  return (
    <div className="table-row table-head" role="row" aria-rowindex={1}>
      {selecting ? (
        <div role="columnheader" className="cell box">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={nl.shared.selectAll}
            checked={all}
            onChange={() => onSelect?.(all ? new Set() : new Set(rows.map(rowKey)))}
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
            {header(column, sorted)}
          </div>
        );
      })}
    </div>
  );
}
