/** A sentence for every remark at a row of a file. */
import type { RemarkCode } from "../../backend/generated/RemarkCode";

type Values = { [key in string]?: string };
const quoted = (value: string | undefined) => (value ? `“${value}” ` : "");

/** What a row's remark says. */
export const remarks: Record<RemarkCode, (v: Values) => string> = {
  insz_length: () => "het INSZ heeft geen 11 cijfers en blijft leeg",
  insz_check_digits: () => "de controlecijfers van het INSZ kloppen niet; het blijft leeg",
  insz_date: () => "het INSZ bevat een onmogelijke datum en blijft leeg",
  insz_taken: (v) => `het INSZ is al van ${v.name ?? "iemand anders"}; het blijft leeg`,
  insz_twice: (v) => `rij ${v.other_row ?? "?"} heeft hetzelfde INSZ; het blijft leeg`,
  sex_unreadable: (v) => `geslacht ${quoted(v.value)}niet gekend; het blijft leeg`,
  institution_unreadable: (v) => `${quoted(v.value)}is geen instellingsnummer van 6 cijfers; het blijft leeg`,
  location_unreadable: (v) => `${quoted(v.value)}is geen vestigingsplaats van 3 cijfers; ze blijft leeg`,
  stamnummer_unreadable: (v) => `${quoted(v.value)}is geen stamnummer; het blijft leeg`,
  kind_unreadable: (v) => `soort persoon ${quoted(v.value)}niet gekend`,
  number_unreadable: (v) => `${quoted(v.value)}is geen nummer; het blijft leeg`,
  number_rounded: (v) => `het rekenblad heeft ${quoted(v.value)}afgerond: de laatste cijfers zijn verloren`,
  insz_birth_date: (v) => `de geboortedatum ${v.birth_date ? `${v.birth_date} ` : ""}past niet bij het INSZ`,
  full_name_split: (v) => `gelezen als naam “${v.last_name ?? ""}”, voornaam “${v.first_name ?? ""}”`,
  name_incomplete: (v) => (v.field === "first_name" ? "de voornaam ontbreekt" : v.field === "last_name" ? "de naam ontbreekt" : "de naam is onvolledig"),
  number_changes: (v) => `het nummer ${v.was ?? ""} wordt afgesloten en vervangen door ${v.now ?? ""}`,
  date_unreadable: (v) => `de geboortedatum ${quoted(v.value)}is niet leesbaar`,
  date_unlikely: (v) => `de geboortedatum ${quoted(v.value)}ligt in de toekomst of vóór 1900`,
  two_rows_one_pupil: (v) => `gaat over dezelfde leerling als rij ${v.other_row ?? "?"}`,
  points_to_two: (v) => `de gegevens wijzen naar verschillende personen${v.names ? `: ${v.names}` : ""}`,
  name_differs: (v) => `het nummer is van ${v.name ?? "iemand"} met een andere naam`,
  number_twice: (v) => `rij ${v.other_row ?? "?"} geeft iemand anders hetzelfde nummer ${v.number ?? ""}`,
  number_taken: (v) => `het nummer ${v.number ?? ""} is van ${v.name ?? "iemand anders"}`,
  cell_without_value: (v) => `de cel in kolom ${v.column ?? "?"} bevat een formule zonder resultaat of een fout`,
  old_number_missing: () => "het oude nummer ontbreekt",
  new_number_missing: () => "het nieuwe nummer ontbreekt",
  number_invalid: (v) => `${quoted(v.value)}is geen nummer`,
  old_number_twice: (v) => `het oude nummer ${v.number ?? ""} staat ook op rij ${v.other_row ?? "?"}`,
  new_number_twice: (v) => `het nieuwe nummer ${v.number ?? ""} staat ook op rij ${v.other_row ?? "?"}`,
  new_number_taken: (v) => `het nieuwe nummer ${v.number ?? ""} is van ${v.name ?? "iemand"}, die niet in de lijst staat`,
  has_other_number: (v) => `heeft in de nieuwe database al nummer ${v.number ?? ""}`,
  birth_date_differs: (v) => `andere geboortedatum in de lijst${v.birth_date ? ` (${v.birth_date})` : ""}`,
  old_number_closed: (v) => `het oude nummer was al afgesloten${v.name ? ` bij ${v.name}` : ""}`,
  chosen_is_gone: () => "de gekozen leerling bestaat niet meer",
};
