/** Words of the lock: the screen while it is locked, and the people of this laptop. */

export const lock = {
  title: "Vergrendeld",
  intro: "Uw werk staat bewaard. Kies uw naam en typ uw pincode om verder te gaan.",
  who: "Wie bent u?",
  pin: "Pincode",
  open: "Ontgrendelen",
  busy: "Pincode wordt nagekeken…",
  forgotten: "Pincode vergeten?",
  back: "Terug naar de pincode",
  recover: {
    title: "Een nieuwe pincode kiezen",
    passphrase: "Met de wachtzin van dit register",
    recovery: "Met de herstelsleutel op het herstelblad",
    recoveryHint: "Daarna maakt u meteen een nieuw herstelblad; het oude werkt dan niet meer.",
    how: "Hoe toont u dat u erbij mag?",
    save: "Ontgrendelen met een nieuwe pincode",
  },
  signIn: {
    open: "Aanmelden bij de server…",
    back: "Terug naar de pincode",
    intro: "Meld u aan met uw naam en wachtwoord van de server.",
    overdue:
      "Deze laptop had al lang geen contact met de server. Meld u opnieuw aan om verder te gaan; daarvoor is even verbinding nodig. Er ging niets verloren. Geen verbinding? Ga terug en kies “Pincode vergeten?”: wat u dan invoert, wacht op de server tot iemand het goedkeurt.",
    login: "Aanmeldnaam",
    password: "Wachtwoord",
    save: "Aanmelden",
    busy: "De server wordt gevraagd…",
  },
  choose: {
    title: "Kies een pincode",
    intro: (name: string) =>
      `U bent aangemeld als ${name}. Met een pincode ontgrendelt u deze laptop voortaan snel, en weet iedereen wie wat invoerde.`,
    save: "Pincode bewaren en verdergaan",
  },
  revoked: {
    title: "Deze laptop is ingetrokken",
    locked:
      "De beheerder van uw school heeft deze laptop ingetrokken. Het register is gesloten; de gegevens staan er nog, versleuteld.",
    wiped:
      "De beheerder van uw school heeft deze laptop ingetrokken en gewist. De sleutels en het register op deze laptop zijn vernietigd.",
    afterLock:
      "Is dit een vergissing? Vraag de beheerder om de laptop weer toe te laten, en vraag het daarna hier opnieuw aan de server.",
    afterWipe:
      "Wat al naar de server verstuurd was, staat daar veilig. Om hier opnieuw te werken, sluit u Stamboek, start u het opnieuw en vraagt u de beheerder een nieuwe code.",
    ask: "Opnieuw aan de server vragen",
    still: "De server laat deze laptop nog niet toe, of is niet bereikbaar.",
  },
  newPin: "Nieuwe pincode",
  again: "Nieuwe pincode nog eens",
  hint: "Zes cijfers of meer, niet allemaal dezelfde en geen reeks als 123456.",
  differs: "De twee pincodes zijn niet gelijk.",
  now: "Vergrendelen",
  nowFor: (name: string) => `${name} · Vergrendelen`,
  people: {
    title: "Wie werkt op deze laptop",
    offer:
      "Nog niemand heeft een pincode, dus vergrendelt Stamboek nooit. Met een pincode kan niemand meekijken of in uw naam invoeren wanneer u even weg bent.",
    text: (minutes: number) =>
      `Stamboek vergrendelt na ${minutes} minuten zonder invoer, en wanneer de laptop geslapen heeft. Bij elke invoer staat de naam van wie ontgrendeld heeft.`,
    add: "Iemand toevoegen…",
    joined:
      "Een collega toevoegen? Vergrendel, kies “Aanmelden bij de server” en laat uw collega zich aanmelden.",
    first: "Een pincode kiezen…",
    name: "Naam",
    nameHint: "Deze naam staat bij wat u invoert.",
    save: "Bewaren",
    added: (name: string) => `${name} kan op deze laptop ontgrendelen.`,
    chosen: (name: string) => `De pincode is bewaard. Bij wat u invoert, staat “${name}”.`,
    me: "dat bent u",
    blocked: "pincode telt niet meer",
    change: "Mijn pincode wijzigen…",
    current: "Huidige pincode",
    changed: "De pincode is gewijzigd.",
    remove: "Weghalen…",
    removeFor: (name: string) => `${name} weghalen`,
    removeWhy: (name: string) =>
      `${name} kan dan niet meer ontgrendelen op deze laptop. Wat al ingevoerd is, houdt die naam. Bevestig met uw eigen pincode.`,
    removed: (name: string) => `${name} is weggehaald van deze laptop.`,
    last: "Dit is de laatste pincode: Stamboek vergrendelt daarna niet meer.",
    minutes: "Vergrendelen na",
    minutesOf: (n: number) => `${n} minuten`,
    minutesSaved: (n: number) => `Stamboek vergrendelt voortaan na ${n} minuten.`,
  },
};
