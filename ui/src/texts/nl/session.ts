/** Words of the screens before the register is open. */

const MAKES = "Stamboek maakt een sleutel en een versleuteld register op deze laptop.";
const SHEET = "U bewaart een herstelblad. Daarmee raakt u altijd weer binnen.";

export const session = {
  first: {
    title: "Welkom bij Stamboek",
    intro:
      "Stamboek bewaart het leerlingenregister van uw school versleuteld op deze laptop, helpt bij een databasemigratie en drukt barcodes met het juiste nummer.",
    choose: "Hoe wilt u beginnen?",
    demo: "Met de demoschool",
    demoHint:
      "Een verzonnen basisschool met leerlingen, klassen en nummers. Om alles rustig uit te proberen; niemand in de lijst bestaat echt.",
    empty: "Met een leeg register",
    emptyHint: "Voor uw eigen school. De leerlingen leest u daarna in uit een lijst.",
    join: "Aansluiten bij de server van de school",
    joinHint:
      "Als collega’s al met Stamboek werken. U hebt het adres van de server nodig, en een code van de beheerder.",
    school: "Naam van de school",
    institution: "Instellingsnummer",
    institutionHint: "Zes cijfers, zoals op uw brieven van AGODI.",
    institutionWrong: "Een instellingsnummer heeft zes cijfers.",
    schoolMissing: "Vul de naam van de school in.",
    whatHappens: "Wat er nu gebeurt",
    steps: {
      demo: [MAKES, SHEET, "Daarna kunt u meteen werken."],
      empty: [MAKES, SHEET, "Daarna kunt u meteen werken."],
      join: [
        "Stamboek kijkt of de server er is. Is hij er niet, dan wordt er niets gemaakt.",
        MAKES,
        "De server laat deze laptop binnen met uw code. Weigert hij ze, dan kiest u opnieuw: een andere code, of alleen beginnen.",
        SHEET,
        "U meldt u aan, en de gegevens van de school worden opgehaald.",
      ],
    },
    start: "Beginnen",
    busy: "Sleutel en register worden gemaakt…",
  },
  passphrase: {
    why: "Deze laptop heeft geen sleutelbos die de sleutel kan bewaren. Kies daarom een wachtzin. Stamboek vraagt ze bij elke start en bewaart ze nergens.",
    label: "Wachtzin",
    repeat: "Wachtzin nog eens",
    differs: "De twee wachtzinnen zijn niet gelijk.",
    hint: "Minstens 14 tekens of 5 woorden. Vijf gewone woorden die niets met elkaar te maken hebben, onthoudt u het best.",
    strength: "Sterkte van de wachtzin",
    levels: ["te zwak", "net genoeg", "goed", "heel goed"] as const,
    title: "Welkom terug",
    intro: "Typ uw wachtzin om het register te openen.",
    open: "Register openen",
    show: "Tonen wat ik typ",
    busy: "Register wordt geopend…",
    forgotten: "Wachtzin vergeten? Gebruik de herstelsleutel",
    back: "Terug naar de wachtzin",
  },
  recovery: {
    title: "Bewaar uw herstelblad",
    intro:
      "Op het herstelblad staat de enige andere sleutel van dit register. Raakt de laptop zijn sleutel kwijt, dan opent u het register hiermee. Zonder dit blad kan niemand erbij, ook wij niet.",
    save: "1. Bewaar of druk het blad af",
    saveHint:
      "Druk het af en leg het in de kluis of bij de directie, niet bij deze laptop. Er staan geen gegevens van leerlingen op.",
    saveButton: "Herstelblad bewaren…",
    saveAgain: "Nog eens bewaren…",
    saved: (name: string) => `Bewaard als ${name}.`,
    savedBefore: "Het herstelblad is bewaard.",
    type: "2. Typ twee groepen over van het blad",
    typeHint: "Zo weten we allebei dat het blad leesbaar is.",
    group: (n: number) => `Groep ${n}`,
    confirm: "Klaar, naar het register",
    back: "Terug, zonder iets te wijzigen",
    rotate: {
      title: "Een nieuw herstelblad en een nieuwe sleutel",
      intro:
        "Het nieuwe blad hoort bij de nieuwe sleutel van het register. Het oude blad blijft gelden tot u hieronder op ‘Sleutel vernieuwen’ drukt en Stamboek zegt dat het klaar is.",
      confirm: "Sleutel vernieuwen",
      busy: "Het register wordt overgeschreven en nagekeken…",
      done: "Het register heeft een nieuwe sleutel en de inhoud is nagekeken. Het oude herstelblad opent alleen nog de back-ups van voordien.",
    },
    keyLabel: "Herstelsleutel",
    keyHint: "Acht groepen van vijf tekens, met of zonder streepjes.",
  },
  missing: {
    title: "De gegevens zijn er nog, de sleutel ontbreekt",
    safe: "Het register staat ongeschonden op deze laptop. Er is niets gewist en er wordt niets nieuws gemaakt. Alleen de sleutel om het te openen is niet gevonden.",
    ways: "Zo raakt u weer binnen",
    retry: "Opnieuw proberen",
    retryHint: "Als de sleutelbos nog vergrendeld was: meld u aan en probeer opnieuw.",
    passphrase: "Met de wachtzin",
    recovery: "Met het herstelblad",
    recoveryHint:
      "Typ de herstelsleutel over. Daarna krijgt u een nieuw herstelblad; het oude geldt dan niet meer.",
    board: "Bel de ICT-coördinator van uw scholengemeenschap",
    boardHint:
      "Lukt het niet, laat de map van Stamboek dan staan zoals ze is. Met het bestand “keys.json” en een back-up kan zij verder helpen.",
    open: "Openen",
  },
  refused: {
    title: "Het register gaat niet open",
    safe: "Er is niets gewijzigd of gewist.",
    backups: "Een back-up terugzetten",
    backupsHint:
      "Bel eerst de ICT-coördinator als u twijfelt. Probeer het ook eens opnieuw: een schijf die even niet antwoordt, ziet er net zo uit.",
  },
  wait: (seconds: number) =>
    seconds > 90 ? `Nog ${Math.ceil(seconds / 60)} min wachten` : `Nog ${seconds} s wachten`,
};
