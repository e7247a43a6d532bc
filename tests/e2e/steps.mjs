// The main job as a secretary says it, and what surrounds it: lists on disk, the same register on
// the command line, and a decoder that reads what was printed.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { until } from "./desktop.mjs";
import { willChoose } from "./window.mjs";

/** Every screen of the navigation. */
export const SCREENS = [
  "Vandaag", "Leerlingen", "Inschrijven", "Aanwezigheden", "Opvolging", "Ook elders", "Discimus", "Cijfers", "Afdrukken en bestanden", "Migratie", "Barcodes",
  "Scannen", "Synchronisatie", "Kalender", "Toestellen en gebruikers", "Instellingen",
];

/** Opens a screen from the navigation; what counts beside its name does not matter. */
export async function go(window, screen) {
  await window.press(`//nav[@aria-label="Hoofdmenu"]//a[starts-with(normalize-space(), "${screen}")]`, screen);
  await window.element(`the screen ${screen}`, `//nav//a[@aria-current="page" and starts-with(normalize-space(), "${screen}")]`);
}

/** Waits until what can be read on the screen stays as it is: everything it asked for is there. */
export async function atRest(window) {
  let before = null;
  await until("the screen is at rest", async () => {
    const text = await window.text();
    const same = text === before && !(await window.run("return document.querySelector('main .busy') !== null"));
    before = text;
    await pause(400);
    return same;
  });
}

/** The groups on a recovery sheet, by their number. */
export function groupsOf(sheetPdf) {
  const text = execFileSync("pdftotext", ["-layout", sheetPdf, "-"], { encoding: "utf8" });
  return new Map([...text.matchAll(/(\d)\.\s+([0-9A-Z]{5})/g)].map(([, number, group]) => [number, group]));
}

/** Saves the recovery sheet and types back the two groups asked for. Answers all groups. */
export async function typeSheetBack(window, desktop, name) {
  const pdf = desktop.file(`${name}.pdf`);
  willChoose(desktop, pdf);
  await window.click("Herstelblad bewaren…");
  await window.sees("Bewaard als");
  const groups = groupsOf(pdf);
  for (const number of (await window.text()).matchAll(/Groep (\d)/g)) {
    await window.fill(`Groep ${number[1]}`, groups.get(number[1]));
  }
  return groups;
}

/** Keeps the recovery sheet that a new register or a used sheet asks for. Answers all groups. */
export async function keepRecoverySheet(window, desktop, name = "herstelblad") {
  await window.sees("Bewaar uw herstelblad", 60_000);
  const groups = await typeSheetBack(window, desktop, name);
  await window.click("Klaar, naar het register");
  return groups;
}

/** First start to an open register. */
export async function setUp(window, desktop, { demo = true, passphrase } = {}) {
  await window.sees("Welkom bij Stamboek", 30_000);
  if (!demo) {
    await window.press('//label[contains(., "Met een leeg register")]');
    await window.fill("Naam van de school", "Testschool");
    await window.fill("Instellingsnummer", "012345");
  }
  if (passphrase) {
    // That there is no keyring shows when a key has to be kept in it.
    await window.click("Beginnen");
    await window.fill("Wachtzin", passphrase);
    await window.fill("Wachtzin nog eens", passphrase);
  }
  await window.click("Beginnen");
  const groups = await keepRecoverySheet(window, desktop);
  await window.element("the navigation", '//nav[@aria-label="Hoofdmenu"]', 60_000);
  return groups;
}

/** Chooses which part of a screen is shown. */
export function view(window, name) {
  return window.press(`//fieldset[contains(@class, "views")]//button[starts-with(normalize-space(), "${name}")]`, name);
}

