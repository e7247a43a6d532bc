// One child entered on two laptops that do not hear of each other: merged on the one while the other
// goes on, decided, and taken apart again, on the server of the school.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { enrols } from "./counter.mjs";
import { exchanges, joins, joinsFromThere, beginsByJoining, marks, onAnotherLaptop, signsIn, SOON, status, takesOver } from "./joined.mjs";
import { Laptop } from "./laptops.mjs";
import { classesOf, commandLine, lessonDay, readWeek, visit } from "./registers.mjs";
import { Server } from "./server.mjs";
import { atRest, belgian, everybody, go, smallSchool } from "./steps.mjs";

const LAST = "Zwartenbroeckx";
/** The same name, but for an accent. */
const HERE = `${LAST} Fleurance`;
const THERE = `${LAST} Fléurance`;
const BORN = "2017-03-12";
/** Of nobody: the counter 999 is never given out. */
const INSZ = "17031299918";
const SECRETARY = { name: "Mia", login: "mia", password: "proefwachtwoord van Mia" };

let server;
/** The laptop with the school, of the lead; and the one that came later, of a secretary. */
let first;
let second;
let day;
let register;
/** The two children, as identities. */
let here;
let there;

before(async () => {
  server = await Server.start();
  first = await Laptop.start("licht");
  smallSchool(first.desktop, 60);
  second = await Laptop.start("donker");
  for (const laptop of [first, second]) await laptop.open();
  await first.window.element("the navigation", '//nav[@aria-label="Hoofdmenu"]', SOON);
  day = await lessonDay(first.window);
  register = (await classesOf(first.window, day, 6)).find((one) => one.class.startsWith("L")).class;
});

after(async () => {
  await first?.stop();
  await second?.stop();
  await server?.stop();
});

const children = async ({ window }) => (await everybody(window)).filter((one) => one.last_name === LAST);

/** Codes of a child on the day, by half; nothing where it is in no row of the class. */
async function codesOf({ window }, id) {
  const week = await window.call("attendance_week", { class: register, day });
  const row = week.rows.findIndex((one) => one.pupil === id);
  const { marks: all } = readWeek(week, day);
  return { VM: all[`${row}:VM`]?.code, NM: all[`${row}:NM`]?.code };
}

/** Types a code for a child. */
async function marksChild(laptop, id, half, key) {
  const { rows } = await laptop.window.call("attendance_week", { class: register, day });
  await marks(laptop, { class: register, day, half, row: rows.findIndex((one) => one.pupil === id) }, key);
}

/** The same, as the command line of a laptop reads it. */
function told(desktop) {
  const pupils = commandLine(desktop, "pupils").filter((one) => one.last_name === LAST);
  const { columns, rows } = commandLine(desktop, "attendance", "show", "--class", register, "--week", day);
  const at = (half) => columns.findIndex((one) => one.day === day && one.half === half);
  return Object.fromEntries(
    pupils.map(({ id, first_name, insz }) => {
      const codes = rows.find((one) => one.id === id)?.codes ?? [];
      return [id, { first_name, insz, VM: codes[at("VM")] ?? null, NM: codes[at("NM")] ?? null }];
    }),
  );
}

/** A picture of what stands there, which axe finds no fault with. */
async function seen({ window }, picture) {
  await atRest(window);
  await window.picture(`samen-${picture}`);
  assert.deepEqual(await window.unreachable(), [], picture);
}

async function opensDoubles({ window }) {
  await go(window, "Leerlingen");
  await window.press('//button[starts-with(normalize-space(), "Mogelijk dubbel (1)")]', "Mogelijk dubbel");
}

/** Merges, with what stands there proposed or chosen. */
async function merges({ window }, picture = async () => {}) {
  await window.click("Samenvoegen…");
  await picture();
  await window.press('//div[@class="confirm"]//button[normalize-space()="Samenvoegen"]', "Samenvoegen");
  await window.sees("Samengevoegd: alles staat nu bij");
}

/** Takes the two apart, from the sheet of the one who stands. */
async function takesApart({ window }, picture = async () => {}) {
  await visit(window, `/leerlingen/${here}`);
  await window.click(`Weer uit elkaar halen: ${THERE}`);
  await window.sees("Wat teruggaat");
  await picture("08-uit-elkaar");
  await window.click("Uit elkaar halen…");
  await picture("09-uit-elkaar-bevestigen");
  await window.press('//div[@class="confirm"]//button[normalize-space()="Uit elkaar halen"]', "Uit elkaar halen");
  await window.sees(`${THERE} heeft weer een eigen fiche.`);
}

