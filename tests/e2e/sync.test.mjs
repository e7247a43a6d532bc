import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "./desktop.mjs";
import { beginsByJoining, exchanges, joins, joinsFromThere, marks, onAnotherLaptop, signsIn, SOON, status, typesWhere } from "./joined.mjs";
import { Laptop } from "./laptops.mjs";
import { classesOf, commandLine, cursor, KEY, kept, lessonDay, moveTo, openByKeyboard, settled } from "./registers.mjs";
import { Server } from "./server.mjs";
import { atRest, everybody, go, smallSchool } from "./steps.mjs";

/** Pupils of the demo school. */
const PUPILS = 60;

let server;
/** The laptop with the school, and the one that came later. */
let first;
let second;
let day;
let name;

before(async () => {
  server = await Server.start();
  first = await Laptop.start();
  smallSchool(first.desktop, PUPILS);
  second = await Laptop.start("donker");
  for (const laptop of [first, second]) await laptop.open();
  await first.window.element("the navigation", '//nav[@aria-label="Hoofdmenu"]', 60_000);
  day = await lessonDay(first.window);
  name = (await classesOf(first.window, day, 6)).find((one) => one.class.startsWith("L")).class;
});

after(async () => {
  await first?.stop();
  await second?.stop();
  await server?.stop();
});

/** Begins, and sees without scrolling what is wrong. */
async function cannotBegin({ window }, picture) {
  await window.click("Beginnen");
  await window.until("what is wrong is in sight", () => window.run(`
    const place = document.querySelector("[role=alert]")?.getBoundingClientRect();
    return Boolean(place) && place.top >= 0 && place.bottom <= innerHeight;`), SOON);
  await atRest(window);
  await window.picture(picture);
  assert.deepEqual(await window.unreachable(), []);
}

/** Joins at the first start: neither a server that does not answer nor a wrong code makes anything that stands in the way. */
async function joinsAtFirstStart(laptop, where) {
  await beginsByJoining(laptop);
  await server.pullNetwork(2);
  await typesWhere(laptop.window, where);
  await cannotBegin(laptop, "sync-eerste-start-onbereikbaar");
  await server.plugIn(2);
  await typesWhere(laptop.window, { ...where, code: "AAAA-AAAA-AAAA" });
  await cannotBegin(laptop, "sync-eerste-start-verkeerde-code");
  await joinsFromThere(laptop, where);
  await laptop.window.picture("sync-eerste-start-aanmelden");
  await signsIn(laptop, server);
}

/** Codes in the morning, by row. */
async function codes(laptop) {
  const { marks } = await kept(laptop.window, name, day);
  return Object.fromEntries(Object.entries(marks).flatMap(([cell, { code }]) => (cell.endsWith(":VM") ? [[Number.parseInt(cell, 10), code]] : [])));
}

/** Pictures of a screen on both laptops. */
async function pictures(screen, picture) {
  for (const [laptop, label] of [[first, "een"], [second, "twee"]]) {
    await go(laptop.window, screen);
    await atRest(laptop.window);
    await laptop.window.picture(`sync-${picture}-${label}`);
  }
}

const sorted = async (laptop) => (await everybody(laptop.window)).map((one) => `${one.id} ${one.last_name} ${one.number} ${one.class}`).sort();

test("two laptops join by hand, one at its first start, and the school of the first comes down on it", async () => {
  await go(first.window, "Synchronisatie");
  await atRest(first.window);
  await first.window.picture("sync-alleen");
  assert.deepEqual(await first.window.unreachable(), []);
  await joins(first, server.laptops[0], server);
  await exchanges(first);
  await joinsAtFirstStart(second, server.laptops[1]);
  await exchanges(second);
  const here = await sorted(first);
  assert.ok(here.length >= PUPILS);
  assert.deepEqual(await sorted(second), here);
  assert.deepEqual(await codes(second), await codes(first));
  for (const laptop of [first, second]) {
    const { conflicts, held, refused } = await status(laptop);
    assert.deepEqual({ conflicts, held, refused }, { conflicts: 0, held: 0, refused: [] }, "joining asks nothing");
  }
  await pictures("Synchronisatie", "aangesloten");
  assert.deepEqual(await second.window.unreachable(), []);
});

test("what one laptop enters stands on the other", async () => {
  await marks(first, { class: name, day, row: 3 }, "z");
  await exchanges(first);
  await exchanges(second);
  assert.equal((await codes(second))[3], "Z");
});

