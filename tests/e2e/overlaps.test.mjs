// A double enrolment from the gateway to the letter, and what the screens say of a gateway that is
// down, slow, lying, or answers twice.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, test } from "node:test";
import { until } from "./desktop.mjs";
import { desktop, opened, window } from "./opened.mjs";
import { goTo } from "./registers.mjs";
import { belgian, everybody, go } from "./steps.mjs";
import { Simulator } from "./simulator.mjs";
import { willChoose } from "./window.mjs";

/** How long the whole demo school may take to be told on a busy machine. */
const LONG = 300_000;

let simulator;

opened({
  then: async () => {
    simulator = await Simulator.start();
  },
});

after(() => simulator?.stop());

const overlaps = (pupil = null) => window.call("overlaps", { on: null, pupil, school: null });
const discimus = () => window.call("discimus", { pupil: null });

/** Sends now, by hand, and waits until that run is over. */
async function send() {
  await goTo(window, "/discimus");
  await window.click("Nu versturen", 60_000);
  await until("the run is over", async () => (await discimus()).link.working === null, LONG);
}

/** Something that has to be told: the first name of somebody changes. Answers whose. */
async function change(name) {
  const pupil = (await everybody(window)).find((one) => one.kind === "pupil");
  await goTo(window, `/leerlingen/${pupil.id}`);
  await window.press('//div[contains(@class, "editable")][div[normalize-space()="Voornaam"]]//button');
  await window.type(`${name}\uE007`);
  await until("the name is kept", async () => (await everybody(window)).some((one) => one.id === pupil.id && one.first_name === name));
  return pupil.id;
}

test("the link is set up by hand, and everything waits for nothing else", async () => {
  await go(window, "Discimus");
  await window.sees("De koppeling staat uit");
  await window.click("Koppeling instellen");
  await window.press('//label[contains(., "Deze laptop verstuurt en haalt op")]');
  await window.fill("Poort op deze computer", String(simulator.port));
  await window.click("Bewaren");
  await window.sees("Koppeling bewaard.");
  await until("a double was delivered", async () => (await overlaps()).counts.double > 0, LONG);
  await until("the run is over", async () => (await discimus()).link.working === null, LONG);
  await go(window, "Discimus");
  await window.sees("Oefenomgeving");
  await window.picture("discimus");
  assert.deepEqual(await window.unreachable(), []);
});

test("a double that the gateway delivers is explained, written about, and closed", async () => {
  const { pupils } = await overlaps();
  const found = pupils.find((one) => one.pairs[0]?.pair.may.some((step) => step.action === "deregister") && one.pairs[0].pair.last_own_day);
  assert.ok(found, "somebody whom the school may deregister");
  const [{ pair }] = found.pairs;
  const school = found.theirs[found.pairs[0].theirs].name;
  await go(window, "Ook elders");
  await window.fill("Zoeken op naam, klas of school", `${found.last_name} ${found.first_name}`);
  await window.sees(school);
  await window.picture("ook-elders");
  assert.deepEqual(await window.unreachable(), []);
  await goTo(window, `/ook-elders/${found.pupil}`);
  await window.sees("Uitschrijven mag");
  await window.sees(school);

  const letter = desktop.file("brief-ouders.pdf");
  willChoose(desktop, letter);
  await window.click("Brief aan de ouders");
  await window.sees("Brief bewaard als brief-ouders.pdf", 60_000);
  const text = execFileSync("pdftotext", ["-layout", letter, "-"], { encoding: "utf8" });
  assert.ok(text.includes(found.last_name), "the letter names the pupil");
  assert.ok(text.includes(school), "and the other school");
  await window.sees("brief aan de ouders");

  const last = belgian(pair.last_own_day);
  await window.click(`Uitschrijven op ${last}…`);
  await window.sees("de laatste dag voor de andere school begint");
  await window.picture("ook-elders-uitschrijven");
  await window.click(`Uitschrijven op ${last}`, 30_000);
  await window.sees(`laatste dag ${last}`, 30_000);
  await until("no day is shared any more", async () => {
    const now = (await overlaps(found.pupil)).pupils.find((one) => one.pupil === found.pupil);
    return (now?.pairs ?? []).every((row) => row.pair.kind !== "double");
  }, 30_000);
});

test("a found INSZ is adopted by hand, and the register holds it", async () => {
  const { proposals } = await discimus();
  const found = proposals.find((one) => one.kind === "insz" && one.problem === null);
  assert.ok(found, "a number was found");
  await goTo(window, "/discimus/voorstellen");
  await window.sees("Voorstel");
  await window.picture("discimus-voorstellen");
  await window.click(`gevonden INSZ van ${found.last_name} ${found.first_name} overnemen`);
  await window.sees("1 voorstel overgenomen.", 30_000);
  const row = (await everybody(window)).find((one) => one.id === found.pupil);
  assert.equal(row.has_insz, true);
  assert.ok((await discimus()).proposals.every((one) => one.id !== found.id), "and it is proposed no more");
});

test("a gateway that fails, lies or is gone loses nothing, and says so in plain words", async () => {
  await send();
  for (const [act, words, name] of [
    ["fail", "meldt een storing", "Storing"],
    ["garbage", "niet te begrijpen", "Onzin"],
  ]) {
    await simulator.behaves({ act });
    const pupil = await change(name);
    const waits = async () => (await window.call("discimus", { pupil })).queue.some((row) => row.subject === "person");
    await send();
    await window.sees(words, 60_000);
    assert.ok(await waits(), `${act}: what was not told waits`);
    await simulator.behaves();
    await send();
    await until(`${act}: told after all`, async () => !(await waits()), 60_000);
  }
});

test("a slow gateway can be stopped, and one that answers twice is heard once", async () => {
  await simulator.behaves({ act: { delay: 15_000 } });
  await change("Traag");
  await goTo(window, "/discimus");
  await window.click("Nu versturen", 60_000);
  await window.click("Stoppen", 60_000);
  await until("the run was stopped", async () => (await discimus()).link.working === null, 60_000);
  await simulator.behaves({ act: "twice" });
  const before = (await overlaps()).pupils.length;
  await send();
  assert.equal((await overlaps()).pupils.length, before, "nobody is there twice");
  await simulator.behaves();
  await send();
  await simulator.stop();
  await change("Weg");
  await send();
  await window.sees("draait niet op deze computer", 60_000);
  await window.picture("discimus-weg");
});
