import assert from "node:assert/strict";
import { test } from "node:test";
import { inTheme } from "./opened.mjs";
import { SCREENS, go } from "./steps.mjs";

test("on a dark desktop every screen is dark, and readable as far as axe can tell", () =>
  inTheme("donker", async (window) => {
    assert.ok(await window.run("return matchMedia('(prefers-color-scheme: dark)').matches"));
    for (const screen of SCREENS) {
      await go(window, screen);
      await window.picture(`donker-${screen.toLowerCase()}`);
      assert.deepEqual(await window.unreachable(), [], screen);
    }
  }));
