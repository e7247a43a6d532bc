/** What entries, fields and levels are called where something waits for a person. */

import type { EnrolmentLevel } from "../../backend/generated/EnrolmentLevel";
import type { EnrolmentStatus } from "../../backend/generated/EnrolmentStatus";
import type { HeldReason } from "../../backend/generated/HeldReason";
import type { SyncTrouble } from "../../backend/generated/SyncTrouble";

/** What is wrong (short for the status bar), what it means for the work, and what to do. */
export const troubles: Record<
  SyncTrouble,
  { short: string; title: string; text: string; todo: string }
> = {
  unreachable: {
    short: "Geen verbinding",
    title: "De server is niet bereikbaar",
    text: "Er is geen netwerk, of de server antwoordt niet.",
    todo: "Kijk de kabel of het draadloze netwerk na. Werkt het internet wel, dan is de server even buiten dienst; Stamboek blijft het proberen.",
  },
  nonsense: {
    short: "Geen verbinding",
    title: "Iemand anders antwoordt in de plaats van de server",
    text: "Meestal is dat de inlogpagina van een openbaar netwerk.",
    todo: "Open uw browser, meld u aan op het netwerk en kies daarna “Nu proberen”. Blijft het zo op het netwerk van de school, toon dit dan aan uw ICT-dienst.",
  },
  proxy: {
    short: "Verbinding niet veilig",
    title: "Een toestel op het netwerk opent de beveiligde verbinding",
    text: "Een proxy of beveiligingstoestel toont een eigen certificaat. Stamboek vertrouwt dat niet en verstuurt er niets langs.",
    todo: "Vraag uw ICT-dienst om het adres van de server uit te sluiten van TLS-inspectie. Gebruikt het bestuur een eigen certificaat, sluit de laptop dan opnieuw aan met het bestand ervan.",
  },
  date: {
    short: "Klok nakijken",
    title: "De datum van deze laptop of van de server klopt niet",
    text: "Volgens de klok van deze laptop is het certificaat van de server nog niet of niet meer geldig. Stamboek verstuurt er daarom niets naartoe.",
    todo: "Kijk datum en uur van de laptop na en kies daarna “Nu proberen”. Kloppen die, dan is het certificaat van de server vervallen: verwittig de beheerder.",
  },
  busy: {
    short: "Server bezet",
    title: "De server vraagt om later terug te komen",
    text: "Er is het druk, of er wordt aan gewerkt.",
    todo: "U hoeft niets te doen: Stamboek probeert het vanzelf opnieuw.",
  },
  sign_in: {
    short: "Aanmelden nodig",
    title: "U moet zich opnieuw aanmelden",
    text: "De server weet niet meer wie aan deze laptop werkt.",
    todo: "Meld u hieronder aan; daarna vertrekt alles wat wacht.",
  },
  revoked: {
    short: "Laptop ingetrokken",
    title: "Deze laptop werd ingetrokken",
    text: "De beheerder heeft deze laptop uit de lijst van de school gehaald. Er wordt niets meer verstuurd of opgehaald.",
    todo: "Bel de beheerder. Is het een vergissing, dan kan hij de laptop weer toelaten; wat hier wacht, blijft bewaard.",
  },
  forbidden: {
    short: "Geen toegang",
    title: "Geen toegang tot deze school",
    text: "Uw naam of deze laptop heeft op de server geen recht op deze school.",
    todo: "Vraag de beheerder om uw recht na te kijken. Wat u invoert, wacht hier.",
  },
  too_old: {
    short: "Programma te oud",
    title: "Dit programma is te oud",
    text: "De server stuurt geen gegevens meer naar deze versie. Wat u invoert, vertrekt nog wel.",
    todo: "Installeer de nieuwe versie van Stamboek, of vraag het aan uw ICT-dienst.",
  },
  server_too_old: {
    short: "Server te oud",
    title: "De server is te oud",
    text: "Dit programma is nieuwer dan de server en zegt dingen die hij nog niet begrijpt.",
    todo: "Vraag de beheerder om de server bij te werken. Tot dan blijft alles bewaard op deze laptop.",
  },
  key_missing: {
    short: "Sleutel ontbreekt",
    title: "De sleutel van deze laptop ontbreekt",
    text: "Met die sleutel bewijst de laptop wie hij is. Hij staat niet meer in de sleutelbos van het systeem.",
    todo: "Vraag de beheerder een nieuwe code en sluit de laptop opnieuw aan. Er gaat niets verloren.",
  },
  mass_change: {
    short: "Grote wijziging wacht",
    title: "Een grote wijziging wacht op u",
    text: "Wat van de server komt, verandert zoveel tegelijk dat Stamboek het eerst vraagt. Wat u invoert, vertrekt gewoon.",
    todo: "Kijk na wat er zou veranderen en laat het toe als het klopt.",
  },
  store: {
    short: "Schijf weigert",
    title: "De schijf van deze laptop weigert",
    text: "Wat van de server komt, kon niet bewaard worden. Er is niets gewijzigd.",
    todo: "Maak plaats vrij op de schijf en kies daarna “Nu proberen”.",
  },
};

