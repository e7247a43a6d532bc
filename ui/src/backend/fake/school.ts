/** What the stand-in knows of attendance: marks, taken registers, enrolments, a calendar. */

import { addDays, mondayOf, weekday } from "../../shared/days";
import type { AttendanceSettings } from "../generated/AttendanceSettings";
import type { CellHistoryRow } from "../generated/CellHistoryRow";
import type { HalfDay } from "../generated/HalfDay";
import type { LocalCode } from "../generated/LocalCode";
import type { Mark } from "../generated/Mark";
import type { Measure } from "../generated/Measure";
import type { NoLesson } from "../generated/NoLesson";
import type { NotHere } from "../generated/NotHere";
import type { OfficialCode } from "../generated/OfficialCode";
import type { PreviousSchool } from "../generated/PreviousSchool";
import type { PupilRow } from "../generated/PupilRow";
import type { RegisterDeadline } from "../generated/RegisterDeadline";
import type { Taken } from "../generated/Taken";
import type { World } from "./world";

export interface SchoolWorld {
  /** By `pupil|day|half`. */
  marks: Map<string, Mark>;
  /** By `class|day|half`. */
  rolls: Map<string, Taken>;
  history: Map<string, CellHistoryRow[]>;
  drafts: Map<string, string>;
  /** First day of who came later; everybody else came on 1 September. */
  enrolledFrom: Map<string, string>;
  previous: Map<string, PreviousSchool>;
  measures: Map<string, { [key in string]: Measure }>;
  settings: AttendanceSettings;
  user: string;
}

const OFFICIAL: [OfficialCode, string][] = [
  ["Z", "Afwezig wegens ziekte"],
  ["P", "Afwezig om persoonlijke redenen met akkoord van de directie"],
  ["R", "Van rechtswege gewettigd afwezig"],
  ["B", "Problematische (ongewettigde) afwezigheid"],
  ["H", "Revalidatie tijdens de lestijden"],
  ["M", "Niet-invulling werkplekleren, niet door onwil"],
  ["A", "Afwezigheid niet-leerplichtige kleuter"],
];

function local(code: string, label: string): LocalCode {
  const official = code[0] as OfficialCode;
  return { code, label, meaning: { as: "absent", official, evidence: null, discipline: false } };
}

function codes(): LocalCode[] {
  return [
    ...OFFICIAL.map(([code, label]) => local(code, label)),
    local("R01", "Familieraad"),
    local("R03", "Begrafenis of huwelijk"),
    local("B01", "Ouders niet bereikt"),
    { code: "L", label: "Te laat", meaning: { as: "late" } },
    { code: "?", label: "Nog te bepalen", meaning: { as: "open" } },
  ];
}

/** Marks of a few weeks, so that screens have something to show. */
export function newSchool(rows: readonly PupilRow[]): SchoolWorld {
  const marks = new Map<string, Mark>();
  const enrolledFrom = new Map<string, string>();
  const places = new Map<string, number>();
  for (const row of rows) {
    const place = (places.get(row.class) ?? 0) + 1;
    places.set(row.class, place);
    if (place === 11) enrolledFrom.set(row.id, "2026-11-30");
    if (place % 3 === 0) {
      for (let n = 0; n < place % 5; n += 1) {
        const day = addDays("2026-10-05", n + place);
        marks.set(`${row.id}|${day}|VM`, { code: "Z" });
        marks.set(`${row.id}|${day}|NM`, { code: "Z" });
      }
    }
    if (place === 12) {
      for (const day of ["2026-10-06", "2026-10-13", "2026-10-20", "2026-10-27", "2026-11-17"]) {
        marks.set(`${row.id}|${day}|VM`, { code: "B" });
      }
    }
  }
  return {
    marks,
    rolls: new Map(),
    history: new Map(),
    drafts: new Map(),
    enrolledFrom,
    previous: new Map(),
    measures: new Map(),
    settings: {
      codes: { codes: codes() },
      follow_up: { open_days: 7, open_to_b_days: null },
      slots: [1, 2],
      letters: {},
    },
    user: "Katrien",
  };
}

const HOLIDAYS: [string, string, "autumn" | "armistice" | "christmas" | "carnival" | "easter"][] = [
  ["2026-11-02", "2026-11-08", "autumn"],
  ["2026-11-11", "2026-11-11", "armistice"],
  ["2026-12-21", "2027-01-03", "christmas"],
  ["2027-02-08", "2027-02-14", "carnival"],
  ["2027-03-29", "2027-04-11", "easter"],
];

/** Why a half day has no lessons. */
export function free({ day, half }: HalfDay): NoLesson | null {
  if (day < "2026-09-01" || day > "2027-06-30") return { reason: "outside_year" };
  if (weekday(day) > 4) return { reason: "weekend" };
  const holiday = HOLIDAYS.find(([from, until]) => from <= day && day <= until);
  if (holiday) return { reason: "holiday", name: holiday[2] };
  if (weekday(day) === 2 && half === "NM") return { reason: "not_worked" };
  if (day === "2026-12-04") {
    return { reason: "free", kind: "study_day", label: "Pedagogische studiedag" };
  }
  return null;
}

/** Whether the pupil is enrolled that day. */
export function notHere(world: World, pupil: string, day: string): NotHere | null {
  const from = world.school.enrolledFrom.get(pupil);
  return from && day < from ? { why: "enrolled_from", day: from } : null;
}

/** Ten half days. */
export function weekOf(day: string): HalfDay[] {
  const first = mondayOf(day);
  return [0, 1, 2, 3, 4].flatMap((n) =>
    (["VM", "NM"] as const).map((half) => ({ day: addDays(first, n), half })),
  );
}

/** Where an open register stands. */
export function dueOf(day: string, today: string): RegisterDeadline | null {
  if (today < day) return null;
  if (addDays(day, 7) < today) return "late";
  return addDays(day, 5) <= today ? "due_soon" : "open";
}

/** Half days by code of one pupil. */
export function totalsOf(world: World, pupil: string): { [key in string]: number } {
  const totals: { [key in string]: number } = {};
  for (const [key, mark] of world.school.marks) {
    const [of, day, half] = key.split("|") as [string, string, "VM" | "NM"];
    if (of !== pupil || free({ day, half })) continue;
    const code = mark.code[0] ?? "";
    totals[code] = (totals[code] ?? 0) + 1;
  }
  return totals;
}

export const ALLOWED: OfficialCode[] = ["B", "P", "R", "Z"];
