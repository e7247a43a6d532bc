// Double enrolments from the enrolment here and elsewhere to the solved case, in a primary and in a
// secondary school: what the window says the school may do, and what becomes of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "./desktop.mjs";
import { inSchool } from "./opened.mjs";
import { commandLine, goTo } from "./registers.mjs";
import { addDays, belgian, go, weekdayAfter } from "./steps.mjs";
import { OtherSchool, Simulator } from "./simulator.mjs";

const LONG = 120_000;
/** Calendar year in which the school year begins, and what lies around it. */
const today = new Date();
const YEAR = today.getFullYear() - (today.getMonth() < 8 ? 1 : 0);
const FIRST = `${YEAR}-09-01`;
const LAST = `${YEAR + 1}-08-31`;
const NEXT = { from: `${YEAR + 1}-09-01`, until: `${YEAR + 2}-08-31` };
/** A weekday in October on which pupils change schools. */
const CHANGE = weekdayAfter(`${YEAR}-10-08`);
const EARLY = `${YEAR}-03-12T10:05`;
const LATE = `${YEAR}-08-28T16:10`;

/** Somebody of that age. The counter 999 is never given out: this is the number of nobody. */
function person(last_name, first_name, age) {
  const birth_date = `${YEAR - age}-03-12`;
  const nine = `${birth_date.replaceAll("-", "").slice(2)}999`;
  const check = String(97 - (Number(`2${nine}`) % 97)).padStart(2, "0");
  return { last_name, first_name, birth_date, insz: nine + check };
}

let simulator;
before(async () => {
  simulator = await Simulator.start({ demo: false });
});
after(() => simulator?.stop());

/** Enrols somebody in our school, before the window is there. */
function enrols(desktop, who, { from, moment, klas, group }) {
  const fields = Object.entries(who).flatMap(([field, value]) => ["--set", `${field}=${value}`]);
  const where = ["--class", klas, "--group", group, "--location", "001"];
  const done = commandLine(desktop, "enrol", ...fields, "--set", "sex=m", "--from", from, "--moment", moment, ...where, "--apply");
  return done.pupil;
}

const idle = (window) =>
  until("the run is over", async () => (await window.call("discimus", { pupil: null })).link.working === null, LONG);

/** Sets the link up by hand; everybody is told. */
async function link(window) {
  await go(window, "Discimus");
  await window.click("Koppeling instellen");
  await window.press('//label[contains(., "Deze laptop verstuurt en haalt op")]');
  await window.fill("Poort op deze computer", String(simulator.port));
  await window.click("Bewaren");
  await window.sees("Koppeling bewaard.");
  await until("everybody was told", async () => (await window.call("discimus", { pupil: null })).queue.length === 0, LONG);
  await idle(window);
}

async function fetches(window) {
  await goTo(window, "/discimus");
  await window.click("Nu ophalen", LONG);
  await window.sees("Er wordt opgehaald");
  await idle(window);
}

/** Closes what is said about the last action: it may lie over a button. */
async function heard(window) {
  const said = () => window.run("return document.querySelectorAll('.toast').length");
  while ((await said()) > 0) {
    // It may have gone by itself meanwhile.
    await window.press('//*[contains(@class, "toast")]//button[last()]', "close", 1_000).catch(() => {});
  }
}

/** Opens the case of a pupil and waits until the window says this. */
async function opens(window, pupil, ...words) {
  await heard(window);
  await goTo(window, `/ook-elders/${pupil}`);
  for (const word of words) await window.sees(word, 30_000);
}

const pairOf = async (window, pupil) =>
  (await window.call("overlaps", { on: null, pupil, school: null })).pupils.find((one) => one.pupil === pupil)?.pairs[0];
const apart = (window, pupil) =>
  until("no day is shared any more", async () => (await pairOf(window, pupil))?.pair.overlap == null, 30_000);
/** While what it would do is being asked it can be pressed and does nothing. */
const button = (name) =>
  `//aside//button[normalize-space()="${name}" and not(@disabled) and not(@aria-disabled="true")]`;

