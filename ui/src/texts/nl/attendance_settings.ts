/** Words of the settings of attendance: codes, follow-up, Informat, letters, the name at entries. */

const official = {
  Z: "Z – afwezig wegens ziekte",
  P: "P – persoonlijke redenen, met akkoord van de directie",
  R: "R – van rechtswege gewettigd",
  B: "B – problematische afwezigheid",
  H: "H – revalidatie tijdens de lestijden",
  M: "M – niet-invulling werkplekleren",
  A: "A – niet-leerplichtige kleuter",
} as const;

const NOTHING = "Er is niets gewijzigd.";

/** Why a list of codes cannot be kept. */
const faults: Record<string, (code: string) => string> = {
  twice: (code) =>
    `Code ${code} staat er al. ${NOTHING} Kies een andere code, of wijzig die regel.`,
  label: (code) =>
    `Code ${code} heeft geen omschrijving, of een van meer dan 80 tekens. ${NOTHING}`,
  missing: (code) =>
    `Code ${code} moet in de lijst blijven: het is een officiële code, L of ?. ${NOTHING}`,
  official: (code) =>
    `${code} op zichzelf geldt voor elke afwezigheid van rechtswege. ${NOTHING} Maak voor tucht een eigen subcode, bijvoorbeeld ${code}T.`,
  letter: (code) =>
    `De eerste letter van ${code} zegt waarvoor de code staat, want die letter gaat naar de overheid. ${NOTHING} Laat ze staan voor wat die letter betekent, of kies een vrije letter.`,
  ended: (code) =>
    `De letter van ${code} had vroeger een betekenis die niet meer bestaat; ze opnieuw gebruiken zou verwarren. ${NOTHING} Kies een andere letter.`,
  no_absence: () => `Te laat staat alleen onder L, nog te bepalen alleen onder ?. ${NOTHING}`,
  evidence: () => `Alleen bij ziekte (Z) hoort een briefje of een attest. ${NOTHING}`,
  discipline: () => `Alleen bij R kan het om een tuchtmaatregel gaan. ${NOTHING}`,
};

export const attendanceSettings = {
  tabs: [
    { path: "/instellingen", label: "School en bestand" },
    { path: "/instellingen/aanwezigheden", label: "Aan- en afwezigheden" },
  ] as const,
  title: "Instellingen",
  loading: "Instellingen worden opgehaald…",
  saved: "Instellingen bewaard.",
  save: "Bewaren",
  user: {
    title: "Uw naam bij invoer",
    text: "Deze naam staat voortaan bij elke code en elk register dat u op deze laptop invoert.",
    label: "Uw naam",
    hint: "Bijvoorbeeld “Katrien D.”; hoogstens 60 tekens. Leeg: er staat geen naam bij.",
    byPin: (name: string) =>
      `Bij wat u invoert, staat “${name}”: wie met een pincode ontgrendelde. Wie op deze laptop werkt, kiest u bij “School en bestand”.`,
    saved: (name: string) =>
      name ? `Voortaan staat “${name}” bij wat u invoert.` : "Er staat geen naam meer bij invoer.",
  },
  codes: {
    title: "Codes van de school",
    text: "De zeven officiële codes, L en ? blijven altijd in de lijst. Eigen subcodes (R03, B01) staan elk voor één officiële code; alleen die gaat naar de overheid.",
    code: "Code",
    label: "Omschrijving",
    meaning: "Staat voor",
    actions: "Wijzigen",
    add: "Subcode toevoegen",
    newTitle: "Subcode toevoegen",
    changeTitle: (code: string) => `Code ${code} wijzigen`,
    change: "Wijzigen",
    changeOne: (code: string) => `${code} wijzigen`,
    remove: "Verwijderen",
    removeOne: (code: string) => `${code} verwijderen`,
    saved: (code: string) => `Code ${code} bewaard.`,
    removed: (code: string) =>
      `Code ${code} verwijderd. Wat er al mee ingevoerd werd, blijft staan.`,
    codeHint: "Een letter en hoogstens drie letters of cijfers, bijvoorbeeld R03.",
    codeWrong:
      "Een code begint met een letter of ?, gevolgd door hoogstens drie letters of cijfers.",
    labelMissing: "Geef de code een omschrijving.",
    official: "Officiële code",
    fixed: "De eerste letter bepaalt dit.",
    evidence: "Bewijs",
    evidences: {
      "": "niet gezegd",
      parents_note: "briefje van de ouders",
      certificate: "medisch attest",
    } as const,
    discipline: "Tuchtmaatregel: de leerling wordt niet op school verwacht",
    late: "te laat (aanwezig)",
    open: "nog te bepalen",
    disciplineShort: "tucht",
    officialNames: official,
    faults,
  },
  followUp: {
    title: "Opvolging",
    open: "Afwezigheid zonder reden (?) opvolgen na zoveel kalenderdagen",
    openHint:
      "Geen wet legt dit vast; 7 dagen is de termijn waarbinnen een register volledig moet zijn.",
    propose: "Na een tijd voorstellen om er B van te maken",
    proposeHint: "Stamboek stelt alleen voor, bij Opvolging; u bevestigt elke keer zelf.",
    days: "Voorstellen na zoveel kalenderdagen",
    wrong: "Vul een aantal dagen in, van 1 tot 365.",
  },
  slots: {
    title: "Informat",
    text: "De cijfers van de tijdsblokken in het bestand voor Informat. U vindt ze daar bij Algemeen › Structuur › Afwezigheden.",
    vm: "Voormiddag",
    nm: "Namiddag",
    wrong: "Twee verschillende cijfers, van 1 tot 9.",
  },
  letters: {
    title: "Brieven",
    text: "De tekst van elke brief. Velden tussen dubbele accolades vult Stamboek in.",
    letter: "Brief",
    body: "Tekst",
    fields: "Velden om in te voegen",
    insert: (name: string) => `{{${name}}}`,
    preview: "Voorbeeld, met wat er op de plaats van elk veld komt",
    unknown: (names: string) => `Dit veld bestaat niet: ${names}. Verbeter het of haal het weg.`,
    saved: "Tekst van de brief bewaard.",
    standard: "Terug naar de standaardtekst",
  },
};
