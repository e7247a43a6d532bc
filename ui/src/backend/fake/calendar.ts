import { addDays, weekday } from "../../shared/days";
import { byName } from "../../shared/format";
import type { Calendar } from "../generated/Calendar";
import type { CalendarAnswer } from "../generated/CalendarAnswer";
import type { ClassRow } from "../generated/ClassRow";
import type { ClassTeaching } from "../generated/ClassTeaching";
import type { Holiday } from "../generated/Holiday";
import type { Saved } from "../generated/Saved";
import type { Handlers } from ".";
import { batch, type World } from "./world";

/** Of 2026-2027 alone; other years have none here. */
const HOLIDAYS: Holiday[] = [
  { name: "autumn", from: "2026-11-02", until: "2026-11-08" },
  { name: "armistice", from: "2026-11-11", until: "2026-11-11" },
  { name: "christmas", from: "2026-12-21", until: "2027-01-03" },
  { name: "carnival", from: "2027-02-08", until: "2027-02-14" },
  { name: "easter", from: "2027-03-29", until: "2027-04-11" },
  { name: "labour_day", from: "2027-05-01", until: "2027-05-01" },
  { name: "ascension", from: "2027-05-06", until: "2027-05-07" },
  { name: "whit_monday", from: "2027-05-17", until: "2027-05-17" },
  { name: "summer", from: "2027-07-01", until: "2027-08-31" },
];
const LABELS: Partial<Record<Holiday["name"], string>> = {
  autumn: "Herfstvakantie",
  armistice: "Wapenstilstand",
  christmas: "Kerstvakantie",
  carnival: "Krokusvakantie",
  easter: "Paasvakantie",
  labour_day: "Dag van de Arbeid",
  ascension: "Hemelvaartsdag en dag erna",
  whit_monday: "Pinkstermaandag",
  summer: "Zomervakantie",
};

interface Kept {
  calendars: Map<string, Calendar>;
  classes: Map<string, ClassTeaching>;
}
const worlds = new WeakMap<World, Kept>();

function keptIn(world: World): Kept {
  const kept = worlds.get(world) ?? { calendars: new Map(), classes: new Map() };
  worlds.set(world, kept);
  return kept;
}

function standard(year: string): Calendar {
  const begin = Number(year.slice(0, 4));
  return {
    year,
    kind: "bao",
    first_day: `${begin}-09-01`,
    last_day: `${begin + 1}-06-30`,
    pattern: [
      [true, true],
      [true, true],
      [true, false],
      [true, true],
      [true, true],
    ],
    patterns: [],
    special_days: [],
  };
}

function classRows(world: World): ClassRow[] {
  const counts = new Map<string, number>();
  for (const row of world.rows) {
    if (row.class) counts.set(row.class, (counts.get(row.class) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => byName(a, b))
    .map(([name, pupils]) => ({
      class: name,
      pupils,
      teaching: keptIn(world).classes.get(name) ?? { level: null, special: false },
      proposal: name.startsWith("K") ? "kleuter" : "lager",
    }));
}

function answer(world: World, year: string): CalendarAnswer {
  const saved = keptIn(world).calendars.get(year);
  const calendar = saved ?? standard(year);
  const begin = Number(year.slice(0, 4));
  const days: CalendarAnswer["days"] = [];
  for (let day = `${begin}-09-01`; day <= `${begin + 1}-08-31`; day = addDays(day, 1)) {
    const holidays = HOLIDAYS.filter((one) => one.from <= day && day <= one.until);
    const special = calendar.special_days.filter((one) => one.from <= day && day <= one.until);
    const inside = calendar.first_day <= day && day <= calendar.last_day;
    const lessons = (["VM", "NM"] as const).map((half, at) => {
      const works = calendar.pattern[weekday(day)]?.[at] ?? false;
      const own = special.filter((one) => one.half === null || one.half === half).at(-1);
      if (!inside) return false;
      if (own?.kind === "lesson") return true;
      return works && holidays.length === 0 && own === undefined;
    }) as [boolean, boolean];
    const labels = [
      ...holidays.map((one) => LABELS[one.name] ?? one.name),
      ...special.map((one) => one.label),
    ];
    days.push({ day, lessons, labels });
  }
  const count = (some: typeof days) =>
    some.reduce((sum, { lessons }) => sum + Number(lessons[0]) + Number(lessons[1]), 0);
  const months = Array.from({ length: 12 }, (_, index) => {
    const month = ((index + 8) % 12) + 1;
    const of = month >= 9 ? begin : begin + 1;
    const start = `${of}-${String(month).padStart(2, "0")}`;
    return { year: of, month, half_days: count(days.filter(({ day }) => day.startsWith(start))) };
  });
  return {
    calendar,
    saved: saved !== undefined,
    holidays: HOLIDAYS,
    days,
    months,
    half_days: count(days),
    remarks: [],
    classes: classRows(world),
  };
}

function saveClasses(world: World, classes: { [key in string]?: ClassTeaching }): Saved {
  const kept = keptIn(world);
  const before = kept.classes;
  const after = new Map([...before, ...(Object.entries(classes) as [string, ClassTeaching][])]);
  const put = (which: typeof before) => () => {
    kept.classes = which;
  };
  return { batch: batch(world, "setting", 1, ["settings"], put(after), put(before)) };
}

export const calendar: Handlers = {
  calendar: (world, { year }) => answer(world, year ?? "2026-2027"),
  calendar_save: (world, request) => {
    if (request.part === "classes") return saveClasses(world, request.classes);
    const { was, now } = request;
    const { calendars } = keptIn(world);
    const before = calendars.get(now.year);
    if (before && JSON.stringify(before) !== JSON.stringify(was)) {
      throw { code: "stale", values: { field: "calendar", now: "" } };
    }
    const back = () => {
      if (before) calendars.set(now.year, before);
      else calendars.delete(now.year);
    };
    return {
      batch: batch(world, "setting", 1, ["settings"], () => calendars.set(now.year, now), back),
    };
  },
};
