import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { atTheCounter, focused, step } from "./counter.mjs";
import { THEMES, inTheme, opened, reopen, window } from "./opened.mjs";
import { KEY, visit } from "./registers.mjs";
import { atRest, everybody } from "./steps.mjs";

/** Of nobody: the counter 999 is never given out. */
const INSZ = "17031299918";
const { enter, pageDown } = KEY;

opened();

const found = async (name) => (await everybody(window)).filter((one) => one.last_name === name);

/** Types in the field that has the keyboard, and goes on to the next. */
async function answer(text) {
  await window.type(`${text}${enter}`);
}

test("a pupil is enrolled at the counter by keyboard alone, and that is taken back", async () => {
  const { choices } = await window.call("enrolments", { pupil: null, choices: true });
  const name = choices.classes.find((one) => one.startsWith("L"));
  const group = choices.groups[0].code;
  await visit(window, "/leerlingen");
  await atTheCounter(window);
  await answer(INSZ);
  await window.sees("Het controlegetal klopt");
  await window.picture("inschrijven-1-wie");
  await answer("Zwartenbroeckx");
  await answer("Fleurance");
  await window.until("birth date", async () => (await focused(window)).startsWith("Geboortedatum"));
  await answer("12/03/2017");
  await answer("v");
  await answer("Belg");
  await step(window, "Adres");
  await answer("Lindenstraat");
  await answer("12");
  await answer("");
  await answer("3000");
  assert.equal(await window.run("return document.activeElement.value"), "Leuven", "the postcode brings its municipality");
  await window.picture("inschrijven-2-adres");
  await window.type(pageDown);
  await step(window, "Contact");
  await answer("moeder");
  await answer("Zwartenbroeckx");
  await answer("Eva");
  await answer("0470 00 00 00");
  await window.type(pageDown);
  await step(window, "School en groep");
  await answer(name);
  await answer(choices.locations[0] ?? "001");
  await window.type(`${group}${pageDown}`);
  await step(window, "Datums");
  await window.picture("inschrijven-5-datums");
  await window.type(pageDown);
  await step(window, "Klopt alles?");
  await atRest(window);
  await window.picture("inschrijven-6-nakijken");
  assert.equal((await found("Zwartenbroeckx")).length, 0, "nothing is kept before it was looked at");
  await window.control(enter);
  await window.sees("Zwartenbroeckx Fleurance is ingeschreven vanaf");
  await window.sees("Inschrijvingen in de school");
  await atRest(window);
  await window.picture("inschrijven-7-dossier");

  const [pupil] = await found("Zwartenbroeckx");
  assert.equal(pupil.birth_date, "2017-03-12");
  assert.equal(pupil.sex, "v", "a letter chooses in a list");
  const { file } = await window.call("enrolments", { pupil: pupil.id, choices: false });
  assert.equal(file.schools.length, 1);
  assert.equal(file.schools[0].enrolment.status, "realised");
  assert.equal(file.schools[0].groups[0].enrolment.details.group, group);
  assert.equal(file.classes[0].enrolment.class, name);
  assert.equal(file.address.municipality, "Leuven");
  assert.equal(file.contacts[0].contact.relation, "moeder");

  await window.click("Ongedaan maken");
  await window.until("the pupil is gone", async () => (await found("Zwartenbroeckx")).length === 0);
});

test("a half-typed enrolment stands there again after a power cut", async () => {
  await visit(window, "/leerlingen");
  await atTheCounter(window);
  await answer("");
  await answer("Zwartenbroeckx");
  await answer("Fleurance");
  await window.type(pageDown);
  await step(window, "Adres");
  await window.type("Kerkstraat");
  // What is typed is kept within two seconds.
  await pause(2500);
  await window.cutPower();
  await reopen();
  await window.control("i");
  await step(window, "Adres");
  await window.sees("Alles wat u typte, staat er weer");
  assert.equal(await window.run(`return [...document.querySelectorAll("input")].some((one) => one.value === "Kerkstraat")`), true);
  await window.click("Opnieuw beginnen");
  await window.click("Ja, leegmaken");
  await step(window, "Wie");
});

test("whoever is in the register already is offered while typing", async () => {
  const [known] = (await everybody(window)).filter((one) => one.kind === "pupil" && one.class.startsWith("L"));
  await visit(window, "/leerlingen");
  await atTheCounter(window);
  await answer("");
  await answer(known.last_name);
  await answer(known.first_name);
  await window.type(known.birth_date.split("-").reverse().join("/"));
  await window.sees("Staat deze leerling er al in?");
  await window.picture("inschrijven-dezelfde");
  await window.type(pageDown);
  await window.sees("Kies eerst of dit dezelfde leerling is.");
  await window.type(enter);
  await window.sees("Bekende leerling");
  await window.picture("inschrijven-bekende");
  await window.click("Opnieuw beginnen");
  await window.click("Ja, leegmaken");
});

test("a pupil leaves with what falls outside said before, and stays after all", async () => {
  const pupils = (await everybody(window)).filter((one) => one.kind === "pupil" && one.class.startsWith("L"));
  const { id } = pupils[2];
  const file = async () => (await window.call("enrolments", { pupil: id, choices: false })).file;
  assert.equal((await file()).schools[0].enrolment.leaving, null);
  await visit(window, `/leerlingen/${id}/inschrijvingen`);
  await window.click("Uitschrijven…");
  await window.fill("Aanleiding", "Verhuizing");
  await window.sees("De inschrijving in de school eindigt op");
  await atRest(window);
  await window.picture("uitschrijven");
  await window.press('//footer//button[normalize-space()="Uitschrijven"]', "Uitschrijven");
  await window.sees("is uitgeschreven.");
  assert.equal((await file()).schools[0].enrolment.leaving.cause, "Verhuizing");
  await window.click("Ongedaan maken");
  await window.until("the enrolment goes on", async () => (await file()).schools[0].enrolment.leaving === null);
});

for (const theme of THEMES) {
  test(`every screen of enrolments can be used without seeing or a mouse, as far as axe can tell: ${theme}`, () =>
    inTheme(theme, async (screens) => {
      const [pupil] = (await everybody(screens)).filter((one) => one.kind === "pupil" && one.class.startsWith("L"));
      const file = `/leerlingen/${pupil.id}`;
      const faults = {};
      for (const path of [
        "/inschrijven", "/inschrijven/verplaatsen", "/inschrijven/stand", "/inschrijven/schooljaar",
        "/inschrijven/instellingsnummer", `${file}/inschrijvingen`, `${file}/dossier`,
      ]) {
        await visit(screens, path);
        await atRest(screens);
        const name = path.replace(pupil.id, "").split("/").filter(Boolean).join("-");
        await screens.picture(`${theme}-${name}`);
        const violations = await screens.unreachable();
        if (violations.length > 0) faults[name] = violations;
      }
      assert.deepEqual(faults, {});
    }));
}
