import type { ImportPreview } from "../generated/ImportPreview";
import type { Likeness } from "../generated/Likeness";
import type { NumbersPlan } from "../generated/NumbersPlan";
import type { NumbersPlanRequest } from "../generated/NumbersPlanRequest";
import type { PlanRow } from "../generated/PlanRow";
import type { PupilRow } from "../generated/PupilRow";
import type { PupilsPlan } from "../generated/PupilsPlan";
import type { PupilsPlanRequest } from "../generated/PupilsPlanRequest";
import type { SheetKind } from "../generated/SheetKind";
import type { Handlers } from ".";
import { batch, TODAY, type World } from "./world";

/** Rows of the invented number list whose old number nobody has, by place in the register. */
const STRANGE = [
  { at: 3, why: ["swapped_names"] },
  { at: 11, why: ["accents_lost"] },
  { at: 17, why: ["typing_error"] },
  { at: 26, why: ["same_insz"] },
  { at: 33, why: ["same_name_birth_date"] },
  { at: 40, why: [] },
  { at: 51, why: [] },
];

const HEADERS: Record<SheetKind, string[]> = {
  pupils: ["Naam", "Voornaam", "Geboortedatum", "Rijksregisternr.", "Klas", "Stamnr.", "Pers. nr."],
  numbers: ["Oud pers.nr", "Nieuw pers.nr", "Naam", "Voornaam", "Geb. datum", "Klas"],
  cards: ["Naam", "Voornaam", "Klas", "Nummer", "Opmerking"],
  elsewhere: ["INSZ", "Naam", "Voornaam", "Instellingsnummer", "Begindatum", "Inschrijvingsmoment"],
  schools: ["Instellingsnummer", "Naam school", "Gemeente"],
  control: ["Stamnummer", "Naam", "Voornaam", "Administratieve groep"],
};
const MAPPED: Record<SheetKind, (string | null)[]> = {
  pupils: ["last_name", "first_name", "birth_date", "insz", "class", "stamnummer", "number"],
  numbers: ["old_number", "new_number", "last_name", "first_name", "birth_date", "class"],
  cards: ["last_name", "first_name", "class", "number", null],
  elsewhere: ["insz", "last_name", "first_name", "institution", "from", "moment"],
  schools: ["institution", "school", "municipality"],
  control: ["stamnummer", "last_name", "first_name", "group"],
};
const NEEDED: Record<SheetKind, string[]> = {
  pupils: ["last_name", "first_name"],
  numbers: ["old_number", "new_number"],
  cards: ["number"],
  elsewhere: ["institution", "from"],
  schools: ["institution", "school"],
  control: [],
};

const FILES: Record<SheetKind, string> = {
  pupils: "leerlingen.xlsx",
  numbers: "nummers.xlsx",
  cards: "personeel.xlsx",
  elsewhere: "elders.xlsx",
  schools: "scholen.xlsx",
  control: "controle.xlsx",
};

const previews = new Map<number, ImportPreview>();
let sessions = 0;

function cells(kind: SheetKind, row: PupilRow, at: number): string[] {
  const day = row.birth_date.split("-").reverse().join("/");
  const old = String(5000001 + at).padStart(10, "0");
  if (kind === "numbers")
    return [old, row.number.padStart(10, "0"), row.last_name, row.first_name, day, row.class];
  if (kind === "cards") return [row.last_name, row.first_name, row.class, row.number, ""];
  return [
    row.last_name,
    row.first_name,
    day,
    row.has_insz ? "••" : "",
    row.class,
    row.stamnummer,
    row.number,
  ];
}

