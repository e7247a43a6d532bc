/** Words of enrolments on every screen, and on the sheet of a pupil. */
export const enrolments = {
  title: "Inschrijvingen in klassen",
  none: "Nog geen inschrijving. Zolang er geen is, telt de klas van de fiche voor het hele schooljaar.",
  period: (from: string, until: string | null) => (until ? `${from} – ${until}` : `vanaf ${from}`),
  location: (name: string) => `vestigingsplaats ${name}`,
  file: "Inschrijvingen en dossier",
  year: "Jaarkalender van de leerling",
  remarks: { refusal: "Kan niet", warning: "Let op", source: "Bron" },
  statuses: {
    realised: "gerealiseerd",
    not_realised: "niet-gerealiseerd",
    postponed: "uitgesteld",
    parallel: "parallel",
    cancelled: "geannuleerd",
  },
};