test("the administrator gives a secretary an account, who joins a second laptop with it", async () => {
  await joins(first, server.laptops[0], server);
  await exchanges(first);
  const { window } = first;
  await go(window, "Toestellen en gebruikers");
  await window.click("Nieuwe gebruiker…");
  await window.fill("Naam", SECRETARY.name);
  await window.fill("Aanmeldnaam", SECRETARY.login);
  await window.fill("Eerste wachtwoord", SECRETARY.password);
  await window.choose("Rol", "Secretariaat");
  await seen(first, "01-gebruiker");
  await window.click("Gebruiker toevoegen");
  await window.sees(`${SECRETARY.name} kan zich aanmelden.`, SOON);

  await beginsByJoining(second);
  await joinsFromThere(second, server.laptops[1]);
  await signsIn(second, SECRETARY);
  await exchanges(second);
});

test("a child that both enrolled without hearing of each other is possibly double on both", async () => {
  await server.pullNetwork(1);
  await server.pullNetwork(2);
  const { choices } = await first.window.call("enrolments", { pupil: null, choices: true });
  const child = {
    last: LAST, born: BORN, class: register, location: choices.locations[0] ?? "001", group: choices.groups[0].code, from: day,
  };
  await enrols(first.window, { ...child, first: "Fleurance", insz: INSZ });
  await enrols(second.window, { ...child, first: "Fléurance", insz: "" });
  [here, there] = await Promise.all([first, second].map(async (laptop) => (await children(laptop))[0].id));
  await marksChild(first, here, "VM", "z");
  await marksChild(second, there, "VM", "b");
  await marksChild(second, there, "NM", "z");
  await server.plugIn(1);
  await server.plugIn(2);
  await exchanges(first);
  await exchanges(second);
  await exchanges(first);
  for (const [laptop, theme] of [[first, "licht"], [second, "donker"]]) {
    assert.deepEqual((await children(laptop)).map((one) => one.id).sort(), [here, there].sort());
    assert.deepEqual(await codesOf(laptop, here), { VM: "Z", NM: undefined });
    assert.deepEqual(await codesOf(laptop, there), { VM: "B", NM: "Z" });
    await opensDoubles(laptop);
    await laptop.window.sees("accenten verloren");
    await seen(laptop, `02-dubbel-${theme}`);
  }
});

test("a secretary who is not the lead compares and cannot merge", async () => {
  const { window } = second;
  await window.press('//button[starts-with(@aria-label, "Vergelijken: ")]', "Vergelijken");
  await window.sees("Welke fiche blijft?");
  await window.sees("mag alleen het hoofd van het secretariaat");
  assert.doesNotMatch(await window.text(), /Samenvoegen…/);
  await seen(second, "03-geen-hoofd-donker");
});

test("the lead merges while the other laptop goes on with the pupil who disappears: one pupil, and one question", async () => {
  await server.pullNetwork(2);
  const { window } = first;
  await window.press('//button[starts-with(@aria-label, "Vergelijken: ")]', "Vergelijken");
  await window.sees("voorstel: hieraan hangt het meest");
  await window.press(`//*[@role="radiogroup"][./span[normalize-space()="Voornaam"]]//label[contains(., "Fléurance")]`, "the first name of the other");
  await window.sees("Halve dagen met een andere code");
  await seen(first, "04-vergelijken-licht");
  await merges(first, () => seen(first, "05-bevestigen-licht"));
  await exchanges(first);

  await marksChild(second, there, "NM", "p");
  assert.deepEqual(await codesOf(second, there), { VM: "B", NM: "P" });
  await server.plugIn(2);
  await exchanges(second);
  await exchanges(first);
  for (const [laptop, theme] of [[first, "licht"], [second, "donker"]]) {
    assert.deepEqual((await children(laptop)).map((one) => [one.id, one.first_name]), [[here, "Fléurance"]]);
    assert.deepEqual(await codesOf(laptop, here), { VM: "Z", NM: "P" });
    const { conflicts, held, refused } = await status(laptop);
    assert.deepEqual({ conflicts, held, refused }, { conflicts: 1, held: 0, refused: [] });
    await go(laptop.window, "Te beslissen");
    await seen(laptop, `06-te-beslissen-${theme}`);
    await visit(laptop.window, `/leerlingen/${here}`);
    await seen(laptop, `07-fiche-${theme}`);
  }
  const truth = { [here]: { first_name: "Fléurance", insz: INSZ, VM: "Z", NM: "P" } };
  assert.deepEqual(await onAnotherLaptop(server, told), truth);
});

