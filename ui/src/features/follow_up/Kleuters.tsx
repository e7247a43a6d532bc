import { useState } from "react";
import { Link } from "wouter";
import type { KleuterRow } from "../../backend/generated/KleuterRow";
import { useRead } from "../../backend/queries";
import { Busy, Card, ClassSelect, EmptyState, Pill, ProblemMessage, Select } from "../../shared";
import { byName, number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { HalfDaysBar } from "./HalfDaysBar";

const words = nl.followUp.kleuters;
type Purpose = "compulsory" | "admission";

/** The 290 half days of the kleuters of a class, as bars with their numbers. */
export function Kleuters() {
  const list = useRead("attendance_worklist", {});
  const [purpose, setPurpose] = useState<Purpose>("compulsory");
  const [chosen, setChosen] = useState<string | null>(null);
  const all = list.data?.kleuters ?? [];
  const classes = [...new Set(all.map((row) => row.class))].sort(byName);
  const name = chosen ?? classes[0] ?? "";
  const rows = all.filter((row) => row.class === name);
  return (
    <>
      <p className="soft measure">{words.text}</p>
      <ProblemMessage problem={list.error} />
      {classes.length > 0 ? (
        <div className="row">
          <ClassSelect
            label={nl.followUp.className}
            value={name}
            onChange={setChosen}
            classes={classes}
          />
          <Select
            label={words.purpose}
            value={purpose}
            onChange={setPurpose}
            options={(["compulsory", "admission"] as const).map((value) => ({
              value,
              label: words.purposes[value],
            }))}
          />
        </div>
      ) : null}
      {list.isPending ? <Busy what={words.loading} /> : null}
      {list.data && rows.length === 0 ? (
        <EmptyState title={words.none}>{words.noneText}</EmptyState>
      ) : null}
      {rows.length > 0 ? <Totals rows={rows} purpose={purpose} /> : null}
    </>
  );
}

function Totals({ rows, purpose }: { rows: readonly KleuterRow[]; purpose: Purpose }) {
  const columns = words.columns;
  return (
    <Card title={words.purposes[purpose]}>
      <table className="plain kleuters">
        <thead>
          <tr>
            <th scope="col">{columns.pupil}</th>
            <th scope="col">{columns.bar}</th>
            {(["here", "elsewhere", "left", "minimum", "required"] as const).map((key) => (
              <th key={key} scope="col" className="right">
                {columns[key]}
              </th>
            ))}
            <th scope="col">{columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const reached = row.totals[purpose];
            return (
              <tr key={row.pupil}>
                <th scope="row">
                  <Link href={`/aanwezigheden/leerling/${row.pupil}`}>
                    {row.last_name} {row.first_name}
                  </Link>
                </th>
                <td>
                  <HalfDaysBar reached={reached} />
                </td>
                <td className="right nums">{number(reached.here)}</td>
                <td className="right nums">{number(reached.elsewhere)}</td>
                <td className="right nums">{number(reached.left)}</td>
                <td className="right nums">{number(reached.minimum)}</td>
                <td className="right nums">{number(reached.required)}</td>
                <td>
                  {reached.at_risk ? (
                    <Pill tone="bad">{words.risk}</Pill>
                  ) : (
                    <Pill tone={reached.required === 0 ? "good" : "quiet"}>
                      {reached.required === 0 ? words.reached : words.way}
                    </Pill>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
