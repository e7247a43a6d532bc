import { nl } from "../texts/nl";

/** A code of the register with its name: `Z (ziek)`. */
export function codeText(code: string): string {
  const names: Record<string, string | undefined> = nl.attendance.short;
  return names[code] ? `${code} (${names[code]})` : code;
}
