/** A sentence for every problem: what is wrong, where, and what the person can do. */

import type { Code } from "../../backend/generated/Code";
import { date as formatDate } from "../../shared/format";
import { shared } from "./shared";

type Values = { [key in string]: string };

const field = (values: Values) => shared.fields[values.field ?? ""] ?? values.field ?? "dit veld";
const line = (values: Values) => (values.row ? `regel ${values.row}` : "een regel");
const NOTHING = "Er is niets gewijzigd.";

/** What a file may hold at most, by `what`. */
const limits: Record<string, (limit: string) => string> = {
  file: (n) => `het bestand is groter dan ${n} MiB`,
  members: (n) => `het bestand bestaat uit meer dan ${n} onderdelen`,
  unpacked: (n) => `uitgepakt is het groter dan ${n} MiB`,
  ratio: () => "het is verdacht sterk samengeperst",
  rows: (n) => `er zijn meer dan ${n} rijen`,
  columns: (n) => `er zijn meer dan ${n} kolommen`,
  cell: (n) => `een cel heeft meer dan ${n} tekens`,
  text: (n) => `er staat meer dan ${n} MiB tekst in`,
  memory: () => "het vraagt te veel geheugen",
};

const day = (iso?: string) => (iso ? formatDate(iso) : "die dag");
const when = (v: Values) =>
  `${day(v.day)}${v.half === "VM" ? " voormiddag" : v.half === "NM" ? " namiddag" : ""}`;

/** Why there are no lessons, by `why`. */
const freeReason = (v: Values) =>
  ({
    outside_year: "die dag valt buiten het schooljaar",
    weekend: "het is weekend",
    holiday: v.name ?? "vakantie",
    not_worked: "de school werkt dan niet",
    free: v.name ?? "vrije dag",
  })[v.why ?? ""] ?? "vrij";

/** Why a pupil cannot get a code, by `reason`. */
const refusals: Record<string, (v: Values) => string> = {
  not_yet_valid: (v) => `de officiële codes gelden vanaf ${day(v.from)}`,
  suspended: (v) => `deze code kon van ${day(v.from)} tot ${day(v.until)} niet doorgegeven worden`,
  below_compulsory_age: (v) =>
    `een kleuter die nog niet leerplichtig is, krijgt alleen A${v.compulsory_from ? ` (leerplichtig vanaf ${day(v.compulsory_from)})` : ""}`,
  five_year_old_in_kleuter: () => "een vijfjarige in de kleuterschool krijgt alleen P of B",
  of_compulsory_age: () => "A is alleen voor kleuters die nog niet leerplichtig zijn",
  kleuter_only: () => "A is alleen voor kleuters",
  special_education_only: () => "H bestaat alleen in het buitengewoon onderwijs",
  secondary_only: () => "M bestaat alleen in het secundair onderwijs",
  expected_at_school: () =>
    "de tuchtmaatregel laat de leerling op school verwachten; kies de echte code, bijvoorbeeld B",
  outside_measures: () =>
    "op die dag loopt er geen tuchtmaatregel; kies de echte code of vul de maatregel aan",
};

/** Why a calendar cannot be kept so, by `what`. */
const calendarFaults: Record<string, (v: Values) => string> = {
  first_and_last: () =>
    "de eerste schooldag moet voor de laatste liggen, en allebei in dit schooljaar",
  period: (v) =>
    `vrije dag ${v.place ?? ""} eindigt voor hij begint, of valt buiten dit schooljaar`,
  label: (v) => `vrije dag ${v.place ?? ""} heeft een naam nodig van ten hoogste 80 tekens`,
  scope_name: () => "een vestigingsplaats of klas heeft geen naam",
  pattern_twice: () => "dezelfde klas of vestigingsplaats heeft twee weekroosters",
};

/** Why a measure cannot stand beside the others, by `why`. */
const measureFaults: Record<string, string> = {
  reversed: "de laatste dag ligt voor de eerste",
  exclusion_before_end:
    "een definitieve uitsluiting begint pas na het einde van elke andere maatregel",
};

