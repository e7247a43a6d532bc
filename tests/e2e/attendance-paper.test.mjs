import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { desktop, opened, window } from "./opened.mjs";
import { classesOf, goTo, lessonDay, moveTo, openRegister, settled } from "./registers.mjs";
import { belgian, go } from "./steps.mjs";
import { willChoose } from "./window.mjs";

let day;
let name;
let week;

opened({
  then: async () => {
    day = await lessonDay(window);
    name = (await classesOf(window, day, 10)).find((one) => one.class.startsWith("L")).class;
    // Something stands in the register, whatever the date.
    await openRegister(window, name, day, "day");
    await moveTo(window, 0, 0);
    await window.type("zzz");
    await settled(window);
    week = await window.call("attendance_week", { class: name, day });
  },
});

const readPdf = (file) => execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
const nameOf = (row) => `${row.last_name} ${row.first_name}`;

test("the register of a month names every pupil of the class, on paper as in the window", async () => {
  await go(window, "Afdrukken");
  await window.press('//label[contains(., "Maandregister")]');
  await window.choose("Klas", name);
  await window.fill("Een dag van die maand", belgian(day));
  await window.type("\uE004");
  const file = desktop.file("maandregister.pdf");
  willChoose(desktop, file);
  await window.click("Bewaren…");
  await window.sees("Bewaard als maandregister.pdf", 60_000);
  await window.picture("afdrukken");
  const text = readPdf(file);
  const there = week.rows.filter((row) => row.cells.some((cell) => cell.not_here === null));
  assert.ok(there.length > 10);
  for (const row of there) assert.ok(text.includes(nameOf(row)), "every pupil is on it");
  assert.ok(text.includes(name));
  const month = new Intl.DateTimeFormat("nl-BE", { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
  assert.ok(text.includes(month), month);
  const line = text.split("\n").find((one) => one.includes(nameOf(week.rows[0])));
  assert.match(line.slice(line.indexOf(nameOf(week.rows[0])) + nameOf(week.rows[0]).length), /Z/, "with the mark of the first");
});

test("a letter for one pupil says the name and is entered as the step that was taken", async () => {
  const pupil = week.rows[5];
  // The previous school handed over what crosses the threshold, so that the date does not matter.
  await goTo(window, `/aanwezigheden/leerling/${pupil.pupil}`);
  await window.press('//h2[normalize-space()="Vorige school"]/following::button[normalize-space()="Wijzigen"][1]');
  await window.fill("Problematisch afwezig (B)", "6");
  await window.click("Bewaren");
  await window.sees("Totalen van de vorige school bewaard.");

  await go(window, "Opvolging");
  await window.choose("Klas", name);
  const row = `//*[@role="row"][contains(., "${pupil.last_name}") and contains(., "${pupil.first_name}")]//*[@role="cell" or @role="gridcell" or self::td][2]`;
  await window.press(row, "the row of the pupil");
  await window.element("the letter", '//button[normalize-space()="Brief aan het CLB"]');
  await window.picture("opvolging-paneel");
  assert.deepEqual(await window.unreachable(), []);
  const file = desktop.file("brief.pdf");
  willChoose(desktop, file);
  await window.click("Brief aan het CLB");
  await window.sees("Brief bewaard als brief.pdf", 30_000);
  const text = readPdf(file).replace(/\s+/g, " ");
  assert.ok(text.includes(pupil.first_name) && text.includes(pupil.last_name), "the pupil is named");
  assert.match(text, /CLB/);
  assert.doesNotMatch(text, /[{}]|undefined|null/, "every field of the text is filled in");
  const { items } = await window.call("attendance_worklist", {});
  const item = items.find((one) => one.pupil === pupil.pupil && one.finding.rule === "problematic");
  assert.ok(!item || item.done.length > 0, "the step is entered");
});

test("a file for Informat that is read back changes nothing", async () => {
  const all = async () => {
    const { classes } = await window.call("attendance_today", { day });
    const weeks = [];
    for (const one of classes) weeks.push((await window.call("attendance_week", { class: one.class, day })).rows.map((row) => row.cells));
    return weeks;
  };
  const before = await all();
  await goTo(window, "/afdrukken/informat");
  await window.fill("Van", belgian(day));
  await window.fill("Tot en met", belgian(day));
  await window.type("\uE004");
  await window.click("Nakijken");
  const file = desktop.file("informat.txt");
  willChoose(desktop, file);
  await window.click("Bestand bewaren…", 30_000);
  await window.sees("informat.txt bewaard met", 30_000);
  const lines = readFileSync(file, "latin1").trim().split(/\r?\n/);
  assert.ok(lines.filter((line) => /^\d{10}$/.test(line)).length >= 3, "numbers of ten digits, one a line");

  await goTo(window, "/afdrukken/inlezen");
  willChoose(desktop, file);
  await window.click("Bestand kiezen…");
  await window.sees("in het bestand:", 30_000);
  await window.sees("0 nieuw");
  await window.sees("Er is niets om over te nemen.");
  await window.picture("informat-inlezen");
  assert.deepEqual(await all(), before);
});
