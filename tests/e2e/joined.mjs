// Laptops that work together: joining them, signing in, sending and fetching, and reading what the
// server has as a laptop that came later.

import { execFileSync } from "node:child_process";
import { until } from "./desktop.mjs";
import { Laptop } from "./laptops.mjs";
import { commandLine, cursor, moveTo, openByKeyboard, settled } from "./registers.mjs";
import { atRest, go, keepRecoverySheet } from "./steps.mjs";

const SCHOOL = ["--school", "Demoschool De Regenboog", "--institution", "099901"];
const PIN = "135790";
/** From a click to what the server said, on a machine that does other things as well. */
export const SOON = 60_000;

/** What the program of a laptop says about sync. */
export const status = (laptop) => laptop.window.call("sync", { about: "status" });

/** Types address and code, as the administrator gave them. */
export async function typesWhere(window, { url, code }) {
  await window.fill("Adres van de server", url);
  await window.fill("Code van de beheerder", code.toLowerCase());
}

/** Joins with the register that is there. */
export async function joins(laptop, where, person) {
  const { window } = laptop;
  await go(window, "Synchronisatie");
  await typesWhere(window, where);
  await window.click("Aansluiten");
  await signsIn(laptop, person);
}

/** Chooses at the first start to join. */
export async function beginsByJoining({ window }) {
  await window.sees("Welkom bij Stamboek", SOON);
  await window.press('//label[contains(., "Aansluiten bij de server van de school")]');
}

/** Joins at the first start, up to where somebody has to sign in. */
export async function joinsFromThere({ window, desktop }, where) {
  await typesWhere(window, where);
  await window.click("Beginnen");
  await keepRecoverySheet(window, desktop);
  await atRest(window);
}

/** Signs in for the first time on this laptop, and chooses a PIN. */
export async function signsIn({ window }, { login, password }) {
  await window.fill("Aanmeldnaam", login);
  await window.fill("Wachtwoord", password);
  await window.click("Aanmelden");
  // What she enters here is hers from now on.
  await window.sees("Kies een pincode", SOON);
  await window.fill("Nieuwe pincode", PIN);
  await window.fill("Nieuwe pincode nog eens", PIN);
  await window.click("Pincode bewaren en verdergaan");
  await window.element("the navigation", '//nav[@aria-label="Hoofdmenu"]');
}

/** Takes over from who works here, signed in for the first time on this laptop. */
export async function takesOver(laptop, person) {
  await go(laptop.window, "Synchronisatie");
  await laptop.window.press('//summary[normalize-space()="Als iemand anders aanmelden"]');
  await signsIn(laptop, person);
}

/** Presses “Nu proberen” until nothing is left to send or to fetch. */
export async function exchanges(laptop) {
  const { window } = laptop;
  await go(window, "Synchronisatie");
  const before = (await status(laptop)).last_contact;
  // It is told in whole seconds: the next contact must be seen to be another.
  await until("a second went by", () => Date.now() - Date.parse(before ?? 0) > 1000);
  await window.click("Nu proberen");
  await until(
    "all is sent and fetched",
    async () => {
      const now = await status(laptop);
      return now.last_contact !== before && now.waiting === 0 && !now.working && !now.download && !now.trouble;
    },
    SOON,
  );
}

/** Types a code in a row of the class, in a half day. */
export async function marks({ window }, { class: name, day, half = "VM", row }, key) {
  await openByKeyboard(window, name, day, half);
  await moveTo(window, row, (await cursor(window)).col);
  await window.type(key);
  await settled(window);
}

/** Does this on the command line of a laptop that has nothing but what the server gives it. */
export async function onAnotherLaptop(server, work) {
  const other = await Laptop.start();
  const { desktop } = other;
  const program = (words, options) =>
    execFileSync(process.env.STAMBOEK_CLI, ["--data", desktop.profile, ...words], { env: desktop.env, ...options });
  try {
    program(["init", ...SCHOOL], { stdio: "ignore" });
    commandLine(desktop, "sync", "join", "--server", server.laptops[0].url, "--code", await server.code());
    program(["sync", "sign-in", "--login", server.login], { input: `${server.password}\n`, stdio: ["pipe", "ignore", "inherit"] });
    commandLine(desktop, "sync", "now");
    return await work(desktop);
  } finally {
    await other.stop();
  }
}