/** Why an entry of the file cannot be kept so, by `why`. */
const entryFaults: Record<string, (values: Values) => string> = {
  empty: () => "er is iets niet ingevuld",
  too_long: () => "een tekst is te lang",
  in_future: () => "de dag ligt in de toekomst",
  outside_current_year: (v) =>
    `de geldigheidsdatum ligt niet in dit schooljaar (${day(v.first)} tot en met ${day(v.last)})`,
  exclusions_missing: () => "attest B zegt wat uitgesloten is en waarom",
  exclusions_elsewhere: () => "alleen attest B sluit iets uit",
};

/** Why two pupils cannot be merged, or not be taken apart, by `why`. */
const mergeFaults: Record<string, string> = {
  itself: "Een leerling kan niet met zichzelf worden samengevoegd.",
  later:
    "De leerling die nu blijft staan, werd daarna zelf samengevoegd. Draai eerst dat samenvoegen terug.",
  merged:
    "Een van beide leerlingen werd intussen al samengevoegd, of het samenvoegen werd al teruggedraaid. Kijk het na in de lijst.",
  changed:
    "Er is intussen iets gewijzigd bij een van beide leerlingen. Kijk opnieuw na wat er zou gebeuren.",
};

/** Why the link with Discimus does not work, by `why`. */
const linkFaults: Record<string, string> = {
  off: "De koppeling met Discimus staat uit.",
  nobody:
    "Het programma van de koppeling met Discimus antwoordt niet: het draait niet op deze computer.",
  slow: "Het programma van de koppeling met Discimus antwoordde niet op tijd.",
  failed: "Het programma van de koppeling met Discimus meldt een storing.",
  school:
    "Het programma van de koppeling met Discimus spreekt niet voor deze school: kijk het instellingsnummer na.",
};

const entryTooLarge = (v: Values) => {
  if (v.what === "letter")
    return `De tekst van “${v.letter ?? ""}” is ongeveer ${v.over ?? ""} tekens te lang. ${NOTHING} Kort hem in en bewaar opnieuw.`;
  return v.what === "text"
    ? `Een van de teksten is te lang: hoogstens 16 KiB, dat zijn ongeveer 16.000 tekens. ${NOTHING} Kort ze in en bewaar opnieuw.`
    : `Dit is te veel om in één keer te bewaren. ${NOTHING} Bewaar het in kleinere stukken.`;
};

const codeFaults: Record<string, string> = {
  unknown: "De server kent deze code niet. Kijk ze na.",
  used: "Deze code is al gebruikt: elke code laat één laptop toe. Vraag de beheerder een nieuwe.",
  expired: "Deze code is ouder dan 24 uur. Vraag de beheerder een nieuwe.",
  too_many: "Er werden te veel foute codes geprobeerd. Probeer het over een uur opnieuw.",
};

const serverFaults: Record<string, string> = {
  unreachable: "De server is niet bereikbaar.",
  proxy:
    "Iets tussen deze laptop en de server opent de verbinding (een proxy), of het certificaat van de server is niet bekend. Geef dit door aan de ICT-coördinator.",
  date: "De klok van deze laptop staat verkeerd, of het certificaat van de server is vervallen. Kijk eerst datum en uur van de laptop na.",
  busy: "De server vraagt om het later opnieuw te proberen.",
  sign_in: "De server vraagt om opnieuw aan te melden.",
  revoked: "De beheerder heeft deze laptop ingetrokken.",
  forbidden: "De server laat dit niet toe voor u of voor deze laptop.",
  too_old: "Deze versie van Stamboek is te oud voor de server. Installeer de nieuwste versie.",
  server_too_old:
    "De server is te oud voor deze versie van Stamboek. Vraag de beheerder om hem bij te werken.",
  key_missing:
    "De sleutel van deze laptop is niet te vinden in de sleutelbos. Vraag de beheerder een nieuwe code en meld deze laptop opnieuw aan.",
};

