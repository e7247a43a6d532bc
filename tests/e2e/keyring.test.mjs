import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { desktop as start } from "./desktop.mjs";
import { keepRecoverySheet, setUp } from "./steps.mjs";
import { Window } from "./window.mjs";

const NAVIGATION = '//nav[@aria-label="Hoofdmenu"]';

/** A desktop with a window on it, closed whatever happens. */
async function on(keyring, work) {
  const desktop = await start(keyring);
  const open = [];
  try {
    await work(desktop, async () => {
      const window = await Window.open(desktop);
      open.push(window);
      return window;
    });
  } finally {
    for (const window of open) await window.close();
    await desktop.close();
  }
}

const contents = (desktop) =>
  readdirSync(desktop.profile)
    .sort()
    .filter((name) => /\.(db|json)$/.test(name))
    .map((name) => [name, readFileSync(join(desktop.profile, name)).toString("base64")]);

test("without a keyring a passphrase is asked, now and at every start", async () => {
  await on("missing", async (desktop, open) => {
    const words = "paard batterij nietje correct zebra";
    let window = await open();
    await setUp(window, desktop, { passphrase: words });
    await window.close();
    window = await open();
    await window.sees("Welkom terug");
    await window.picture("wachtzin");
    await window.fill("Wachtzin", "iets heel anders dan daarnet");
    await window.click("Register openen");
    await window.until("the refusal", async () => !(await window.text()).includes("wordt geopend"));
    assert.doesNotMatch(await window.text(), /Leerlingen/);
    await window.until("the wait is over", async () => !/Nog \d+ s wachten/.test(await window.text()));
    await window.fill("Wachtzin", words);
    // The wait may show only after it was looked for: the button then does nothing yet.
    const opened = async () => {
      if (await window.run(`return Boolean(document.querySelector('nav[aria-label="Hoofdmenu"]'))`)) return true;
      await window.click("Register openen", 1_000).catch(() => {});
      return false;
    };
    await window.until("the register opens", opened, 120_000);
  });
});

for (const [what, spoil] of [
  ["locked", async (desktop) => desktop.startKeyring("locked")],
  ["missing", async () => {}],
  ["made anew", async (desktop) => {
    desktop.emptyKeyring();
    await desktop.startKeyring("unlocked");
  }],
]) {
  test(`a keyring that is ${what} changes nothing, and the recovery sheet opens`, async () => {
    await on("unlocked", async (desktop, open) => {
      let window = await open();
      const groups = await setUp(window, desktop);
      await window.close();
      await desktop.stopKeyring();
      await spoil(desktop);
      const before = contents(desktop);
      assert.ok(before.length > 0);
      window = await open();
      await window.sees("De gegevens zijn er nog, de sleutel ontbreekt", 120_000);
      await window.picture(`sleutel-${what.replace(" ", "-")}`);
      assert.deepEqual(contents(desktop), before, "nothing is made and nothing removed");
      if (what !== "made anew") return;
      await window.fill("Herstelsleutel", [...groups.values()].join("-"));
      await window.press('(//button[normalize-space()="Openen"])[last()]');
      // Once used, a recovery key is replaced (S7).
      await keepRecoverySheet(window, desktop, "herstelblad-2");
      await window.element("the navigation", NAVIGATION, 120_000);
    });
  });
}
