import { addDays } from "../../shared/days";
import type { CellEdit } from "../generated/CellEdit";
import type { Finding } from "../generated/Finding";
import type { HalfDay } from "../generated/HalfDay";
import type { Mark } from "../generated/Mark";
import type { Problem } from "../generated/Problem";
import type { TodayClass } from "../generated/TodayClass";
import type { WeekCell } from "../generated/WeekCell";
import type { Handlers } from ".";
import { ALLOWED, dueOf, free, notHere, totalsOf, weekOf } from "./school";
import { syncOf } from "./sync";
import { batch, NOW, type World } from "./world";

const cellKey = (pupil: string, at: HalfDay) => `${pupil}|${at.day}|${at.half}`;
const rollKey = (name: string, at: HalfDay) => `${name}|${at.day}|${at.half}`;

/** One cell as it stands. */
export function cell(world: World, pupil: string, at: HalfDay): WeekCell {
  const mark = world.school.marks.get(cellKey(pupil, at)) ?? null;
  const { status, conflicts } = syncOf(world);
  const asked = conflicts.find(
    ({ who, about }) =>
      who?.pupil === pupil &&
      about.is === "half_day" &&
      about.at.day === at.day &&
      about.at.half === at.half,
  );
  const value = asked?.offers[0]?.value;
  return {
    mark,
    state: mark && status.joined ? "saved" : null,
    ...(value ? { offered: value.is === "mark" ? value.mark.code : "" } : {}),
    not_here: notHere(world, pupil, at.day),
  };
}

/** What is to be followed up; only the rule of 5 half days B. */
export function findings(world: World, pupil: string): Finding[] {
  const b = totalsOf(world, pupil).B ?? 0;
  const key = "problematic/2026-2027/5";
  if (b < 5) return [];
  return [
    {
      key,
      rule: "problematic",
      since: null,
      count: b,
      limit: 5,
      step: "contact_clb",
      source: {
        title: "Omzendbrief BaO/2002/11",
        address: "http://data-onderwijs.vlaanderen.be/edulex/document.aspx?docid=13281",
      },
    },
  ];
}

/** Why a mark cannot stand there. */
export function refusal(world: World, edit: CellEdit): Problem | null {
  const { pupil, at, now } = edit;
  if (!now) return null;
  const here = notHere(world, pupil, at.day);
  if (here) return { code: "not_enrolled", values: { day: at.day, from: here.day } };
  const why = free(at);
  if (why) return { code: "no_lessons", values: { ...at, why: why.reason } };
  const letter = now.code[0] ?? "";
  if (letter === "L" || letter === "?" || ALLOWED.some((code) => code === letter)) return null;
  return {
    code: "mark_refused",
    values: {
      code: now.code,
      reason: letter === "H" ? "special_education_only" : "kleuter_only",
      source: "AGODI, Registratie afwezigheden in Discimus, codes geldig vanaf 1 september 2019",
    },
  };
}

function same(a: Mark | null, b: Mark | null): boolean {
  return (
    a?.code === b?.code &&
    (a?.time ?? "") === (b?.time ?? "") &&
    (a?.note ?? "") === (b?.note ?? "")
  );
}

/** Writes cells as one action that can be taken back. */
export function write(world: World, edits: readonly CellEdit[]): string | null {
  if (edits.length === 0) return null;
  const { marks, history } = world.school;
  const put = (edit: CellEdit, mark: Mark | null) => {
    if (mark) marks.set(cellKey(edit.pupil, edit.at), mark);
    else marks.delete(cellKey(edit.pupil, edit.at));
  };
  const lines = edits.map(({ pupil, at, was, now }) => {
    const line = { at: NOW, by: world.school.user, was, now, undone: false };
    const key = cellKey(pupil, at);
    history.set(key, [line, ...(history.get(key) ?? [])]);
    return line;
  });
  return batch(
    world,
    "attendance",
    edits.length,
    ["attendance"],
    () => {
      for (const edit of edits) put(edit, edit.now);
      for (const line of lines) line.undone = false;
    },
    () => {
      for (const edit of edits) put(edit, edit.was);
      for (const line of lines) line.undone = true;
    },
  );
}

