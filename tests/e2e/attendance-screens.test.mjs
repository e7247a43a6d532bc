import assert from "node:assert/strict";
import { test } from "node:test";
import { THEMES, inTheme } from "./opened.mjs";
import { classesOf, lessonDay, moveTo, openRegister, placesOf, settled, visit } from "./registers.mjs";

/** Panels of a screen: where, and what is clicked in turn. */
function panelsOf(name, day, pupil) {
  const register = `/aanwezigheden/${encodeURIComponent(name)}/${day}`;
  const year = `/aanwezigheden/leerling/${pupil}`;
  const change = (card) => `//h2[normalize-space()="${card}"]/following::button[normalize-space()="Wijzigen"][1]`;
  const button = (called) => `//button[normalize-space()="${called}"]`;
  return [
    ["voor-velen", register, button("Voor velen tegelijk…")],
    ["geschiedenis", register, button("Geschiedenis")],
    ["periode", year, button("Periode invullen…")],
    ["tuchtmaatregelen", year, change("Tuchtmaatregelen")],
    ["vorige-school", year, change("Vorige school")],
  ];
}

for (const theme of THEMES) {
  test(`every screen and panel of attendance can be used without seeing or a mouse, as far as axe can tell: ${theme}`, () =>
    inTheme(theme, async (window) => {
      assert.equal(await window.run("return matchMedia('(prefers-color-scheme: dark)').matches"), theme === "donker");
      const day = await lessonDay(window);
      const name = (await classesOf(window, day, 10)).find((one) => one.class.startsWith("L")).class;
      // A mark of every colour, a time and a block.
      await openRegister(window, name, day, "day");
      await moveTo(window, 0, 0);
      await window.type("zrpbl?");
      await settled(window);
      const { rows } = await window.call("attendance_week", { class: name, day });
      const found = {};
      const look = async (what) => {
        await window.picture(`${theme}-${what}`);
        const violations = await window.unreachable();
        if (violations.length > 0) found[what] = violations;
      };
      for (const path of placesOf(name, day, rows[0].pupil)) {
        await visit(window, path);
        await look(path.split("/").filter((part) => part && part !== rows[0].pupil && part !== day).join("-"));
      }
      for (const [what, path, button] of panelsOf(name, day, rows[0].pupil)) {
        await visit(window, "/vandaag");
        await visit(window, path);
        await window.press(button, what);
        await window.element("a panel", '//aside[contains(@class, "panel")] | //*[@role="dialog"]');
        await look(`paneel-${what}`);
      }
      assert.deepEqual(found, {});
    }));
}
