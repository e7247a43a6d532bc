/** Words of the lists of Ook elders: enrolments elsewhere, schools, and the control list. */

import type { ElsewhereVerdict } from "../../backend/generated/ElsewhereVerdict";

const plural = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

const verdicts: Record<ElsewhereVerdict, string> = {
  new: "nieuw",
  changed: "gewijzigd",
  unchanged: "al bekend",
  ours: "onze school",
  unmatched: "wie is dit?",
  left_out: "overgeslagen",
  refused: "niet leesbaar",
};

/** The table of schools by hand. */
const byHand = {
  subtitle: (n: number) => (n === 1 ? "1 school in de lijst" : `${n} scholen in de lijst`),
  loading: "De scholen worden opgehaald…",
  list: "Andere scholen",
  search: "Zoeken op nummer, naam of gemeente",
  none: "Geen school past bij deze woorden.",
  more: (shown: number, all: number) =>
    `De eerste ${shown} van ${all} worden getoond; zoek om de andere te zien.`,
  empty: "Nog geen andere scholen bekend",
  emptyText:
    "Voeg een school toe, of lees bij “Lijst inlezen” een lijst van scholen in. Dan toont Stamboek namen in plaats van nummers.",
  add: "School toevoegen…",
  adding: "School toevoegen",
  change: "School wijzigen",
  number: "Instellingsnummer",
  numberHint: "Zes cijfers, ook een nul vooraan.",
  name: "Naam van de school",
  municipality: "Gemeente",
  phone: "Telefoon",
  email: "E-mail",
  kind: "Soort school",
  kindUnknown: "niet bekend",
  group: "Scholengemeenschap",
  groupHint: "Nummer van zes cijfers; mag leeg blijven.",
  save: "Bewaren",
  saved: (name: string) => `${name} staat in de lijst van scholen.`,
  remove: "Weglaten…",
  removeAsk:
    "De school verdwijnt uit de lijst; wat van haar inschrijvingen bekend is, blijft staan.",
  removeYes: "Weglaten",
  removed: (name: string) => `${name} staat niet meer in de lijst van scholen.`,
};

export const overlapLists = {
  byHand,
  verdicts,
  reading: "De lijst wordt gelezen…",
  planning: "De lijst wordt vergeleken…",
  applying: "De lijst wordt overgenomen…",
  elsewhere: {
    title: "Inschrijvingen in andere scholen",
    text: "Een rekenblad of CSV met per rij een leerling en een andere school: naam of INSZ, instellingsnummer of naam van de school, eerste en laatste dag, en als het kan het moment van inschrijving. Niets verandert voor u het bevestigt.",
    choose: "Lijst van inschrijvingen kiezen…",
  },
  schools: {
    title: "Namen van scholen",
    text: "Een lijst van scholen met instellingsnummer, naam, gemeente, telefoon en e-mail. Met die lijst toont Stamboek namen in plaats van nummers.",
    choose: "Lijst van scholen kiezen…",
    plan: (fresh: number, changed: number, same: number) =>
      `${plural(fresh, "nieuwe school", "nieuwe scholen")}, ${changed} gewijzigd, ${same} al bekend.`,
    apply: "Scholen overnemen",
    done: (n: number) => `${plural(n, "school", "scholen")} overgenomen.`,
  },
  complete: "Deze lijst is volledig",
  completeHint:
    "Wat een vorige lijst meldde en hier niet meer in staat, verdwijnt. Laat leeg als de lijst maar een deel van de school is.",
  figures: {
    new: "Nieuw",
    changed: "Gewijzigd",
    unmatched: "Te beslissen",
    unchanged: "Al bekend",
    gone: "Verdwenen",
    refused: "Niet leesbaar",
  },
  cameBack: (n: number) =>
    `${plural(n, "afgesloten geval komt", "afgesloten gevallen komen")} met deze lijst terug.`,
  ours: (n: number) =>
    `${plural(n, "rij is", "rijen zijn")} van onze eigen school en telt niet mee.`,
  skipped: (n: number) =>
    `${plural(n, "lege rij of totaal", "lege rijen of totalen")} overgeslagen.`,
  rows: "Rijen van de lijst",
  columns: {
    row: "Rij",
    pupil: "In de lijst",
    school: "Andere school",
    period: "Periode",
    verdict: "Wat er gebeurt",
    detail: "Wie en waarom",
  },
  period: (from: string, until: string) => (until ? `${from} – ${until}` : `vanaf ${from}`),
  comesBack: "geval komt terug",
  isThat: (name: string) => `Dit is ${name}`,
  nobody: "Niemand van ons",
  leaveOut: "Overslaan",
  leaveOutOf: (name: string) => `Rij van ${name} overslaan`,
  reconsider: "Toch bekijken",
  apply: "Lijst overnemen",
  done: (fresh: number, changed: number) =>
    `Lijst overgenomen: ${fresh} nieuw, ${changed} gewijzigd.`,
  applied: "Overgenomen",
  toOverview: "Naar het overzicht",
  blocked: (n: number) =>
    `${plural(n, "rij kan", "rijen kunnen")} niet gelezen worden. Verbeter de lijst of sla ze over.`,
  undecided: (n: number) =>
    `${plural(n, "rij wacht", "rijen wachten")} op een beslissing; de andere kunnen al overgenomen worden.`,
  nothing: "Er is niets over te nemen: alles is al bekend.",
  control: {
    title: "Controlelijst",
    text: "Leg de lijst “ingeschreven op datum” van AGODI (Mijn Onderwijs) naast wat Stamboek op die dag kent. Er wordt niets gewijzigd.",
    intro:
      "Vraag in Mijn Onderwijs de lijst van ingeschreven leerlingen op een datum en bewaar ze als rekenblad. Kies hier diezelfde datum.",
    on: "Ingeschreven op",
    choose: "Controlelijst kiezen…",
    equal: "Alles is gelijk",
    equalText: (n: number, day: string) =>
      `De ${plural(n, "leerling", "leerlingen")} op de lijst van ${day} staan hier net zo.`,
    figures: {
      missing_here: "Ontbreekt bij ons",
      missing_there: "Ontbreekt bij AGODI",
      different: "Verschilt",
      same: "Gelijk",
    },
    hints: {
      missing_here: "wel op de lijst, hier niet ingeschreven",
      missing_there: "hier ingeschreven, niet op de lijst",
      different: "in beide, met andere gegevens",
      same: "in alles wat de lijst zegt",
    },
    totals: (there: number, here: number) => `${there} op de lijst, ${here} bij ons`,
    groups: "Per administratieve groep",
    groupColumns: {
      group: "Groep",
      here: "Bij ons",
      there: "Op de lijst",
      different: "Aan één kant",
    },
    noGroup: "zonder groep",
    columns: {
      row: "Rij",
      pupil: "Leerling",
      className: "Klas",
      group: "Groep",
      fields: "Verschil",
    },
    fields: (field: string, was: string, now: string) =>
      `${field}: bij ons ${was || "leeg"}, op de lijst ${now || "leeg"}`,
    unknown: "niet in het register",
    none: "Hier is niets.",
    again: "Opnieuw vergelijken",
    unread: (n: number) =>
      `${plural(n, "cel kon", "cellen konden")} niet gelezen worden en is niet vergeleken.`,
  },
};