test("a primary school: who may deregister, who never comes, and type 5", async () => {
  const later = person("Zandbergen", "Milo", 9);
  const kleuter = person("Xhoffer", "Jef", 3);
  const ill = person("Yskout", "Rune", 10);
  const ours = {};
  const prepare = (desktop) => {
    ours.later = enrols(desktop, later, { from: FIRST, moment: EARLY, klas: "L4A", group: "992400" });
    ours.kleuter = enrols(desktop, kleuter, { from: NEXT.from, moment: EARLY, klas: "K1A", group: "991100" });
    ours.ill = enrols(desktop, ill, { from: FIRST, moment: EARLY, klas: "L5A", group: "992500" });
  };
  await inSchool({ pupils: 30, level: "basis", prepare }, async (window) => {
    await link(window);
    const linde = new OtherSchool(simulator, "099911");
    await linde.enrols(later, { from: CHANGE, until: LAST, moment: LATE });
    await linde.enrols(kleuter, { ...NEXT, moment: LATE });
    const stay = { institution: "099919", school: "Demoziekenhuisschool", hospital: true, from: CHANGE, until: `${YEAR}-12-18` };
    await simulator.knows({ ...stay, insz: ill.insz, moment: LATE });
    await fetches(window);

    await opens(window, ours.later, "De andere school schreef het laatst in.", "Uitschrijven mag", "Omzendbrief BaO/97/12");
    assert.equal((await pairOf(window, ours.later)).pair.may[0].action, "deregister");

    // Who has not begun yet has no last day: that the child does not come is told.
    await opens(window, ours.kleuter, "Uitschrijven mag");
    await window.click("Uitschrijven of komt niet…");
    await window.sees("Daarna is er geen enkele gedeelde dag meer.");
    await window.picture("geval-komt-niet");
    await window.press(button("Inschrijving in de groep annuleren"));
    await window.sees("de inschrijving in de groep is geannuleerd", 30_000);
    await apart(window, ours.kleuter);

    await opens(window, ours.ill, "Zo laten", "Hier is niets aan te passen.");
    await window.picture("geval-ziekenhuisschool");
    assert.equal((await window.text()).includes("Wat doet u?"), false, "a lawful overlap is never repaired");
  });
});

test("a secondary school: another begin date, another school that ends its own, and the parents for next year", async () => {
  const adjusts = person("Eeckhoudt", "Arne", 16);
  const waits = person("Buysrogge", "Ilias", 13);
  const next = person("Claeysbrug", "Finn", 11);
  const ours = {};
  const prepare = (desktop) => {
    ours.adjusts = enrols(desktop, adjusts, { from: FIRST, moment: LATE, klas: "5ECO", group: "043083" });
    ours.waits = enrols(desktop, waits, { from: CHANGE, moment: LATE, klas: "2ECO", group: "993200" });
    ours.next = enrols(desktop, next, { from: NEXT.from, moment: EARLY, klas: "1A1", group: "993100" });
  };
  await inSchool({ pupils: 30, level: "secundair", prepare }, async (window) => {
    await link(window);
    const brug = new OtherSchool(simulator, "099921");
    const there = { from: FIRST, until: LAST, moment: EARLY };
    await brug.enrols(adjusts, there);
    await brug.lets(adjusts, addDays(CHANGE, -1));
    await brug.enrols(waits, there);
    await brug.enrols(next, { ...NEXT, moment: LATE });
    await fetches(window);

    const law = ["Wij schreven het laatst in.", "In het secundair onderwijs geeft dat geen grond om uit te schrijven.", "SO/2005/04"];
    await opens(window, ours.adjusts, ...law, "Onze begin- of einddatum aanpassen");
    await window.click("Begindatum aanpassen…");
    await window.fill("Begindatum bij ons", belgian(CHANGE));
    await window.sees("Daarna is er geen enkele gedeelde dag meer.");
    await window.picture("geval-begindatum");
    await window.press(button("Aanpassen"));
    await window.sees(`inschrijving rechtgezet, vanaf ${belgian(CHANGE)}`, 30_000);
    await apart(window, ours.adjusts);
    const { file } = await window.call("enrolments", { pupil: ours.adjusts, choices: false });
    const [{ enrolment, groups }] = file.schools;
    assert.deepEqual([enrolment.from, groups[0].enrolment.from, file.classes[0].enrolment.from], Array(3).fill(CHANGE));

    await opens(window, ours.waits, ...law, "De andere school bellen");
    await window.click("Telefoon noteren…");
    await window.fill("Opmerking", "De Brug sluit zelf af");
    await window.press('//aside//label[contains(., "Wij wachten op antwoord")]');
    await window.picture("geval-telefoon");
    await window.press(button("Noteren"));
    await window.sees("wacht op telefoon");

    await opens(window, ours.next, "De ouders vragen waarvoor ze kiezen", "volgend schooljaar");
    assert.deepEqual((await pairOf(window, ours.next)).pair.may.map((step) => step.action), ["ask_parents"]);
    await window.click("Uitschrijven of komt niet…");
    await window.press(button("Inschrijving in de groep annuleren"));
    await apart(window, ours.next);

    // The other school ends its own: the next telling has it no more.
    await brug.lets(waits, addDays(CHANGE, -1));
    await fetches(window);
    await apart(window, ours.waits);
    await go(window, "Ook elders");
    await window.sees("0 te bekijken");
  });
});
