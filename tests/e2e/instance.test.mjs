import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ended, until } from "./desktop.mjs";
import { desktop, opened, window } from "./opened.mjs";
import { runs } from "./processes.mjs";
import { everybody } from "./steps.mjs";
import { environment } from "./window.mjs";
import { Display } from "./x11.mjs";

opened();

/** Files of the profile that a process holds open, each once: reading opens some of them again. A backup comes and goes. */
function held(pid) {
  try {
    const paths = readdirSync(`/proc/${pid}/fd`)
      .map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))
      .filter((path) => path.startsWith(`${desktop.profile}/`) && !path.startsWith(`${desktop.profile}/backups`));
    return [...new Set(paths)].sort();
  } catch {
    return [];
  }
}

const RED = 0xd02010;
/** Whether the middle of the screen is red. */
function covered() {
  const pixel = ["-window", "root", "-crop", "1x1+600+400", "-depth", "8", "rgb:-"];
  return execFileSync("import", pixel).readUIntBE(0, 3) === RED;
}

test("a second start ends by itself and opens nothing", async () => {
  const [program] = window.processes();
  const before = held(program);
  assert.ok(before.length > 0, "the first one holds the register");
  const known = await everybody(window);

  const second = spawn(process.env.STAMBOEK_APP, [], { env: environment(desktop), stdio: "ignore" });
  const opened = new Set();
  try {
    await until("the second one has ended", () => {
      for (const path of held(second.pid)) opened.add(path);
      return second.exitCode !== null;
    });
    assert.equal(second.exitCode, 0);
    assert.deepEqual([...opened], [], "the second one never held a file of the register");
    assert.deepEqual(held(program), before);
    assert.deepEqual(await everybody(window), known, "and the first one works on");
  } finally {
    await ended(second);
  }
});

test("a second start brings a window forward that something else covers", async () => {
  const display = await Display.open();
  display.cover(RED, 1200, 760);
  try {
    await until("the window is covered", covered);
    execFileSync(process.env.STAMBOEK_APP, [], { env: environment(desktop), stdio: "ignore" });
    await until("the window lies on top again", () => !covered());
  } finally {
    await display.close();
  }
});

test("a start on another register opens a window of its own", async () => {
  const profile = join(desktop.home, "another profile");
  const other = spawn(process.env.STAMBOEK_APP, [], { env: { ...environment(desktop), STAMBOEK_DATA: profile }, stdio: "ignore" });
  try {
    const windows = () => execFileSync("xdotool", ["search", "--onlyvisible", "--name", "^Stamboek$"], { encoding: "utf8" }).trim().split("\n");
    await until("there are two windows", () => windows().length === 2);
    execFileSync(process.env.STAMBOEK_APP, [], { env: { ...environment(desktop), STAMBOEK_DATA: profile }, stdio: "ignore" });
    assert.equal(other.exitCode, null, "a second start on that register ends, and leaves both windows");
    assert.equal(windows().length, 2);
  } finally {
    await ended(other);
  }
});

test("closing the window ends the program and empties the web view's folder", async () => {
  const processes = window.processes();
  const web = join(desktop.home, "profile.web");
  assert.ok(existsSync(web), "a web view that is driven keeps a folder");
  await window.quit();
  await until("all its processes are gone", () => !processes.some(runs));
  assert.ok(!existsSync(web), "nothing is left of it (S48)");
});
