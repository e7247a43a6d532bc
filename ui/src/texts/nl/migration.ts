/** Texts of the screen Migratie. */
const n = (value: number) => value.toLocaleString("nl-BE");
const rows = (count: number) => (count === 1 ? "1 rij" : `${n(count)} rijen`);
const pupils = (count: number) => (count === 1 ? "1 leerling" : `${n(count)} leerlingen`);

export const migration = {
  title: "Migratie",
  titleTo: (database: string) => `Migratie naar database “${database}”`,
  transition: (date: string) => `overgang op ${date}`,
  intro: "van de lijsten van uw databasemigratie tot herdrukte barcodes",
  playbook: "Draaiboek",
  undo: "Ongedaan maken…",
  close: "Sluiten",
  cancel: "Annuleren",
  stop: "Stoppen",
  back: "Terug",
  number: n,
  rows,
  pupils,
  steps: {
    label: "Stappen van de migratie",
    pupils: "Leerlingen",
    numbers: "Nummerlijst",
    check: "Controle",
    apply: "Toepassen",
    reprint: "Herdrukken",
    inRegister: (count: number) =>
      count === 0 ? "nog niemand in het register" : `${n(count)} in het register`,
    reading: (file: string) => `${file} wordt nagekeken`,
    noList: "nog geen lijst gekozen",
    list: (file: string, count: number) => `${file} · ${rows(count)}`,
    waiting: "wacht op de nummerlijst",
    questions: (count: number) =>
      count === 1 ? "1 rij vraagt een keuze" : `${n(count)} rijen vragen een keuze`,
    refused: "de lijst wordt geweigerd",
    checked: "alles nagekeken",
    inOneGo: "in één keer, herroepbaar",
    applied: (count: number) => `${n(count)} nieuwe nummers`,
    reprinted: (done: number, total: number) => `${n(done)} van ${n(total)} herdrukt`,
    doneWord: "klaar",
  },
  file: {
    pupilsTitle: "Leerlingen inlezen",
    pupilsText:
      "Kies de leerlingenlijst uit uw administratiepakket (xlsx, xls, ods of csv). U ziet eerst wat er zou veranderen; er wordt niets bewaard voor u dat vraagt.",
    pupilsHave: (count: number) =>
      `Er staan ${pupils(count)} in het register. Lees een nieuwe lijst in om ze bij te werken, of ga verder met de nummerlijst.`,
    numbersTitle: "Nummerlijst kiezen",
    numbersText:
      "Kies de lijst met oude en nieuwe nummers die u van uw leverancier kreeg (xlsx, xls, ods of csv). Ze heeft minstens een kolom met het oude en een met het nieuwe nummer.",
    choose: "Lijst kiezen…",
    other: "Andere lijst…",
    forget: "Lijst sluiten",
    reading: "De lijst wordt gelezen…",
    planning: "De lijst wordt vergeleken met het register…",
    applying: "Wordt toegepast…",
    next: "Verder met de nummerlijst",
    needPupils:
      "Lees eerst de leerlingen in: een nummerlijst alleen zegt niet van wie een nummer is.",
  },
  mapping: {
    title: "Kolommen",
    show: "Kolommen aanpassen",
    hide: "Kolommen verbergen",
  },
  kinds: { pupil: "Leerlingen", boarder: "Internen", staff: "Personeel" } as Record<string, string>,
  verdicts: {
    new: "Nieuw",
    changed: "Gewijzigd",
    unchanged: "Ongewijzigd",
    skipped: "Overgeslagen",
    refused: "Geweigerd",
    left_out: "Weggelaten",
    undecided: "Te beslissen",
    warned: "Met opmerking",
    all: "Alle rijen",
  } as Record<string, string>,
  verdictHints: {
    new: "krijgen een nieuwe fiche",
    changed: "veld per veld hieronder",
    unchanged: "staan al juist in het register",
    skipped: "lege rijen en totalen",
    refused: "laat ze weg of verbeter de lijst",
    left_out: "door u weggelaten",
    undecided: "lijken op iemand die we al kennen",
    warned: "worden ingelezen, maar kijk ze na",
  } as Record<string, string>,
  plan: {
    title: "Wat er zou gebeuren",
    filter: "Filter op resultaat",
    search: "Zoek in de rijen",
    columns: {
      row: "Rij",
      who: "In de lijst",
      class: "Klas",
      verdict: "Resultaat",
      detail: "Wat verandert",
    },
    leaveOut: (name: string) => (name ? `${name} weglaten` : "Rij weglaten"),
    leaveOutShort: "Weglaten",
    takeBack: "Toch inlezen",
    noName: "(geen naam)",
    was: "was",
    empty: "leeg",
    noRows: "Geen rijen met dit resultaat.",
    nothing: "Niets te veranderen: alles staat al zo in het register.",
    apply: (created: number, changed: number) =>
      created === 0 && changed === 0
        ? "Niets in te lezen"
        : [created > 0 && `${n(created)} nieuw`, changed > 0 && `${n(changed)} gewijzigd`]
            .filter(Boolean)
            .join(", "),
    applyButton: "Inlezen…",
    blockedRefused: (count: number) =>
      count === 1
        ? "1 rij kan niet gelezen worden. Laat ze weg of verbeter de lijst."
        : `${n(count)} rijen kunnen niet gelezen worden. Laat ze weg of verbeter de lijst.`,
    blockedUndecided: (count: number) =>
      count === 1 ? "1 rij vraagt nog een keuze." : `${n(count)} rijen vragen nog een keuze.`,
    applied: (created: number, changed: number) =>
      `Ingelezen: ${n(created)} nieuw, ${n(changed)} gewijzigd.`,
    database: "Nummers in deze lijst komen uit database",
    kind: "Deze lijst gaat over",
  },
  confirm: {
    pupilsTitle: "Leerlingen inlezen",
    numbersTitle: "Nieuwe nummers toepassen",
    willHappen: "Dit gebeurt er, in één keer:",
    created: (count: number) =>
      `${pupils(count)} ${count === 1 ? "krijgt" : "krijgen"} een nieuwe fiche`,
    changed: (count: number) => `${pupils(count)} ${count === 1 ? "wordt" : "worden"} bijgewerkt`,
    leftOut: (count: number) => `${rows(count)} ${count === 1 ? "wordt" : "worden"} weggelaten`,
    renumbered: (count: number, database: string) =>
      `${n(count)} ${count === 1 ? "persoon krijgt" : "personen krijgen"} een nieuw nummer in database “${database}”`,
    old: "Het oude nummer blijft bewaard: een oude barcode zegt nog van wie ze was",
    missing: (count: number) =>
      `${n(count)} ${count === 1 ? "persoon behoudt het huidige nummer" : "personen behouden hun huidige nummer"}`,
    undecided: (count: number) =>
      `${rows(count)} zonder keuze ${count === 1 ? "wordt" : "worden"} niet toegepast: die personen behouden hun nummer. Lees dezelfde lijst later opnieuw in om ze alsnog te doen`,
    nobody: (count: number) =>
      `${rows(count)} ${count === 1 ? "wordt" : "worden"} overgeslagen: niemand van deze school`,
    ambiguous: (count: number) =>
      `${n(count)} oude ${count === 1 ? "barcode wordt" : "barcodes worden"} dubbelzinnig tot ze herdrukt zijn`,
    undo: "U kunt dit achteraf in zijn geheel ongedaan maken",
    seen: "Ik heb de controle bekeken",
    apply: "Toepassen",
    applyPupils: "Inlezen",
  },
  numbers: {
    settings: "Over deze lijst",
    from: "Van database (oude nummers)",
    to: "Naar database (nieuwe nummers)",
    fromHint: "waar de oude nummers vandaan komen",
    toHint: "waar de nieuwe nummers gelden",
    kind: "De lijst gaat over",
    date: "Nieuwe nummers gelden vanaf",
    check: "Nakijken",
    needDatabases: "Vul beide databases in.",
    sameDatabase:
      "De oude en de nieuwe database hebben dezelfde naam. Dat mag enkel als de nummers binnen één database veranderden.",
    toCheck: "Naar de controle",
    toApply: "Naar toepassen",
    cards: {
      renumbered: "Krijgt een nieuw nummer",
      formerly: (count: number) =>
        count === 0
          ? "geen enkel nieuw nummer was vroeger van iemand anders"
          : count === 1
            ? "waarvan 1 een nummer krijgt dat vroeger van iemand anders was"
            : `waarvan ${n(count)} een nummer krijgen dat vroeger van iemand anders was`,
      unchangedToo: (count: number) => `${n(count)} hadden het al`,
      unmatched: "Oud nummer niet gekend",
      unmatchedHint: (withCandidate: number, without: number) =>
        withCandidate + without === 0
          ? "elk oud nummer hoort bij iemand"
          : `${n(withCandidate)} met een voorstel, ${n(without)} zonder`,
      missing: "Leerling zonder rij in de lijst",
      missingHint: "behouden hun huidige nummer",
      missingNone: "iedereen staat in de lijst",
      refused: "Dubbele of foute rijen",
      refusedHint: "anders wordt de hele lijst geweigerd",
      refusedSome: "de hele lijst wordt geweigerd",
      skipped: (count: number) => `${rows(count)} zonder nummers overgeslagen`,
    },
    tabs: {
      unmatched: "Te beslissen",
      renumbered: "Nieuw nummer",
      missing: "Zonder rij",
      refused: "Geweigerd",
      ambiguous: "Let op bij scannen",
    },
    columns: {
      row: "Rij",
      inList: "In de lijst",
      numbers: "Oud → nieuw nummer",
      proposal: "Voorstel uit het register",
      why: "Waarom",
      who: "Leerling",
      class: "Klas",
      old: "Oud nummer",
      new: "Nieuw nummer",
      formerly: "Vroeger van",
      current: "Huidig nummer",
      reason: "Reden",
      now: "Vanaf nu van",
      before: "Vroeger van",
      number: "Nummer",
      decision: "Keuze",
    },
    same: "Zelfde leerling",
    other: "Iemand anders",
    nobodyShort: "Niemand van ons",
    search: "Zoek…",
    searchTitle: (name: string) => `Wie is ${name || "deze rij"}?`,
    searchHint:
      "Zoek op naam of klas. Staat de leerling niet in het register, kies dan ‘Niemand van ons’: de rij wordt overgeslagen.",
    searchField: "Zoek een leerling",
    searchNone: "Niemand gevonden.",
    choose: "Deze leerling",
    confirmed: "door u bevestigd",
    passedOver: "wordt overgeslagen",
    reconsider: "Herzien",
    noProposal: "geen voorstel",
    more: (count: number) =>
      count === 1 ? "nog 1 andere mogelijkheid" : `nog ${n(count)} andere mogelijkheden`,
    bulk: (count: number) => `${n(count)} zekere voorstellen aanvaarden`,
    bulkHint:
      "Enkel rijen met één voorstel op hetzelfde INSZ, of met zelfde naam en geboortedatum.",
    keys: "↑ ↓ rijen · Z zelfde leerling · A iemand anders · Enter zoeken",
    allDecided: "Alle rijen zijn beslist.",
    allKnown: "Elk oud nummer in de lijst hoort bij iemand in het register.",
    attention: "Let op bij scannen",
    show: "Tonen",
    attentionText: (count: number) =>
      count === 1
        ? "1 oude barcode is na de overgang het nieuwe nummer van iemand anders. Tot alles herdrukt is, toont Scannen dan beide leerlingen."
        : `${n(count)} oude barcodes zijn na de overgang het nieuwe nummer van iemand anders. Tot alles herdrukt is, toont Scannen dan beide leerlingen.`,
    attentionNone: "Geen enkele oude barcode wordt het nieuwe nummer van iemand anders.",
    refusedText:
      "De hele lijst wordt geweigerd zolang er dubbele of tegenstrijdige rijen in staan: zo krijgt niemand het nummer van iemand anders. Verbeter de lijst en kies ze opnieuw.",
    alreadyApplied: (count: number) => `Toegepast: ${n(count)} nieuwe nummers.`,
    nothing: "Deze lijst verandert niets: alle nummers staan al juist.",
    emptyTitle: "Nog geen nummerlijst",
    emptyText:
      "Kies in stap 2 de lijst met oude en nieuwe nummers. Daarna ziet u hier precies wat er verandert.",
    toList: "Naar stap 2",
    next: (count: number) =>
      count === 1 ? "Nog 1 keuze te maken" : `Nog ${n(count)} keuzes te maken`,
  },
  reprint: {
    title: "Herdrukken",
    text: "Na een databasemigratie verandert het nummer van elke leerling: de barcodes moeten één keer opnieuw gedrukt worden.",
    progress: (done: number, total: number) => `${n(done)} van ${n(total)} herdrukt`,
    left: (classes: number) =>
      classes === 0 ? "alles klaar" : classes === 1 ? "nog 1 klas" : `nog ${n(classes)} klassen`,
    go: "Barcodes herdrukken",
    scan: "Scannen om na te kijken",
    done: "Alle kaarten dragen het huidige nummer.",
    classes: "Klassen die nog herdrukt moeten worden",
    none: "Er staan nog geen leerlingen in het register.",
  },
  undoPanel: {
    title: "Migratie ongedaan maken",
    text: (ops: number, at: string) =>
      `De migratie van ${at} wordt in haar geheel teruggedraaid: ${n(ops)} wijzigingen. De oude nummers gelden dan opnieuw. Wat daarna met de hand gewijzigd is, blijft staan.`,
    confirm: "Ik wil de oude nummers terug",
    do: "Ongedaan maken",
    done: (undone: number, kept: number) =>
      `${n(undone)} wijzigingen teruggedraaid${kept > 0 ? `, ${n(kept)} behouden omdat ze later nog veranderden` : ""}.`,
  },
  playbookPanel: {
    title: "Draaiboek van een databasemigratie",
    intro:
      "Bij een databasemigratie veranderen alle leerlingen- en personeelsnummers van de database die verhuist. De ontvangende database behoudt haar nummers.",
    phases: [
      {
        title: "Vooraf",
        items: [
          "Spreek de datum af: tijdens de migratie kan niemand in de software werken, soms enkele dagen.",
          "Duid een centrale beheerder aan en verzamel de handtekeningen van alle betrokken directies.",
          "Verwittig de leerkrachten, de opvang, het CLB en wie nog koppelingen gebruikt.",
          "Exporteer de leerlingenlijst met de oude nummers en lees ze hier in (stap 1).",
        ],
      },
      {
        title: "Op de dag zelf",
        items: [
          "Vraag de lijsten met oude en nieuwe nummers voor leerlingen, internen en personeel.",
          "Lees elke lijst in en beslis de rijen met een onbekend oud nummer (stap 2 en 3).",
          "Pas toe (stap 4) en druk eerst één testblad om met uw eigen scanner na te kijken.",
        ],
      },
      {
        title: "Achteraf",
        items: [
          "Herdruk de barcodes klas per klas (stap 5) en vernietig de oude kaarten.",
          "Zolang er oude kaarten zijn: scan bij twijfel in het scherm Scannen.",
          "Kijk klaargezette aanwezigheidsbestanden na: daarin staan nog oude nummers.",
          "Kijk betalingen met dezelfde gestructureerde mededeling een tijdlang met de hand na.",
          "Maak de koppelingen met andere programma's opnieuw, en geef gewijzigde gebruikersnamen door.",
        ],
      },
    ],
  },
};
