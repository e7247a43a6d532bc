/** Words of Vandaag, of the registers and of the year of a pupil. */

import type { FollowUpRule } from "../../backend/generated/FollowUpRule";
import type { HolidayName } from "../../backend/generated/HolidayName";
import type { MeasureKind } from "../../backend/generated/MeasureKind";
import type { NoLesson } from "../../backend/generated/NoLesson";
import type { SpecialKind } from "../../backend/generated/SpecialKind";

const holidays: Record<HolidayName, string> = {
  autumn: "herfstvakantie",
  armistice: "Wapenstilstand",
  christmas: "kerstvakantie",
  carnival: "krokusvakantie",
  easter: "paasvakantie",
  easter_monday: "paasmaandag",
  labour_day: "Dag van de Arbeid",
  ascension: "Hemelvaart",
  whit_monday: "pinkstermaandag",
  summer: "zomervakantie",
};

const special: Record<SpecialKind, string> = {
  free_day: "facultatieve vrije dag",
  study_day: "pedagogische studiedag",
  other: "vrij",
  lesson: "lesdag",
};

/** Why a half day has no lessons. */
function free(why: NoLesson): string {
  switch (why.reason) {
    case "outside_year":
      return "buiten het schooljaar";
    case "weekend":
      return "weekend";
    case "holiday":
      return holidays[why.name];
    case "not_worked":
      return "geen les op deze halve dag";
    case "free":
      return why.label || special[why.kind];
  }
}

/** What a finding says in a few words; `n` is what was counted. */
const findings: Record<FollowUpRule, (n: string) => string> = {
  note_too_long: () => "attest vragen",
  notes_used: (n) => `${n}e briefje ouders`,
  open_reason: () => "reden opvragen",
  problematic: (n) => `${n} × B – CLB`,
  allowance_back: (n) => `${n} × B – schooltoelage`,
  kleuter_compulsory: () => "leerplicht in gevaar",
  kleuter_admission: () => "toelating 1e leerjaar",
};

/** A code in a word, beside its key. */
const short: Record<string, string> = {
  Z: "ziek",
  R: "van rechtswege",
  P: "persoonlijk",
  B: "problematisch",
  H: "revalidatie",
  M: "werkplekleren",
  A: "niet-leerplichtig",
  L: "te laat",
  "?": "nog te bepalen",
};

