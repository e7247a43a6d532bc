// A desktop with a window on it, for the tests of one file: opened before them, closed after them
// whatever happens.

import { after, before } from "node:test";
import { desktop as start } from "./desktop.mjs";
import { setUp, smallSchool } from "./steps.mjs";
import { Window } from "./window.mjs";

/** Of the file that called `opened`: each runs in a process of its own. */
export let desktop;
export let window;

/**
 * Before the tests of this file: a window with the register open, of the demo school unless told
 * otherwise, or of a small one of so many pupils, and then what they begin with. Hooks of one file do
 * not wait for each other.
 */
export function opened({ demo = true, pupils, level, then } = {}) {
  before(async () => {
    desktop = await start();
    if (pupils) {
      smallSchool(desktop, pupils, level);
      await reopen();
    } else {
      window = await Window.open(desktop);
      await setUp(window, desktop, { demo });
    }
    await then?.();
  });
  after(async () => {
    await window?.close();
    await desktop?.close();
  });
}

/** The window again on the same desktop, once it was closed or the power went. */
export async function reopen(milliseconds = 60_000) {
  window = await Window.open(desktop);
  await window.element("the navigation", '//nav[@aria-label="Hoofdmenu"]', milliseconds);
}

/** Closes the window and leaves the desktop: nobody holds the register any more. */
export async function shut() {
  await window.close();
  window = undefined;
}

/** Does this in a window with a small school of that level, which `prepare` fills before it opens. */
export async function inSchool({ pupils, level, prepare }, work) {
  const place = await start();
  let shown;
  try {
    smallSchool(place, pupils, level);
    prepare?.(place);
    shown = await Window.open(place);
    await shown.element("the navigation", '//nav[@aria-label="Hoofdmenu"]', 60_000);
    await work(shown, place);
  } finally {
    await shown?.close();
    await place.close();
  }
}

/** Themes of a desktop, as their pictures are named. */
export const THEMES = ["licht", "donker"];

/** Does this in a window with the demo school, on a desktop of its own in that theme. */
export async function inTheme(theme, work) {
  const place = await start();
  if (theme === "donker") place.env.GTK_THEME = "Adwaita:dark";
  const shown = await Window.open(place);
  try {
    await setUp(shown, place);
    await work(shown);
  } finally {
    await shown.close();
    await place.close();
  }
}
