/** Words of Synchronisatie, Te beslissen and Aandacht nodig. */

import type { EntryState } from "../../backend/generated/EntryState";
import { count, date } from "../../shared/format";
import { facts, levels, reasons, settings, statuses, troubles } from "./sync_words";

const entries = (n: number) => count(n, "invoer", "invoeren");
const persons = (n: number) => count(n, "leerling", "leerlingen");

export const sync = {
  group: "Samenwerken",
  title: "Synchronisatie",
  badge: "nog niet op de server",
  loading: "De stand wordt opgehaald…",
  troubles,
  reasons,
  levels,
  statuses,
  /** Where an entry stands. */
  states: {
    saved: "opgeslagen op deze laptop",
    arrived: "aangekomen op de server",
    waits: "aandacht nodig",
    attention: "telt niet mee",
  } satisfies Record<EntryState, string>,
  status: {
    allThere: "Alles staat op de server",
    waiting: (n: number, since: string) =>
      `${entries(n)} nog niet op de server${since ? `, sinds ${since}` : ""}`,
    decide: (n: number) => `${n} te beslissen`,
    held: (n: number) => count(n, "keer aandacht nodig", "keer aandacht nodig"),
  },
  join: {
    title: "Deze laptop werkt alleen",
    text: "Alles staat op deze laptop, en nergens anders. Werken er nog collega’s met Stamboek, sluit hem dan aan bij de server van de school: iedereen ziet dan dezelfde leerlingen, en u blijft doorwerken als het netwerk wegvalt.",
    how: "De beheerder maakt voor elke laptop een code bij Toestellen en gebruikers. Ze werkt één keer, en 24 uur lang.",
    address: "Adres van de server",
    addressHint: "Zoals de beheerder het gaf, bijvoorbeeld https://stamboek.voorbeeld.be",
    code: "Code van de beheerder",
    codeHint: "Twaalf letters en cijfers, bijvoorbeeld 7K2M-9PQR-4T6X",
    codeWrong: "Een code heeft twaalf letters en cijfers.",
    ownCa: "Ons bestuur gebruikt een eigen certificaat",
    ownCaHint: "U kiest daarna het bestand dat de beheerder meegaf.",
    submit: "Aansluiten",
    done: "Deze laptop is aangesloten. De gegevens worden opgehaald.",
  },
  signIn: {
    title: "Aanmelden",
    text: "Uw invoeren krijgen uw naam, en de server weet wat u mag. Zonder aanmelding kunt u blijven invoeren; alles wacht dan hier.",
    login: "Aanmeldnaam",
    password: "Wachtwoord",
    submit: "Aanmelden",
    other: "Als iemand anders aanmelden",
    done: (name: string) => `Aangemeld${name ? ` als ${name}` : ""}.`,
  },
  now: "Nu proberen",
  tried: "Er wordt nu verbinding gemaakt.",
  working: "Bezig…",
  never: "Er was nog geen contact.",
  last: (when: string) => `Laatste contact: ${when}.`,
  next: (when: string) => `Volgende poging: ${when}.`,
  safe: "Alles wat u invoert, staat veilig op deze laptop en vertrekt zodra het kan.",
  facts: {
    title: "Verbinding",
    school: "School",
    server: "Server",
    laptop: "Deze laptop",
    noName: "zonder naam",
    person: "Wie er werkt",
    nobody: "nog niemand aangemeld",
    until: (when: string) => `aangemeld tot ${when}`,
    ended: (when: string) =>
      `De aanmelding liep af op ${when}. Wat u sindsdien invoert, wacht bij aankomst op goedkeuring.`,
  },
  roles: {
    attendance: "aanwezigheden",
    secretariat: "secretariaat",
    "secretariat-lead": "hoofd van het secretariaat",
    "board-administrator": "beheerder",
    "privacy-officer": "privacyverantwoordelijke",
    support: "ondersteuning",
  } as Record<string, string>,
  clock: {
    title: "De klok van deze laptop staat verkeerd",
    text: (seconds: number) => {
      const minutes = Math.round(Math.abs(seconds) / 60);
      const much =
        minutes >= 120 ? `${Math.round(minutes / 60)} uur` : count(minutes, "minuut", "minuten");
      return `Ze loopt ${much} ${seconds > 0 ? "voor" : "achter"} op die van de server. Invoeren vertrekken gewoon, maar de uren die erbij staan, kloppen niet. Zet de klok van het systeem juist.`;
    },
  },
  download: {
    first: (rows: string) => `De gegevens van de school worden opgehaald: ${rows} tot nu toe.`,
    anew: (rows: string) =>
      `De gegevens worden opnieuw opgehaald: ${rows} tot nu toe. U werkt intussen gewoon verder.`,
  },
  mass: {
    title: "De server wil veel tegelijk wijzigen",
    text: (removed: number, merged: number, unenrolled: number, of: number) =>
      `${[
        removed > 0 ? `${persons(removed)} verdwijnen` : "",
        merged > 0 ? `${persons(merged)} worden samengevoegd` : "",
        unenrolled > 0 ? `${persons(unenrolled)} worden uitgeschreven` : "",
      ]
        .filter(Boolean)
        .join(
          ", ",
        )}, van ${persons(of)}. Dat kan juist zijn, bijvoorbeeld na een overgang naar een nieuw schooljaar. Kijk het na bij wie het deed voor u het toelaat.`,
    notYours:
      "Dit toelaten mag alleen het hoofd van het secretariaat of een beheerder. Vraag het aan wie dat is, of meld u zo aan.",
    accept: "Toelaten…",
    question:
      "Eerst wordt een kopie van het register gemaakt; daarna worden de wijzigingen overgenomen.",
    yes: "Overnemen",
    until:
      "Doet u niets, dan verandert er hier niets: u ziet de gegevens zoals ze waren, ook het andere dat collega’s invoeren komt nog niet binnen, en wat u zelf invoert, vertrekt gewoon. Er is geen termijn.",
    wrong:
      "Klopt het niet, laat het dan niet toe. Vraag wie het deed om het daar ongedaan te maken: deze vraag verdwijnt dan vanzelf, en alles komt weer binnen.",
    accepted: "De wijzigingen worden overgenomen.",
  },
  waits: {
    title: "Wat wacht",
    none: "Niets wacht. Alles wat op deze laptop werd ingevoerd, staat op de server.",
    text: (n: number, since: string) =>
      `${entries(n)} ${n === 1 ? "staat" : "staan"} nog niet op de server${since ? `; de oudste is van ${since}` : ""}.`,
    kind: "Wat",
    day: "Ingevoerd op",
    entries: "Invoeren",
  },
  refused: {
    title: "Door de server geweigerd",
    text: "Deze invoeren nam de server niet aan; dat is een fout van een programma. Ze blijven op deze laptop bewaard en houden niets anders tegen. Is de server bijgewerkt, dan vertrekken ze vanzelf één keer opnieuw. Worden ze weer geweigerd, geef dan de datum en de soort door aan de helpdesk.",
    again: "Opnieuw versturen",
    sent: (n: number) => `${entries(n)} ${n === 1 ? "vertrekt" : "vertrekken"} opnieuw.`,
    status: "Antwoord",
  },
  leave: {
    label: "Deze laptop loskoppelen…",
    question: "De laptop werkt daarna weer alleen. Alles wat erop staat, blijft erop staan.",
    questionWaiting: (n: number) =>
      `${entries(n)} ${n === 1 ? "staat" : "staan"} nog niet op de server en ${n === 1 ? "blijft" : "blijven"} dan alleen op deze laptop. Kies liever eerst “Nu proberen”.`,
    yes: "Loskoppelen",
    done: "De laptop werkt weer alleen.",
  },
  /** What an entry is about. */
  about: {
    field: (name: string) => name,
    pupil: "de leerling zelf",
    merge: "samenvoegen met een andere fiche",
    number: (value: string) => `nummer ${value}`,
    class_period: "periode in een klas",
    enrolments: "inschrijving",
    fact: (kind: string) => facts[kind] ?? facts.other ?? "",
    setting: (key: string) => {
      const [first = "", rest = ""] = key.split("/");
      const name = first.startsWith("import_mapping_") ? settings.import_mapping : settings[first];
      return `instelling: ${name ?? settings.other} ${rest}`.trim();
    },
    cards: "barcodevellen",
    decision: "een beslissing",
    unknown: "onleesbare invoer",
    roll: (name: string, when: string) => `register van ${name}, ${when}`,
  },
  values: {
    nothing: "leeg",
    apart: "niet samengevoegd",
    mergedWith: (who: string) => `samengevoegd met ${who}`,
    filled: "ingevuld",
    taken: "genomen",
    at: (code: string, time: string) => (time ? `${code} om ${time}` : code),
    from: (from: string, until: string | null) =>
      until ? `van ${date(from)} tot ${date(until)}` : from ? `vanaf ${date(from)}` : "",
    toFollow: "nummer volgt",
    stamnummer: (number: string) => `stamnummer ${number}`,
    cancelled: "geannuleerd",
    reason: (text: string) => `reden: ${text}`,
    marksOutside: (n: number) =>
      n === 0
        ? "geen aanwezigheden buiten de inschrijving"
        : `${count(n, "aanwezigheid valt", "aanwezigheden vallen")} buiten de inschrijving`,
    counts: (day: string, counts: boolean) =>
      `${counts ? "telt mee" : "telt niet mee"} op ${date(day)}`,
    sameAs: "zelfde nummer als",
  },
  by: {
    nobody: "zonder naam",
    here: "deze laptop",
    other: "een andere laptop",
    unknown: "niet bekend wie dit invoerde",
  },
  decide: {
    title: "Te beslissen",
    badge: "te beslissen",
    loading: "De vragen worden opgehaald…",
    subtitle: (n: number) => count(n, "vraag", "vragen"),
    text: "Twee mensen voerden over hetzelfde iets anders in. Wat eerst aankwam, geldt tot u kiest; niets is verloren. Neemt u een keuze terug, dan geldt weer wat er stond en staat de vraag hier opnieuw.",
    keys: "↑ ↓ volgende vraag · 1 2 3 … kiezen · Ctrl Z ongedaan maken",
    reason: "Reden (mag leeg blijven)",
    reasonHint: "Komt bij elke keuze die u nu maakt.",
    list: (group: string) => `Vragen over ${group}`,
    group: (klas: string, day: string) => (klas ? `Klas ${klas} · ${day}` : `School · ${day}`),
    inForce: "geldt nu",
    offered: "werd ook ingevoerd",
    allOf: (who: string) => `Alles van ${who}`,
    allOfLabel: (who: string, group: string) => `Alles van ${who} voor ${group}`,
    decided: (n: number) => `${count(n, "vraag", "vragen")} beslist.`,
    left: (n: number) =>
      `${count(n, "vraag is", "vragen zijn")} intussen veranderd; kijk ${n === 1 ? "ze" : "ze"} opnieuw na.`,
    week: "Week van de klas",
    compare: "Is dit dezelfde leerling? Vergelijken",
    pupil: "Fiche",
    more: (shown: number, total: number) => `De eerste ${shown} van ${total} worden getoond.`,
    empty: {
      title: "Er is niets te beslissen",
      text: "Voeren twee laptops over dezelfde halve dag, hetzelfde veld of dezelfde inschrijving iets anders in, dan houdt Stamboek beide en stelt hier één vraag, met wie het invoerde, wanneer en op welke laptop. Wie iets nog eens invoert dat er al zo staat, veroorzaakt geen vraag.",
    },
  },
  held: {
    title: "Aandacht nodig",
    badge: "aandacht nodig",
    loading: "De invoeren worden opgehaald…",
    subtitle: (n: number) => entries(n),
    text: "Deze invoeren kwamen aan en konden niet uitgevoerd worden. Ze blijven bewaard tot iemand er iets mee doet.",
    list: (reason: string) => `Invoeren: ${reason}`,
    becomes: (value: string) => `moest worden: ${value}`,
    stands: (value: string) => `staat nu: ${value}`,
    nobody: "Een persoon die niet in dit register staat",
    again: "Opnieuw invoeren",
    againOf: (what: string) => `Opnieuw invoeren: ${what}`,
    againAll: (n: number) => `Alle ${n} opnieuw invoeren`,
    cannot: (why: string) => `Kan niet opnieuw ingevoerd worden: ${why}`,
    unreadable: "de inhoud kan hier niet gelezen worden.",
    dismiss: "Opzijzetten…",
    dismissOf: (what: string) => `Opzijzetten: ${what}`,
    reason: "Waarom wordt dit opzijgezet?",
    reasonMissing: "Vul een reden in.",
    put: "Opzijzetten",
    dismissed: (n: number) => `${entries(n)} opzijgezet.`,
    entered: (n: number) => `${entries(n)} opnieuw ingevoerd.`,
    left: (n: number) => `${entries(n)} bleven staan:`,
    empty: {
      title: "Niets vraagt aandacht",
      text: "Kan de server een invoer niet uitvoeren, bijvoorbeeld omdat een collega de inschrijving intussen annuleerde of omdat iemand een recht niet meer heeft, dan komt ze hier met de reden en een voorstel. Ze houdt nooit tegen wat erna komt.",
    },
  },
};
