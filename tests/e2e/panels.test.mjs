import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { desktop, opened, reopen, shut, window } from "./opened.mjs";
import { decode, everybody, go, sheet, typeSheetBack } from "./steps.mjs";
import { willChoose } from "./window.mjs";

opened();

const box = (name) => `//*[@role="row"][contains(., "${name}")]//input[@type="checkbox"]`;

/** Selects these people in the list, each by its name. */
async function select(people) {
  await go(window, "Leerlingen");
  for (const person of people) {
    await window.fill("Zoeken in de lijst", `${person.last_name} ${person.first_name}`);
    await window.press(box(person.first_name), `the box of a row`);
  }
  await window.fill("Zoeken in de lijst", "");
  await window.sees(`${people.length} geselecteerd`);
}

/** People with a number whose names nobody else has. */
async function unmistakable(count) {
  const all = await everybody(window);
  const names = all.map((person) => `${person.last_name} ${person.first_name}`);
  const alone = all.filter((person, index) => person.number && names.indexOf(names[index]) === names.lastIndexOf(names[index]));
  // Far apart in the list, so that they are never on one screen.
  return Array.from({ length: count }, (_, index) => alone[Math.floor((index * alone.length) / count)]);
}

test("a new pupil is warned of a likeness first, and stands in the list once placed", async () => {
  const [known] = await unmistakable(1);
  const before = (await everybody(window)).length;
  await go(window, "Leerlingen");
  await window.click("Nieuwe persoon");
  await window.click("In het register plaatsen");
  await window.sees("Vul naam en voornaam in.");
  await window.fill("Naam", known.last_name);
  await window.fill("Voornaam", known.first_name);
  await window.fill("Geboortedatum", known.birth_date.split("-").reverse().join("/"));
  await window.click("In het register plaatsen");
  await window.sees("Staat deze leerling er al in?");
  assert.equal((await everybody(window)).length, before, "nothing is made while it is asked");
  await window.picture("nieuwe-leerling-gelijkenis");
  await window.fill("Naam", "Zwartenbroeckx");
  await window.fill("Voornaam", "Fleurance");
  await window.fill("Geboortedatum", "31/02/2017");
  await window.click("In het register plaatsen");
  await window.sees("“31/02/2017” is niet geldig voor geboortedatum.");
  assert.equal((await everybody(window)).length, before, "a wrong date makes nobody");
  await window.fill("Geboortedatum", "12/03/2017");
  await window.click("In het register plaatsen");
  await window.sees("Zwartenbroeckx Fleurance staat in het register.");
  const made = (await everybody(window)).filter((person) => person.last_name === "Zwartenbroeckx");
  assert.deepEqual(made.map((person) => [person.first_name, person.birth_date]), [["Fleurance", "2017-03-12"]]);
});

test("a list is exported of who is selected, without INSZ unless a reason is given", async () => {
  const people = await unmistakable(3);
  await select(people);
  await window.click("Exporteren…");
  await window.press('//label[contains(., "CSV")]');
  const plain = desktop.file("uitvoer.csv");
  willChoose(desktop, plain);
  await window.click("Bewaren als…");
  await window.sees("Bewaard als uitvoer.csv");
  const [header, ...rows] = readFileSync(plain, "utf8").trim().split(/\r?\n/);
  assert.deepEqual(rows.map((row) => people.filter((one) => row.includes(one.last_name) && row.includes(one.first_name)).length), [1, 1, 1]);
  assert.doesNotMatch(header, /INSZ|Rijksregister/);

  await window.click("Exporteren…");
  await window.press('//label[contains(., "CSV")]');
  await window.press('//label[contains(., "Met INSZ")]');
  await window.click("Bewaren als…");
  await window.sees("Zeg kort waarvoor");
  await window.fill("Waarom is het INSZ nodig?", "aanvraag schooltoelagen");
  await window.picture("exporteren");
  const full = desktop.file("met-insz.csv");
  willChoose(desktop, full);
  await window.click("Bewaren als…");
  await window.sees("Bewaard als met-insz.csv");
  assert.match(readFileSync(full, "utf8").split(/\r?\n/)[0], /Rijksregisternummer/);
  await window.click("Selectie wissen");
});

