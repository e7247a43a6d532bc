/** Words of the screen Vandaag. */

export const today = {
  title: "Vandaag",
  label: "Klassen",
  needWork: (n: string, one: boolean) =>
    one ? "1 klas vraagt nog werk" : `${n} klassen vragen nog werk`,
  badge: "klassen vragen nog werk",
  allDone: "Alle registers zijn genomen",
  nobodyHere: "geen lessen",
  noLessons: (why: string) => `Geen lessen op deze dag: ${why}.`,
  nextLessons: (day: string) => `De volgende lesdag is ${day}.`,
  noNextLessons: "In de kalender staat geen volgende lesdag.",
  toNextLessons: "Naar die dag",
  columns: {
    class: "Klas",
    pupils: "Leerlingen",
    VM: "Voormiddag",
    NM: "Namiddag",
    earlier: "Vroeger nog open",
  },
  open: "open",
  nobodyAbsent: "niemand afwezig",
  earlier: (first: string, more: string) => (more ? `${first} en ${more} andere` : first),
  previous: "Vorige dag",
  next: "Volgende dag",
  back: "Naar vandaag",
  taking: "Wordt genomen…",
  took: (name: string, when: string) => `${name}: register van ${when} genomen.`,
  nothingOpen: (name: string) => `${name}: op deze dag is niets meer te nemen.`,
  keys: "Enter opent de klas · F2 iedereen aanwezig · ← → andere dag",
  strip: {
    saved: "Alles staat op deze laptop.",
    waiting: (n: string, one: boolean, since: string) =>
      `${one ? "1 invoer wacht" : `${n} invoeren wachten`}${since ? ` sinds ${since}` : ""} om naar een server te gaan.`,
    noServer: "Er is nog geen server ingesteld.",
    whatNow: "U kunt gewoon verder werken; er gaat niets verloren als het netwerk uitvalt.",
  },
  empty: {
    title: "Nog geen klassen",
    text: "Hier staat straks elke klas met wat er vandaag nog te doen is. Lees eerst een leerlingenlijst in.",
    action: "Leerlingenlijst inlezen",
  },
};