test("both mark the same pupil while one is offline: the conflict is on both, and one click decides it for both", async () => {
  await server.pullNetwork(2);
  await marks(first, { class: name, day, row: 0 }, "z");
  await exchanges(first);
  await marks(second, { class: name, day, row: 0 }, "b");
  assert.equal((await codes(second))[0], "B", "without a server she works on");
  await second.window.sees("nog niet op de server");
  assert.equal((await status(second)).waiting, 1);
  await go(second.window, "Synchronisatie");
  await second.window.click("Nu proberen");
  await second.window.sees("De server is niet bereikbaar", SOON);
  await atRest(second.window);
  await second.window.picture("sync-onbereikbaar");
  assert.deepEqual(await second.window.unreachable(), []);

  await server.plugIn(2);
  await exchanges(second);
  await exchanges(first);
  for (const laptop of [first, second]) {
    assert.equal((await status(laptop)).conflicts, 1);
    assert.equal((await codes(laptop))[0], "Z", "what arrived first is in force");
  }
  await pictures("Te beslissen", "te-beslissen");
  for (const laptop of [first, second]) {
    assert.deepEqual(await laptop.window.unreachable(), []);
    await openByKeyboard(laptop.window, name, day);
  }
  await second.window.picture("sync-botsing-in-register");

  await go(second.window, "Te beslissen");
  await second.window.press('//*[contains(@class, "decide-choice")][contains(., "werd ook ingevoerd")]');
  await second.window.sees("Er is niets te beslissen");
  assert.equal((await codes(second))[0], "B");
  await exchanges(second);
  await exchanges(first);
  for (const laptop of [first, second]) {
    assert.equal((await status(laptop)).conflicts, 0);
    assert.equal((await codes(laptop))[0], "B", "both show the decision");
  }
  await pictures("Te beslissen", "beslist");
});

/** Codes of the hour, by row; and what the other laptop types where they differ. */
const KEYS = ["z", "b", "p"];
const keyOf = (row) => KEYS[row % KEYS.length];
const otherKey = (row) => KEYS[(row + 1) % KEYS.length];
/** Rows in which both type a code for the morning: another one, and the same. */
const isClash = (row) => row % 9 === 0;
const isSame = (row) => row % 9 === 4;

/** Types a code for the pupils in those rows of a class, as fast as somebody reads a list aloud. */
async function takes(laptop, register, half, rows, key) {
  const { window } = laptop;
  await openByKeyboard(window, register, day, half);
  const { col } = await cursor(window);
  // Aside and back: what follows a code at once would make it a subcode.
  const aside = half === "VM" ? KEY.right + KEY.left : KEY.left + KEY.right;
  for (const row of rows) {
    await moveTo(window, row, col);
    await window.type(key(row) + aside);
  }
  await settled(window);
}

/** Codes of a class on the day, by row and half. */
async function codesOf(laptop, register) {
  const { marks } = await kept(laptop.window, register, day);
  return Object.fromEntries(Object.entries(marks).map(([cell, { code }]) => [cell, code]));
}

