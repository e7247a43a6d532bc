/** A sentence for every problem: what is wrong, where, and what the person can do. */

import type { Code } from "../../backend/generated/Code";
import { shared } from "./shared";

type Values = { [key in string]: string };

const field = (values: Values) => shared.fields[values.field ?? ""] ?? values.field ?? "dit veld";

export const problems: Record<Code, (values: Values) => string> = {
  internal: (v) =>
    `Er liep iets mis in het programma zelf${v.detail ? ` (${v.detail})` : ""}. Uw gegevens zijn niet gewijzigd. Probeer het opnieuw; blijft het misgaan, sluit dan Stamboek en start het opnieuw.`,
  disk: (v) =>
    `De schijf van deze laptop weigerde te lezen of te schrijven${v.detail ? ` (${v.detail})` : ""}. Er is niets gewijzigd. Probeer het opnieuw en verwittig de ICT-coördinator als het blijft gebeuren.`,
  disk_full: () =>
    "De schijf van deze laptop is vol. Er is niets gewijzigd. Maak plaats vrij en probeer het opnieuw.",
  bad_request: () =>
    "Het programma begreep deze opdracht niet. Er is niets gewijzigd. Sluit Stamboek en start het opnieuw.",
  not_ready: () => "Het register is nog niet open. Open het eerst en probeer het dan opnieuw.",
  cancelled: () => "U hebt dit gestopt. Er is niets gewijzigd.",
  not_found: () =>
    "Dit bestaat niet meer in het register; misschien werd het intussen ongedaan gemaakt. Keer terug naar de lijst.",
  stale: (v) =>
    `${field(v)} is intussen gewijzigd${v.now ? ` naar “${v.now}”` : ""}. Kijk het na en pas het zo nodig opnieuw aan.`,
  invalid_value: (v) =>
    `${v.value ? `“${v.value}” is` : "Dit is"} niet geldig voor ${field(v)}. Verbeter het en bewaar opnieuw.`,
};