/** Why an entry is stored and not applied, and what is best done about it. */
export const reasons: Record<HeldReason, { title: string; proposal: string }> = {
  unknown_type: {
    title: "De server kent deze invoer niet",
    proposal: "Laat ze staan tot de server bijgewerkt is; voer ze daarna opnieuw in.",
  },
  newer_version: {
    title: "Gemaakt door een andere versie van Stamboek",
    proposal:
      "Werk de server of de laptop bij. Voer daarna opnieuw in wat nog nodig is, en zet dit opzij.",
  },
  not_permitted: {
    title: "Wie dit invoerde, mag dat niet (meer)",
    proposal: "Is het juist, voer het dan onder uw naam opnieuw in. Zo niet, zet het opzij.",
  },
  missing_record: {
    title: "Waar dit over gaat, staat niet in het register",
    proposal:
      "Vaak komt het nog van een andere laptop; dan verdwijnt dit vanzelf. Kijk anders na of de leerling of de inschrijving geschrapt werd.",
  },
  period_closed: {
    title: "Het schooljaar is afgesloten",
    proposal:
      "Leg dit voor aan wie het schooljaar afsloot. Zet het opzij als het niet meer nodig is.",
  },
  invalid_value: {
    title: "Deze waarde kan hier niet",
    proposal: "Verbeter het in het register zelf en zet dit opzij.",
  },
  erased: {
    title: "De gegevens van deze persoon zijn gewist",
    proposal: "Er mag niets meer over deze persoon bewaard worden. Zet dit opzij.",
  },
  stale: {
    title: "Deze laptop was te lang weg",
    proposal:
      "De server kan niet meer nagaan of dit al eens aankwam. Kijk na of het er staat; voer het anders opnieuw in.",
  },
};

export const levels: Record<EnrolmentLevel, string> = {
  school: "School",
  group: "Administratieve groep",
  class: "Klas",
};

export const statuses: Record<EnrolmentStatus, string> = {
  realised: "gerealiseerd",
  not_realised: "niet gerealiseerd",
  postponed: "uitgesteld",
  parallel: "parallel",
  cancelled: "geannuleerd",
};

/** Kinds of facts, by the first part of their key. */
export const facts: Record<string, string> = {
  measure: "tuchtmaatregel",
  follow_up: "stap van de opvolging",
  previous_school: "totalen van de vorige school",
  characteristic: "leerlingenkenmerk",
  certificate: "studiebewijs",
  admission: "toelating",
  elsewhere: "inschrijving elders",
  overlap: "stap bij een inschrijving elders",
  contact: "contactpersoon",
  apart: "mogelijk dubbel",
  address: "adres",
  nationality: "nationaliteit",
  other: "een stuk van het dossier",
};

export const settings: Record<string, string> = {
  school: "gegevens van de school",
  institution: "instellingsnummer",
  database: "database",
  lock: "vergrendelen",
  user: "naam bij invoer",
  "cards.formats": "soorten etiketten",
  "cards.printers": "printers",
  "cards.units": "codes van de school op etiketten",
  "cards.job": "laatste afdruk van barcodes",
  attendance: "codes en regels van aanwezigheden",
  letter: "brief",
  classes: "lesuren van de klassen",
  calendar: "kalender",
  import_mapping: "kolommen van een ingelezen lijst",
  other: "een instelling van de school",
};
