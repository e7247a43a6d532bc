import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import type { ReportRequest } from "../../backend/generated/ReportRequest";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { reportOf, yearsFor } from "./request";

const EMPTY = { class: "", pupil: "", day: "", by: "class", year: "" } as const;

describe("a report", () => {
  it("of who is enrolled is put together by class, group or location", () => {
    const wanted = { ...EMPTY, kind: "members", class: "4B", day: "2027-02-01" } as const;
    const asked = { report: "members", on: "2027-02-01" };
    expect(reportOf(wanted, [])).toEqual({ ...asked, by: "class", only: ["4B"] });
    expect(reportOf({ ...wanted, by: "group" }, [])).toEqual({ ...asked, by: "group", only: [] });
  });

  it("may be the register of enrolments of a school year", () => {
    const wanted = { ...EMPTY, kind: "enrolment_register" } as const;
    expect(reportOf(wanted, [])).toEqual({ report: wanted.kind, year: null, institution: "" });
    expect(reportOf({ ...wanted, year: "2025-2026" }, [])).toMatchObject({ year: "2025-2026" });
    expect(yearsFor("2026-08-31").slice(0, 2)).toEqual(["2026-2027", "2025-2026"]);
  });

  it("is of the whole school without a class", () => {
    const wanted = { ...EMPTY, kind: "week_register", day: "2026-11-23" } as const;
    expect(reportOf(wanted, [])).toEqual({
      report: "week_register",
      classes: [],
      day: "2026-11-23",
    });
    expect(reportOf({ ...wanted, class: "4B" }, [])).toMatchObject({ classes: ["4B"] });
  });

  it("of sheets names its pupils, one or all of the class", () => {
    const wanted = { ...EMPTY, kind: "absence_sheet", class: "4B" } as const;
    expect(reportOf(wanted, ["a", "b"])).toMatchObject({ pupils: ["a", "b"] });
    expect(reportOf({ ...wanted, pupil: "b" }, ["a", "b"])).toMatchObject({ pupils: ["b"] });
  });
});

describe("Registers en lijsten", () => {
  it("saves the month register of a class with all codes", async () => {
    const { user, backend } = open("/afdrukken", newWorld(60), {
      report_save: () => ({ file_name: "maandregister.pdf" }),
    });
    await user.click(await screen.findByRole("radio", { name: /^Maandregister/ }));
    await user.selectOptions(screen.getByRole("combobox", { name: "Klas" }), "1A");
    await user.selectOptions(screen.getByRole("combobox", { name: "Codes" }), "all");
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Bewaren…" }));
    await screen.findByText("Bewaard als maandregister.pdf.");
    expect(backend.calls.at(-1)?.request).toEqual({
      what: "report",
      report: { report: "month_register", classes: ["1A"], day: "2026-11-21" },
      codes: "all",
      format: "pdf",
      to: "save",
    });
  });

  it("makes sheets of the pupils of one class, to be looked at as PDF only", async () => {
    const world = newWorld(60);
    const { user, backend } = open("/afdrukken", world, {
      report_save: () => ({ file_name: null }),
    });
    await user.click(await screen.findByRole("radio", { name: /^Afwezigheidsfiche/ }));
    await user.click(screen.getByRole("button", { name: "Openen" }));
    await screen.findByText(/^Geopend in het PDF-programma/);
    const request = backend.calls.at(-1)?.request as ReportRequest | undefined;
    const first = world.rows.filter((row) => row.class === "1A" && row.kind === "pupil");
    expect(request?.report).toEqual({
      report: "absence_sheet",
      pupils: first.map((row) => row.id),
      year: null,
    });
    await user.selectOptions(screen.getByRole("combobox", { name: "Vorm" }), "xlsx");
    expect(screen.queryByRole("button", { name: "Openen" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Bewaren…" }));
    expect(await screen.findByText("Niets bewaard.")).toBeTruthy();
  });

  it("is opened from the state on a day with that day, without asking for codes", async () => {
    const { user, backend } = open("/inschrijven/stand", newWorld(60), {
      report_save: () => ({ file_name: "lijst.pdf" }),
    });
    await user.click(await screen.findByRole("link", { name: "Lijst afdrukken…" }));
    expect(
      await screen.findByRole("radio", { name: /ingeschreven leerlingen/, checked: true }),
    ).toBeTruthy();
    expect(screen.queryByRole("combobox", { name: "Codes" })).toBeNull();
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Bewaren…" }));
    await screen.findByText("Bewaard als lijst.pdf.");
    const request = backend.calls.at(-1)?.request as ReportRequest | undefined;
    expect(request?.report).toEqual({
      report: "members",
      by: "class",
      on: "2026-11-21",
      only: [],
    });
  });
});
