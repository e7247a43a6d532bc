// `cargo xtask bench window`: from the start of the program to the list of the demo school on
// screen, and what the window then uses, against an empty window of the same Tauri.

import { execFileSync, spawn } from "node:child_process";
import { statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { desktop as start, ended, until } from "./desktop.mjs";
import { Framebuffer } from "./framebuffer.mjs";
import { memory, processorTime, runs, tree } from "./processes.mjs";

const PUPILS = 1200;
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
  console.log(`| the program | | ${megabytes(statSync(STAMBOEK_APP).size)} | ${megabytes(statSync(STAMBOEK_EMPTY).size)} | | ≤ 15 MB |`);
} finally {
  await desktop.close();
  await screen.close();
}
