import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { desktop, opened, reopen, shut, window } from "./opened.mjs";
import { KEY, classesOf, commandLine, emptyDay, lessonDay, moveTo, openRegister, settled, shownCells } from "./registers.mjs";
import { go } from "./steps.mjs";

/** As often as the power goes. */
const ROUNDS = 4;
/** What is typed in a round, a few keys at a time: between two of them the power goes. */
const BITS = ["zz", "bz", "?z", "zzb", "bb", "z?z", "zb"];
const NOTE = "moeder belde: komt na de middag";

let day;
let names;

opened({
  then: async () => {
    day = await lessonDay(window);
    names = (await classesOf(window, day, 10)).map((one) => one.class).filter((one) => one.startsWith("L"));
    for (const name of names.slice(0, ROUNDS + 1)) await emptyDay(window, name, day);
  },
});

/** Types until the power goes; answers what the screen had last shown as kept. */
async function typeUntilCut(name) {
  await openRegister(window, name, day, "day");
  await moveTo(window, 0, 0);
  let seen = {};
  const last = 1 + Math.floor(Math.random() * BITS.length);
  for (const bits of BITS.slice(0, last)) {
    await window.type(bits);
    seen = Object.fromEntries(Object.entries(await shownCells(window)).filter(([, cell]) => cell.kept));
  }
  // The driver dies while it types.
  const typing = window.type("zbzbzbzb").catch(() => {});
  await pause(Math.random() * 60);
  await window.cutPower();
  await typing;
  return seen;
}

test("after a power cut in the middle of a class every mark that was shown as kept is there", async () => {
  let shown = 0;
  for (const name of names.slice(0, ROUNDS)) {
    const seen = await typeUntilCut(name);
    await reopen();
    await openRegister(window, name, day, "day");
    const now = await shownCells(window);
    for (const [place, { text }] of Object.entries(seen)) assert.equal(now[place]?.text, text, `${name} ${place}`);
    assert.ok(Object.values(now).every((cell) => cell.kept), "and nothing is half kept");
    shown += Object.keys(seen).length;
  }
  assert.ok(shown > 0, "something had been shown as kept");
});

test("a remark that was being typed is offered again", async () => {
  const name = names[ROUNDS];
  await openRegister(window, name, day, "day");
  await moveTo(window, 1, 0);
  await window.type(`z${KEY.up}`);
  await settled(window);
  await window.type(`${KEY.tab}${NOTE}`);
  await window.until("it is being typed", () => window.run("return document.activeElement.value === arguments[0]", NOTE));
  // Kept at most two seconds after the last key.
  await pause(2_000);
  await window.cutPower();

  await reopen();
  await openRegister(window, name, day, "day");
  await window.sees("Er staat nog een onbewaarde opmerking bij");
  await window.picture("onbewaarde-opmerking");
  await window.click("Tonen");
  await window.until("the remark is in its field", () =>
    window.run("return [...document.querySelectorAll('.note-field input')].some((field) => field.value === arguments[0])", NOTE),
  );
  const week = await window.call("attendance_week", { class: name, day });
  const marks = week.rows[1].cells.flatMap((cell) => cell.mark ?? []);
  assert.ok(marks.some((mark) => mark.code === "Z") && marks.every((mark) => !mark.note), "the mark is kept, the remark not yet");
  await window.type(`${KEY.tab}${KEY.enter}`);
});

test("a person who was being typed stands there again", async () => {
  await go(window, "Leerlingen");
  await window.click("Nieuwe persoon");
  await window.fill("Naam", "Zwartenbroeckx");
  // Kept at most two seconds after the last key.
  await pause(2_000);
  await window.cutPower();

  await reopen();
  await go(window, "Leerlingen");
  await window.click("Nieuwe persoon");
  await window.sees("Dit formulier was nog niet af.");
  await window.until("the name is in its field", () =>
    window.run("return [...document.querySelectorAll('#new-pupil input')].some((field) => field.value === 'Zwartenbroeckx')"),
  );
  await window.click("Annuleren");
});

test("the file is sound after all those cuts", async () => {
  await shut();
  const found = commandLine(desktop, "check");
  assert.ok(found.file_sound && found.views_equal && found.ops_sound, JSON.stringify(found));
});
