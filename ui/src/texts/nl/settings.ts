/** Words of the screen Instellingen. */

export const settings = {
  title: "Instellingen",
  loading: "Instellingen worden opgehaald…",
  school: {
    title: "School",
    name: "Naam van de school",
    institution: "Instellingsnummer",
    institutionWrong: "Een instellingsnummer heeft zes cijfers.",
    database: "Database van de persoonsnummers",
    databaseHint:
      "De naam die uw leerlingenpakket aan de database geeft. Na een migratie is dat die van de nieuwe.",
    save: "Bewaren",
    saved: "Instellingen bewaard.",
    revert: "Terug zoals het was",
  },
  printers: {
    title: "Printers en vellen",
    text: "Printers, ijking, eigen etikettenvellen en artikelcodes stelt u in bij Barcodes.",
    go: "Naar Barcodes",
  },
  keys: {
    title: "Sleutels",
    keyring:
      "De sleutel van het register zit in de sleutelbos van deze laptop. Stamboek opent zonder te vragen zolang u aangemeld bent.",
    passphrase:
      "Het register opent met uw wachtzin. Die wordt nergens bewaard; Stamboek vraagt ze bij elke start.",
    renew: "Nieuw herstelblad maken…",
    renewQuestion:
      "U bewaart of drukt een nieuw blad af en typt er twee groepen van over. Zodra dat klopt, werkt het oude blad niet meer.",
    renewYes: "Ja, nieuw herstelblad",
    change: "Wachtzin wijzigen…",
    current: "Huidige wachtzin",
    save: "Nieuwe wachtzin bewaren",
    changed: "De wachtzin is gewijzigd.",
    busy: "Wachtzin wordt gewijzigd…",
    rotate: {
      open: "Nieuwe sleutel voor het register…",
      title: "Een nieuwe sleutel voor het register",
      when: "Doe dit als iemand anders misschien aan een sleutel kwam: het herstelblad is zoek of werd gekopieerd, iemand kent de wachtzin, of de laptop was even weg. Wie de oude sleutel heeft, kan daarna dit register niet meer openen.",
      steps: [
        "U bewaart of drukt een nieuw herstelblad af en typt er twee groepen van over.",
        "Stamboek schrijft het hele register over in een nieuw bestand met een nieuwe sleutel en kijkt elke rij na. Zolang dat loopt, kunt u niet verder werken: reken op hoogstens een minuut.",
        "Klopt alles, dan neemt het nieuwe bestand de plaats in. Valt de laptop ondertussen uit, dan opent gewoon het oude of het nieuwe; er gaat niets verloren.",
      ],
      backups:
        "Back-ups van voordien houden de oude sleutel. Ze verdwijnen vanzelf na zeven dagen met een back-up; terugzetten kan tot dan op deze laptop of met het oude herstelblad. Bewaar dat blad dus nog even, op een veilige plaats. Er komt meteen een back-up met de nieuwe sleutel.",
      begin: "Verder naar het nieuwe herstelblad",
    },
  },
  backups: {
    title: "Back-ups",
    text: "Elke dag maakt Stamboek een versleutelde kopie op deze laptop en kijkt ze na. De laatste zeven blijven bewaard.",
    now: "Nu een back-up maken",
    busy: "Back-up wordt gemaakt en nagekeken…",
    made: (name: string) => `Back-up gemaakt en nagekeken: ${name}.`,
    unverified: (name: string) => `Back-up gemaakt, maar nakijken lukte niet: ${name}.`,
    verified: "nagekeken",
    notVerified: "niet nagekeken",
    earlierKey: "oude sleutel",
    sheetNeeded:
      "Deze back-up is van voor de nieuwe sleutel. Typ de herstelsleutel over van het herstelblad dat toen gold.",
    sheet: "Herstelsleutel van het oude blad",
    sheetOpen: "Nakijken",
    none: "Nog geen back-up. De eerste komt vanzelf, of maak er nu een.",
    when: "Gemaakt",
    size: "Grootte",
    state: "Staat",
    restore: "Terugzetten…",
    restoreOne: (when: string) => `Back-up van ${when} terugzetten`,
    comparing: "Back-up wordt nagekeken en met het register vergeleken…",
    question: (when: string) => `De back-up van ${when} terugzetten?`,
    lost: (n: string, one: boolean, since: string) =>
      one
        ? `1 invoer die nu in het register staat, staat er niet in: die van ${since}.`
        : `${n} invoeren die nu in het register staan, staan er niet in; de eerste is van ${since}.`,
    nothingLost: "Alles wat nu in het register staat, staat er ook in.",
    gained: (n: string, one: boolean) =>
      one
        ? "1 invoer komt terug die het register nu niet heeft."
        : `${n} invoeren komen terug die het register nu niet heeft.`,
    unknown:
      "Het register zelf gaat niet open: wat er na deze back-up werd ingevoerd, is niet te tellen.",
    kept: "Het register van nu wordt niet gewist. Het blijft onder een andere naam in de map van Stamboek staan.",
    yes: "Ja, terugzetten",
    restoring: "Back-up wordt teruggezet…",
    restored: (when: string, kept: string) =>
      `De back-up van ${when} is teruggezet. Het register van daarvoor heet ${kept}.`,
  },
  check: {
    title: "Bestand nakijken",
    text: "Stamboek kijkt bij elke start na of het bestand gaaf is. U kunt het ook nu doen; dat kan even duren.",
    now: "Nu nakijken",
    busy: "Bestand wordt nagekeken…",
    file: "Bestand gaaf",
    views: "Lijsten gelijk aan de invoeren",
    ops: (n: string) => `${n} invoeren ongewijzigd`,
    fileBad: "Bestand beschadigd",
    viewsBad: "Lijsten wijken af van de invoeren",
    opsBad: (n: string) => `Fout in de ${n} invoeren`,
    what: "Voer niets meer in en bel de ICT-coördinator. Hierboven, bij Back-ups, kan een back-up van de laatste dagen worden teruggezet; het register van nu blijft bewaard.",
  },
  actions: {
    title: "Acties van de laatste dagen",
    text: "Wat u deed, met één knop terug te nemen. Wat daarna nog gewijzigd werd, blijft staan.",
    none: "Nog geen acties. Wat u wijzigt, invoert of afdrukt, verschijnt hier.",
    when: "Wanneer",
    what: "Wat",
    changes: "Wijzigingen",
    undone: "ongedaan gemaakt",
    undo: "Ongedaan maken",
    question: (what: string, n: string) =>
      `“${what}” terugnemen? Dat gaat over ${n} wijzigingen. U kunt het daarna opnieuw doen met Ctrl Y.`,
    yes: "Ja, ongedaan maken",
  },
  about: (version: string) => `Stamboek ${version}`,
};
