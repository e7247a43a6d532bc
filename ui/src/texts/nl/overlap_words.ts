/** What the kinds, states, steps and marks of Ook elders are called, and what the law lets a school do. */

import type { CaseAction } from "../../backend/generated/CaseAction";
import type { CaseState } from "../../backend/generated/CaseState";
import type { ElsewhereSource } from "../../backend/generated/ElsewhereSource";
import type { LaterEnrolment } from "../../backend/generated/LaterEnrolment";
import type { LawfulAction } from "../../backend/generated/LawfulAction";
import type { OverlapKind } from "../../backend/generated/OverlapKind";
import type { OverlapYear } from "../../backend/generated/OverlapYear";
import type { PupilMark } from "../../backend/generated/PupilMark";
import type { SchoolKind } from "../../backend/generated/SchoolKind";
import { date } from "../../shared/format";

export const kinds: Record<OverlapKind, string> = {
  double: "dubbel",
  parallel: "parallel",
  hospital: "ziekenhuisschool",
  adjoining: "aansluitend",
};

export const kindTexts: Record<OverlapKind, string> = {
  double:
    "Minstens één dag is de leerling in twee scholen ingeschreven. Maar één school krijgt middelen.",
  parallel: "De andere school is van dezelfde scholengemeenschap.",
  hospital:
    "Een leerling van type 5 is rechtmatig in twee scholen ingeschreven. Hier is niets aan te passen.",
  adjoining: "De inschrijvingen volgen op elkaar en delen geen enkele dag.",
};

export const states: Record<CaseState["state"], string> = {
  came_back: "teruggekomen",
  open: "te doen",
  waiting_for_call: "wacht op telefoon",
  other_wrong: "andere school past aan",
  postponed: "uitgesteld",
  solved: "opgelost",
  nothing_to_do: "niets te doen",
  gone: "niet meer dubbel",
};

export const may: Record<LawfulAction, { title: string; text: string }> = {
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

export const later: Record<LaterEnrolment, string> = {
  ours: "wij",
  theirs: "zij",
  same: "zelfde moment",
  unknown: "niet bekend",
};

export const laterTexts: Record<LaterEnrolment, string> = {
  ours: "Wij schreven het laatst in.",
  theirs: "De andere school schreef het laatst in.",
  same: "Beide scholen schreven op hetzelfde moment in.",
  unknown: "Wie het laatst inschreef, is niet bekend: een van de momenten ontbreekt.",
};

/** Where it makes no difference who enrolled later. */
export const laterNothing = {
  so: "In het secundair onderwijs geeft dat geen grond om uit te schrijven.",
  bao: "Er is geen latere inschrijving, dus ook geen grond om uit te schrijven.",
};

export const marks: Record<PupilMark, string> = {
  red: "rood",
  orange: "oranje",
  blue: "blauw",
  white: "wit",
  green: "groen",
  yellow: "geel",
};

export const sources: Record<ElsewhereSource, string> = {
  discimus: "Discimus",
  list: "een ingelezen lijst",
  typed: "het secretariaat",
};

export const years: Record<OverlapYear, string> = {
  earlier: "vorig schooljaar",
  current: "dit schooljaar",
  next: "volgend schooljaar",
};

export const schoolKinds: Record<SchoolKind, string> = {
  bao: "basisonderwijs",
  so: "secundair onderwijs",
  buso: "buitengewoon secundair onderwijs",
};

export const plural = (n: number, one: string, many: string) =>
  n === 1 ? `1 ${one}` : `${n} ${many}`;
export const until = (day: string | null) => (day ? `tot en met ${date(day)}` : "zonder einddatum");

/** What was done, in the log. */
export function step(action: CaseAction): string {
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
    case "ours_never_came":
      return "bij ons nooit gekomen: de inschrijving in de groep is geannuleerd";
    case "ours_begins":
      return `begindatum of moment bij ons rechtgezet, vanaf ${date(action.from)}`;
    case "seen_again":
      return "na een nieuwe ophaling stond de inschrijving er weer";
  }
}
