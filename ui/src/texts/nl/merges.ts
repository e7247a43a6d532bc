/** Words of Mogelijk dubbel, and of merging two pupils. */

import type { MergeGoes } from "../../backend/generated/MergeGoes";
import { count, number } from "../../shared/format";

const goes: Record<keyof MergeGoes, (n: number) => string> = {
  marks: (n) => count(n, "aan- of afwezigheid", "aan- en afwezigheden"),
  numbers: (n) => count(n, "nummer van een ander pakket", "nummers van andere pakketten"),
  classes: (n) => count(n, "periode in een klas", "periodes in klassen"),
  enrolments: (n) => count(n, "inschrijving", "inschrijvingen"),
  facts: (n) => count(n, "stuk van het dossier", "stukken van het dossier"),
  cards: (n) => count(n, "barcode-etiket", "barcode-etiketten"),
};

export const merges = {
  goes,
  nothingGoes: "Niets: aan de andere fiche hangt niets.",
  leadOnly:
    "Samenvoegen en weer uit elkaar halen mag alleen het hoofd van het secretariaat. Vraag het aan wie dat is, of meld u zo aan.",
  doubles: {
    title: "Mogelijk dubbel",
    badge: "mogelijk dubbel",
    button: (n: number) => (n > 0 ? `Mogelijk dubbel (${number(n)})` : "Mogelijk dubbel"),
    subtitle: (n: number) => count(n, "paar", "paren"),
    loading: "Er wordt gezocht naar dubbele leerlingen…",
    text: "Deze fiches zijn misschien van hetzelfde kind. Vergelijk ze: u kiest wat blijft, en samenvoegen kan altijd weer ongedaan gemaakt worden.",
    keys: "↑ ↓ volgend paar · Enter vergelijken · Ctrl Z ongedaan maken",
    list: "Paren die mogelijk dezelfde leerling zijn",
    and: (one: string, other: string) => `${one} en ${other}`,
    compare: "Vergelijken",
    compareOf: (pair: string) => `Vergelijken: ${pair}`,
    apart: "Is iemand anders",
    apartOf: (pair: string) => `Is iemand anders: ${pair}`,
    sameStamnummer:
      "Twee leerlingen van één school hebben nooit hetzelfde stamnummer. Zijn het twee kinderen, geef een van beide dan een ander stamnummer op de fiche; het paar verdwijnt dan uit deze lijst.",
    areTwo: (pair: string) =>
      `${pair}: twee verschillende leerlingen. Ze staan niet meer in deze lijst.`,
    empty: {
      title: "Niemand staat dubbel",
      text: "Twee fiches met hetzelfde INSZ, hetzelfde stamnummer, of dezelfde naam en geboortedatum, komen hier te staan, bijvoorbeeld als twee collega’s dezelfde nieuwe leerling invoerden. Stamboek voegt nooit zelf samen. Herkent u een leerling die dubbel staat onder een andere naam, open dan een van de fiches en kies “Samenvoegen met een andere leerling…”.",
    },
  },
  find: {
    title: (name: string) => `Samenvoegen: ${name}`,
    text: "Zoek de andere fiche van hetzelfde kind. Daarna vergelijkt u ze naast elkaar; er gebeurt nog niets.",
    field: "Zoek de andere fiche",
    hint: "Naam, klas of nummer",
    nobody: "Niemand gevonden. Controleer de spelling, of zoek op een deel van de naam.",
    likely: "Mogelijk dezelfde",
    sheet: "Fiche",
  },
  compare: {
    title: "Vergelijken en samenvoegen",
    loading: "De fiches worden vergeleken…",
    who: "Welke fiche blijft?",
    proposed: "voorstel: hieraan hangt het meest",
    twoInsz: "Beide fiches hebben een INSZ, en niet hetzelfde",
    twoInszText:
      "Twee INSZ’en zijn bijna altijd twee kinderen. Voeg alleen samen als u zeker weet dat een van beide fout was, en kies hieronder het juiste.",
    fields: "Gegevens die verschillen",
    fieldsText: "Kies per gegeven wat op de fiche komt die blijft.",
    stays: "fiche die blijft",
    goes: "andere fiche",
    noFields: "Alle gegevens zijn gelijk.",
    equal: (names: string) => `Gelijk: ${names}.`,
    goesOver: "Wat overgaat",
    goesText: (name: string) => `Dit hangt nu aan de andere fiche en komt bij ${name}:`,
    twiceEnrolled: (name: string) =>
      `Beide fiches zijn ingeschreven: de inschrijvingen van de andere staan daarna naast die van ${name}. Staat er iets dubbel, annuleer dat dan op de fiche bij Inschrijvingen en dossier.`,
    numbersStay: "Oude barcodes en nummers blijven werken: ze vinden voortaan de fiche die blijft.",
    cells: "Halve dagen met een andere code",
    cellsText:
      "Op deze halve dagen hebben beide fiches een code, en niet dezelfde. De code van de fiche die blijft, geldt; de andere komt bij Te beslissen. Niets gaat verloren.",
    half: "Halve dag",
    holds: "Blijft gelden",
    offered: "Komt bij Te beslissen",
    otherFacts: (n: number) =>
      `${count(n, "stuk van het dossier verschilt", "stukken van het dossier verschillen")}: wat op de fiche staat die blijft, geldt; het andere komt bij Te beslissen.`,
    label: "Samenvoegen…",
    question: (name: string) => `${name} blijft; de andere fiche verdwijnt uit alle lijsten.`,
    over: (list: string) => `Gaat over: ${list}.`,
    taken: (list: string) => `Van de andere fiche wordt overgenomen: ${list}.`,
    noneTaken: "Alle gegevens van de fiche die blijft, blijven zoals ze zijn.",
    decide: (n: number) => `${count(n, "vraag komt", "vragen komen")} bij Te beslissen.`,
    later: "U kunt ze later weer uit elkaar halen vanaf de fiche.",
    yes: "Samenvoegen",
    merged: (name: string) => `Samengevoegd: alles staat nu bij ${name}.`,
    same: "Dit is twee keer dezelfde fiche. Kies een andere leerling.",
  },
  part: {
    title: "Weer uit elkaar halen",
    loading: "Er wordt nagegaan wat terug kan…",
    text: (from: string, to: string) =>
      `De samengevoegde fiche van ${from} wordt weer een eigen fiche, los van die van ${to}. Er gebeurt nog niets.`,
    back: "Wat teruggaat",
    backText: (from: string) => `Dit ging mee bij het samenvoegen en komt terug bij ${from}:`,
    nothingWent: "Niets: bij het samenvoegen ging niets mee.",
    nothingBack: "Niets: alles wat meeging, is intussen veranderd.",
    stays: "Wat blijft",
    staysSome: (n: number, to: string) =>
      `${count(n, "gegeven werd", "gegevens werden")} na het samenvoegen gewijzigd en ${n === 1 ? "blijft" : "blijven"} bij ${to}.`,
    staysLater: (to: string) =>
      `Wat sinds het samenvoegen bij ${to} ingevoerd of beslist werd, blijft daar. Wat een laptop intussen nog bij de andere fiche invoerde, gaat mee terug.`,
    fields: (to: string, list: string) => `Op de fiche van ${to} wordt weer wat het was: ${list}.`,
    label: "Uit elkaar halen…",
    question: (from: string, to: string) => `${from} en ${to} worden weer twee leerlingen.`,
    yes: "Uit elkaar halen",
    done: (from: string) => `${from} heeft weer een eigen fiche.`,
  },
  sheet: {
    title: "Dubbele fiche",
    mergeWith: "Samenvoegen met een andere leerling…",
    mergedWith: "Samengevoegd met",
    part: "Weer uit elkaar halen…",
    partOf: (name: string) => `Weer uit elkaar halen: ${name}`,
    likely: (n: number) => `Mogelijk dubbel: ${count(n, "andere fiche", "andere fiches")}`,
  },
};
