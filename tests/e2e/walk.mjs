// What `cargo xtask run` walks where there is no display: the main job, with a picture of every
// screen and the PDF that was printed.

import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { desktop as start } from "./desktop.mjs";
import {
  SCREENS, applyNumbers, atRest, checkNumbers, confirmProposals, decode, everybody, go, numberList, printOutdated, scan,
  setUp, sheet,
} from "./steps.mjs";
import { Window } from "./window.mjs";

const OUT = process.env.STAMBOEK_OUT;
const say = (sentence) => console.log(`  ${sentence}`);

const desktop = await start();
const window = await Window.open(desktop);
try {
  await window.sees("Welkom bij Stamboek", 30_000);
  await window.picture("00-eerste-start");
  await setUp(window, desktop);
  const people = await everybody(window);
  say(`the demo school is set up: ${people.length} people`);
  for (const [index, screen] of SCREENS.entries()) {
    await go(window, screen);
    await atRest(window);
    const number = String(index + 1).padStart(2, "0");
    await window.picture(`${number}-${screen.toLowerCase().replaceAll(" ", "-")}`);
  }

  const list = numberList(people);
  await checkNumbers(window, desktop, sheet(desktop, "nummerlijst", [list.header, ...list.rows]), "SG Nieuw");
  await window.picture("12-controle");
  await confirmProposals(window);
  await applyNumbers(window);
  await window.picture("13-toegepast");
  say(`the number list is applied: ${list.rows.length} rows`);

  const pdf = await printOutdated(window, desktop, "barcodes");
  await atRest(window);
  await window.picture("14-gedrukt");
  copyFileSync(pdf, join(OUT, "barcodes.pdf"));
  const codes = decode(desktop, pdf);
  const expected = new Set(
    (await everybody(window)).filter((person) => person.number).map((person) => person.number.padStart(10, "0")),
  );
  const right = codes.filter((code) => expected.has(code)).length;
  say(`printed: ${codes.length} barcodes, ${right} read back by zbar as somebody's new number`);
  if (right !== expected.size || codes.length !== expected.size) throw new Error(`expected ${expected.size} barcodes`);

  await scan(window, list.rows.at(-1)[1].padStart(10, "0"));
  await window.picture("15-scan-juist");
  await scan(window, list.old[list.old.length - 3].padStart(10, "0"));
  await window.picture("16-scan-oud");
  await scan(window, list.old[0].padStart(10, "0"));
  await window.picture("17-scan-niet-eenduidig");
  say("scanned: a new sticker, an old one, an ambiguous one");
} finally {
  await window.close();
  await desktop.close();
}
