import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { desktop as start } from "./desktop.mjs";
import { checkNumbers, everybody, go } from "./steps.mjs";
import { Window } from "./window.mjs";

/** So many that applying takes longer than the half second after which it can be stopped. */
const PUPILS = 15_000;

let desktop;
let window;

before(async () => {
  desktop = await start();
  const words = ["--data", desktop.profile, "demo", "--pupils", String(PUPILS), "--files", desktop.home];
  execFileSync(process.env.STAMBOEK_CLI, words, { env: desktop.env, stdio: "ignore" });
  window = await Window.open(desktop);
  await window.element("the navigation", '//nav[@aria-label="Hoofdmenu"]', 60_000);
});

after(async () => {
  await window?.close();
  await desktop?.close();
});

test("a large list that is stopped while it is applied changes nobody, and can be applied again", async () => {
  const before = await everybody(window);
  await checkNumbers(window, desktop, desktop.file("nummers.csv"), "SG Nieuw");
  await window.click("Naar toepassen…");
  await window.press('//label[contains(., "Ik heb de controle bekeken")]');
  await window.click("Toepassen");
  await window.click("Stoppen", 30_000);
  await window.sees("U hebt dit gestopt. Er is niets gewijzigd.", 60_000);
  await window.picture("gestopt");
  assert.deepEqual(await everybody(window), before);
  await window.click("Toepassen");
  await window.sees("Toegepast:", 120_000);
  const after = await everybody(window);
  assert.equal(after.length, before.length);
  const changed = after.filter((person, index) => person.number !== before[index].number).length;
  assert.ok(changed > PUPILS * 0.9, `${changed} have a new number`);
  await go(window, "Leerlingen");
});
