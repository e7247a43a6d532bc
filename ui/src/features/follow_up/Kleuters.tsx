import { useState } from "react";
import { Link } from "wouter";
import type { CalendarAnswer } from "../../backend/generated/CalendarAnswer";
import type { KleuterTotals } from "../../backend/generated/KleuterTotals";
import type { PupilRow } from "../../backend/generated/PupilRow";
import type { PupilYearAnswer } from "../../backend/generated/PupilYearAnswer";
import { useRead, useReadAll } from "../../backend/queries";
import { Busy, Card, ClassSelect, EmptyState, Pill, ProblemMessage, Select } from "../../shared";
import { byName, number } from "../../shared/format";
import { nl } from "../../texts/nl";
import { HalfDaysBar } from "./HalfDaysBar";

const words = nl.followUp.kleuters;
type Purpose = "compulsory" | "admission";

/** A kleuter who has totals at all. */
type Counted = PupilYearAnswer & { kleuter: KleuterTotals };

/** Age in the calendar year in which the school year begins, from which the half days are counted. */
const AGE = 5;

/**
 * Whom it is worth to ask about: pupils of kleuter classes who turn five in the calendar year in
 * which the school year begins. The program decides who is counted.
 */
export function fiveYearOlds(
  rows: readonly PupilRow[],
  calendar: CalendarAnswer | undefined,
): PupilRow[] {
  if (!calendar) return [];
  const born = String(Number(calendar.calendar.year.slice(0, 4)) - AGE);
  const kleuter = calendar.classes.filter((one) => one.teaching.level === "kleuter");
  const classes = new Set(kleuter.map((one) => one.class));
  return rows.filter((row) => classes.has(row.class) && row.birth_date.startsWith(born));
}

/** The 290 half days of the kleuters of a class, as bars with their numbers. */
export function Kleuters() {
  const calendar = useRead("calendar", { year: null, class: null });
  const pupils = useRead("pupils_list", {});
  const [purpose, setPurpose] = useState<Purpose>("compulsory");
  const [chosen, setChosen] = useState<string | null>(null);
  const five = fiveYearOlds(pupils.data?.rows ?? [], calendar.data);
  const classes = [...new Set(five.map((row) => row.class))].sort(byName);
  const name = chosen ?? classes[0] ?? "";
  const ids = five.filter((row) => row.class === name).map((row) => row.id);
  const years = useReadAll(
    "attendance_pupil",
    ids.map((pupil) => ({ pupil, year: null })),
  );
  const rows = years.data.filter((one): one is Counted => one.kleuter !== null);
  if (calendar.isPending || pupils.isPending) return <Busy what={words.loading} />;
  return (
    <>
      <p className="soft measure">{words.text}</p>
      <ProblemMessage problem={calendar.error ?? pupils.error ?? years.error} />
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
      {years.pending ? <Busy what={words.loading} /> : null}
      {!years.pending && rows.length === 0 ? (
        <EmptyState title={words.none}>{words.noneText}</EmptyState>
      ) : null}
      {rows.length > 0 ? <Totals rows={rows} purpose={purpose} /> : null}
    </>
  );
}

function Totals({ rows, purpose }: { rows: readonly Counted[]; purpose: Purpose }) {
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
            const reached = row.kleuter[purpose];
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
