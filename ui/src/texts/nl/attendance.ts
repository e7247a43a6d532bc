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

/** The same as a sentence. */
const findingSentences: Record<FollowUpRule, (n: string, limit: string) => string> = {
  note_too_long: (n, limit) =>
    `Ziek gedurende ${n} kalenderdagen na elkaar; een briefje van de ouders dekt er ${limit}. Vraag een medisch attest.`,
  notes_used: (n, limit) =>
    `${n} briefjes van de ouders dit schooljaar; na ${limit} is een medisch attest nodig.`,
  open_reason: (n, limit) =>
    `Een afwezigheid zonder reden staat ${n} dagen open (grens: ${limit}). Vraag de reden op.`,
  problematic: (n, limit) =>
    `${n} halve dagen B; vanaf ${limit} het CLB betrekken en een begeleidingsdossier openen.`,
  allowance_back: (n, limit) =>
    `${n} halve dagen B in twee schooljaren; vanaf ${limit} kan de schooltoelage worden teruggevorderd.`,
  kleuter_compulsory: (n, limit) =>
    `${n} halve dagen voor de leerplicht; er zijn er ${limit} nodig en dat wordt moeilijk.`,
  kleuter_admission: (n, limit) =>
    `${n} halve dagen aanwezig voor de toelating tot het eerste leerjaar; er zijn er ${limit} nodig en dat wordt moeilijk.`,
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
  findingSentences,
  loading: "Het register wordt geopend…",
  class: "Klas",
  classTitle: (name: string) => `Klas ${name}`,
  weekOf: (day: string) => `week van ${day}`,
  pupils: (n: string, one: boolean) => (one ? "1 leerling" : `${n} leerlingen`),
  choose: {
    subtitle: "Kies een klas",
    open: "open",
    done: "volledig",
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
  view: "Weergave",
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
    attention: "telt niet mee: staat op een halve dag zonder les of buiten de inschrijving",
    at: (time: string) => `om ${time}`,
  },
  states: {
    taken: (half: string, when: string) => `${half} · ${when}`,
    taking: (half: string) => `${half} wordt genomen…`,
    open: (half: string) => `${half} open`,
    due_soon: (half: string) => `${half} open, bijna te laat`,
    late: (half: string) => `${half} te laat`,
    until: (day: string) => `vóór ${day}`,
    deadline: "Een register is volledig binnen 7 kalenderdagen (AGODI).",
    label: "Stand van deze week",
    reopen: "Register weer openen",
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
    presentTaken: "Aanwezig",
    set: (by: string, when: string) => (by ? `gezet door ${by} ${when}` : `gezet ${when}`),
    was: (code: string) => `was: ${code}`,
    empty: "leeg",
    note: "Opmerking",
    noteHint: "Zet eerst een code.",
    draft: "nog niet bewaard",
    time: "Aangekomen om",
    timeWrong: "Typ een uur, bijvoorbeeld 8:51.",
    history: "Geschiedenis",
    rule: (sentence: string, source: string) => `${sentence} (${source})`,
    year: "Jaarkalender",
    sending: "wordt bewaard…",
    saved: "Bewaard op deze laptop",
    arrived: "Op de server",
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
  measures: {
    preventive_suspension: "Preventieve schorsing",
    temporary_exclusion: "Tijdelijke uitsluiting",
    definitive_exclusion: "Definitieve uitsluiting",
  } satisfies Record<MeasureKind, string>,
};
