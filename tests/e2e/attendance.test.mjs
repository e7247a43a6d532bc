import assert from "node:assert/strict";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { test } from "node:test";
import { desktop, opened, shut, window } from "./opened.mjs";
import { KEY, classesOf, commandLine, cursor, emptyDay, held, kept, lessonDay, moveTo, openByKeyboard, settled } from "./registers.mjs";
import { go } from "./steps.mjs";

let day;
let name;
/** A code that the school made itself. */
const SUB = { code: "R03", label: "Begrafenis", meaning: { as: "absent", official: "R", evidence: null, discipline: false } };
/** What must stand in the register at the end: mark by row and half. */
const wanted = {};

opened({
  then: async () => {
    day = await lessonDay(window);
    // Of primary school, where most codes may stand, and with as many rows as the aim says.
    name = (await classesOf(window, day, 10)).find((one) => one.class.startsWith("L")).class;
    await emptyDay(window, name, day);
    const { attendance } = await window.call("settings", { part: "attendance" });
    const was = attendance.settings;
    await window.call("settings_save", { part: "attendance", was, now: { ...was, codes: { ...was.codes, codes: [...was.codes.codes, SUB] } }, user: null });
  },
});

/** Where the sockets of the program go: addresses as the kernel writes them. */
function peers() {
  const peers = new Set();
  for (const pid of window.processes()) {
    const sockets = new Set(
      readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
        try {
          return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
        } catch {
          return [];
        }
      }),
    );
    for (const table of ["tcp", "tcp6", "udp", "udp6"]) {
      for (const line of readFileSync(`/proc/${pid}/net/${table}`, "utf8").split("\n").slice(1)) {
        const fields = line.trim().split(/\s+/);
        if (sockets.has(fields[9])) peers.add(fields[2].split(":")[0]);
      }
    }
  }
  return [...peers];
}

/** 127.0.0.1 and nothing, as the kernel writes them. */
const HERE = ["0100007F", "00000000", "0".repeat(32), "0000000000000000FFFF00000100007F"];

/** What stands in the register is what is wanted, and nothing besides. */
async function standsAsWanted(taken) {
  await settled(window);
  const found = await kept(window, name, day);
  const plain = Object.fromEntries(
    Object.entries(found.marks).map(([cell, { code, time }]) => [cell, time ? `${code} ${time}` : code]),
  );
  assert.deepEqual(plain, wanted);
  assert.deepEqual(found.taken, taken);
}

test("three absentees anywhere in a class and the register taken are eight keys", async () => {
  await go(window, "Vandaag");
  await openByKeyboard(window, name, day);
  const keys = [KEY.F3, "c", "z", "h", "b", "m", "p", KEY.F2];
  await window.type(keys.join(""));
  Object.assign(wanted, { "2:VM": "Z", "7:VM": "B", "12:VM": "P" });
  await window.until("the register is taken", async () => (await kept(window, name, day)).taken.includes("VM"));
  await standsAsWanted(["VM"]);
  assert.equal(keys.length, 8);
  await window.picture("aanwezigheden-acht-toetsen");
});

test("a digit behind a letter makes it a subcode, and Space repeats it", async () => {
  await moveTo(window, 0, (await cursor(window)).col + 1);
  await window.type("r3 ");
  Object.assign(wanted, { "0:NM": SUB.code, "1:NM": SUB.code });
  await standsAsWanted(["VM"]);
  assert.equal((await cursor(window)).row, 2, "and the cursor went on");
});

test("who is late gets the time of the clock, which can be corrected", async () => {
  await window.type(`l${KEY.up}`);
  await window.element("the time of arrival", '//label[normalize-space()="Aangekomen om"]');
  await window.type(KEY.tab);
  await window.control("a");
  await window.type(`851${KEY.enter}`);
  wanted["2:NM"] = "L 08:51";
  await window.until("the time is kept", async () => (await kept(window, name, day)).marks["2:NM"]?.time?.startsWith("08:51"));
  await window.until("the keyboard stands in the register again", () => window.run("return Boolean(document.activeElement?.dataset?.place)"));
});

test("a block gets one code, Backspace takes it away, Ctrl Z and Ctrl Y go back and forth", async () => {
  await moveTo(window, 4, (await cursor(window)).col);
  for (let times = 0; times < 3; times += 1) await held(window, ["shift"], KEY.down);
  await window.type("z");
  for (const row of [4, 5, 6, 7]) wanted[`${row}:NM`] = "Z";
  await standsAsWanted(["VM"]);
  await moveTo(window, 6, (await cursor(window)).col);
  await window.type(KEY.backspace);
  delete wanted["6:NM"];
  await standsAsWanted(["VM"]);
  await window.control("z");
  wanted["6:NM"] = "Z";
  await window.until("it is back", async () => (await kept(window, name, day)).marks["6:NM"]);
  await standsAsWanted(["VM"]);
  await window.control("y");
  delete wanted["6:NM"];
  await window.until("it is gone again", async () => !(await kept(window, name, day)).marks["6:NM"]);
  await standsAsWanted(["VM"]);
  await window.picture("aanwezigheden-blok");
});

test("“iedereen aanwezig” takes the register and meets no mark", async () => {
  await window.type(KEY.F2);
  await window.until("the register is taken", async () => (await kept(window, name, day)).taken.includes("NM"));
  await standsAsWanted(["VM", "NM"]);
});

test("all of that without a network", () => {
  assert.deepEqual(peers().filter((peer) => !HERE.includes(peer)), [], "the program talks to nobody but its driver");
  if (process.env.STAMBOEK_OFFLINE) {
    const others = Object.values(networkInterfaces()).flat().filter((one) => !one.internal);
    assert.deepEqual(others, [], "and there was nobody to talk to");
  }
});

test("what the command line reads afterwards is exactly what was typed", async () => {
  await shut();
  const shown = commandLine(desktop, "attendance", "show", "--class", name, "--week", day);
  const codes = {};
  const taken = [];
  shown.columns.forEach((column, place) => {
    if (column.day !== day) return;
    if (column.taken) taken.push(column.half);
    shown.rows.forEach((row, index) => {
      if (row.codes[place]) codes[`${index}:${column.half}`] = row.codes[place];
    });
  });
  assert.deepEqual(codes, Object.fromEntries(Object.entries(wanted).map(([cell, mark]) => [cell, mark.split(" ")[0]])));
  assert.deepEqual(taken, ["VM", "NM"]);
});