const sentences = {
  // The program and its folder.
  internal: (v: Values) =>
    `Er liep iets mis in het programma zelf${v.detail ? ` (${v.detail})` : ""}. Probeer het opnieuw; blijft het misgaan, sluit dan Stamboek en start het opnieuw.`,
  disk: (v: Values) =>
    `De schijf van deze laptop weigerde te lezen of te schrijven${v.detail ? ` (${v.detail})` : ""}. ${NOTHING} Probeer het opnieuw en verwittig de ICT-coördinator als het blijft gebeuren.`,
  disk_full: () =>
    `De schijf van deze laptop is vol. ${NOTHING} Maak plaats vrij en probeer het opnieuw.`,
  bad_request: () =>
    `Het programma begreep deze opdracht niet. ${NOTHING} Sluit Stamboek en start het opnieuw.`,
  not_ready: () => "Het register is nog niet open. Open het eerst en probeer het dan opnieuw.",
  revoked: () => "De beheerder heeft deze laptop ingetrokken. Vraag hem waarom.",
  locked: () => "Stamboek is vergrendeld. Ontgrendel eerst met uw pincode.",
  pin_wrong: (v: Values) =>
    `Deze pincode is niet juist. U kunt nog ${v.left === "1" ? "één keer" : `${v.left ?? ""} keer`} proberen.`,
  pin_blocked: (v: Values) =>
    v.sign_in
      ? "De pincode was vijf keer fout en telt niet meer. Meld opnieuw aan bij de server, of kies “Pincode vergeten?”."
      : "De pincode was vijf keer fout en wordt een kwartier lang niet meer nagekeken. Wacht, of kies “Pincode vergeten?”.",
  sign_in_needed: () =>
    "Deze laptop had al lang geen contact met de server. Meld u eerst opnieuw aan; een pincode is dan niet genoeg. Er ging niets verloren.",
  pin_weak: () =>
    "Deze pincode is te gemakkelijk. Neem zes cijfers of meer, niet allemaal dezelfde en geen reeks als 123456.",
  cancelled: () => `U hebt dit gestopt. ${NOTHING}`,
  not_found: () =>
    "Dit bestaat niet meer in het register; misschien werd het intussen ongedaan gemaakt. Keer terug naar de lijst.",
  stale: (v: Values) =>
    `${field(v)} is intussen gewijzigd${v.now ? ` naar “${v.now}”` : ""}. Kijk het na en pas het zo nodig opnieuw aan.`,
  invalid_value: (v: Values) =>
    v.why === "exists" && v.value
      ? `“${v.value}” staat al in de lijst. ${NOTHING} Zoek het daar op en wijzig het.`
      : `${v.value ? `“${v.value}” is` : "Dit is"} niet geldig voor ${field(v).toLowerCase().replace("insz", "INSZ")}. Verbeter het en bewaar opnieuw.`,
  number_taken: (v: Values) =>
    `Nummer ${v.number ?? ""} is in de database “${v.database ?? ""}” al van iemand anders. ${NOTHING} Kijk het nummer na.`,
  insz_taken: (v: Values) =>
    `Dit INSZ is al van ${v.name ?? "iemand anders"}${v.class ? ` (${v.class})` : ""}. ${NOTHING} Kijk na of het dezelfde leerling is.`,
  stamnummer_taken: (v: Values) =>
    `Dit stamnummer is in deze instelling al van ${v.name ?? "iemand anders"}${v.class ? ` (${v.class})` : ""}. ${NOTHING} Kijk het nummer na.`,
  merge_refused: (v: Values) =>
    `${mergeFaults[v.why ?? ""] ?? "Deze leerlingen kunnen niet worden samengevoegd."} ${NOTHING}`,
  reason_needed: () =>
    "Een lijst met INSZ-nummers vraagt een reden. Vul in waarvoor de nummers nodig zijn.",
  nothing_to_undo: () => "Er is niets om ongedaan te maken.",
  nothing_to_redo: () => "Er is niets om opnieuw te doen.",

  // Attendance.
  no_lessons: (v: Values) => `Op ${when(v)} is er geen les: ${freeReason(v)}. ${NOTHING}`,
  not_enrolled: (v: Values) =>
    `Op ${day(v.day)} is deze leerling niet ingeschreven in de klas${v.from ? `: ingeschreven vanaf ${day(v.from)}` : ""}${v.until ? `: uitgeschreven na ${day(v.until)}` : ""}. ${NOTHING}`,
  code_unknown: (v: Values) =>
    `“${v.code ?? ""}” is geen code van deze school. Kies een code uit de lijst, of voeg ze toe bij Instellingen.`,
  mark_refused: (v: Values) =>
    `Code ${v.code ?? ""} kan hier niet: ${refusals[v.reason ?? ""]?.(v) ?? "een regel laat ze niet toe"}${v.source ? ` (${v.source})` : ""}. ${NOTHING}`,
  calendar_refused: (v: Values) =>
    `Deze kalender kan niet zo bewaard worden: ${calendarFaults[v.what ?? ""]?.(v) ?? "er klopt iets niet"}. ${NOTHING}`,
  enrolment_overlaps: (v: Values) =>
    `Deze leerling is in die periode al ingeschreven in ${v.class || "een klas"}${v.from ? `, vanaf ${day(v.from)}` : ""}${v.until ? ` tot en met ${day(v.until)}` : ""}. ${NOTHING} Pas eerst die inschrijving aan, of kies een andere dag.`,
  enrolment_weekend: (v: Values) =>
    `${day(v.day)} valt in een weekend. Een inschrijving begint op een weekdag, of op 1 september. Kies een andere dag.`,
  enrolment_cancelled: () =>
    `Deze inschrijving in de school is geannuleerd: ze blijft in het inschrijvingsregister staan en verandert niet meer. ${NOTHING} Schrijf de leerling opnieuw in als dat nodig is.`,
  measure_refused: (v: Values) =>
    `Deze tuchtmaatregel kan niet: ${measureFaults[v.why ?? ""] ?? "er klopt iets niet"}. ${NOTHING}`,
  entry_refused: (v: Values) =>
    `Zo kan het niet in het dossier: ${entryFaults[v.why ?? ""]?.(v) ?? "er klopt iets niet"}${v.source ? ` (${v.source})` : ""}. ${NOTHING}`,
  link_failed: (v: Values) =>
    `${linkFaults[v.why ?? ""] ?? "Het antwoord van de koppeling met Discimus was niet te begrijpen en werd weggegooid."} Er ging niets verloren: wat nog moet, wordt later verstuurd.`,

  // The central server.
  not_joined: () =>
    "Dit register hoort bij geen server. Meld deze laptop eerst aan met de code van de beheerder.",
  joined_already: () => `Dit register hoort al bij een server. ${NOTHING}`,
  code_refused: (v: Values) =>
    codeFaults[v.why ?? ""] ?? "De server kent deze code niet. Kijk ze na.",
  sign_in_refused: () =>
    "Deze naam en dit wachtwoord horen niet bij elkaar. Kijk ze na en meld opnieuw aan.",
  server_failed: (v: Values) =>
    `${serverFaults[v.why ?? ""] ?? "Het antwoord kwam niet van de server en werd weggegooid. Kijk na of de verbinding met het internet open is."} ${v.made === "nothing" ? `Kijk ook het adres na. ${NOTHING}` : "Er ging niets verloren: wat u invoert, blijft op deze laptop bewaard."}`,
  entry_too_large: (v: Values) => entryTooLarge(v),
  mass_change_not_yours: () =>
    `Zo veel tegelijk toelaten mag alleen het hoofd van het secretariaat of een beheerder. ${NOTHING} Vraag het aan wie dat is, of meld u zo aan.`,
  entries_wait: (v: Values) =>
    `De server heeft ${v.waiting ?? ""} wijzigingen nog niet. ${NOTHING} Verstuur ze eerst, of kies om ze achter te laten.`,

  // The register's file.
  register_exists: () =>
    `In deze map staat al een register. ${NOTHING} Sluit Stamboek en start het opnieuw om dat register te openen.`,
  register_missing: () =>
    "In deze map staan back-ups of sleutels van een register, maar het register zelf ontbreekt. Er werd niets gemaakt of gewist. Bel de ICT-coördinator: zij kan het uit een back-up terugzetten.",
  register_in_use: () =>
    "Dit register is al open in een ander venster of programma. Sluit dat eerst en probeer het opnieuw.",
  register_newer: (v: Values) =>
    `Dit register werd door een nieuwere versie van Stamboek bewaard${v.found ? ` (vorm ${v.found}, deze versie kent er ${v.known ?? "minder"})` : ""}. ${NOTHING} Installeer de nieuwste versie.`,
  register_damaged: (v: Values) =>
    `Het bestand van het register is beschadigd${v.detail ? ` (${v.detail})` : ""}. Het werd niet aangeraakt. Bel de ICT-coördinator: er zijn back-ups van de laatste dagen.`,
  upgrade_failed: (v: Values) =>
    `Het register kon niet worden omgezet naar deze versie${v.version ? ` (${v.version})` : ""}. De oude toestand is teruggezet; er ging niets verloren. Bel de ICT-coördinator.`,
  copy_differs: () =>
    "De kopie onder de nieuwe sleutel is niet gelijk aan het register. Het register en zijn sleutel bleven zoals ze waren. Kijk het bestand na bij Instellingen en probeer opnieuw.",
  key_of_before: () =>
    "Deze back-up is gemaakt met een sleutel van voordien. Het herstelblad van toen opent ze.",
  backup_failed: (v: Values) =>
    `De back-up kon niet worden gemaakt of nagekeken${v.detail ? ` (${v.detail})` : ""}. Het register zelf is in orde. Kijk na of er plaats is op de schijf en probeer het opnieuw.`,
  sqlite_too_old: (v: Values) =>
    `De databasebibliotheek is te oud (${v.found ?? "?"}; nodig is ${v.needed ?? "een nieuwere"}). Installeer Stamboek opnieuw.`,
  folder_not_private: () =>
    "Andere gebruikers van deze laptop kunnen de map van het register lezen, en dat kon niet worden verholpen. Bel de ICT-coördinator.",
  folder_on_network: () =>
    "De map van het register staat op een netwerkschijf. Daar kan een register beschadigd raken. Zet het op de schijf van deze laptop.",
  folder_in_cloud: (v: Values) =>
    `De map van het register wordt gekopieerd door ${v.service ?? "een clouddienst"}. Zet het register buiten die map.`,

  // Keys and the session.
  keyring_unavailable: () =>
    "De sleutelbos van deze laptop antwoordt niet: hij ontbreekt, is vergrendeld of weigerde. Ontgrendel hem en probeer opnieuw, of gebruik een van de andere manieren.",
  key_absent: () =>
    "De sleutelbos van deze laptop werkt, maar de sleutel van dit register zit er niet (meer) in. Dat gebeurt na een nieuwe aanmelding, een herstelde laptop of een nieuw wachtwoord.",
  key_wrong: () =>
    "De sleutel die deze laptop bewaart, past niet op dit register. Gebruik de herstelsleutel van het herstelblad.",
  keys_file_missing: () =>
    "Het bestand “keys.json” staat niet meer naast het register. Zet het terug uit een kopie van de map, of bel de ICT-coördinator.",
  keys_file_damaged: () =>
    "Het bestand “keys.json” is onleesbaar of van een nieuwere versie. Bel de ICT-coördinator: naast het bestand staan twee oudere versies.",
  secret_wrong: (v: Values) =>
    `Dit is niet juist.${v.wait_seconds && v.wait_seconds !== "0" ? ` Wacht ${v.wait_seconds} s en probeer opnieuw.` : " Probeer opnieuw."} Let op hoofdletters en op tekens die op elkaar lijken.`,
  too_soon: (v: Values) => `Wacht nog ${v.wait_seconds ?? "even"} s voor de volgende poging.`,
  recovery_mistyped: (v: Values) =>
    v.group && v.group !== "0"
      ? `Er zit een tikfout in groep ${v.group} van de herstelsleutel. Vergelijk die groep met het herstelblad.`
      : "De herstelsleutel heeft acht groepen van vijf tekens. Typ ze alle acht over van het herstelblad.",
  passphrase_weak: () =>
    "Deze wachtzin is te zwak. Neem minstens 14 tekens of 5 woorden, en niet telkens hetzelfde teken.",
  passphrase_needed: () =>
    "Deze laptop heeft geen sleutelbos om de sleutel te bewaren. Kies een wachtzin; Stamboek vraagt ze bij elke start.",
  recovery_groups_wrong: () =>
    "Deze groepen zijn niet die van het herstelblad. Neem het blad dat u net bewaarde en typ de gevraagde groepen opnieuw over.",
  recovery_not_saved: () => "Bewaar of druk eerst het herstelblad af, en typ dan de groepen over.",
  setup_unfinished: () =>
    "De eerste start is nog niet afgerond: het herstelblad moet nog bewaard en overgetypt worden.",

  no_viewer: () =>
    "Er is op deze laptop geen programma gevonden om een PDF te tonen. Bewaar de PDF in een map en open ze daar.",

  // Files of others.
  sheet_unknown_format: () =>
    `Dit bestand is geen XLSX, XLS, ODS of CSV. ${NOTHING} Bewaar de lijst in een van die vormen en kies ze opnieuw.`,
  sheet_damaged: (v: Values) =>
    `Dit bestand is beschadigd of niet wat zijn naam zegt${v.detail ? ` (${v.detail})` : ""}. ${NOTHING} Open het in uw rekenblad, bewaar het opnieuw en kies het dan.`,
  sheet_encrypted: () =>
    `Dit bestand is met een wachtwoord beveiligd. ${NOTHING} Bewaar het zonder wachtwoord en kies het opnieuw.`,
  sheet_macros: () =>
    `Dit bestand bevat macro’s en wordt daarom niet gelezen. ${NOTHING} Bewaar het als gewone XLSX.`,
  sheet_external_links: () =>
    `Dit bestand haalt gegevens uit andere bestanden of programma’s en wordt daarom niet gelezen. ${NOTHING} Plak de waarden in een nieuw blad en bewaar dat.`,
  sheet_nested_archive: () =>
    `In dit bestand zit een ander ingepakt bestand; daarom wordt het niet gelezen. ${NOTHING}`,
  sheet_too_large: (v: Values) =>
    `Dit bestand is te groot: ${(limits[v.what ?? ""] ?? (() => "het gaat over een grens"))(v.limit ?? "")}${v.row ? ` (${line(v)})` : ""}. ${NOTHING} Verdeel het over meerdere bestanden of verwijder wat niet nodig is.`,
  sheet_timeout: (v: Values) =>
    `Het lezen duurde langer dan ${v.seconds ?? "30"} s en werd gestopt. ${NOTHING} Bewaar alleen het blad dat nodig is en probeer opnieuw.`,
  sheet_empty: () => `In dit blad staan geen rijen. ${NOTHING} Kies een ander blad of bestand.`,
  csv_quotes: (v: Values) =>
    `In ${line(v)} begint een aanhalingsteken dat nergens gesloten wordt. ${NOTHING} Verbeter die regel.`,
  csv_nul: (v: Values) =>
    `In ${line(v)} staat een teken dat in geen tekst thuishoort; dit lijkt geen CSV-bestand. ${NOTHING}`,
  csv_line_too_long: (v: Values) =>
    `${line(v)[0]?.toUpperCase()}${line(v).slice(1)} is langer dan ${v.limit ?? ""} MiB; dit lijkt geen CSV-bestand. ${NOTHING}`,
  csv_encoding: (v: Values) =>
    `In ${line(v)} staan tekens die niet leesbaar zijn in de codering van het bestand. ${NOTHING} Bewaar het als “CSV UTF-8”.`,
  columns_missing: (v: Values) =>
    `Duid nog aan in welke kolom dit staat: ${(v.targets ?? "")
      .split(",")
      .map((target) => shared.fields[target.trim()] ?? target.trim())
      .join(", ")}.`,
  plan_not_applicable: (v: Values) =>
    `Dit kan nog niet worden toegepast: ${[
      v.refused && v.refused !== "0" ? `${v.refused} rijen zijn geweigerd` : "",
      v.undecided && v.undecided !== "0" ? `${v.undecided} rijen wachten op uw keuze` : "",
    ]
      .filter(Boolean)
      .join(" en ")}. Los ze op of laat die rijen weg.`,

  // Barcode sheets.
  cards_label_too_small: (v: Values) =>
    `De streepjescode past niet op dit etiket: ze vraagt ${v.needed ?? "?"} mm en er is ${v.have ?? "?"} mm. ${v.fits ? `Het kleinste vel waarop ze past is ${v.fits}.` : "Kies een andere inhoud of een ander vel."}`,
  cards_off_page: (v: Values) =>
    `Met de ijking van printer “${v.printer ?? ""}” valt een deel naast het blad${v.sheet ? ` (${v.sheet})` : ""}. Kijk de ijking na.`,
  cards_characters: (v: Values) =>
    `“${v.text ?? ""}” kan niet als ${v.symbology === "code39" ? "Code 39" : "Code 128"} gedrukt worden. Gebruik cijfers en hoofdletters, of kies een andere streepjescode.`,
  cards_nobody: (v: Values) =>
    `Niemand in deze keuze heeft een nummer om te drukken${v.left_out ? ` (${v.left_out} personen zonder nummer)` : ""}. Kies anderen, of lees eerst de nummerlijst in.`,
};

export const problems: Record<Code, (values: Values) => string> = sentences;
