import type { Dossier } from "../generated/Dossier";
import type { DossierRow } from "../generated/DossierRow";
import type { EntryRequest } from "../generated/EntryRequest";
import type { Handlers } from ".";
import { batch, NOW, type World } from "./world";

const worlds = new WeakMap<World, Map<string, DossierRow[]>>();

function all(world: World): Map<string, DossierRow[]> {
  const kept = worlds.get(world) ?? new Map<string, DossierRow[]>();
  worlds.set(world, kept);
  return kept;
}

const LISTS: Pick<Dossier, "results" | "certificates"> = {
  results: [
    { result: "older_than_seven", label: "Toegelaten (Ouder dan 7 jaar)", meaning: "admitted" },
    {
      result: "council_open",
      label: "Toelatingsklassenraad moet nog beslissen",
      meaning: "council_must_decide",
    },
  ],
  certificates: [
    { kind: "primary", label: "Getuigschrift basisonderwijs", exchanged: true },
    { kind: "orientation_b", label: "Oriënteringsattest B", exchanged: true },
    { kind: "other", label: "Ander studiebewijs", exchanged: true },
  ],
};

/** Sets, changes or takes away an entry. */
export function saveEntry(world: World, { pupil, id, now }: EntryRequest): string {
  if (now?.kind === "characteristic" && now.value.value.trim() === "") {
    throw { code: "entry_refused", values: { what: "empty" } };
  }
  const rows = all(world).get(pupil) ?? [];
  const key = id ?? `entry-${rows.length}`;
  const before = rows.find((row) => row.id === key);
  const change = { op: `${key}-${before?.history.length ?? 0}`, at: NOW, by: "", now };
  const missing = now?.kind === "characteristic" && !now.value.form_kept;
  const row: DossierRow | null = now && {
    id: key,
    entry: now,
    remarks: missing
      ? [
          {
            refuses: false,
            kind: { what: "form_missing" },
            source: { title: "AGODI, FAQ elektronische uitwisseling", address: "" },
          },
        ]
      : [],
    sent: missing ? null : "to_send",
    history: [change, ...(before?.history ?? [])],
  };
  const others = rows.filter((one) => one.id !== key);
  return batch(
    world,
    "dossier",
    1,
    ["pupils"],
    () => all(world).set(pupil, row ? [row, ...others] : others),
    () => all(world).set(pupil, rows),
  );
}

export const dossier: Handlers = {
  dossier: (world, { pupil }) => ({
    rows: all(world).get(pupil) ?? [],
    removed: [],
    ...LISTS,
  }),
};
