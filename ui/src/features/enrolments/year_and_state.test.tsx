import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { newWorld } from "../../backend/fake/world";
import type { MoveRequest } from "../../backend/generated/MoveRequest";
import type { NewYearRequest } from "../../backend/generated/NewYearRequest";
import { faults } from "../../test/axe";
import { open } from "../../test/render";
import { decided, passingOfKey, readDecisions, requestOf } from "./new_year/decisions";

const last = <R,>(calls: { name: string; request: unknown }[], name: string) =>
  calls.findLast((call) => call.name === name && (call.request as { apply: boolean }).apply)
    ?.request as R | undefined;

describe("the new school year", () => {
  it("is decided by class and by pupil, previewed, done in one action and taken back", async () => {
    const { user, backend } = open("/inschrijven/schooljaar", newWorld(60));
    await screen.findByText("naar 2027-2028");
    const classes = await screen.findByRole("grid", { name: "Per klas" });
    expect(await faults()).toEqual([]);
    classes.focus();
    await user.keyboard("{Enter}");
    const panel = await screen.findByRole("complementary", { name: /^Klas 1A/ });
    const name = within(panel).getByLabelText("Klas");
    await user.clear(name);
    await user.type(name, "2Z");
    await user.click(within(panel).getByRole("button", { name: "Kiezen" }));
    await within(classes).findByText("2Z");

    await user.click(screen.getByRole("button", { name: /^Per leerling/ }));
    const pupils = await screen.findByRole("grid", { name: "Per leerling" });
    pupils.focus();
    await user.keyboard(" {ArrowDown} v");
    await screen.findByRole("button", { name: "vertrekt 2" });
    await user.keyboard("{Escape}{ArrowDown}n");
    await screen.findByRole("button", { name: "onbekend 1" });
    expect(await faults()).toEqual([]);
    await waitFor(() => expect(backend.world.school.drafts.has("new_year")).toBe(true), {
      timeout: 3000,
    });

    await user.click(screen.getByRole("button", { name: "2027-2028 klaarzetten…" }));
    await screen.findByText(/2 vertrekken op 30 juni, 1 blijven nog zonder inschrijving/);
    await user.click(screen.getByRole("button", { name: "Ja, klaarzetten" }));
    await screen.findByText(/Schooljaar 2027-2028 staat klaar/);
    const change = last<NewYearRequest>(backend.calls, "new_year")?.change;
    expect(change).toMatchObject({
      what: "pass",
      classes: [{ class: "1A", passing: { to: "group", class: "2Z" } }],
    });
    await screen.findByRole("button", { name: /^al gedaan [1-9]/ });
    await user.click(screen.getByRole("button", { name: "Ongedaan maken" }));
    await screen.findByRole("button", { name: "al gedaan 0" });
  });

  it("shows only whom it is not known of", async () => {
    const world = newWorld(60);
    const { user } = open("/inschrijven/schooljaar", world);
    await user.click(await screen.findByRole("button", { name: /^Per leerling/ }));
    const grid = await screen.findByRole("grid", { name: "Per leerling" });
    grid.focus();
    await user.keyboard("n");
    await user.click(await screen.findByRole("button", { name: "onbekend 1" }));
    await waitFor(() => expect(grid.getAttribute("aria-rowcount")).toBe("2"));
  });

  it("moves to a new institution number as planned", async () => {
    const { user, backend } = open("/inschrijven/instellingsnummer", newWorld(30));
    await user.type(await screen.findByLabelText("Nieuw instellingsnummer"), "123456");
    await user.click(await screen.findByRole("button", { name: "Overzetten…" }));
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Ja, overzetten" }));
    await screen.findByText(/staan nu in instelling 123456/);
    expect(last<NewYearRequest>(backend.calls, "new_year")?.change).toEqual({
      what: "restructure",
      from: "039107",
      to: "123456",
      on: "2026-11-21",
    });
  });
});

describe("decisions", () => {
  const leaves = { to: "leaves", cause: "", situation: "" } as const;

  it("of a pupil go back to those of the class", () => {
    const one = decided({}, ["a", "b"], leaves);
    expect(one).toEqual({ a: leaves, b: leaves });
    expect(decided(one, ["a"], null)).toEqual({ b: leaves });
    expect(requestOf({ classes: {}, pupils: one }, true).change).toMatchObject({
      pupils: [{ pupil: "a" }, { pupil: "b" }],
    });
  });

  it("are taken from letters, and from nothing else", () => {
    expect(passingOfKey("V")).toEqual(leaves);
    expect(passingOfKey("n")).toEqual({ to: "unknown" });
    expect(passingOfKey("o")).toBeNull();
    expect(passingOfKey("x")).toBeUndefined();
  });

  it("that are no longer readable are none", () => {
    expect(readDecisions(null)).toBeNull();
    expect(readDecisions({ classes: { "1A": leaves, "1B": 3 }, pupils: {} })).toEqual({
      classes: { "1A": leaves },
      pupils: {},
    });
  });
});

describe("moving", () => {
  it("a whole class, with what becomes of each", async () => {
    const { user, backend } = open("/inschrijven/verplaatsen", newWorld(60));
    await screen.findByRole("option", { name: "1A" });
    await user.selectOptions(screen.getByLabelText("Hele klas"), "1A");
    const on = screen.getByLabelText("Eerste dag daar");
    await user.clear(on);
    await user.type(on, "23/11/2026");
    await user.type(screen.getByLabelText("Vestigingsplaats"), "003");
    await screen.findByRole("grid", { name: "Verplaatsen" });
    expect(await faults()).toEqual([]);
    await user.click(await screen.findByRole("button", { name: /^\d+ leerlingen verplaatsen/ }));
    await screen.findByText(/leerlingen verplaatst vanaf 23\/11\/2026/);
    expect(last<MoveRequest>(backend.calls, "move_pupils")).toMatchObject({
      class_of: "1A",
      location: "003",
      group: null,
      class: null,
    });
  });

  it("the pupils chosen in the list", async () => {
    const { user } = open("/leerlingen", newWorld(60));
    const grid = await screen.findByRole("grid");
    grid.focus();
    await user.keyboard(" {ArrowDown} ");
    await user.click(screen.getByRole("button", { name: "Verplaatsen…" }));
    await screen.findByText("2 gekozen leerlingen");
  });
});

describe("the state on a day", () => {
  it("counts, lists, and says what differs from another day", async () => {
    const { user, backend } = open("/inschrijven/stand", newWorld(60));
    await screen.findByText(/leerlingen tellen mee/);
    expect(screen.getByRole("table", { name: "Per klas" })).toBeTruthy();
    expect(await faults()).toEqual([]);
    const { pupil } = await someone(backend);
    await backend.call("leave", {
      pupil,
      enrolment: null,
      how: { how: "ends", until: "2026-11-18", cause: "", situation: "" },
      case: null,
      apply: true,
    });
    await user.type(screen.getByLabelText("Vergelijken met"), "17/11/2026");
    await screen.findByText(/Niet meer op de eerste dag, wel op de andere \(1\)/);
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: /^Leerlingen/ }));
    expect(await screen.findByRole("grid", { name: "Leerlingen" })).toBeTruthy();
    await user.selectOptions(screen.getByLabelText("Teldagen"), "2026-02-02");
    await screen.findByText("Niemand ingeschreven op die dag");
  });
});

async function someone(backend: ReturnType<typeof open>["backend"]) {
  const row = backend.world.rows.find((one) => one.kind === "pupil" && one.class === "1A");
  if (!row) throw new Error("nobody in 1A");
  return { pupil: row.id };
}
