/** Dates and numbers as people write them in Flanders. */

const integer = new Intl.NumberFormat("nl-BE", {
  maximumFractionDigits: 0,
  useGrouping: "always" as never,
});

/** `1180` → `1.180`. */
export function number(value: number): string {
  return integer.format(value);
}

/** `0.339` → `0,339`: as many digits as asked, without trailing zeros. */
export function decimal(value: number, digits = 3): string {
  return new Intl.NumberFormat("nl-BE", { maximumFractionDigits: digits }).format(value);
}

/** `2017-03-12` → `12/03/2017`. Anything else is shown as it is. */
export function date(iso: string | null | undefined): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  return match ? `${match[3]}/${match[2]}/${match[1]}` : (iso ?? "");
}

const MONTHS = [
  "januari",
  "februari",
  "maart",
  "april",
  "mei",
  "juni",
  "juli",
  "augustus",
  "september",
  "oktober",
  "november",
  "december",
];

/** `2026-11-21` → `21 november 2026`. */
export function longDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!match) return iso;
  return `${Number(match[3])} ${MONTHS[Number(match[2]) - 1] ?? ""} ${match[1]}`;
}

/** RFC 3339 → `08:41`, on the clock of the place where it was written. */
export function time(instant: string): string {
  return /T(\d{2}:\d{2})/.exec(instant)?.[1] ?? "";
}

/** RFC 3339 → `21/11/2026 08:41`. */
export function dateTime(instant: string): string {
  return `${date(instant)} ${time(instant)}`.trim();
}

/** RFC 3339 → `vandaag 08:41`, `gisteren 08:41` or `19/11/2026`; `today` is `YYYY-MM-DD`. */
export function whenShort(instant: string | null | undefined, today: string): string {
  if (!instant) return "";
  const day = instant.slice(0, 10);
  if (day === today) return `vandaag ${time(instant)}`;
  const yesterday = new Date(`${today}T12:00:00Z`);
  yesterday.setUTCDate(yesterday.getUTCDate() - 1);
  if (day === yesterday.toISOString().slice(0, 10)) return `gisteren ${time(instant)}`;
  return date(day);
}

/** Bytes → `312 kB`, `1,4 MB`. */
export function size(bytes: number): string {
  if (bytes < 1_000_000) return `${number(Math.max(1, Math.round(bytes / 1000)))} kB`;
  return `${decimal(bytes / 1_000_000, 1)} MB`;
}

/** `one` or `many`, with the number before it: `1 leerling`, `1.180 leerlingen`. */
export function count(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** Text without accents and in lower case, for searching what is on screen. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ø/g, "o")
    .replace(/ł/g, "l")
    .replace(/đ/g, "d")
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/ß/g, "ss");
}

/** Order of names and class codes as a register lists them: numbers as numbers. */
export const byName = new Intl.Collator("nl-BE", { numeric: true, sensitivity: "base" }).compare;

/** 1 → `januari`. */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? "";
}

/** `0.0512` → `5,1 %`. */
export function percent(part: number): string {
  return `${decimal(part * 100, 1)} %`;
}
