import type { SessionState } from "../generated/SessionState";
import type { Handlers } from ".";
import { beginsThere } from "./sync";
import type { World } from "./world";

/** What the frame shows of this world. */
export function state(world: World): SessionState {
  const last = world.batches.find((batch) => !batch.undone);
  const undone = world.batches.find((batch) => batch.undone);
  return {
    phase: world.phase,
    school: world.settings.school,
    institutions: [world.settings.institution],
    demo: world.demo,
    today: world.today,
    school_year: "2026-27",
    pupils: world.rows.length,
    to_print: world.rows.filter((row) => row.card !== "printed").length,
    waiting: 12,
    waiting_since: "2026-11-19T07:52:40+01:00",
    integrity: "sound",
    last_backup: "2026-11-21T07:58:12+01:00",
    undo: last?.kind ?? null,
    redo: undone?.kind ?? null,
    locks_after: world.people.length > 0 ? world.rules.minutes : null,
    user: world.people[0]?.name ?? world.school.user,
    version: "0.1.0",
  };
}

const WORDS = 14;

/** The recovery sheet and the passphrase. */
const keys: NonNullable<Handlers["keys"]> = (world, request) => {
  const answer = (file_name: string | null) => ({ file_name, state: state(world) });
  switch (request.what) {
    case "sheet":
      if (world.phase.phase === "confirm_recovery") world.phase = { ...world.phase, saved: true };
      return answer("Herstelblad Stamboek.pdf");
    case "confirm":
      if (request.groups.some((group) => group.replace(/\W/g, "").length < 4)) {
        throw { code: "invalid_value", values: { field: "recovery" } };
      }
      world.phase = { phase: "ready" };
      world.changed("session", "pupils", "cards", "settings");
      return answer(null);
    case "renew": {
      const purpose = request.database_key ? "rotated" : "renewed";
      world.phase = { phase: "confirm_recovery", ask: [2, 7], saved: false, purpose };
      return answer(null);
    }
    case "passphrase":
      return answer(null);
  }
};

export const session: Handlers = {
  session_state: (world) => state(world),
  setup: (world, request) => {
    if (request.passphrase !== null && request.passphrase.length < WORDS) {
      throw { code: "invalid_value", values: { field: "passphrase" } };
    }
    const { join } = request;
    if (join) {
      beginsThere(world, join);
      world.settings = { school: "VBS De Linde", institution: "", database: "" };
      world.rows = [];
    }
    world.demo = request.demo;
    if (!request.demo && !join) {
      world.settings = { school: request.school, institution: request.institution, database: "" };
      world.rows = [];
    }
    world.phase = { phase: "confirm_recovery", ask: [3, 9], saved: false, purpose: "needed" };
    return state(world);
  },
  keys,
  unlock: (world, request) => {
    if (request.method !== "retry" && request.secret !== "juist paard batterij nietje kamer") {
      if ("wait_seconds" in world.phase) world.phase = { ...world.phase, wait_seconds: 4 };
      throw { code: "invalid_value", values: { field: "passphrase" } };
    }
    const chosen = world.phase.phase === "confirm_recovery";
    if (request.method !== "retry" || chosen) world.phase = { phase: "ready" };
    return state(world);
  },
};
