import type { NewYearPlan } from "../generated/NewYearPlan";
import type { NewYearRequest } from "../generated/NewYearRequest";
import type { NewYearRow } from "../generated/NewYearRow";
import type { NewYearVerdict } from "../generated/NewYearVerdict";
import type { Passing } from "../generated/Passing";
import type { PupilRow } from "../generated/PupilRow";
import type { StateAnswer } from "../generated/StateAnswer";
import type { StateCount } from "../generated/StateCount";
import type { StateRequest } from "../generated/StateRequest";
import type { StateRow } from "../generated/StateRow";
import type { Handlers } from ".";
import { GROUPS, keptOf } from "./enrolment_files";
import { enrolmentsOf } from "./enrolments";
import { batch, type World } from "./world";

const applied = new WeakMap<World, Set<string>>();
const VERDICT: Record<Passing["to"], NewYearVerdict> = {
  group: "passes",
  leaves: "leaves",
  unknown: "unknown",
};

/** A class passes to the one a year higher; the last one leaves. */
function proposal(name: string): Passing {
  const year = Number(name[0]);
  if (!year) return { to: "unknown" };
  if (year === 6) return { to: "leaves", cause: "", situation: "" };
  return { to: "group", class: `${year + 1}${name.slice(1)}`, group: "", location: "" };
}

function plan(world: World, { change, apply }: NewYearRequest): NewYearPlan {
  const done = applied.get(world) ?? new Set<string>();
  applied.set(world, done);
  const pupils = world.rows.filter((row) => row.kind === "pupil");
  const byClass = change.what === "pass" ? change.classes : [];
  const byPupil = change.what === "pass" ? change.pupils : [];
  const rows = pupils.map((pupil): NewYearRow => {
    const own = byPupil.find((one) => one.pupil === pupil.id)?.passing;
    const passing =
      own ?? byClass.find((one) => one.class === pupil.class)?.passing ?? proposal(pupil.class);
    return {
      pupil,
      verdict: done.has(pupil.id) ? "already" : VERDICT[passing.to],
      passing,
      decided: own !== undefined,
      was: { group: GROUPS[0]?.code ?? "", location: pupil.location, class: pupil.class },
      remarks: [],
      problem: null,
    };
  });
  const names = [...new Set(pupils.map((row) => row.class))].sort();
  const count = (verdict: NewYearVerdict) => rows.filter((row) => row.verdict === verdict).length;
  const made: NewYearPlan = {
    applicable: count("passes") + count("leaves") > 0,
    year: "2027-2028",
    classes:
      change.what === "restructure"
        ? []
        : names.map((name) => {
            const decided = byClass.find((one) => one.class === name)?.passing;
            return {
              class: name,
              pupils: pupils.filter((row) => row.class === name).length,
              passing: decided ?? proposal(name),
              decided: decided !== undefined,
            };
          }),
    rows,
    passing: count("passes"),
    leaving: count("leaves"),
    unknown: count("unknown"),
    already: count("already"),
    refused: 0,
    batch: null,
  };
  if (!apply) return made;
  const before = new Set(done);
  const id = batch(
    world,
    change.what === "pass" ? "new_year" : "restructure",
    rows.length,
    ["pupils"],
    () => {
      for (const row of rows) if (row.verdict !== "unknown") done.add(row.pupil.id);
    },
    () => applied.set(world, new Set(before)),
  );
  return { ...made, batch: id };
}

function stateRow(world: World, row: PupilRow, on: string): StateRow | null {
  const kept = keptOf(world, row);
  const school = kept.schools.find(
    (one) =>
      one.status === "realised" &&
      one.from <= on &&
      (one.leaving === null || on <= one.leaving.until),
  );
  if (!school) return null;
  const group = kept.groups.find(
    (one) => !one.never_came && one.from <= on && on <= (one.until ?? one.expected_until),
  );
  const period = enrolmentsOf(world, row.id).find(
    ({ enrolment }) => enrolment.from <= on && (enrolment.until === null || on <= enrolment.until),
  );
  return {
    pupil: row.id,
    last_name: row.last_name,
    first_name: row.first_name,
    birth_date: row.birth_date,
    stamnummer: row.stamnummer,
    institution: school.institution,
    location: group?.details.location ?? "",
    group: group?.details.group ?? "",
    class: period?.enrolment.class ?? "",
    level: "lager",
    funding: group?.details.funding ?? "",
    from: school.from,
    until: school.leaving?.until ?? null,
  };
}

function state(world: World, { on, against }: StateRequest): StateAnswer {
  const of = (day: string) =>
    world.rows.map((row) => stateRow(world, row, day)).filter((row) => row !== null);
  const rows = of(on);
  const others = against === null ? [] : of(against);
  const counts = (["level", "group", "location", "class", "funding"] as const).flatMap((by) =>
    [...new Set([...rows, ...others].map((row) => row[by] ?? ""))].sort().map(
      (code): StateCount => ({
        by,
        code,
        label: by === "group" ? (GROUPS.find((one) => one.code === code)?.label ?? "") : "",
        pupils: rows.filter((row) => (row[by] ?? "") === code).length,
        against: against === null ? null : others.filter((row) => (row[by] ?? "") === code).length,
      }),
    ),
  );
  const within = (list: StateRow[], row: StateRow) => list.find((one) => one.pupil === row.pupil);
  return {
    on,
    total: rows.length,
    without_group: rows.filter((row) => row.group === "").length,
    counts,
    rows,
    difference:
      against === null
        ? null
        : {
            against,
            total: others.length,
            came: rows.filter((row) => !within(others, row)),
            left: others.filter((row) => !within(rows, row)),
            changed: rows.flatMap((now) => {
              const was = within(others, now);
              const keys = Object.keys(now) as (keyof StateRow)[];
              const fields = was ? keys.filter((key) => was[key] !== now[key]) : [];
              return was && fields.length > 0 ? [{ was, now, fields }] : [];
            }),
          },
    count_days: [
      { day: "2026-02-02", label: "teldag vorig schooljaar" },
      { day: "2027-02-01", label: "teldag" },
    ],
  };
}

export const newYear: Handlers = {
  new_year: (world, request) => plan(world, request),
  state: (world, request) => state(world, request),
};
