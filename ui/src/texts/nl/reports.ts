/** Words of the screen Afdrukken en bestanden. */

import type { InformatFaultKind } from "../../backend/generated/InformatFaultKind";
import type { InformatRemarkKind } from "../../backend/generated/InformatRemarkKind";

/** What a line of the file has that the format does not. */
const faults: Record<InformatFaultKind, string> = {
  blank: "lege regel",
  unreadable: "geen dag met tijdsblok, geen code en geen nummer van tien cijfers",
  no_day: "een code of nummer vóór de eerste dag",
  date: "die dag bestaat niet",
  slot: "dat tijdsblok is geen van de school; kijk de cijfers na bij Instellingen › Aan- en afwezigheden",
  code: "een letter die het bestand niet kent",
  old_code:
    "een oude code van vóór september 2019 waarvan niet bekend is wat ze werd; vraag het na en pas de regel aan",
  code_place: "een code die niet meteen na haar dag staat",
  number: "tien nullen zijn geen nummer",
  no_pupils: "een blok zonder leerlingen",
};

/** What the file cannot carry. */
const remarks: Record<InformatRemarkKind, string> = {
  number: "Geen persoonsnummer in deze database",
  present: "Weer aanwezig: dat kan het bestand niet zeggen; wis de code in Informat zelf",
  code: "Deze code kent het bestand niet",
  subcode: "Alleen de officiële code gaat mee, niet uw subcode",
  discipline: "Dat het om een tuchtmaatregel gaat, gaat niet mee",
  evidence: "Of er een briefje of attest is, gaat niet mee",
  time: "Het uur van aankomst gaat niet mee",
  note: "De opmerking gaat niet mee",
};