function today(world: World, day: string): TodayClass[] {
  const names = [...new Set(world.rows.map((row) => row.class).filter(Boolean))];
  const rank = (one: TodayClass) =>
    one.due === "late"
      ? 0
      : one.due === "due_soon"
        ? 1
        : one.halves.some((h) => !h.free && !h.taken)
          ? 2
          : 3;
  // A school that begins in the middle of a year is not reminded of what came before.
  const since =
    [...world.school.rolls.keys()].map((key) => key.split("|")[1] ?? day).sort()[0] ?? day;
  const open = (name: string) => {
    const halves: HalfDay[] = [];
    for (let one = since; one < day; one = addDays(one, 1)) {
      halves.push({ day: one, half: "VM" }, { day: one, half: "NM" });
    }
    return halves.filter((at) => !free(at) && !world.school.rolls.has(rollKey(name, at)));
  };
  return names
    .map((name): TodayClass => {
      const pupils = world.rows.filter((row) => row.class === name && !notHere(world, row.id, day));
      const halves = (["VM", "NM"] as const).map((half) => {
        const marks: { [key in string]: number } = {};
        for (const { id } of pupils) {
          const code = world.school.marks.get(cellKey(id, { day, half }))?.code[0];
          if (code) marks[code] = (marks[code] ?? 0) + 1;
        }
        const taken = world.school.rolls.get(rollKey(name, { day, half })) ?? null;
        return { free: free({ day, half }), taken, marks };
      });
      const earlier = open(name).slice(0, 10);
      const due = earlier[0] ? dueOf(earlier[0].day, world.today) : null;
      return { class: name, pupils: pupils.length, halves, open: earlier, due };
    })
    .sort((a, b) => rank(a) - rank(b) || a.class.localeCompare(b.class, "nl"));
}

/** Only of a day without lessons. */
function lessonsAfter(day: string): string | null {
  if (!free({ day, half: "VM" })) return null;
  let next = addDays(day, 1);
  while (free({ day: next, half: "VM" })) next = addDays(next, 1);
  return next;
}

export const attendance: Handlers = {
  attendance_week: (world, request) => ({
    class: request.class,
    monday: weekOf(request.day)[0]?.day ?? "",
    columns: weekOf(request.day).map((at) => {
      const taken = world.school.rolls.get(rollKey(request.class, at)) ?? null;
      const why = free(at);
      return { at, free: why, taken, due: why || taken ? null : dueOf(at.day, world.today) };
    }),
    rows: world.rows
      .filter((row) => row.class === request.class)
      .map((row) => ({
        pupil: row.id,
        last_name: row.last_name,
        first_name: row.first_name,
        cells: weekOf(request.day).map((at) => cell(world, row.id, at)),
        allowed: ALLOWED,
        totals: totalsOf(world, row.id),
        findings: findings(world, row.id),
      })),
  }),
  attendance_set: (world, { cells }) => {
    const refused = [];
    const good = [];
    for (const edit of cells) {
      const is = world.school.marks.get(cellKey(edit.pupil, edit.at)) ?? null;
      if (!same(is, edit.was)) {
        throw { code: "stale", values: { field: "attendance", now: is?.code ?? "" } };
      }
      const problem = refusal(world, edit);
      if (problem && cells.length === 1) throw problem;
      if (problem) refused.push({ pupil: edit.pupil, at: edit.at, problem });
      else good.push(edit);
    }
    return { batch: write(world, good), set: good.length, refused };
  },
  roll_take: (world, request) => {
    const { rolls, user } = world.school;
    const by = { at: NOW, by: user };
    for (const at of request.taken ? request.at : []) {
      const why = free(at);
      if (why) throw { code: "no_lessons", values: { ...at, why: why.reason } };
      if (world.today < at.day) {
        throw { code: "invalid_value", values: { field: "day", why: "future" } };
      }
    }
    const keys = request.at
      .map((at) => rollKey(request.class, at))
      .filter((key) => rolls.has(key) !== request.taken);
    if (keys.length === 0) return { batch: null };
    const before = keys.map((key) => [key, rolls.get(key)] as const);
    const id = batch(
      world,
      "roll",
      keys.length,
      ["attendance"],
      () => {
        for (const key of keys) request.taken ? rolls.set(key, by) : rolls.delete(key);
      },
      () => {
        for (const [key, taken] of before) taken ? rolls.set(key, taken) : rolls.delete(key);
      },
    );
    return { batch: id };
  },
  attendance_today: (world, { day }) => ({
    day,
    next_lessons: lessonsAfter(day),
    classes: today(world, day),
  }),
  attendance_cell: (world, { pupil, at }) => ({
    rows: world.school.history.get(cellKey(pupil, at)) ?? [],
  }),
  draft: (world, { form, body }) => {
    if (body) world.school.drafts.set(form, body);
    else if (body === "") world.school.drafts.delete(form);
    return { form, body: world.school.drafts.get(form) ?? "" };
  },
};
