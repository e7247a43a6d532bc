import type { LooksOutWhy } from "../../backend/generated/LooksOutWhy";

/** Words of "Inzage": who looked at what (security S61). */

const KINDS: Record<string, string> = {
  sheet: "bekeek een fiche",
  insz: "liet een INSZ tonen",
  cell: "bekeek wie een aanwezigheid invoerde",
  search: "zocht op een INSZ",
  find: "zocht leerlingen",
  scan: "scande een barcode",
  export: "bewaarde een lijst",
  print: "drukte af",
  recovery: "maakte of gebruikte het herstelblad",
  dossier: "vroeg een dossier op",
  erasure: "liet gegevens wissen",
  import: "las een lijst in op de server",
  "access-log": "bekeek de inzage",
  "device.code": "maakte een code voor een laptop",
  "device.lock": "trok een laptop in",
  "device.wipe": "liet een laptop wissen",
  "device.admit": "liet een laptop weer toe",
  "device.reach": "vroeg op wat op een laptop stond",
  "device.entries": "bekeek de invoer van een laptop",
  "user.add": "voegde een gebruiker toe",
  "user.right": "gaf een rol",
  "user.end": "beëindigde rollen",
};

export const looks = {
  title: "Inzage",
  loading: "De server wordt gevraagd…",
  /** What was done; what this program does not know by its name on the server. */
  kind: (kind: string) => KINDS[kind] ?? kind,
  alone: {
    title: "Deze laptop werkt alleen",
    text: "Wie wat bekeek, staat op de server van de school. Meld deze laptop eerst aan onder Synchronisatie.",
  },
  forbidden: {
    title: "Alleen voor de privacyverantwoordelijke",
    text: "Wie op de server privacyverantwoordelijke is van deze school, ziet hier wie gegevens van leerlingen bekeek. Meld u zo aan, of vraag het aan wie dat is.",
  },
  about: (name: string) => `Wie gegevens van ${name} bekeek`,
  atPupil: "Wie bekeek deze leerling?",
  all: "Wie gegevens van leerlingen bekeek op de laptops van de school, en wat beheerders deden. Wat een laptop nog niet verstuurde, staat er nog niet bij.",
  everybody: "Alle leerlingen tonen",
  who: "Wie",
  anybody: "iedereen",
  again: "Opnieuw vragen",
  older: "Oudere tonen",
  list: "Wie wat bekeek",
  none: "Niemand bekeek hier iets.",
  columns: { at: "Wanneer", who: "Wie", what: "Wat", pupil: "Leerling", laptop: "Laptop" },
  nobody: "niet aangemeld",
  unnamed: "een onbekende gebruiker",
  many: (n: string) => `${n} leerlingen`,
  unknownPupil: "niet in dit register",
  otherLaptop: "een andere laptop",
  out: {
    title: "Opvallend",
    text: "Dit bewijst niets: vraag het eerst aan wie het deed.",
    none: "Niets valt op in wat hieronder staat.",
    why: {
      many_sheets: (n: string) => `opende ${n} fiches, meer dan 50 binnen een uur`,
      night: (n: string) => `keek ${n} keer tussen 22 en 6 uur`,
      own_name: (n: string) => `keek ${n} keer bij iemand met de eigen familienaam`,
    } satisfies Record<LooksOutWhy, (n: string) => string>,
    period: (from: string, until: string) => (from === until ? from : `${from} tot ${until}`),
  },
};
