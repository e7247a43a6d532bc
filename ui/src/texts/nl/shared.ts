/** Words that several screens use. */

/** What an action is called: "Ongedaan gemaakt: …". */
const batches: Record<string, string> = {
  edit: "wijziging van een leerling",
  create: "nieuwe leerling",
  import_pupils: "invoer van een leerlingenlijst",
  renumber: "hernummering",
  print: "afdruk van barcodes",
  sheet: "vel aangeduid als mislukt of gelukt",
  cards_sheet: "vel aangeduid als mislukt of gelukt",
  cards_settings: "instellingen van barcodes",
  setting: "instellingen",
  settings: "instellingen van de school",
  demo: "demoschool",
  calendar: "kalender",
  enrol: "inschrijving",
  leave: "uitschrijving",
  move: "verplaatsing naar een andere groep of klas",
  new_year: "nieuw schooljaar",
  follow: "klas van vandaag op de fiches",
  personal: "adres en contact",
  restructure: "overgang naar een nieuw instellingsnummer",
  follow_up: "stap van de opvolging",
  previous_school: "totalen van de vorige school",
  measure: "tuchtmaatregel",
  dossier: "dossier",
  adopt: "voorstellen van Discimus overgenomen",
  discimus: "verteld door Discimus",
  overlap: "stap bij een inschrijving elders",
  elsewhere: "inschrijving elders",
  school: "gegevens van een andere school",
  import_elsewhere: "invoer van inschrijvingen elders",
  import_schools: "invoer van scholen",
  setup: "eerste start",
  attendance: "aan- en afwezigheden",
  roll: "register genomen",
  undo: "ongedaan gemaakt",
  redo: "opnieuw gedaan",
};

/** Names of the fields of a pupil. */
const fields: Record<string, string> = {
  last_name: "Naam",
  first_name: "Voornaam",
  birth_date: "Geboortedatum",
  insz: "INSZ",
  sex: "Geslacht",
  class: "Klas",
  stamnummer: "Stamnummer",
  institution: "Instellingsnummer",
  location: "Vestigingsplaats",
  kind: "Soort",
  number: "Persoonsnummer",
  old_number: "Oud nummer",
  new_number: "Nieuw nummer",
  full_name: "Naam en voornaam in één kolom",
  text: "Tekst op het etiket",
  passphrase: "Wachtzin",
  recovery: "Herstelsleutel",
  school: "Naam van de school",
  database: "Database",
  calendar: "Kalender",
  from: "Begindatum",
  group: "Administratieve groep",
  until: "Laatste dag",
  measure: "Tuchtmaatregel",
  previous_school: "Vorige school",
  attendance: "Deze halve dag",
  entry: "Dit stuk van het dossier",
  link: "De koppeling",
  port: "Poort",
};

const kinds: Record<string, string> = { pupil: "leerling", boarder: "intern", staff: "personeel" };

const sexes: Record<string, string> = { m: "man", v: "vrouw", x: "x" };

/** Why two people may be the same (`Likeness.why`). */
const likeness: Record<string, string> = {
  same_insz: "zelfde INSZ",
  same_stamnummer: "zelfde instelling en stamnummer",
  same_name_birth_date: "zelfde naam en geboortedatum",
  swapped_names: "naam en voornaam gewisseld",
  accents_lost: "accenten verloren",
  typing_error: "één letter verschil",
  particles: "tussenvoegsel anders geschreven",
  birth_date_differs: "andere geboortedatum",
};

const card: Record<string, string> = {
  printed: "gedrukt",
  outdated: "te herdrukken",
  never: "nog niet gedrukt",
};

export const shared = {
  batches,
  fields,
  kinds,
  sexes,
  likeness,
  card,
  dayPlaceholder: "dd/mm/jjjj",
  /** `holds`: the day that holds meanwhile. */
  dayWrong: (typed: string, holds: string, optional: boolean) =>
    `“${typed}” is geen dag (dd/mm/jjjj). ${holds ? `Tot je het verbetert, geldt ${holds}.` : `Verbeter het${optional ? " of maak het veld leeg" : ""}.`}`,
  weekdays: ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
  halves: { VM: "voormiddag", NM: "namiddag" },
  close: "Sluiten",
  stop: "Stoppen",
  cancel: "Annuleren",
  save: "Bewaren",
  again: "Opnieuw proberen",
  undo: "Ongedaan maken",
  redo: "Opnieuw doen",
  suggestions: (label: string) => `Voorstellen voor ${label}`,
  select: "Selecteren",
  selectAll: "Alles selecteren",
  none: "geen",
  empty: "leeg",
  restored: "Dit formulier was nog niet af. Alles wat u typte, staat er weer.",
  clearForm: "Leeg beginnen",
  loading: "Bezig met ophalen…",
};
