import { memo, type ReactNode } from "react";
import type { Column } from "./props";

/** The cells of a row; drawn again only for another row or other columns, not for every scroll. */
export const Cells = memo(function Cells<R>({
  row,
  columns,
}: {
  row: R;
  columns: readonly Column<R>[];
}) {
  return columns.map((column) => (
    <div key={column.key} role="gridcell" className={`cell ${column.align ?? ""}`}>
      {column.render(row)}
    </div>
  ));
}) as <R>(props: { row: R; columns: readonly Column<R>[] }) => ReactNode;
