/** Words of the screen Ook elders: who is also enrolled in another school. */

import type { CaseAction } from "../../backend/generated/CaseAction";
import type { CaseState } from "../../backend/generated/CaseState";
import type { ElsewhereSource } from "../../backend/generated/ElsewhereSource";
import type { LaterEnrolment } from "../../backend/generated/LaterEnrolment";
import type { LawfulAction } from "../../backend/generated/LawfulAction";
import type { OverlapKind } from "../../backend/generated/OverlapKind";
import type { OverlapYear } from "../../backend/generated/OverlapYear";
import type { PupilMark } from "../../backend/generated/PupilMark";
import type { SchoolKind } from "../../backend/generated/SchoolKind";
import { date, dateTime } from "../../shared/format";

const kinds: Record<OverlapKind, string> = {
  double: "dubbel",
  parallel: "parallel",
  hospital: "ziekenhuisschool",
  adjoining: "aansluitend",
};

const kindTexts: Record<OverlapKind, string> = {
  double:
    "Minstens één dag is de leerling in twee scholen ingeschreven. Maar één school krijgt middelen.",
  parallel: "De andere school is van dezelfde scholengemeenschap.",
  hospital:
    "Een leerling van type 5 is rechtmatig in twee scholen ingeschreven. Hier is niets aan te passen.",
  adjoining: "De inschrijvingen volgen op elkaar en delen geen enkele dag.",
};

const states: Record<CaseState["state"], string> = {
  came_back: "teruggekomen",
  open: "te doen",
  waiting_for_call: "wacht op telefoon",
  other_wrong: "andere school past aan",
  postponed: "uitgesteld",
  solved: "opgelost",
  nothing_to_do: "niets te doen",
  gone: "niet meer dubbel",
};

const may: Record<LawfulAction, { title: string; text: string }> = {
  deregister: {
    title: "Uitschrijven mag",
    text: "De inschrijving in de andere school is van een latere datum. In het basisonderwijs is dat een voldoende grond om uit te schrijven; het is geen verplichting.",
  },
  keep_in_consultation: {
    title: "Nog even houden mag ook",
    text: "In overleg met de ouders en de andere school mag u de leerling voorlopig ingeschreven laten.",
  },
  other_may_deregister: {
    title: "De andere school mag uitschrijven",
    text: "Onze inschrijving is de laatste. U hoeft niets te doen; bel de andere school als ze niet uitschrijft.",
  },
  adjust_dates: {
    title: "Onze begin- of einddatum aanpassen",
    text: "Klopt onze eerste of laatste dag niet met wanneer de leerling er echt was, pas die dan aan.",
  },
  call_school: {
    title: "De andere school bellen",
    text: "Spreek af welke school haar datum aanpast.",
  },
  ask_parents: {
    title: "De ouders vragen waarvoor ze kiezen",
    text: "Het gaat om volgend schooljaar: vraag de ouders naar hun definitieve keuze.",
  },
  complete_moment: {
    title: "Ons inschrijvingsmoment aanvullen",
    text: "Zonder dag en uur van onze inschrijving weet niemand wie het laatst inschreef.",
  },
  leave_as_is: { title: "Zo laten", text: "Deze inschrijvingen mogen naast elkaar bestaan." },
};

const later: Record<LaterEnrolment, string> = {
  ours: "wij",
  theirs: "zij",
  same: "zelfde moment",
  unknown: "niet bekend",
};

const laterTexts: Record<LaterEnrolment, string> = {
  ours: "Wij schreven het laatst in.",
  theirs: "De andere school schreef het laatst in.",
  same: "Beide scholen schreven op hetzelfde moment in.",
  unknown: "Wie het laatst inschreef, is niet bekend: een van de momenten ontbreekt.",
};

const marks: Record<PupilMark, string> = {
  red: "rood",
  orange: "oranje",
  blue: "blauw",
  white: "wit",
  green: "groen",
  yellow: "geel",
};

const sources: Record<ElsewhereSource, string> = {
  discimus: "Discimus",
  list: "een ingelezen lijst",
  typed: "het secretariaat",
};

