// `cargo xtask bench window`: from the start of the program to the list of the demo school on
// screen, and what the window then uses, against an empty window of the same Tauri; and paging
// through a large list.

import { execFileSync, spawn } from "node:child_process";
import { statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { desktop as start, ended, until } from "./desktop.mjs";
import { Framebuffer } from "./framebuffer.mjs";
import { memory, processorTime, runs, tree } from "./processes.mjs";
import { Display } from "./x11.mjs";

const PUPILS = 1200;
/** The largest list (performance.md). */
const MANY = 5000;
/** Two frames of a display of 60 Hz: what is later is a hitch. In milliseconds, as those below. */
const HITCH = 32;
/** A page that changed no more for so long stands. */
const STANDS = 40;
/** A key that changed nothing for so long was one at the end of the list. */
const GIVEN_UP = 3_000;
const PAGE_DOWN = 0xff56;
const STARTS = 7;
/** After opening, the program checks its file and makes the backup of the day. */
const SETTLED_AFTER = 12_000;
const IDLE_SECONDS = 10;
/** As `src-tauri/src/prepare.rs` sets it; the floor gets the same. */
const WITHOUT = { WEBKIT_DISABLE_COMPOSITING_MODE: "1" };
const WITH = { WEBKIT_DISABLE_COMPOSITING_MODE: "0" };

const { STAMBOEK_APP, STAMBOEK_CLI, STAMBOEK_EMPTY } = process.env;
const middle = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The empty page has its colour. */
const emptyIsThere = (screen) => screen.colour(640, 400) === "#185abd";

/** The register is usable: names stand in the rows of the list, from the top of the screen to its end. */
function listIsThere(screen) {
  // The page has its light ground: before that the display is black.
  if ([60, 100, 756].some((y) => screen.brightness(240, y, 1)[0] < 200)) return false;
  let rows = 0;
  for (let row = 205; row < 730; row += 34) {
    for (let y = row; y < row + 16; y += 4) {
      if (screen.brightness(295, y, 120).some((value) => value < 90)) {
        rows += 1;
        break;
      }
    }
  }
  return rows >= 14;
}

async function run(program, env, screen, isThere, idle) {
  const began = performance.now();
  const child = spawn(program, [], { env, stdio: "ignore" });
  try {
    while (!isThere(screen)) {
      if (performance.now() - began > 20_000 || child.exitCode !== null) throw new Error(`${program}: no first screen`);
      await pause(2);
    }
    const shown = performance.now() - began;
    const worked = processorTime(tree(child.pid));
    if (!idle) return { shown, worked };
    await pause(SETTLED_AFTER);
    const pids = tree(child.pid);
    const before = processorTime(pids);
    await pause(IDLE_SECONDS * 1000);
    return { shown, worked, busy: processorTime(pids) - before, memory: memory(pids) };
  } finally {
    const pids = tree(child.pid);
    await ended(child);
    await until("all its processes are gone", () => !pids.some(runs));
  }
}

/** What stands in the rows of the list, to be compared: lines close enough to cut every name. */
const shownRows = (screen) =>
  Array.from({ length: 76 }, (_, line) => screen.brightness(295, 206 + line * 7, 80).join()).join();

/** How long from a key until the page it asks for stands, in milliseconds; null when nothing changes. */
async function turn(screen, press) {
  const before = shownRows(screen);
  const began = performance.now();
  press();
  let [now, changed] = [before, null];
  while (performance.now() - (changed ?? began) < (changed === null ? GIVEN_UP : STANDS)) {
    await pause(1);
    const next = shownRows(screen);
    if (next !== now) [now, changed] = [next, performance.now()];
  }
  return changed === null ? null : changed - began;
}

/** Pages from the first pupil to the last; answers how long each page took. */
async function paged(screen, env) {
  const child = spawn(STAMBOEK_APP, [], { env, stdio: "ignore" });
  const keyboard = await Display.open(screen.display);
  try {
    await until("the list is there", () => listIsThere(screen), 60_000);
    await pause(SETTLED_AFTER);
    // From the search to the first row.
    execFileSync("xdotool", ["mousemove", "520", "131", "click", "1"], { env });
    await pause(1_000);
    execFileSync("xdotool", ["key", "Down"], { env });
    await pause(1_000);
    const press = await keyboard.key(PAGE_DOWN);
    // The first page stands there already: its last row is chosen.
    press();
    await pause(1_000);
    const took = [];
    for (let time = await turn(screen, press); time !== null; time = await turn(screen, press)) took.push(time);
    if (took.length < MANY / 20) throw new Error(`only ${took.length} pages of the list`);
    return took;
  } finally {
    await keyboard.close();
    const pids = tree(child.pid);
    await ended(child);
    await until("all its processes are gone", () => !pids.some(runs));
  }
}

async function measure(programs, screen) {
  const found = new Map(programs.map(([name]) => [name, { shown: [], worked: [] }]));
  // The first start reads the program from the disk and is not counted; turns even out what else runs.
  for (let turn = 0; turn <= STARTS; turn += 1) {
    for (const [name, program, env, isThere] of programs) {
      const one = await run(program, env, screen, isThere, turn === STARTS);
      const all = found.get(name);
      if (turn > 0) {
        all.shown.push(one.shown);
        all.worked.push(one.worked);
      }
      Object.assign(all, { memory: one.memory, busy: one.busy });
    }
  }
  return found;
}

const screen = await Framebuffer.open();
process.env.DISPLAY = screen.display;
const desktop = await start();
try {
  execFileSync(STAMBOEK_CLI, ["--data", desktop.profile, "demo", "--pupils", String(PUPILS)], { env: desktop.env, stdio: "ignore" });
  const env = { ...desktop.env, STAMBOEK_DATA: desktop.profile };
  const found = await measure(
    [
      ["floor", STAMBOEK_EMPTY, { ...env, ...WITHOUT }, emptyIsThere],
      ["ours", STAMBOEK_APP, { ...env, ...WITHOUT }, listIsThere],
      ["composited floor", STAMBOEK_EMPTY, { ...env, ...WITH }, emptyIsThere],
      ["composited", STAMBOEK_APP, { ...env, ...WITH }, listIsThere],
    ],
    screen,
  );
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  const milliseconds = (value) => `${value.toFixed(0)} ms`;
  console.log("| what | size | ours | floor | ratio | aim |\n|---|---|---|---|---|---|");
  for (const [kind, ours, floor, aims] of [
    ["", found.get("ours"), found.get("floor"), ["≤ 1.25", "≤ 1.1", "0"]],
    [", with compositing", found.get("composited"), found.get("composited floor"), ["", "", ""]],
  ]) {
    const [shown, bare] = [middle(ours.shown), middle(floor.shown)];
    console.log(`| first usable screen${kind} | ${PUPILS} | ${milliseconds(shown)} | ${milliseconds(bare)} | ${(shown / bare).toFixed(2)} | ${aims[0]} |`);
    const [work, bareWork] = [middle(ours.worked), middle(floor.worked)];
    console.log(`| processor until then${kind} | ${PUPILS} | ${work} ms busy | ${bareWork} ms busy | ${(work / bareWork).toFixed(2)} | |`);
    console.log(`| memory (PSS)${kind} | ${PUPILS} | ${megabytes(ours.memory)} | ${megabytes(floor.memory)} | ${(ours.memory / floor.memory).toFixed(2)} | ${aims[1]} |`);
    console.log(`| processor, ${IDLE_SECONDS} s idle${kind} | ${PUPILS} | ${ours.busy} ms busy | ${floor.busy} ms busy | | ${aims[2]} |`);
  }
  const large = await start();
  try {
    execFileSync(STAMBOEK_CLI, ["--data", large.profile, "demo", "--pupils", String(MANY)], { env: large.env, stdio: "ignore" });
    const took = await paged(screen, { ...large.env, STAMBOEK_DATA: large.profile, ...WITHOUT });
    const late = took.filter((time) => time > HITCH).length;
    console.log(`| pages of the list after more than ${HITCH} ms, of ${took.length} | ${MANY} | ${late} | | | 0 |`);
    console.log(`| a page of the list, middle one | ${MANY} | ${middle(took).toFixed(1)} ms | | | |`);
    console.log(`| a page of the list, slowest | ${MANY} | ${Math.max(...took).toFixed(1)} ms | | | ≤ ${HITCH} ms |`);
  } finally {
    await large.close();
  }
  console.log(`| the program | | ${megabytes(statSync(STAMBOEK_APP).size)} | ${megabytes(statSync(STAMBOEK_EMPTY).size)} | | ≤ 15 MB |`);
} finally {
  await desktop.close();
  await screen.close();
}
