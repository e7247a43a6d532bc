// The list "ingeschreven op datum" of AGODI against the state of the school on that day.

import assert from "node:assert/strict";
import { test } from "node:test";
import { desktop, opened, window } from "./opened.mjs";
import { visit } from "./registers.mjs";
import { atRest, belgian, sheet } from "./steps.mjs";
import { willChoose } from "./window.mjs";

opened({ pupils: 60 });

let today;
let rows;
const HEADER = ["Stamnummer", "Naam", "Voornaam", "Geboortedatum", "Administratieve groep", "Begindatum"];
const line = (row) => [row.stamnummer, row.last_name, row.first_name, belgian(row.birth_date), row.group, belgian(row.from)];

/** Chooses a list on the screen, on a day. */
async function choose(name, lines) {
  const file = sheet(desktop, name, [HEADER, ...lines]);
  await visit(window, "/leerlingen");
  await visit(window, "/ook-elders/controlelijst");
  await window.fill("Ingeschreven op", belgian(today));
  willChoose(desktop, file);
  await window.click("Controlelijst kiezen…");
}

const figure = (name) =>
  window.run(
    "return [...document.querySelectorAll('.verdict')].find((one) => one.innerText.startsWith(arguments[0]))?.querySelector('.figure').innerText",
    name,
  );

test("a list that says the same is equal, and says for how many", async () => {
  ({ today } = await window.call("session_state", {}));
  ({ rows } = await window.call("state", { on: today, against: null, institution: "" }));
  await choose("gelijk", rows.map(line));
  await window.sees("Alles is gelijk", 60_000);
  assert.equal(await figure("Gelijk"), String(rows.length));
  await window.picture("controlelijst-gelijk");
});

test("missing here, missing there and a field that differs are told apart, and counted by group", async () => {
  await window.click("Lijst sluiten");
  const [away, other, ...rest] = rows;
  const stranger = ["2699999", "Zwartenbroeckx", "Fleurance", "12/03/2017", other.group, "01/09/2026"];
  const changed = { ...other, from: other.from === "2026-10-01" ? "2026-10-02" : "2026-10-01" };
  await choose("verschil", [...rest, changed].map(line).concat([stranger]));
  await window.sees("Ontbreekt bij ons", 60_000);
  await atRest(window);
  assert.deepEqual(
    [await figure("Ontbreekt bij ons"), await figure("Ontbreekt bij AGODI"), await figure("Verschilt"), await figure("Gelijk")],
    ["1", "1", "1", String(rest.length)],
  );
  await window.sees("Zwartenbroeckx");
  await window.sees("Per administratieve groep");
  await window.picture("controlelijst-verschil");
  assert.deepEqual(await window.unreachable(), []);
  await window.press('//button[contains(@class, "verdict")][contains(., "Ontbreekt bij AGODI")]');
  await window.sees(away.last_name);
  await window.press('//button[contains(@class, "verdict")][contains(., "Verschilt")]');
  await window.sees(`bij ons ${belgian(other.from)}, op de lijst ${belgian(changed.from)}`);
});
