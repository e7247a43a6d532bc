import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { newWorld } from "../../backend/fake/world";
import { faults } from "../../test/axe";
import { open } from "../../test/render";

async function grid() {
  const found = await screen.findByRole("grid", { name: "Leerlingen" });
  found.focus();
  return found;
}

/** Name of the row that the arrows stand on. */
function activeName(of: HTMLElement): string {
  const id = of.getAttribute("aria-activedescendant") ?? "";
  return document.getElementById(id)?.textContent ?? "";
}

describe("Leerlingen", () => {
  it("draws only the rows in sight of 5,000", async () => {
    open("/", newWorld(5000));
    const table = await grid();
    expect(table.getAttribute("aria-rowcount")).toBe("5001");
    expect(within(table).getAllByRole("row").length).toBeLessThan(60);
    expect(screen.getByText("5.000 personen")).toBeTruthy();
  });

  it("moves with arrows, selects with Space, opens with Enter, closes with Escape", async () => {
    const { user, backend } = open();
    const table = await grid();
    await user.keyboard("{ArrowDown}{ArrowDown}");
    const third = backend.world.rows[2];
    expect(activeName(table)).toContain(third?.last_name);
    await user.keyboard(" ");
    expect(screen.getByText("1 geselecteerd")).toBeTruthy();
    await user.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
    expect(screen.getByText("3 geselecteerd")).toBeTruthy();
    await user.keyboard("{Control>}a{/Control}");
    expect(screen.getByText("60 geselecteerd")).toBeTruthy();
    await user.keyboard("{Enter}");
    const panel = await screen.findByRole("complementary");
    await within(panel).findByText("Nummers");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("complementary")).toBeNull());
    expect(document.activeElement).toBe(table);
  });

  it("searches as soon as a letter is typed on the list", async () => {
    const { user } = open();
    await grid();
    await user.keyboard("peeters");
    const search = screen.getByRole("textbox", { name: "Zoeken in de lijst" }) as HTMLInputElement;
    expect(search.value).toBe("peeters");
    const rows = within(screen.getByRole("grid")).getAllByRole("row").slice(1);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.textContent?.includes("Peeters"))).toBe(true);
    await user.keyboard("{ArrowDown}");
    expect(document.activeElement).toBe(screen.getByRole("grid"));
  });

  it("keeps the order that a header was clicked for", async () => {
    const { user } = open();
    const table = await grid();
    await user.click(within(table).getByRole("button", { name: /Geboren/ }));
    const header = within(table).getByRole("columnheader", { name: /Geboren/ });
    expect(header.getAttribute("aria-sort")).toBe("ascending");
    await user.click(within(table).getByRole("button", { name: /Geboren/ }));
    expect(header.getAttribute("aria-sort")).toBe("descending");
  });

  it("edits a field where it stands, with what was seen, and takes it back", async () => {
    const world = newWorld(60);
    const id = world.rows[0]?.id ?? "";
    const was = world.rows[0]?.class ?? "";
    const { user, backend } = open(`/leerlingen/${id}`, world);
    await user.click(await screen.findByRole("button", { name: /^Klas wijzigen/ }));
    const field = screen.getByRole("textbox", { name: "Klas" });
    await user.clear(field);
    await user.type(field, "6C{Enter}");
    await screen.findByText(`Klas: ${was || "leeg"} → 6C.`);
    expect(backend.calls.find((call) => call.name === "pupil_edit")?.request).toEqual({
      id,
      items: [{ field: "class", was, now: "6C" }],
    });
    await user.click(
      within(screen.getByRole("status")).getByRole("button", { name: "Ongedaan maken" }),
    );
    await waitFor(() => expect(world.rows[0]?.class).toBe(was));
  });

  it("leaves a field as it was with Escape, and the panel open", async () => {
    const world = newWorld(60);
    const { user, backend } = open(`/leerlingen/${world.rows[0]?.id}`, world);
    await user.click(await screen.findByRole("button", { name: /^Naam wijzigen/ }));
    await user.type(screen.getByRole("textbox", { name: "Naam" }), "x{Escape}");
    expect(backend.calls.some((call) => call.name === "pupil_edit")).toBe(false);
    expect(screen.getByRole("complementary")).toBeTruthy();
  });

  it("says at the field what is wrong with it", async () => {
    const world = newWorld(60);
    const { user } = open(`/leerlingen/${world.rows[0]?.id}`, world);
    await user.click(await screen.findByRole("button", { name: /^Geboortedatum wijzigen/ }));
    const field = screen.getByRole("textbox", { name: "Geboortedatum" });
    await user.clear(field);
    await user.type(field, "gisteren{Enter}");
    expect((await screen.findByRole("alert")).textContent).toMatch(
      /“gisteren” is niet geldig voor geboortedatum/,
    );
  });

  it("shows the INSZ only after a click, and takes it away again", async () => {
    const world = newWorld(60);
    const row = world.rows.find((one) => one.has_insz);
    const insz = world.insz.get(row?.id ?? "") ?? "";
    const { user } = open(`/leerlingen/${row?.id}`, world);
    const show = await screen.findByRole("button", { name: "Tonen INSZ" });
    expect(document.body.textContent).not.toContain(insz);
    await user.click(show);
    expect(await screen.findByText(insz)).toBeTruthy();
    expect(screen.getByText("nog 30 s zichtbaar")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Verbergen INSZ" }));
    expect(document.body.textContent).not.toContain(insz);
  });

  it("hides the INSZ by itself after half a minute", async () => {
    const world = newWorld(60);
    const row = world.rows.find((one) => one.has_insz);
    const insz = world.insz.get(row?.id ?? "") ?? "";
    open(`/leerlingen/${row?.id}`, world);
    const show = await screen.findByRole("button", { name: "Tonen INSZ" });
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      fireEvent.click(show);
      expect(await screen.findByText(insz)).toBeTruthy();
      act(() => vi.advanceTimersByTime(20_000));
      expect(document.body.textContent).toContain(insz);
      act(() => vi.advanceTimersByTime(10_000));
      expect(document.body.textContent).not.toContain(insz);
    } finally {
      vi.useRealTimers();
    }
  });

  it("shows a name with markup as text", async () => {
    const world = newWorld(3);
    const hostile = "<img src=x onerror=alert(1)>";
    world.rows = world.rows.map((row, at) => (at === 0 ? { ...row, last_name: hostile } : row));
    open(`/leerlingen/${world.rows[0]?.id}`, world);
    expect(
      (await screen.findAllByText(new RegExp(hostile.replace(/[()]/g, "\\$&")))).length,
    ).toBeGreaterThan(0);
    expect(document.querySelector("img")).toBeNull();
  });

  it("shows who a new pupil could already be, before anything is made", async () => {
    const world = newWorld(60);
    const row = world.rows[0];
    const before = world.rows.length;
    const { user } = open("/leerlingen/nieuw", world);
    const panel = await screen.findByRole("complementary", { name: "Nieuwe persoon" });
    await user.type(within(panel).getByRole("textbox", { name: "Naam" }), row?.last_name ?? "");
    await user.type(
      within(panel).getByRole("textbox", { name: "Voornaam" }),
      row?.first_name ?? "",
    );
    await user.click(screen.getByRole("button", { name: "In het register plaatsen" }));
    expect(await screen.findByText("Staat deze leerling er al in?")).toBeTruthy();
    expect(world.rows.length).toBe(before);
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Iemand anders: toch plaatsen" }));
    await waitFor(() => expect(world.rows.length).toBe(before + 1));
  });

  it("shows a half-typed person again after closing or a crash, until placed or cancelled", async () => {
    const world = newWorld(60);
    const name = () => screen.findByRole("textbox", { name: "Naam" });
    const first = open("/leerlingen/nieuw", world);
    await first.user.type(await name(), "Zwartenbroeckx");
    await first.user.click(screen.getByRole("button", { name: "Sluiten" }));
    await first.user.click(screen.getByRole("button", { name: "Nieuwe persoon" }));
    await waitFor(async () => expect(await name()).toHaveProperty("value", "Zwartenbroeckx"));
    await first.user.type(screen.getByRole("textbox", { name: "Voornaam" }), "Fleurance");
    // Kept by itself a second after the last key: what comes now is a crash.
    await waitFor(() => expect(world.school.drafts.get("pupil_create")).toContain("Fleurance"), {
      timeout: 3000,
    });
    first.unmount();

    const second = open("/leerlingen/nieuw", world);
    await screen.findByText(/Dit formulier was nog niet af/);
    expect(await faults()).toEqual([]);
    await second.user.click(screen.getByRole("button", { name: "In het register plaatsen" }));
    await screen.findByText("Zwartenbroeckx Fleurance staat in het register.");
    await waitFor(() => expect(world.school.drafts.has("pupil_create")).toBe(false));
    await second.user.click(screen.getByRole("button", { name: "Nieuwe persoon" }));
    await second.user.type(await name(), "Aerts");
    await second.user.click(screen.getByRole("button", { name: "Annuleren" }));
    await second.user.click(screen.getByRole("button", { name: "Nieuwe persoon" }));
    expect(await name()).toHaveProperty("value", "");
  });

  it("exports the INSZ only with a reason (S38)", async () => {
    const { user, backend } = open();
    await grid();
    await user.click(screen.getByRole("button", { name: "Exporteren…" }));
    await user.click(await screen.findByRole("checkbox", { name: /Met INSZ/ }));
    expect(await faults()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Bewaren als…" }));
    expect(backend.calls.some((call) => call.name === "report_save")).toBe(false);
    await user.type(screen.getByRole("textbox", { name: /Waarom/ }), "schooltoelagen");
    await user.click(screen.getByRole("button", { name: "Bewaren als…" }));
    await screen.findByText(/Bewaard als/);
    expect(backend.calls.find((call) => call.name === "report_save")?.request).toEqual({
      what: "pupils",
      format: "xlsx",
      ids: [],
      include_insz: true,
      reason: "schooltoelagen",
    });
  });

  it("says in an empty register how to begin", async () => {
    open("/", newWorld(0));
    expect(await screen.findByText("Nog niemand in het register")).toBeTruthy();
    expect(await faults()).toEqual([]);
  });

  it("passes axe with an open sheet", async () => {
    const world = newWorld(60);
    open(`/leerlingen/${world.rows[0]?.id}`, world);
    await screen.findByText("Nummers");
    expect(await faults()).toEqual([]);
  });
});
