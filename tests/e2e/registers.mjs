// Registers as a secretary takes them: which day, which class, and what stands in the cells.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { until } from "./desktop.mjs";
import { addDays } from "./steps.mjs";

/** Keys as WebDriver names them. */
export const KEY = {
  enter: "\uE007",
  escape: "\uE00C",
  space: " ",
  backspace: "\uE003",
  tab: "\uE004",
  pageUp: "\uE00E",
  pageDown: "\uE00F",
  end: "\uE010",
  home: "\uE011",
  left: "\uE012",
  up: "\uE013",
  right: "\uE014",
  down: "\uE015",
  F2: "\uE032",
  F3: "\uE033",
};
const SHIFT = "\uE008";
const CONTROL = "\uE009";
const ALT = "\uE00A";

/** Days that are looked at, going back: more than the summer. */
const FAR = 90;

const earlier = (day, days) => addDays(day, -days);

/** Monday of the week of a day. */
export function mondayOf(day) {
  const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  return earlier(day, weekday);
}

/** Makes a day on which there are no lessons yet one with lessons, for the days before the first. */
async function openSchoolOn(window, day) {
  const { calendar } = await window.call("calendar", { year: null });
  const special = { from: day, until: day, half: null, kind: "lesson", label: "Opendeurdag", scope: { for: "school" } };
  const now = { ...calendar, first_day: day, special_days: [...calendar.special_days, special] };
  await window.call("calendar_save", { part: "year", was: calendar, now });
}

/**
 * The last day, today included, on which that many classes have lessons in the morning and the
 * afternoon. In the weekend before the first school day there is none: then the school has
 * lessons today.
 */
export async function lessonDay(window, many = 4) {
  const { today } = await window.call("session_state", {});
  const find = async () => {
    for (let back = 0; back < FAR; back += 1) {
      const day = earlier(today, back);
      const { classes } = await window.call("attendance_today", { day });
      const whole = classes.filter((one) => one.halves.every((half) => half.free === null));
      if (whole.length >= many) return day;
    }
    return null;
  };
  const day = await find();
  if (day) return day;
  await openSchoolOn(window, today);
  return (await find()) ?? assert.fail("a day with lessons");
}

/** Classes of a day with at least so many pupils, the largest first. */
export async function classesOf(window, day, atLeast = 20) {
  const { classes } = await window.call("attendance_today", { day });
  return classes.filter((one) => one.pupils >= atLeast).sort((a, b) => b.pupils - a.pupils);
}

/** Takes back the registers of a day and every mark in them, as if nobody had begun. */
export async function emptyDay(window, name, day) {
  const week = await window.call("attendance_week", { class: name, day });
  const cells = week.rows.flatMap((row) =>
    row.cells.flatMap((cell, index) =>
      cell.mark && week.columns[index].at.day === day
        ? [{ pupil: row.pupil, at: week.columns[index].at, was: cell.mark, now: null }]
        : [],
    ),
  );
  if (cells.length > 0) await window.call("attendance_set", { cells });
  const at = week.columns.filter((column) => column.at.day === day && column.taken).map((column) => column.at);
  if (at.length > 0) await window.call("roll_take", { class: name, at, taken: false });
}

/** Opens the register of a class: the week that holds a day, or the day alone. */
export async function openRegister(window, name, day, view = "week") {
  const path = `/aanwezigheden/${encodeURIComponent(name)}/${day}${view === "day" ? "/dag" : ""}`;
  await goTo(window, path);
  await standsInRegister(window, name);
}

/** Goes to an address within the window. */
export function goTo(window, path) {
  return window.run("location.hash = arguments[0]; return true;", path);
}

/** Puts the cursor on a cell with the arrows alone. Answers how many keys that took. */
export async function moveTo(window, row, col) {
  const at = await cursor(window);
  const rows = row - at.row;
  const cols = col - at.col;
  const keys = (rows > 0 ? KEY.down : KEY.up).repeat(Math.abs(rows)) + (cols > 0 ? KEY.right : KEY.left).repeat(Math.abs(cols));
  if (keys) await window.type(keys);
  await until(`the cursor is at ${row}:${col}`, async () => {
    const now = await cursor(window);
    return now.row === row && now.col === col;
  });
}

/** Row and column of the cell that has the focus. */
export async function cursor(window) {
  const place = await window.run("return document.activeElement?.dataset?.place ?? null");
  assert.ok(place, "a cell of the register has the focus");
  const [row, col] = place.split(":").map(Number);
  return { row, col };
}

/** Presses a key while others are held. */
export function held(window, keys, key) {
  const named = { shift: SHIFT, control: CONTROL, alt: ALT };
  return window.chord(keys.map((one) => named[one]), key);
}

