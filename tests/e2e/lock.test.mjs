// The lock in the real window: nothing of the register in sight, nothing answered, and back where it
// was (security S13, S14).

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./desktop.mjs";
import { desktop, opened, shut, window } from "./opened.mjs";
import { atRest, everybody, go } from "./steps.mjs";
import { Window } from "./window.mjs";

const PIN = "135790";
let names;

opened({
  then: async () => {
    names = (await everybody(window)).map((one) => one.last_name);
    await go(window, "Instellingen");
  },
});

/** No name of anybody in the register can be read. */
async function nobodyInSight(where) {
  const shown = await where.text();
  assert.deepEqual(names.filter((name) => name && shown.includes(name)), []);
}

test("who chooses a PIN goes on, and Ctrl L locks: no name is in sight and nothing is answered", async () => {
  await window.click("Een pincode kiezen…");
  // The field of the name has the focus.
  await window.type("Xaviera Qvist");
  await window.fill("Nieuwe pincode", PIN);
  await window.fill("Nieuwe pincode nog eens", PIN);
  await window.picture("pincode-kiezen");
  await window.type("\uE007");
  await window.sees("vergrendelt na 10 minuten");
  await go(window, "Leerlingen");
  await atRest(window);
  await window.control("l");
  await window.sees("Kies uw naam en typ uw pincode");
  await window.picture("vergrendeld");
  await nobodyInSight(window);
  assert.deepEqual(await window.unreachable(), []);
  await assert.rejects(() => window.call("pupils_list", {}), /locked/);
  await assert.rejects(() => window.call("settings", { part: "school" }), /locked/);
});

test("a wrong PIN says how many tries are left, the right one goes on where it was", async () => {
  await window.fill("Pincode", "000111");
  await window.type("\uE007");
  await window.sees("U kunt nog 4 keer proberen");
  await window.picture("vergrendeld-foute-pincode");
  await window.fill("Pincode", PIN);
  await window.type("\uE007");
  await window.element("the pupils", '//h1[normalize-space()="Leerlingen"]');
  await until("somebody is in the list", async () => {
    const shown = await window.text();
    return names.some((name) => name && shown.includes(name));
  });
});

test("a start asks the PIN before anything else", async () => {
  await shut();
  const again = await Window.open(desktop);
  try {
    await again.sees("Kies uw naam en typ uw pincode", 60_000);
    await nobodyInSight(again);
    await again.fill("Pincode", PIN);
    await again.type("\uE007");
    await again.element("the navigation", '//nav[@aria-label="Hoofdmenu"]', 60_000);
  } finally {
    await again.close();
  }
});
