// Enrolling at the counter: the wizard, step by step.

import { KEY, visit } from "./registers.mjs";
import { belgian } from "./steps.mjs";

export const step = (window, name) => window.element(`step ${name}`, `//section//h2[@id="step" and normalize-space()="${name}"]`);

/** The label of the field that has the keyboard. */
export const focused = (window) => window.run("return document.activeElement?.labels?.[0]?.innerText ?? ''");

/** The wizard with nothing in it, the keyboard in its first field. */
export async function atTheCounter(window) {
  await window.control("i");
  await step(window, "Wie");
  await window.until("the keyboard stands in the first field", async () => (await focused(window)).startsWith("INSZ"));
}

/** Enrols somebody whom this register does not know, in a class from a day on. */
export async function enrols(window, { insz, last, first, born, class: name, location, group, from }) {
  const steps = {
    Wie: { INSZ: insz, Naam: last, Voornaam: first, Geboortedatum: belgian(born) },
    Adres: {},
    Contact: {},
    "School en groep": { Klas: name, Vestigingsplaats: location, "Administratieve groep": group },
    Datums: { Begindatum: belgian(from) },
  };
  await visit(window, "/leerlingen");
  await atTheCounter(window);
  for (const [title, fields] of Object.entries(steps)) {
    await step(window, title);
    for (const [label, text] of Object.entries(fields)) await window.fill(label, text);
    await window.type(KEY.pageDown);
  }
  await step(window, "Klopt alles?");
  await window.control(KEY.enter);
  await window.sees(`${last} ${first} is ingeschreven vanaf`);
}
