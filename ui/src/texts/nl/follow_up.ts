/** Words of the screen Opvolging: each rule explained, and what is done about it. */

import type { FollowUpRule } from "../../backend/generated/FollowUpRule";
import type { NextStep } from "../../backend/generated/NextStep";

/** What a rule is about, what it counts and why. */
const rules: Record<
  FollowUpRule,
  { title: string; text: string; counted: (count: string, limit: string) => string }
> = {
  note_too_long: {
    title: "Briefje te lang",
    text: "Een briefje van de ouders volstaat voor hoogstens drie opeenvolgende kalenderdagen ziekte. Vanaf de vierde dag is een medisch attest nodig.",
    counted: (count, limit) => `${count} kalenderdagen met een briefje; er mogen er ${limit}`,
  },
  notes_used: {
    title: "Briefjes opgebruikt",
    text: "Ouders mogen in één schooljaar vier keer zelf een ziekte verklaren. Na het vierde briefje is telkens een medisch attest nodig.",
    counted: (count, limit) => `briefje ${count} van ${limit} dit schooljaar`,
  },
  open_reason: {
    title: "Reden nog te bepalen",
    text: "Een afwezigheid zonder reden (?) staat langer open dan de school zichzelf toelaat. Vraag de ouders naar de reden.",
    counted: (count, limit) => `al ${count} kalenderdagen open; uw grens is ${limit}`,
  },
  problematic: {
    title: "Problematisch afwezig",
    text: "Vanaf vijf halve dagen problematische afwezigheid (B) in één schooljaar, al dan niet gespreid en op welke school ook, betrekt de school het CLB en begint ze een begeleidingsdossier.",
    counted: (count, limit) => `${count} halve dagen B; grens ${limit}`,
  },
  allowance_back: {
    title: "Schooltoeslag in gevaar",
    text: "Vanaf dertig halve dagen B in twee opeenvolgende schooljaren kan de schooltoeslag teruggevorderd worden. Verwittig de ouders.",
    counted: (count, limit) => `${count} halve dagen B in twee schooljaren; grens ${limit}`,
  },
  kleuter_compulsory: {
    title: "Kleuter: leerplicht",
    text: "Een vijfjarige kleuter moet 290 halve dagen naar school; aanvaardbare afwezigheid (P) telt mee. Wat nog overblijft, volstaat niet meer.",
    counted: (count, limit) => `${count} halve dagen bereikt; nodig ${limit}`,
  },
  kleuter_admission: {
    title: "Kleuter: eerste leerjaar",
    text: "Om naar het eerste leerjaar te mogen, moet een kleuter 290 halve dagen aanwezig geweest zijn; P telt hier niet mee. Wat nog overblijft, volstaat niet meer: de klassenraad geeft advies.",
    counted: (count, limit) => `${count} halve dagen aanwezig; nodig ${limit}`,
  },
};

const steps: Record<NextStep, string> = {
  letter_notes_used: "Brief aan de ouders: de briefjes zijn op",
  ask_certificate: "Medisch attest vragen",
  ask_reason: "Reden vragen aan de ouders",
  contact_clb: "CLB contacteren, dossier beginnen",
  warn_allowance: "Ouders verwittigen: schooltoeslag",
  talk_presence: "Ouders spreken over aanwezigheid",
  class_council: "Advies van de klassenraad plannen",
};

const letters = {
  notes_used: "Brief: briefjes opgebruikt",
  ask_reason: "Brief: reden vragen",
  clb: "Brief aan het CLB",
  overlap_parents: "Brief aan de ouders: dubbele inschrijving",
  overlap_school: "Brief aan de andere school: dubbele inschrijving",
} as const;