test("what one of them decides is decided on both", async () => {
  const { window } = second;
  await go(window, "Te beslissen");
  await window.press('//*[contains(@class, "decide-choice")][contains(., "werd ook ingevoerd")]');
  await window.sees("Er is niets te beslissen");
  await exchanges(second);
  await exchanges(first);
  for (const laptop of [first, second]) {
    assert.equal((await status(laptop)).conflicts, 0);
    assert.deepEqual(await codesOf(laptop, here), { VM: "B", NM: "P" });
  }
});

test("the lead takes them apart on the other laptop: each has what was its own", async () => {
  await takesOver(second, server);
  await takesApart(second, (picture) => seen(second, `${picture}-donker`));
  await exchanges(second);
  await exchanges(first);
  for (const laptop of [first, second]) {
    assert.deepEqual((await children(laptop)).map((one) => one.id).sort(), [here, there].sort());
    const { conflicts, held, refused } = await status(laptop);
    assert.deepEqual({ conflicts, held, refused }, { conflicts: 0, held: 0, refused: [] });
  }
  await visit(first.window, `/leerlingen/${there}`);
  await seen(first, "10-weer-apart-licht");
});

test("merged on both at once, in opposite directions, they are one pupil, whom one of them takes apart", async () => {
  for (const [at, laptop, stays, id] of [[1, first, "Fleurance", here], [2, second, "Fléurance", there]]) {
    await server.pullNetwork(at);
    await visit(laptop.window, `/leerlingen/samenvoegen/${here}/${there}`);
    await laptop.window.press(`//*[contains(@class, "merge-who")]//label[contains(., "${stays}")]`, stays);
    await merges(laptop);
    assert.deepEqual((await children(laptop)).map((one) => one.id), [id], "without a server each has what it chose");
  }
  await server.plugIn(1);
  await server.plugIn(2);
  await exchanges(first);
  await exchanges(second);
  await exchanges(first);
  for (const laptop of [first, second]) {
    assert.deepEqual((await children(laptop)).map((one) => one.id), [here], "what arrived first is in force");
    assert.deepEqual(await codesOf(laptop, here), { VM: "B", NM: "P" });
    const { conflicts, held, refused } = await status(laptop);
    assert.deepEqual({ conflicts, held, refused }, { conflicts: 0, held: 0, refused: [] }, "the other way round is the same child");
  }
  await takesApart(first);
  await exchanges(first);
  await exchanges(second);
});

test("the administrator reads what came from a laptop that she struck off, by pupil and day", async () => {
  const { window } = first;
  await go(window, "Toestellen en gebruikers");
  await window.press('//button[@aria-label="Secretariaat 2 intrekken"]', "Intrekken…", SOON);
  await window.fill("Typ “Secretariaat 2” om te bevestigen", "Secretariaat 2");
  await window.click("Intrekken");
  await window.sees("Secretariaat 2 is ingetrokken.", SOON);
  await window.click("Wat kwam ervan: Secretariaat 2");
  await window.click("Tonen");
  await window.sees("invoeren sinds", SOON);
  await seen(first, "11-wat-kwam-ervan-licht");
  const panel = await window.text();
  for (const wanted of [THERE, belgian(day), SECRETARY.name]) assert.ok(panel.includes(wanted), wanted);
});

test("nothing is lost: the command line of each laptop has both, with everything of each", async () => {
  const truth = {
    // What was decided since stays with the child about whom it was decided (sync.md C13).
    [here]: { first_name: "Fleurance", insz: INSZ, VM: "B", NM: null },
    [there]: { first_name: "Fléurance", insz: "", VM: "B", NM: "P" },
  };
  for (const laptop of [first, second]) {
    await laptop.shut();
    assert.deepEqual(told(laptop.desktop), truth);
  }
});
