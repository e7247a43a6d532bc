/** Words of the new school year, and of a new institution number. */

export const newYear = {
  title: "Nieuw schooljaar",
  subtitle: (year: string) => `naar ${year}`,
  intro:
    "Zeg per klas waar de leerlingen naartoe gaan, en voor wie dat anders is per leerling. Er wordt niets bewaard voor u klaarzet; daarna kan alles in één keer terug.",
  views: { label: "Wat u ziet", classes: "Per klas", pupils: "Per leerling" },
  planning: "Wordt nagekeken…",
  none: {
    title: "Niemand om over te zetten",
    text: "Er is dit schooljaar nog niemand ingeschreven. Schrijf eerst leerlingen in.",
  },
  columns: {
    class: "Klas",
    pupils: "Leerlingen",
    name: "Naam en voornaam",
    was: "Dit schooljaar",
    passing: "Volgend schooljaar",
    what: "Wat gebeurt er",
    decided: "Gekozen",
  },
  nobody: "Hier is niemand.",
  withoutClass: "zonder klas",
  proposal: "voorstel",
  decided: "gekozen",
  passing: {
    group: (name: string, group: string, location: string) =>
      [name || "klas nog niet gekend", group && `groep ${group}`, location && `vest. ${location}`]
        .filter(Boolean)
        .join(" · "),
    leaves: (cause: string) => (cause ? `vertrekt · ${cause}` : "vertrekt"),
    unknown: "nog niet gekend",
  },
  verdicts: {
    passes: "gaat over",
    leaves: "vertrekt",
    unknown: "onbekend",
    already: "al gedaan",
    refused: "kan niet",
  },
  all: "iedereen",
  keys: "Spatie: selecteren. O: gaat over met de klas. V: vertrekt op 30 juni. N: nog niet gekend. Enter: kiezen waarheen.",
  openPupils: (name: string) => `Leerlingen van ${name}`,
  clear: "Alle keuzes wissen",
  clearAsk: "Alle keuzes voor klassen en leerlingen verdwijnen. Er is nog niets bewaard.",
  clearYes: "Ja, wissen",
  panel: {
    class: (name: string) => `Klas ${name}`,
    pupils: (n: string) => `${n} leerlingen`,
    subtitle: "volgend schooljaar",
    to: "Wat gebeurt er?",
    group: "Gaat over",
    groupHint: "Naar een klas en groep van het nieuwe schooljaar, vanaf 1 september.",
    leaves: "Vertrekt",
    leavesHint: "Einddatum 30 juni.",
    unknown: "Nog niet gekend",
    unknownHint: "Blijft zoals het is, zonder inschrijving in het nieuwe schooljaar.",
    class_: "Klas",
    classHint: "Mag later",
    group_: "Administratieve groep",
    location: "Vestigingsplaats",
    locationHint: "Leeg: de huidige",
    cause: "Aanleiding",
    situation: "Situatie na de uitschrijving",
    save: "Kiezen",
    forget: "Terug naar het voorstel",
  },
  apply: (year: string) => `${year} klaarzetten…`,
  ask: (passing: string, leaving: string, unknown: string) =>
    `${passing} gaan over, ${leaving} vertrekken op 30 juni, ${unknown} blijven nog zonder inschrijving. Dit kan in één keer terug.`,
  yes: "Ja, klaarzetten",
  done: (year: string, passing: string, leaving: string) =>
    `Schooljaar ${year} staat klaar: ${passing} over, ${leaving} vertrekken.`,
  restructure: {
    title: "Herstructurering",
    subtitle: "naar een nieuw instellingsnummer",
    intro:
      "Inschrijvingen die op deze dag lopen of later beginnen, gaan met hun stamnummer over naar het nieuwe instellingsnummer. Schrijf tot die dag in onder het huidige nummer.",
    from: "Huidig instellingsnummer",
    to: "Nieuw instellingsnummer",
    toHint: "Zes cijfers",
    on: "Vanaf",
    goes: "gaat over",
    nothing: "Vul het nieuwe instellingsnummer in.",
    counts: (n: string, already: string, refused: string) =>
      `${n} gaan over · ${already} al gedaan · ${refused} kan niet`,
    apply: "Overzetten…",
    ask: (n: string, from: string, to: string) =>
      `${n} leerlingen gaan van ${from} naar ${to}. Dit kan in één keer terug.`,
    yes: "Ja, overzetten",
    done: (n: string, to: string) => `${n} leerlingen staan nu in instelling ${to}.`,
  },
};