export const followUp = {
  title: "Opvolging",
  loading: "Wat op te volgen is, wordt opgehaald…",
  subtitle: (n: string, pupils: string) => `${n} op te volgen bij ${pupils}`,
  tabs: [
    { path: "/opvolging", label: "Werklijst" },
    { path: "/opvolging/codes", label: "Codes om te beslissen" },
    { path: "/opvolging/kleuters", label: "Kleuters: 290 halve dagen" },
  ] as const,
  rules,
  steps,
  letters,
  rule: "Regel",
  allRules: "Alle regels",
  className: "Klas",
  allClasses: "Alle klassen",
  begun: (name: string) => `Bij ${name} begon u een opmerking die niet bewaard is.`,
  showBegun: "Tonen",
  list: "Werklijst",
  columns: {
    pupil: "Leerling",
    className: "Klas",
    rule: "Wat",
    count: "Telling",
    since: "Sinds",
    step: "Volgende stap",
    done: "Gedaan",
  },
  empty: {
    title: "Niets op te volgen",
    text: "Stamboek telt briefjes, open redenen, halve dagen B en de 290 halve dagen van kleuters. Wie een grens bereikt, verschijnt hier met de volgende stap.",
    filtered: "Met deze filter is er niets. Kies alle regels en alle klassen om alles te zien.",
  },
  panel: {
    source: "Bron",
    since: (half: string, day: string) => `Sinds ${day}, ${half}`,
    step: "Volgende stap",
    sign: "Aftekenen",
    on: "Gedaan op",
    note: "Opmerking",
    noteHint: "Met wie, hoe, wat er afgesproken is. Mag leeg blijven.",
    save: "Aftekenen als gedaan",
    saved: (name: string, step: string) => `${name}: ${step} – afgetekend.`,
    letter: "Maken en bewaren",
    letterText: "De brief wordt een PDF. Stamboek tekent de stap daarna meteen af.",
    letterSaved: (file: string) => `Brief bewaard als ${file}; stap afgetekend.`,
    letterNothing: "Geen brief bewaard; er is niets afgetekend.",
    done: "Vroeger gedaan bij deze regel",
    doneOn: (day: string, step: string) => `${day}: ${step}`,
    remove: "Terugnemen",
    removed: "Aftekening teruggenomen.",
    pupil: "Fiche openen",
    year: "Jaarkalender openen",
    marks: "Register van de klas",
  },
  marks: {
    none: "Geen codes om te beslissen",
    noneText:
      "Hier komen codes die niet meetellen (op een vrije halve dag of buiten de inschrijving) en, als u dat bij Instellingen koos, open afwezigheden met het voorstel om er B van te maken.",
    proposed: "Voorstel: problematische afwezigheid (B)",
    proposedText:
      "Deze afwezigheden hebben al langer geen reden dan de school bij Instellingen koos. Niets verandert vanzelf: u bevestigt.",
    confirm: "B maken",
    confirmOne: (name: string, when: string) => `B maken voor ${name}, ${when}`,
    confirmAll: (n: number) => (n === 1 ? "1 keer B maken" : `Alle ${n} B maken`),
    confirmed: (halves: string) => `${halves} op B gezet.`,
    refused: (n: number) =>
      n === 1
        ? "1 halve dag kan geen B krijgen en bleef staan; kijk ze na in het register."
        : `${n} halve dagen kunnen geen B krijgen en bleven staan; kijk ze na in het register.`,
    stray: "Codes die niet meetellen",
    strayText:
      "Ze staan op een halve dag zonder les of buiten de inschrijving en worden niet doorgegeven. Verbeter de code, de kalender of de inschrijving.",
    pupil: "Leerling",
    at: "Halve dag",
    code: "Code",
    why: "Waarom niet",
    decide: "Beslissen",
    enrolledFrom: (day: string) => `ingeschreven vanaf ${day}`,
    leftOn: (day: string) => `uitgeschreven na ${day}`,
  },
  kleuters: {
    text: "Vijfjarige kleuters en hun 290 halve dagen. Er zijn twee tellingen die u niet mag verwarren: voor de leerplicht telt aanvaardbare afwezigheid (P) mee, voor het eerste leerjaar telt alleen echte aanwezigheid.",
    loading: "Kleuters worden geteld…",
    purpose: "Waarvoor",
    purposes: {
      compulsory: "Leerplicht (P telt mee)",
      admission: "Eerste leerjaar (enkel aanwezig)",
    },
    none: "Geen vijfjarige kleuters",
    noneText:
      "Zodra klassen als kleuterklas aangeduid zijn bij Kalender › Klassen en de geboortedatum bekend is, staan de kleuters die dit kalenderjaar vijf worden hier.",
    columns: {
      pupil: "Kleuter",
      className: "Klas",
      bar: "Verloop",
      here: "Tot nu toe",
      elsewhere: "Vorige school",
      left: "Nog te gaan",
      minimum: "Minimum",
      required: "Nog nodig",
      state: "Staat",
    },
    risk: "haalt het niet meer",
    reached: "bereikt",
    way: "op weg",
    bar: (total: string, left: string, minimum: string) =>
      `${total} bereikt, nog ${left} te gaan, ${minimum} nodig`,
  },
};