test("a server put back from before an hour of entries has them all again, and asks each conflict once", async () => {
  // Nursery classes have codes of their own.
  const taught = (await classesOf(first.window, day, 1)).filter((one) => one.halves.every((half) => half.free === null));
  const classes = taught.map((one) => one.class).filter((one) => one.startsWith("L"));
  const wanted = {};
  let clashes = 0;
  await server.backUp();
  await server.pullNetwork(2);
  for (const register of classes) {
    const before = await codesOf(first, register);
    const { rows, columns } = await first.window.call("attendance_week", { class: register, day });
    const isHere = (cell, column) => columns[column].at.day !== day || !cell.not_here;
    const all = rows.flatMap((one, row) => (one.cells.every(isHere) ? [row] : []));
    // The first laptop's entries arrive and are lost with the database; the second's wait.
    await takes(first, register, "VM", all, keyOf);
    await takes(second, register, "NM", all, keyOf);
    await takes(second, register, "VM", all.filter(isSame), keyOf);
    await takes(second, register, "VM", all.filter(isClash), otherKey);
    // Whoever types what stands there already enters nothing.
    const code = (key) => key.toUpperCase();
    clashes += all.filter((row) => isClash(row) && ![keyOf, otherKey].some((key) => code(key(row)) === before[`${row}:VM`])).length;
    wanted[register] = Object.fromEntries(all.flatMap((row) => [[`${row}:VM`, isClash(row) ? null : code(keyOf(row))], [`${row}:NM`, code(keyOf(row))]]));
  }
  assert.ok(clashes > 0);
  await exchanges(first);
  await server.restore();
  await server.plugIn(2);
  await exchanges(second);
  await exchanges(first);
  await exchanges(second);

  for (const register of classes) {
    const there = await codesOf(first, register);
    assert.deepEqual(await codesOf(second, register), there);
    const clear = (codes) => Object.fromEntries(Object.keys(wanted[register]).map((cell) => [cell, wanted[register][cell] && codes[cell]]));
    assert.deepEqual(clear(there), wanted[register], `everything of ${register} is back`);
  }
  for (const laptop of [first, second]) {
    const { conflicts, held, refused } = await status(laptop);
    assert.deepEqual({ conflicts, held, refused }, { conflicts: clashes, held: 0, refused: [] }, "each is asked once");
  }
  await pictures("Te beslissen", "na-terugzetten");
  await go(first.window, "Te beslissen");
  for (let left = clashes; left > 0; left -= 1) {
    await first.window.press('(//*[contains(@class, "decide-choice")][contains(., "geldt nu")])[1]');
    await until("it is decided", async () => (await status(first)).conflicts === left - 1);
  }
  await first.window.sees("Er is niets te beslissen");
  await exchanges(first);
  await exchanges(second);
  assert.equal((await status(second)).conflicts, 0);
  const truth = {};
  for (const register of classes) {
    truth[register] = await codesOf(first, register);
    assert.deepEqual(await codesOf(second, register), truth[register]);
  }
  await onTheServer(truth);
});

test("the administrator sees who looked at whom and strikes a laptop off: it closes, and works again once it is let in", async () => {
  const [somebody] = await everybody(first.window);
  await first.window.call("pupil_sheet", { id: somebody.id });
  await exchanges(first);
  await go(first.window, "Inzage");
  await first.window.sees("bekeek een fiche", SOON);
  await first.window.sees(`${somebody.last_name} ${somebody.first_name}`);
  await atRest(first.window);
  await first.window.picture("inzage");
  assert.deepEqual(await first.window.unreachable(), []);

  await go(first.window, "Toestellen en gebruikers");
  await first.window.sees("Secretariaat 2", SOON);
  await first.window.press('//button[@aria-label="Secretariaat 2 intrekken"]');
  await first.window.fill("Typ “Secretariaat 2” om te bevestigen", "Secretariaat 2");
  await atRest(first.window);
  await first.window.picture("toestellen-intrekken");
  assert.deepEqual(await first.window.unreachable(), []);
  await first.window.click("Intrekken");
  await first.window.sees("Secretariaat 2 is ingetrokken.", SOON);

  await go(second.window, "Synchronisatie");
  await second.window.click("Nu proberen");
  await second.window.sees("Deze laptop is ingetrokken", SOON);
  assert.doesNotMatch(await second.window.text(), new RegExp(somebody.last_name), "nobody's data are in sight");
  assert.doesNotMatch(await second.window.text(), /Er wordt nu verbinding gemaakt/, "nor is what was said before");
  await second.window.picture("ingetrokken");

  await first.window.press('//button[@aria-label="Secretariaat 2 weer toelaten"]');
  await first.window.sees("Secretariaat 2 mag weer werken", SOON);
  await first.window.picture("toestellen");
  await second.window.press('//button[normalize-space()="Opnieuw aan de server vragen"]');
  await second.window.until("the register is open again", async () => (await second.window.call("session_state", {})).phase !== "revoked", SOON);
});

/** Everybody who joins later gets the same registers. */
function onTheServer(truth) {
  return onAnotherLaptop(server, (desktop) => {
    for (const [register, wanted] of Object.entries(truth)) {
      const shown = commandLine(desktop, "attendance", "show", "--class", register, "--week", day);
      const halves = shown.columns.flatMap((column, index) => (column.day === day ? [[column.half, index]] : []));
      const there = shown.rows.flatMap((row, index) => halves.flatMap(([half, place]) => (row.codes[place] ? [[`${index}:${half}`, row.codes[place]]] : [])));
      assert.deepEqual(Object.fromEntries(there), wanted, register);
    }
  });
}
