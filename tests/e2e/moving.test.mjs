// Moving a pupil and a whole class, and the state of the school on one day against another.

import assert from "node:assert/strict";
import { test } from "node:test";
import { opened, window } from "./opened.mjs";
import { visit } from "./registers.mjs";
import { addDays, atRest, belgian, everybody, view, weekdayAfter } from "./steps.mjs";

opened({ pupils: 80 });

const file = async (pupil) => (await window.call("enrolments", { pupil, choices: false })).file;
const stateOf = (on, against = null) => window.call("state", { on, against, institution: "" });
const classOn = async (pupil, day) =>
  (await file(pupil)).classes.map((row) => row.enrolment).find((one) => one.from <= day && (one.until ?? day) >= day)?.class;
const inClass = async (name) => (await everybody(window)).filter((one) => one.kind === "pupil" && one.class === name);

/** The next weekday: who moves belongs there from then on. */
async function nextDay() {
  const { today } = await window.call("session_state", {});
  return weekdayAfter(today);
}

test("one pupil goes to another class and group from a day on, and back", async () => {
  const [pupil] = await inClass("L2A");
  const day = await nextDay();
  const before = await file(pupil.id);
  const group = before.schools[0].groups[0].enrolment.details.group;
  const { choices } = await window.call("enrolments", { pupil: null, choices: true });
  const other = choices.groups.find((one) => one.used && one.code !== group).code;
  await visit(window, `/leerlingen/${pupil.id}/inschrijvingen`);
  await window.click("Andere groep of klas…");
  await window.fill("Eerste dag daar", belgian(day));
  await window.fill("Klas", "L3A");
  await window.fill("Administratieve groep", other);
  await window.sees("1 verplaatst · 0 al zo · 0 kan niet");
  await window.picture("verplaatsen-leerling");
  await window.press('//aside//button[normalize-space()="Verplaatsen"]', "Verplaatsen");
  await window.sees(`1 leerling verplaatst vanaf ${belgian(day)}.`);
  const after = await file(pupil.id);
  const groups = after.schools[0].groups.map((row) => row.enrolment);
  assert.equal(groups.find((one) => one.details.group === group).until, addDays(day, -1), "the one closes the day before");
  assert.equal(groups.find((one) => one.details.group === other).from, day, "the other opens");
  assert.equal(await classOn(pupil.id, day), "L3A");
  assert.equal(after.schools.length, 1, "the enrolment in the school is not touched");
  await window.click("Ongedaan maken");
  await window.until("all is as before", async () => JSON.stringify(await file(pupil.id)) === JSON.stringify(before));
});

test("a whole class goes to another, each named before, and the state tells the difference", async () => {
  const pupils = await inClass("L5A");
  const day = await nextDay();
  await visit(window, "/inschrijven/verplaatsen");
  await window.choose("Hele klas", "L5A");
  await window.fill("Eerste dag daar", belgian(day));
  await window.fill("Klas", "L6A");
  await window.sees(`${pupils.length} verplaatst · 0 al zo · 0 kan niet`);
  for (const { last_name } of pupils) await window.sees(last_name);
  await window.picture("verplaatsen-klas");
  await window.click(`${pupils.length} leerlingen verplaatsen`);
  await window.sees(`${pupils.length} leerlingen verplaatst vanaf ${belgian(day)}.`);
  for (const { id } of pupils) assert.equal(await classOn(id, day), "L6A");

  await visit(window, "/inschrijven/stand");
  await window.fill("Op", belgian(day));
  await window.fill("Vergelijken met", belgian(addDays(day, -1)));
  await window.sees(`Anders ingeschreven (${pupils.length})`);
  await window.sees("klas: L5A → L6A");
  await atRest(window);
  await window.picture("stand-verschil");
  assert.deepEqual(await window.unreachable(), []);
  const now = await stateOf(day, addDays(day, -1));
  assert.equal(now.difference.changed.length, pupils.length);
  assert.equal(now.total, (await stateOf(addDays(day, -1))).total, "nobody came or left");
  await view(window, "Leerlingen");
  await window.picture("stand-leerlingen");

  await window.control("z");
  await window.until("the class is there again", async () => (await stateOf(day, addDays(day, -1))).difference.changed.length === 0);
});

test("the state on a count day counts everybody once, whichever way it is divided", async () => {
  await visit(window, "/leerlingen");
  await visit(window, "/inschrijven/stand");
  const { count_days } = await stateOf(await nextDay());
  const { day, label } = count_days[0];
  await window.choose("Teldagen", label);
  await window.sees("Per administratieve groep");
  await atRest(window);
  await window.picture("stand-teldag");
  const counted = await stateOf(day);
  await window.sees(`${counted.total} leerlingen tellen mee`);
  const shown = await window.run(
    "return [...document.querySelectorAll('main table')].map((table) => [...table.querySelectorAll('tbody tr')].map((row) => Number(row.querySelectorAll('td')[0]?.innerText.replace(/\\D/g, '') ?? 0)).reduce((a, b) => a + b, 0))",
  );
  assert.ok(shown.length >= 3, "by group, location and class at least");
  for (const sum of shown) assert.equal(sum, counted.total);
});
