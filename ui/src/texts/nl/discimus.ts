/** Words of the link with Discimus: what waits, what went wrong, what is proposed. */

import type { ProposalKind } from "../../backend/generated/ProposalKind";
import type { SendStatus } from "../../backend/generated/SendStatus";
import type { Subject } from "../../backend/generated/Subject";

const plural = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

const statuses: Record<SendStatus, string> = {
  to_send: "te versturen",
  sending: "bezig",
  validation_error: "eigen controle",
  processed: "verwerkt",
  rejected_by_agodi: "geweigerd",
  system_error: "systeemfout",
};

const subjects: Record<Subject, string> = {
  person: "persoon",
  school: "inschrijving in de school",
  refusal: "niet-gerealiseerde inschrijving",
  group: "inschrijving in de administratieve groep",
  attendance: "afwezigheden",
  leaving: "uitschrijving",
  measure: "tuchtmaatregel",
  characteristic: "leerlingenkenmerk",
  certificate: "studiebewijs",
};

const proposals: Record<ProposalKind, string> = {
  insz: "gevonden INSZ",
  last_name: "schrijfwijze naam",
  first_name: "schrijfwijze voornaam",
  previous_b: "B in de vorige school",
};

export const discimus = {
  title: "Discimus",
  badge: "fouten en voorstellen",
  loading: "De wachtrij wordt opgehaald…",
  tabs: [
    { path: "/discimus", label: "Wachtrij" },
    { path: "/discimus/voorstellen", label: "Voorstellen" },
    { path: "/discimus/koppeling", label: "Koppeling" },
  ] as const,
  subtitle: (waits: number, wrong: number) =>
    `${waits} te versturen · ${plural(wrong, "fout", "fouten")}`,
  statuses,
  subjects,
  proposals,
  link: {
    off: "De koppeling staat uit. Er wordt niets verstuurd of opgehaald; wat u registreert, wacht hier.",
    setUp: "Koppeling instellen",
    never: "Er was nog geen contact.",
    last: (when: string) => `Laatste contact: ${when}.`,
    next: (when: string) => `Volgende ronde: ${when}.`,
    working: (done: number, total: number) => `Bezig: ${done} van ${total}`,
    simulator: "Oefenomgeving",
    simulatorText: (name: string) =>
      `${name || "Dit"} is een simulator: niets bereikt AGODI. Gebruik hem om te oefenen.`,
    connected: (name: string) => `Verbonden met ${name}.`,
  },
  /** Which laptop sends, by its name in the network where it has one. */
  sender: {
    this: (laptop: string) =>
      `Deze laptop${laptop ? ` (${laptop})` : ""} verstuurt voor de school. Dat mag er maar één doen: zet de koppeling op geen andere laptop aan.`,
    not_this: (laptop: string) =>
      `Deze laptop${laptop ? ` (${laptop})` : ""} verstuurt niet. Er mag maar één laptop van de school versturen; staat de koppeling al op een andere aan, laat ze hier dan uit. Stamboek kan dat nog niet zelf nagaan.`,
  },
  turnOn: "Koppeling op deze laptop aanzetten",
  turnedOn: "De koppeling staat aan op deze laptop.",
  send: "Nu versturen",
  sendOne: (name: string) => `Nu versturen voor ${name}`,
  fetch: "Nu ophalen",
  stop: "Stoppen",
  sent: "Er wordt verstuurd; de wachtrij loopt vanzelf leeg.",
  fetched: "Er wordt opgehaald.",
  stopped: "De ronde is gestopt; niets ging verloren.",
  retry: "Opnieuw versturen",
  retryAll: (n: number) => `Alle ${n} fouten opnieuw versturen`,
  retried: (n: number) => `${plural(n, "transactie", "transacties")} opnieuw in de wachtrij.`,
  list: "Transacties in de wachtrij",
  search: "Zoeken op naam of klas",
  filters: { all: "alle", wrong: "fouten", waits: "te versturen", sending: "bezig" },
  columns: {
    pupil: "Leerling",
    subject: "Wat",
    status: "Toestand",
    since: "Wacht sinds",
    fault: "Wat er scheelt",
    action: "Doen",
  },
  withdraws: (what: string) => `${what} terugnemen`,
  about: (what: string, when: string) => `${what} van ${when}`,
  behind: (what: string) => `wacht op ${what}`,
  attempts: (n: number) => `${n} keer verstuurd`,
  nextTry: (when: string) => `opnieuw ${when}`,
  /** What our own check found, by its code. */
  faults: {
    last_name_missing: "De naam ontbreekt.",
    first_name_missing: "De voornaam ontbreekt.",
    birth_date_missing: "De geboortedatum ontbreekt.",
    sex_missing: "Het geslacht ontbreekt.",
  } as Record<string, string>,
  own: "Eigen controle",
  theirs: "Antwoord van AGODI",
  faultCode: (code: string) => `code ${code}`,
  ofPupil: {
    title: "Discimus",
    open: "Wachtrij openen",
  },
  empty: {
    title: "De wachtrij is leeg",
    text: "Alles wat u registreerde, is verwerkt. Nieuwe inschrijvingen, wijzigingen en uitschrijvingen komen hier vanzelf en vertrekken om de 30 minuten, altijd in dezelfde volgorde: eerst de persoon, dan de inschrijving in de school, dan die in de administratieve groep.",
    off: "Zolang de koppeling uit staat, wordt hier niets verstuurd. Wat u registreert, blijft bewaard en vertrekt zodra u de koppeling aanzet.",
    offTitle: "De koppeling staat uit",
    port: (port: number) =>
      `Ze spreekt met het programma op poort ${port} van deze computer; de simulator luistert daar ook. Een andere poort kiest u bij Koppeling.`,
    filtered: "Met deze filter is er niets. Kies “alle”.",
  },
  more: (shown: number, total: number) => `De eerste ${shown} van ${total} worden getoond.`,
  proposalsTitle: "Voorstellen van Discimus",
  proposalsText:
    "Niets verandert vanzelf. Neem over wat klopt, een voor een of alles samen; u kunt het nadien ongedaan maken.",
  proposalsList: "Voorstellen",
  proposalColumns: {
    pupil: "Leerling",
    kind: "Wat",
    was: "Nu bij ons",
    now: "Voorstel",
    action: "Doen",
  },
  adopt: "Overnemen",
  adoptOf: (what: string, name: string) => `${what} van ${name} overnemen`,
  adoptAll: (n: number) => `Alle ${n} overnemen`,
  adoptSome: (n: number) => `De ${n} gekozen overnemen`,
  adopted: (n: number) => `${plural(n, "voorstel", "voorstellen")} overgenomen.`,
  left: (n: number) =>
    `${plural(n, "voorstel kon", "voorstellen konden")} niet overgenomen worden; de reden staat erbij.`,
  refuse: "Niet overnemen",
  refuseOf: (what: string, name: string) => `${what} van ${name} niet overnemen`,
  refused: (n: number) => `${plural(n, "voorstel", "voorstellen")} opzijgezet.`,
  show: "Tonen",
  showOf: (name: string) => `Gevonden nummer van ${name} tonen`,
  birthAgrees: "geboortedatum klopt",
  birthDiffers: "andere geboortedatum",
  sexAgrees: "geslacht klopt",
  sexDiffers: "ander geslacht",
  nothing: "leeg",
  proposalsEmpty: {
    title: "Geen voorstellen",
    text: "Vindt AGODI het nummer van een leerling zonder INSZ, of staat een naam in het rijksregister anders geschreven, dan verschijnt dat hier om over te nemen.",
  },
  settings: {
    title: "Koppeling met Discimus",
    text: "Stamboek spreekt met een programma op deze computer dat de berichten verder draagt. De koppeling met AGODI zelf vraagt hun certificaat en hun technische beschrijving; die zijn niet openbaar. Tot dan kunt u met de simulator oefenen.",
    on: "Deze laptop verstuurt en haalt op",
    onHint: "Zet dit op één laptop van de school aan; twee laptops zouden alles dubbel melden.",
    port: "Poort op deze computer",
    portHint: "Waarop dat programma luistert; de simulator neemt 4460.",
    portWrong: "Een poort is een getal van 1 tot 65535.",
    save: "Bewaren",
    saved: "Koppeling bewaard.",
  },
};
