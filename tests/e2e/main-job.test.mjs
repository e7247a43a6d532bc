import assert from "node:assert/strict";
import { test } from "node:test";
import { desktop, opened, reopen, window } from "./opened.mjs";
import {
  applyNumbers, checkNumbers, confirmProposals, decode, everybody, go, importPupils, numberList, printOutdated,
  scan, sheet,
} from "./steps.mjs";

let people;
let list;
let pdf;

opened();

test("a list of pupils adds who is new and leaves the others", async () => {
  const known = await everybody(window);
  const one = known.find((person) => person.number && person.birth_date && person.kind === "pupil");
  const file = sheet(desktop, "leerlingen", [
    ["Naam", "Voornaam", "Geboortedatum", "Klas"],
    [one.last_name, one.first_name, one.birth_date, one.class],
    ["Vermeersch", "Zoë-Lotte", "12/03/2017", one.class],
  ]);
  await importPupils(window, desktop, file);
  people = await everybody(window);
  assert.equal(people.length, known.length + 1, "one new, nobody twice");
});

test("a list of numbers with swaps and rings is applied in one go", async () => {
  list = numberList(people);
  const file = sheet(desktop, "nummers", [list.header, ...list.rows]);
  await checkNumbers(window, desktop, file, "Nieuwe databank");
  await confirmProposals(window);
  await applyNumbers(window);
  const after = new Map((await everybody(window)).map((person) => [person.id, person]));
  for (const [id, number] of list.became) assert.equal(after.get(id).number, number, "everybody has the new number");
  assert.equal(after.get(list.without.id).number, list.without.number, "who is not in the list keeps the number");
});

test("every sticker that is printed decodes to the right new number", async () => {
  pdf = await printOutdated(window, desktop, "stickers");
  const expected = (await everybody(window)).filter((person) => person.number).map((person) => person.number.padStart(10, "0"));
  assert.deepEqual(decode(desktop, pdf).sort(), expected.sort());
});

test("a new sticker is green, a number of before tells whose it was", async () => {
  const newest = list.became.get(people.find((person) => list.became.get(person.id)?.startsWith("34")).id);
  assert.match(await scan(window, newest.padStart(10, "0")), /Juist/);
  const index = list.old.length - 3;
  assert.match(await scan(window, list.old[index].padStart(10, "0")), /Oude barcode/);
  assert.match(await scan(window, list.old[0].padStart(10, "0")), /Niet eenduidig/, "old of one, new of another");
  assert.match(await scan(window, "7777777777"), /Onbekend/);
});

test("nothing is asked and nothing is lost after a restart", async () => {
  const kept = await everybody(window);
  await window.close();
  await reopen(30_000);
  assert.deepEqual(await everybody(window), kept);
  await go(window, "Leerlingen");
  await window.sees("Vermeersch", 15_000).catch(async () => {
    await window.fill("Zoek", "Vermeersch");
    await window.sees("Vermeersch");
  });
});
