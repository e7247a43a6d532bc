import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import type { AttendanceExportAnswer } from "../../backend/generated/AttendanceExportAnswer";
import type { AttendanceImportPlan } from "../../backend/generated/AttendanceImportPlan";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

const cell = {
  pupil: "p1",
  last_name: "Maes",
  first_name: "Lotte",
  class: "4B",
  at: { day: "2026-11-20", half: "VM" as const },
  code: "R03",
};
const counted: AttendanceExportAnswer = {
  file_name: null,
  database: "SG Dijleland",
  marks: 41,
  pupils: 12,
  unchanged: 7,
  remarks: [{ kind: "subcode", left_out: false, cells: [cell], count: 1 }],
  not_counted: [{ ...cell, code: null }],
};

describe("Bestand voor Informat", () => {
  it("says what the file would hold and cannot carry before it is written", async () => {
    const { user, backend } = open("/afdrukken/informat", newWorld(5), {
      attendance_export: (_, { apply }) => ({
        ...counted,
        file_name: apply ? "aanwezigheden.txt" : null,
      }),
    });
    expect(screen.queryByRole("button", { name: "Bestand bewaren…" })).toBeNull();
    await user.click(await screen.findByRole("button", { name: "Nakijken" }));
    expect(await screen.findByText("41 codes van 12 leerlingen gaan in het bestand.")).toBeTruthy();
    expect(screen.getByText(/7 staan al zo in een vorig bestand/)).toBeTruthy();
    expect(screen.getByText(/niet uw subcode/)).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Bestand bewaren…" }));
    await screen.findByText("aanwezigheden.txt bewaard met 41 codes.");
    expect(
      backend.calls.filter((call) => call.name === "attendance_export").at(-1)?.request,
    ).toEqual({
      format: "informat",
      from: "2026-11-01",
      until: "2026-11-21",
      database: "",
      all: false,
      cleared_there: false,
      apply: true,
    });
  });

  it("counts again when something else is asked", async () => {
    const { user } = open("/afdrukken/informat", newWorld(5), {
      attendance_export: () => counted,
    });
    await user.click(await screen.findByRole("button", { name: "Nakijken" }));
    await screen.findByRole("button", { name: "Bestand bewaren…" });
    await user.click(screen.getByRole("checkbox", { name: /^Alles opnieuw/ }));
    expect(screen.queryByRole("button", { name: "Bestand bewaren…" })).toBeNull();
  });
});

const plan: AttendanceImportPlan = {
  chosen: { name: "codes.txt", text: "120126T1" },
  database: "SG Dijleland",
  faults: [],
  marks: 10,
  new: 6,
  same: 2,
  differs: [{ ...cell, line: 4, was: { code: "Z", time: null, note: "" }, now: "R" }],
  refused: [],
  unknown: [{ line: 9, number: "104217", marks: 1 }],
  cells: 6,
  batch: null,
};

describe("Bestand inlezen", () => {
  it("plans first, replaces only when asked, and applies what was planned", async () => {
    const { user, backend } = open("/afdrukken/inlezen", newWorld(5), {
      attendance_import: (_, { replace, apply }) => ({
        ...plan,
        cells: replace ? 7 : 6,
        batch: apply ? "b1" : null,
      }),
    });
    await user.click(await screen.findByRole("button", { name: "Bestand kiezen…" }));
    expect(await screen.findByText("6 nieuw")).toBeTruthy();
    const differs = screen.getByRole("table", { name: "Waar nu iets anders staat" });
    expect(within(differs).getByText("Maes Lotte")).toBeTruthy();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("checkbox", { name: /^Ook vervangen/ }));
    await user.click(await screen.findByRole("button", { name: "7 codes overnemen" }));
    await screen.findByText("7 codes overgenomen.");
    expect(
      backend.calls.filter((call) => call.name === "attendance_import").at(-1)?.request,
    ).toEqual({
      chosen: plan.chosen,
      database: "SG Dijleland",
      replace: true,
      known_there: false,
      apply: true,
    });
  });

  it("takes nothing over from a file with faults, and names each line", async () => {
    const { user } = open("/afdrukken/inlezen", newWorld(5), {
      attendance_import: () => ({ ...plan, cells: 0, faults: [{ line: 3, kind: "date" }] }),
    });
    await user.click(await screen.findByRole("button", { name: "Bestand kiezen…" }));
    expect(await screen.findByText("Regel 3: die dag bestaat niet.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /overnemen$/ })).toBeNull();
  });

  it("changes nothing when the dialog is closed", async () => {
    const { user } = open("/afdrukken/inlezen", newWorld(5), {
      attendance_import: () => ({ ...plan, chosen: null }),
    });
    await user.click(await screen.findByRole("button", { name: "Bestand kiezen…" }));
    expect(screen.queryByText("6 nieuw")).toBeNull();
  });
});
