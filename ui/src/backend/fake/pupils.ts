import { fold } from "../../shared/format";
import type { HistoryRow } from "../generated/HistoryRow";
import type { PupilField } from "../generated/PupilField";
import type { PupilRow } from "../generated/PupilRow";
import type { UndoAnswer } from "../generated/UndoAnswer";
import type { Handlers } from ".";
import { enrolmentsOf } from "./enrolments";
import { mergesOf } from "./merges";
import { batch, NOW, type World } from "./world";

function find(world: World, id: string): PupilRow {
  const row = world.rows.find((one) => one.id === id);
  if (!row) throw { code: "not_found", values: { what: "pupil" } };
  return row;
}

/** Days as typed in Belgian order become `YYYY-MM-DD`. */
function canonical(field: PupilField, value: string): string {
  if (field !== "birth_date" || value === "") return value.trim();
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(value.trim());
  if (match) return `${match[3]}-${match[2]?.padStart(2, "0")}-${match[1]?.padStart(2, "0")}`;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  throw { code: "invalid_value", values: { field, value } };
}

function again(world: World): UndoAnswer {
  const found = [...world.batches].reverse().find((one) => one.undone);
  if (!found) throw { code: "not_found", values: { what: "batch" } };
  found.redo();
  found.undone = false;
  world.changed("pupils", "cards", "settings", "session", "attendance");
  return { kind: found.kind, undone: found.ops, kept: 0 };
}

/** What was entered about those who were merged with this pupil. */
function enteredUnder(world: World, id: string): HistoryRow[] {
  const came = [...mergesOf(world).gone.values()].filter(({ to }) => to === id);
  return came.flatMap(({ row }) =>
    (world.history.get(row.id) ?? []).map((one) => ({
      ...one,
      under: `${row.last_name} ${row.first_name}`,
    })),
  );
}

export const pupils: Handlers = {
  pupils_list: (world) => ({ rows: world.rows }),
  pupil_sheet: (world, { id }) => {
    const row = find(world, id);
    return {
      row,
      insz_masked: row.has_insz ? "••.••.••-•••.••" : "",
      tag: `STB-${id.slice(-6)}-K`,
      numbers: world.numbers.get(id) ?? [],
      enrolments: enrolmentsOf(world, id),
      merged: [...mergesOf(world).gone.values()]
        .filter(({ to }) => to === id)
        .map(({ row: one }) => ({ id: one.id, name: `${one.last_name} ${one.first_name}` })),
      history: [
        ...(world.history.get(id) ?? []),
        ...enteredUnder(world, id),
        {
          at: "2026-11-20T16:12:00+01:00",
          kind: "pupil.edit",
          batch_kind: "import_pupils",
          batch: "batch-import",
          field: "class",
          was: "3B",
          now: row.class,
          undone: false,
        },
        {
          at: "2026-09-01T08:05:00+02:00",
          kind: "pupil.create",
          batch_kind: "demo",
          batch: "batch-demo",
          field: "",
          was: "",
          now: "",
          undone: false,
        },
      ],
    };
  },
  pupil_insz: (world, { id }) => ({ insz: world.insz.get(id) ?? "" }),
  pupil_edit: (world, { id, items }) => {
    const row = find(world, id);
    const before = { ...row };
    const after = { ...row };
    for (const { field, now } of items) {
      const value = canonical(field, now);
      if (field === "insz") after.has_insz = value !== "";
      else if (field === "last_name" && value === "") {
        throw { code: "invalid_value", values: { field, value } };
      } else after[field] = value;
    }
    const lines = items.map(({ field }) => ({
      at: NOW,
      kind: "pupil.edit",
      batch_kind: "edit",
      batch: `batch-${world.batches.length + 1}`,
      field,
      was: field === "insz" ? "••" : before[field],
      now: field === "insz" ? "••" : after[field],
      undone: false,
    }));
    const put = (what: PupilRow) => {
      world.rows = world.rows.map((one) => (one.id === id ? what : one));
    };
    const saved = batch(
      world,
      "edit",
      items.length,
      ["pupils"],
      () => {
        put(after);
        for (const line of lines) line.undone = false;
      },
      () => {
        put(before);
        for (const line of lines) line.undone = true;
      },
    );
    world.history.set(id, [...lines, ...(world.history.get(id) ?? [])]);
    return { batch: saved };
  },
  pupil_create: (world, { fields, despite_duplicates }) => {
    const name = fold(`${fields.last_name ?? ""} ${fields.first_name ?? ""}`);
    if (!fields.last_name) {
      throw { code: "invalid_value", values: { field: "last_name", value: "" } };
    }
    const likely = world.rows.filter((row) => fold(`${row.last_name} ${row.first_name}`) === name);
    if (likely.length > 0 && !despite_duplicates) {
      return {
        id: null,
        batch: null,
        duplicates: likely
          .slice(0, 3)
          .map((pupil) => ({ pupil, why: ["accents_lost"], score: 88 })),
      };
    }
    const id = `00000000-0000-4000-9000-${String(world.rows.length).padStart(12, "0")}`;
    const row: PupilRow = {
      id,
      last_name: fields.last_name,
      first_name: fields.first_name ?? "",
      birth_date: canonical("birth_date", fields.birth_date ?? ""),
      sex: fields.sex ?? "",
      class: fields.class ?? "",
      stamnummer: fields.stamnummer ?? "",
      institution: fields.institution ?? world.settings.institution,
      location: fields.location ?? "001",
      kind: fields.kind ?? "pupil",
      number: "",
      has_insz: Boolean(fields.insz),
      card: "never",
    };
    const made = batch(
      world,
      "create",
      1,
      ["pupils", "cards"],
      () => {
        world.rows = [row, ...world.rows];
      },
      () => {
        world.rows = world.rows.filter((one) => one.id !== id);
      },
    );
    return { id, duplicates: [], batch: made };
  },
  search: (world, { text }) => {
    const parts = fold(text).split(/\s+/).filter(Boolean);
    const classes = new Map<string, number>();
    for (const row of world.rows) {
      if (row.class && fold(row.class).startsWith(fold(text.trim()))) {
        classes.set(row.class, (classes.get(row.class) ?? 0) + 1);
      }
    }
    return {
      pupils: world.rows
        .filter((row) => {
          const all = fold(`${row.last_name} ${row.first_name} ${row.number} ${row.stamnummer}`);
          return parts.every((part) => all.includes(part));
        })
        .slice(0, 20),
      classes: [...classes].slice(0, 6).map(([name, count]) => ({ class: name, pupils: count })),
    };
  },
  batches: (world) => ({
    batches: world.batches.map(({ undo: _, redo: __, ...row }) => row),
  }),
  undo: (world, request) => {
    if (request.direction === "again") return again(world);
    const found = world.batches.find((one) =>
      request.batch === null ? !one.undone : one.batch === request.batch,
    );
    if (!found) throw { code: "not_found", values: { what: "batch" } };
    found.undo();
    found.undone = true;
    world.changed("pupils", "cards", "settings", "session", "attendance");
    return { kind: found.kind, undone: found.ops, kept: 0 };
  },
};
