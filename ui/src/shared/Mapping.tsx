/** Which column holds what, with the first rows as they are read. */
import { useId } from "react";
import type { ImportPreview } from "../backend/generated/ImportPreview";
import { useDo } from "../backend/queries";
import { nl } from "../texts/nl";
import { Field, Pill, ProblemMessage, Select } from ".";
import { type ColumnTargets, mappingWith, targetsByColumn } from "./columns";

const text = nl.imports;

/** The name of a target. */
export function targetName(target: string): string {
  return text.targets[target] ?? nl.shared.fields[target] ?? target;
}

/** One line about the file: format, how the columns were found, what was removed. */
export function FileFacts({ preview }: { preview: ImportPreview }) {
  const targets = Object.keys(preview.mapping).length;
  return (
    <div className="row file-facts">
      <span className="strong">{preview.file_name}</span>
      <span className="soft">
        {text.rows(preview.rows)} ·{" "}
        {text.format(preview.format, preview.encoding, preview.delimiter)} ·{" "}
        {text.used(targets, preview.headers.length)}
      </span>
      {preview.remembered ? <Pill tone="info">{text.remembered}</Pill> : null}
      {preview.removed_characters > 0 ? (
        <Pill tone="warn">{text.removed(preview.removed_characters)}</Pill>
      ) : null}
    </div>
  );
}

/** The mapping itself. Every change is read again at once and shown. */
export function Mapping({
  preview,
  onPreview,
}: {
  preview: ImportPreview;
  onPreview: (next: ImportPreview) => void;
}) {
  const map = useDo("import_read");
  const id = useId();
  const columns: ColumnTargets = targetsByColumn(preview);

  function ask(change: {
    sheet?: string;
    header_row?: number;
    mapping?: { [key in string]: number };
  }) {
    map.mutate(
      {
        what: "map",
        session: preview.session,
        sheet: change.sheet ?? preview.sheet,
        header_row: change.header_row ?? (change.sheet ? null : preview.header_row),
        mapping: change.mapping ?? null,
      },
      { onSuccess: ({ preview: next }) => next && onPreview(next) },
    );
  }

  return (
    <div className="mapping">
      <div className="row mapping-top">
        {preview.sheets.length > 1 ? (
          <Select
            label={text.sheet}
            value={preview.sheet}
            options={preview.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
            onChange={(sheet) => ask({ sheet })}
          />
        ) : null}
        <Field
          label={text.headerRow}
          type="number"
          min={1}
          key={`${preview.session} ${preview.sheet} ${preview.header_row}`}
          value={String(preview.header_row)}
          onChange={(typed) => {
            const row = Number(typed);
            if (Number.isInteger(row) && row >= 1 && row <= 20_000) ask({ header_row: row });
          }}
        />
        <p className="hint grow">{text.hint}</p>
      </div>
      {map.error ? <ProblemMessage problem={map.error} /> : null}
      {preview.missing.length > 0 ? (
        <p className="notice warn" role="status">
          <span aria-hidden="true">● </span>
          {text.missing(preview.missing.map(targetName).join(", "))}
        </p>
      ) : null}
      <div className="mapping-scroll" aria-busy={map.isPending}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="line">
                {text.row}
              </th>
              {preview.headers.map((header, column) => {
                const target = columns[column] ?? "";
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
                  <th key={column} scope="col" className={target ? "used" : undefined}>
                    <div className="cut header" title={header}>
                      {header || text.unnamed(column + 1)}
                    </div>
                    <select
                      className="input select"
                      id={`${id}-${column}`}
                      aria-label={text.columnIs(header || text.unnamed(column + 1))}
                      value={target}
                      onChange={(event) =>
                        ask({ mapping: mappingWith(preview, column, event.target.value) })
                      }
                    >
                      <option value="">{text.ignore}</option>
                      {preview.targets.map((one) => (
                        <option key={one} value={one}>
                          {targetName(one)}
                        </option>
                      ))}
                    </select>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {preview.sample.slice(0, 8).map((row) => (
              <tr key={row.row}>
                <td className="soft line">{row.row}</td>
                {preview.headers.map((_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
                  <td key={column} className={columns[column] ? "used" : "unused"}>
                    <div className="cut">{row.cells[column] ?? ""}</div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
