import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { desktop as start, ended, until } from "./desktop.mjs";
import { runs, tree } from "./processes.mjs";
import { SCREENS, go, importPupils, setUp, sheet } from "./steps.mjs";
import { Window, askToClose, environment, shownWindow } from "./window.mjs";

/** Somebody who exists nowhere, in words that stand in no file of the program. */
const LAST = "Wittebroodt-Ypersiel";
const FIRST = "Quirinetta";
const INSZ = "17.03.12-000.47";
const TYPED = "Zevenbergschen";
const PERSONAL = [LAST, FIRST, INSZ, INSZ.replace(/\D/g, ""), TYPED];

let desktop;

before(async () => {
  desktop = await start();
});

after(async () => {
  await desktop?.close();
});

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (entry.isFile()) yield path;
  }
}

/** Where a personal word stands in clear, in the encodings that programs write. */
function inClear(words = PERSONAL) {
  const wanted = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, "utf16le")]);
  const found = [];
  let searched = 0;
  for (const path of files(desktop.home)) {
    searched += 1;
    const contents = readFileSync(path);
    if (wanted.some((word) => contents.includes(word))) found.push(relative(desktop.home, path));
  }
  assert.ok(searched > 5, "there is something to search");
  return found;
}

test("after work with pupils nothing personal stands in clear in any file or line of output", async () => {
  const window = await Window.open(desktop);
  try {
    await setUp(window, desktop, { demo: false });
    const list = sheet(desktop, "leerlingen", [
      ["Naam", "Voornaam", "Geboortedatum", "Klas", "INSZ", "Persoonsnummer"],
      [LAST, FIRST, "12/03/2017", "3A", INSZ, "48213"],
    ]);
    assert.notDeepEqual(inClear(), [], "the search finds the list of the test itself");
    await importPupils(window, desktop, list, "Databank 1");
    // What the test itself laid there.
    for (const name of readdirSync(desktop.home).filter((name) => name.startsWith("leerlingen."))) rmSync(desktop.file(name));
    for (const screen of SCREENS) await go(window, screen);
    await go(window, "Leerlingen");
    await window.fill("Zoeken in de lijst", LAST);
    await window.press(`//*[@role="gridcell"][contains(., "${LAST}")]`);
    await window.sees("Geschiedenis");
    await window.control("k");
    await window.type(TYPED);
    await window.type("\uE00C");
    assert.deepEqual(inClear(), [], "while the register is open: database, log, temporary files, web view");
    const processes = window.processes();
    await window.quit();
    await until("the program has ended", () => !processes.some(runs));
    assert.deepEqual(inClear(), [], "after it was closed");
    for (const word of PERSONAL) assert.ok(!window.said.includes(word), "and the program wrote nothing of it");
  } finally {
    await window.close();
  }
});

/** The program as a school runs it, with the keyboard alone: no driver, so the web view keeps nothing. */
async function typed(work) {
  const child = spawn(process.env.STAMBOEK_APP, [], { env: environment(desktop), stdio: "ignore" });
  const number = await until("the window is there", shownWindow);
  const keys = (...words) => execFileSync("xdotool", ["windowfocus", String(number), ...words]);
  try {
    // Nothing in the page can be asked: a keystroke too early would only be lost.
    await pause(4_000);
    await work(keys);
  } finally {
    const processes = tree(child.pid);
    await askToClose(number);
    await until("the program has ended", () => !processes.some(runs)).finally(() => ended(child));
  }
}

test("a web view without a driver keeps no trace of what is typed, even while it is open", async () => {
  const web = join(desktop.home, "profile.web");
  const typing = (word) => ["type", "--delay", "30", word];
  await typed(async (keys) => {
    keys("key", "ctrl+k", ...typing(LAST));
    await pause(1_500);
    keys("key", "Return");
    await pause(1_500);
    execFileSync("import", ["-window", "root", join(process.env.STAMBOEK_OUT, "zonder-spoor.png")]);
    keys("key", "ctrl+k", ...typing(INSZ), "key", "Escape");
    await pause(1_000);
    assert.deepEqual(inClear(), []);
    // Random salts and an empty list of secure sites are made before there is a page.
    const kept = [...files(web)].map((path) => basename(path)).filter((name) => !/^(salt|hsts-storage\.sqlite)/.test(name));
    assert.deepEqual(kept, [], "its folder holds nothing of the page");
  });
  assert.ok(!existsSync(web));
  assert.deepEqual(inClear(), []);
});