export const attendance = {
  title: "Aanwezigheden",
  short,
  free,
  findings,
  loading: "Het register wordt geopend…",
  class: "Klas",
  classTitle: (name: string) => `Klas ${name}`,
  weekOf: (day: string) => `week van ${day}`,
  pupils: (n: string, one: boolean) => (one ? "1 leerling" : `${n} leerlingen`),
  choose: {
    subtitle: "Kies een klas",
    empty: {
      title: "Nog geen klassen",
      text: "Zodra er leerlingen in een klas zijn ingeschreven, staan hier alle klassen met hun week- en dagregister.",
    },
  },
  nobody: {
    title: "Niemand in deze klas",
    text: "In deze week is niemand in deze klas ingeschreven. Kies een andere klas of week.",
  },
  previous: "Vorige",
  next: "Volgende",
  thisWeek: "Deze week",
  today: "Vandaag",
  week: "Week",
  day: "Dag",
  everybody: "Iedereen aanwezig",
  massButton: "Voor velen tegelijk…",
  grid: {
    week: (name: string) => `Weekregister van klas ${name}`,
    day: (name: string) => `Dagregister van klas ${name}`,
    number: "Nr",
    pupil: "Leerling",
    totals: "Dit schooljaar",
    findings: "Op te volgen",
    note: "Opmerking",
    enrolledFrom: (day: string) => `ingeschreven vanaf ${day}`,
    leftOn: (day: string) => `uitgeschreven na ${day}`,
    blank: "geen code",
    sending: "wordt bewaard",
    failed: "niet bewaard",
    hasNote: "met opmerking",
    hasDraft: "met onbewaarde opmerking",
    saved: "nog niet op de server",
    waits: "aandacht nodig",
    offered: (code: string) => `te beslissen: iemand voerde ook ${code} in`,
    attention: "telt niet mee: staat op een halve dag zonder les of buiten de inschrijving",
  },
  states: {
    taken: (half: string, when: string) => `${half} · ${when}`,
    taking: (half: string) => `${half} wordt genomen…`,
    open: (half: string) => `${half} open`,
    due_soon: (half: string) => `${half} open, bijna te laat`,
    late: (half: string) => `${half} te laat`,
    deadline: "Een register is volledig binnen 7 kalenderdagen (AGODI).",
    label: "Stand van deze week",
    takenBy: (when: string) => `register genomen ${when}`,
    reopen: "Register weer openen",
    reopened: (when: string) => `Register van ${when} weer open.`,
  },
  keys: {
    label: "Codes op het toetsenbord",
    sub: (letter: string) => `${letter} gevolgd door:`,
    picking: "Typ de letter voor de leerling.",
    pickCode: (name: string) => `${name}: typ de code.`,
    pick: "leerling kiezen",
    escape: "stoppen",
  },
  detail: {
    label: "Gekozen halve dag",
    present: "Geen code",
    set: (by: string, when: string) => (by ? `gezet door ${by} ${when}` : `gezet ${when}`),
    was: (code: string) => `was: ${code}`,
    empty: "leeg",
    note: "Opmerking",
    noteHint: "Zet eerst een code.",
    draft: "nog niet bewaard",
    time: "Aangekomen om",
    timeWrong: "Typ een uur, bijvoorbeeld 8:51.",
    history: "Geschiedenis",
    year: "Jaarkalender",
    sending: "wordt bewaard…",
    saved: "Bewaard op deze laptop",
    arrived: "Op de server",
    waits: "Aandacht nodig",
    attention: "Aandacht",
  },
  drafts: (name: string, when: string) =>
    `Er staat nog een onbewaarde opmerking bij ${name}, ${when}.`,
  draftsShow: "Tonen",
  failures: {
    what: (name: string, when: string, code: string) =>
      `${name}, ${when}: ${code} is niet bewaard.`,
    clear: "wissen",
    go: "Naar de cel",
  },
  said: {
    set: (name: string, when: string, code: string) => `${name}, ${when}: ${code}`,
    cleared: (name: string, when: string) => `${name}, ${when}: leeg`,
    many: (n: string, code: string) => `${n} halve dagen: ${code}`,
    unknown: (letter: string) => `${letter} is geen code van deze school.`,
    blocked: (why: string) => `Hier kan niets worden ingevuld: ${why}.`,
    taken: (when: string) => `Iedereen aanwezig: register van ${when} genomen.`,
    nothingOpen: "Het register van deze dag is al genomen.",
    noLessons: (why: string) => `Er is geen les: ${why}.`,
  },
  question: {
    text: (code: string) => `Over deze halve dag is een vraag open: iemand voerde ook ${code} in.`,
    nothing: "niets (leeg)",
    decide: "Te beslissen",
  },
  history: {
    title: "Geschiedenis van de cel",
    none: "In deze cel stond nog niets.",
    nobody: "naam niet ingevuld",
    undone: "ongedaan gemaakt",
  },
  mass: {
    title: "Voor velen tegelijk",
    subtitle: "Staking, sluiting, of een hele klas",
    who: "Voor wie",
    classes: "Klassen",
    school: "De hele school",
    schoolHint: "Alle klassen",
    some: "Enkele klassen",
    someHint: "Duid de klassen aan",
    from: "Van",
    until: "Tot en met",
    half: "Halve dagen",
    both: "voormiddag en namiddag",
    code: "Code",
    clear: "Codes wissen",
    note: "Opmerking bij elke code",
    replace: "Bestaande codes vervangen",
    replaceHint: "Anders blijven ze staan zoals ze zijn.",
    plan: "Wat er zal gebeuren",
    cells: (n: string, pupils: string) => `${n} halve dagen van ${pupils} worden ingevuld`,
    cleared: (n: string, pupils: string) => `${n} halve dagen van ${pupils} worden gewist`,
    existing: (codes: string) => `Staan er al: ${codes}`,
    stay: "Ze blijven staan.",
    replaced: "Ze worden vervangen.",
    free: (n: string) => `${n} halve dagen zonder les of buiten de inschrijving tellen niet mee`,
    refused: (n: string) => `${n} halve dagen kunnen deze code niet krijgen en blijven leeg`,
    apply: (n: string) => `${n} halve dagen invullen`,
    applyClear: (n: string) => `${n} halve dagen wissen`,
    nothing: "Er is niets om in te vullen.",
    done: (n: string) => `${n} halve dagen ingevuld.`,
    doneClear: (n: string) => `${n} halve dagen gewist.`,
    chooseClasses: "Duid minstens één klas aan.",
    planning: "Wordt geteld…",
  },
  year: {
    title: "Jaarkalender",
    loading: "De jaarkalender wordt opgehaald…",
    subtitle: (name: string, year: string) =>
      [name ? `klas ${name}` : "", `schooljaar ${year}`].filter(Boolean).join(" · "),
    map: (name: string) => `Jaarkalender van ${name}`,
    halfDay: "Halve dag",
    sheet: "Fiche",
    previousYear: "Vorig schooljaar",
    nextYear: "Volgend schooljaar",
    period: "Periode invullen…",
    noRoll: "Een register neemt u in de klas, niet bij een leerling.",
    totals: "Totalen",
    lessons: (now: string, all: string) =>
      `${now} halve lesdagen tot vandaag, ${all} in het hele jaar`,
    noTotals: "Geen enkele code dit schooljaar.",
    noFindings: "Er is niets op te volgen.",
    done: (day: string, step: string) => `${day}: ${step}`,
    kleuter: "290 halve dagen",
    kleuterRest: (b: string, open: string) =>
      `${b} halve dagen B en ${open} zonder reden tellen voor geen van beide.`,
    measures: "Tuchtmaatregelen",
    measuresAbout:
      "Code R alleen wanneer de leerling niet op school verwacht wordt; anders de echte code.",
    noMeasures: "Geen tuchtmaatregelen.",
    from: (from: string, until: string) =>
      until ? `${from} tot en met ${until}` : `vanaf ${from}`,
    expected: "wel op school verwacht",
    expectedLabel: "De leerling wordt toch op school verwacht",
    expectedHint: "Wie dan afwezig is, krijgt de echte code, bijvoorbeeld B.",
    newMeasure: "Nieuwe maatregel",
    changeMeasure: "Maatregel wijzigen",
    kind: "Soort",
    firstDay: "Eerste dag",
    lastDay: "Laatste dag",
    lastDayHint: "Leeg zolang ze niet bekend is, of bij een definitieve uitsluiting.",
    measureSaved: "Tuchtmaatregel bewaard.",
    measureRemoved: "Tuchtmaatregel verwijderd.",
    change: "Wijzigen",
    remove: "Verwijderen",
    previousSchool: "Vorige school",
    previousAbout: "Wat de vorige school van dit schooljaar doorgaf, in halve dagen.",
    previousTotals: (b: string, present: string, acceptable: string) =>
      `${b} B · ${present} aanwezig · ${acceptable} aanvaardbaar (P)`,
    previousFields: {
      b: "Problematisch afwezig (B)",
      present: "Aanwezig",
      acceptable: "Aanvaardbaar afwezig (P), kleuters",
    },
    previousSaved: "Totalen van de vorige school bewaard.",
    wholeNumber: "Typ een geheel getal van 0 tot 999.",
  },
  measures: {
    preventive_suspension: "Preventieve schorsing",
    temporary_exclusion: "Tijdelijke uitsluiting",
    definitive_exclusion: "Definitieve uitsluiting",
  } satisfies Record<MeasureKind, string>,
};
