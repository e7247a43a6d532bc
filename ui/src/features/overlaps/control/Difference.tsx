import { useState } from "react";
import { useLocation } from "wouter";
import type { Control } from "../../../backend/generated/Control";
import type { ControlPupil } from "../../../backend/generated/ControlPupil";
import { type Column, EmptyState, Table } from "../../../shared";
import { date, longDate, number } from "../../../shared/format";
import { nl } from "../../../texts/nl";
import { Groups } from "./Groups";

const words = nl.overlapLists.control;
const PARTS = ["missing_here", "missing_there", "different"] as const;
type Part = (typeof PARTS)[number];

/** The part that asks for something comes first. */
export function firstPart(control: Control): Part {
  return PARTS.find((part) => control[part].length > 0) ?? "missing_here";
}

/** Who is missing here, who is missing there, and what differs; counts by group below. */
export function Difference({ control }: { control: Control }) {
  const [chosen, setPart] = useState<Part | null>(null);
  const [, go] = useLocation();
  const part = chosen ?? firstPart(control);
  const equal = PARTS.every((one) => control[one].length === 0);
  return (
    <>
      <div className="verdicts four">
        {PARTS.map((one) => (
          <button
            key={one}
            type="button"
            className={`verdict ${control[one].length > 0 ? "warn" : "good"}`}
            aria-pressed={part === one}
            onClick={() => setPart(one)}
          >
            <span className="soft">{words.figures[one]}</span>
            <span className="figure nums">{number(control[one].length)}</span>
            <span className="hint">{words.hints[one]}</span>
          </button>
        ))}
        <div className="verdict good">
          <span className="soft">{words.figures.same}</span>
          <span className="figure nums">{number(control.same)}</span>
          <span className="hint">{words.totals(control.there, control.here)}</span>
        </div>
      </div>
      {control.warnings.length > 0 ? (
        <p className="warn-text">{words.unread(control.warnings.length)}</p>
      ) : null}
      {equal ? (
        <EmptyState title={words.equal}>
          {words.equalText(control.same, longDate(control.on))}
        </EmptyState>
      ) : (
        <Table
          label={words.figures[part]}
          rows={control[part]}
          columns={part === "different" ? [...COLUMNS, FIELDS] : COLUMNS}
          rowKey={(row) => `${row.row ?? ""} ${row.pupil ?? ""} ${row.last_name}`}
          onOpen={(row) => {
            if (row.pupil) go(`/leerlingen/${row.pupil}`);
          }}
          searchText={(row) => row.last_name}
          measured
          rowHeight={38}
          empty={<p className="soft">{words.none}</p>}
        />
      )}
      {control.groups.length > 0 ? <Groups groups={control.groups} /> : null}
    </>
  );
}

const COLUMNS: Column<ControlPupil>[] = [
  {
    key: "row",
    header: words.columns.row,
    width: "60px",
    render: (row) => <span className="soft nums">{row.row ?? ""}</span>,
  },
  {
    key: "pupil",
    header: words.columns.pupil,
    width: "minmax(160px, 1fr)",
    render: (row) => (
      <div className="wrap">
        {row.last_name} {row.first_name}
        {row.pupil ? null : <div className="hint">{words.unknown}</div>}
      </div>
    ),
  },
  {
    key: "class",
    header: words.columns.className,
    width: "80px",
    render: (row) => row.class,
  },
  {
    key: "group",
    header: words.columns.group,
    width: "90px",
    render: (row) => <span className="nums">{row.group}</span>,
  },
];

/** A day as people write it; anything else as it is. */
function shown(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : value;
}

const FIELDS: Column<ControlPupil> = {
  key: "fields",
  header: words.columns.fields,
  width: "minmax(240px, 2fr)",
  render: (row) => (
    <div className="wrap">
      {row.fields.map(({ field, was, now }) => (
        <div key={field}>
          {words.fields(nl.shared.fields[field] ?? field, shown(was), shown(now))}
        </div>
      ))}
    </div>
  ),
};
