import assert from "node:assert/strict";
import { test } from "node:test";
import { desktop as start } from "./desktop.mjs";
import { SCREENS, go, setUp } from "./steps.mjs";
import { Window } from "./window.mjs";

test("on a dark desktop every screen is dark, and readable as far as axe can tell", async () => {
  const desktop = await start();
  desktop.env.GTK_THEME = "Adwaita:dark";
  const window = await Window.open(desktop);
  try {
    await setUp(window, desktop);
    assert.ok(await window.run("return matchMedia('(prefers-color-scheme: dark)').matches"));
    for (const screen of SCREENS) {
      await go(window, screen);
      await window.picture(`donker-${screen.toLowerCase()}`);
      assert.deepEqual(await window.unreachable(), [], screen);
    }
  } finally {
    await window.close();
    await desktop.close();
  }
});
