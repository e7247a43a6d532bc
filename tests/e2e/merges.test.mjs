// A pupil who stands twice: typed by hand a second time, found, compared, merged, scanned, taken apart.

import assert from "node:assert/strict";
import { test } from "node:test";
import { THEMES, inTheme } from "./opened.mjs";
import { visit } from "./registers.mjs";
import { atRest, belgian, everybody, scan } from "./steps.mjs";

const named = async (window, name) => (await everybody(window)).filter((one) => one.last_name === name);

/** A child of the school, with a name of its own, and the same child typed once more by a colleague. */
async function twice(window) {
  const pupil = (await everybody(window)).find((one) => one.kind === "pupil" && one.number && one.class);
  const name = "Zwartenbroeckx";
  await window.call("pupil_edit", { id: pupil.id, items: [{ field: "last_name", was: pupil.last_name, now: name }] });
  await visit(window, "/leerlingen/nieuw");
  await window.fill("Naam", name);
  await window.fill("Voornaam", pupil.first_name);
  await window.fill("Geboortedatum", belgian(pupil.birth_date));
  await window.fill("Klas", "9Z");
  await window.click("In het register plaatsen");
  await window.sees("Staat deze leerling er al in?");
  await window.click("Iemand anders: toch plaatsen");
  await window.sees(`${name} ${pupil.first_name} staat in het register.`);
  const all = await named(window, name);
  assert.equal(all.length, 2);
  const one = all.find((row) => row.id === pupil.id);
  const other = all.find((row) => row.id !== pupil.id);
  const { tag } = await window.call("pupil_sheet", { id: other.id });
  return { one, other, tag, full: `${name} ${pupil.first_name}` };
}

async function seen(window, theme, what) {
  await atRest(window);
  await window.picture(`${theme}-${what}`);
  assert.deepEqual(await window.unreachable(), [], what);
}

for (const theme of THEMES) {
  test(`a pupil who stands twice is found, merged and taken apart again (${theme})`, () =>
    inTheme(theme, async (window) => {
      const { one, other, tag, full } = await twice(window);
      await visit(window, "/leerlingen");
      await window.press('//button[starts-with(normalize-space(), "Mogelijk dubbel")]', "Mogelijk dubbel");
      await window.sees("zelfde naam en geboortedatum");
      await seen(window, theme, "dubbel-1-lijst");
      await window.click(`Vergelijken: ${full} en ${full}`);

      await window.sees("Welke fiche blijft?");
      await window.sees("voorstel: hieraan hangt het meest");
      const klas = '//*[@role="radiogroup"][./span[normalize-space()="Klas"]]';
      await window.press(`${klas}//label[contains(., "9Z")]`, "the class of the other");
      await seen(window, theme, "dubbel-2-vergelijken");
      await window.click("Samenvoegen…");
      await window.sees("de andere fiche verdwijnt uit alle lijsten");
      await seen(window, theme, "dubbel-3-bevestigen");
      await window.press('//div[@class="confirm"]//button[normalize-space()="Samenvoegen"]', "Samenvoegen");
      await window.sees(`Samengevoegd: alles staat nu bij ${full}.`);
      await window.sees("Dubbele fiche");
      const stands = await named(window, one.last_name);
      assert.deepEqual(stands.map((row) => [row.id, row.class]), [[one.id, "9Z"]]);
      await seen(window, theme, "dubbel-4-samengevoegd");

      assert.ok((await scan(window, tag)).includes(one.last_name), "a code of the other finds who stands");

      await visit(window, `/leerlingen/${one.id}`);
      await window.click(`Weer uit elkaar halen: ${full}`);
      await window.sees("Wat teruggaat");
      await seen(window, theme, "dubbel-5-uit-elkaar");
      await window.click("Uit elkaar halen…");
      await window.press('//div[@class="confirm"]//button[normalize-space()="Uit elkaar halen"]', "Uit elkaar halen");
      await window.sees(`${full} heeft weer een eigen fiche.`);
      const apart = await named(window, one.last_name);
      assert.deepEqual(apart.map((row) => row.id).sort(), [one.id, other.id].sort());
      assert.equal(apart.find((row) => row.id === one.id).class, one.class, "the class is what it was");
    }));
}