/** What the screen shows in the cells: `row:col` to what can be read, and whether it is said to be kept. */
export function shownCells(window) {
  return window.run(`
    return Object.fromEntries([...document.querySelectorAll("table.register [data-place]")].flatMap((cell) => {
      const text = cell.querySelector(".mark")?.innerText.trim();
      return text ? [[cell.dataset.place, { text, kept: !cell.matches("[aria-busy=true], .failed") }]] : [];
    }));`);
}

/** Waits until nothing is on its way any more. */
export function settled(window) {
  return until("everything is kept", () =>
    window.run("return document.querySelectorAll('table.register [aria-busy=true]').length === 0"),
  );
}

/** The register of a class as the program answers it: `row:half` to the mark, and what was taken. */
export async function kept(window, name, day) {
  return readWeek(await window.call("attendance_week", { class: name, day }), day);
}

/** The same of an answer: marks of one day by row and half. */
export function readWeek(week, day) {
  const marks = {};
  week.rows.forEach((row, index) => {
    row.cells.forEach((cell, place) => {
      const { at } = week.columns[place];
      if (at.day === day && cell.mark) marks[`${index}:${at.half}`] = cell.mark;
    });
  });
  const taken = week.columns.filter((column) => column.at.day === day && column.taken).map((column) => column.at.half);
  return { marks, taken };
}

/** What the command line answers of the same register; the window must be closed. */
export function commandLine(desktop, ...words) {
  try {
    const output = execFileSync(process.env.STAMBOEK_CLI, ["--data", desktop.profile, "--json", ...words], {
      env: desktop.env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return JSON.parse(output);
  } catch (error) {
    // What it refused, or what it found, is the reason and not that it ended so.
    error.message += `${error.stdout ?? ""}${error.stderr ?? ""}`;
    throw error;
  }
}

/** Opens the week of a class as somebody without a mouse does, and stands in a half day of it. */
export async function openByKeyboard(window, name, day, half = "VM") {
  await window.control("k");
  await window.element("the search", '//*[@role="dialog"]//input');
  await window.type(`aanwezigheden ${name}`);
  await window.element(`the register of ${name} is offered`, `//*[@role="option"][contains(., "van ${name}")]`);
  await window.type(KEY.enter);
  await standsInRegister(window, name);
  const shown = () => window.run("return location.hash.split('/')[3] ?? null");
  const { today } = await window.call("session_state", {});
  const wanted = mondayOf(day);
  for (let week = mondayOf(today); week > wanted; ) {
    await window.type(KEY.pageUp);
    week = earlier(week, 7);
    await until(`the week of ${week}`, async () => (await shown()) === week);
  }
  await window.until("the week is there", () =>
    window.run("return document.querySelector('[data-place]')?.getAttribute('aria-label').includes(arguments[0])", spokenMonth(wanted)),
  );
  const column = await window.run(
    "return [...document.querySelectorAll('tbody tr:first-child [data-place]')].findIndex((cell) => cell.getAttribute('aria-label').includes(arguments[0]))",
    `${spokenMonth(day)}, ${half === "VM" ? "voormiddag" : "namiddag"}`,
  );
  await moveTo(window, 0, column);
}

/** `2026-11-20` → `20 november 2026`. */
function spokenMonth(day) {
  return new Intl.DateTimeFormat("nl-BE", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
}

/** The register is open and the keyboard stands in it. */
export async function standsInRegister(window, name) {
  await window.element(`the register of ${name}`, `//h1[normalize-space()="Klas ${name}"]`);
  await window.until("the keyboard stands in the register", () => window.run("return Boolean(document.activeElement?.dataset?.place)"));
}

/** Addresses of attendance that the navigation does not show by itself. */
export function placesOf(name, day, pupil) {
  const register = `/aanwezigheden/${encodeURIComponent(name)}/${day}`;
  return [
    `/vandaag/${day}`, register, `${register}/dag`, `/aanwezigheden/leerling/${pupil}`, "/opvolging/codes", "/opvolging/kleuters",
    "/afdrukken/informat", "/afdrukken/inlezen", "/scannen/te-laat", "/kalender/schooldagen", "/kalender/vrije-dagen", "/kalender/klassen",
    "/instellingen/aanwezigheden",
  ];
}

/** Goes to an address and waits until what it asked for is there. */
export async function visit(window, path) {
  await goTo(window, path);
  await until(`${path} is there`, () =>
    window.run("return document.querySelector('main h1') !== null && document.querySelector('main .busy') === null"),
  );
}
