// What a program and everything it started use, as the kernel counts it.

import { readFileSync, readdirSync } from "node:fs";

const TICKS_A_SECOND = 100;

/** Fields of /proc/PID/stat after the name, which may hold spaces and brackets. */
function stat(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** A process with all its descendants that live. */
export function tree(root) {
  const children = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map(Number)) {
    try {
      const parent = Number(stat(pid)[1]);
      children.set(parent, [...(children.get(parent) ?? []), pid]);
    } catch {
      // Gone in the meantime.
    }
  }
  const all = [root];
  for (const pid of all) all.push(...(children.get(pid) ?? []));
  return all;
}

/** Whether a process still runs; one that ended and was not waited for yet does not. */
export function runs(pid) {
  try {
    return stat(pid)[0] !== "Z";
  } catch {
    return false;
  }
}

/** Memory in bytes, pages that are shared counted in parts (PSS). */
export function memory(pids) {
  const kilobytes = pids.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))[1]));
  return kilobytes.reduce((sum, one) => sum + one, 0) * 1024;
}

/** Processor time in milliseconds since each of these processes began. */
export function processorTime(pids) {
  const ticks = pids.map((pid) => Number(stat(pid)[11]) + Number(stat(pid)[12]));
  return (ticks.reduce((sum, one) => sum + one, 0) / TICKS_A_SECOND) * 1000;
}
