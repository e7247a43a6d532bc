import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desktop as start } from "./desktop.mjs";
import {
  applyNumbers, checkNumbers, confirmProposals, current, decode, everybody, go, importPupils, numberList, printOutdated,
  scan, setUp, sheet,
} from "./steps.mjs";
import { Window } from "./window.mjs";

let desktop;
let window;
let people;
let list;
let pdf;

before(async () => {
  desktop = await start();
  window = await Window.open(desktop);
  await setUp(window, desktop);
});

after(async () => {
  await window?.close();
  await desktop?.close();
});

test("a list of pupils adds who is new and leaves the others", async () => {
  const known = everybody(desktop);
  const one = known.find((person) => current(person) && person.birth_date);
  const file = sheet(desktop, "leerlingen", [
    ["Naam", "Voornaam", "Geboortedatum", "Klas"],
    [one.last_name, one.first_name, one.birth_date, one.class],
    ["Vermeersch", "Zoë-Lotte", "12/03/2017", one.class],
  ]);
  await importPupils(window, desktop, file);
  people = everybody(desktop);
  assert.equal(people.length, known.length + 1, "one new, nobody twice");
});

test("a list of numbers with swaps and rings is applied in one go", async () => {
  list = numberList(people);
  const file = sheet(desktop, "nummers", [list.header, ...list.rows]);
  await checkNumbers(window, desktop, file, "Nieuwe databank");
  await confirmProposals(window);
  await applyNumbers(window);
  const after = new Map(everybody(desktop).map((person) => [person.id, person]));
  for (const [id, number] of list.became) {
    const open = after.get(id).numbers.filter((one) => one.until === null);
    assert.deepEqual(open.map((one) => one.value), [number], "everybody has the new number and no other");
  }
  assert.equal(current(after.get(list.without.id)), current(list.without), "who is not in the list keeps the number");
});

test("every sticker that is printed decodes to the right new number", async () => {
  pdf = await printOutdated(window, desktop, "stickers");
  const expected = everybody(desktop).map(current).filter(Boolean).map((number) => number.padStart(10, "0"));
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
  const kept = everybody(desktop);
  await window.close();
  window = await Window.open(desktop);
  await window.element("the navigation", '//nav[@aria-label="Hoofdmenu"]', 30_000);
  assert.deepEqual(everybody(desktop), kept);
  await go(window, "Leerlingen");
  await window.sees("Vermeersch", 15_000).catch(async () => {
    await window.fill("Zoek", "Vermeersch");
    await window.sees("Vermeersch");
  });
});
