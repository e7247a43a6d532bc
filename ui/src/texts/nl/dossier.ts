/** Words of the rest of a pupil's file: characteristics, certificates, admission, discipline. */

import type { DossierEntry } from "../../backend/generated/DossierEntry";
import type { DossierRemarkKind } from "../../backend/generated/DossierRemarkKind";
import { date } from "../../shared/format";

type Named = { what: DossierRemarkKind["what"]; first?: string; last?: string; expected?: string };

const remarks: Record<DossierRemarkKind["what"], (named: Named) => string> = {
  empty: () => "Vul in wat verplicht is.",
  too_long: () => "Deze tekst is te lang.",
  in_future: () => "Die dag ligt nog in de toekomst.",
  outside_current_year: ({ first, last }) =>
    `De geldigheidsdatum moet in dit schooljaar liggen (${date(first)} – ${date(last)}).`,
  outside_year: ({ first, last }) =>
    `Die dag ligt buiten het schooljaar (${date(first)} – ${date(last)}).`,
  form_missing: () =>
    "Het formulier met de handtekening van de ouders ligt nog niet op school: dit wordt niet doorgestuurd.",
  exclusions_missing: () => "Zeg bij attest B wat uitgesloten is, en waarom.",
  exclusions_elsewhere: () => "Alleen attest B sluit iets uit.",
  not_exchanged: () => "Dit studiebewijs wordt niet uitgewisseld.",
  exclusion_at_year_end: ({ expected }) =>
    `Een uitsluiting op het einde van het schooljaar begint op ${date(expected)}; de inschrijving eindigt op 30 juni.`,
};

/** What a rule says of an entry, as a sentence. */
export function dossierRemarkText(kind: DossierRemarkKind): string {
  return remarks[kind.what](kind);
}

export const dossier = {
  loading: "Dossier wordt opgehaald…",
  parts: {
    characteristic: "Leerlingenkenmerken",
    certificate: "Studiebewijzen",
    admission: "Toelating",
    measure: "Tucht",
    previous_school: "Vorige school",
  } satisfies Record<DossierEntry["kind"], string>,
  one: {
    characteristic: "Leerlingenkenmerk",
    certificate: "Studiebewijs",
    admission: "Toelatingscontrole",
    measure: "Tuchtmaatregel",
    previous_school: "Totalen van de vorige school",
  } satisfies Record<DossierEntry["kind"], string>,
  none: {
    characteristic: "Nog geen kenmerk. Het formulier van de ouders blijft op school.",
    certificate: "Nog geen studiebewijs.",
    admission: "Nog geen resultaat of beslissing.",
    measure: "Geen tuchtmaatregel.",
    previous_school: "Geen totalen van een vorige school.",
  } satisfies Record<DossierEntry["kind"], string>,
  print: "Dossier afdrukken…",
  add: "Toevoegen…",
  addOf: (what: string) => `${what} toevoegen`,
  change: "Wijzigen…",
  changeOf: (what: string) => `${what} wijzigen`,
  remove: "Weghalen",
  removeAsk: "Dit verdwijnt uit het dossier. De geschiedenis blijft.",
  removeYes: "Ja, weghalen",
  save: "Bewaren",
  saved: (what: string) => `${what} bewaard.`,
  removed: (what: string) => `${what} weggehaald.`,
  removedTitle: "Weggehaald",
  history: "Geschiedenis",
  historyLine: (when: string, by: string) => (by ? `${when} · ${by}` : when),
  gone: "weggehaald",
  refusal: "Kan niet",
  warning: "Let op",
  source: "Bron",
  meanings: {
    not_admitted: "niet toegelaten",
    council_must_decide: "klassenraad beslist",
    open: "nog niet beslist",
    admitted: "toegelaten",
  },
  notSent: "wordt niet verzonden",
  kinds: { mother_education: "Onderwijsniveau van de moeder", home_language: "Taal in het gezin" },
  sources: { discimus: "uit Discimus", school: "door de school" },
  fields: {
    kind: "Soort",
    value: "Wat op het formulier staat",
    valueHint: "In eigen woorden; er is geen officiële lijst gevonden.",
    valid: "Geldig vanaf",
    formKept: "Het ondertekende formulier ligt op school",
    title: "Titel",
    titleHint: "Nodig bij “ander studiebewijs”",
    year: "Schooljaar",
    group: "Administratieve groep",
    on: "Uitgereikt op",
    exclusions: "Wat is uitgesloten, en waarom",
    result: "Resultaat of beslissing",
    decidedOn: "Dag van het antwoord of de beslissing",
    note: "Opmerking",
    from: "Eerste dag",
    until: "Laatste dag",
    untilHint: "Leeg: nog niet gekend",
    expected: "De leerling wordt toch op school verwacht",
    b: "Halve dagen B",
    present: "Halve dagen aanwezig",
    acceptable: "Halve dagen aanvaardbaar afwezig",
  },
  lines: {
    from: (day: string) => `geldig vanaf ${day}`,
    formKept: "formulier op school",
    year: (year: string) => `schooljaar ${year}`,
    on: (day: string) => `op ${day}`,
    group: (group: string) => `groep ${group}`,
    period: (from: string, until: string) => (until ? `${from} – ${until}` : `vanaf ${from}`),
    expected: "wordt op school verwacht",
    totals: (b: string, present: string, acceptable: string) =>
      `${b} halve dagen B · ${present} aanwezig · ${acceptable} aanvaardbaar afwezig`,
  },
};
