/** Columns and targets, both ways. Pure. */
import type { ImportPreview } from "../backend/generated/ImportPreview";

/** Target by column index. */
export type ColumnTargets = { [column in number]?: string };

/** The mapping as seen from the columns. */
export function targetsByColumn(preview: Pick<ImportPreview, "mapping">): ColumnTargets {
  const columns: ColumnTargets = {};
  for (const [target, column] of Object.entries(preview.mapping)) {
    if (column !== undefined) columns[column] = target;
  }
  return columns;
}

/**
 * The mapping with one column changed. A column holds one target and a target stands in one
 * column: whatever the column held is freed, and the target leaves its former column.
 */
export function mappingWith(
  preview: Pick<ImportPreview, "mapping">,
  column: number,
  target: string,
): { [key in string]: number } {
  const mapping: { [key in string]: number } = {};
  for (const [other, at] of Object.entries(preview.mapping)) {
    if (at !== undefined && at !== column && other !== target) mapping[other] = at;
  }
  if (target !== "") mapping[target] = column;
  return mapping;
}
