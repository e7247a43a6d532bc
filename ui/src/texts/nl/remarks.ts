/** A sentence for every remark at a row of a file: what is said, and what it means for the row. */

import type { RemarkCode } from "../../backend/generated/RemarkCode";
import { shared } from "./shared";

type Values = { [key in string]: string };

const EMPTY = "Het veld blijft leeg.";
const value = (v: Values) => (v.value ? ` “${v.value}”` : "");
const other = (v: Values) => (v.other_row ? `rij ${v.other_row}` : "een andere rij");
const field = (v: Values) => shared.fields[v.field ?? ""] ?? v.field ?? "een veld";
const day = (iso: string | undefined) =>
  iso?.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3/$2/$1") ?? "";

/** What a group needs beside its code. */
const WITHOUT_GROUP: Record<string, string> = {
  from: "de begindatum ontbreekt",
  institution: "het instellingsnummer ontbreekt",
  location: "de vestigingsplaats ontbreekt",
};

export const remarks: Record<RemarkCode, (values: Values) => string> = {
  insz_length: () => `Het INSZ heeft geen 11 cijfers. ${EMPTY}`,
  insz_check_digits: () => `Het controlegetal van het INSZ klopt niet. ${EMPTY}`,
  insz_date: () => `Het INSZ bevat een onmogelijke maand of dag. ${EMPTY}`,
  insz_taken: (v) => `Dit INSZ is in het register van ${v.name ?? "iemand anders"}. ${EMPTY}`,
  insz_twice: (v) => `Hetzelfde INSZ staat bij iemand anders in ${other(v)}. ${EMPTY}`,
  sex_unreadable: (v) => `Geslacht${value(v)} is geen M, V of X. ${EMPTY}`,
  institution_unreadable: (v) => `Instellingsnummer${value(v)} heeft geen zes cijfers. ${EMPTY}`,
  location_unreadable: (v) => `Vestigingsplaats${value(v)} heeft geen drie cijfers. ${EMPTY}`,
  stamnummer_unreadable: (v) => `Stamnummer${value(v)} is niet leesbaar. ${EMPTY}`,
  class_unreadable: (v) =>
    `${v.value ? `“${v.value}”` : "De klas"} is te lang voor een klascode. ${EMPTY}`,
  kind_unreadable: (v) => `Soort${value(v)} is geen leerling, intern of personeel. ${EMPTY}`,
  number_unreadable: (v) => `Persoonsnummer${value(v)} is niet leesbaar. ${EMPTY}`,
  number_rounded: (v) =>
    `Het rekenblad heeft ${field(v)}${value(v)} afgerond; de laatste cijfers zijn weg. Zet de kolom in de bron op “tekst” en bewaar opnieuw.`,
  insz_birth_date: (v) =>
    `INSZ en geboortedatum (${day(v.birth_date)}) spreken elkaar tegen. Beide worden overgenomen; kijk het na.`,
  full_name_split: (v) =>
    `Naam en voornaam stonden in één kolom en werden gesplitst: ${v.last_name ?? ""} | ${v.first_name ?? ""}. Kijk het na.`,
  name_incomplete: (v) =>
    `Naam of voornaam ontbreekt, maar ${field(v)} is ingevuld. Vul aan of laat de rij weg.`,
  number_changes: (v) =>
    `Heeft in deze database nummer ${v.was ?? ""}; dat wordt afgesloten en ${v.now ?? ""} komt in de plaats.`,
  date_unreadable: (v) =>
    `Geboortedatum${value(v)} is niet leesbaar. Verbeter ze in het bestand, of laat deze rij weg.`,
  date_unlikely: (v) =>
    `Geboortedatum${value(v)} ligt in de toekomst of vóór 1900. Verbeter ze, of laat deze rij weg.`,
  two_rows_one_pupil: (v) => `Gaat over dezelfde persoon als ${other(v)}. Laat een van beide weg.`,
  points_to_two: (v) =>
    `De gegevens wijzen naar meer dan één persoon${v.names ? `: ${v.names}` : ""}. Verbeter de rij of laat ze weg.`,
  name_differs: (v) =>
    `Dit nummer is in het register van ${v.name ?? "iemand"} met een andere naam en geboortedatum. Kijk de rij na.`,
  number_twice: (v) => `Nummer ${v.number ?? ""} staat ook bij iemand anders in ${other(v)}.`,
  number_taken: (v) =>
    `Nummer ${v.number ?? ""} is in deze database al van ${v.name ?? "iemand anders"}.`,
  cell_without_value: (v) =>
    `${v.column ? `Kolom “${v.column}”` : "Een cel"} bevat een formule zonder bewaard resultaat, of een fout. Open het bestand in uw rekenblad en bewaar het opnieuw.`,
  old_number_missing: () => "Er staat een persoon, maar geen oud nummer.",
  new_number_missing: () => "Er staat geen nieuw nummer.",
  number_invalid: (v) => `${field(v)}${value(v)} is geen nummer.`,
  old_number_twice: (v) => `Oud nummer ${v.number ?? ""} staat ook in ${other(v)}.`,
  new_number_twice: (v) => `Nieuw nummer ${v.number ?? ""} staat ook in ${other(v)}.`,
  new_number_taken: (v) =>
    `Nieuw nummer ${v.number ?? ""} is in die database van ${v.name ?? "iemand"}, die geen rij heeft in deze lijst.`,
  has_other_number: (v) =>
    `Deze persoon heeft in de nieuwe database al een ander nummer: ${v.number ?? ""}.`,
  birth_date_differs: (v) =>
    `De geboortedatum in de lijst is niet die in het register (${day(v.birth_date)}). Kijk na of het dezelfde persoon is.`,
  old_number_closed: (v) =>
    `Dit oude nummer was al afgesloten; ${v.name ?? "wie het had"} wordt voorgesteld.`,
  chosen_is_gone: () => "De gekozen persoon bestaat niet meer in het register. Kies opnieuw.",
  moment_unreadable: (v) =>
    `Inschrijvingsmoment${value(v)} is niet leesbaar. Zonder moment is niet te zeggen wie later inschreef.`,
  level_unreadable: (v) => `Soort school${value(v)} is niet leesbaar. ${EMPTY}`,
  group_unreadable: (v) => `Administratieve groep${value(v)} heeft geen zes cijfers. ${EMPTY}`,
  group_left_out: (v) =>
    `De administratieve groep wordt niet overgenomen: ${WITHOUT_GROUP[v.field ?? ""] ?? "er ontbreekt iets"}. Vul dat aan in het bestand of kies de kolom ervoor.`,
  begin_in_weekend: (v) =>
    `Begindatum ${day(v.value)} valt in een weekend; dat kan alleen op 1 september. Verbeter ze in het bestand, of laat deze rij weg.`,
  only_shared_days: () =>
    "Alleen de periode van overlap is gegeven; de inschrijving in de andere school kan langer duren.",
  period_unreadable: (v) =>
    `Datum${value(v)} is niet leesbaar. Verbeter ze in het bestand, of laat deze rij weg.`,
  begin_missing: () => "De begindatum ontbreekt. Vul ze aan in het bestand, of laat deze rij weg.",
  end_before_begin: () =>
    "De einddatum ligt vóór de begindatum. Verbeter ze in het bestand, of laat deze rij weg.",
  school_missing: () =>
    "De andere school ontbreekt. Vul een instellingsnummer of naam aan, of laat deze rij weg.",
  told_twice: (v) => `In ${other(v)} staat het anders. Laat een van beide weg.`,
};