/** A day so many days later or earlier. */
export function addDays(day, days) {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The next day that is no Saturday or Sunday. */
export function weekdayAfter(day) {
  const next = addDays(day, 1);
  return [0, 6].includes(new Date(`${next}T12:00:00Z`).getUTCDay()) ? weekdayAfter(next) : next;
}

/** A day as people write it. */
export function belgian(day) {
  return day.split("-").reverse().join("/");
}

/** Makes the demo school on the command line: quicker than the large one, and of any level. */
export function smallSchool(desktop, pupils, level = "basis") {
  const words = ["--data", desktop.profile, "demo", "--pupils", String(pupils), "--level", level];
  execFileSync(process.env.STAMBOEK_CLI, words, { env: desktop.env, stdio: "ignore" });
}

/** Everybody in the register, as the program answers the screens. */
export async function everybody(window) {
  return (await window.call("pupils_list", {})).rows;
}

/** Writes a table as a sheet. With LibreOffice on the machine it becomes a real XLSX. */
export function sheet(desktop, name, rows) {
  const quoted = (cell) => `"${String(cell ?? "").replaceAll('"', '""')}"`;
  const csv = desktop.file(`${name}.csv`);
  writeFileSync(csv, `\uFEFF${rows.map((row) => row.map(quoted).join(";")).join("\r\n")}\r\n`);
  try {
    const filter = ["--infilter=CSV:59,34,76,1,,2067,false,true", "--convert-to", "xlsx", "--outdir", desktop.home, csv];
    execFileSync("soffice", ["--headless", ...filter], { env: desktop.env, stdio: "ignore", timeout: 90_000 });
    return desktop.file(`${name}.xlsx`);
  } catch (error) {
    if (error.code === "ENOENT") return csv;
    throw error;
  }
}

/**
 * A list of old and new numbers as a migration makes it: the first two swap, the next three form a
 * ring, everybody else gets a number of the new database. `unknown` people stand in it with an
 * old number that the register does not know, and one person is not in it at all.
 */
export function numberList(people, unknown = 3) {
  const numbered = people.filter((person) => person.number && person.kind === "pupil");
  const old = numbered.map((person) => person.number);
  const ring = [1, 0, 3, 4, 2];
  const now = old.map((_, index) => (index < ring.length ? old[ring[index]] : String(3_400_000 + index * 7)));
  const rows = numbered.map((person, index) => [
    index >= 10 && index < 10 + unknown ? String(990_000_000 + index) : old[index],
    now[index],
    person.last_name,
    person.first_name,
    person.birth_date,
    person.class,
  ]);
  const left = numbered.length - 1;
  return {
    header: ["Oud nummer", "Nieuw nummer", "Naam", "Voornaam", "Geboortedatum", "Klas"],
    rows: rows.slice(0, left),
    /** Whose number became which. */
    became: new Map(numbered.slice(0, left).map((person, index) => [person.id, now[index]])),
    old,
    swapped: numbered[0],
    without: numbered[left],
  };
}

/** Reads a list of pupils and applies it. */
export async function importPupils(window, desktop, file, database) {
  await go(window, "Migratie");
  await window.press('//nav[@aria-label="Stappen van de migratie"]//button[starts-with(normalize-space(), "1 ")]');
  willChoose(desktop, file);
  await window.click("Lijst kiezen…");
  if (database) {
    // A school that works with a database already has its name filled in.
    await window.fill("Nummers in deze lijst komen uit database", database);
    await window.type("\uE004");
  }
  await window.click("Inlezen…", 60_000);
  await window.press('//label[contains(., "Ik heb de controle bekeken")]');
  await window.click("Inlezen");
  await window.sees("Ingelezen:", 60_000);
}

/** Reads a number list and shows what it would change. */
export async function checkNumbers(window, desktop, file, to) {
  await go(window, "Migratie");
  await window.press('//nav[@aria-label="Stappen van de migratie"]//button[starts-with(normalize-space(), "2 ")]');
  willChoose(desktop, file);
  await window.click("Lijst kiezen…");
  await window.fill("Naar database", to);
  await window.type("\uE004");
  await window.click("Nakijken", 60_000);
  await window.sees("Oud nummer niet gekend", 60_000);
}

/** Says of every row with one likely person that it is that person. */
export async function confirmProposals(window) {
  for (;;) {
    const open = await window.run(
      "return [...document.querySelectorAll('button')].filter((b) => b.innerText.trim() === 'Zelfde leerling').length",
    );
    if (open === 0) return;
    await window.click("Zelfde leerling");
    await until("the row is decided", async () => {
      const left = await window.run(
        "return [...document.querySelectorAll('button')].filter((b) => b.innerText.trim() === 'Zelfde leerling').length",
      );
      return left < open;
    });
  }
}

/** Applies what was checked. */
export async function applyNumbers(window) {
  await window.click("Naar toepassen…");
  await window.press('//label[contains(., "Ik heb de controle bekeken")]');
  await window.click("Toepassen");
  await window.sees("Toegepast:", 60_000);
}

/** Saves the sheets of whoever still needs a card, and answers where. */
export async function printOutdated(window, desktop, name) {
  await go(window, "Barcodes");
  const pdf = desktop.file(`${name}.pdf`);
  willChoose(desktop, pdf);
  await window.click("Bewaren als pdf…", 30_000);
  await window.sees(`${name}.pdf`, 60_000);
  return pdf;
}

/** Scans as a keyboard wedge does: very fast, then Enter. Answers what the screen says. */
export async function scan(window, code) {
  await go(window, "Scannen");
  await window.press('//*[@id="scan-field"]');
  const before = await scans(window);
  await window.type(`${code}\uE007`);
  await until("the scan is in the list", async () => (await scans(window)) !== before);
  return window.run("return document.querySelector('.scan-result-wrap').innerText");
}

function scans(window) {
  return window.run("return document.querySelector('.scan-body').innerText");
}

/** Reads every barcode of a PDF with zbar. */
export function decode(desktop, pdf, dpi = 300) {
  const folder = mkdtempSync(join(desktop.home, "pages-"));
  execFileSync("pdftoppm", ["-r", String(dpi), "-gray", pdf, join(folder, "page")]);
  return readdirSync(folder)
    .sort()
    .flatMap((page) =>
      execFileSync("zbarimg", ["--quiet", "--raw", "--nodbus", "-Sdisable", "-Scode128.enable", "-Scode39.enable", join(folder, page)], {
        encoding: "utf8",
      })
        .trim()
        .split("\n"),
    );
}