function read(world: World, kind: SheetKind): ImportPreview {
  sessions += 1;
  const headers = HEADERS[kind];
  const preview: ImportPreview = {
    session: sessions,
    kind,
    file_name: FILES[kind],
    format: "xlsx",
    encoding: null,
    delimiter: null,
    sheets: kind === "numbers" ? ["Leerlingen", "Toelichting"] : ["Blad1"],
    sheet: kind === "numbers" ? "Leerlingen" : "Blad1",
    header_row: 3,
    headers,
    mapping: Object.fromEntries(
      MAPPED[kind].flatMap((target, at) => (target ? [[target, at] as const] : [])),
    ),
    targets: [
      ...new Set([
        ...MAPPED[kind].filter((target) => target !== null),
        "full_name",
        ...(kind === "pupils" ? ["sex", "institution", "location"] : ["insz"]),
      ]),
    ],
    missing: [],
    remembered: kind === "pupils",
    rows: world.rows.length,
    sample: world.rows.slice(0, 8).map((row, at) => ({ row: at + 4, cells: cells(kind, row, at) })),
    removed_characters: kind === "pupils" ? 2 : 0,
  };
  previews.set(preview.session, preview);
  return preview;
}

/** What was read in a session. */
export function previewOf(session: number): ImportPreview {
  const preview = previews.get(session);
  if (!preview) throw { code: "not_found", values: { what: "session" } };
  return preview;
}

const like = (pupil: PupilRow, why: string[]): Likeness => ({ pupil, why, score: 90 });

function planPupils(world: World, request: PupilsPlanRequest): PupilsPlan {
  previewOf(request.session);
  const rows: PlanRow[] = world.rows.map((row, at) => {
    const line = at + 4;
    const base: PlanRow = {
      row: line,
      verdict: "unchanged",
      last_name: row.last_name,
      first_name: row.first_name,
      class: row.class,
      pupil: row.id,
      changes: [],
      remarks: [],
      likely: [],
    };
    if (request.leave_out.includes(line)) return { ...base, verdict: "left_out" };
    if (at % 40 === 7) {
      return {
        ...base,
        verdict: "changed",
        changes: [
          { field: "class", was: "3B", now: row.class },
          { field: "birth_date", was: "2017-03-12", now: row.birth_date },
        ],
      };
    }
    if (at % 57 === 12) {
      return {
        ...base,
        remarks: [{ row: line, code: "insz_check_digits", values: {} }],
      };
    }
    if (at === 20) {
      return {
        ...base,
        verdict: "refused",
        pupil: null,
        remarks: [{ row: line, code: "date_unreadable", values: { value: "31/02/2017" } }],
      };
    }
    if (at % 30 === 25) {
      const other = world.rows[at - 1];
      const decided = request.same[line] !== undefined || request.different.includes(line);
      return {
        ...base,
        verdict: request.same[line] ? "unchanged" : "new",
        pupil: null,
        likely:
          other && at === 25 && !decided
            ? [like(row, ["typing_error"]), like(other, ["same_name_birth_date"])]
            : [],
      };
    }
    return base;
  });
  const empty = {
    class: "",
    pupil: null,
    changes: [],
    remarks: [],
    likely: [],
    last_name: "",
    first_name: "",
  };
  rows.push({ ...empty, row: world.rows.length + 4, verdict: "skipped", last_name: "Totaal" });
  const refused = rows.filter((row) => row.verdict === "refused").flatMap((row) => row.remarks);
  const undecided = rows.filter((row) => row.likely.length > 0).map((row) => row.row);
  const many = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  return {
    created: many("new"),
    changed: many("changed"),
    unchanged: many("unchanged"),
    skipped: rows.filter((row) => row.verdict === "skipped").map((row) => row.row),
    left_out: request.leave_out,
    warnings: rows.filter((row) => row.verdict !== "refused").flatMap((row) => row.remarks),
    refused,
    undecided,
    applicable: refused.length === 0 && undecided.length === 0,
    batch: null,
    rows,
  };
}

