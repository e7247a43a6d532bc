/** What the parts of facts and settings are called, by the names under which they are stored. */

import { attendance } from "./attendance";
import { calendar } from "./calendar";
import { cards } from "./cards";
import { dossier } from "./dossier";
import { followUp } from "./follow_up";
import { schoolKinds, sources } from "./overlap_words";
import { shared } from "./shared";

/** Names of parts; those that are not here are shown without a name. */
export const labels: Record<string, string> = {
  // Facts of the file
  kind: "soort",
  from: "van",
  until: "tot en met",
  on: "dag",
  year: "schooljaar",
  group: "administratieve groep",
  title: "titel",
  value: "wat op het formulier staat",
  form_kept: "formulier ligt op school",
  exclusions: "uitgesloten",
  result: "resultaat",
  source: "bron",
  note: "opmerking",
  remark: "opmerking",
  expected: "wordt op school verwacht",
  step: "stap",
  b: "halve dagen B",
  present: "halve dagen aanwezig",
  acceptable: "halve dagen aanvaardbaar afwezig",
  // Address and contacts
  street: "straat",
  number: "nummer",
  postbox: "bus",
  postcode: "postcode",
  municipality: "gemeente",
  country: "land",
  last_name: "naam",
  first_name: "voornaam",
  relation: "wie is dit",
  phone: "telefoon",
  second_phone: "tweede telefoon",
  email: "e-mail",
  // Enrolments elsewhere, and other schools
  institution: "instellingsnummer",
  school: "school",
  period: "periode",
  moment: "ogenblik van inschrijving",
  hospital: "ziekenhuisschool",
  seen_on: "gezien op",
  name: "naam",
  at: "wanneer",
  by: "door",
  action: "wat gedaan werd",
  what: "",
  as: "",
  waits: "wacht op een telefoon",
  // Settings
  codes: "code",
  code: "code",
  label: "omschrijving",
  meaning: "staat voor",
  official: "officiële code",
  evidence: "bewijs",
  discipline: "bij een tuchtmaatregel",
  follow_up: "opvolging",
  open_days: "reden opvolgen na dagen",
  open_to_b_days: "B voorstellen na dagen",
  slots: "lesuur van de halve dag",
  letters: "brief",
  first_day: "eerste schooldag",
  last_day: "laatste schooldag",
  pattern: "lesweek",
  patterns: "eigen lesweek",
  special_days: "bijzondere dag",
  half: "halve dag",
  scope: "geldt voor",
  location: "vestigingsplaats",
  class: "klas",
  level: "onderwijsniveau",
  special: "buitengewoon onderwijs",
  minutes: "minuten tot het slot",
  days: "dagen zonder server",
  // Barcodes
  brands: "merken",
  page_width: "breedte van het blad",
  page_height: "hoogte van het blad",
  columns: "kolommen",
  rows: "rijen",
  label_width: "breedte van het etiket",
  label_height: "hoogte van het etiket",
  margin_left: "marge links",
  margin_top: "marge boven",
  pitch_x: "afstand naar rechts",
  pitch_y: "afstand naar onder",
  corner_radius: "ronde hoeken",
  own: "van de school zelf",
  dpi: "punten per duim",
  offset_x: "verschuiving naar rechts",
  offset_y: "verschuiving naar onder",
  measured_x: "gemeten breedte",
  measured_y: "gemeten hoogte",
  text: "tekst",
  layout: "opmaak",
  sheet: "vel",
  symbology: "soort barcode",
  payload: "inhoud van de barcode",
  prefix: "voorvoegsel",
  printer: "printer",
  start: "eerste etiket",
  copies: "aantal",
};

const certificates = {
  primary: "Getuigschrift basisonderwijs",
  goals_reached: "Getuigschrift bereikte doelen",
  orientation_a: "Oriënteringsattest A",
  orientation_b: "Oriënteringsattest B",
  orientation_c: "Oriënteringsattest C",
  other: "Ander studiebewijs",
  safety: "Studiebekrachtiging in een veiligheidsopleiding",
  modular_part: "Deelcertificaat modulair secundair onderwijs",
  competences: "Attest verworven competenties",
  regular_attendance: "Attest regelmatige lesbijwoning",
};

const admissions = {
  older_than_seven: "ouder dan zeven",
  enough_presences: "genoeg aanwezig",
  was_in_primary: "zat al in het lager onderwijs",
  after_june: "na juni",
  council_open: "klassenraad beslist nog",
  council_admitted: "toegelaten door de klassenraad",
  council_refused: "geweigerd door de klassenraad",
  admitted: "toegelaten",
  not_admitted: "niet toegelaten",
  not_checked: "niet nagekeken",
  no_earlier_results: "geen eerdere resultaten",
  no_check_for_group: "geen controle voor deze groep",
  inconclusive: "geen uitsluitsel",
  council_decision_open: "beslissing van de klassenraad volgt",
  admitted_via_council: "toegelaten via de klassenraad",
  admitted_all_the_same: "toch toegelaten",
  admitted_without_results: "toegelaten zonder resultaten",
  certificate_missing: "studiebewijs ontbreekt",
};

const actions = {
  call: "telefoon",
  postpone: "uitgesteld",
  other_wrong: "de andere school zit fout",
  solved: "opgelost",
  reopen: "opnieuw geopend",
  letter_to_parents: "brief aan de ouders",
  letter_to_school: "brief aan de andere school",
  mail_to_school: "mail aan de andere school",
  ours_closed: "onze inschrijving afgesloten",
  ours_never_came: "de leerling kwam nooit",
  ours_begins: "begin van onze inschrijving verbeterd",
  seen_again: "opnieuw gezien",
};

/** Words of the lists, by the name of the part; more than one list may stand under one name. */
export const values: Record<string, Record<string, string>> = {
  kind: {
    ...attendance.measures,
    ...certificates,
    ...dossier.kinds,
    ...schoolKinds,
  },
  result: admissions,
  step: followUp.steps,
  source: { ...sources, ...dossier.sources },
  what: actions,
  special_kind: calendar.specialKinds,
  as: { absent: "afwezig", late: "te laat (aanwezig)", open: "nog te bepalen" },
  evidence: { parents_note: "briefje van de ouders", certificate: "medisch attest" },
  level: calendar.classes.levels,
  half: shared.halves,
  scope: { school: "de hele school" },
  symbology: cards.symbologies,
  payload: cards.payloads,
  layout: cards.layouts,
};

export const yes = "ja";
export const no = "nee";
export const lesson = (taught: boolean) => (taught ? "les" : "geen les");
/** One of a list: `bijzondere dag 2`. */
export const nth = (label: string, place: number) => `${label} ${place + 1}`;
export const line = (label: string, value: string) => (label ? `${label}: ${value}` : value);