export const reports = {
  title: "Afdrukken en bestanden",
  tabs: [
    { path: "/afdrukken", label: "Registers en lijsten" },
    { path: "/afdrukken/informat", label: "Bestand voor Informat" },
    { path: "/afdrukken/inlezen", label: "Bestand inlezen" },
  ] as const,
  what: "Wat",
  kinds: {
    week_register: "Weekregister",
    month_register: "Maandregister",
    absence_sheet: "Afwezigheidsfiche per leerling",
    day_list: "Lijst van de dag",
    members: "Lijst van ingeschreven leerlingen",
    enrolment_register: "Inschrijvingsregister",
  },
  kindHints: {
    week_register: "Leerlingen en tien halve dagen, een blad per klas.",
    month_register: "Leerlingen en alle halve dagen van een maand, een blad per klas.",
    absence_sheet: "Het schooljaar van een leerling met totalen en opmerkingen.",
    day_list: "Wie op een dag afwezig of te laat is, per klas.",
    members: "Wie op een dag ingeschreven is, per klas, groep of vestigingsplaats.",
    enrolment_register:
      "Het wettelijke register van een schooljaar, met geweigerde en geannuleerde inschrijvingen.",
  },
  className: "Klas",
  wholeSchool: "Hele school",
  pupil: "Leerling",
  allPupils: "Alle leerlingen van deze klas",
  day: {
    week_register: "Een dag van die week",
    month_register: "Een dag van die maand",
    absence_sheet: "Dag",
    day_list: "Dag",
    members: "Ingeschreven op",
  },
  year: "Schooljaar",
  by: "Samen per",
  bys: { class: "klas", group: "administratieve groep", location: "vestigingsplaats" },
  codes: "Codes",
  codeStyles: {
    official: "Officiële codes",
    all: "Alle codes van de school",
  },
  codeHints: {
    official: "Zonder subcodes, L en ?; zo gaat het naar de overheid.",
    all: "Zoals ingevoerd, met subcodes, L en ?.",
  },
  format: "Vorm",
  formats: { pdf: "PDF, om af te drukken", xlsx: "XLSX, voor een rekenblad", csv: "CSV" },
  save: "Bewaren…",
  open: "Openen",
  saved: (file: string) => `Bewaard als ${file}.`,
  opened: "Geopend in het PDF-programma van deze laptop.",
  nothing: "Niets bewaard.",
  busy: "Wordt gemaakt…",
  careful:
    "Lijsten met namen en afwezigheden zijn persoonsgegevens: bewaar ze waar alleen de school ze ziet.",
  export: {
    title: "Codes voor Informat",
    text: "Een tekstbestand voor Aanwezigheden › Aanwezigheidsregister › Via inlezen bestand. Stamboek onthoudt wat erin ging: een volgend bestand bevat alleen wat wijzigde.",
    format: "Vorm",
    formats: {
      informat: "Informat, inlezen bestand (TXT)",
      xlsx: "XLSX, alle codes van de periode",
      csv: "CSV, alle codes van de periode",
    },
    from: "Van",
    until: "Tot en met",
    all: "Alles opnieuw, niet alleen wat wijzigde",
    allHint: "Bijvoorbeeld omdat een vorig bestand niet ingelezen werd.",
    check: "Nakijken",
    save: "Bestand bewaren…",
    reversed: "De laatste dag ligt vóór de eerste.",
    saved: (file: string, marks: string) => `${file} bewaard met ${marks}.`,
    database: (name: string) => `Persoonsnummers van database “${name}”.`,
    counts: (marks: string, pupils: string) => `${marks} van ${pupils} gaan in het bestand.`,
    unchanged: (n: string) => `${n} staan al zo in een vorig bestand en blijven weg.`,
    none: "Er is niets om in het bestand te zetten.",
    noneText:
      "In deze periode kwam er sinds het vorige bestand niets bij dat het kan meenemen. Kies een andere periode, of “Alles opnieuw”.",
    unknown:
      "Wat Informat doet met een nummer dat het niet kent, is niet gedocumenteerd. Kijk na het inlezen het verslag in Informat na.",
    carries: "Wat het bestand niet kan meenemen",
    leftOut: "blijven weg",
    losesPart: "gaan mee, maar niet helemaal",
    notCounted:
      "Tellen niet mee en blijven weg: op een halve dag zonder les, buiten de inschrijving, of met een code die de school niet meer heeft.",
    show: (n: string) => `${n} tonen`,
    present: "aanwezig",
    cleared: "Ook in Informat gewist: niet meer melden",
  },
  import: {
    title: "Codes uit een bestand",
    text: "Lees een bestand in dat voor “Via inlezen bestand” van Informat gemaakt is. U ziet eerst wat het zou doen; pas daarna neemt u het over.",
    choose: "Bestand kiezen…",
    busy: "Bestand wordt gelezen…",
    file: (name: string, database: string) => `${name}, persoonsnummers van database “${database}”`,
    faults:
      "Dit bestand heeft regels die de vorm niet kent. Er wordt niets overgenomen. Verbeter het bestand en kies het opnieuw.",
    fault: (line: string, what: string) => `Regel ${line}: ${what}.`,
    counts: (marks: string) => `${marks} in het bestand:`,
    new: (n: string) => `${n} nieuw`,
    same: (n: string) => `${n} staan er al zo`,
    differs: (n: string) => `${n} waar nu iets anders staat`,
    refused: (n: string) => `${n} die niet kunnen`,
    unknown: (n: string) => `${n} met een onbekend nummer`,
    replace: "Ook vervangen waar nu iets anders staat",
    replaceHint: "Zonder dit vinkje blijft wat hier staat, staan.",
    known: "Informat heeft dit bestand ook ingelezen",
    knownHint: "Wat erin staat, komt dan niet nog eens in het volgende bestand voor Informat.",
    remember: "Onthouden",
    apply: (n: string) => `${n} overnemen`,
    applied: (n: string) => `${n} overgenomen.`,
    nothing: "Er is niets om over te nemen.",
    columns: {
      line: "Regel",
      pupil: "Leerling",
      at: "Halve dag",
      was: "Nu hier",
      now: "In het bestand",
      why: "Waarom niet",
      number: "Nummer",
      marks: "Halve dagen",
    },
    titles: {
      differs: "Waar nu iets anders staat",
      refused: "Wat niet kan",
      unknown: "Onbekende nummers",
    },
  },
  faults,
  remarks,
};
