// The new school year: who passes, who leaves, of whom it is not known; previewed, done, taken back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { opened, window } from "./opened.mjs";
import { visit } from "./registers.mjs";
import { atRest, everybody, view } from "./steps.mjs";

opened({ pupils: 80 });

const file = async (pupil) => (await window.call("enrolments", { pupil, choices: false })).file;
const pupilsOf = async (name) => (await everybody(window)).filter((one) => one.kind === "pupil" && one.class === name);
const cell = (name) => `//*[@role="row"][.//*[@role="gridcell"][1][starts-with(normalize-space(), "${name}")]]`;

/** Everything that the new year can change, to be compared with afterwards. */
async function everything() {
  const kept = [];
  for (const { id, kind } of await everybody(window)) if (kind === "pupil") kept.push(await file(id));
  return JSON.stringify(kept);
}

test("a school year is decided by class and by pupil, looked at, prepared in one action, and taken back", async () => {
  const { school_year } = await window.call("session_state", {});
  const begin = Number(school_year.slice(5));
  const [stays, goes] = [(await pupilsOf("K1A"))[0], (await pupilsOf("L6A"))[0]];
  const before = await everything();
  await visit(window, "/inschrijven/schooljaar");
  await window.sees("Zeg per klas waar de leerlingen naartoe gaan");
  await atRest(window);
  await window.picture("schooljaar-klassen");
  assert.deepEqual(await window.unreachable(), []);

  // A class: the sixth year leaves. A pupil of another: not known yet.
  await window.press(cell("L6A"), "class L6A");
  await window.press(cell("L6A"), "class L6A");
  await window.type("\uE007");
  await window.press('//aside//label[starts-with(normalize-space(), "Vertrekt")]', "Vertrekt");
  await window.fill("Aanleiding", "Einde basisonderwijs");
  await window.picture("schooljaar-klas");
  await window.press('//aside//button[normalize-space()="Kiezen"]', "Kiezen");
  await window.sees("vertrekt · Einde basisonderwijs");
  await view(window, "Per leerling");
  await window.press(`//*[@role="row"][contains(., "${stays.last_name}") and contains(., "${stays.first_name}")]`, "the pupil");
  await window.press('//aside//label[starts-with(normalize-space(), "Nog niet gekend")]', "Nog niet gekend");
  await window.press('//aside//button[normalize-space()="Kiezen"]', "Kiezen");
  await view(window, "onbekend");
  await window.sees("nog niet gekend");
  await window.sees(stays.last_name);
  await window.picture("schooljaar-onbekend");
  assert.equal(await everything(), before, "nothing is kept before it is prepared");

  await window.click(`${begin}-${begin + 1} klaarzetten…`);
  await window.sees("Dit kan in één keer terug.");
  await window.click("Ja, klaarzetten");
  await window.sees("staat klaar", 60_000);
  const first = `${begin}-09-01`;
  const left = (await file(goes.id)).schools[0].enrolment.leaving;
  assert.deepEqual([left.until, left.cause], [`${begin}-06-30`, "Einde basisonderwijs"]);
  const next = (one) => one.schools.flatMap((school) => school.groups).find((row) => row.enrolment.from === first);
  const [passes] = await pupilsOf("L2A");
  const passed = await file(passes.id);
  assert.ok(next(passed), "an enrolment in a group of the new year");
  assert.equal(passed.classes.find((row) => row.enrolment.from === first).enrolment.class, "L3A");
  assert.equal(next(await file(stays.id)), undefined, "who is not known has none yet");

  await window.click("Ongedaan maken");
  await window.until("all is as before", async () => (await everything()) === before, 60_000);
});