const years: Record<OverlapYear, string> = {
  earlier: "vorig schooljaar",
  current: "dit schooljaar",
  next: "volgend schooljaar",
};

const schoolKinds: Record<SchoolKind, string> = {
  bao: "basisonderwijs",
  so: "secundair onderwijs",
  buso: "buitengewoon secundair onderwijs",
};

const plural = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const until = (day: string | null) => (day ? `tot en met ${date(day)}` : "zonder einddatum");

/** What was done, in the log. */
function step(action: CaseAction): string {
  switch (action.what) {
    case "call":
      return action.waits ? "gebeld; wij wachten op antwoord" : "gebeld";
    case "postpone":
      return `uitgesteld tot ${date(action.until)}`;
    case "other_wrong":
      return "de andere school is fout en past aan";
    case "solved":
      return "opgelost";
    case "reopen":
      return "opnieuw geopend";
    case "letter_to_parents":
      return "brief aan de ouders";
    case "letter_to_school":
      return "brief aan de andere school";
    case "mail_to_school":
      return "mail aan de andere school";
    case "ours_closed":
      return `bij ons uitgeschreven, laatste dag ${date(action.until)}`;
    case "seen_again":
      return "na een nieuwe ophaling stond de inschrijving er weer";
  }
}

export const overlaps = {
  title: "Ook elders",
  badge: "te bekijken",
  loading: "Inschrijvingen elders worden vergeleken…",
  subtitle: (pupils: number, due: number) =>
    `${plural(pupils, "leerling", "leerlingen")} ook elders ingeschreven · ${due} te bekijken`,
  tabs: [
    { path: "/ook-elders", label: "Overzicht" },
    { path: "/ook-elders/lijst", label: "Lijst inlezen" },
    { path: "/ook-elders/controlelijst", label: "Controlelijst" },
  ] as const,
  list: "Leerlingen die ook elders ingeschreven zijn",
  search: "Zoeken op naam, klas of school",
  filter: "Tonen",
  filters: {
    all: "alle",
    due: "te bekijken",
    came_back: "teruggekomen",
    double: "dubbel",
    parallel: "parallel",
    hospital: "ziekenhuisschool",
    adjoining: "aansluitend",
    waiting: "wacht op telefoon",
    postponed: "uitgesteld",
    other_wrong: "andere school past aan",
    solved: "opgelost",
  },
  columns: {
    pupil: "Leerling",
    school: "Andere school",
    bars: (from: string, to: string) => `${date(from).slice(3)} – ${date(to).slice(3)}`,
    overlap: "Samen",
    later: "Laatst ingeschreven",
    state: "Waar het staat",
  },
  empty: {
    title: "Niemand is ook elders ingeschreven",
    text: "Hier komt elke leerling die ook in een andere school ingeschreven is, met de erge gevallen bovenaan en met wat uw school mag doen. De inschrijvingen komen van Discimus, van een lijst die u inleest, of u typt ze zelf.",
    read: "Lijst inlezen…",
    link: "Koppeling met Discimus",
    filtered: "Met deze filter is er niemand. Kies “alle” om iedereen te zien.",
  },
  moreSchools: (n: number) => `en ${plural(n, "andere school", "andere scholen")}`,
  institution: (number: string) => `instelling ${number}`,
  noNumber: "zonder instellingsnummer",
  kinds,
  kindTexts,
  states,
  cameBack: (n: number) => (n > 1 ? `teruggekomen (${n} keer)` : "teruggekomen"),
  may,
  later,
  laterTexts,
  marks,
  markIs: (colour: string, label: string) => `${colour}: ${label}`,
  sources,
  years,
  schoolKinds,
  days: (n: number | null) => (n === null ? "geen einde" : plural(n, "dag", "dagen")),
  at: (moment: string) =>
    moment.includes("T") ? dateTime(moment).replace(" ", " om ") : date(moment),
  momentHere: (moment: string) => `bij ons ${moment}`,
  momentThere: (moment: string) => `daar ${moment}`,
  unknownMoment: "niet bekend",
  hidden: (day: string) => `nog niet zichtbaar in Discimus; vanaf ${date(day)}`,
  bars: {
    ours: "bij ons",
    theirs: "andere school",
    shared: "samen",
    today: "vandaag",
    label: (ours: string, theirs: string, shared: string) =>
      [`Bij ons ${ours || "niet ingeschreven"}`, theirs, shared].filter(Boolean).join(". "),
    period: (from: string, to: string | null) =>
      to ? `van ${date(from)} tot ${date(to)}` : `vanaf ${date(from)}`,
    one: (school: string, period: string) => `${school} ${period}`,
    together: (from: string, to: string | null) =>
      to ? `Samen van ${date(from)} tot ${date(to)}` : `Samen vanaf ${date(from)}`,
  },
  panel: {
    picture: "In de tijd",
    ours: "Bij ons",
    period: (from: string, to: string | null) => `vanaf ${date(from)}, ${until(to)}`,
    expected: (from: string, to: string | null) =>
      to ? `vanaf ${date(from)}, verwacht einde ${date(to)}` : `vanaf ${date(from)}`,
    enrolled: (moment: string) => `ingeschreven ${moment}`,
    noMoment: "moment van inschrijving niet bekend",
    onlyClass: "alleen een klas, nog geen inschrijving in de school",
    told: (source: string, day: string) => `gemeld door ${source} op ${date(day)}`,
    phone: (number: string) => `tel. ${number}`,
    mayTitle: "Wat onze school mag doen",
    mayNone: "Er is geen regel die hier iets vraagt of toelaat.",
    source: "Bron",
    sameDay:
      "Beide scholen schreven op dezelfde dag in; alleen het uur maakt het verschil. De omzendbrief spreekt van een latere datum: weeg dit zelf af.",
    summer:
      "De gedeelde dagen liggen alle in juli en augustus: de ene school houdt 31 augustus aan, de andere 30 juni.",
    doTitle: "Wat doet u?",
    log: "Verloop",
    logEmpty: "Nog niets genoteerd.",
    career: "Schoolloopbaan",
    previous: "Vorige school",
    next: "Volgende school",
    nextDay: (day: string) => `eerste dag daar: ${date(day)}`,
    noneKnown: "niet bekend",
    handedOver: (n: number) =>
      `${plural(n, "halve dag", "halve dagen")} B in de vorige school dit schooljaar`,
    remove: "Deze inschrijving elders schrappen",
    removeShort: "Schrappen…",
    removeQuestion:
      "Alleen schrappen als ze niet klopt. Meldt Discimus ze daarna opnieuw, dan is de andere school fout en bent u aan zet om te bellen.",
    removeYes: "Ja, schrappen",
    removed: (school: string) => `Inschrijving in ${school} geschrapt.`,
    pupil: "Fiche openen",
    enrolments: "Inschrijvingen",
    refresh: "Nu ophalen uit Discimus",
    refreshed: "Er wordt opgehaald; nieuwe gegevens verschijnen vanzelf.",
    none: "Deze leerling is voor zover bekend nergens anders ingeschreven.",
  },
  act: {
    close: (day: string) => `Uitschrijven op ${date(day)}…`,
    closeShort: "Uitschrijven…",
    call: "Telefoon noteren…",
    parents: "Brief aan de ouders",
    school: "Brief of mail aan de school…",
    postpone: "Uitstellen…",
    otherWrong: "Andere school is fout…",
    solved: "Opgelost…",
    reopen: "Opnieuw openen",
    note: "Opmerking",
    noteHint: "Met wie, wat er gezegd of afgesproken is. Mag leeg blijven.",
    waits: "Wij wachten op antwoord",
    save: "Noteren",
    until: "Opnieuw tonen op",
    untilHint: "Tot die dag staat dit geval bij “uitgesteld”.",
    otherWrongText:
      "De andere school past haar datum aan. Staat ze er na de volgende ophaling nog, dan komt het geval terug.",
    solvedText:
      "Het geval verdwijnt uit de telling. Staat de inschrijving er na de volgende ophaling nog, dan komt het terug.",
    saved: (name: string, what: string) => `${name}: ${what}.`,
    reopened: (name: string) => `${name}: opnieuw geopend.`,
    step,
    by: (who: string, when: string) => (who ? `${when}, ${who}` : when),
  },
  leave: {
    title: "Uitschrijven",
    last: "Laatste dag bij ons",
    proposal: (day: string) =>
      `Voorstel: ${date(day)}, de laatste dag voor de andere school begint.`,
    noProposal: "De andere school begon niet na onze eerste dag: kies zelf de laatste dag.",
    cause: "Aanleiding",
    causeHint: "Zoals uw school die noteert. Mag leeg blijven.",
    situation: "Situatie na uitschrijving",
    checking: "Er wordt nagekeken wat er verandert…",
    marks: (n: number) =>
      n === 1
        ? "1 halve dag aanwezigheid valt erbuiten; ze blijft staan en telt nergens mee."
        : `${n} halve dagen aanwezigheid vallen erbuiten; ze blijven staan en tellen nergens mee.`,
    noMarks: "Er valt geen aanwezigheid buiten.",
    countDay: (day: string, counts: boolean) =>
      counts
        ? `Op de teldag ${date(day)} telt de leerling voortaan wel mee.`
        : `Op de teldag ${date(day)} telt de leerling niet meer mee.`,
    noCountDay: "Geen teldag verandert.",
    remaining: (n: number | null) =>
      n === 0
        ? "Daarna is er geen enkele gedeelde dag meer."
        : "Daarna blijven er gedeelde dagen over.",
    apply: (day: string) => `Uitschrijven op ${date(day)}`,
    done: (name: string, day: string) => `${name} is uitgeschreven; laatste dag ${date(day)}.`,
    refuses: "Dit kan niet:",
    warns: "Let op:",
  },
  letter: {
    busy: "De brief wordt gemaakt…",
    saved: (file: string) => `Brief bewaard als ${file}; genoteerd in het verloop.`,
    nothing: "Geen brief bewaard; er is niets genoteerd.",
    pdf: "Brief (PDF) bewaren",
    mail: "Tekst voor een mail",
    mailLabel: "Tekst voor de mail",
    mailHint: "Kopieer deze tekst in uw mailprogramma. Stamboek verstuurt zelf geen mail.",
    mailTo: (address: string) => `Adres van de school: ${address}`,
    copy: "Kopiëren",
    copied: "Gekopieerd.",
    note: "Noteren dat de mail verstuurd is",
  },
  add: {
    open: "Inschrijving elders toevoegen…",
    title: "Inschrijving elders toevoegen",
    intro: "Voor wat u zelf weet en Discimus of een lijst niet meldt.",
    pupil: "Leerling",
    pupilHint: "Typ een naam of INSZ en kies.",
    school: "Andere school",
    schoolHint: "Nummer of naam. Staat ze niet in de lijst, typ dan de naam.",
    schoolNumber: "Instellingsnummer",
    schoolNumberHint: "Zes cijfers; mag leeg blijven als alleen de naam bekend is.",
    from: "Eerste dag daar",
    until: "Laatste dag daar",
    untilHint: "Leeg: nog zonder einddatum.",
    moment: "Dag van inschrijving daar",
    momentHint: "Mag leeg blijven.",
    time: "Uur",
    timeHint: "uu:mm, mag leeg blijven.",
    hospital: "Ziekenhuisschool (type 5)",
    save: "Toevoegen",
    saved: (name: string) => `Inschrijving elders van ${name} bewaard.`,
    missing: "Kies een leerling, vul de school en de eerste dag in.",
    none: "Niets gevonden.",
  },
  gone: {
    title: (n: number) => `Niet meer dubbel (${n})`,
    text: "Gevallen waaraan gewerkt is en die na een ophaling of aanpassing verdwenen.",
  },
};
