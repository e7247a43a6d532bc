/** Texts of the screen Barcodes. */
const n = (value: number) => value.toLocaleString("nl-BE");

export const cards = {
  title: "Barcodes",
  toReprint: (count: number) =>
    count === 0 ? "alles is afgedrukt met het huidige nummer" : `${n(count)} nog te drukken`,
  loading: "Barcodes worden geladen…",
  testSheet: "Testblad…",
  calibrate: "Printer ijken…",
  own: "Eigen formaten…",
  units: "Eenheden…",
  print: (sheets: number) => `Afdrukken – ${n(sheets)} ${sheets === 1 ? "blad" : "bladen"}`,
  printNothing: "Afdrukken",
  save: "Bewaren als pdf…",
  printHint:
    "Afdrukken opent de pdf in het programma van uw computer. Kies daar ‘werkelijke grootte’ of 100 %, nooit ‘aanpassen aan pagina’.",
  busy: "De bladen worden gemaakt…",
  made: (file: string, sheets: number, stickers: number) =>
    `${file}: ${n(stickers)} ${stickers === 1 ? "barcode" : "barcodes"} op ${n(sheets)} ${sheets === 1 ? "blad" : "bladen"}.`,
  madeHint: "Mislukt er een blad in de printer? Duid het hieronder aan bij ‘Laatste afdrukken’.",
  choices: "Keuzes voor deze afdruk",
  who: "Wie",
  whoOptions: {
    outdated: "Nog niet herdrukt",
    classes: "Klassen",
    pupils: "Selectie",
    all: "Iedereen",
    list: "Uit een lijst",
  },
  whichClasses: "Welke klassen",
  allClasses: "Alle klassen",
  classCount: (count: number) =>
    count === 0 ? "Alle klassen" : count === 1 ? "1 klas" : `${n(count)} klassen`,
  noClass: "zonder klas",
  pickAll: "Alle",
  pickNone: "Geen",
  filterClasses: "Filter klassen",
  selection: (count: number) =>
    count === 0
      ? "Nog niemand gekozen"
      : count === 1
        ? "1 leerling gekozen"
        : `${n(count)} leerlingen gekozen`,
  selectionHint:
    "Kies leerlingen in het scherm Leerlingen (spatiebalk, dan ‘Naar Barcodes’), of scan een oude kaart en kies ‘Herdrukken’.",
  selectionClear: "Selectie leegmaken",
  toPupils: "Naar Leerlingen",
  toCards: "Naar Barcodes",
  list: "Lijst kiezen…",
  listHint:
    "Bladen rechtstreeks uit een lijst (xlsx, xls, ods of csv) zonder die in te lezen: voor personeel, externen of een andere school. Er wordt niets in het register bewaard.",
  listRows: (file: string, rows: number) => `${file} · ${n(rows)} rijen`,
  listColumns: "Kolommen",
  what: "Wat",
  layouts: {
    stickers: "Stickers per leerling",
    class_sheet: "Klassenblad (A4, om van papier te scannen)",
    units: "Blad met eenheden en artikelen",
  },
  sheet: "Vel",
  ownFormats: "Eigen formaten",
  labels: (count: number) => `${count} etiketten`,
  content: "Inhoud",
  payloads: {
    registratie: "Registratie 2.0 – 10 cijfers",
    raw: "Nummer zonder nullen",
    prefixed: "Nummer met voorvoegsel",
    stamboek: "Vaste Stamboekcode",
  },
  prefix: "Voorvoegsel",
  contentHint: {
    registratie: "Niet zeker wat uw scanner leest? Druk eerst het testblad.",
    raw: "Het huidige persoonsnummer zoals het is, zonder voorloopnullen.",
    prefixed:
      "Het voorvoegsel met daarachter het nummer. Enkel cijfers, hoofdletters en een koppelteken.",
    stamboek: "Verandert nooit, ook niet bij een databasemigratie. Enkel te scannen met Stamboek.",
  },
  bars: "Streepjescode",
  symbologies: { code128: "Code 128", code39: "Code 39" },
  module: (mm: string, dots: number) =>
    `smalste streep ${mm} mm = ${dots} ${dots === 1 ? "punt" : "punten"} van de printer`,
  example: (text: string) => `bijvoorbeeld ${text}`,
  printer: "Printer",
  noPrinter: "Gewone printer, 600 dpi",
  printerDpi: (name: string, dpi: number) => `${name}, ${dpi} dpi`,
  start: "Begin op",
  startHint: "klik het eerste vrije etiket aan op het vel",
  copies: "Exemplaren",
  tooSmall: {
    title: "Dit etiket is te klein voor deze barcode",
    text: (needed: string, have: string) =>
      `De streepjescode vraagt ${needed.replace(".", ",")} mm en er is ${have.replace(".", ",")} mm. Smallere strepen leest een scanner niet meer; er wordt niets gedrukt.`,
    use: (format: string) => `Neem ${format}`,
    smallest: (format: string) => `Het kleinste formaat dat past is ${format}.`,
    none: "Geen enkel formaat past: kies een kortere inhoud of Code 128.",
  },
  previewOf: (sheet: number, sheets: number, classes: string) =>
    `Vel ${n(sheet)} van ${n(sheets)}${classes ? ` · ${classes}` : ""}`,
  previousSheet: "Vorig vel",
  nextSheet: "Volgend vel",
  previewAlt: (sheet: number) => `Voorbeeld van vel ${sheet}, zoals het uit de printer komt`,
  startHere: (label: number) => `Begin op etiket ${label}`,
  empty: {
    title: "Niets om af te drukken",
    outdated: "Iedereen in deze keuze heeft een kaart met het huidige nummer.",
    classes: "Kies minstens één klas.",
    pupils: "Kies eerst leerlingen.",
    list: "Kies een lijst met namen en nummers.",
    prefix: "Tik eerst het voorvoegsel dat voor elk nummer komt.",
    units: "Tik eerst de eenheden en artikelen van de school in.",
    all: "Er staan nog geen leerlingen in het register.",
  } as Record<string, string>,
  withoutNumber: (count: number) =>
    count === 1
      ? "1 leerling zonder nummer wordt niet gedrukt"
      : `${n(count)} leerlingen zonder nummer worden niet gedrukt`,
  shortened: (count: number) =>
    count === 1
      ? "1 naam is ingekort om op het etiket te passen"
      : `${n(count)} namen zijn ingekort om op het etiket te passen`,
  missingCharacters: (count: number) =>
    count === 1
      ? "1 teken bestaat niet in het lettertype en wordt als □ gedrukt"
      : `${n(count)} tekens bestaan niet in het lettertype en worden als □ gedrukt`,
  classTable: "Herdrukt per klas",
  columns: { class: "Klas", printed: "Herdrukt", last: "Laatste afdruk" },
  ofTotal: (printed: number, total: number) => `${n(printed)} van ${n(total)}`,
  never: "nog niet",
  failed: (count: number) => (count === 1 ? "1 vel mislukt" : `${count} vellen mislukt`),
  inThisPrint: "in deze afdruk",
  progress: "Voortgang",
  progressText: (printed: number, total: number, classes: number) =>
    `${n(printed)} van ${n(total)} herdrukt${classes === 0 ? "" : classes === 1 ? ", nog 1 klas" : `, nog ${n(classes)} klassen`}`,
  classesLeft: (classes: number) =>
    classes === 0 ? "alles klaar" : classes === 1 ? "nog 1 klas" : `nog ${n(classes)} klassen`,
  prints: "Laatste afdrukken",
  noPrints: "Nog niets afgedrukt.",
  printRow: (stickers: number, sheets: number) =>
    `${n(stickers)} ${stickers === 1 ? "barcode" : "barcodes"} · ${n(sheets)} ${sheets === 1 ? "vel" : "vellen"}`,
  sheetsOf:
    "Duid aan welke vellen mislukt zijn; die leerlingen komen terug bij ‘Nog niet herdrukt’.",
  sheetOk: (sheet: number) => `Vel ${sheet}: gelukt`,
  sheetFailed: (sheet: number) => `Vel ${sheet}: mislukt`,
  showSheets: "Vellen tonen",
  today: "vandaag",
  yesterday: "gisteren",
  close: "Sluiten",
  cancel: "Annuleren",
  keep: "Bewaren",
  remove: "Verwijderen",
  add: "Toevoegen",
  saved: "Bewaard.",
  printers: {
    title: "Printers en ijken",
    intro:
      "Een printer verschuift en rekt een beetje. Druk het meetblad op gewoon papier op 100 %, meet met een lat, en tik in wat u meet.",
    list: "Printer",
    new: "Nieuwe printer",
    name: "Naam",
    dpi: "Punten per duim (dpi)",
    offsetX: "Verschuiving naar rechts (mm)",
    offsetY: "Verschuiving naar onder (mm)",
    offsetHint: "Komt alles 1 mm te ver naar links? Tik 1. Te ver naar rechts? Tik -1.",
    measuredX: "De liggende lijn van 200 mm meet (mm)",
    measuredY: "De staande lijn van 200 mm meet (mm)",
    measuredHint: "Tussen 190 en 210 mm. 200 betekent: geen correctie.",
    measurePage: "Meetblad",
    variants: "Testblad",
    variantsHint:
      "Eén blad met alle varianten naast elkaar. Scan ze met uw eigen scanner en in Registratie 2.0 en kies wat daar werkt.",
    open: "Openen en afdrukken",
    save: "Bewaren als pdf…",
    savedAs: (name: string) => `Bewaard als ${name}.`,
    steps: [
      "Open het meetblad en druk het op 100 % af.",
      "Meet de liggende en de staande lijn: ze horen 200 mm te zijn.",
      "Meet hoe ver het kruis van zijn plaats staat en tik de verschuiving in.",
      "Bewaar, en druk het meetblad nog eens af om na te kijken.",
    ],
    wrong:
      "Kijk de getallen na: een meting ligt tussen 190 en 210 mm, een verschuiving tussen -20 en 20 mm.",
    nameWrong: "Geef de printer een naam die nog niet bestaat.",
  },
  formats: {
    title: "Eigen formaten",
    intro: "Voor etiketten die niet in de lijst staan. Meet het vel met een lat, in millimeter.",
    new: "Nieuw formaat",
    basedOn: "Vertrek van",
    name: "Naam",
    fields: {
      page_width: "Breedte van het vel",
      page_height: "Hoogte van het vel",
      columns: "Etiketten naast elkaar",
      rows: "Etiketten onder elkaar",
      label_width: "Breedte van een etiket",
      label_height: "Hoogte van een etiket",
      margin_left: "Linkerrand tot eerste etiket",
      margin_top: "Bovenrand tot eerste etiket",
      pitch_x: "Van linkerkant tot volgende linkerkant",
      pitch_y: "Van bovenkant tot volgende bovenkant",
      corner_radius: "Afronding van de hoeken",
    },
    wrong: {
      name: "Geef het formaat een naam.",
      number: "Elk veld moet een getal zijn.",
      count: "Er moet minstens één etiket op het vel staan, en hoogstens 500.",
      overlap: "De etiketten liggen over elkaar: de afstand is kleiner dan het etiket.",
      outside: "De etiketten lopen over de rand van het vel.",
    },
    delete: "Formaat verwijderen",
    empty: "Nog geen eigen formaten.",
  },
  unitsPanel: {
    title: "Eenheden en artikelen",
    intro:
      "Tik de eenheden en artikelen van de school in met de code uit uw registratieprogramma. Scan eerst het artikel en daarna de leerlingen.",
    text: "Tekst onder de barcode",
    code: "Code",
    empty: "Nog geen eenheden. Voeg er een toe, bijvoorbeeld ‘Warme maaltijd’.",
    wrong:
      "Een code bestaat uit 1 tot 32 cijfers, hoofdletters of koppeltekens, en elke eenheid heeft een tekst.",
    twice: "Twee eenheden hebben dezelfde code.",
  },
};
