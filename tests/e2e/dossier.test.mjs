// The rest of a pupil's file, as it is typed, changed, looked back at and printed.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { desktop, opened, window } from "./opened.mjs";
import { visit } from "./registers.mjs";
import { atRest, belgian, everybody } from "./steps.mjs";
import { willChoose } from "./window.mjs";

opened({ pupils: 60 });

let pupil;
let today;
const rows = async (kind) => (await window.call("dossier", { pupil: pupil.id })).rows.filter((row) => row.entry.kind === kind);

/** Opens the form of a new entry, fills it in, and keeps it. */
async function add(what, fill) {
  await window.click(`${what} toevoegen`);
  await fill();
  await window.press('//aside//button[normalize-space()="Bewaren"]', "Bewaren");
  await window.sees(`${what} bewaard.`);
}

test("a characteristic, a certificate, discipline and an admission are entered", async () => {
  pupil = (await everybody(window)).find((one) => one.kind === "pupil" && one.class === "L6A");
  ({ today } = await window.call("session_state", {}));
  await visit(window, `/leerlingen/${pupil.id}/dossier`);
  await window.sees("Nog geen kenmerk");
  await add("Leerlingenkenmerk", async () => {
    await window.choose("Soort", "Taal in het gezin");
    await window.fill("Wat op het formulier staat", "Frans");
  });
  await window.sees("handtekening van de ouders ligt nog niet op school");
  await add("Studiebewijs", async () => {
    await window.choose("Soort", "Getuigschrift basisonderwijs");
    await window.fill("Uitgereikt op", belgian(today));
  });
  await add("Tuchtmaatregel", async () => {
    await window.choose("Soort", "Preventieve schorsing");
    await window.fill("Eerste dag", belgian(today));
    await window.press('//aside//label[contains(., "toch op school verwacht")]');
  });
  await add("Toelatingscontrole", async () => {
    await window.fill("Opmerking", "Nagekeken met de directeur");
  });
  await atRest(window);
  await window.picture("dossier");
  assert.deepEqual(await window.unreachable(), []);
  assert.equal((await rows("characteristic"))[0].entry.value.value, "Frans");
  assert.equal((await rows("certificate"))[0].entry.value.on, today);
  assert.equal((await rows("measure"))[0].entry.value.expected, true);
  assert.equal((await rows("admission"))[0].entry.value.note, "Nagekeken met de directeur");
});

test("what is impossible is refused in words, and nothing of it is kept", async () => {
  const before = (await rows("characteristic")).length;
  await window.click("Leerlingenkenmerk toevoegen");
  await window.press('//aside//button[normalize-space()="Bewaren"]', "Bewaren");
  await window.sees("Zo kan het niet in het dossier: er is iets niet ingevuld");
  await window.fill("Wat op het formulier staat", "Frans");
  await window.fill("Geldig vanaf", "01/09/2020");
  await window.press('//aside//button[normalize-space()="Bewaren"]', "Bewaren");
  await window.sees("de geldigheidsdatum ligt niet in dit schooljaar");
  await window.picture("dossier-geweigerd");
  await window.press('//aside//button[normalize-space()="Annuleren"]', "Annuleren");
  assert.equal((await rows("characteristic")).length, before);
});

test("a change keeps what it was, the sheet prints it, and undo brings it back", async () => {
  await window.click("Taal in het gezin: Frans wijzigen");
  await window.fill("Wat op het formulier staat", "Turks");
  await window.press('//aside//label[contains(., "ondertekende formulier")]');
  await window.press('//aside//button[normalize-space()="Bewaren"]', "Bewaren");
  await window.sees("Taal in het gezin: Turks");
  await window.press('//summary[normalize-space()="Geschiedenis"]', "Geschiedenis");
  await window.sees("Taal in het gezin: Frans");
  await window.picture("dossier-geschiedenis");

  const pdf = desktop.file("dossier.pdf");
  willChoose(desktop, pdf);
  await window.click("Dossier afdrukken…");
  await window.sees("dossier.pdf", 60_000);
  const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
  for (const word of [pupil.last_name, "Turks", "Getuigschrift basisonderwijs", "Preventieve schorsing"]) {
    assert.ok(text.includes(word), `the sheet names ${word}`);
  }
  const batch = (await window.call("batches", {})).batches.find((one) => one.kind === "dossier");
  assert.ok(batch, "the last change can be taken back");
  await window.control("z");
  await window.until("the value is as it was", async () => (await rows("characteristic"))[0].entry.value.value === "Frans");
});
