/** What the rules say about an enrolment; the source stands beside it. */

import type { EnrolmentRemarkKind } from "../../backend/generated/EnrolmentRemarkKind";
import { date } from "../../shared/format";

type What = EnrolmentRemarkKind["what"];

/** The days that a remark names, where it names one; and what the INSZ tells. */
type Named = {
  what: What;
  expected?: string;
  next?: string;
  by?: string;
  last?: string;
  from?: string;
  until?: string | null;
  told?: string;
};

const sentences: Record<What, (named: Named) => string> = {
  begin_in_weekend: () =>
    "De begindatum valt in een weekend. Kies een weekdag, of 1 september voor wie vanaf de eerste schooldag komt.",
  begin_first_of_september: ({ expected }) =>
    `Wie vanaf de eerste schooldag komt, begint op ${date(expected)}, ook als dat in een weekend valt.`,
  begin_without_lessons: ({ next }) =>
    `Op die dag is er geen les; de eerstvolgende mogelijke begindatum is ${date(next)}.`,
  enrolled_after_begin: () =>
    "Het moment van inschrijving ligt na de eerste dag aanwezigheid. Kijk na of dag en uur juist zijn.",
  registered_late: ({ by }) =>
    `Dit wordt te laat geregistreerd: het moest ten laatste op ${date(by)}.`,
  kleuter_too_young: ({ next }) =>
    `Deze kleuter is op die dag nog geen twee jaar en zes maanden. De eerste mogelijke dag is ${date(next)}.`,
  kleuter_not_entry_date: ({ next }) =>
    `Een kleuter die nog geen drie is, begint op een instapdatum. De eerste mogelijke dag is ${date(next)}.`,
  insz_missing: () =>
    "Zonder INSZ ziet AGODI niet of de leerling ook elders ingeschreven is. Vul het aan zodra het gekend is.",
  insz_birth_date: ({ told }) =>
    `Volgens het INSZ is de geboortedatum ${date(told)}. Wat hier staat, blijft staan; kijk na welke juist is.`,
  insz_sex: ({ told }) =>
    `Volgens het INSZ is het geslacht ${(told ?? "").toUpperCase()}. Wat hier staat, blijft staan; kijk na welk juist is.`,
  postponed_elsewhere: () =>
    "Uitstellen bestaat alleen nog in het buitengewoon secundair onderwijs.",
  refusal_without_reason: () => "Een weigering heeft een reden nodig. Vul ze in.",
  already_enrolled: ({ from, until }) =>
    `De leerling is hier al ingeschreven vanaf ${date(from)}${until ? ` tot en met ${date(until)}` : ""}.`,
  cancel_wipes: () =>
    "Annuleren wist de hele inschrijving bij AGODI. Wie vertrekt, krijgt een laatste dag en blijft gerealiseerd.",
  cancel_without_reason: () =>
    "Annuleren is er alleen voor een administratieve vergissing. Zeg welke.",
  end_before_begin: () =>
    "De laatste dag ligt voor de begindatum. Kwam de leerling nooit? Kies dan “nooit gekomen”.",
  end_after_year: ({ last }) =>
    `De laatste dag ligt na het schooljaar (${date(last)}). Het volgende schooljaar heeft een eigen inschrijving.`,
  end_in_summer: ({ expected }) =>
    `Wie met het schooljaar vertrekt, krijgt ${date(expected)} als einddatum.`,
  leaves_while_compulsory: ({ until }) =>
    `De leerling is leerplichtig tot ${date(until)} en heeft een andere school of huisonderwijs nodig.`,
  other_stamnummer: () =>
    "De leerling heeft in deze school al een ander stamnummer. Dat verandert nooit, ook niet bij een nieuwe inschrijving.",
  change_outside: () =>
    "Op die dag is er geen inschrijving in een administratieve groep om af te sluiten.",
};

/** A remark as a sentence. */
export function enrolmentRemarkText(kind: EnrolmentRemarkKind): string {
  return sentences[kind.what](kind);
}