test("stickers of a chosen selection are those of the selection, no more and no less", async () => {
  const people = await unmistakable(4);
  await select(people);
  await window.click("Naar Barcodes");
  await window.sees("4 leerlingen gekozen");
  const pdf = desktop.file("selectie.pdf");
  willChoose(desktop, pdf);
  await window.click("Bewaren als pdf…", 30_000);
  await window.sees("selectie.pdf: 4 barcodes op 1 blad.", 30_000);
  assert.deepEqual(decode(desktop, pdf).sort(), people.map((person) => person.number.padStart(10, "0")).sort());
});

test("stickers straight from a list are those of the list, and nobody enters the register", async () => {
  const before = await everybody(window);
  const list = sheet(desktop, "personeel", [
    ["Naam", "Voornaam", "Klas", "Persoonsnummer"],
    ["De Poorter", "Wivine", "personeel", "700001"],
    ["Stevens", "Oleg", "personeel", "700002"],
  ]);
  await go(window, "Barcodes");
  await window.choose("Wie", "Uit een lijst");
  willChoose(desktop, list);
  await window.press('(//button[normalize-space()="Lijst kiezen…"])[last()]');
  await window.sees("2 rijen", 60_000);
  const pdf = desktop.file("lijst.pdf");
  willChoose(desktop, pdf);
  await window.click("Bewaren als pdf…", 30_000);
  await window.sees("lijst.pdf: 2 barcodes op 1 blad.", 30_000);
  await window.picture("uit-een-lijst");
  assert.deepEqual(decode(desktop, pdf).sort(), ["0000700001", "0000700002"]);
  assert.deepEqual(await everybody(window), before);
});

test("a backup is put back after saying what that takes away, and the register of before is kept", async () => {
  const before = await everybody(window);
  await go(window, "Instellingen");
  await window.click("Nu een back-up maken");
  await window.sees("Back-up gemaakt en nagekeken", 60_000);
  await go(window, "Leerlingen");
  await window.click("Nieuwe persoon");
  await window.fill("Naam", "Zwijgzamer");
  await window.fill("Voornaam", "Odilon");
  await window.click("In het register plaatsen");
  await window.sees("Zwijgzamer Odilon staat in het register.");
  assert.equal((await everybody(window)).length, before.length + 1);
  await go(window, "Instellingen");
  await window.press('(//button[starts-with(@aria-label, "Back-up van")])[1]', "the newest backup");
  await window.until("what would be taken away is said", async () =>
    /1 invoer die nu in het register staat, staat er niet in/.test(await window.text()),
  );
  await window.picture("back-up-terugzetten");
  await window.click("Ja, terugzetten");
  await window.sees("Het register van daarvoor heet register-kept-", 60_000);
  assert.deepEqual(await everybody(window), before);
  const kept = readdirSync(desktop.profile).filter((name) => /^register-kept-.*\.db$/.test(name));
  assert.equal(kept.length, 1);
});

test("the register gets a new key with a new recovery sheet, and opens by itself at the next start", async () => {
  const before = await everybody(window);
  await go(window, "Instellingen");
  await window.click("Nieuwe sleutel voor het register…");
  await window.picture("nieuwe-sleutel");
  await window.click("Verder naar het nieuwe herstelblad");
  await window.sees("Een nieuw herstelblad en een nieuwe sleutel");
  await typeSheetBack(window, desktop, "nieuw-herstelblad");
  await window.picture("nieuw-herstelblad");
  await window.click("Sleutel vernieuwen");
  await window.sees("Het register heeft een nieuwe sleutel", 60_000);
  assert.deepEqual(await everybody(window), before);
  await go(window, "Instellingen");
  await window.sees("oude sleutel");
  await shut();
  await reopen();
  assert.deepEqual(await everybody(window), before);
});
