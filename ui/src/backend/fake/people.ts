import type { NumberRow } from "../generated/NumberRow";
import type { PupilRow } from "../generated/PupilRow";

const LAST = [
  "Aït-Oubella",
  "Claes",
  "Crèvecœur",
  "De Coninck",
  "De Smet",
  "D'hondt",
  "El Khattabi",
  "Janssens",
  "Maes",
  "Müller",
  "Nguyễn",
  "Özdemir",
  "Peeters",
  "Šimić",
  "Van den Broeck",
  "Vandenberghe",
  "Verhaeghe",
  "Wouters",
  "Goossens",
  "Van de Walle",
  "Yılmaz",
  "Kowalczyk",
  "Mertens",
  "Baeyens",
];
const FIRST = [
  "Yasmina",
  "Jean-Baptiste",
  "Anaïs",
  "Wout",
  "Noor",
  "Thibaut",
  "Mohamed",
  "Sofie",
  "Lotte",
  "Renée",
  "Linh",
  "Emma",
  "Arthur",
  "Luka",
  "Elke",
  "Jérôme",
  "Hanne",
  "Finn",
  "Björn",
  "Zoë",
  "Ilyas",
  "Marie",
];

/** Invented pupils, always the same. INSZ counters are 000 or 999 only. */
export function people(size: number): {
  rows: PupilRow[];
  insz: Map<string, string>;
  numbers: Map<string, NumberRow[]>;
} {
  const insz = new Map<string, string>();
  const numbers = new Map<string, NumberRow[]>();
  const rows: PupilRow[] = [];
  const perClass = 24;
  for (let i = 0; i < size; i++) {
    const place = Math.floor(i / perClass);
    const year = 1 + (place % 6);
    const letter = String.fromCharCode(65 + (Math.floor(place / 6) % 26));
    const extra = place >= 156 ? String(Math.floor(place / 156)) : "";
    const born = 2020 - year;
    const month = String(1 + ((i * 7) % 12)).padStart(2, "0");
    const day = String(1 + ((i * 11) % 28)).padStart(2, "0");
    const id = `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;
    const value = String(1300000 + ((i * 7919) % 900000));
    rows.push({
      id,
      last_name: LAST[(i * 5 + place) % LAST.length] ?? "",
      first_name: FIRST[(i * 3 + place * 7) % FIRST.length] ?? "",
      birth_date: `${born}-${month}-${day}`,
      sex: i % 2 ? "m" : "v",
      class: i % 211 === 210 ? "" : `${year}${letter}${extra}`,
      stamnummer: i % 53 === 52 ? "" : String(20000 + i),
      institution: "039107",
      location: i % 3 === 0 ? "002" : "001",
      kind: i % 97 === 96 ? "staff" : i % 41 === 40 ? "boarder" : "pupil",
      number: i % 67 === 66 ? "" : value,
      has_insz: i % 29 !== 28,
      card: i % 10 < 6 ? "printed" : i % 10 < 9 ? "outdated" : "never",
    });
    const yymmdd = `${String(born).slice(2)}${month}${day}`;
    const check = 97 - (Number(`2${yymmdd}${i % 2 ? "999" : "000"}`) % 97);
    insz.set(
      id,
      `${yymmdd.slice(0, 2)}.${month}.${day}-${i % 2 ? "999" : "000"}.${String(check).padStart(2, "0")}`,
    );
    numbers.set(id, [
      {
        system: "informat",
        database: "SG Dijleland",
        value,
        from: "2026-11-21",
        until: null,
        shared_with: [],
      },
      {
        system: "informat",
        database: "De Regenboog",
        value: String(5000001 + i),
        from: "2023-09-01",
        until: "2026-11-20",
        shared_with: i % 5 === 0 ? ["Maes Lotte (4B)"] : [],
      },
    ]);
  }
  rows.sort(
    (a, b) => a.class.localeCompare(b.class, "nl") || a.last_name.localeCompare(b.last_name, "nl"),
  );
  return { rows, insz, numbers };
}
