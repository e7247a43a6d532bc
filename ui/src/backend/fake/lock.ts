import type { LockRulesRequest } from "../generated/LockRulesRequest";
import type { LockSettings } from "../generated/LockSettings";
import type { Saved } from "../generated/Saved";
import type { Handlers } from ".";
import { state } from "./session";
import { batch, type World } from "./world";

/** The PIN of everybody here. */
export const PIN = "135790";

/** The lock as the settings show it. */
export function lockSettings({ rules, people, school }: World): LockSettings {
  return {
    rules,
    people,
    joined: people.some((one) => one.signs_in),
    me: people[0]?.id ?? null,
    user: school.user,
  };
}

/** Saves when it locks. */
export function saveRules(world: World, { was, now }: LockRulesRequest): Saved {
  const put = (rules: typeof now) => () => {
    world.rules = rules;
  };
  return { batch: batch(world, "setting", 1, ["settings", "session"], put(now), put(was)) };
}

function check(pin: string): void {
  if (pin !== PIN) throw { code: "pin_wrong", values: { left: "4" } };
}

export const lock: Handlers = {
  lock: (world, request) => {
    switch (request.what) {
      case "input":
        break;
      case "now":
        if (world.people.length > 0) {
          world.phase = {
            phase: "locked",
            people: world.people,
            passphrase: false,
            sign_in: false,
          };
        }
        break;
      case "unlock":
        check(request.pin);
        world.phase = { phase: "ready" };
        break;
      case "recover":
        world.phase = { phase: "confirm_recovery", ask: [3, 7], saved: false, purpose: "needed" };
        break;
      case "sign_in":
        if (request.password !== "juist wachtwoord") throw { code: "sign_in_refused", values: {} };
        world.phase = { phase: "choose_pin", name: "Cato Maes" };
        break;
      case "add": {
        if (world.phase.phase === "choose_pin") world.phase = { phase: "ready" };
        const one = { signs_in: false, wait_seconds: null, blocked: false };
        world.people.push({ ...one, id: `person-${world.people.length + 1}`, name: request.name });
        break;
      }
      case "change":
        check(request.current);
        break;
      case "remove":
        check(request.pin);
        world.people = world.people.filter((person) => person.id !== request.person);
    }
    if (request.what !== "input") world.changed("session", "settings");
    return state(world);
  },
};
