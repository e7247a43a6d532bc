/** Words about a file that is read: columns and targets. */
const n = (value: number) => value.toLocaleString("nl-BE");

export const imports = {
  rows: (count: number) => (count === 1 ? "1 rij" : `${n(count)} rijen`),
  format: (format: string, encoding: string | null, delimiter: string | null) =>
    [
      format,
      encoding,
      delimiter && `gescheiden door ${delimiter === "\t" ? "tab" : `“${delimiter}”`}`,
    ]
      .filter(Boolean)
      .join(", "),
  used: (count: number, total: number) => `${count} van ${total} kolommen gebruikt`,
  removed: (count: number) =>
    count === 1 ? "1 onzichtbaar teken verwijderd" : `${n(count)} onzichtbare tekens verwijderd`,
  remembered: "kolommen zoals vorige keer",
  hint: "Kies per kolom wat erin staat. De rijen tonen de lijst zoals ze gelezen wordt.",
  sheet: "Werkblad",
  headerRow: "Titels op rij",
  ignore: "niet gebruiken",
  columnIs: (header: string) => `Kolom “${header}” bevat`,
  unnamed: (column: number) => `kolom ${column}`,
  missing: (targets: string) => `Duid nog aan in welke kolom dit staat: ${targets}.`,
  row: "Rij",
  targets: {
    full_name: "Naam en voornaam samen",
    number: "Persoonsnummer",
    old_number: "Oud nummer",
    new_number: "Nieuw nummer",
    text: "Inhoud van de barcode",
    institution: "Instellingsnummer",
    school: "Naam van de school",
    from: "Eerste dag",
    until: "Laatste dag",
    moment: "Moment van inschrijving",
    moment_time: "Uur van inschrijving",
    hospital: "Ziekenhuisschool (type 5)",
    municipality: "Gemeente",
    phone: "Telefoon",
    email: "E-mail",
    level: "Onderwijsniveau",
    school_group: "Scholengemeenschap",
    group: "Administratieve groep",
    philosophy: "Levensbeschouwelijk vak",
    funding: "Financierbaarheid",
  } as Record<string, string>,
};
