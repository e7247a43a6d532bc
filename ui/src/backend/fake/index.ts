/**
 * A stand-in for the program, for tests and for drawing screens in a browser. Never part of what
 * is shipped: `connect` only loads it on a development server. Everybody in it is invented.
 */

import type { Answer, Name, Request, Transport } from "..";
import type { Event } from "../generated/Event";
import type { Phase } from "../generated/Phase";
import type { Problem } from "../generated/Problem";
import { attendance } from "./attendance";
import { board } from "./board";
import { calendar } from "./calendar";
import { cards } from "./cards";
import { discimus } from "./discimus";
import { dossier } from "./dossier";
import { enrolling } from "./enrolling";
import { followUp } from "./follow_up";
import { imports } from "./imports";
import { leaving } from "./leaving";
import { lock } from "./lock";
import { mass } from "./mass";
import { merges } from "./merges";
import { newYear } from "./new_year";
import { overlapLists } from "./overlap_lists";
import { overlaps } from "./overlaps";
import { overview } from "./overview";
import { pupils } from "./pupils";
import { pupilYear } from "./pupilYear";
import { reports } from "./reports";
import { scanning } from "./scanning";
import { session } from "./session";
import { BACKUPS, settings } from "./settings";
import { joined, sync } from "./sync";
import { newWorld, type World } from "./world";

/** Answers to some of the commands. Throw `refuse(…)` to refuse. */
export type Handlers = {
  [N in Name]?: (world: World, request: Request<N>) => Answer<N> | Promise<Answer<N>>;
};

/** The stand-in with what tests look at. */
export interface Fake extends Transport {
  world: World;
  /** Every request so far, oldest first. */
  calls: { name: Name; request: unknown }[];
  say(event: Event): void;
}

/** A stand-in; `over` takes the place of its own answers. */
export function fake(world: World = newWorld(), over: Handlers = {}): Fake {
  const heard: ((event: Event) => void)[] = [];
  const handlers: Handlers = {
    ...session,
    ...lock,
    ...board,
    ...pupils,
    ...settings,
    ...imports,
    ...cards,
    ...scanning,
    ...attendance,
    ...mass,
    ...pupilYear,
    ...calendar,
    ...followUp,
    ...overlaps,
    ...overlapLists,
    ...discimus,
    ...enrolling,
    ...dossier,
    ...leaving,
    ...merges,
    ...newYear,
    ...overview,
    ...reports,
    ...sync,
    ...over,
  };
  const self: Fake = {
    world,
    calls: [],
    async call(name, request) {
      self.calls.push({ name, request });
      const handler = handlers[name] as ((world: World, request: unknown) => unknown) | undefined;
      if (!handler) throw { code: "bad_request", values: { command: name } } satisfies Problem;
      await new Promise((done) => setTimeout(done, world.delay));
      return structuredClone(await handler(world, request));
    },
    listen(listener) {
      heard.push(listener);
    },
    say(event) {
      for (const listener of heard) listener(event);
    },
  };
  world.changed = (...subjects) => self.say({ event: "changed", subjects });
  world.say = (event) => self.say(event);
  return self;
}

/**
 * A world as the address of the development server asks: `?size=5000`, `?phase=key_missing`,
 * `?delay=800`, `?today=2026-11-24`, `?joined`.
 */
export function asked(address: string): World {
  const wanted = new URLSearchParams(address);
  const size = Number(wanted.get("size") ?? 1180);
  const phases: Record<string, Phase> = {
    first_start: { phase: "first_start", needs_passphrase: wanted.has("passphrase") },
    confirm_recovery: {
      phase: "confirm_recovery",
      ask: [3, 7],
      saved: false,
      purpose: "needed",
    },
    passphrase: { phase: "passphrase", wait_seconds: 0 },
    key_missing: {
      phase: "key_missing",
      reason: "key_absent",
      passphrase: true,
      recovery: true,
      wait_seconds: 0,
    },
    refused: {
      phase: "refused",
      problem: { code: "register_damaged", values: { detail: "page" } },
      backups: BACKUPS,
    },
  };
  const world = newWorld(size, phases[wanted.get("phase") ?? ""]);
  world.today = wanted.get("today") ?? world.today;
  if (wanted.has("joined")) joined(world);
  world.delay = Number(wanted.get("delay") ?? 0);
  return world;
}

/** A refusal, to be thrown. */
export function refuse(code: Problem["code"], values: Problem["values"] = {}): Problem {
  return { code, values };
}