function planNumbers(world: World, request: NumbersPlanRequest): NumbersPlan {
  previewOf(request.session);
  const plan: NumbersPlan = {
    renumbered: [],
    unchanged: 0,
    unmatched: [],
    missing: world.rows.filter((_, at) => at % 230 === 58),
    ambiguous: [],
    skipped: [],
    warnings: [],
    refused: [],
    applicable: true,
    batch: null,
  };
  world.rows.forEach((pupil, at) => {
    if (at % 230 === 58) return;
    const line = at + 4;
    const strange = STRANGE.find((one) => one.at === at);
    const old = String(5000001 + at);
    const next = String(700183 + ((at * 7919) % 900000));
    const confirmed = request.confirm[line];
    if (strange && !confirmed) {
      plan.unmatched.push({
        row: line,
        last_name: strange.why.includes("swapped_names") ? pupil.first_name : pupil.last_name,
        first_name: strange.why.includes("swapped_names") ? pupil.last_name : pupil.first_name,
        class: pupil.class,
        old,
        new: next,
        candidates: strange.why.length > 0 ? [like(pupil, strange.why)] : [],
        nobody: request.nobody.includes(line),
      });
      return;
    }
    const other = at % 5 === 0 ? world.rows[(at + 7) % world.rows.length] : undefined;
    if (at === 90) {
      const name = `${pupil.last_name} Kaat`;
      plan.warnings.push({ row: line, code: "name_differs", values: { name } });
    }
    if (other) plan.ambiguous.push({ number: next, now: pupil, before: [other] });
    plan.renumbered.push({
      row: line,
      pupil: world.rows.find((row) => row.id === confirmed) ?? pupil,
      old,
      new: next,
      formerly_of: other ? [`${other.last_name} ${other.first_name} (${other.class})`] : [],
      confirmed: Boolean(confirmed),
    });
  });
  return plan;
}

export const imports: Handlers = {
  import_read: (world, request) => {
    if (request.what === "choose") return { preview: read(world, request.kind) };
    const { session, sheet, header_row, mapping } = request;
    const preview = previewOf(session);
    const next: ImportPreview = {
      ...preview,
      sheet: sheet ?? preview.sheet,
      header_row: header_row ?? preview.header_row,
      mapping: mapping ?? preview.mapping,
      remembered: false,
    };
    next.missing = NEEDED[preview.kind].filter((target) => next.mapping[target] === undefined);
    previews.set(session, next);
    return { preview: next };
  },
  import_stop: (_world, { session }) => {
    if (session !== null) previews.delete(session);
    return {};
  },
  pupils_import: (world, { choices, apply }) => {
    const plan = planPupils(world, choices);
    if (!apply) return plan;
    if (!plan.applicable) throw { code: "plan_not_applicable", values: {} };
    const nothing = () => {};
    const id = batch(
      world,
      "import_pupils",
      plan.created + plan.changed,
      ["pupils"],
      nothing,
      nothing,
    );
    return { ...plan, batch: id };
  },
  numbers_import: (world, { choices: request, apply }) => {
    const plan = planNumbers(world, request);
    if (!apply) return plan;
    if (!plan.applicable) throw { code: "plan_not_applicable", values: {} };
    const before = new Map(
      world.rows.map((row) => [row.id, { number: row.number, card: row.card }]),
    );
    const numbers = new Map(world.numbers);
    const id = batch(
      world,
      "renumber",
      plan.renumbered.length * 2,
      ["pupils", "cards"],
      () => {
        for (const row of plan.renumbered) {
          const pupil = world.rows.find((one) => one.id === row.pupil.id);
          if (!pupil) continue;
          pupil.number = row.new;
          pupil.card = "outdated";
          const closed = (world.numbers.get(pupil.id) ?? []).map((one) => ({
            ...one,
            until: one.until ?? TODAY,
          }));
          world.numbers.set(pupil.id, [
            {
              system: "informat",
              database: request.to_database,
              value: row.new,
              from: TODAY,
              until: null,
              shared_with: row.formerly_of,
            },
            ...closed,
          ]);
        }
      },
      () => {
        for (const row of world.rows) Object.assign(row, before.get(row.id));
        world.numbers = numbers;
      },
    );
    return { ...plan, batch: id };
  },
};
