/** Words of the enrolments in the file of a pupil: the picture, leaving, moving. */
import { date } from "../../shared/format";

export const enrolmentFile = {
  title: "Dossier",
  loading: "Dossier wordt opgehaald…",
  tabs: { enrolments: "Inschrijvingen", dossier: "Dossier" },
  label: "Delen van het dossier",
  sheet: "Fiche",
  year: "Jaarkalender",
  leave: "Uitschrijven…",
  move: "Andere groep of klas…",
  again: "Opnieuw inschrijven…",
  first: "Inschrijven…",
  missing: "Nog aan te vullen",
  complete: "Alles staat ingevuld",
  picture: {
    title: "In beeld",
    label: (n: string) => `Tijdlijn: ${n}`,
    school: "School",
    group: "Groep",
    class: "Klas",
    today: "vandaag",
  },
  none: "Nog geen inschrijving in de school. Zolang er geen is, telt de leerling nergens mee.",
  schools: "Inschrijvingen in de school",
  groups: "Administratieve groepen",
  classes: "Klassen",
  noGroup: "Nog geen administratieve groep.",
  noClass: "Nog geen klas.",
  open: "loopt",
  period: (from: string, until: string) => (until ? `${from} – ${until}` : `vanaf ${from}`),
  expected: (from: string, until: string) => `${from} – ${until} (verwacht)`,
  neverCame: "nooit gekomen",
  enrolledAt: (moment: string) => `ingeschreven op ${moment}`,
  stamnummer: (n: string) => `stamnummer ${n}`,
  institution: (n: string) => `instelling ${n}`,
  location: (n: string) => `vestigingsplaats ${n}`,
  left: (cause: string, situation: string) =>
    [cause && `aanleiding: ${cause}`, situation && `situatie: ${situation}`]
      .filter(Boolean)
      .join(" · "),
  reason: (text: string) => `reden: ${text}`,
  stays: "Blijft toch…",
  staysOf: (institution: string) => `Einde van de inschrijving in ${institution} terugnemen`,
  personal: {
    title: "Adres en contact",
    change: "Wijzigen",
    changeAll: "Adres en contact wijzigen",
    address: "Adres",
    nationality: "Nationaliteit",
    none: "nog niet ingevuld",
    save: "Bewaren",
    saved: "Adres en contact bewaard.",
  },
  leaving: {
    title: "Uitschrijven",
    how: "Wat is er aan de hand?",
    ends: "De leerling vertrekt",
    endsHint: "Met een laatste dag; de inschrijving blijft gerealiseerd.",
    neverCame: "De leerling is nooit gekomen",
    neverCameHint:
      "De inschrijving in de groep wordt geannuleerd, die in de school blijft in het register staan.",
    cancel: "Het was een administratieve vergissing",
    cancelHint:
      "De hele inschrijving verdwijnt bij AGODI. In ons inschrijvingsregister blijft ze staan.",
    stays: "De leerling blijft toch",
    staysHint: "De laatste dag wordt teruggenomen.",
    until: "Laatste dag",
    proposed: {
      today: () => "Voorstel: vandaag.",
      no_lessons: (day: string) =>
        `Voorstel: ${date(day)}, de laatste dag met les; vandaag is er geen les.`,
      summer: () => "Voorstel: 30 juni, want de lessen van het schooljaar zijn voorbij.",
    },
    untilHint: "De laatste dag telt nog mee. Wie met het schooljaar vertrekt: 30 juni.",
    cause: "Aanleiding",
    situation: "Situatie na de uitschrijving",
    freeHint: "In eigen woorden; er is geen officiële lijst gevonden.",
    reason: "Welke vergissing?",
    confirmed: "Ik weet dat deze inschrijving bij AGODI volledig gewist wordt",
    plan: "Wat er verandert",
    planning: "Wordt nagekeken…",
    nothing: "Er verandert niets.",
    schoolEnds: (day: string) => `De inschrijving in de school eindigt op ${day}.`,
    schoolCancelled: "De inschrijving in de school wordt geannuleerd.",
    schoolStays: "De inschrijving in de school loopt weer door.",
    groupEnds: (group: string, day: string) => `Groep ${group} eindigt op ${day}.`,
    groupCancelled: (group: string) => `De inschrijving in groep ${group} wordt geannuleerd.`,
    groupStays: (group: string) => `Groep ${group} loopt weer door.`,
    groupStarts: (group: string, day: string) => `Groep ${group} begint op ${day}.`,
    classEnds: (name: string, day: string) => `Laatste dag in klas ${name}: ${day}.`,
    classGone: (name: string) => `De periode in klas ${name} valt weg.`,
    classStays: (name: string) => `Klas ${name} loopt weer door.`,
    marks: (n: string, one: boolean) =>
      one
        ? "1 ingevulde halve dag valt erbuiten. Ze blijft staan en telt nergens mee."
        : `${n} ingevulde halve dagen vallen erbuiten. Ze blijven staan en tellen nergens mee.`,
    more: (n: string) => `en nog ${n}`,
    countDay: (day: string, counts: boolean) =>
      counts
        ? `Op de teldag ${day} telt de leerling dan wel mee.`
        : `Op de teldag ${day} telt de leerling dan niet meer mee.`,
    apply: {
      ends: "Uitschrijven",
      never_came: "Groep annuleren",
      cancel: "Inschrijving annuleren",
      stays: "Laat doorlopen",
    },
    done: {
      ends: (name: string) => `${name} is uitgeschreven.`,
      never_came: (name: string) => `De groep van ${name} is geannuleerd.`,
      cancel: (name: string) => `De inschrijving van ${name} is geannuleerd.`,
      stays: (name: string) => `De inschrijving van ${name} loopt weer door.`,
    },
  },
  moving: {
    title: "Verplaatsen",
    panelTitle: "Andere groep of klas",
    subtitle: "naar een andere groep, vestigingsplaats of klas",
    who: "Wie",
    wholeClass: "Hele klas",
    noClass: "Geen hele klas",
    chosen: (n: string, one: boolean) => (one ? "1 gekozen leerling" : `${n} gekozen leerlingen`),
    forget: "Keuze vergeten",
    chooseHint: "Losse leerlingen kiest u in Leerlingen: spatie, en dan “Verplaatsen…”.",
    on: "Eerste dag daar",
    onHint: "De vorige groep en klas eindigen de dag ervoor.",
    keep: "Leeg: blijft zoals het is",
    details: "Ook de andere velden van de groep wijzigen",
    where: (group: string, location: string, name: string) =>
      [name, group && `groep ${group}`, location && `vest. ${location}`]
        .filter(Boolean)
        .join(" · "),
    nowhere: "—",
    columns: { name: "Naam en voornaam", was: "Nu", now: "Vanaf die dag", what: "Wat gebeurt er" },
    verdicts: { moves: "verplaatst", unchanged: "is al zo", refused: "kan niet" },
    counts: (moves: string, unchanged: string, refused: string) =>
      `${moves} verplaatst · ${unchanged} al zo · ${refused} kan niet`,
    nobody: "Kies een klas of leerlingen, en waar ze heen gaan.",
    planning: "Wordt nagekeken…",
    apply: (n: string, one: boolean) =>
      one ? "1 leerling verplaatsen" : `${n} leerlingen verplaatsen`,
    done: (n: string, one: boolean, day: string) =>
      one ? `1 leerling verplaatst vanaf ${day}.` : `${n} leerlingen verplaatst vanaf ${day}.`,
    pupilsButton: "Verplaatsen…",
  },
};
