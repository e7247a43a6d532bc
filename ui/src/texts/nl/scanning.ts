/** Texts of the screen Scannen. */

/** The part for who comes in late. */
const late = {
  title: "Te laat aan de poort",
  subtitle: (half: string, day: string) => `${half}, ${day}`,
  fieldHint:
    "Scan de kaart van wie te laat komt. Uur en code L worden meteen bewaard; Tab brengt u naar de reden, Enter bewaart ze.",
  half: "Halve dag",
  now: "volgens het uur",
  emptyTitle: "Nog niemand te laat",
  emptyText:
    "Scan een kaart: Stamboek zet bij die leerling L met het uur van nu, op deze halve dag. Een leerling die te laat komt, is aanwezig; L gaat niet naar de overheid.",
  noon: "Vóór 12 uur telt als voormiddag. Kies de andere halve dag als dat hier niet klopt.",
  saved: (time: string) => `Te laat, ${time}`,
  undone: "Ongedaan gemaakt",
  already: (code: string, time: string) =>
    `Hier staat al ${code}${time ? ` (${time})` : ""}. Er is niets gewijzigd.`,
  replace: "Toch te laat zetten",
  notFound:
    "Deze leerling staat vandaag niet in het register van een klas. Kijk de inschrijving na op de fiche.",
  which: "Wie is het?",
  choose: (name: string) => `${name} is te laat`,
  unknown: "Deze code is van geen leerling. Er is niets gewijzigd.",
  reason: "Reden",
  reasonHint: "Bijvoorbeeld: trein had vertraging. Enter bewaart en gaat verder met scannen.",
  saveReason: "Reden bewaren",
  reasonSaved: "Reden bewaard.",
  list: "Laatst binnengekomen",
  listNote: "Wat u hier scande sinds de start; alles staat ook in het dagregister.",
  columns: {
    at: "Uur",
    who: "Leerling",
    className: "Klas",
    reason: "Reden",
    undo: "Ongedaan maken",
  },
  undo: (name: string) => `Ongedaan maken voor ${name}`,
};

export const scanning = {
  late,
  title: "Scannen",
  subtitle: "Controleer of een sticker of kaart de juiste leerling aanwijst",
  tabs: [
    { path: "/scannen", label: "Kaart nakijken" },
    { path: "/scannen/te-laat", label: "Te laat aan de poort" },
  ] as const,
  field: "Scan een barcode",
  fieldHint:
    "Scan, of tik een nummer en druk op Enter. Dit veld luistert altijd zolang dit scherm openstaat.",
  listening: "Klaar om te scannen",
  notListening: "Klik hier om verder te scannen",
  emptyTitle: "Nog niets gescand",
  emptyText:
    "Houd een afgedrukte sticker voor de scanner. Groen is de juiste leerling, oranje een oude barcode die herdrukt moet worden, rood een onbekende code.",
  legend: {
    green: "de huidige barcode van deze leerling",
    amber: "van wie ze was, en of de kaart herdrukt moet worden",
    ambiguous: "wijst naar twee leerlingen; u ziet ze allebei, het programma kiest niet",
    article: "een eenheid of artikel van de school",
    red: "van niemand, nu of vroeger",
  },
  result: {
    green: "Juist",
    amber: "Oude barcode",
    ambiguous: "Niet eenduidig",
    article: "Artikel",
    red: "Onbekend",
    refused: "Niet gelezen",
  },
  sign: { green: "✓", amber: "↻", ambiguous: "?", article: "■", red: "✕", refused: "–" },
  sentence: {
    green: "Deze barcode is geldig.",
    greenTag: "Dit is de vaste Stamboekcode van deze leerling.",
    amber: (database: string, until: string) =>
      `Dit nummer was van deze leerling${database ? ` in database ${database}` : ""}${until ? ` tot en met ${until}` : ""}. `,
    amberReprint: "De kaart moet herdrukt worden.",
    amberPrinted: "Er is al een kaart met het huidige nummer gedrukt: vernietig deze oude.",
    ambiguous:
      "Deze code wijst naar meer dan één: bijvoorbeeld het oude nummer van de ene leerling en het nieuwe van de andere. Kijk op de kaart wie het is.",
    article: (text: string) => `Dit is geen leerling maar de eenheid “${text}”.`,
    red: "Geen leerling en geen eenheid van deze school heeft deze code, nu of vroeger.",
  },
  refused: {
    too_long: "Meer dan 32 tekens: dat is geen barcode van deze school.",
    too_fast: "Meer dan 20 scans in één seconde: deze scan is overgeslagen.",
    strange: "De code bevat tekens die in onze barcodes niet voorkomen (enkel 0-9, A-Z en -).",
  },
  orArticle: (text: string) => `Ze is ook de eenheid “${text}”.`,
  through: {
    current_number: "Huidig nummer",
    old_number: "Oud nummer",
    tag: "Vaste Stamboekcode",
  } as Record<string, string>,
  database: "Database",
  until: "tot en met",
  classLabel: "Klas",
  cardLabel: "Kaart",
  card: {
    printed: "afgedrukt met dit nummer",
    outdated: "te herdrukken",
    never: "nog nooit afgedrukt",
  } as Record<string, string>,
  reprint: "Herdrukken",
  reprintAll: (n: number) => `${n} ${n === 1 ? "leerling" : "leerlingen"} herdrukken`,
  inSelection: "Staat klaar bij Barcodes",
  toCards: "Naar Barcodes",
  openPupil: "Fiche openen",
  number: "Nummer nu",
  noNumber: "nog geen nummer",
  noClass: "geen klas",
  history: "Gescand in deze sessie",
  historyNote: "Deze lijst wordt nergens bewaard.",
  columns: { at: "Uur", code: "Code", result: "Resultaat", who: "Wie" },
  clear: "Lijst wissen",
  scans: (n: number) => (n === 1 ? "1 scan" : `${n} scans`),
  busy: "Zoeken…",
};
